//! Places in a document, as people and programs read them.

mod messages;

use serde::Serialize;

use self::messages::CellPlace;
use super::clamp;
use super::columns::{DOTS, clip_end, flat};
use super::messages::Text;
use gouji_core::diagnostic::{Diagnostic, Section};
use gouji_core::document::{self, Cell, Document, Spot};
use gouji_core::text::{Lang, Position, Span};

/// Where a span starts, in few columns: `line:column` in a text, else the first words of a paragraph, or a cell by its
/// numbers.
pub(super) fn at(document: &Document, span: Span, lang: Lang) -> String {
    let start = clamp(&document.text, span).start;
    if let Some(reference) = document.reference(start) {
        return reference;
    }
    let place = document.locate(start);
    match place {
        document::Place {
            page: None,
            spot: Spot::Line(at),
        } => format!("{}:{}", at.line, at.column),
        document::Place {
            spot: Spot::Paragraph(_),
            ..
        } => messages::paragraph(place, None, &opening(document, start), lang),
        place => messages::numbered(place, lang),
    }
}

/// The same behind the path of the file: `:line:column`, or a blank and a place as [`words`] has it.
pub(super) fn behind(document: &Document, sections: &[Section], span: Span, lang: Lang) -> String {
    match words(document, sections, span, lang) {
        Some(words) => format!(" {words}"),
        None => format!(":{}", at(document, span, lang)),
    }
}

/// Where a span starts and ends in a text file; `None` in a document that has no lines of its own.
pub(super) fn lines(document: &Document, span: Span) -> Option<(Position, Position)> {
    let span = clamp(&document.text, span);
    let ends = (document.position(span.start), document.position(span.end));
    document.format.is_text().then_some(ends)
}

/// Where a span stands in a document that has no lines of its own, as a person finds it there: the section with the first
/// words of the paragraph, or with the table, the row and the column. `None` for a text file.
pub(super) fn words(
    document: &Document,
    sections: &[Section],
    span: Span,
    lang: Lang,
) -> Option<String> {
    let start = clamp(&document.text, span).start;
    if let Some(reference) = document.reference(start) {
        return Some(in_workbook(document, start, &reference, lang));
    }
    let place = document.locate(start);
    let section = section(sections, start);
    let title = |s: &Section| clip_end(&flat(&s.title), LABEL, DOTS);
    match place.spot {
        Spot::Line(_) | Spot::Sheet(_) => None,
        Spot::Paragraph(_) => {
            // a heading is named by its own words
            let paragraph = document.paragraph_at(start);
            let heads =
                |s: &Section| paragraph.is_some_and(|p| (p.start..p.end).contains(&s.span.start));
            let within = section.filter(|s| !heads(s));
            let title = within.map(title);
            let words = opening(document, start);
            Some(messages::paragraph(place, title.as_deref(), &words, lang))
        }
        Spot::Cell { .. } => {
            let (row, column) = names(document, start);
            let title = section.map(title);
            let table = section.and_then(|s| nth_table(document, s, start));
            let cell = CellPlace {
                place,
                section: title.as_deref(),
                table,
                row: &row,
                column: column.as_deref(),
            };
            Some(messages::cell(cell, lang))
        }
    }
}

/// A cell of a workbook: its name there, and the labels of its row and column or the first words of it.
fn in_workbook(document: &Document, start: u32, reference: &str, lang: Lang) -> String {
    match document.cell_at(start) {
        Some(_) => {
            let (row, column) = names(document, start);
            messages::in_workbook(reference, &row, column.as_deref(), lang)
        }
        None => messages::in_workbook(reference, &opening(document, start), None, lang),
    }
}

/// The section that a byte stands in.
fn section(sections: &[Section], at: u32) -> Option<&Section> {
    let after = sections.partition_point(|s| s.span.start <= at);
    let section = sections.get(after.checked_sub(1)?)?;
    (at < section.span.end && !section.title.is_empty()).then_some(section)
}

/// Which table of a section a byte stands in, counted from 1; `None` where it has one only.
fn nth_table(document: &Document, section: &Section, at: u32) -> Option<usize> {
    let before = document.tables_up_to(section.span.start);
    let last = document.tables_up_to(section.span.end.saturating_sub(1));
    let nth = document.tables_up_to(at).saturating_sub(before);
    (last.saturating_sub(before) > 1).then_some(nth.max(1))
}

/// The first words of the paragraph that a byte stands in.
fn opening(document: &Document, at: u32) -> String {
    let Some(span) = document.paragraph_at(at) else {
        return String::new();
    };
    let some: String = document.slice(span).chars().take(4 * OPENING).collect();
    clip_end(&flat(some.trim()), OPENING, DOTS)
}

/// What a finding says, behind its place where no line can tell it.
pub(super) fn said(
    document: &Document,
    sections: &[Section],
    diagnostic: &Diagnostic,
    lang: Lang,
) -> String {
    let primary = diagnostic.primary();
    let place = primary.and_then(|l| words(document, sections, l.span, lang));
    match place {
        Some(place) => format!("{place}{}{}", Text::Colon.say(lang), diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// The longest words that are quoted of a paragraph, in columns.
const OPENING: usize = 26;
/// The longest label that is quoted, in columns.
const LABEL: usize = 24;
/// Cells above one that are looked at for its label.
const ABOVE: usize = 20_000;

/// What stands in front of a cell and above it, empty where the table does not show it. A cell that holds words is a
/// label itself: it stands for its row, and needs no column.
fn names(document: &Document, offset: u32) -> (String, Option<String>) {
    let quoted = |cell: &Cell| clip_end(&flat(document.slice(cell.span)), LABEL, DOTS);
    let is_words = |cell: &&Cell| document.slice(cell.span).chars().any(char::is_alphabetic);
    let Some((table, at, target)) = document.cell_at(offset) else {
        return (String::new(), Some(String::new()));
    };
    if is_words(&target) {
        return (quoted(target), None);
    }
    let row = table.rows.get(at).into_iter().flat_map(|row| &row.cells);
    let before = row.take_while(|c| *c != target).filter(is_words).last();
    let covers = |cell: &&Cell| match (cell.extent, target.extent) {
        (Some(head), Some(own)) => {
            (head.column..head.column.saturating_add(head.columns)).contains(&own.column)
        }
        _ => false,
    };
    let above = table.rows.iter().take(at).rev();
    let above = above
        .flat_map(|row| &row.cells)
        .take(ABOVE)
        .filter(covers)
        .find(is_words);
    let name = |cell: Option<&Cell>| cell.map(quoted).unwrap_or_default();
    (name(before), Some(name(above)))
}

/// Where a span starts and ends, for programs.
#[derive(Serialize)]
pub(super) struct Range {
    start: Place,
    end: Place,
    /// The place of the start in a document that is no text: lines and columns are those of the text taken from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Found>,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

/// A page, and a paragraph or a cell on it; or a cell of a sheet.
#[derive(Serialize, Default)]
struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl Range {
    /// The place of a span.
    pub fn new(document: &Document, span: Span) -> Self {
        let span = clamp(&document.text, span);
        Range {
            start: Place::new(document, span.start),
            end: Place::new(document, span.end),
            place: (!document.format.is_text()).then(|| Found::new(document, span.start)),
        }
    }
}

impl Place {
    fn new(document: &Document, offset: u32) -> Self {
        let at = document.position(offset);
        Place {
            line: at.line,
            column: at.column,
            offset,
        }
    }
}

impl Found {
    fn new(document: &Document, offset: u32) -> Self {
        let place = document.locate(offset);
        let page = place.page;
        match place.spot {
            Spot::Line(_) => Found {
                page,
                ..Found::default()
            },
            Spot::Paragraph(n) => Found {
                page,
                paragraph: Some(n),
                ..Found::default()
            },
            Spot::Sheet(cell) => Found {
                page,
                sheet: Some(document.sheet_name(cell).to_owned()),
                cell: Some(cell.name()),
                ..Found::default()
            },
            Spot::Cell { table, row, column } => Found {
                page,
                table: Some(table),
                row: Some(row),
                column: Some(column),
                ..Found::default()
            },
        }
    }
}
