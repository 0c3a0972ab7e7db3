//! Eight times the file, at most twelve times the time: for every reader and for the linter, for each element that a file
//! may repeat. What is measured is the processor time of this thread, so that a busy machine changes nothing.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack;
use gouji::text::Lang;
use rustix::time::{ClockId, clock_gettime};

/// So many times the file …
const TIMES: usize = 8;
/// … and at most so many times the time.
const MOST: f64 = 12.0;
/// Seconds that are too short to be compared with.
const SHORT: f64 = 0.004;

fn seconds(act: &dyn Fn()) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let start = now();
    act();
    now() - start
}

/// Names of files that take too long when they grow.
fn grows(
    cases: &[(&'static str, usize)],
    file: &dyn Fn(&str, usize) -> Vec<u8>,
    act: &dyn Fn(&[u8]),
) {
    let mut wrong = Vec::new();
    for (name, count) in cases {
        let (small, large) = (file(name, *count), file(name, count * TIMES));
        let best = |bytes: &[u8], tries: usize| {
            let all = (0..tries).map(|_| seconds(&|| act(bytes)));
            all.fold(f64::INFINITY, f64::min)
        };
        let first = best(&small, 3).max(SHORT);
        let mut second = best(&large, 1);
        if second > MOST * first {
            // other work on the machine empties its caches
            second = second.min(best(&large, 2));
        }
        if second > MOST * first {
            wrong.push(format!("{name}: {first:.4} s, then {second:.4} s"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read(bytes: &[u8]) {
    // a refusal is an answer, too
    input::read("a", bytes).ok();
}

const PIECES: [(&str, &str); 16] = [
    ("row of a table by tabs", "甲\t1\t2\n"),
    ("stacked cells", "\t甲\n\t1\n\n"),
    ("row with pipes", "| 甲 | 1 |\n"),
    ("blank line", "\n"),
    ("heading", "# 一、题\n"),
    ("part", "（一）题\n"),
    ("short line", "公\n"),
    ("open bracket", "（"),
    ("open quote", "“"),
    ("remark", "<!-- gouji: ignore x y -->\n"),
    ("open remark", "<!-- gouji: ignore x "),
    ("bookmark", "[bookmark:"),
    ("number", "12件，"),
    ("title", "青禾县2023年政府信息公开工作年度报告\n"),
    ("ideographic space", "\u{3000}"),
    ("zero width", "\u{200b}公"),
];

#[test]
fn texts() {
    let file = |name: &str, count: usize| {
        let piece = PIECES.iter().find(|(n, _)| *n == name).unwrap().1;
        format!("题目\n\n{}\n", piece.repeat(count)).into_bytes()
    };
    let cases: Vec<(&str, usize)> = PIECES.iter().map(|(n, _)| (*n, 2_000)).collect();
    grows(&cases, &file, &read);
}

#[test]
fn reports() {
    let linter = Linter::new(pack::builtin(Lang::Zh), Options::default());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
    let sample = std::fs::read_to_string(path).unwrap();
    let (before, behind) = sample.split_once("\n二、").unwrap();
    let file = |name: &str, count: usize| {
        let piece = PIECES.iter().find(|(n, _)| *n == name).unwrap().1;
        let inside = piece.repeat(count);
        format!("{before}\n{inside}\n二、{behind}").into_bytes()
    };
    let act = |bytes: &[u8]| {
        let document = input::read("a.txt", bytes).unwrap();
        linter.check(&document);
    };
    // the report around it costs something, too: enough of each that it shows
    let cases: Vec<(&str, usize)> = PIECES.iter().map(|(n, _)| (*n, 250)).collect();
    grows(&cases, &file, &act);
}

const PAGES: [(&str, &str); 26] = [
    ("paragraph", "<p>甲</p>"),
    ("open paragraph", "<p>甲"),
    ("open block", "<div>"),
    ("block", "<div>甲</div>"),
    ("open span", "<span>"),
    ("open bold", "<b>甲"),
    ("link", "<a href=x>甲</a>"),
    ("heading", "<h2>甲</h2>"),
    ("break", "甲<br>"),
    ("table", "<table><tr><td>1</td></tr></table>"),
    ("open table", "<table><tr><td>"),
    ("row", "<tr><td>甲</td><td>1</td></tr>"),
    ("cell", "<td>1"),
    ("high cell", "<tr><td rowspan=50>1"),
    ("wide cell", "<tr><td colspan=50>1"),
    ("item", "<li>甲"),
    ("open list", "<ul><li>"),
    ("comment", "<!-- x -->"),
    ("open comment", "<!--"),
    ("reference", "&nbsp;"),
    ("title", "<title>甲</title>"),
    ("open title", "<title>甲"),
    ("option", "<select><option>甲"),
    ("script", "<script>x</script>"),
    ("style", "<p style='display:none'>甲</p>"),
    ("class", "<p class='nav footer'>甲</p>"),
];

#[test]
fn pages() {
    let file = |name: &str, count: usize| {
        let piece = PAGES.iter().find(|(n, _)| *n == name).unwrap().1;
        let open = match piece.starts_with("<tr") || piece.starts_with("<td") {
            true => "<table>",
            false => "",
        };
        format!("<!doctype html><html><body>{open}{}", piece.repeat(count)).into_bytes()
    };
    let cases: Vec<(&str, usize)> = PAGES.iter().map(|(n, _)| (*n, 1_500)).collect();
    grows(&cases, &file, &read);
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Which part an element is repeated in, the element, and what stands around all of them.
const PARTS: [(&str, &str, [&str; 3]); 20] = [
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
    let relations = "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
        <Relationship Id='b' Type='x/numbering' Target='numbering.xml'/></Relationships>";
    let main = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
    zip(&[
        ("_rels/.rels", main),
        ("word/_rels/document.xml.rels", relations),
        (
            "word/document.xml",
            &format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            &format!("<w:styles {WORD}>{}</w:styles>", of("s")),
        ),
        (
            "word/numbering.xml",
            &format!("<w:numbering {WORD}>{}</w:numbering>", of("n")),
        ),
    ])
}

/// A package whose parts are packed as they are.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1));
        !bytes
            .iter()
            .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
    };
    let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let start = number(out.len());
        let length = number(part.len());
        let named = u16::try_from(name.len()).unwrap().to_le_bytes();
        let about = [
            &sum(part.as_bytes()).to_le_bytes()[..],
            &length,
            &length,
            &named,
            &[0, 0],
        ]
        .concat();
        let head = [&b"PK\x03\x04\x14\0"[..], &[0; 8], &about, name.as_bytes()].concat();
        out.extend([&head, part.as_bytes()].concat());
        let entry = [
            &b"PK\x01\x02\x14\0\x14\0"[..],
            &[0; 8],
            &about,
            &[0; 10],
            &start,
            name.as_bytes(),
        ];
        list.extend(entry.concat());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let (start, length) = (number(out.len()), number(list.len()));
    out.extend(list);
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &length,
        &start,
        &[0, 0],
    ];
    out.extend(end.concat());
    out
}

#[test]
fn word_documents() {
    let cases: Vec<(&str, usize)> = PARTS.iter().map(|(n, ..)| (*n, 1_500)).collect();
    assert!(input::read("a", &word("paragraph", 3)).is_ok());
    grows(&cases, &word, &read);
}

const DRAWN: [(&str, &str); 12] = [
    ("line of text", "1 0 0 1 50 700 Tm (Hello 12) Tj "),
    ("glyph at its place", "1 0 0 1 50 700 Tm (A) Tj "),
    ("moved text", "0 -1 Td (A) Tj "),
    ("numbers between", "[(A) -100 (B) 50 (C)] TJ "),
    ("box", "50 700 0.5 10 re f "),
    ("stroke", "50 700 m 90 700 l S "),
    ("corner", "1 1 l "),
    ("clip", "0 0 m 1 1 l W "),
    ("clip and end", "0 0 500 500 re W n "),
    ("state", "q 1 0 0 1 0 0 cm Q "),
    ("open state", "q "),
    ("font", "/F1 10 Tf "),
];

fn pdf(name: &str, count: usize) -> Vec<u8> {
    let piece = DRAWN.iter().find(|(n, _)| *n == name).unwrap().1;
    let drawn = format!(
        "BT /F1 10 Tf 50 700 Td (Hello) Tj {} ET\n",
        piece.repeat(count)
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = "%PDF-1.7\n".to_owned();
    let mut list = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        list.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = out.len();
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    (out + &list + &end).into_bytes()
}

#[test]
fn printed_documents() {
    let cases: Vec<(&str, usize)> = DRAWN.iter().map(|(n, _)| (*n, 1_500)).collect();
    assert!(input::read("a", &pdf("line of text", 3)).is_ok());
    grows(&cases, &pdf, &read);
}
