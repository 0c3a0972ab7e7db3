//! Tables of a page: those that hold figures become tables, those that only lay out the page are read through.

use super::flow::{Flow, Lines, PieceKind};
use super::ink::Written;
use super::tag::Tag;
use super::tree::Node;
use gouji_core::document::{Cell, Extent, Row, Table};
use gouji_core::text::Span;
use std::ops::Range;

/// A cell with more characters than this is text, not a cell of a table of figures.
const LONGEST_CELL: u32 = 220;

/// Columns behind this one have no place of their own.
const MOST_COLUMNS: u32 = 1_000;

/// A row of the source.
#[derive(Debug, Default)]
struct Source {
    cells: Vec<(usize, Node)>,
    /// Which group of rows it belongs to.
    group: usize,
    /// It holds text or further tables.
    layout: bool,
}

impl Flow<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, at: usize, aside: bool) {
        let rows = self.rows(at, aside);
        for run in rows.chunk_by(|a, b| a.layout == b.layout) {
            let single = run.iter().all(|r| r.cells.len() < 2);
            let layout = single || run.first().is_some_and(|r| r.layout);
            match layout {
                false => self.figures(run, aside),
                true => {
                    for (cell, node) in run.iter().flat_map(|r| &r.cells) {
                        let nodes = self.tree.inside(*cell);
                        self.walk(nodes, aside || node.aside, Lines::Paragraphs);
                    }
                }
            }
        }
    }

    /// The rows of a table. What stands in it but in no cell is written at once.
    fn rows(&mut self, table: usize, aside: bool) -> Vec<Source> {
        let tree = self.tree;
        let mut rows = Vec::new();
        let mut parts = vec![(tree.inside(table), 0)];
        while let Some((nodes, group)) = parts.pop() {
            let mut loose = 0..0;
            for (at, node) in tree.children(nodes.clone()).filter(|(_, n)| !n.hidden) {
                match node.tag {
                    Tag::RowGroup => {
                        // first the rows of the group, then the rest of the table
                        parts.push((tree.end(at)..nodes.end, group));
                        parts.push((tree.inside(at), at));
                        break;
                    }
                    Tag::Row => {
                        self.loose(&mut loose, at..at, aside);
                        rows.push(self.row(at, group, aside));
                    }
                    _ => self.loose(&mut loose, at..tree.end(at), aside),
                }
            }
            self.loose(&mut loose, 0..0, aside);
        }
        rows
    }

    /// Takes nodes that stand in no cell to those before them, with which they are one text; where they do not follow them,
    /// those are written.
    fn loose(&mut self, held: &mut Range<usize>, next: Range<usize>, aside: bool) {
        if held.end == next.start && !next.is_empty() {
            held.end = next.end;
            return;
        }
        let nodes = std::mem::replace(held, next);
        if !nodes.is_empty() {
            self.walk(nodes, aside, Lines::Paragraphs);
        }
    }

    fn row(&mut self, at: usize, group: usize, aside: bool) -> Source {
        let tree = self.tree;
        let mut row = Source {
            group,
            ..Source::default()
        };
        let children = tree.children(tree.inside(at));
        let mut loose = 0..0;
        for (at, node) in children.filter(|(_, n)| !n.hidden) {
            if node.tag != Tag::Cell {
                self.loose(&mut loose, at..tree.end(at), aside);
                continue;
            }
            self.loose(&mut loose, at..at, aside);
            let nodes = tree.inside(at);
            let chars = tree.chars(&nodes);
            row.layout |= chars > LONGEST_CELL || chars > 0 && tree.holds_table(&nodes);
            row.cells.push((at, node));
        }
        self.loose(&mut loose, 0..0, aside);
        row
    }

    /// Writes rows of short cells.
    fn figures(&mut self, rows: &[Source], aside: bool) {
        let before = self.ink.text.len();
        let mut grid = Grid::default();
        let mut table = Table::default();
        let mut sum = Written {
            span: Span::at(before),
            chars: 0,
            linked: 0,
        };
        let mut node = None;
        let mut first = None;
        for ((at, source), left) in rows.iter().enumerate().zip(rows_left(rows)) {
            let mut row = Row::default();
            let mut column = 0;
            for (cell, here) in &source.cells {
                node = node.or(Some(*cell));
                self.walk(self.tree.inside(*cell), aside, Lines::Cell);
                let written = self.ink.cell();
                sum.chars += written.chars;
                sum.linked += written.linked;
                first = first.or(Some(written.span));
                sum.span = first.unwrap_or(written.span).cover(written.span);
                let extent = grid.place(at as u32, column, here, left);
                column = extent.column + extent.columns;
                row.cells.push(Cell {
                    span: written.span,
                    extent: Some(extent),
                });
            }
            table.rows.push(row);
        }
        match (sum.chars, node) {
            (1.., Some(node)) => self.piece(PieceKind::Table(table), sum, node, aside),
            _ => self.ink.rewind(before),
        }
    }
}

/// For each row: how many rows there are from it to the end of its group.
fn rows_left(rows: &[Source]) -> Vec<u32> {
    let mut left = Vec::with_capacity(rows.len());
    let mut last: Option<(usize, u32)> = None;
    for row in rows.iter().rev() {
        let here = match last {
            Some((group, below)) if group == row.group => below + 1,
            _ => 1,
        };
        last = Some((row.group, here));
        left.push(here);
    }
    left.reverse();
    left
}

/// The grid of a table while it fills.
#[derive(Debug, Default)]
struct Grid {
    /// For each column the row up to which a cell from above takes it.
    taken: Vec<u32>,
}

impl Grid {
    /// Places the next cell of a row in the first free column from `column` on.
    fn place(&mut self, row: u32, column: u32, cell: &Node, left: u32) -> Extent {
        let taken = self.taken.iter().skip(column as usize);
        let skipped = taken.take_while(|until| **until > row).count() as u32;
        let column = (column + skipped).min(MOST_COLUMNS);
        let columns = cell.a.min(MOST_COLUMNS - column).max(1);
        let rows = match cell.b {
            0 => left,
            asked => asked.min(left),
        };
        if rows > 1 && column < MOST_COLUMNS {
            let end = (column + columns) as usize;
            if self.taken.len() < end {
                self.taken.resize(end, 0);
            }
            let covered = self.taken.iter_mut().take(end).skip(column as usize);
            covered.for_each(|until| *until = row + rows);
        }
        Extent {
            column,
            columns,
            rows,
        }
    }
}
