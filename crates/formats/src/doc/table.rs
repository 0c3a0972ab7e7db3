//! Rows with the places of their borders → a grid.

use std::collections::BTreeSet;

use super::props;
use crate::docx::model::{self, Cell, Node};

/// Borders so near to each other, in twentieths of a point, are one: 0.7 mm.
const NEAR: i16 = 40;

/// An open table.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    /// The cells of the row that is open, and what stands in its last one.
    cells: Vec<Vec<Node>>,
    cell: Vec<Node>,
}

struct Row {
    cells: Vec<Vec<Node>>,
    properties: props::Row,
    deleted: bool,
}

impl Table {
    pub(super) fn add(&mut self, node: Node) {
        self.cell.push(node);
    }

    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self, properties: props::Row, deleted: bool) {
        if !self.cell.is_empty() {
            self.end_cell();
        }
        let cells = std::mem::take(&mut self.cells);
        self.rows.push(Row {
            cells,
            properties,
            deleted,
        });
    }

    /// The table as a grid. A row that declares other cells than it has is taken as it stands.
    pub(super) fn close(mut self) -> Node {
        if !self.cell.is_empty() || !self.cells.is_empty() {
            self.end_row(props::Row::default(), false);
        }
        let all: BTreeSet<i16> = self.rows.iter().flat_map(Row::borders).collect();
        let mut borders: Vec<i16> = Vec::new();
        for border in all {
            if borders
                .last()
                .is_none_or(|b| border.saturating_sub(*b) > NEAR)
            {
                borders.push(border);
            }
        }
        // how many borders stand in front of a place
        let column = |place: i16| {
            let near = borders.partition_point(|b| *b < place.saturating_sub(NEAR));
            u32::try_from(near).unwrap_or(u32::MAX)
        };
        Node::Table(model::Table {
            columns: u32::try_from(borders.len().saturating_sub(1)).unwrap_or(u32::MAX),
            rows: self.rows.into_iter().map(|r| r.into_grid(column)).collect(),
        })
    }
}

impl Row {
    fn fits(&self) -> bool {
        self.properties.cells.len() == self.cells.len()
    }

    fn borders(&self) -> impl Iterator<Item = i16> {
        let borders = self.fits().then_some(&self.properties.borders);
        borders.into_iter().flatten().copied()
    }

    fn into_grid(self, column: impl Fn(i16) -> u32) -> model::Row {
        let fits = self.fits();
        let columns: Vec<u32> = self.properties.borders.iter().map(|b| column(*b)).collect();
        let cells = self.cells.into_iter().enumerate().map(|(at, nodes)| {
            let cell = self.properties.cells.get(at).filter(|_| fits);
            let edge = |at: usize| columns.get(at).copied().unwrap_or_default();
            Cell {
                nodes,
                span: cell.map_or(1, |_| edge(at + 1).saturating_sub(edge(at))),
                below: cell.is_some_and(|t| t.below),
                beside: cell.is_some_and(|t| t.beside),
                ..Cell::default()
            }
        });
        model::Row {
            cells: cells.collect(),
            before: columns
                .first()
                .copied()
                .filter(|_| fits)
                .unwrap_or_default(),
            deleted: self.deleted,
        }
    }
}
