//! What a reader of workbooks noticed about cells: one finding for all cells of a kind, which names the first of them.

mod words;

use crate::diagnostic::{Diagnostic, Label};
use crate::document::{Document, NoteKind};
use crate::text::{Lang, Span};

use super::words::plain;

/// Kinds of notes on cells, the gravest first.
const KINDS: [NoteKind; 5] = [
    NoteKind::NoValue,
    NoteKind::ErrorValue,
    NoteKind::SameForm,
    NoteKind::Rounded,
    NoteKind::HiddenCell,
];
/// Cells that a message names.
const NAMED: usize = 6;
/// The longest content of a cell that a message quotes, in characters.
const QUOTED: usize = 24;

/// Some cells of a workbook, as a message names them.
struct Cells {
    /// How many there are.
    count: usize,
    /// The first of them, each with what it shows.
    named: Vec<(String, String)>,
}

/// The findings about cells.
pub(super) fn findings(document: &Document, lang: Lang) -> Vec<Diagnostic> {
    let found = KINDS
        .iter()
        .filter_map(|kind| of_kind(document, *kind, lang));
    found.collect()
}

fn of_kind(document: &Document, kind: NoteKind, lang: Lang) -> Option<Diagnostic> {
    let notes = || document.notes.iter().filter(|note| note.kind == kind);
    let count = notes().map(|note| note.count).sum();
    let spans: Vec<Span> = notes().filter_map(|note| note.span).collect();
    let named = spans.iter().take(NAMED).filter_map(|span| {
        let shown: String = document.slice(*span).chars().take(QUOTED).collect();
        Some((document.reference(span.start)?, shown.replace('\n', " ")))
    });
    let cells = Cells {
        count,
        named: named.collect(),
    };
    let first = spans.first().filter(|_| count > 0)?;
    let said = words::said(kind, &cells, lang)?;
    let label = Label {
        span: *first,
        message: said.label.to_owned(),
        primary: true,
        cell: None,
    };
    Some(Diagnostic {
        help: Some(said.help.to_owned()),
        labels: vec![label],
        values: vec![count.to_string()],
        ..plain(said.rule, said.severity, said.message, lang)
    })
}
