//! The rows of a grid: those that the form prescribes, and those that it does not.

use super::FreeRow;
use super::cells::{Cells, Filled, counts};
use super::columns::{Side, sides};
use super::find::{Captioned, blocks};
use super::heads::{covering, head_unit, mapped};
use super::spec::{ColumnUnit, FreeSpec, GridSpec};
use crate::document::Document;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::fact::Fact;
use crate::report::form::{Axis, TableSpec};
use crate::report::table::{RowFacts, RowState, TableFacts};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// A longer label is a remark, in characters.
const LONGEST: usize = 40;

/// Reads a table from its grids.
pub(super) fn facts(
    document: &Document,
    spec: &TableSpec,
    grid: &GridSpec,
    captioned: &Captioned<'_>,
) -> TableFacts {
    let cells = Cells::new(document, captioned, &grid.skip);
    let levels = grid.free.iter().flat_map(|f| &f.levels);
    let digits: Vec<usize> = levels.map(|l| l.digits).filter(|d| *d > 0).collect();
    let all = sides(&cells, &digits);
    let own = all
        .iter()
        .enumerate()
        .filter(|(at, _)| grid.side == 0 || grid.side == at + 1);
    let mut reader = Reader {
        spec,
        grid,
        powers: Vec::new(),
        found: TableFacts {
            rows: spec.rows.iter().map(|_| RowFacts::default()).collect(),
            groups: vec![None; spec.row_groups.len()],
            blocks: blocks(captioned),
            span: Some(captioned.span),
            ..TableFacts::default()
        },
    };
    let own: Vec<(&Side, Option<Vec<usize>>)> = own
        .map(|(_, side)| (side, mapped(&cells, spec, &side.values, &grid.skip)))
        .collect();
    for (side, columns) in own {
        reader.powers = powers(&cells, (spec, grid), captioned.unit, columns.as_deref());
        for row in cells.rows.iter().skip(cells.first) {
            reader.row(row, side, columns.as_deref());
        }
    }
    reader.extent(&cells);
    if let Some(free) = &grid.free {
        parents(free, &mut reader.found.free);
    }
    reader.found
}

struct Reader<'s> {
    spec: &'s TableSpec,
    grid: &'s GridSpec,
    /// For each column: ten to the power of this turns what is printed into the unit that is wanted.
    powers: Vec<i64>,
    found: TableFacts,
}

impl Reader<'_> {
    fn row(&mut self, row: &[Filled], side: &Side, columns: Option<&[usize]>) {
        let label = label(row, side);
        let key = label.as_ref().map_or("", |l| l.reading.key.as_str());
        if self.grid.skip.iter().any(|s| s == key) && !key.is_empty() || counts(row) {
            return;
        }
        let named = label.as_ref().filter(|_| !key.is_empty());
        let fixed = self
            .spec
            .rows
            .iter()
            .zip(&self.found.rows)
            .position(|(axis, facts)| {
                let known = axis.keys.iter().any(|k| k == key);
                known
                    && facts.state == RowState::Absent
                    && (named.is_some() || side.labels.is_empty())
            });
        let facts = |columns: &[usize], wanted: &mut dyn Iterator<Item = usize>| -> Vec<Fact> {
            let all = wanted.map(|at| {
                let power = self.powers.get(at).copied().unwrap_or(0);
                self.fact(row, (columns.get(at).copied(), power), label.as_ref())
            });
            all.collect()
        };
        if let Some(at) = fixed {
            let width = self.spec.width(at);
            let mut own = (0..width).filter_map(|nth| self.spec.column(at, nth));
            let read = columns.map(|c| facts(c, &mut own));
            let state = match &read {
                Some(_) => RowState::Read,
                None => RowState::Short(side.values.len().min(width.saturating_sub(1))),
            };
            let row = RowFacts {
                label: label.as_ref().map(|l| l.span),
                reading: label.as_ref().map(|l| Arc::clone(&l.reading)),
                cells: read.unwrap_or_default(),
                state,
            };
            if let Some(slot) = self.found.rows.get_mut(at) {
                *slot = row;
            }
            return;
        }
        let Some(label) = label.as_ref().filter(|_| self.grid.free.is_some()) else {
            return;
        };
        let code = code(row, side);
        let prose = label.reading.folded.chars().nth(LONGEST).is_some();
        let without = code.is_empty() && self.grid.free.iter().any(FreeSpec::is_coded);
        let (Some(columns), false) = (columns, prose || without) else {
            return;
        };
        let row = FreeRow {
            at: self.found.free.len(),
            cells: facts(columns, &mut (0..self.spec.columns.len())),
            code,
            level: None,
            parent: None,
            reading: Arc::clone(&label.reading),
            span: label.span,
        };
        self.found.free.push(row);
    }

    /// What stands in a column of a row.
    fn fact(
        &self,
        row: &[Filled],
        (column, power): (Option<usize>, i64),
        label: Option<&Filled>,
    ) -> Fact {
        let cell = column.and_then(|c| covering(row, c));
        let mut fact = match (cell, label) {
            (Some(cell), _) => Fact::new(&cell.reading, cell.span),
            (None, Some(label)) => {
                let end = label.span.end as usize;
                Fact::new(&CellReading::known(""), Span::new(end, end))
            }
            (None, None) => Fact::new(&CellReading::known(""), Span::at(0)),
        };
        match &mut fact.text {
            CellText::Number { value, .. } if power != 0 => {
                *value = value.shifted(power).unwrap_or(*value);
            }
            text @ CellText::Blank if self.grid.blank_is_zero => *text = CellText::Nothing,
            _ => {}
        }
        fact
    }

    /// Where the table ends, and its labels.
    fn extent(&mut self, cells: &Cells<'_>) {
        let all = cells.rows.iter().flatten();
        let last = all.clone().map(|c| c.span).rfind(|s| !s.is_empty());
        self.found.span = self.found.span.map(|s| last.map_or(s, |l| s.cover(l)));
        let texts = all.filter(|c| !c.reading.key.is_empty());
        self.found.labels = texts
            .map(|c| (Arc::clone(&c.reading.label), c.span))
            .collect();
    }
}

/// For each column of the form, what turns its numbers into the unit that is wanted. The head of a column may state a unit of
/// its own.
fn powers(
    cells: &Cells<'_>,
    (spec, grid): (&TableSpec, &GridSpec),
    stated: Option<u32>,
    columns: Option<&[usize]>,
) -> Vec<i64> {
    let columns = columns.unwrap_or_default();
    let one = |(axis, at): (&Axis, &usize)| {
        let wanted = match axis.unit {
            Some(ColumnUnit::Other) => None,
            Some(ColumnUnit::Money(power)) => Some(power),
            None => grid.unit,
        };
        let printed = head_unit(cells, *at).or(stated);
        let scaled = printed.zip(wanted);
        scaled.map_or(0, |(printed, wanted)| {
            i64::from(printed) - i64::from(wanted)
        })
    };
    spec.columns.iter().zip(columns).map(one).collect()
}

/// The label of a row on a side: the last text in front of its values.
fn label(row: &[Filled], side: &Side) -> Option<Filled> {
    let ahead = side.codes.iter().chain(&side.labels);
    let mut cells = ahead.filter_map(|c| row.iter().find(|cell| cell.column == *c));
    cells
        .rfind(|c| matches!(c.reading.text, CellText::Text | CellText::Nothing))
        .cloned()
}

/// The code of a row on a side, its parts joined.
fn code(row: &[Filled], side: &Side) -> String {
    let cells = side
        .codes
        .iter()
        .filter_map(|c| row.iter().find(|cell| cell.column == *c));
    let parts = cells.map(|c| c.reading.folded.as_str());
    let parts = parts.filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
    parts.collect()
}

/// Gives each row its level and the row that it is a part of: the one with the longest code that begins its own.
fn parents(free: &FreeSpec, rows: &mut [FreeRow]) {
    if !free.is_coded() {
        return under(free, rows);
    }
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in rows.iter_mut() {
        row.level = free.level(&row.code);
        let shorter = free
            .levels
            .iter()
            .rev()
            .filter(|l| l.digits < row.code.len());
        row.parent = shorter
            .filter_map(|l| row.code.get(..l.digits))
            .find_map(|begin| known.get(begin).copied());
        if row.level.is_some() {
            known.insert(row.code.clone(), row.at);
        }
    }
}

/// The same where names tell the level: the nearest row above of a higher one. A row of no level is the lowest.
fn under(free: &FreeSpec, rows: &mut [FreeRow]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for row in rows.iter_mut() {
        row.level = free.level_of_name(row.name());
        let own = row.level.unwrap_or(free.levels.len());
        open.retain(|(level, _)| *level < own);
        row.parent = open.last().map(|(_, at)| *at);
        if row.level.is_some() {
            open.push((own, row.at));
        }
    }
}
