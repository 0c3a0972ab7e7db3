//! Tables of a sample whose rows no form prescribes: drawn line by line, several sides beside each other. A line `====` begins
//! one more table with the same caption; behind `>` stands a paragraph that follows the table.

use super::selector::Selector;
use crate::report::{FreeSpec, TableSpec, row_key};
use crate::text::Id;
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
    match free.is_some_and(FreeSpec::is_coded) {
        true => 2,
        false => usize::from(!unlabelled),
    }
}

/// Sets the cells that a selector means; `*` stands for any row or column.
pub(super) fn set(table: &TableSpec, lines: &mut Lines, named: &Selector<'_>, value: &str) {
    let (row, column) = (named.row.text, named.column.text);
    let axis = table.rows.position(|r| r.id == row);
    let label = axis
        .and_then(|at| table.rows.get(at))
        .map(|r| r.label.as_str());
    let key = row_key(label.unwrap_or(row));
    let ahead = ahead(table);
    let is_row = |line: &Vec<String>| {
        let mut cells = line.iter().take(ahead);
        row == "*" || ahead == 0 || cells.any(|c| c == row || (!c.is_empty() && row_key(c) == key))
    };
    let mut drawn = lines
        .iter_mut()
        .filter(|l| !is_end(l) && behind(l).is_none());
    for line in drawn.by_ref().filter(|l| is_row(l)) {
        for (at, spec) in table.columns.iter_ids() {
            let nth = match axis {
                Some(row) => table.value(row, at).map(Id::index),
                None => Some(at.index()),
            };
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

/// Whether a line begins one more table.
fn is_end(line: &[String]) -> bool {
    let one = line.first().filter(|_| line.len() == 1);
    one.is_some_and(|text| !text.is_empty() && text.chars().all(|c| c == '='))
}

/// The paragraph that a line stands for.
fn behind(line: &[String]) -> Option<&str> {
    let text = line.first()?.strip_prefix('>')?;
    Some(text.trim())
}

/// Draws tables that stand beside each other under one caption, one after the other where there are several.
pub(super) fn write(out: &mut String, sides: &[(&TableSpec, Lines)]) {
    let parts = |lines: &Lines| lines.split(|l| is_end(l)).count();
    let count = sides.iter().map(|(_, l)| parts(l)).max().unwrap_or(0);
    for nth in 0..count {
        let part = |lines: &Lines| {
            let all = lines.split(|l| is_end(l)).nth(nth);
            all.map(<[Vec<String>]>::to_vec).unwrap_or_default()
        };
        let texts = sides.iter().map(|(table, lines)| (*table, part(lines)));
        let (rows, behind) = texts.fold((Vec::new(), Vec::new()), apart);
        table(out, &rows);
        for paragraph in behind {
            let _ = writeln!(out, "{paragraph}\n");
        }
    }
}

type Sides<'t> = Vec<(&'t TableSpec, Lines)>;

/// The rows of a side, and the paragraphs behind the table.
fn apart<'t>(
    (mut rows, mut texts): (Sides<'t>, Vec<String>),
    (table, lines): (&'t TableSpec, Lines),
) -> (Sides<'t>, Vec<String>) {
    texts.extend(lines.iter().filter_map(|l| behind(l)).map(str::to_owned));
    let drawn = lines.into_iter().filter(|l| behind(l).is_none());
    rows.push((table, drawn.collect()));
    (rows, texts)
}

fn table(out: &mut String, sides: &[(&TableSpec, Lines)]) {
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
