//! How many cells the rows of a table have: a row that lost one must not be read with its neighbours' values.

use super::source_cells::{SourceCell, Unit};
use crate::grammar::CellText;

/// Where values stand in rows that can be determined for sure: their values are complete without a blank at either end. A
/// row of nothing but blanks says nothing about it.
#[derive(Default)]
pub(super) struct Widths {
    sure: Vec<Place>,
    /// Some rows have cells that are no values, or too few cells: how many cells there are says nothing.
    uneven: bool,
}

/// How many cells a row has, and which of them is its first value.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    all: usize,
    first: usize,
}

impl Widths {
    /// Takes note of a row and of its values, trimmed to the width that they should have.
    pub(super) fn note(
        &mut self,
        cells: &[SourceCell],
        unit: &Unit,
        values: &[SourceCell],
        width: usize,
    ) {
        self.uneven |= values.len() < width;
        if values.len() == width && !edged(values) {
            self.sure.push(place(cells, unit, values));
            self.uneven |= unit.values.len() > width;
        }
    }

    /// The values of a row that begins or ends with blanks, where rows of as many cells have theirs; else what they
    /// were trimmed to.
    pub(super) fn placed<'p>(
        &self,
        cells: &'p [SourceCell],
        unit: &Unit,
        trimmed: &'p [SourceCell],
        width: usize,
    ) -> &'p [SourceCell] {
        let own = place(cells, unit, trimmed);
        if !edged(trimmed) || trimmed.iter().all(is_blank) {
            return trimmed;
        }
        let Some(first) = self.first(own.all) else {
            return trimmed;
        };
        let all = cells.get(unit.values.clone()).unwrap_or_default();
        let before = own.all.saturating_sub(all.len());
        let from = first.checked_sub(before);
        let window = from.and_then(|from| Some((all.get(..from)?, all.get(from..from + width)?)));
        let outside = |inner: &[SourceCell], front: &[SourceCell]| {
            let back = all.get(front.len() + inner.len()..).unwrap_or_default();
            front.iter().chain(back).all(is_blank)
        };
        match window {
            Some((front, inner)) if outside(inner, front) => inner,
            _ => trimmed,
        }
    }

    /// Where all sure rows of so many cells have their first value.
    fn first(&self, all: usize) -> Option<usize> {
        let mut alike = self.sure.iter().filter(|p| p.all == all).map(|p| p.first);
        let first = alike.next()?;
        alike.all(|f| f == first).then_some(first)
    }

    /// Whether values are the row's own. A blank at either end may be a merged cell or padding in the place of a lost
    /// value; it is not where they stand where those of a row that is sure stand, or where the table is even.
    pub(super) fn vouch(&self, cells: &[SourceCell], unit: &Unit, values: &[SourceCell]) -> bool {
        let exact = unit.values.len() == values.len() && !self.uneven;
        !edged(values)
            || values.iter().all(is_blank)
            || exact
            || self.sure.contains(&place(cells, unit, values))
    }
}

fn edged(values: &[SourceCell]) -> bool {
    values.first().is_some_and(is_blank) || values.last().is_some_and(is_blank)
}

fn is_blank(cell: &SourceCell) -> bool {
    cell.text == CellText::Blank
}

fn place(cells: &[SourceCell], unit: &Unit, values: &[SourceCell]) -> Place {
    let row = cells.get(unit.values.start).and_then(|p| p.row);
    let before = cells
        .get(..unit.values.start)
        .unwrap_or_default()
        .iter()
        .rev();
    let before = before.take_while(|p| row.is_some() && p.row == row).count();
    let own = cells.get(unit.values.clone()).unwrap_or_default();
    // blanks have empty spans: cells are reported by where they stand in the sequence
    let offset = own
        .iter()
        .position(|p| values.first().is_some_and(|v| std::ptr::eq(p, v)));
    Place {
        all: before + unit.values.len(),
        first: before + offset.unwrap_or(0),
    }
}

/// Words and nothing else: cells of a head, not values.
pub(super) fn is_head(values: &[SourceCell]) -> bool {
    let word = |p: &SourceCell| {
        p.text == CellText::Text && !p.folded.contains(|c: char| c.is_ascii_digit())
    };
    let words = values.iter().filter(|p| word(p)).count();
    words > 1 && values.iter().all(|p| word(p) || is_blank(p))
}
