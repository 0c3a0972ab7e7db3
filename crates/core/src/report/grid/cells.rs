//! The cells of the grids of one table, one row after the other, each with its column.

use super::find::Captioned;
use super::heads;
use super::spec::GridSpec;
use crate::document::Document;
use crate::grammar::{self, CellText};
use crate::report::cell_reading::CellReading;
use crate::report::form::TableSpec;
use crate::text::Span;
use std::sync::Arc;

/// A row of so many cells may be one of heads; one of fewer may be the rest of a row.
const HEADS: usize = 3;

/// A cell of a grid.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// Its first column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// Where it stands.
    pub span: Span,
    /// What its text comes to.
    pub reading: Arc<CellReading>,
}

/// The rows of all grids.
pub(super) struct Cells<'d> {
    /// Rows from top to bottom, those of heads among them.
    pub rows: Vec<Vec<Filled>>,
    /// The first row that is no head.
    pub first: usize,
    /// That row holds heads, too: what stands in it says nothing of what its columns hold.
    pub mixed: bool,
    /// The document.
    pub document: &'d Document,
}

/// What is known of the rows and columns of a table before its cells are read.
#[derive(Clone, Copy)]
struct Known<'k> {
    /// The keys of heads and labels that stand over or in front of nothing that counts.
    skip: &'k [String],
    /// The keys of the rows that the form prescribes.
    rows: &'k [&'k str],
    /// The keys of its columns.
    columns: &'k [&'k str],
}

impl<'d> Cells<'d> {
    /// The cells of a table, up to the first grid that is one of another table.
    pub fn new(
        document: &'d Document,
        captioned: &Captioned<'d>,
        (spec, grid): (&TableSpec, &GridSpec),
    ) -> Self {
        let rows = spec.rows.iter().flat_map(|r| &r.keys);
        let rows: Vec<&str> = rows.map(String::as_str).collect();
        let columns = spec.columns.iter().flat_map(|c| &c.keys);
        let columns: Vec<&str> = columns.map(String::as_str).collect();
        let known = Known {
            skip: &grid.skip,
            rows: &rows,
            columns: &columns,
        };
        let mut cells = Cells {
            rows: Vec::new(),
            first: 0,
            mixed: false,
            document,
        };
        for (_, table) in &captioned.grids {
            let rows = table.rows.iter().map(|r| cells.row(&r.cells));
            let mut rows: Vec<Vec<Filled>> = rows.collect();
            cells.align(&mut rows, known.skip);
            let head = cells.heads(&mut rows, known);
            if !cells.rows.is_empty() && cells.is_other(rows.get(..head).unwrap_or_default()) {
                break;
            }
            cells.take(rows, head, known);
        }
        cells
    }

    /// How many rows of a grid are heads. The heads of some columns may stand in the row of the total: it is both then, and
    /// stands twice among the rows.
    fn heads(&mut self, rows: &mut Vec<Vec<Filled>>, known: Known<'_>) -> usize {
        let data = rows.iter().position(|r| is_data(r, known.skip));
        let mut head = data.unwrap_or(rows.len());
        let ahead = rows.get(1..head).unwrap_or_default().iter().rev();
        head -= ahead.take_while(|r| is_unfilled(r, known.rows)).count();
        if let Some(row) = rows.get(head).filter(|r| holds_heads(r, known.columns)) {
            let both = row.clone();
            rows.insert(head, both);
            head += 1;
            self.mixed |= self.rows.is_empty();
        }
        head
    }

    /// Takes the rows of a grid. The heads of a further one say nothing new; behind them may stand the rest of a row.
    fn take(&mut self, rows: Vec<Vec<Filled>>, head: usize, known: Known<'_>) {
        let again = !self.rows.is_empty();
        let old = self.rows.get(..self.first).unwrap_or_default();
        let same = rows
            .iter()
            .take(head)
            .take_while(|r| is_among(r, old))
            .count();
        let from = match again {
            true if same > 0 => same,
            true => head,
            false => 0,
        };
        for (at, row) in rows.into_iter().enumerate().skip(from) {
            let inside = again || at > head;
            let heads = self.rows.get(..self.first).unwrap_or_default();
            if inside && !is_data(&row, known.skip) && is_among(&row, heads) {
                continue;
            }
            let begins = again && at == from;
            let before = self.rows.last_mut().filter(|_| inside);
            if before.is_some_and(|before| continues(before, &row, (known.rows, begins))) {
                continue;
            }
            self.rows.push(row);
            if !again && at == head {
                self.first = head;
            }
        }
        if !again && self.first == 0 {
            self.first = head;
        }
    }

    /// Whether heads are those of another table, whose caption was not seen: they say something new, and stand over another
    /// number of columns.
    fn is_other(&self, heads: &[Vec<Filled>]) -> bool {
        let old = self.rows.get(..self.first).unwrap_or_default();
        let filled = |row: &&Vec<Filled>| {
            let texts = row.iter().filter(|c| !c.reading.folded.is_empty());
            texts.count() >= HEADS
        };
        let new = heads.iter().filter(filled).any(|row| !is_among(row, old));
        new && !old.is_empty() && width(heads) != width(old)
    }

    /// Puts the rows of a further grid under the columns that are there: where heads part the first one's codes, a grid
    /// without heads has fewer columns in front of its labels, and as many from there on.
    fn align(&self, rows: &mut [Vec<Filled>], skip: &[String]) {
        let label = |row: &Vec<Filled>| {
            let text = row.iter().find(|c| c.reading.text == CellText::Text);
            text.map(|c| c.column)
        };
        let mut above = self.rows.iter().skip(self.first).rev();
        let above = above.find(|r| is_data(r, skip)).and_then(label);
        let first = rows.first().filter(|r| is_data(r, skip)).and_then(label);
        let Some((above, first)) = above.zip(first).filter(|(above, first)| above > first) else {
            return;
        };
        let more = above - first;
        if width(&self.rows) != width(rows) + more {
            return;
        }
        let behind = rows.iter_mut().flatten().filter(|c| c.column >= first);
        behind.for_each(|cell| cell.column += more);
    }

    fn row(&self, row: &[crate::document::Cell]) -> Vec<Filled> {
        let mut next = 0;
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let column = cell.extent.map_or(next, |e| e.column as usize);
            let columns = cell.extent.map_or(1, |e| (e.columns as usize).max(1));
            next = column + columns;
            cells.push(Filled {
                column,
                columns,
                span: cell.span,
                reading: CellReading::known(self.document.slice(cell.span)),
            });
        }
        cells
    }
}

/// How many columns some rows have.
fn width(rows: &[Vec<Filled>]) -> usize {
    let ends = rows.iter().flatten().map(|c| c.column + c.columns);
    ends.max().unwrap_or(0)
}

/// Whether all that stands in a row stands in some others.
fn is_among(row: &[Filled], others: &[Vec<Filled>]) -> bool {
    let mut filled = row.iter().filter(|c| !c.reading.folded.is_empty());
    let known = |c: &Filled| {
        let mut all = others.iter().flatten();
        all.any(|o| o.reading.folded == c.reading.folded)
    };
    filled.all(known)
}

/// Whether a row is the rest of the labels of the one before, which the end of a page has cut; they are put together.
/// Where it does not begin a page, one of them must be a known label then.
fn continues(before: &mut [Filled], row: &[Filled], (known, begins): (&[&str], bool)) -> bool {
    let is_known = |key: &str| known.contains(&key);
    let mut joined: Vec<(usize, String)> = Vec::new();
    for cell in row.iter().filter(|c| c.reading.text != CellText::Blank) {
        let at = before.iter().position(|b| b.column == cell.column);
        let above = at.and_then(|at| before.get(at));
        let text = |c: &Filled| c.reading.text == CellText::Text && !is_known(&c.reading.key);
        let numbered = grammar::opening(&cell.reading.folded).is_some();
        match (at, above) {
            (Some(at), Some(above)) if text(cell) && text(above) && !numbered => {
                let whole = format!("{}{}", above.reading.folded, cell.reading.folded);
                joined.push((at, whole));
            }
            _ => return false,
        }
    }
    let mut keys = joined.iter().map(|(_, text)| CellReading::known(text));
    let proved = keys.any(|r| is_known(&r.key));
    if joined.is_empty() || !(begins || proved) {
        return false;
    }
    for (at, whole) in joined {
        if let Some(first) = before.get_mut(at) {
            first.reading = CellReading::known(&whole);
        }
    }
    true
}

/// Whether a row holds numbers that are no numbers of columns and no years.
fn is_data(row: &[Filled], skip: &[String]) -> bool {
    let label = row.iter().find(|c| !c.reading.key.is_empty());
    let skipped = label.is_some_and(|c| skip.contains(&c.reading.key));
    let mut numbers = row
        .iter()
        .filter(|c| matches!(c.reading.text, CellText::Number { .. }))
        .filter(|c| !heads::is_year(&c.reading.folded));
    numbers.next().is_some() && !skipped && !counts(row)
}

/// Whether behind its label a row holds heads of columns, two or more.
fn holds_heads(row: &[Filled], heads: &[&str]) -> bool {
    let texts = row.iter().filter(|c| c.reading.text == CellText::Text);
    let known = |c: &&Filled| heads.contains(&c.reading.key.as_str());
    texts.skip(1).filter(known).count() > 1
}

/// Whether a row has a label that is known and nothing else: one without numbers in front of the first that has some.
fn is_unfilled(row: &[Filled], known: &[&str]) -> bool {
    let nothing = |c: &&Filled| matches!(c.reading.text, CellText::Blank | CellText::Nothing);
    let mut filled = row.iter().filter(|c| !nothing(c));
    let label = filled
        .next()
        .filter(|c| c.columns == 1 && known.contains(&c.reading.key.as_str()));
    label.is_some() && filled.next().is_none() && row.len() > 1
}

/// Whether the numbers of a row only count: 1, 2, 3.
pub(super) fn counts(row: &[Filled]) -> bool {
    let numbers = row
        .iter()
        .filter(|c| matches!(c.reading.text, CellText::Number { .. }));
    let texts: Vec<&str> = numbers.map(|c| c.reading.folded.as_str()).collect();
    texts.len() > 1
        && texts
            .iter()
            .enumerate()
            .all(|(at, text)| text.parse() == Ok(at + 1))
}
