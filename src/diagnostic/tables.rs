//! The cells of a report as they were read, as plain data that outlives the document.

use crate::text::{Number, Span};

/// A table of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRead {
    /// Its title.
    pub title: String,
    /// One entry for each row of the form.
    pub rows: Vec<RowRead>,
}

/// A row of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowRead {
    /// Its label.
    pub label: String,
    /// How it was read; only a row that was read has cells.
    pub state: RowRest,
    /// Its cells, in the order of its columns.
    pub cells: Vec<CellRead>,
}

/// How a row was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowRest {
    /// Not found.
    #[default]
    Absent,
    /// Every value has its cell.
    Read,
    /// Fewer values than columns: which is which cannot be told.
    Short,
    /// More values than columns.
    Long,
}

/// A cell of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRead {
    /// Label of its column; empty in a table of one column.
    pub column: String,
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
