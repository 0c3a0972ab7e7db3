//! One cell per line behind a TAB; a blank line ends a row. Cells may be wrapped.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, BlockKind, Cell, Marks, Row};
use crate::text::Span;

/// How many lines of a wrapped cell are looked through for the next cell.
const LONGEST_CELL: usize = 8;
/// A single row wider than this has lost its row ends.
const WIDEST_ROW: usize = 16;

/// A cell, and how many blank lines stand before it.
#[derive(Clone, Copy)]
struct Stacked {
    span: Span,
    gap: u32,
}

/// Reads the cells from line `at` on; gives the line after them.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> usize {
    let mut run = Run::default();
    let mut next = at;
    while let Some(line) = page.lines.get(next) {
        match line.shape {
            Shape::Stacked => run.add(page, line),
            Shape::Plain if run.goes_on(page, next, line) => run.extend(line),
            _ => break,
        }
        next += 1;
    }
    for table in tables(&mut run.cells) {
        emit(page, table, out);
    }
    next.max(at + 1)
}

/// The cells of a run of lines, as they are found.
#[derive(Default)]
struct Run {
    cells: Vec<Stacked>,
    /// The row so far holds text.
    row_filled: bool,
    /// Any cell so far holds text.
    filled: bool,
}

impl Run {
    fn add(&mut self, page: &Page, line: &Line) {
        let mut pieces = signs::pieces(page.text, line.span, |_, c| c == '\t');
        if pieces.first().is_some_and(|p| p.is_empty()) {
            pieces.remove(0);
        }
        if pieces.len() > 1 && pieces.last().is_some_and(|p| p.is_empty()) {
            pieces.pop();
        }
        if line.gap > 0 {
            self.row_filled = false;
        }
        for (nth, span) in pieces.into_iter().enumerate() {
            let gap = if nth == 0 { line.gap } else { 0 };
            self.note(span);
            self.cells.push(Stacked { span, gap });
        }
    }

    /// A further line of the last cell.
    fn extend(&mut self, line: &Line) {
        self.note(line.body);
        if let Some(last) = self.cells.last_mut() {
            last.span = if last.span.is_empty() {
                line.body
            } else {
                last.span.cover(line.body)
            };
        }
    }

    fn note(&mut self, span: Span) {
        self.row_filled |= !span.is_empty();
        self.filled |= !span.is_empty();
    }

    /// Whether a line without TAB is a further line of the last cell: short, near, behind text (a number is complete;
    /// a blank cell may only have lost its first line), and with a further cell to come.
    fn goes_on(&self, page: &Page, at: usize, line: &Line) -> bool {
        let Some(last) = self.cells.last() else {
            return false;
        };
        let so_far = last.span.of(page.text);
        if line.gap > 1 || !page.is_loose(line) || signs::is_value(so_far) {
            return false;
        }
        let chapter = signs::is_enumerated(page.words(line));
        let fits = match so_far.is_empty() {
            true => line.gap == 0 && self.filled && !(chapter && self.row_filled),
            false => !chapter,
        };
        fits && comes_back(page, at + 1)
    }
}

/// Whether the next lines lead back to a cell before two blank lines or a sentence.
fn comes_back(page: &Page, at: usize) -> bool {
    let rest = page.lines.iter().skip(at).take(LONGEST_CELL);
    rest.take_while(|l| l.gap <= 1)
        .take_while(|l| l.shape == Shape::Stacked || page.is_loose(l))
        .any(|l| l.shape == Shape::Stacked)
}

/// Parts a run at gaps that are much wider than the row ends of the run. A text with a blank line between any two
/// cells is double spaced: its gaps are halved first.
fn tables(cells: &mut [Stacked]) -> Vec<&[Stacked]> {
    let gaps = || cells.iter().skip(1).map(|c| c.gap);
    if cells.len() >= 8 && gaps().min().is_some_and(|least| least > 0) {
        for cell in cells.iter_mut() {
            cell.gap /= 2;
        }
    }
    let gaps = || cells.iter().skip(1).map(|c| c.gap);
    let narrow = gaps().filter(|g| *g == 1).count();
    let wide = gaps().filter(|g| *g >= 2).count();
    let limit = if wide * 4 <= narrow { 2 } else { 4 };
    let cells = &*cells;
    cells.chunk_by(|_, next| next.gap < limit).collect()
}

/// Whether what follows a heading is text: sentences, no value among them.
fn is_decided(text: &str, row: &[Stacked]) -> bool {
    let sentence = |c: &Stacked| signs::ends_sentence(c.span.of(text));
    !has_value(text, row) && row.iter().any(sentence)
}

/// Whether a cell of a row is blank or holds a value.
fn has_value(text: &str, row: &[Stacked]) -> bool {
    let mut spans = row.iter().map(|c| c.span);
    spans.any(|s| s.is_empty() || signs::is_value(s.of(text)))
}

fn emit(page: &Page, cells: &[Stacked], out: &mut Vec<Block>) {
    let text = |c: &Stacked| c.span.of(page.text);
    if cells.iter().all(|c| c.span.is_empty()) {
        return;
    }
    let any_value = cells
        .iter()
        .any(|c| c.span.is_empty() || signs::is_value(text(c)));
    if cells.len() < 2 || (!any_value && (cells.len() <= 3 || page.indented)) {
        out.extend(cells.iter().filter(|c| !c.span.is_empty()).map(paragraph));
        return;
    }
    let mut rows = Vec::new();
    for row in cells.chunk_by(|_, next| next.gap == 0) {
        let head = row
            .first()
            .filter(|c| page.indented && signs::is_enumerated(text(c)));
        match head {
            // a heading, and behind it without a gap the head of its table
            Some(head) if rows.is_empty() || row.len() == 1 || !has_value(page.text, row) => {
                out.extend(table(std::mem::take(&mut rows)));
                out.push(paragraph(head));
                let rest = row.get(1..).unwrap_or_default();
                match is_decided(page.text, rest) {
                    true => out.extend(rest.iter().map(paragraph)),
                    false => rows.extend(Some(rest).filter(|rest| !rest.is_empty())),
                }
            }
            _ => rows.push(row),
        }
    }
    out.extend(table(rows));
}

fn paragraph(cell: &Stacked) -> Block {
    Block {
        span: cell.span,
        kind: BlockKind::Paragraph,
    }
}

fn table(rows: Vec<&[Stacked]>) -> Option<Block> {
    let cell = |c: &Stacked| Cell::new(c.span);
    if let [row] = rows.as_slice()
        && row.len() > WIDEST_ROW
    {
        let rows = row.iter().map(|c| Row {
            cells: vec![cell(c)],
        });
        return super::table(rows.collect(), Marks::Cells);
    }
    let rows = rows.iter().map(|row| Row {
        cells: row.iter().map(cell).collect(),
    });
    super::table(rows.collect(), Marks::Rows)
}
