//! Which block and cell a byte stands in, found by halving: thousands of findings may ask in a document of a million
//! cells.

use super::{Block, BlockKind};
use std::sync::OnceLock;

/// What was counted once. A copy counts again, for its blocks may be others; two are never different.
#[derive(Debug, Default)]
pub struct Counted(OnceLock<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// For each block the greatest start up to it.
    starts: Vec<u32>,
    /// For each block the number of paragraphs and headings up to it, and of tables.
    numbers: Vec<(usize, usize)>,
    /// For each block the last one up to it that is read.
    last: Vec<Option<usize>>,
    /// For each block its cells in order, with the greatest start up to each.
    cells: Vec<Vec<CellAt>>,
}

#[derive(Clone, Copy, Debug)]
struct CellAt {
    start: u32,
    row: u32,
    at: u32,
}

/// The last paragraph, heading or table that begins at a byte or before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    /// Paragraphs and headings up to it.
    pub paragraphs: usize,
    /// Tables up to it.
    pub tables: usize,
    /// Its index.
    pub block: usize,
    /// In a table: the index of the row, and of the cell in the row; `None` in front of the first one.
    pub cell: Option<(usize, usize)>,
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Counted::default()
    }
}

impl PartialEq for Counted {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Counted {
    fn counts(&self, blocks: &[Block]) -> &Counts {
        self.0.get_or_init(|| Counts::of(blocks))
    }

    /// The block that is read at a byte.
    pub(super) fn here(&self, blocks: &[Block], offset: u32) -> Option<Here> {
        let counts = self.counts(blocks);
        let (block, _) = self.block(blocks, offset)?;
        let (paragraphs, tables) = counts.numbers.get(block).copied()?;
        let at = counts.last.get(block).copied()??;
        Some(Here {
            paragraphs,
            tables,
            block: at,
            cell: counts.cell(at, offset),
        })
    }

    /// The last block that begins at a byte or before it, and the cell of it, if it is a table.
    pub(super) fn block(
        &self,
        blocks: &[Block],
        offset: u32,
    ) -> Option<(usize, Option<(usize, usize)>)> {
        let counts = self.counts(blocks);
        let block = counts
            .starts
            .partition_point(|s| *s <= offset)
            .checked_sub(1)?;
        Some((block, counts.cell(block, offset)))
    }
}

impl Counts {
    /// The last cell of a block that begins at a byte or before it.
    fn cell(&self, block: usize, offset: u32) -> Option<(usize, usize)> {
        let cells = self.cells.get(block)?;
        let at = cells
            .partition_point(|c| c.start <= offset)
            .checked_sub(1)?;
        cells.get(at).map(|c| (c.row as usize, c.at as usize))
    }

    fn of(blocks: &[Block]) -> Self {
        let mut counts = Counts::default();
        let (mut greatest, mut paragraphs, mut tables) = (0, 0, 0);
        let mut read = None;
        for (nth, block) in blocks.iter().enumerate() {
            greatest = block.span.start.max(greatest);
            let mut cells = Vec::new();
            match &block.kind {
                BlockKind::Heading(_) | BlockKind::Paragraph => paragraphs += 1,
                BlockKind::Table(table) => {
                    tables += 1;
                    let mut last = 0;
                    for (row, all) in table.rows.iter().enumerate() {
                        for (at, cell) in all.cells.iter().enumerate() {
                            last = cell.span.start.max(last);
                            let (row, at) = (row as u32, at as u32);
                            cells.push(CellAt {
                                start: last,
                                row,
                                at,
                            });
                        }
                    }
                }
                BlockKind::Other => {}
            }
            if block.kind != BlockKind::Other {
                read = Some(nth);
            }
            counts.last.push(read);
            counts.starts.push(greatest);
            counts.numbers.push((paragraphs, tables));
            counts.cells.push(cells);
        }
        counts
    }
}
