//! The tables of a report as they were read, as plain data that outlives the document: what a workbook lists, a page
//! draws and an editor asks about places.

use super::CellName;
use crate::text::{IdVec, Number, Span, id};

id! {
    /// A column of a table that was read.
    ReadColumnId
}

/// A table of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// Its id in the form.
    pub id: String,
    /// Its title.
    pub title: String,
    /// From its first label to its last value; `None` where it was not found.
    pub span: Option<Span>,
    /// Its columns.
    pub columns: IdVec<ReadColumnId, Axis>,
    /// One entry for each row of the form.
    pub rows: Vec<ReadRow>,
}

/// What the form calls a row or a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Its id in the form.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its label.
    pub label: String,
}

/// A row of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRow {
    /// What the form calls it.
    pub axis: Axis,
    /// Where its label stands in the text.
    pub label: Option<Span>,
    /// How it was read.
    pub state: RowState,
    /// The values that were found, in order.
    pub cells: Vec<ReadCell>,
}

/// How a row was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowState {
    /// Not found.
    #[default]
    Absent,
    /// Every value has its cell.
    Read,
    /// Fewer values than columns: which is which cannot be determined.
    Short,
    /// More values than columns.
    Long,
}

/// A cell of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCell {
    /// Its column in the table; `None` where it cannot be determined.
    pub column: Option<ReadColumnId>,
    /// What it holds.
    pub content: Content,
    /// Its text in one line.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing at all.
    Blank,
    /// A number.
    Number(Number),
    /// A dash, which stands for nothing.
    Dash,
    /// A word that stands for nothing.
    Nothing,
    /// Other words.
    Text,
}

/// The tables that were found, with their places.
pub fn found(tables: &[ReadTable]) -> impl Iterator<Item = (&ReadTable, Span)> {
    tables.iter().filter_map(|t| Some((t, t.span?)))
}

impl ReadTable {
    /// What the form calls the column of a cell.
    pub fn column(&self, cell: &ReadCell) -> Option<&Axis> {
        self.columns.get(cell.column?)
    }

    /// The rows of which anything was found.
    pub fn found(&self) -> impl Iterator<Item = &ReadRow> {
        let rows = self.rows.iter();
        rows.filter(|r| !r.cells.is_empty() || r.label.is_some())
    }

    /// The names of a cell of a row.
    pub fn name(&self, row: &ReadRow, cell: &ReadCell) -> CellName {
        let column = self.column(cell).filter(|_| self.columns.len() > 1);
        CellName {
            table: self.title.clone(),
            row: row.axis.name.clone(),
            column: column.map(|c| c.name.clone()).unwrap_or_default(),
        }
    }
}

impl ReadRow {
    /// The values that have a column, with it.
    pub fn placed(&self) -> impl Iterator<Item = (ReadColumnId, &ReadCell)> {
        let cells = self.cells.iter();
        cells.filter_map(|c| Some((c.column?, c)))
    }

    /// Its cells where each value has its own; none where it cannot be determined which is which.
    pub fn certain(&self) -> &[ReadCell] {
        match self.state {
            RowState::Read => &self.cells,
            _ => &[],
        }
    }

    /// From its label to its last certain value, and its label, else its first value; `None` where there is neither.
    pub fn place(&self) -> Option<(Span, Span)> {
        let cells = self.certain().iter().map(|c| c.span);
        let label = self.label.or(cells.clone().next())?;
        Some((cells.fold(label, Span::cover), label))
    }
}
