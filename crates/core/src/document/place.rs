//! Where something stands, as a person finds it: a line, a paragraph, a cell of a table.

use super::{BlockKind, Cell, Document, SheetCell, Table};
use crate::text::{Position, Span};

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page, counted from 1; `None` where the format has no pages.
    pub page: Option<usize>,
    /// Where on it.
    pub spot: Spot,
}

/// What a reader counts to find a place. All counts begin with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A line of a text file.
    Line(Position),
    /// A paragraph or heading, counted through the whole document without those in tables.
    Paragraph(usize),
    /// A cell.
    Cell {
        /// Which table of the document.
        table: usize,
        /// Which row of it.
        row: usize,
        /// Which column of the grid, or which cell of the row where no grid is known.
        column: usize,
    },
    /// A cell of a workbook.
    Sheet(SheetCell),
}

impl Document {
    /// Where a byte of the text stands.
    pub fn locate(&self, offset: u32) -> Place {
        let page = self.pages.partition_point(|start| *start <= offset);
        let spot = match self.format.is_text() {
            true => Spot::Line(self.position(offset)),
            false => self.spot(offset),
        };
        Place {
            page: (!self.pages.is_empty()).then_some(page.max(1)),
            spot,
        }
    }

    /// The last paragraph or cell that begins at the byte or before it.
    fn spot(&self, offset: u32) -> Spot {
        if let Some(cell) = self.sheet_cell(offset) {
            return Spot::Sheet(cell);
        }
        let Some(here) = self.counted.here(&self.blocks, offset) else {
            return Spot::Paragraph(1);
        };
        let Some(BlockKind::Table(table)) = self.blocks.get(here.block).map(|b| &b.kind) else {
            return Spot::Paragraph(here.paragraphs);
        };
        let (row, at) = here.cell.unwrap_or_default();
        let found = table.rows.get(row).and_then(|r| r.cells.get(at));
        let extent = found.filter(|_| here.cell.is_some()).and_then(|c| c.extent);
        Spot::Cell {
            table: here.tables,
            row: row + 1,
            column: extent.map_or(at, |e| e.column as usize) + 1,
        }
    }

    /// The paragraph or heading that begins at a byte or is the last one before it; `None` where that is a table.
    pub fn paragraph_at(&self, offset: u32) -> Option<Span> {
        let here = self.counted.here(&self.blocks, offset)?;
        let block = self.blocks.get(here.block)?;
        match block.kind {
            BlockKind::Heading(_) | BlockKind::Paragraph => Some(block.span),
            BlockKind::Table(_) | BlockKind::Other => None,
        }
    }

    /// How many tables begin at a byte or before it.
    pub fn tables_up_to(&self, offset: u32) -> usize {
        let here = self.counted.here(&self.blocks, offset);
        here.map_or(0, |here| here.tables)
    }

    /// The cell of the last block that begins at a byte or before it, where that is a table: the table, the index of the
    /// row, and the last cell that begins at the byte or before it.
    pub fn cell_at(&self, offset: u32) -> Option<(&Table, usize, &Cell)> {
        let (block, cell) = self.counted.block(&self.blocks, offset)?;
        let BlockKind::Table(table) = &self.blocks.get(block)?.kind else {
            return None;
        };
        let (row, at) = cell?;
        let found = table.rows.get(row)?.cells.get(at)?;
        Some((table, row, found))
    }
}
