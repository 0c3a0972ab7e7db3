//! Word documents.

use super::package::word as package;
use super::{all, grows, read};
use gouji::input;

/// Which part an element is repeated in, the element, and what stands around all of them.
const PARTS: [(&str, &str, [&str; 3]); 22] = [
    (
        "paragraph",
        "d",
        ["", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>", ""],
    ),
    ("blank paragraph", "d", ["", "<w:p/>", ""]),
    (
        "numbered paragraph",
        "d",
        [
            "",
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
            "",
        ],
    ),
    ("run", "d", ["<w:p>", "<w:r><w:t>甲</w:t></w:r>", "</w:p>"]),
    ("tab", "d", ["<w:p><w:r>", "<w:tab/>", "</w:r></w:p>"]),
    (
        "row",
        "d",
        [
            "<w:tbl>",
            "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>",
            "</w:tbl>",
        ],
    ),
    (
        "cell",
        "d",
        ["<w:tbl><w:tr>", "<w:tc><w:p/></w:tc>", "</w:tr></w:tbl>"],
    ),
    (
        "cell that goes on",
        "d",
        [
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr>",
            "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>",
            "</w:tr></w:tbl>",
        ],
    ),
    (
        "row that goes on",
        "d",
        [
            "<w:tbl>",
            "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>",
            "</w:tbl>",
        ],
    ),
    (
        "cell beside",
        "d",
        [
            "<w:tbl><w:tr>",
            "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>",
            "</w:tr></w:tbl>",
        ],
    ),
    (
        "field",
        "d",
        [
            "<w:p>",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>1</w:t></w:r>",
            "</w:p>",
        ],
    ),
    (
        "code",
        "d",
        [
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
            "<w:r><w:instrText> </w:instrText></w:r><w:r><w:t>1</w:t></w:r>",
            "</w:p>",
        ],
    ),
    (
        "change",
        "d",
        [
            "<w:p>",
            "<w:ins w:id=\"1\"><w:r><w:t>甲</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>乙</w:delText></w:r></w:del>",
            "</w:p>",
        ],
    ),
    (
        "container",
        "d",
        ["", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", ""],
    ),
    (
        "white run",
        "d",
        [
            "<w:p>",
            "<w:r><w:rPr><w:rStyle w:val=\"a\"/><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>甲</w:t></w:r>",
            "</w:p>",
        ],
    ),
    (
        "white paragraph",
        "d",
        [
            "",
            "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:shd w:fill=\"FFFFFF\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
            "",
        ],
    ),
    (
        "style",
        "s",
        [
            "",
            "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style>",
            "",
        ],
    ),
    (
        "style of tables",
        "s",
        ["", "<w:style w:type=\"table\"/>", ""],
    ),
    (
        "open style of tables",
        "s",
        ["", "<w:style w:type=\"table\"><w:x/>", ""],
    ),
    (
        "list",
        "n",
        [
            "",
            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
            "",
        ],
    ),
    (
        "pattern",
        "n",
        [
            "",
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"/></w:abstractNum>",
            "",
        ],
    ),
    (
        "label",
        "n",
        [
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"",
            "%1甲",
            "\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
        ],
    ),
];

fn word(name: &str, count: usize) -> Vec<u8> {
    let (_, part, [before, piece, behind]) = PARTS.iter().find(|(n, ..)| *n == name).unwrap();
    let repeated = format!("{before}{}{behind}", piece.repeat(count));
    let of = |which: &str| match *part == which {
        true => repeated.as_str(),
        false => "",
    };
    let numbered = PARTS
        .iter()
        .find(|(n, ..)| *n == "numbered paragraph")
        .unwrap()
        .2;
    let body = match *part {
        "d" => repeated.clone(),
        // each of so many asks for what is repeated elsewhere
        _ => numbered.get(1).unwrap().repeat(count.min(2_000)),
    };
    package(&body, of("s"), of("n"))
}

#[test]
fn word_documents() {
    let cases = all(&PARTS, 1_500, |p| p.0);
    assert!(input::read("a", &word("paragraph", 3)).is_ok());
    grows(&cases, &word, &read);
}
