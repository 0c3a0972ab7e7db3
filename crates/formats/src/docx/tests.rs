//! Documents made of a few lines of XML: one for each thing that Word does.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use super::*;
use gouji_core::document::{BlockKind, Place, Spot, Table};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn root(name: &str, inner: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:{name} xmlns:w=\"{WORD}\">{inner}</w:{name}>")
}

/// A document with this body, these styles and lists, and a foot.
fn package(body: &str, styles: &str, lists: &str, foot: &str) -> Vec<u8> {
    let kinds = ["styles", "numbering", "footer"];
    let relation =
        |k: &&str| format!("<Relationship Id=\"{k}\" Type=\"x/{k}\" Target=\"{k}.xml\"/>");
    let relations: String = kinds.iter().map(relation).collect();
    zipped(&[
        (
            "word/document.xml",
            &root("document", &format!("<w:body>{body}</w:body>")),
        ),
        (
            "word/_rels/document.xml.rels",
            &format!("<Relationships>{relations}</Relationships>"),
        ),
        ("word/styles.xml", &root("styles", styles)),
        ("word/numbering.xml", &root("numbering", lists)),
        ("word/footer.xml", &root("ftr", foot)),
    ])
}

fn read_body(body: &str) -> Document {
    read(&package(body, "", "", "")).unwrap()
}

/// `甲` → a paragraph with this text.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell with properties.
fn tc(props: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text))
}

fn tbl(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| format!("<w:tr>{}</w:tr>", cells.concat());
    format!(
        "<w:tbl>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

fn blocks(document: &Document) -> Vec<String> {
    let kind = |kind: &BlockKind| match kind {
        BlockKind::Heading(n) => format!("h{n}"),
        BlockKind::Paragraph => "p".into(),
        BlockKind::Table(_) => "t".into(),
        BlockKind::Other => "o".into(),
    };
    let all = document.blocks.iter();
    all.map(|b| format!("{} {}", kind(&b.kind), document.slice(b.span)))
        .collect()
}

fn texts(body: &str) -> Vec<String> {
    blocks(&read_body(body))
}

fn table(document: &Document) -> &Table {
    let tables = document.blocks.iter().find_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    tables.unwrap()
}

/// Each row as `column+columns*rows text`.
fn cells(document: &Document) -> Vec<String> {
    let rows = table(document).rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let e = cell.extent.unwrap();
            format!(
                "{}+{}*{} {}",
                e.column,
                e.columns,
                e.rows,
                document.slice(cell.span)
            )
        });
        cells.collect::<Vec<_>>().join(" | ")
    });
    rows.collect()
}

#[test]
fn text_is_what_the_paper_shows() {
    for (inside, shown) in [
        (
            "<w:r><w:t>甲&amp;乙</w:t><w:t>&#x4e19;</w:t></w:r>",
            "甲&乙丙",
        ),
        (
            "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/></w:r>",
            "A\tB-",
        ),
        (
            "<w:pPr><w:tabs><w:tab w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r>",
            "甲",
        ),
        (
            "<w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>",
            "甲",
        ),
        (
            "<w:moveFrom><w:r><w:t>乙</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo>",
            "甲",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>甲</w:t></w:r>",
            "甲",
        ),
        (
            "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><w:r><w:t>同意</w:t></w:r>",
            "☑同意",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "甲",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>",
            "甲",
        ),
        (
            "<w:fldSimple w:instr=\"DATE\"><w:r><w:t>2023年</w:t></w:r></w:fldSimple>",
            "2023年",
        ),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>码</w:t></w:r>\
          <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>果</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "果",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>一</w:t></mc:Choice><mc:Fallback><w:t>二</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "一",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"cx1\"><w:t>一</w:t></mc:Choice><mc:Fallback><w:t>二</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "二",
        ),
    ] {
        let body = format!("<w:p>{inside}</w:p>");
        assert_eq!(texts(&body), [format!("p {shown}")], "{inside}");
    }
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
        .to_owned()
        + &p("乙");
    let document = read_body(&body);
    assert_eq!(blocks(&document), ["p 甲乙"]);
}

#[test]
fn soft_breaks_part_titles_and_sentences_only() {
    let long = "这一行的字数很多，超过了一行标题应有的长度，却没有用句号结束，所以它还要接着写";
    let body = format!(
        "<w:p><w:r><w:t>某县</w:t><w:br/><w:t>{long}</w:t><w:br/><w:t>下去。</w:t></w:r></w:p>"
    );
    assert_eq!(
        texts(&body),
        ["p 某县".to_owned(), format!("p {long}\n下去。")]
    );
}

#[test]
fn a_text_box_stands_behind_its_paragraph() {
    let inside = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), p("框二"));
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{inside}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>后</w:t></w:r></w:p>"
    );
    assert_eq!(texts(&body), ["p 前后", "p 框一", "p 框二"]);
}

#[test]
fn headings_come_from_styles_and_levels() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"1\"/><w:name w:val=\"章\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"b\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"toc 1\"/></w:style>";
    let styled = |props: &str| format!("<w:p><w:pPr>{props}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>");
    let body = [
        "<w:pStyle w:val=\"1\"/>",
        "<w:pStyle w:val=\"a\"/>",
        "<w:pStyle w:val=\"b\"/>",
        "<w:outlineLvl w:val=\"0\"/>",
        "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>",
        "<w:pStyle w:val=\"t\"/>",
    ];
    let body: String = body.iter().map(|props| styled(props)).collect();
    let document = read(&package(&body, styles, "", "")).unwrap();
    assert_eq!(
        blocks(&document),
        ["h1 甲", "h1 甲", "h3 甲", "h1 甲", "p 甲", "o 甲"]
    );
}

#[test]
fn numbers_of_lists_are_text() {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = level(0, "chineseCounting", "%1、")
        + &level(1, "chineseCounting", "（%2）")
        + &level(2, "decimal", "%3.");
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"2\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/></w:num>",
        level(0, "bullet", "")
    );
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"s\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let item = |props: &str| format!("<w:p><w:pPr>{props}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>");
    let number = |level: u8, list: u8| {
        item(&format!(
            "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
        ))
    };
    let body = [
        item("<w:pStyle w:val=\"s\"/>"),
        number(1, 1),
        number(1, 1),
        number(2, 1),
        number(0, 1),
        number(1, 1),
        number(2, 2),
        number(2, 2),
        number(0, 3),
        item("<w:pStyle w:val=\"s\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        item("<w:pStyle w:val=\"s\"/>"),
    ];
    let document = read(&package(&body.concat(), styles, &lists, "")).unwrap();
    let shown: Vec<String> = document.text.lines().map(str::to_owned).collect();
    assert_eq!(
        shown,
        [
            "一、甲",
            "（一）甲",
            "（二）甲",
            "1. 甲",
            "二、甲",
            "（一）甲",
            "5. 甲",
            "6. 甲",
            "甲",
            "甲",
            "三、甲"
        ]
    );
}

#[test]
fn merged_cells_stand_once() {
    let body = tbl(&[
        vec![
            tc(
                "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>",
                "项",
            ),
            tc("", "总计"),
        ],
        vec![
            tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", ""),
            tc("", " 5 "),
        ],
        vec![tc("", "甲"), tc("<w:vMerge/>", "乙"), tc("", "")],
    ]);
    let document = read_body(&body);
    assert_eq!(
        cells(&document),
        [
            "0+2*2 项 | 2+1*1 总计",
            "2+1*1 5",
            "0+1*1 甲 | 1+1*1 乙 | 2+1*1 "
        ]
    );
    let at = document.text.find('5').unwrap() as u32;
    let spot = Spot::Cell {
        table: 1,
        row: 2,
        column: 3,
    };
    assert_eq!(document.locate(at), Place { page: None, spot });
}

#[test]
fn odd_spans_are_clamped() {
    let grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>";
    let row = |props: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{props}</w:trPr>{}</w:tr>", cells.concat())
    };
    let body = format!(
        "<w:tbl>{grid}{}{}</w:tbl>",
        row(
            "<w:gridBefore w:val=\"1\"/>",
            &[tc("<w:gridSpan w:val=\"2000000000\"/>", "甲"), tc("", "乙")]
        ),
        row(
            "",
            &[
                tc("<w:gridSpan w:val=\"-1\"/>", "丙"),
                tc("<w:gridSpan w:val=\"x\"/>", "丁")
            ]
        ),
    );
    assert_eq!(
        cells(&read_body(&body)),
        ["1+2*1 甲 | 3+1*1 乙", "0+1*1 丙 | 1+1*1 丁"]
    );
}

#[test]
fn cells_hold_paragraphs_and_tables() {
    let inner = tbl(&[vec![tc("", "里"), tc("", "1")]]);
    let cell = format!("<w:tc>{}{}{inner}</w:tc>", p("上"), p("下"));
    let rows = [
        vec![cell, tc("", "右")],
        vec![tc("", "a"), tc("", "b")],
        vec![tc("", "c"), tc("", "d")],
    ];
    assert_eq!(texts(&tbl(&rows)), ["t 上\n下\t右\na\tb\nc\td", "t 里\t1"]);
    // a frame around text, or around columns of a page, is no table
    assert_eq!(texts(&tbl(&[vec![tc("", "甲")]])), ["p 甲"]);
    let frame = vec![tc("", "左"), format!("<w:tc>{inner}{}</w:tc>", p("后"))];
    assert_eq!(texts(&tbl(&[frame])), ["p 左", "t 里\t1", "p 后"]);
}

#[test]
fn heads_and_feet_stand_apart() {
    let bytes = package(&p("甲"), "", "", &p("第 1 页"));
    assert_eq!(blocks(&read(&bytes).unwrap()), ["p 甲", "o 第 1 页"]);
}

#[test]
fn other_prefixes_and_strict_files_are_read() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let own =
        format!("<document xmlns=\"{strict}\"><body><p><r><t>甲</t></r></p></body></document>");
    let start = "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" \
                 Target=\"/Word/Doc2.xml\"/></Relationships>";
    let bytes = zipped(&[("_rels/.rels", start), ("word\\doc2.xml", &own)]);
    assert_eq!(blocks(&read(&bytes).unwrap()), ["p 甲"]);
}

#[test]
fn the_way_back_leads_to_the_bytes() {
    let body = "<w:p><w:r><w:t>2023年</w:t></w:r><w:r><w:t xml:space=\"preserve\">甲&amp;乙 </w:t><w:tab/></w:r></w:p>".to_owned()
        + &tbl(&[vec![tc("", "丙"), tc("", "12")]]);
    let bytes = package(&body, "", "", &p("脚"));
    let (document, trace) = trace(&bytes).unwrap();
    assert_eq!(trace.parts, ["word/document.xml", "word/footer.xml"]);
    let mut package = Package::open(&bytes).unwrap();
    let mut found = Vec::new();
    for source in &trace.sources {
        let part = package
            .part(&trace.parts[source.part as usize])
            .unwrap()
            .unwrap();
        let raw = source.xml.of(&part.text).to_owned();
        let text = document.slice(source.text);
        assert!(raw == text || raw == "&amp;" && text == "&");
        found.push(raw);
    }
    assert_eq!(found, ["2023年", "甲", "&amp;", "乙 ", "丙", "12", "脚"]);
}

#[test]
fn hostile_files_end_in_errors_or_in_text() {
    let damaged = ReadError::Damaged { looks: Looks::Docx };
    // not well formed, cut off, no document in it, a directory that lies
    assert_eq!(read(&package("<w:p>", "", "", "")).unwrap_err(), damaged);
    let whole = package(&p("甲").repeat(500), "", "", "");
    for cut in [30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read(&whole[..cut]).unwrap_err(), damaged);
    }
    assert_eq!(read(&zipped(&[("word/a.xml", "")])).unwrap_err(), damaged);
    let mut lying = whole.clone();
    let at = lying.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    lying[at + 42..at + 46].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    assert!(read(&lying).is_err());

    // a billion laughs: no entity is expanded
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{}",
        root("document", &p("甲&b;乙"))
    );
    let document = read(&zipped(&[("word/document.xml", &laughs)])).unwrap();
    assert_eq!(document.text, "甲乙");

    // depth: elements, tables, text boxes
    let nested = |open: &str, close: &str, n: usize| {
        read_body(&format!("{}{}{}", open.repeat(n), p("甲"), close.repeat(n)))
    };
    assert_eq!(nested("<w:sdt>", "</w:sdt>", 100_000).text, "甲");
    let tables = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20_000);
    assert_eq!(tables.text.trim(), "甲");
    assert_eq!(
        nested(
            "<w:p><w:r><w:txbxContent>",
            "</w:txbxContent></w:r></w:p>",
            20_000
        )
        .text,
        "甲"
    );
}

/// Cutting any piece out of a file, or out of a part, gives a document or an error, and blocks in order.
#[test]
fn broken_files_never_panic() {
    let body = tbl(&[vec![
        tc(
            "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>",
            "甲&amp;乙",
        ),
        format!(
            "<w:tc>{}<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p></w:tc>",
            p("丙"),
            p("丁")
        ),
    ]]) + "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>";
    let whole = package(&body, "", "", "");
    let mut state = 7usize;
    let mut random = |n: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for _ in 0..400 {
        let signs: Vec<char> = body.chars().collect();
        let (from, len) = (random(signs.len()), random(30));
        let cut: String = signs
            .iter()
            .enumerate()
            .filter(|(at, _)| *at < from || *at > from + len)
            .map(|(_, c)| c)
            .collect();
        let mut bytes = whole.clone();
        let at = random(bytes.len());
        bytes[at] = random(256) as u8;
        for file in [package(&cut, "", "", ""), bytes] {
            let Ok((document, trace)) = trace(&file) else {
                continue;
            };
            assert!(
                document
                    .blocks
                    .windows(2)
                    .all(|two| two[0].span.end <= two[1].span.start)
            );
            assert!(
                trace
                    .sources
                    .iter()
                    .all(|s| s.text.end as usize <= document.text.len())
            );
        }
    }
}

#[test]
fn too_much_is_refused() {
    let rows = "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(400_000);
    let error = read(&package(&format!("<w:tbl>{rows}</w:tbl>"), "", "", "")).unwrap_err();
    assert_eq!(error, ReadError::TooComplex { looks: Looks::Docx });
    let bomb = "A".repeat(17 << 20);
    let error = read(&package(&bomb, "", "", "")).unwrap_err();
    let limit = 16 << 20;
    assert_eq!(
        error,
        ReadError::Inflated {
            looks: Looks::Docx,
            limit
        }
    );
}

#[test]
fn what_a_file_is_its_content_tells() {
    use crate::{Looks, ReadError, read};
    assert_eq!(
        read("a.txt", &package(&p("甲"), "", "", ""))
            .unwrap()
            .format,
        Format::Docx
    );
    assert_eq!(
        read("a.docx", "甲".as_bytes()).unwrap().format,
        Format::Text
    );
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.resize(1024, 0);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    ole.resize(2048, 0);
    assert_eq!(
        read("a.docx", &ole).unwrap_err(),
        ReadError::Encrypted { looks: Looks::Ole }
    );
}
