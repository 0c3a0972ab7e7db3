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
    /// Those of both that are digits alone, at least two.
    plain: usize,
    /// Those of them that are two digits.
    pairs: usize,
}

impl Tally {
    fn add(&mut self, cell: &Filled, digits: &[usize]) {
        match &cell.reading.text {
            CellText::Text => self.texts += 1,
            CellText::Number { .. } if is_code(cell, digits) => self.codes += 1,
            CellText::Number { .. } | CellText::Dash => self.numbers += 1,
            CellText::Blank | CellText::Nothing => return,
        }
        let text = &cell.reading.folded;
        let plain = text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit());
        self.plain += usize::from(plain);
        self.pairs += usize::from(plain && text.len() == 2);
    }

    fn holds(&self) -> Holds {
        match () {
            () if self.texts + self.numbers + self.codes == 0 => Holds::Nothing,
            () if self.codes > self.numbers && self.codes >= self.texts => Holds::Code,
            () if self.texts > self.numbers + self.codes => Holds::Label,
            () => Holds::Value,
        }
    }

    /// Whether it holds digits alone, and no text.
    fn is_plain(&self) -> bool {
        self.plain > 0 && self.plain == self.numbers + self.codes && self.texts == 0
    }
}

/// The sides of a grid. Codes have one of some numbers of digits, or are split into parts of two or three; `keyed` columns
/// hold them, and nothing in front of those counts but labels.
pub(super) fn sides(cells: &Cells<'_>, digits: &[usize], keyed: &[usize]) -> Vec<Side> {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    let from = cells.first + usize::from(cells.mixed);
    for cell in cells.rows.iter().skip(from).flatten() {
        tallies.entry(cell.column).or_default().add(cell, digits);
    }
    let kind = |at: usize, tally: &Tally| match tally.holds() {
        _ if keyed.contains(&at) => Holds::Code,
        Holds::Code | Holds::Value if keyed.first().is_some_and(|first| at < *first) => {
            Holds::Front
        }
        other => other,
    };
    let mut kinds: Vec<(usize, Holds)> =
        tallies.iter().map(|(at, t)| (*at, kind(*at, t))).collect();
    between(&mut kinds, &tallies, keyed);
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

/// What stands between codes and the label behind them is no value where it is digits alone: two of them are a further part
/// of the code, others are codes of something else. Behind columns with the heads of codes there is nothing but the latter.
fn between(kinds: &mut [(usize, Holds)], tallies: &BTreeMap<usize, Tally>, keyed: &[usize]) {
    let mut first = None;
    for at in 0..kinds.len() {
        let Some((column, holds)) = kinds.get(at).copied() else {
            continue;
        };
        let plain = tallies.get(&column).is_some_and(Tally::is_plain);
        match (holds, first) {
            (Holds::Code, None) => first = Some(at),
            (Holds::Value, _) if plain => {}
            (Holds::Label, Some(first)) => attach(kinds, (first, at), (tallies, keyed)),
            _ => {}
        }
        if holds == Holds::Label || (holds == Holds::Value && !plain) {
            first = None;
        }
    }
}

/// Makes columns behind a code and in front of a label parts of the code, or what stands beside it.
fn attach(
    kinds: &mut [(usize, Holds)],
    (first, label): (usize, usize),
    (tallies, keyed): (&BTreeMap<usize, Tally>, &[usize]),
) {
    let own = kinds.get_mut(first..label).unwrap_or_default();
    for (column, holds) in own {
        let spare = !keyed.is_empty() && !keyed.contains(column);
        let pairs = tallies.get(column).is_some_and(|t| t.pairs == t.plain);
        *holds = match *holds {
            Holds::Code if spare => Holds::Front,
            Holds::Value if spare || !pairs => Holds::Front,
            Holds::Value => Holds::Code,
            other => other,
        };
    }
}

fn is_code(cell: &Filled, digits: &[usize]) -> bool {
    let text = &cell.reading.folded;
    let part = matches!(text.len(), 2 | 3) && !digits.is_empty() && text.starts_with('0');
    text.bytes().all(|b| b.is_ascii_digit()) && (digits.contains(&text.len()) || part)
}
