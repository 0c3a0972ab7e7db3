//! Tables as they stand in a document.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A table. A merged cell stands once, in the row where it begins.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// What the text marks.
    pub marks: Marks,
}

/// Which borders a text shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marks {
    /// Where rows and where cells begin.
    #[default]
    Rows,
    /// Where cells begin; the rows run into each other.
    Cells,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Cells from left to right, empty ones included.
    pub cells: Vec<Cell>,
}

/// A cell. Its text may run over several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text without white space around it; empty, at the place where text would stand, for a blank cell.
    pub span: Span,
    /// Its place in the grid; `None` where a text shows only where cells begin.
    pub extent: Option<Extent>,
}

/// The part of a grid that a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Its first column, counted from 0.
    pub column: u32,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
}

impl Cell {
    /// A cell whose place in the grid is not given.
    pub fn new(span: Span) -> Self {
        Cell { span, extent: None }
    }
}

impl Table {
    /// All cells in reading order, each with the index of its row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Cell)> + '_ {
        self.rows
            .iter()
            .enumerate()
            .flat_map(|(at, row)| row.cells.iter().map(move |cell| (at, *cell)))
    }
}
