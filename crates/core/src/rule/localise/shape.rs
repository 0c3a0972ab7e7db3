//! Mistakes that move many values at once: a row entered one line too low, values that stand one column too far.

use super::search::Changes;
use super::slip::Mistake;
use super::system::System;
use crate::report::{ColumnId, RowId, TableId};
use crate::text::Id;
use std::collections::BTreeMap;

/// Fewer changes than this are pairs, which the search finds by itself.
const FEWEST: usize = 3;

/// The grid of one table: variables by column, for each row.
type Grid = BTreeMap<RowId, BTreeMap<ColumnId, usize>>;

/// The moves of many values that fulfil all equations of a component.
pub(super) fn moves(system: &System, equations: &[usize]) -> Vec<(Changes, Mistake)> {
    let mut grids: BTreeMap<TableId, Grid> = BTreeMap::new();
    for equation in equations.iter().filter_map(|at| system.equations.get(*at)) {
        for (variable, _) in &equation.terms {
            let Some(known) = system
                .variables
                .get(*variable)
                .filter(|v| v.value.is_some())
            else {
                continue;
            };
            let rows = grids.entry(known.cell.table).or_default();
            rows.entry(known.cell.row)
                .or_default()
                .insert(known.cell.column, *variable);
        }
    }
    let mut moves = Vec::new();
    for grid in grids.values() {
        exchanges(system, grid, &mut moves);
        shifts(system, grid, &mut moves);
    }
    moves.retain(|(changes, _)| changes.len() >= FEWEST && system.holds(equations, changes));
    // runs of different lengths may come to the same
    moves.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    moves.dedup_by(|a, b| a.0 == b.0);
    moves
}

/// Two rows, one below the other, change places.
fn exchanges(system: &System, grid: &Grid, out: &mut Vec<(Changes, Mistake)>) {
    for (row, above) in grid {
        let Some(below) = grid.get(&row.next()) else {
            continue;
        };
        let both = above
            .iter()
            .filter_map(|(column, a)| Some((*a, *below.get(column)?)));
        let pairs: Vec<(usize, usize)> = both.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        out.push((put(system, &pairs), Mistake::Rows));
    }
}

/// A run of values of a row moves by one column; the one at its end goes to its beginning.
fn shifts(system: &System, grid: &Grid, out: &mut Vec<(Changes, Mistake)>) {
    for row in grid.values() {
        let cells: Vec<usize> = row.values().copied().collect();
        for length in FEWEST..=cells.len() {
            for run in cells.windows(length) {
                let next = run.iter().cycle().skip(1);
                let left: Vec<(usize, usize)> = run.iter().copied().zip(next.copied()).collect();
                let right: Vec<(usize, usize)> = left.iter().map(|(a, b)| (*b, *a)).collect();
                out.push((put(system, &left), Mistake::Shifted));
                out.push((put(system, &right), Mistake::Shifted));
            }
        }
    }
}

/// The changes that put the values of other cells into cells.
fn put(system: &System, pairs: &[(usize, usize)]) -> Changes {
    let value = |at: usize| system.variables.get(at).and_then(|v| v.value);
    let change = |(to, from): &(usize, usize)| Some((*to, value(*from)?.checked_sub(value(*to)?)?));
    let mut changes: Changes = pairs
        .iter()
        .filter_map(change)
        .filter(|(_, c)| *c != 0)
        .collect();
    changes.sort_unstable();
    changes
}
