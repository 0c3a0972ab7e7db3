//! Cells → places in a grid. A cell begins where the one before it ends; one that goes on with the cell above makes
//! that one higher and is no cell of its own.

use super::model::Table;
use gouji_core::document::Extent;
use std::collections::BTreeMap;

/// The most columns of a grid. Word allows 63.
const COLUMNS: u32 = 1024;

/// For each cell of each row its place, or `None` where it goes on with another.
pub(super) fn places(table: &Table) -> Vec<Vec<Option<Extent>>> {
    let mut all: Vec<Vec<Option<Extent>>> = Vec::with_capacity(table.rows.len());
    // the cells that may go on below, by their first column: which row and which cell of it
    let mut above: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut column = row.before.min(COLUMNS);
        let mut here: Vec<Option<Extent>> = Vec::with_capacity(row.cells.len());
        let mut open = BTreeMap::new();
        // the last cell of the row that has a place of its own
        let mut last = None;
        for (nth, cell) in row.cells.iter().enumerate() {
            let left = table.columns.min(COLUMNS).saturating_sub(column);
            let most = if left == 0 { COLUMNS } else { left };
            let columns = cell.span.clamp(1, most);
            let upper = above.get(&column).copied().filter(|_| cell.below);
            let wider = last.filter(|_| cell.beside);
            let wider = wider.and_then(|at: usize| here.get_mut(at)?.as_mut());
            if let Some(wider) = wider {
                wider.columns += columns;
                here.push(None);
            } else if let Some(extent) = upper.and_then(|(r, c)| get(&mut all, r, c)) {
                extent.rows += 1;
                open.extend(upper.map(|u| (column, u)));
                here.push(None);
            } else {
                open.insert(column, (at, nth));
                last = Some(here.len());
                here.push(Some(Extent {
                    column,
                    columns,
                    rows: 1,
                }));
            }
            column = column.saturating_add(columns).min(COLUMNS);
        }
        above = open;
        all.push(here);
    }
    all
}

fn get(all: &mut [Vec<Option<Extent>>], row: usize, cell: usize) -> Option<&mut Extent> {
    all.get_mut(row)?.get_mut(cell)?.as_mut()
}
