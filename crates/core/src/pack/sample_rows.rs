//! Tables of a sample whose rows no form prescribes: drawn line by line, several sides beside each other.

use super::selector::Selector;
use crate::report::{TableSpec, row_key};
use std::fmt::Write;

/// The lines of such a table, each with its cells.
pub(super) type Lines = Vec<Vec<String>>;

/// Reads a drawing: a line for each row, with `|` between cells.
pub(super) fn lines(drawing: &str) -> Lines {
    let lines = drawing.lines().filter(|l| !l.trim().is_empty());
    let cells = |line: &str| line.split('|').map(|c| c.trim().to_owned()).collect();
    lines.map(cells).collect()
}

/// How many cells stand in front of the values of a row.
fn ahead(table: &TableSpec) -> usize {
    let free = table.grid.as_ref().and_then(|g| g.free.as_ref());
    let unlabelled = free.is_none() && table.rows.iter().all(|r| r.label.is_empty());
    match free.is_some_and(|f| !f.levels.is_empty()) {
        true => 2,
        false => usize::from(!unlabelled),
    }
}

/// Sets the cells that a selector means; `*` stands for any row or column.
pub(super) fn set(table: &TableSpec, lines: &mut Lines, named: &Selector<'_>, value: &str) {
    let (row, column) = (named.row.text, named.column.text);
    let axis = table.rows.iter().position(|r| r.id == row);
    let label = axis
        .and_then(|at| table.rows.get(at))
        .map(|r| r.label.as_str());
    let key = row_key(label.unwrap_or(row));
    let ahead = ahead(table);
    let is_row = |line: &Vec<String>| {
        let mut cells = line.iter().take(ahead);
        row == "*" || ahead == 0 || cells.any(|c| c == row || (!c.is_empty() && row_key(c) == key))
    };
    for line in lines.iter_mut().filter(|l| is_row(l)) {
        for (at, spec) in table.columns.iter().enumerate() {
            let nth = axis.map_or(Some(at), |row| table.nth(row, at));
            let Some(nth) = nth.filter(|_| column == "*" || column == spec.id) else {
                continue;
            };
            if line.len() <= ahead + nth {
                line.resize(ahead + nth + 1, String::new());
            }
            if let Some(cell) = line.get_mut(ahead + nth) {
                value.clone_into(cell);
            }
        }
    }
}

/// Draws tables that stand beside each other under one caption.
pub(super) fn write(out: &mut String, sides: &[(&TableSpec, Lines)]) {
    let Some((first, _)) = sides.first() else {
        return;
    };
    let _ = writeln!(out, "{}", first.title);
    let power = first.grid.as_ref().and_then(|g| g.unit);
    if let Some(unit) = power.and_then(super::words::unit_line) {
        let _ = writeln!(out, "{unit}");
    }
    out.push('\n');
    let longest = sides.iter().map(|(_, l)| l.len()).max().unwrap_or(0);
    for at in 0..=longest {
        let mut cells: Vec<&str> = Vec::new();
        for (table, lines) in sides {
            let width = ahead(table) + table.columns.len();
            let line: Vec<&str> = match at.checked_sub(1) {
                None => {
                    let blank = std::iter::repeat_n("", ahead(table));
                    blank
                        .chain(table.columns.iter().map(|c| c.label.as_str()))
                        .collect()
                }
                Some(nth) => lines
                    .get(nth)
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect(),
            };
            cells.extend(
                line.iter()
                    .copied()
                    .chain(std::iter::repeat(""))
                    .take(width),
            );
        }
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}
