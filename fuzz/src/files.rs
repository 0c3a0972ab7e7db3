//! Whole files, as people send them.

use super::{LINTER, holds, says};
use gouji::document::Document;
use gouji::input;
use gouji::linter::autofix::{Level, fix};
use gouji::text::Edit;

/// Reads a file, and lints it.
pub fn file(name: &str, bytes: &[u8]) {
    let Ok(document) = input::read(name, bytes) else {
        return;
    };
    holds(&document);
    says(&document, &LINTER.check(&document));
}

/// Plain text.
pub fn text(bytes: &[u8]) {
    file("a.txt", bytes);
}

/// Markdown.
pub fn markdown(bytes: &[u8]) {
    file("a.md", bytes);
}

/// A Word document, as a file.
pub fn docx(bytes: &[u8]) {
    file("a.docx", bytes);
}

/// A document of old Word.
pub fn doc(bytes: &[u8]) {
    file("a.doc", bytes);
}

/// A web page.
pub fn html(bytes: &[u8]) {
    file("a.html", &[b"<!doctype html>", bytes].concat());
}

/// A PDF file.
pub fn pdf(bytes: &[u8]) {
    file("a.pdf", bytes);
}

/// Fixing: it ends, its edits are the change, and doing it again changes nothing.
pub fn fixes(bytes: &[u8]) {
    let Ok(document) = input::read("a.txt", bytes) else {
        return;
    };
    if !document.format.is_text() {
        return;
    }
    let check = |d: &Document| LINTER.check(d);
    let mut text = document.text.clone();
    let fixed = fix(document, Level::Suggestions, &check);
    for round in &fixed.rounds {
        text = apply(text, round);
    }
    assert_eq!(text, fixed.document.text, "the edits are the change");
    says(&fixed.document, &fixed.checked);
}

fn apply(mut text: String, edits: &[Edit]) -> String {
    for edit in edits.iter().rev() {
        assert!(super::fits(&text, edit.span), "{edit:?}");
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
