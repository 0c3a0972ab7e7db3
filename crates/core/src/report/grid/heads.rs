//! Which column of a grid is which column of the form: by its heads, else by their number.

use super::cells::{Cells, Filled};
use super::spec::unit;
use crate::grammar::CellText;
use crate::report::form::TableSpec;

/// For each column of the form the column of the grid.
pub(super) fn mapped(
    cells: &Cells<'_>,
    spec: &TableSpec,
    values: &[usize],
    skip: &[String],
) -> Option<Vec<usize>> {
    let heads: Vec<Vec<&str>> = values.iter().map(|c| over(cells, *c)).collect();
    let counting = |at: usize| {
        let keys = heads.get(at).map(Vec::as_slice).unwrap_or_default();
        keys.first().is_some_and(|k| skip.iter().any(|s| s == k))
    };
    let free: Vec<usize> = (0..values.len()).filter(|at| !counting(*at)).collect();
    let mut used = vec![false; values.len()];
    let mut found = Vec::new();
    for column in &spec.columns {
        let fits = |depth: usize| {
            let mut all = free.iter().copied();
            all.find(|at| {
                let key = heads.get(*at).and_then(|h| h.get(depth));
                let known = key.is_some_and(|k| column.keys.iter().any(|own| own == k));
                known && used.get(*at) == Some(&false)
            })
        };
        let Some(at) = (0..DEPTH).find_map(fits) else {
            break;
        };
        if let Some(slot) = used.get_mut(at) {
            *slot = true;
        }
        found.extend(values.get(at));
    }
    if found.len() == spec.columns.len() {
        return Some(found);
    }
    let plain: Vec<usize> = free
        .iter()
        .filter_map(|at| values.get(*at).copied())
        .collect();
    let filled: Vec<usize> = plain
        .iter()
        .copied()
        .filter(|c| !is_empty(cells, *c))
        .collect();
    [plain, filled]
        .into_iter()
        .find_map(|columns| match columns.len() {
            n if n == spec.columns.len() => Some(columns),
            n if n == spec.columns.len() + 1 && is_ordinal(cells, *columns.first()?) => {
                columns.get(1..).map(<[usize]>::to_vec)
            }
            _ => None,
        })
}

/// So many heads may stand above a column.
const DEPTH: usize = 4;

/// The keys of the heads above a column, the lowest first.
fn over<'c>(cells: &'c Cells<'_>, column: usize) -> Vec<&'c str> {
    let heads = cells.rows.get(..cells.first).unwrap_or_default();
    let above = heads.iter().rev().filter_map(|row| covering(row, column));
    above
        .map(|c| c.reading.key.as_str())
        .filter(|k| !k.is_empty())
        .collect()
}

/// The unit that the heads above a column state: `金额（万元）`.
pub(super) fn head_unit(cells: &Cells<'_>, column: usize) -> Option<u32> {
    let heads = cells.rows.get(..cells.first).unwrap_or_default();
    let mut above = heads.iter().rev().filter_map(|row| covering(row, column));
    above.find_map(|cell| in_brackets(&cell.reading.folded))
}

/// The unit that stands in brackets, alone or behind a colon.
fn in_brackets(folded: &str) -> Option<u32> {
    let mut opens = folded.match_indices(['(', ':']);
    opens.find_map(|(at, sign)| {
        let rest = folded.get(at + sign.len()..)?;
        let (power, len) = unit(rest)?;
        rest.get(len..)?.starts_with(')').then_some(power)
    })
}

/// The cell of a row that covers a column.
pub(super) fn covering(row: &[Filled], column: usize) -> Option<&Filled> {
    row.iter()
        .find(|c| (c.column..c.column + c.columns).contains(&column))
}

fn is_empty(cells: &Cells<'_>, column: usize) -> bool {
    let mut rows = cells.rows.iter().skip(cells.first);
    rows.all(|row| covering(row, column).is_none_or(|c| c.reading.text == CellText::Blank))
}

/// Whether the numbers of a column only count the rows.
fn is_ordinal(cells: &Cells<'_>, column: usize) -> bool {
    let rows = cells.rows.iter().skip(cells.first);
    let numbers = rows.filter_map(|row| covering(row, column));
    let numbers: Vec<u32> = numbers
        .filter_map(|c| c.reading.folded.parse().ok())
        .collect();
    let grows = numbers.windows(2).all(|w| matches!(w, [a, b] if a < b));
    !numbers.is_empty() && grows && numbers.last().is_some_and(|n| (*n as usize) < 200)
}
