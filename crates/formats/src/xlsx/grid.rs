//! Rows of a table → cells in a grid. Columns in which no cell begins are none.

use super::rows::{Areas, Line};
use super::sheet::Cell;
use super::too_complex;
use crate::{MOST_CELLS, ReadError};
use gouji_core::document::Extent;
use std::collections::BTreeSet;

/// A place in a grid, with the cell that stands there; `None` for a blank one.
#[derive(Debug)]
pub(super) struct Place<'s> {
    pub cell: Option<&'s Cell>,
    /// Its row and column in the sheet.
    pub at: (u32, u32),
    pub extent: Extent,
}

/// The cells of each row, blank ones included.
pub(super) fn places<'s>(
    lines: &[Line<'s>],
    areas: &Areas,
) -> Result<Vec<Vec<Place<'s>>>, ReadError> {
    let cells = lines.iter().flat_map(|l| l.cells);
    let columns: BTreeSet<u32> = cells.map(|c| c.column).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let width = columns.len();
    if lines.len().saturating_mul(width) > MOST_CELLS {
        return Err(too_complex());
    }
    let mut taken = vec![vec![false; width]; lines.len()];
    let mut all = Vec::with_capacity(lines.len());
    for (nth, line) in lines.iter().enumerate() {
        let mut left = line.cells.iter().peekable();
        let mut row = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let cell = left.next_if(|c| c.column == *column);
            if taken.get(nth).and_then(|r| r.get(at)) == Some(&true) {
                continue;
            }
            let (mut rows, mut wide) = (1, 1);
            if let Some(area) = areas.get(&(line.row, *column)) {
                let (end, right) = (area.row + area.rows, area.column + area.columns);
                let below = lines.iter().skip(nth).take_while(|l| l.row < end);
                let beside = columns.iter().skip(at).take_while(|c| **c < right);
                (rows, wide) = (below.count(), beside.count());
                // what another cell has is not taken from it
                for row in taken.iter_mut().skip(nth).take(rows) {
                    let row = row.iter_mut().skip(at).take(wide);
                    row.for_each(|taken| *taken = true);
                }
            }
            row.push(Place {
                cell,
                at: (line.row, *column),
                extent: Extent {
                    column: at as u32,
                    columns: wide as u32,
                    rows: rows as u32,
                },
            });
        }
        all.push(row);
    }
    Ok(all)
}
