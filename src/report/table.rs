//! Tables of a form ↔ cells of a text: facts.

use super::align::{align, likeness};
use super::extent;
use super::form::{Form, TableSpec};
use super::pieces::{self, Piece, Unit};
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
}

/// What one cell of the form holds.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its content.
    pub text: CellText,
    /// Its folded text.
    pub folded: String,
    /// Where it stands (empty span for a blank cell).
    pub span: Span,
}

/// Reads the tables of a form from the pieces of each table's part of the document.
pub(super) fn read(spec: &TableSpec, pieces: &[Piece]) -> TableFacts {
    let is_row = |key: &str| spec.rows.iter().any(|r| r.keys.iter().any(|k| k == key));
    let units = pieces::units(pieces, is_row);
    let mut facts = match spec.flat {
        true => flat(spec, pieces, &units),
        false => labelled(spec, pieces, &units),
    };
    extent::find(&mut facts, spec, pieces);
    facts
}

/// How well a unit fits a row: the label decides, then the number of values.
fn fit(spec: &TableSpec, pieces: &[Piece], unit: &Unit, row: usize) -> u32 {
    let Some(axis) = spec.rows.get(row) else {
        return 0;
    };
    let values = unit.values.len();
    if values == 0 || is_head(slice(pieces, &unit.values)) {
        return 0;
    }
    let labels = slice(pieces, &unit.labels);
    let mut score = 0;
    // the last piece, or the last few joined: a label may be cut into pieces
    let mut joined = String::new();
    for piece in labels.iter().rev().take(6) {
        joined.insert_str(0, &piece.key);
        if axis.keys.contains(&joined) {
            score = 1000;
            break;
        }
    }
    if score == 0 {
        let last = labels.last().map(|p| p.key.as_str()).unwrap_or_default();
        let near = axis
            .keys
            .iter()
            .map(|k| similar(last, k))
            .max()
            .unwrap_or(0);
        score = if near >= 60 { near * 5 } else { 0 };
    }
    let complete = values == spec.width(row);
    if score > 0 {
        score + u32::from(complete) * 100
    } else {
        0
    }
}

/// Likeness, but only where lengths allow for it: most pairs are not worth a look.
fn similar(a: &str, b: &str) -> u32 {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if short < 12 || short * 100 < long * 35 {
        return 0;
    }
    likeness(a, b)
}

fn labelled(spec: &TableSpec, pieces: &[Piece], units: &[Unit]) -> TableFacts {
    let score = |r: usize, u: usize| units.get(u).map_or(0, |unit| fit(spec, pieces, unit, r));
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
    let filled = values.iter().filter(|p| p.text != CellText::Blank).count();
    let state = match widths.vouch(pieces, unit, values) {
        true => state(values.len(), width),
        false => state(filled.min(width.saturating_sub(1)), width),
    };
    RowFacts {
        label: label.map(|p| p.span),
        text: label.map(|p| p.folded.clone()).unwrap_or_default(),
        cells: match state {
            RowState::Read => values.iter().map(fact).collect(),
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

fn fact(piece: &Piece) -> Fact {
    Fact {
        text: piece.text.clone(),
        folded: piece.folded.clone(),
        span: piece.span,
    }
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
        let fits = usize::from(values.len() == width) * 1000;
        let worth = fits + filled + values.len().min(width);
        // blanks alone are values where there are as many as there should be, not in a row of padding
        let blanks = filled == 0 && values.len() == width && all.len() <= width + PADDING;
        let enough = values.len() * 2 >= width && (filled > words || blanks);
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
    let whole = state(values.len(), width);
    let rows = (0..spec.rows.len()).map(|row| {
        let (cells, tail) = rest.split_at(spec.width(row).min(rest.len()));
        rest = tail;
        RowFacts {
            label: values.first().map(|p| p.span),
            text: String::new(),
            state: whole,
            cells: if whole == RowState::Read {
                cells.iter().map(fact).collect()
            } else {
                Vec::new()
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
