//! Where a text ends too early: in a table, in a sentence, behind a heading, with sections still to come.

use super::form::{Form, Kind, TableSpec};
use super::ids::{SectionId, TableId};
use super::prose::{Paragraph, Part, Prose, ends_sentence};
use super::sections::Heading;
use super::table::{RowFacts, RowState, TableFacts};
use crate::document::{Block, BlockKind, Document};
use crate::text::{Id, IdVec, LINE_ENDS, Span};

/// The end of a text that stops inside the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The section in which it stops.
    pub section: SectionId,
    /// The last that is there: a sentence, a heading, the last row of a table.
    pub span: Span,
    /// The section is whole: a part of the report is shown, nothing is torn.
    pub whole: bool,
}

/// So many sections must be missing at the end of a text without signature to make it a part of a report: a report that
/// lacks only the last one is whole.
const TO_COME: usize = 2;

/// A line with fewer characters may end without a mark.
const SHORT: usize = 15;

/// Where the text stops inside the report. A row whose last value the end of the text touches is not read: a part of the
/// value may be lost.
pub(super) fn find(
    kind: &Kind,
    document: &Document,
    prose: &Prose,
    headings: &[Heading],
    form: &Form,
    tables: &mut IdVec<TableId, TableFacts>,
) -> Option<Cut> {
    let last = headings.iter().rev().find(|h| h.section.is_some())?;
    let highest = headings.iter().filter_map(|h| h.section).max()?;
    let signed = prose
        .paragraphs
        .last()
        .is_some_and(|p| p.part == Part::Tail);
    if signed || ends_in_footer(kind, prose) || last.section != Some(highest) {
        return None;
    }
    let is_last = |section: SectionId| section.index() + 1 >= kind.outer();
    let blocks = prose.blocks(document);
    let block = last_block(document, blocks)?;
    if let Some(at) = table_at(form, tables, blocks, block, highest) {
        let own = form.tables.get(at).and_then(|t| t.section);
        let section = own.unwrap_or(highest).max(highest);
        if is_last(section) {
            return None;
        }
        drop_what_is_behind(form, tables, section, at);
        let span = blocks.get(block)?.span;
        let end = span.start as usize + document.slice(span).trim_end().len();
        doubt_last_row(tables.get_mut(at)?, document, end);
        let spec = form.tables.get(at)?;
        return Some(Cut {
            section,
            span: last_line(document, end),
            whole: ends_in_last_row(spec, tables.get(at)?),
        });
    }
    let paragraph = prose.paragraphs.last()?;
    let at = prose.paragraphs.len() - 1;
    let headed = at < last.paragraph + last.lines;
    let stops = match is_last(highest) {
        true => !headed && stops_inside(prose, paragraph),
        false => {
            let whole = ends_sentence_in(prose, paragraph);
            let waits = !whole && awaits_rows(form, tables, highest, last);
            let early = stops_early(prose, paragraph)
                || stops_at_start(kind, tables, highest, prose, paragraph);
            headed || waits || stops_inside(prose, paragraph) || early
        }
    };
    let shown = !stops && highest.index() + TO_COME < kind.outer();
    if !stops && !shown {
        return None;
    }
    forget(form, tables, highest, last);
    let end = paragraph.range.end;
    // a remark in brackets behind the heading instead of the section
    let omitted = headed && prose.text(paragraph.range.clone()).ends_with(')');
    Some(Cut {
        section: match omitted {
            true => SectionId::new(highest.index().saturating_sub(1)),
            false => highest,
        },
        span: match headed {
            true => last.span,
            false => prose.span(&prose.sentence(paragraph, end)),
        },
        whole: shown || omitted,
    })
}

/// So many lines may stand behind the line by which the end of the page is known.
const FOOTER: usize = 3;

/// Whether the text goes on to the end of its page, behind the report.
fn ends_in_footer(kind: &Kind, prose: &Prose) -> bool {
    let mut last = prose.paragraphs.iter().rev().take(FOOTER);
    last.any(|p| {
        kind.footers
            .iter()
            .any(|f| f.is_match(prose.text(p.range.clone())))
    })
}

/// Whether the last row that the form demands was read.
fn ends_in_last_row(spec: &TableSpec, facts: &TableFacts) -> bool {
    let mut rows = spec.rows.iter().zip(&facts.rows).rev();
    let last = rows.find(|(row, _)| !row.optional);
    last.is_some_and(|(_, facts)| !facts.cells.is_empty())
}

/// Whether a table was read, but from what stands before the heading of its section.
fn is_astray(facts: &TableFacts, heading: &Heading) -> bool {
    facts.span.is_some_and(|s| s.start < heading.span.start)
}

/// Whether a section should hold a table of which rows are not there.
fn awaits_rows(
    form: &Form,
    tables: &IdVec<TableId, TableFacts>,
    section: SectionId,
    heading: &Heading,
) -> bool {
    let mut both = form.tables.iter().zip(tables);
    both.any(|(spec, facts)| {
        let mut rows = spec.rows.iter().zip(&facts.rows);
        let absent = rows.any(|(row, r)| r.state == RowState::Absent && !row.optional);
        let there = facts.span.is_some() && !is_astray(facts, heading);
        spec.section == Some(section) && (!there || absent)
    })
}

/// Forgets tables of the last section and of later ones that were read from what stands before.
fn forget(
    form: &Form,
    tables: &mut IdVec<TableId, TableFacts>,
    section: SectionId,
    heading: &Heading,
) {
    for (spec, facts) in form.tables.iter().zip(tables) {
        if spec.section.is_some_and(|s| s >= section) && is_astray(facts, heading) {
            clear(facts);
        }
    }
}

fn clear(facts: &mut TableFacts) {
    facts.span = None;
    facts.labels.clear();
    for row in &mut facts.rows {
        *row = RowFacts::default();
    }
}

/// The last block that holds something.
fn last_block(document: &Document, blocks: &[Block]) -> Option<usize> {
    let filled = |at: &usize| {
        let block = blocks.get(*at);
        block.is_some_and(|b| {
            b.kind != BlockKind::Other && !document.slice(b.span).trim().is_empty()
        })
    };
    (0..blocks.len()).rev().find(filled)
}

/// The table of the form that the last block is a part of.
fn table_at(
    form: &Form,
    tables: &IdVec<TableId, TableFacts>,
    blocks: &[Block],
    block: usize,
    section: SectionId,
) -> Option<TableId> {
    let read = |t: &TableFacts| t.span.is_some() && t.blocks.contains(&block);
    let is_table = blocks
        .get(block)
        .is_some_and(|b| matches!(b.kind, BlockKind::Table(_)));
    let due = form.tables.position(|t| t.section == Some(section));
    let is_read = due.and_then(|at| tables.get(at)).is_some_and(read);
    match due {
        Some(at) if is_read || is_table => Some(at),
        _ => tables
            .iter_ids()
            .rev()
            .find(|(_, t)| read(t))
            .map(|(at, _)| at),
    }
}

/// Forgets tables of later sections, and rows of the last table that would stand behind the last one: they were read
/// from something else.
fn drop_what_is_behind(
    form: &Form,
    tables: &mut IdVec<TableId, TableFacts>,
    section: SectionId,
    last: TableId,
) {
    for ((at, spec), facts) in form.tables.iter_ids().zip(tables) {
        if at == last {
            let label = |r: &RowFacts| r.label.map(|s| s.start);
            let rows = facts.rows.iter().enumerate();
            let latest = rows.max_by_key(|(_, r)| label(r));
            let behind = latest.map_or(0, |(row, _)| row + 1);
            for row in facts.rows.iter_mut().skip(behind) {
                *row = RowFacts::default();
            }
        } else if spec.section.is_some_and(|s| s > section) {
            clear(facts);
        }
    }
}

/// Takes back the row that ends where the text ends, without an end of line.
fn doubt_last_row(facts: &mut TableFacts, document: &Document, end: usize) {
    let ended = document
        .text
        .get(end..)
        .is_some_and(|rest| rest.contains(LINE_ENDS));
    if ended || !document.format.is_text() {
        return;
    }
    let touched = |row: &&mut RowFacts| {
        let cells = row.cells.iter();
        cells.map(|c| c.span.end as usize).max() == Some(end)
    };
    if let Some(row) = facts.rows.iter_mut().rev().find(touched) {
        row.state = RowState::Short(row.cells.len().saturating_sub(1));
        row.cells.clear();
    }
}

/// The line that ends at a place.
fn last_line(document: &Document, end: usize) -> Span {
    let text = document.text.get(..end).unwrap_or_default();
    let start = text.rfind(LINE_ENDS).map_or(0, |at| at + 1);
    Span::new(start, text.len()).trim(&document.text)
}

fn last_char(prose: &Prose, paragraph: &Paragraph) -> Option<char> {
    prose.text(paragraph.range.clone()).chars().next_back()
}

/// Whether a paragraph ends as a sentence does.
fn ends_sentence_in(prose: &Prose, paragraph: &Paragraph) -> bool {
    last_char(prose, paragraph).is_some_and(ends_sentence)
}

/// Whether a paragraph ends with a mark behind which a sentence goes on.
fn stops_inside(prose: &Prose, paragraph: &Paragraph) -> bool {
    let goes_on = |c: char| matches!(c, ',' | '\u{3001}' | '(' | '\u{300a}' | '\u{201c}');
    last_char(prose, paragraph).is_some_and(goes_on)
}

/// So many sections are still to come where a report has hardly begun.
const MANY: usize = 3;

/// Whether a report has hardly begun, no table is there, and a line, however short, lacks the mark that ends a sentence.
fn stops_at_start(
    kind: &Kind,
    tables: &IdVec<TableId, TableFacts>,
    section: SectionId,
    prose: &Prose,
    paragraph: &Paragraph,
) -> bool {
    let begun = section.index() + 1 + MANY < kind.outer();
    begun && tables.iter().all(|t| t.span.is_none()) && ends_in_word(prose, paragraph)
}

fn ends_in_word(prose: &Prose, paragraph: &Paragraph) -> bool {
    let in_word = |c: char| c.is_alphanumeric() && !ends_sentence(c);
    last_char(prose, paragraph).is_some_and(in_word)
}

/// Whether a paragraph is a sub-heading without text, or a long line without the mark that ends a sentence.
fn stops_early(prose: &Prose, paragraph: &Paragraph) -> bool {
    let text = prose.text(paragraph.range.clone());
    let bare = |o: &crate::grammar::Opening| o.lead.end == paragraph.range.end;
    let heading = paragraph.opening.as_ref().is_some_and(bare);
    let long = text.chars().nth(SHORT).is_some() || text.contains(ends_sentence);
    heading || long && ends_in_word(prose, paragraph)
}
