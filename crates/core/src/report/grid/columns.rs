//! What the columns of a grid hold, and the sides that they make up: codes, labels, values.

use super::cells::{Cells, Filled};
use crate::grammar::CellText;
use std::collections::BTreeMap;

/// A side of a grid: its columns from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// Columns in front of its codes that are no part of them.
    pub front: Vec<usize>,
    /// Columns of codes.
    pub codes: Vec<usize>,
    /// Columns of labels.
    pub labels: Vec<usize>,
    /// Columns of values.
    pub values: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Front,
    Code,
    Label,
    Value,
}

#[derive(Default)]
struct Tally {
    texts: usize,
    numbers: usize,
    codes: usize,
}

/// The sides of a grid. Codes have one of some numbers of digits, or are split into parts of two or three; `keyed` columns
/// hold them, and nothing in front of those counts but labels.
pub(super) fn sides(cells: &Cells<'_>, digits: &[usize], keyed: &[usize]) -> Vec<Side> {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for row in cells.rows.iter().skip(cells.first) {
        for cell in row {
            let tally = tallies.entry(cell.column).or_default();
            match &cell.reading.text {
                CellText::Text => tally.texts += 1,
                CellText::Number { .. } if is_code(cell, digits) => tally.codes += 1,
                CellText::Number { .. } | CellText::Dash => tally.numbers += 1,
                CellText::Blank | CellText::Nothing => {}
            }
        }
    }
    let kind = |tally: &Tally| {
        let Tally {
            texts,
            numbers,
            codes,
        } = *tally;
        match () {
            () if texts + numbers + codes == 0 => Holds::Nothing,
            () if codes > numbers && codes >= texts => Holds::Code,
            () if texts > numbers + codes => Holds::Label,
            () => Holds::Value,
        }
    };
    let kind = |at: usize, tally: &Tally| match kind(tally) {
        _ if keyed.contains(&at) => Holds::Code,
        Holds::Code | Holds::Value if keyed.first().is_some_and(|first| at < *first) => {
            Holds::Front
        }
        other => other,
    };
    let kinds: Vec<(usize, Holds)> = tallies.iter().map(|(at, t)| (*at, kind(*at, t))).collect();
    let mut sides: Vec<Side> = Vec::new();
    let mut before = Holds::Value;
    for (at, (column, holds)) in kinds.iter().enumerate() {
        let rest = kinds.get(at + 1..).unwrap_or_default();
        // what looks like codes is a column of values where no label stands behind it
        let next = rest
            .iter()
            .map(|(_, h)| *h)
            .find(|h| !matches!(h, Holds::Code | Holds::Nothing | Holds::Front));
        let holds = match holds {
            Holds::Code if next != Some(Holds::Label) => Holds::Value,
            other => *other,
        };
        let begins = matches!(holds, Holds::Code | Holds::Label) && before == Holds::Value;
        if begins || sides.is_empty() {
            sides.push(Side::default());
        }
        let Some(side) = sides.last_mut() else {
            continue;
        };
        match holds {
            Holds::Front => side.front.push(*column),
            Holds::Code => side.codes.push(*column),
            Holds::Label => side.labels.push(*column),
            Holds::Value | Holds::Nothing => side.values.push(*column),
        }
        if !matches!(holds, Holds::Nothing | Holds::Front) {
            before = holds;
        }
    }
    // numbers in front of the first codes or labels are those of rows or units
    let named = |s: &Side| !s.codes.is_empty() || !s.labels.is_empty();
    let begin = sides.iter().position(named).unwrap_or(0);
    let ahead: Vec<Side> = sides.drain(..begin).collect();
    if let Some(first) = sides.first_mut() {
        let ahead = ahead.into_iter().flat_map(|s| [s.front, s.values]);
        first.front.extend(ahead.flatten());
    }
    sides
}

fn is_code(cell: &Filled, digits: &[usize]) -> bool {
    let text = &cell.reading.folded;
    let part = matches!(text.len(), 2 | 3) && !digits.is_empty() && text.starts_with('0');
    text.bytes().all(|b| b.is_ascii_digit()) && (digits.contains(&text.len()) || part)
}
