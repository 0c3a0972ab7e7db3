//! The rows and columns of a table that show what is wrong.

use crate::diagnostic::{Excerpt, ExcerptCell, Line};
use crate::grammar::CellText;
use crate::report::{Axis, Fact, Report, TableSpec};
use crate::rule::linear::Cell;
use crate::rule::localise::Change;
use std::collections::BTreeSet;

/// Rows of an excerpt.
const ROWS: usize = 9;
/// Equations up to this length are shown whole.
const SHORT: usize = 6;
/// Columns of an excerpt.
const COLUMNS: usize = 7;

/// The part of the first suspect's table with all suspects in it, and what is not zero in their sums.
pub(super) fn excerpt(
    report: &Report<'_>,
    suspects: &[Change],
    equations: &[Vec<Cell>],
) -> Option<Excerpt> {
    let table = suspects.first()?.cell.table;
    let spec = report.form.tables.get(table)?;
    let mine = || suspects.iter().filter(|s| s.cell.table == table);
    let mut rows: BTreeSet<usize> = mine().map(|s| s.cell.row).collect();
    let mut columns: BTreeSet<usize> = mine().map(|s| s.cell.column).collect();
    let (of_rows, of_columns) = (rows.clone(), columns.clone());
    // long sums are shown without what is zero
    let shown_in = |equation: &Vec<Cell>, cell: &Cell| {
        let fact = report.fact(cell.table, cell.row, cell.column);
        cell.table == table && (equation.len() <= SHORT || !fact.is_none_or(is_zero))
    };
    for cell in equations
        .iter()
        .flat_map(|e| e.iter().filter(|c| shown_in(e, c)))
    {
        if of_columns.contains(&cell.column) && rows.len() < ROWS {
            rows.insert(cell.row);
        }
        if of_rows.contains(&cell.row) && columns.len() < COLUMNS {
            columns.insert(cell.column);
        }
    }
    let along = |of: fn(&Cell) -> usize, at: usize| {
        equations
            .iter()
            .any(|e| e.iter().all(|c| c.table == table && of(c) == at))
    };
    let line = |label: fn(&Axis) -> &String, axes: &[Axis], at: usize, broken: bool| {
        let label = axes.get(at).map(|a| label(a).clone()).unwrap_or_default();
        Line { label, broken }
    };
    let cell = |row: usize, column: usize| {
        let here = Cell { table, row, column };
        ExcerptCell {
            text: shown(report, spec, here),
            right: mine().find(|s| s.cell == here).map(|s| s.right.to_string()),
        }
    };
    Some(Excerpt {
        table: spec.title.clone(),
        columns: columns
            .iter()
            .map(|c| line(|a| &a.label, &spec.columns, *c, along(|c| c.column, *c)))
            .collect(),
        rows: rows
            .iter()
            .map(|r| line(|a| &a.name, &spec.rows, *r, along(|c| c.row, *r)))
            .collect(),
        cells: rows
            .iter()
            .map(|r| columns.iter().map(|c| cell(*r, *c)).collect())
            .collect(),
    })
}

fn is_zero(fact: &Fact) -> bool {
    match &fact.text {
        CellText::Number { value, .. } => value.to_whole() == Some(0),
        CellText::Dash | CellText::Nothing | CellText::Blank => true,
        CellText::Text => false,
    }
}

fn shown(report: &Report<'_>, spec: &TableSpec, Cell { table, row, column }: Cell) -> String {
    let fact = report
        .fact(table, row, column)
        .filter(|_| spec.has(row, column));
    fact.map(|f| f.folded.clone()).unwrap_or_default()
}
