//! Documents made for the tests: a package around a body, with what Word puts into bodies.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of a package in their order.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len())
        .map(read)
        .collect()
}

/// A part as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let all: BTreeMap<_, _> = parts(bytes).into_iter().collect();
    String::from_utf8(all[name].clone()).unwrap()
}

/// The package with another text in one part.
pub fn with(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut all = parts(bytes);
    for (n, part) in &mut all {
        if n == name {
            *part = text.as_bytes().to_vec();
        }
    }
    let all = all.iter().map(|(n, b)| (n.as_str(), b.as_slice()));
    zipped(all)
}

pub fn zipped<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body; `comments` and `settings` where there are any.
pub fn package(body: &str, comments: &str, settings: &str) -> Vec<u8> {
    let spaces = format!(
        "xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
    );
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let document =
        format!("{head}<w:document {spaces}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut types = format!(
        "{head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>"
    );
    let mut relations = format!(
        "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        format!(
            "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        ),
    )];
    for (name, text) in [("comments", comments), ("settings", settings)] {
        if text.is_empty() {
            continue;
        }
        types.push_str(&format!(
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPE}.{name}+xml\"/>"
        ));
        relations.push_str(&format!(
            "<Relationship Id=\"{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>"
        ));
        let text = format!("{head}<w:{name} xmlns:w=\"{WORD}\">{text}</w:{name}>");
        parts.push((format!("word/{name}.xml"), text));
    }
    parts.push(("[Content_Types].xml".into(), types + "</Types>"));
    parts.push((
        "word/_rels/document.xml.rels".into(),
        relations + "</Relationships>",
    ));
    parts.push(("word/document.xml".into(), document));
    zipped(parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())))
}

fn run(props: &str, inside: &str) -> String {
    format!("<w:r w:rsidR=\"00A1\">{props}{inside}</w:r>")
}

fn t(text: &str) -> String {
    format!("<w:t>{text}</w:t>")
}

fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// Bodies with what Word does to text.
pub fn bodies() -> Vec<(&'static str, String, &'static str)> {
    let bold = "<w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr>";
    let changed =
        "<w:rPr><w:b/><w:rPrChange w:id=\"7\" w:author=\"某人\"><w:rPr/></w:rPrChange></w:rPr>";
    let title = p(&run(bold, &t("某县2023年报告")));
    let field = [
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:instrText>DATE</w:instrText>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:t>2024年1月9日</w:t>",
        "<w:fldChar w:fldCharType=\"end\"/>",
    ];
    let field: String = field.iter().map(|f| run("", f)).collect();
    let boxed = format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        p(&run("", &t("框中一行"))),
        p(&run("", &t("又一行")))
    );
    let boxed = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{boxed}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let cell = |inside: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"900\"/></w:tcPr>{inside}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let word = |text: &str| cell(&p(&run(bold, &t(text))));
    let inner = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[word("里1"), word("里2")]),
        row(&[word("3"), cell("<w:p/>")])
    );
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[word("项目"), word("一"), word("二")]),
        row(&[word("合计"), word("12"), cell("<w:p w:rsidR=\"00B2\"/>")]),
        row(&[
            word("其中"),
            cell("<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p>"),
            cell(&(inner + "<w:p/>"))
        ]),
    );
    let commented = "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>他人批注</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
    let other = "<w:comment w:id=\"0\" w:author=\"某人\"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>";
    let tracked = "<w:ins w:id=\"3\" w:author=\"某人\"><w:r><w:t>新写的字</w:t></w:r></w:ins><w:del w:id=\"4\" w:author=\"某人\"><w:r><w:delText>旧字</w:delText></w:r></w:del>";
    let math = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>";
    let cases = [
        (
            "runs",
            p(&(run(bold, &t("甲乙"))
                + &run(
                    "",
                    "<w:t>丙 </w:t><w:tab/><w:t xml:space=\"preserve\"> 丁&amp;戊</w:t><w:t>己</w:t>",
                )
                + &run(bold, &t("庚辛&#x58ec;癸")))),
            "",
        ),
        (
            "changed properties",
            p(&run(changed, &t("格式改过的一段文字"))),
            "",
        ),
        (
            "field",
            p(&(run("", &t("日期："))
                + &field
                + "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>12页</w:t></w:r></w:fldSimple>"
                + &run("", &t("止")))),
            "",
        ),
        (
            "link",
            p(&format!(
                "{}<w:hyperlink w:anchor=\"x\">{}</w:hyperlink>{}",
                run("", &t("见")),
                run(bold, &t("网站的链接")),
                run("", &t("。"))
            )),
            "",
        ),
        (
            "control",
            p(&format!(
                "<w:sdt><w:sdtPr><w:id w:val=\"9\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
                run("", &t("控件里的字")),
                run("", &t("外面"))
            )),
            "",
        ),
        (
            "box",
            p(&(run("", &t("前面")) + &run("", &boxed) + &run("", &t("后面")))),
            "",
        ),
        ("table", table, ""),
        (
            "comments",
            p(&(run("", &t("前文")) + commented + &run("", &t("后文")))),
            other,
        ),
        (
            "changes",
            p(&(run("", &t("前文")) + tracked + &run("", &t("后文")))),
            "",
        ),
        (
            "formula",
            p(&(run("", &t("式")) + math + &run("", &t("毕")))),
            "",
        ),
        (
            "section data",
            p(&run("", "<w:t><![CDATA[甲<乙>]]>丙</w:t>")),
            "",
        ),
    ];
    cases
        .into_iter()
        .map(|(name, body, comments)| (name, title.clone() + &body, comments))
        .collect()
}
