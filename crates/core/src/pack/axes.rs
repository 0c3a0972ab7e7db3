//! `[[axis]]`: rows, columns and groups that several tables have, and what tables are like.

use super::forms::{column, once, row};
use super::grids::{self, take};
use super::parts::{self, groups};
use super::patterns::Lexicon;
use super::stack::Stack;
use crate::fields::{Fields, Wrong};
use crate::report::{Axis, ColumnId, GridSpec, Kind, RowId, TableSpec};
use crate::text::{IdVec, near};

/// Reads the `[[axis]]`es of all layers.
pub(super) fn axes(stack: &Stack<'_, '_>, lexicon: &Lexicon, kind: &mut Kind) {
    let all = stack.tables("axis");
    let tables: Vec<Fields<'_, '_>> = all.into_iter().map(|(_, fields)| fields).collect();
    once(&tables);
    let below = kind.axes.len();
    for fields in &tables {
        let axis = axis(fields, lexicon);
        if kind.axes.iter().take(below).any(|a| a.id == axis.id) {
            let id = fields.place("id");
            fields.file.fault(id, &Wrong::Duplicate(axis.id));
        } else {
            kind.axes.push(axis);
        }
    }
}

/// What several tables have, as a table that has nothing else.
fn axis(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> TableSpec {
    let columns: IdVec<ColumnId, Axis> = fields.tables("column").iter().map(column).collect();
    let written = fields.tables("row");
    let rows: IdVec<RowId, Axis> = written.iter().map(|f| row(f, &columns)).collect();
    parts::check(&written, rows.as_slice());
    parts::check(&fields.tables("column"), columns.as_slice());
    for key in ["row", "column", "row-group", "column-group"] {
        once(&fields.tables(key));
    }
    let free = fields.tables("rows");
    let free = free.first().map(|f| grids::rows(f, lexicon));
    let axis = TableSpec {
        id: fields.needed("id").value,
        row_groups: groups(fields, "row-group", &rows).into(),
        column_groups: groups(fields, "column-group", &columns),
        grid: free.map(|free| {
            Box::new(GridSpec {
                free: Some(free),
                ..GridSpec::default()
            })
        }),
        rows,
        columns,
        ..TableSpec::default()
    };
    fields.finish();
    axis
}

/// What a table is like: tables above it and axes, the first that has something counts. It has the same columns, rows and
/// groups where it has none of its own.
pub(super) fn like(
    fields: &Fields<'_, '_>,
    before: &[TableSpec],
    axes: &[TableSpec],
) -> Option<TableSpec> {
    let mut like: Option<TableSpec> = None;
    for id in fields.texts("like") {
        let mut known = before.iter().chain(axes);
        let Some(found) = known.find(|t| t.id == id.value) else {
            let all = before.iter().chain(axes).map(|t| t.id.as_str());
            let close = near(&id.value, all);
            fields.file.fault(id.span, &Wrong::Unknown(id.value, close));
            continue;
        };
        match &mut like {
            None => like = Some(found.clone()),
            Some(first) => further(first, found),
        }
    }
    like
}

/// Takes over from one more table what those before it do not have.
fn further(first: &mut TableSpec, other: &TableSpec) {
    if first.rows.is_empty() {
        take(&mut first.row_groups, &other.row_groups);
    }
    if first.columns.is_empty() {
        take(&mut first.column_groups, &other.column_groups);
    }
    take(&mut first.rows, &other.rows);
    take(&mut first.columns, &other.columns);
    first.section = first.section.or(other.section);
    match (&mut first.grid, &other.grid) {
        (Some(own), Some(other)) => {
            own.blank_is_zero |= other.blank_is_zero;
            own.unit = own.unit.or(other.unit);
            take(&mut own.skip, &other.skip);
            own.free = own.free.take().or_else(|| other.free.clone());
        }
        (own @ None, other) => own.clone_from(other),
        (Some(_), None) => {}
    }
}
