//! How many cells the rows of a table have: a row that lost one must not be read with its neighbours' values.

use super::pieces::{Piece, Unit};
use crate::grammar::CellText;
use std::collections::BTreeMap;

/// How many cells rows have, by the number of their labels. (Merged cells may be written as blanks or not at all, so
/// rows with fewer labels may be shorter.)
#[derive(Default)]
pub(super) struct Widths {
    counts: BTreeMap<(usize, usize), usize>,
}

impl Widths {
    /// Counts the cells of the rows that were found.
    pub(super) fn of<'u>(pieces: &[Piece], units: impl Iterator<Item = &'u Unit>) -> Self {
        let mut widths = Widths::default();
        for unit in units {
            *widths.counts.entry(class(pieces, unit)).or_default() += 1;
        }
        widths
    }

    /// Whether values that begin or end with a blank are the row's own: the blank may be a merged cell or padding in
    /// the place of a lost value. It is not where the row is as wide as others are.
    pub(super) fn vouch(&self, pieces: &[Piece], unit: &Unit, values: &[Piece]) -> bool {
        let blank = |p: Option<&Piece>| p.is_some_and(|p| p.text == CellText::Blank);
        let edge = blank(values.first()) || blank(values.last());
        if !edge || values.iter().all(|p| p.text == CellText::Blank) {
            return true;
        }
        let (labels, width) = class(pieces, unit);
        let like = self.counts.iter().filter(|((l, _), _)| *l == labels);
        let most = like.max_by_key(|(_, n)| **n).map(|((_, w), _)| *w);
        most == Some(width)
    }
}

/// The number of labels of a row, and of all its cells.
fn class(pieces: &[Piece], unit: &Unit) -> (usize, usize) {
    let labels = pieces.get(unit.labels.clone()).unwrap_or_default();
    let labels = labels.iter().filter(|p| !p.key.is_empty()).count();
    let before = pieces.get(..unit.values.start).unwrap_or_default().iter().rev();
    let row = pieces.get(unit.values.start).and_then(|p| p.row);
    let before = before.take_while(|p| row.is_some() && p.row == row).count();
    (labels, before + unit.values.len())
}

/// Words and no number: cells of a head, not values.
pub(super) fn is_head(values: &[Piece]) -> bool {
    let word = |p: &Piece| p.text == CellText::Text;
    values.iter().any(word) && values.iter().all(|p| word(p) || p.text == CellText::Blank)
}
