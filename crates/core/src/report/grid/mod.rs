//! Tables that are found by their captions: grids whose rows no form prescribes, with codes or names; several sides in one
//! grid; grids that go on over pages.

mod blanks;
mod cells;
mod columns;
mod find;
mod heads;
mod keyed;
mod levels;
mod rows;
pub(super) mod spec;
mod unread;

pub(super) use blanks::laid;

use super::cell_reading::CellReading;
use super::fact::Fact;
use super::form::Form;
use super::ids::ColumnId;
use super::table::TableFacts;
use crate::document::{Block, Document};
use crate::text::{IdVec, Span};
use std::sync::Arc;

/// A row that no form prescribes.
#[derive(Clone, Debug)]
pub struct FreeRow {
    /// Its place among them.
    pub at: usize,
    /// Its code; empty where it has none.
    pub code: String,
    /// How often what stands in front of the code has changed above it: the unit that the code is of.
    pub unit: usize,
    /// The level of the code.
    pub level: Option<usize>,
    /// The row that it is a part of.
    pub parent: Option<usize>,
    /// What its label is.
    pub(super) reading: Arc<CellReading>,
    /// Where its label stands.
    pub span: Span,
    /// One fact for each column of the table.
    pub cells: IdVec<ColumnId, Fact>,
}

impl FreeRow {
    /// Its folded name.
    pub fn name(&self) -> &str {
        &self.reading.folded
    }

    /// The key of its name.
    pub fn key(&self) -> &str {
        &self.reading.key
    }

    /// How rules and messages call it: its code, else its name.
    pub fn id(&self) -> &str {
        match self.code.is_empty() {
            true => self.name(),
            false => &self.code,
        }
    }
}

/// The tables of a form that are found by their captions; `None` for the others.
pub(super) fn read(
    form: &Form,
    document: &Document,
    blocks: &[Block],
    year: Option<i32>,
) -> Vec<Option<TableFacts>> {
    let specs: Vec<_> = form.tables.iter().filter(|t| t.grid.is_some()).collect();
    let mut found = match specs.is_empty() {
        true => Vec::new(),
        false => find::captioned(document, blocks, &specs),
    }
    .into_iter();
    let tables = form.tables.iter().map(|spec| {
        let grid = spec.grid.as_deref()?;
        let found = found.next();
        let taken = found.as_ref().and_then(|f| f.taken);
        let all = found.map(|f| f.tables).unwrap_or_default();
        let mut all = all
            .iter()
            .map(|c| rows::facts(document, spec, grid, (c, year)));
        let facts = all.next().map(|mut first| {
            first.further = all.collect();
            first
        });
        Some(facts.unwrap_or_else(|| {
            TableFacts {
                rows: spec
                    .rows
                    .iter()
                    .map(|_| super::table::RowFacts::default())
                    .collect(),
                groups: vec![None; spec.row_groups.len()].into(),
                taken,
                ..TableFacts::default()
            }
        }))
    });
    tables.collect()
}
