//! How many cells the rows of a table have: a row that lost one must not be read with its neighbours' values.

use super::pieces::{Piece, Unit};
use crate::grammar::CellText;

/// The shapes of rows that can be told for sure: their values are complete without a blank at either end, or nothing
/// but blanks.
#[derive(Default)]
pub(super) struct Widths {
    sure: Vec<Shape>,
    /// Some rows have cells that are no values, or too few cells: how many cells there are says nothing.
    uneven: bool,
}

/// How many cells a row has, and how many of them stand behind its label.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    all: usize,
    behind: usize,
}

impl Widths {
    /// Takes note of a row and of its values, trimmed to the width that they should have.
    pub(super) fn note(&mut self, pieces: &[Piece], unit: &Unit, values: &[Piece], width: usize) {
        self.uneven |= values.len() < width;
        if values.len() == width && (!edged(values) || values.iter().all(is_blank)) {
            self.sure.push(shape(pieces, unit));
            self.uneven |= unit.values.len() > width;
        }
    }

    /// Whether values are the row's own. A blank at either end may be a merged cell or padding in the place of a lost
    /// value; it is not where the row has the shape of a row that is sure, or where the table is even.
    pub(super) fn vouch(&self, pieces: &[Piece], unit: &Unit, values: &[Piece]) -> bool {
        let exact = unit.values.len() == values.len() && !self.uneven;
        !edged(values)
            || values.iter().all(is_blank)
            || exact
            || self.sure.contains(&shape(pieces, unit))
    }
}

fn edged(values: &[Piece]) -> bool {
    values.first().is_some_and(is_blank) || values.last().is_some_and(is_blank)
}

fn is_blank(piece: &Piece) -> bool {
    piece.text == CellText::Blank
}

fn shape(pieces: &[Piece], unit: &Unit) -> Shape {
    let row = pieces.get(unit.values.start).and_then(|p| p.row);
    let before = pieces
        .get(..unit.values.start)
        .unwrap_or_default()
        .iter()
        .rev();
    let before = before.take_while(|p| row.is_some() && p.row == row).count();
    Shape {
        all: before + unit.values.len(),
        behind: unit.values.len(),
    }
}

/// Words and nothing else: cells of a head, not values.
pub(super) fn is_head(values: &[Piece]) -> bool {
    let word =
        |p: &Piece| p.text == CellText::Text && !p.folded.contains(|c: char| c.is_ascii_digit());
    let words = values.iter().filter(|p| word(p)).count();
    words > 1 && values.iter().all(|p| word(p) || is_blank(p))
}
