//! The cells of a form in one numbering: table by table, row by row, column by column. What rules say about cells and what a
//! report shows of them are lists over it.

use super::fact::Fact;
use super::form::{Form, TableSpec};
use super::ids::{ColumnId, GroupId, RowId, TableId};
use super::read::Report;
use super::table::{RowState, TableFacts};
use crate::diagnostic::CellName;
use crate::text::{Id, IdVec, Number, id};

id! {
    /// A cell of a form.
    CellId
}

/// A cell with its place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormCell {
    /// Its number.
    pub id: CellId,
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowId,
    /// Its column.
    pub column: ColumnId,
}

/// The numbering of a form's cells. A row has no cell in a column that it lacks.
#[derive(Clone, Debug, Default)]
pub struct FormCells {
    all: IdVec<CellId, FormCell>,
    tables: IdVec<TableId, Grid>,
}

/// The cells of a table, row after row.
#[derive(Clone, Debug, Default)]
struct Grid {
    columns: usize,
    ids: Vec<Option<CellId>>,
}

impl FormCells {
    fn new(tables: &IdVec<TableId, TableSpec>) -> Self {
        let mut cells = FormCells::default();
        for (table, spec) in tables.iter_ids() {
            let mut grid = Grid {
                columns: spec.columns.len(),
                ids: Vec::with_capacity(spec.rows.len() * spec.columns.len()),
            };
            for row in spec.rows.ids() {
                for column in spec.columns.ids() {
                    let id = spec.has(row, column).then(|| cells.all.next_id());
                    grid.ids.push(id);
                    cells.all.extend(id.map(|id| FormCell {
                        id,
                        table,
                        row,
                        column,
                    }));
                }
            }
            cells.tables.push(grid);
        }
        cells
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The form has no cells.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = &FormCell> {
        self.all.iter()
    }
}

impl Form {
    /// The numbering of its cells.
    pub fn cells(&self) -> &FormCells {
        self.cells.get_or_init(|| FormCells::new(&self.tables))
    }

    /// The cell of a table in a row and a column.
    pub fn cell(&self, table: TableId, row: RowId, column: ColumnId) -> Option<FormCell> {
        let grid = self.cells().tables.get(table)?;
        let column = Some(column.index()).filter(|c| *c < grid.columns)?;
        let at = row.index() * grid.columns + column;
        self.at((*grid.ids.get(at)?)?)
    }

    /// What people call a cell.
    pub fn name(&self, cell: FormCell) -> CellName {
        self.named(cell.table, cell.column, |s| {
            Some(&s.rows.get(cell.row)?.name)
        })
    }

    /// What people call a cell of the row that stands for a group of rows.
    pub fn group_name(&self, table: TableId, group: GroupId, column: ColumnId) -> CellName {
        self.named(table, column, |s| Some(&s.row_groups.get(group)?.label))
    }

    fn named(
        &self,
        table: TableId,
        column: ColumnId,
        row: impl FnOnce(&TableSpec) -> Option<&String>,
    ) -> CellName {
        let spec = self.tables.get(table);
        let column = spec.and_then(|s| s.columns.get(column));
        CellName {
            table: spec.map_or_else(String::new, |s| s.title.clone()),
            row: spec.and_then(row).cloned().unwrap_or_default(),
            column: column.map_or_else(String::new, |c| c.label.clone()),
        }
    }

    /// The cell of a number; `None` for one of another form.
    pub fn at(&self, cell: CellId) -> Option<FormCell> {
        self.cells().all.get(cell).copied()
    }
}

impl Report<'_> {
    /// What stands in a cell of the form; `None` where its row was not read.
    pub fn fact(&self, table: TableId, row: RowId, column: ColumnId) -> Option<&Fact> {
        let value = self.form.tables.get(table)?.value(row, column)?;
        self.tables.get(table)?.rows.get(row)?.cells.get(value)
    }

    /// The same by the cell's number.
    pub fn at(&self, cell: FormCell) -> Option<&Fact> {
        self.fact(cell.table, cell.row, cell.column)
    }

    /// Puts a number into a cell that was read; false where it was not.
    pub fn set(&mut self, cell: FormCell, value: Number) -> bool {
        let FormCell {
            table, row, column, ..
        } = cell;
        let spec = self.form.tables.get(table);
        let nth = spec.and_then(|spec| spec.value(row, column));
        let rows = self.tables.get_mut(table).map(|t| &mut t.rows);
        let cells = rows.and_then(|r| r.get_mut(row)).map(|r| &mut r.cells);
        let fact = cells.zip(nth).and_then(|(cells, nth)| cells.get_mut(nth));
        let Some(fact) = fact else {
            return false;
        };
        fact.fill(value);
        if let Some(whole) = self.wholes.get_mut(cell.id).filter(|w| w.is_some()) {
            *whole = fact.whole();
        }
        true
    }

    /// The number in a cell, where it is whole and the row is read by itself: a sum of such cells needs nothing else.
    pub fn whole(&self, cell: CellId) -> Option<i64> {
        *self.wholes.get(cell)?
    }
}

/// The whole numbers in the cells of a form; none in tables where a row stands in the place of others.
pub(super) fn wholes(
    form: &Form,
    tables: &IdVec<TableId, TableFacts>,
) -> IdVec<CellId, Option<i64>> {
    let all = form.cells().iter().map(|cell| {
        let table = tables.get(cell.table)?;
        let spec = form.tables.get(cell.table)?;
        let row = table.rows.get(cell.row)?;
        let own = table.span.is_some() && table.groups.iter().all(Option::is_none);
        let read = own && row.state == RowState::Read;
        let value = spec.value(cell.row, cell.column)?;
        row.cells.get(value).filter(|_| read)?.whole()
    });
    all.collect()
}
