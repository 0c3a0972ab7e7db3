//! The cells of a form in one numbering: table by table, row by row, column by column. What rules say about cells and what a
//! report shows of them are lists over it.

use super::form::{Form, TableSpec};
use crate::text::{IdVec, id};

id! {
    /// A cell of a form.
    CellId
}

/// A cell with its place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormCell {
    /// Its number.
    pub id: CellId,
    /// Index of the table.
    pub table: usize,
    /// Index of the row.
    pub row: usize,
    /// Index of the column.
    pub column: usize,
}

/// The numbering of a form's cells. A row has no cell in a column that it lacks.
#[derive(Clone, Debug, Default)]
pub struct FormCells {
    all: IdVec<CellId, FormCell>,
    tables: Vec<Grid>,
}

/// The cells of a table, row after row.
#[derive(Clone, Debug, Default)]
struct Grid {
    columns: usize,
    ids: Vec<Option<CellId>>,
}

impl FormCells {
    fn new(tables: &[TableSpec]) -> Self {
        let mut cells = FormCells::default();
        for (table, spec) in tables.iter().enumerate() {
            let mut grid = Grid {
                columns: spec.columns.len(),
                ids: Vec::with_capacity(spec.rows.len() * spec.columns.len()),
            };
            for row in 0..spec.rows.len() {
                for column in 0..spec.columns.len() {
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
    pub fn cell(&self, table: usize, row: usize, column: usize) -> Option<FormCell> {
        let grid = self.cells().tables.get(table)?;
        let at = (column < grid.columns).then_some(row * grid.columns + column)?;
        self.at((*grid.ids.get(at)?)?)
    }

    /// The cell of a number; `None` for one of another form.
    pub fn at(&self, cell: CellId) -> Option<FormCell> {
        self.cells().all.get(cell).copied()
    }
}
