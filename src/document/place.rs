//! Where something stands, as a person finds it: a line, a paragraph, a cell of a table.

use super::{BlockKind, Document};
use crate::text::Position;

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
        let (mut paragraphs, mut tables) = (0, 0);
        let mut spot = Spot::Paragraph(1);
        for block in self.blocks.iter().take_while(|b| b.span.start <= offset) {
            match &block.kind {
                BlockKind::Heading(_) | BlockKind::Paragraph => {
                    paragraphs += 1;
                    spot = Spot::Paragraph(paragraphs);
                }
                BlockKind::Table(table) => {
                    tables += 1;
                    let rows = table.rows.iter().enumerate();
                    let cells =
                        rows.flat_map(|(r, row)| row.cells.iter().enumerate().map(move |c| (r, c)));
                    let last = cells
                        .take_while(|(_, (_, c))| c.span.start <= offset)
                        .last();
                    let (row, column) = last.map_or((0, 0), |(r, (at, cell))| {
                        (r, cell.extent.map_or(at, |e| e.column as usize))
                    });
                    spot = Spot::Cell {
                        table: tables,
                        row: row + 1,
                        column: column + 1,
                    };
                }
                BlockKind::Other => {}
            }
        }
        spot
    }
}
