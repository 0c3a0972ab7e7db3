//! The parts of Word documents, each in a document that uses it.

use super::files::file;
use super::package::package;
use std::io::{Cursor, Write};

/// What Word documents call their parts.
const RELATIONS: &str = "<Relationships xmlns='r'>\
    <Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
    <Relationship Id='b' Type='x/numbering' Target='numbering.xml'/>\
    <Relationship Id='c' Type='x/header' Target='header1.xml'/>\
    <Relationship Id='d' Type='x/footnotes' Target='footnotes.xml'/></Relationships>";
const RELATIONS_OF: &str = "word/_rels/document.xml.rels";
const MAIN: &str = "word/document.xml";

/// Paragraphs that name styles and lists: those of short names, and those that Word names itself.
fn body() -> String {
    let one = |style: &str, list: usize, level: usize| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{style}'/><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>\
             </w:pPr><w:r><w:t>\u{7532}</w:t></w:r></w:p>"
        )
    };
    let listed: String = (0..4).map(|n| one("a", 1 + n % 2, n % 3)).collect();
    let styled: String = ["a", "b", "1", "Heading1", "TOC1"]
        .iter()
        .map(|style| {
            format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>\u{4e59}</w:t></w:r></w:p>")
        })
        .collect();
    format!("<w:document xmlns:w='w'><w:body>{listed}{styled}</w:body></w:document>")
}

/// The main part.
pub fn word(bytes: &[u8]) {
    file("a.docx", &package(&[(MAIN, bytes)]));
}

/// A document with one more part.
fn with(name: &str, bytes: &[u8]) {
    let body = body();
    let parts = [
        (MAIN, body.as_bytes()),
        (RELATIONS_OF, RELATIONS.as_bytes()),
        (name, bytes),
    ];
    file("a.docx", &package(&parts));
}

/// The parts of a workbook that the first byte chooses: a sheet, the texts that cells share, the looks of cells.
pub fn sheet(bytes: &[u8]) {
    const SHEET: &[u8] = b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>45310.5</v></c></row></sheetData></worksheet>";
    const BOOK: &[u8] =
        b"<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>";
    const LINKS: &[u8] = b"<Relationships><Relationship Id='a' Type='x/worksheet' Target='a.xml'/>\
        <Relationship Id='b' Type='x/sharedStrings' Target='b.xml'/><Relationship Id='c' Type='x/styles' Target='c.xml'/></Relationships>";
    const MAIN_LINK: &[u8] = b"<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    let (choice, part) = super::parted(bytes, 1);
    let which = choice.first().map_or(0, |c| c % 4);
    let own = |n: u8, other: &'static [u8]| {
        if which == n {
            part.to_vec()
        } else {
            other.to_vec()
        }
    };
    let (book, sheet, texts, looks) = (
        own(3, BOOK),
        own(0, SHEET),
        own(1, b"<sst><si><t>\xe7\x94\xb2</t></si></sst>"),
        own(
            2,
            b"<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='31'/></cellXfs></styleSheet>",
        ),
    );
    file(
        "a.xlsx",
        &package(&[
            ("_rels/.rels", MAIN_LINK),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/a.xml", &sheet),
            ("xl/b.xml", &texts),
            ("xl/c.xml", &looks),
        ]),
    );
}

/// Styles.
pub fn styles(bytes: &[u8]) {
    with("word/styles.xml", bytes);
}

/// Lists.
pub fn numbering(bytes: &[u8]) {
    with("word/numbering.xml", bytes);
}

/// What stands outside of the text: a header.
pub fn header(bytes: &[u8]) {
    with("word/header1.xml", bytes);
}

/// Which part is what.
pub fn relations(bytes: &[u8]) {
    let body = body();
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='a'/></w:styles>";
    let parts = [
        (MAIN, body.as_bytes()),
        (RELATIONS_OF, bytes),
        ("_rels/.rels", bytes),
        ("word/styles.xml", styles.as_bytes()),
        ("word/header1.xml", body.as_bytes()),
    ];
    file("a.docx", &package(&parts));
}

/// The streams of an old document, in a container of their own: four bytes say how long the first two are.
pub fn streams(bytes: &[u8]) {
    let [a, b, c, d, rest @ ..] = bytes else {
        return;
    };
    let length = |high: &u8, low: &u8| usize::from(u16::from_be_bytes([*high, *low]));
    let (main, rest) = super::parted(rest, length(a, b));
    let (table, data) = super::parted(rest, length(c, d));
    if let Some(whole) = compound(&[
        ("WordDocument", main),
        ("1Table", table),
        ("0Table", table),
        ("Data", data),
    ]) {
        file("a.doc", &whole);
    }
}

fn compound(streams: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (name, bytes) in streams {
        container.create_stream(name).ok()?.write_all(bytes).ok()?;
    }
    container.flush().ok()?;
    Some(container.into_inner().into_inner())
}
