//! Marks in copies of documents: what is put in can be taken out again, and what people write beside it stays.
//!
//! The first bytes choose the places of findings, and where somebody writes something; the others are the document.

use super::package::package;
use super::{fits, parted};
use gouji::annotate::docx::Marks;
use gouji::annotate::text::Style;
use gouji::annotate::{self, Refusal, Remarks};
use gouji::diagnostic::{Class, Diagnostic, Label, LintResult, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::input::docx::markup::{Element, Markup};
use gouji::text::{Edit, Lang, Span};

/// How many bytes choose.
const CHOICE: usize = 24;
/// What somebody writes into a marked copy; nothing else has these characters.
const WRITTEN: [&str; 4] = ["\u{2776}", "\n\u{2776}\n", "\u{2776}]", "</mark>\u{2776}"];
/// What a message may hold.
const MESSAGE: &str =
    "a<&>\"']]>--\u{1}\u{fffe}<!-- \u{7532} --></mark><!--gouji-->[^gouji-1] ======== gouji";
const DATE: &str = "2025-12-31T00:00:00Z";

/// A finding for every three bytes.
fn found(document: &Document, choice: &[u8]) -> LintResult {
    let ends = document.text.char_indices().map(|(at, _)| at);
    let bounds: Vec<usize> = ends.chain([document.text.len()]).collect();
    let span = |bytes: &[u8]| {
        let number = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        let start = (number(0) * 7 + number(1) * 251) % bounds.len();
        let end = (start + number(2) % 9).min(bounds.len() - 1);
        Span::new(bounds[start], bounds[end])
    };
    let one = |(at, span): (usize, Span)| Diagnostic {
        help: Some("x\ny".to_owned()),
        labels: vec![Label::primary(span)],
        ..Diagnostic::new(
            &format!("rule-{at}"),
            Severity::Error,
            Class::Hard,
            MESSAGE.to_owned(),
        )
    };
    let spans = choice.chunks(3).map(span).enumerate();
    LintResult {
        diagnostics: spans.map(one).collect(),
        ..LintResult::default()
    }
}

fn remarks(document: &Document, choice: &[u8]) -> Remarks {
    Remarks::new(document, &found(document, choice), Lang::Zh)
}

/// A marked copy in which somebody has written something, somewhere.
fn written(marked: &str, choice: &[u8]) -> (String, &'static str) {
    let number = |at: usize| choice.get(at).copied().map_or(0, usize::from);
    let mut at = (number(0) * 256 + number(1)) % (marked.len() + 1);
    while !marked.is_char_boundary(at) {
        at -= 1;
    }
    let words = WRITTEN[number(2) % WRITTEN.len()];
    let (before, after) = marked.split_at(at);
    (format!("{before}{words}{after}"), words)
}

/// All characters of a text stand in another one, in order.
fn is_kept(text: &str, out: &str) -> bool {
    let mut rest = out.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}

/// What is there once the marks are gone from a copy that somebody has edited: all of the text and what was written, or
/// nothing is touched.
fn nothing_is_lost(text: &str, edited: &(String, &str), cleaned: Result<String, Refusal>) {
    let Ok(out) = cleaned else { return };
    let own = |text: &str| text.matches('\u{2776}').count();
    assert_eq!(own(&out), own(&edited.0), "what somebody has written stays");
    if own(text) == 0 {
        assert!(is_kept(text, &out), "the text stays");
    }
}

/// Numbers in a plain text.
pub fn notes(bytes: &[u8]) {
    text("a.txt", bytes);
}

/// Footnotes in Markdown.
pub fn footnotes(bytes: &[u8]) {
    text("a.md", bytes);
}

fn text(name: &str, bytes: &[u8]) -> Option<()> {
    let (choice, file) = parted(bytes, CHOICE);
    let style = Style::of(name);
    let document = input::read(name, file).ok()?;
    document.format.is_text().then_some(())?;
    let clean = annotate::text::clean(&document.text, style).ok()?;
    let clean = annotate::text::bytes(&clean, file).ok()?;
    let document = input::read(name, &clean).ok()?;
    let remarks = remarks(&document, choice);
    let marked = annotate::text::mark(&document, &remarks, style).ok()?;
    let bytes = annotate::text::bytes(&marked, &clean).ok()?;
    // as the next run sees it
    let again = input::read(name, &bytes).map(|d| d.text);
    assert!(again.as_ref() == Ok(&marked), "what is written is read");
    let cleaned = annotate::text::clean(&marked, style);
    assert!(
        cleaned.as_ref() == Ok(&document.text),
        "the text is as it was"
    );
    let back = annotate::text::bytes(&document.text, &bytes);
    assert!(back.as_ref() == Ok(&clean), "byte for byte");
    let edited = written(&marked, choice);
    let cleaned = annotate::text::clean(&edited.0, style);
    nothing_is_lost(&document.text, &edited, cleaned);
    Some(())
}

/// Marks and a panel in a web page.
pub fn panel(bytes: &[u8]) {
    page(bytes);
}

fn page(bytes: &[u8]) -> Option<()> {
    let (choice, page) = parted(bytes, CHOICE);
    let page = [b"<!doctype html>", page].concat();
    let clean = annotate::html::clean(&page).ok()?;
    let (document, trace) = input::html::trace(&clean);
    let marked = annotate::html::mark(&clean, &trace, &remarks(&document, choice)).ok()?;
    let again = annotate::html::clean(&marked);
    assert!(
        again.as_deref().ok() == Some(&clean[..]),
        "byte for byte: {:?}",
        again.err()
    );
    let (seen, _) = input::html::trace(&marked);
    assert!(document.text == seen.text, "the text is that of before");
    let marked = std::str::from_utf8(&marked).ok()?;
    let edited = written(marked, choice);
    let cleaned = annotate::html::clean(edited.0.as_bytes());
    let cleaned = cleaned.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    nothing_is_lost(&String::from_utf8_lossy(&clean), &edited, cleaned);
    Some(())
}

/// Comments and tracked changes in a Word document, by its main part.
pub fn comments(bytes: &[u8]) {
    word(bytes);
}

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
    <Default Extension='xml' ContentType='application/xml'/></Types>";
const ROOT: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='rId1' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
const NONE: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'></Relationships>";

fn word(bytes: &[u8]) -> Option<()> {
    let (choice, part) = parted(bytes, CHOICE);
    let file = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", part),
        ("word/_rels/document.xml.rels", NONE.as_bytes()),
    ]);
    let clean = annotate::docx::clean(&file).ok()?;
    let (document, trace) = input::docx::trace(&clean).ok()?;
    let remarks = remarks(&document, choice);
    let edits = changes(&document, choice);
    let marks = Marks {
        remarks: &remarks,
        edits: &edits,
        date: DATE,
    };
    let marked = annotate::docx::mark(&clean, &document, &trace, marks).ok()?;
    let (again, _) = input::docx::trace(&marked).expect("a marked document can be read");
    if edits.is_empty() {
        same(&document, &again);
    }
    let cleaned = annotate::docx::clean(&marked).expect("a marked document can be cleaned");
    // runs stay divided where a mark stood; so marks stand where they stood when they are put in again
    let (again, trace) = input::docx::trace(&cleaned).expect("a cleaned document can be read");
    same(&document, &again);
    if is_well_formed(part) {
        let twice = annotate::docx::mark(&cleaned, &again, &trace, marks);
        assert!(twice.as_ref() == Ok(&marked), "marked twice is marked once");
    }
    Some(())
}

/// Whether attributes and texts are what they are in every document that Word opens.
fn is_well_formed(part: &[u8]) -> bool {
    let text = std::str::from_utf8(part).unwrap_or_default();
    // XML has no control characters but these
    let is_xml = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    if !text.chars().all(is_xml) {
        return false;
    }
    let whole = |tag: &str| {
        let quotes = tag.matches(['\'', '"']).count();
        quotes.is_multiple_of(2) && !tag[1..].contains('<')
    };
    let is_text = |e: &Element| matches!(e.local(), "t" | "delText" | "instrText");
    let plain = |m: &Markup, e: &Element| !e.parent.and_then(|p| m.get(p)).is_some_and(is_text);
    let fits = |m: &Markup, e: &Element| whole(m.slice(e.open.clone())) && plain(m, e);
    Markup::read(text).is_ok_and(|m| m.elements.iter().all(|e| fits(&m, e)))
}

/// Other words for some pieces of the text.
fn changes(document: &Document, choice: &[u8]) -> Vec<Edit> {
    let checked = found(document, choice.get(12..).unwrap_or_default());
    let labels = checked.diagnostics.iter().flat_map(|d| &d.labels);
    let mut spans: Vec<Span> = labels.map(|l| l.span).collect();
    spans.sort();
    let mut end = 0;
    spans.retain(|span| {
        let apart = span.start > end && fits(&document.text, *span);
        end = if apart { span.end } else { end };
        apart
    });
    let edit = |span| Edit {
        span,
        text: "\u{4e59}12".to_owned(),
    };
    spans.into_iter().map(edit).collect()
}

fn same(a: &Document, b: &Document) {
    assert!(a.text == b.text, "the text is that of before");
    assert!(a.blocks == b.blocks, "the blocks are those of before");
}

/// Annotations behind a PDF file.
pub fn annotations(bytes: &[u8]) {
    paper(bytes);
}

fn paper(bytes: &[u8]) -> Option<()> {
    let (choice, file) = parted(bytes, CHOICE);
    let clean = annotate::pdf::clean(file).ok()?;
    let (document, trace) = input::pdf::trace(clean).ok()?;
    let remarks = remarks(&document, choice);
    let marked = annotate::pdf::mark(clean, &trace, &remarks, DATE).ok()?;
    assert!(marked.starts_with(clean), "its bytes come first");
    let (again, _) = input::pdf::trace(&marked).expect("a marked file can be read");
    assert!(document.text == again.text, "the text is that of before");
    assert!(annotate::pdf::clean(&marked) == Ok(clean), "byte for byte");
    Some(())
}
