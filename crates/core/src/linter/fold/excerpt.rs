//! The rows and columns of a table that show what is wrong.

use super::super::words;
use super::rest::{self, Shown};
use crate::diagnostic::{Excerpt, ExcerptCell, Line};
use crate::grammar::CellText;
use crate::report::{ColumnId, Fact, FormCell, Report, RowId, TableId};
use crate::rule::Addition;
use crate::rule::localise::Change;
use crate::text::Lang;
use std::collections::BTreeSet;

/// Rows of an excerpt.
const ROWS: usize = 9;
/// Equations up to this length are shown whole.
const SHORT: usize = 6;
/// What cannot be read.
const UNREADABLE: &str = "?";
/// Columns of an excerpt.
const COLUMNS: usize = 7;

/// The part of the first suspect's table with all suspects in it, and what is not zero in their sums; what is left out
/// of a total has a row or column of its own.
pub(super) fn excerpt(
    report: &Report<'_>,
    sums: &[Addition],
    (suspects, equations): (&[Change], &[Vec<FormCell>]),
    lang: Lang,
) -> Option<Excerpt> {
    let table = suspects.first()?.cell.table;
    let spec = report.form.tables.get(table)?;
    let mine = || suspects.iter().filter(|s| s.cell.table == table);
    let mut rows: BTreeSet<RowId> = mine().map(|s| s.cell.row).collect();
    let mut columns: BTreeSet<ColumnId> = mine().map(|s| s.cell.column).collect();
    let (of_rows, of_columns) = (rows.clone(), columns.clone());
    // long sums are shown without what is zero
    let shown_in = |equation: &Vec<FormCell>, cell: &FormCell| {
        let fact = report.at(*cell);
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
    let sums = || sums.iter().filter(|s| s.total.table == table);
    let of_columns = rest::lines(report, sums(), (&rest::COLUMNS, &columns), &rows);
    let of_rows = rest::lines(report, sums(), (&rest::ROWS, &rows), &columns);
    let along = |here: &dyn Fn(&FormCell) -> bool| {
        let mut all = equations.iter();
        all.any(|e| e.iter().all(|c| c.table == table && here(c)))
    };
    let row = |at: RowId| Line {
        label: spec.rows.get(at).map_or("", |a| &a.name).to_owned(),
        broken: along(&|c| c.row == at),
    };
    let column = |at: ColumnId| Line {
        label: spec.columns.get(at).map_or("", |a| &a.label).to_owned(),
        broken: along(&|c| c.column == at),
    };
    let rest = || Line {
        label: words::rest(lang),
        broken: false,
    };
    let rows = of_rows.iter().map(|shown| match shown {
        Shown::One(at) => row(*at),
        Shown::Rest(_) => rest(),
    });
    let columns = of_columns.iter().map(|shown| match shown {
        Shown::One(at) => column(*at),
        Shown::Rest(_) => rest(),
    });
    let cell = |row: &Shown<RowId>, column: &Shown<ColumnId>| match (row, column) {
        (Shown::One(row), Shown::One(column)) => {
            let here = report.form.cell(table, *row, *column);
            let fact = here.and_then(|cell| report.at(cell));
            let suspect = mine().find(|s| Some(s.cell) == here);
            ExcerptCell {
                text: fact.map_or_else(String::new, |f| f.folded().to_owned()),
                right: suspect.map(|s| s.right.to_string()),
            }
        }
        _ => ExcerptCell {
            text: together(report, table, (&row.members(), &column.members())),
            right: None,
        },
    };
    let cells = of_rows.iter();
    let cells = cells.map(|r| of_columns.iter().map(|c| cell(r, c)).collect());
    Some(Excerpt {
        table: spec.title.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
        cells: cells.collect(),
    })
}

/// What the cells of some rows and columns come to.
fn together(
    report: &Report<'_>,
    table: TableId,
    (rows, columns): (&[RowId], &[ColumnId]),
) -> String {
    let cells = rows.iter().flat_map(|row| {
        let all = columns.iter();
        all.filter_map(|column| report.form.cell(table, *row, *column))
    });
    let sum = rest::sum(report, cells);
    sum.map_or_else(|| UNREADABLE.to_owned(), |s| s.to_string())
}

fn is_zero(fact: &Fact) -> bool {
    match &fact.text {
        CellText::Number { value, .. } => value.to_whole() == Some(0),
        CellText::Dash | CellText::Nothing | CellText::Blank => true,
        CellText::Text => false,
    }
}
