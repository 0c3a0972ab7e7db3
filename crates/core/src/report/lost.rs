//! Blank cells that a conversion dropped: the values that are left stand in front, and which column they are of cannot
//! be decided.

use super::fact::Fact;
use super::form::{Holds, TableSpec};
use super::ids::RowId;
use super::table::{RowFacts, RowState, Rows};
use crate::grammar::CellText;

/// How many rows must look alike before it is the conversion that made them so.
const ROWS: usize = 3;
/// How many cells at its end such a row has lost at least.
const CELLS: usize = 2;

/// Takes back the values of rows from which blank cells were dropped, and says whether the table has lost any. Where a
/// grid says which cell is which, none is.
pub(super) fn find(spec: &TableSpec, rows: &mut Rows, grid: bool) -> bool {
    if spec.flat || spec.is_sheet() {
        return false;
    }
    let partial: Vec<RowId> = rows
        .iter_ids()
        .filter(|(at, row)| is_partial(spec, *at, row))
        .map(|(at, _)| at)
        .collect();
    let dropped = |at: &RowId| {
        rows.get(*at)
            .is_some_and(|r| filled_in_front(r.cells.as_slice()))
    };
    if !grid && partial.len() >= ROWS && partial.iter().all(dropped) {
        for at in partial {
            let Some(row) = rows.get_mut(at) else {
                continue;
            };
            let filled = row.cells.iter().filter(|f| !is_blank(f)).count();
            row.state = RowState::Short(filled);
            row.cells.clear();
        }
    }
    let short = rows.iter().filter_map(|r| match r.state {
        RowState::Short(found) => Some(found),
        _ => None,
    });
    let counts: Vec<usize> = short.collect();
    let unlike = counts.iter().any(|n| Some(n) != counts.first());
    let all = rows.iter().filter(|r| r.state != RowState::Absent).count();
    let none = counts.iter().all(|n| *n == 0);
    counts.len() >= ROWS && (unlike || none || counts.len() < all)
}

/// A row of numbers with blanks among them.
fn is_partial(spec: &TableSpec, at: RowId, row: &RowFacts) -> bool {
    let numbers = spec.rows.get(at).is_some_and(|r| r.holds == Holds::Number);
    let blank = row.cells.iter().any(is_blank);
    numbers && row.state == RowState::Read && blank && !row.cells.iter().all(is_blank)
}

/// Whether all values stand in front of all blanks.
fn filled_in_front(cells: &[Fact]) -> bool {
    let filled = cells.iter().take_while(|f| !is_blank(f)).count();
    let rest = cells.get(filled..).unwrap_or_default();
    filled > 0 && rest.len() >= CELLS && rest.iter().all(is_blank)
}

fn is_blank(fact: &Fact) -> bool {
    fact.text == CellText::Blank
}
