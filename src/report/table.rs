//! Tables of a form ↔ cells of a text: facts.

use super::align::{align, likeness};
use super::extent;
use super::fact::Fact;
use super::form::{Form, Holds, TableSpec};
use super::glued::{self, Glued};
use super::pieces::{self, Piece, Unit};
use super::sheet;
use super::widths::{Widths, is_head};
use crate::grammar::CellText;
use crate::text::{Span, label_key};
use std::ops::Range;

/// A table of the form, as it was found.
#[derive(Clone, Debug, Default)]
pub struct TableFacts {
    /// One entry for each row of the form.
    pub rows: Vec<RowFacts>,
    /// Where the table stands: from its first label to its last value; `None` when no row was found.
    pub span: Option<Span>,
    /// The blocks it stands in.
    pub blocks: Range<usize>,
    /// The labels in it, as keys, in reading order.
    pub labels: Vec<(String, Span)>,
    /// What became of rows whose cells stand without anything between them, where there are any.
    pub glued: Option<Glued>,
}

/// A row of the form.
#[derive(Clone, Debug, Default)]
pub struct RowFacts {
    /// The row's label in the text; for a row without label the first value.
    pub label: Option<Span>,
    /// Its folded label.
    pub text: String,
    /// How it was read.
    pub state: RowState,
    /// One fact for each value that the row has.
    pub cells: Vec<Fact>,
}

/// How a row was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowState {
    /// Not found.
    #[default]
    Absent,
    /// Every value has its cell.
    Read,
    /// Fewer values than columns: which is which cannot be told.
    Short(usize),
    /// More values than columns.
    Long(usize),
    /// The cells stand without anything between them, and where one ends cannot be told.
    Glued,
}

/// Reads the tables of a form from the pieces of each table's part of the document.
pub(super) fn read(spec: &TableSpec, pieces: &[Piece]) -> TableFacts {
    let is_row = |key: &str| spec.rows.iter().any(|r| r.keys.iter().any(|k| k == key));
    let units = match spec.is_sheet() {
        true => sheet::units(spec, pieces),
        false => pieces::units(pieces, is_row),
    };
    let mut facts = match spec.flat {
        true => flat(spec, pieces, &units),
        false => labelled(spec, pieces, &units),
    };
    extent::find(&mut facts, spec, pieces);
    facts.glued = glued::part(spec, &mut facts.rows);
    facts
}

/// The label of a unit, in the forms under which a row may know it.
struct Candidate {
    /// The last piece of the label, the last two joined, and so on: a label may be cut into pieces.
    keys: Vec<String>,
    /// How many values stand behind it; none where it is the head of the table.
    values: usize,
    /// Some row of the table has exactly this label.
    exact: bool,
}

/// The most pieces that a label is cut into.
const CUTS: usize = 6;

impl Candidate {
    fn new(spec: &TableSpec, pieces: &[Piece], unit: &Unit) -> Self {
        let values = slice(pieces, &unit.values);
        let mut keys: Vec<String> = Vec::new();
        for piece in slice(pieces, &unit.labels).iter().rev().take(CUTS) {
            let behind = keys.last().map(String::as_str).unwrap_or_default();
            keys.push(format!("{}{behind}", piece.key));
        }
        let known = |key: &String| spec.rows.iter().any(|r| r.keys.contains(key));
        Candidate {
            exact: keys.iter().any(known),
            keys,
            values: if is_head(values) { 0 } else { values.len() },
        }
    }

    /// How well it fits a row: the label decides, then the number of values.
    fn fit(&self, spec: &TableSpec, row: usize) -> u32 {
        let worth = self.values > 0 || spec.is_sheet();
        let Some(axis) = spec.rows.get(row).filter(|_| worth) else {
            return 0;
        };
        let known = self.keys.iter().rposition(|k| axis.keys.contains(k));
        let label = match (self.exact, known) {
            // a label with those of its groups says more than the label alone
            (true, Some(groups)) => 1000 + 10 * groups as u32,
            (true, None) => 0,
            (false, _) => {
                let last = self.keys.first().map(String::as_str).unwrap_or_default();
                let alike = axis.keys.iter().map(|k| similar(last, k)).max();
                alike.filter(|a| *a >= 60).map_or(0, |a| a * 5)
            }
        };
        let complete = self.values == spec.width(row);
        match label {
            0 => 0,
            label => label + u32::from(complete) * 100,
        }
    }
}

/// Likeness, but only where lengths allow for it: most pairs are not worth a look.
pub(super) fn similar(a: &str, b: &str) -> u32 {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if short < 12 || short * 100 < long * 35 {
        return 0;
    }
    likeness(a, b)
}

fn labelled(spec: &TableSpec, pieces: &[Piece], units: &[Unit]) -> TableFacts {
    let candidates: Vec<Candidate> = units
        .iter()
        .map(|u| Candidate::new(spec, pieces, u))
        .collect();
    let score = |r: usize, u: usize| candidates.get(u).map_or(0, |c| c.fit(spec, r));
    let matched = align(spec.rows.len(), units.len(), score);
    let mut widths = Widths::default();
    for (row, unit) in matched.iter().enumerate() {
        if let Some(unit) = unit.and_then(|u| units.get(u)) {
            let width = spec.width(row);
            widths.note(
                pieces,
                unit,
                trim(slice(pieces, &unit.values), width),
                width,
            );
        }
    }
    let rows = matched.iter().enumerate().map(|(row, unit)| {
        let unit = unit.and_then(|u| units.get(u));
        unit.map_or_else(RowFacts::default, |u| {
            row_facts(spec, pieces, u, row, &widths)
        })
    });
    TableFacts {
        rows: rows.collect(),
        ..TableFacts::default()
    }
}

fn row_facts(
    spec: &TableSpec,
    pieces: &[Piece],
    unit: &Unit,
    row: usize,
    widths: &Widths,
) -> RowFacts {
    let label = slice(pieces, &unit.labels).last();
    let width = spec.width(row);
    let values = trim(slice(pieces, &unit.values), width);
    if let (Some(label), []) = (label.filter(|_| spec.is_sheet()), values) {
        return RowFacts {
            label: Some(label.span),
            text: label.folded.clone(),
            state: RowState::Read,
            cells: vec![Fact::blank_behind(label)],
        };
    }
    let holds = spec.rows.get(row).map(|r| r.holds.clone());
    let holds = holds.unwrap_or_default();
    if let Some(runs) = glued::runs(values, width).filter(|_| holds == Holds::Number) {
        return RowFacts {
            label: label.map(|p| p.span),
            text: label.map(|p| p.folded.clone()).unwrap_or_default(),
            state: RowState::Glued,
            cells: runs,
        };
    }
    let filled = values.iter().filter(|p| p.text != CellText::Blank).count();
    // a cell that covers more rows than the others of its row belongs to more rows than this one
    let level = |p: &Piece| label.unwrap_or(p).rows == p.rows;
    let state = match widths.vouch(pieces, unit, values) && values.iter().all(level) {
        true => state(values.len(), width),
        false => state(filled.min(width.saturating_sub(1)), width),
    };
    RowFacts {
        label: label.map(|p| p.span),
        text: label.map(|p| p.folded.clone()).unwrap_or_default(),
        cells: match state {
            RowState::Read => values
                .iter()
                .map(|v| sheet::worded(Fact::of(v), &holds))
                .collect(),
            _ => Vec::new(),
        },
        state,
    }
}

fn state(found: usize, width: usize) -> RowState {
    match found.cmp(&width) {
        std::cmp::Ordering::Equal => RowState::Read,
        std::cmp::Ordering::Less => RowState::Short(found),
        std::cmp::Ordering::Greater => RowState::Long(found),
    }
}

/// Takes empty cells away from the ends until the width fits: columns of labels, and padding.
fn trim(values: &[Piece], width: usize) -> &[Piece] {
    let mut rest = values;
    while rest.len() > width
        && let Some((first, tail)) = rest.split_first()
        && first.text == CellText::Blank
    {
        rest = tail;
    }
    while rest.len() > width
        && let Some((last, head)) = rest.split_last()
        && last.text == CellText::Blank
    {
        rest = head;
    }
    rest
}

/// How many blanks more than values an empty row may have.
const PADDING: usize = 3;

/// A table whose values all stand in one run: the run that fits best.
fn flat(spec: &TableSpec, pieces: &[Piece], units: &[Unit]) -> TableFacts {
    let width: usize = (0..spec.rows.len()).map(|r| spec.width(r)).sum();
    let mut best: Option<(&[Piece], usize)> = None;
    for unit in units {
        let all = slice(pieces, &unit.values);
        let values = trim(all, width);
        let filled = values.iter().filter(|p| p.text != CellText::Blank).count();
        let words = values.iter().filter(|p| p.text == CellText::Text).count();
        let glued = glued::runs(values, width).is_some();
        let fits = usize::from(values.len() == width || glued) * 1000;
        let worth = fits + filled + values.len().min(width);
        // blanks alone are values where there are as many as there should be, not in a row of padding
        let blanks = filled == 0 && values.len() == width && all.len() <= width + PADDING;
        let enough = values.len() * 2 >= width && (filled > words || blanks) || glued;
        if enough && best.is_none_or(|(_, w)| worth > w) {
            best = Some((values, worth));
        }
    }
    let Some((values, _)) = best else {
        return TableFacts {
            rows: vec![RowFacts::default(); spec.rows.len()],
            ..TableFacts::default()
        };
    };
    let mut rest = values;
    let mut runs = glued::runs(values, width);
    let whole = match runs {
        Some(_) => RowState::Glued,
        None => state(values.len(), width),
    };
    let rows = (0..spec.rows.len()).map(|row| {
        let (cells, tail) = rest.split_at(spec.width(row).min(rest.len()));
        rest = tail;
        RowFacts {
            label: values.first().map(|p| p.span),
            text: String::new(),
            state: whole,
            cells: match whole {
                RowState::Read => cells.iter().map(Fact::of).collect(),
                // the first row holds the digits of all
                _ => runs.take().unwrap_or_default(),
            },
        }
    });
    TableFacts {
        rows: rows.collect(),
        ..TableFacts::default()
    }
}

/// How many of a form's own labels a text shows.
pub(super) fn markers(form: &Form, labels: &str) -> usize {
    let keys = form.markers.iter().map(|m| label_key(m));
    keys.filter(|k| labels.contains(k.as_str())).count()
}

fn slice<'p>(pieces: &'p [Piece], range: &Range<usize>) -> &'p [Piece] {
    pieces.get(range.clone()).unwrap_or_default()
}
