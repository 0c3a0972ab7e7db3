//! The cells of a part of a document as one sequence, whatever layout they stand in: real cells, one paragraph a
//! cell, or lines of text with numbers at their end.

use super::cell_reading::CellReading;
use super::form::row_key;
use super::rows;
use crate::document::{Block, BlockKind, Document, Marks};
use crate::grammar::{self, CellText};
use crate::text::{Folded, Span, fold_char};
use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A cell as the text has it, or what stands for one: a paragraph, a word of a line.
#[derive(Clone, Debug)]
pub(super) struct SourceCell {
    /// Where it stands.
    pub span: Span,
    /// What its text comes to.
    pub reading: Arc<CellReading>,
    /// The row it stands in, where rows are marked.
    pub row: Option<usize>,
    /// How many rows of a grid it covers; 0 where no grid is known.
    pub rows: u32,
    /// Index of its block.
    pub block: usize,
    /// Text that is no cell stands right before it.
    pub behind_text: bool,
}

impl Deref for SourceCell {
    type Target = CellReading;

    fn deref(&self) -> &CellReading {
        &self.reading
    }
}

/// A label with the values behind it.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The cells of the label; empty where values stand alone.
    pub labels: Range<usize>,
    /// The cells behind it.
    pub values: Range<usize>,
}

/// A paragraph longer than this is text, not a cell (in characters).
const LONGEST_CELL: usize = 90;

/// A text longer than this is no label with its value (in bytes).
const LONGEST_PAIR: usize = 1_000;

/// The cells of the blocks of a document. A label of a sheet, among `labels`, may share its cell with its value.
pub(super) fn cells(
    document: &Document,
    blocks: &[Block],
    labels: &BTreeSet<&str>,
) -> Vec<SourceCell> {
    let mut all = Vec::new();
    let mut row_base = 0;
    let mut behind_text = false;
    for (at, block) in blocks.iter().enumerate() {
        let first = all.len();
        match &block.kind {
            BlockKind::Table(table) => {
                let lone = rows::lone(document, table);
                let text: BTreeSet<Span> =
                    lone.iter().filter(|l| l.sentence).map(|l| l.span).collect();
                for (row, drawn) in table.cells().filter(|(_, c)| !text.contains(&c.span)) {
                    let row = (table.marks == Marks::Rows).then_some(row_base + row);
                    let rows = drawn.extent.map_or(0, |e| e.rows);
                    all.push(SourceCell {
                        rows,
                        ..source_cell(document, drawn.span, row, at)
                    });
                }
                row_base += table.rows.len();
            }
            BlockKind::Paragraph => paragraph(document, at, block.span, &mut all),
            BlockKind::Heading(_) => {}
            BlockKind::Other => continue,
        }
        if let Some(cell) = all.get_mut(first) {
            cell.behind_text = behind_text;
        }
        behind_text = all.len() == first;
    }
    match labels.is_empty() {
        true => all,
        false => all
            .into_iter()
            .flat_map(|p| parted(document, p, labels))
            .collect(),
    }
}

/// The headings of a document.
pub(super) fn headings(document: &Document, blocks: &[Block]) -> Vec<SourceCell> {
    let blocks = blocks.iter().enumerate();
    let headings = blocks.filter(|(_, b)| matches!(b.kind, BlockKind::Heading(_)));
    headings
        .map(|(at, block)| source_cell(document, block.span, None, at))
        .collect()
}

/// A cell, or the label and the value that it holds with a colon between them, and what follows behind a blank with a
/// colon of its own.
fn parted(document: &Document, whole: SourceCell, labels: &BTreeSet<&str>) -> Vec<SourceCell> {
    let text = document.slice(whole.span);
    let label = |at: usize| {
        text.get(..at)
            .is_some_and(|l| labels.contains(row_key(l).as_str()))
    };
    let mut colons = text.char_indices().filter(|(_, c)| fold_char(*c) == ':');
    let short = text.len() <= LONGEST_PAIR;
    let Some((at, c)) = colons.find(|(at, _)| short && label(*at)) else {
        return vec![whole];
    };
    let start = whole.span.start as usize;
    let part = |range: Range<usize>| {
        let inner = text.get(range.clone()).unwrap_or_default();
        let from = start + range.end - inner.trim_start().len();
        let span = Span::new(from, from + inner.trim().len());
        source_cell(document, span, whole.row, whole.block)
    };
    let value = at + c.len_utf8()..at + c.len_utf8() + value_len(text, at + c.len_utf8());
    let mut parts = vec![part(0..at), part(value.clone())];
    if let Some(first) = parts.first_mut() {
        first.behind_text = whole.behind_text;
    }
    if value.end < text.len() {
        parts.extend(parted(document, part(value.end..text.len()), labels));
    }
    parts
}

/// How long the value is that begins at `from`: up to a word behind it that has a colon.
fn value_len(text: &str, from: usize) -> usize {
    let behind = text.get(from..).unwrap_or_default();
    let blank = behind.len() - behind.trim_start().len();
    let mut end = behind.len();
    for (at, _) in behind.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let rest = behind.get(at..).unwrap_or_default();
        let word = rest.split_whitespace().next().unwrap_or_default();
        if at > blank && word.chars().any(|c| fold_char(c) == ':') {
            end = at;
            break;
        }
    }
    end
}

/// Whether a paragraph holds more than a label and its value: it is still text to look in.
pub(super) fn goes_on(cells: &[SourceCell], block: usize, labels: &BTreeSet<&str>) -> bool {
    let from = cells.partition_point(|p| p.block < block);
    let mut here = cells.iter().skip(from).take_while(|p| p.block == block);
    here.next().is_some_and(|p| labels.contains(p.key.as_str())) && here.nth(1).is_some()
}

fn source_cell(document: &Document, span: Span, row: Option<usize>, block: usize) -> SourceCell {
    let reading = match document.has_comment(span) {
        false => CellReading::known(document.slice(span)),
        true => {
            let mut folded = Folded::default();
            for part in document.without_comments(span) {
                folded.push(&document.text, part);
            }
            CellReading::new(folded.text())
        }
    };
    SourceCell {
        span,
        reading,
        row,
        rows: 0,
        block,
        behind_text: false,
    }
}

/// A paragraph is one cell, or a label and the numbers at its end. Text that reads as prose is none.
fn paragraph(document: &Document, block: usize, span: Span, all: &mut Vec<SourceCell>) {
    let text = document.slice(span);
    let whole = text.trim();
    let amount = whole.trim_end_matches(is_money);
    if !amount.ends_with(ends_value) && whole.chars().count() > LONGEST_CELL {
        return;
    }
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        if !word.is_empty() {
            words.push(Span::new(
                span.start as usize + at,
                span.start as usize + at + word.len(),
            ));
        }
        at += word.len();
        at += text
            .get(at..)
            .and_then(|t| t.chars().next())
            .map_or(0, char::len_utf8);
        if words.len() > 60 {
            break;
        }
    }
    let values = words
        .iter()
        .rev()
        .take_while(|w| is_value(document.slice(**w)))
        .count();
    let (labels, numbers) = words.split_at(words.len() - values);
    let label = labels.first().zip(labels.last());
    let label = label.map_or("", |(first, last)| document.slice(first.cover(*last)));
    if label.chars().count() > LONGEST_CELL || words.len() > 60 {
        return;
    }
    if values < 2 && label.contains(ends_clause) {
        all.push(source_cell(document, span, None, block));
        return;
    }
    let parts = label_parts(document, labels);
    all.extend(
        parts
            .iter()
            .chain(numbers)
            .map(|p| source_cell(document, *p, None, block)),
    );
}

/// A mark that parts clauses: there is none in a label that one number follows.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(fold_char(c), ',' | ';' | '\u{3002}')
}

/// The labels in front of numbers: a word that begins with a number of its own begins a further one.
fn label_parts(document: &Document, words: &[Span]) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    for word in words {
        let numbered = grammar::opening(Folded::new(&document.text, *word).text()).is_some();
        match parts.last_mut() {
            Some(last) if !numbered => *last = last.cover(*word),
            _ => parts.push(*word),
        }
    }
    parts
}

fn is_value(word: &str) -> bool {
    let is_part = |c: char| ends_value(c) || matches!(c, '.' | ',');
    let amount = word.trim_end_matches(is_money);
    amount.chars().all(is_part) && amount.ends_with(ends_value)
}

/// A sign of the unit behind an amount of money: yuan, ten thousand, a hundred million.
fn is_money(c: char) -> bool {
    matches!(c, '\u{5143}' | '\u{4e07}' | '\u{4ebf}')
}

/// A sign that a value may end in.
fn ends_value(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '/' | '\u{ff10}'..='\u{ff19}')
}

/// Cuts cells into labels with their values.
pub(super) fn units(cells: &[SourceCell], is_row: impl Fn(&str) -> bool) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(first) = cells.get(at) {
        let end = match first.row {
            Some(row) => at + run(cells, at, |p| p.row == Some(row)),
            None => at + run(cells, at, |p| p.row.is_none()),
        };
        let here = at..end;
        match first.row {
            Some(_) => units.push(marked(cells, here, &is_row)),
            None => unmarked(cells, here, &mut units),
        }
        at = end.max(at + 1);
    }
    units
}

fn run(cells: &[SourceCell], from: usize, same: impl Fn(&SourceCell) -> bool) -> usize {
    cells.iter().skip(from).take_while(|p| same(p)).count()
}

/// A marked row: the label is the last cell that is the label of a row, else the last text before a value.
fn marked(cells: &[SourceCell], row: Range<usize>, is_row: &impl Fn(&str) -> bool) -> Unit {
    let own: Vec<&SourceCell> = cells.iter().skip(row.start).take(row.len()).collect();
    let known = own
        .iter()
        .rposition(|p| !p.key.is_empty() && is_row(&p.key));
    let first_number = own
        .iter()
        .position(|p| matches!(p.text, CellText::Number { .. }))
        .unwrap_or(own.len());
    let text_before = own
        .iter()
        .take(first_number)
        .rposition(|p| !p.key.is_empty());
    let split = known.or(text_before).map_or(0, |at| at + 1);
    let first_label = own
        .iter()
        .position(|p| !p.key.is_empty())
        .unwrap_or(split)
        .min(split);
    Unit {
        labels: row.start + first_label..row.start + split,
        values: row.start + split..row.end,
    }
}

/// Cells without row marks: each run of values belongs to the run of labels before it.
fn unmarked(cells: &[SourceCell], range: Range<usize>, units: &mut Vec<Unit>) {
    let is_label = |p: &SourceCell| !p.key.is_empty();
    let mut at = range.start;
    while at < range.end {
        let left = range.end - at;
        let labels = run(cells, at, is_label).min(left);
        let values = run(cells, at + labels, |p| !is_label(p)).min(left - labels);
        units.push(Unit {
            labels: at..at + labels,
            values: at + labels..at + labels + values,
        });
        at += (labels + values).max(1);
    }
}
