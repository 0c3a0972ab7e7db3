//! A table of one line given as several: under the names of one or more of its rows, or a row for each column.

use super::fact::Fact;
use super::form::TableSpec;
use super::ids::{ColumnId, RowId, ValueId};
use super::source_cells::{SourceCell, Unit};
use super::table::{Around, RowFacts, RowState, Rows, TableFacts, trim};
use super::widths::is_head;
use crate::grammar::CellText;
use crate::text::{Id, IdVec, Span, label_key};
use std::ops::Range;

/// Reads it where each row, or each column, is there once with all its values, under its own name.
pub(super) fn read(
    spec: &TableSpec,
    cells: &[SourceCell],
    units: &[Unit],
    headings: &[SourceCell],
) -> Option<TableFacts> {
    let parts = Parts {
        spec,
        cells,
        units,
        headings,
    };
    parts.by_rows().or_else(|| parts.by_columns())
}

struct Parts<'p> {
    spec: &'p TableSpec,
    cells: &'p [SourceCell],
    units: &'p [Unit],
    headings: &'p [SourceCell],
}

impl<'p> Parts<'p> {
    /// A unit of so many values for each row, under the names of the rows.
    fn by_rows(&self) -> Option<TableFacts> {
        let mut found: IdVec<RowId, Option<RowFacts>> = vec![None; self.spec.rows.len()].into();
        let width = self.spec.columns.len();
        let mut before = 0;
        for unit in self.units {
            let mut counts = 1..=self.spec.rows.len();
            let values = counts.find_map(|rows| self.values(unit, rows * width));
            let Some(values) = values else { continue };
            let title = self.title(before..unit.values.start);
            before = unit.values.end;
            let values: Vec<&[SourceCell]> = values.chunks(width.max(1)).collect();
            let Some(rows) = self.named(&title, values.len()) else {
                continue;
            };
            if !self.in_order(&title) {
                return None;
            }
            for ((row, label), values) in rows.into_iter().zip(values) {
                let slot = found.get_mut(row)?;
                // twice the same row: which one counts cannot be determined
                if slot.is_some() {
                    return None;
                }
                *slot = Some(filled(label, values.iter().map(Fact::of).collect()));
            }
        }
        let rows: Option<Rows> = found.into_iter().collect();
        Some(TableFacts {
            rows: rows?,
            ..TableFacts::default()
        })
    }

    /// A row for each column, with a value for each row of the form under its name.
    fn by_columns(&self) -> Option<TableFacts> {
        let (height, width) = (self.spec.rows.len(), self.spec.columns.len());
        let mut found: IdVec<ColumnId, Option<&[SourceCell]>> = vec![None; width].into();
        let mut first = None;
        for unit in self.units {
            let key = slice(self.cells, &unit.labels).last().map(|p| &p.key);
            let columns = &self.spec.columns;
            let column = key.and_then(|k| columns.position(|c| c.keys.contains(k)));
            let (Some(column), Some(values)) = (column, self.values(unit, height)) else {
                continue;
            };
            let slot = found.get_mut(column)?;
            if slot.is_some() {
                return None;
            }
            first = first.or(Some(unit.labels.start));
            *slot = Some(values);
        }
        let found: Option<Vec<&[SourceCell]>> = found.into_iter().collect();
        let (found, first) = (found?, first?);
        let title = self.title(0..first + 1);
        // the names of the rows must stand above, in the order of the form
        let names: Vec<(RowId, Span)> = title.iter().rev().filter_map(|p| self.one(p)).collect();
        let names = names.get(names.len().checked_sub(height)?..)?;
        if !names.iter().map(|(row, _)| *row).eq(self.spec.rows.ids()) {
            return None;
        }
        let rows = names.iter().map(|(row, span)| {
            let cells = found.iter().filter_map(|column| column.get(row.index()));
            filled(*span, cells.map(Fact::of).collect())
        });
        Some(TableFacts {
            rows: rows.collect(),
            ..TableFacts::default()
        })
    }

    /// The values of a unit, if there are so many and they are no head.
    fn values(&self, unit: &Unit, width: usize) -> Option<&'p [SourceCell]> {
        let values = trim(self.cells.get(unit.values.clone())?, width);
        let fits = values.len() == width && !is_head(values);
        fits.then_some(values)
    }

    /// What stands above values, the nearest first: labels and headings.
    fn title(&self, range: Range<usize>) -> Vec<&'p SourceCell> {
        let before = range.start.checked_sub(1).and_then(|at| self.cells.get(at));
        let from = before.map_or(0, |p| p.span.end);
        let to = self.cells.get(range.end).map_or(u32::MAX, |p| p.span.start);
        let labels = slice(self.cells, &range)
            .iter()
            .filter(|p| !p.key.is_empty());
        let headings = self.headings.iter();
        let headings = headings.filter(|h| from <= h.span.start && h.span.end <= to);
        let mut all: Vec<&SourceCell> = labels.chain(headings).collect();
        all.sort_by_key(|p| std::cmp::Reverse(p.span.start));
        all
    }

    /// The row that a cell names, and no other.
    fn one(&self, cell: &SourceCell) -> Option<(RowId, Span)> {
        let key = label_key(&cell.folded);
        let has = |keys: &[String]| {
            keys.iter()
                .any(|k| !k.is_empty() && key.contains(k.as_str()))
        };
        let mut rows = self.spec.rows.iter_ids().filter(|(_, r)| has(&r.keys));
        let (row, _) = rows.next()?;
        let mut groups = self.spec.row_groups.iter();
        let foreign = groups.any(|g| !g.members.contains(&row) && has(&g.keys));
        (rows.next().is_none() && !foreign).then_some((row, cell.span))
    }

    /// The rows that the nearest cells name, so many that follow each other in the form.
    fn named(&self, title: &[&SourceCell], count: usize) -> Option<Vec<(RowId, Span)>> {
        let nearest = title.iter().filter_map(|p| self.one(p)).take(count);
        let mut rows: Vec<(RowId, Span)> = nearest.collect();
        rows.reverse();
        let follow = |pair: &[(RowId, Span)]| matches!(pair, [a, b] if a.0.next() == b.0);
        (rows.len() == count && rows.windows(2).all(follow)).then_some(rows)
    }

    /// Whether the heads of columns in a title, if there are any, stand in the order of the form.
    fn in_order(&self, title: &[&SourceCell]) -> bool {
        let column = |p: &&SourceCell| self.spec.columns.position(|c| c.keys.contains(&p.key));
        let heads: Vec<ColumnId> = title.iter().rev().filter_map(column).collect();
        let last = heads.len().saturating_sub(self.spec.columns.len());
        let own = heads.get(last..).unwrap_or_default();
        own.windows(2).all(|pair| matches!(pair, [a, b] if a < b))
    }
}

fn filled(label: Span, cells: IdVec<ValueId, Fact>) -> RowFacts {
    RowFacts {
        label: Some(label),
        reading: None,
        state: RowState::Read,
        cells,
    }
}

/// Whether values stand behind the label of a row of another table.
pub(super) fn owned(
    spec: &TableSpec,
    cells: &[SourceCell],
    unit: &Unit,
    around: &Around<'_>,
) -> bool {
    let last = slice(cells, &unit.labels).last();
    let mut axes = spec.columns.iter().chain(&spec.rows);
    last.is_some_and(|p| {
        around.foreign.contains(p.key.as_str()) && !axes.any(|a| a.keys.contains(&p.key))
    })
}

/// Whether the labels straight before values are heads of the table.
pub(super) fn headed(
    spec: &TableSpec,
    cells: &[SourceCell],
    unit: &Unit,
    around: &Around<'_>,
) -> bool {
    let before = slice(cells, &(0..unit.values.start)).iter().rev();
    let mut labels = before
        .take_while(|p| !matches!(p.text, CellText::Number { .. }))
        .filter(|p| !p.key.is_empty());
    let axes = || spec.columns.iter().chain(&spec.rows);
    labels.any(|p| {
        let own = axes().any(|a| a.keys.contains(&p.key));
        own && !around.foreign.contains(p.key.as_str())
    })
}

fn slice<'p>(cells: &'p [SourceCell], range: &Range<usize>) -> &'p [SourceCell] {
    cells.get(range.clone()).unwrap_or_default()
}
