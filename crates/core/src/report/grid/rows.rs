//! The rows of a grid: those that the form prescribes, and those that it does not.

use super::FreeRow;
use super::cells::{Cells, Filled, counts};
use super::columns::{Side, sides};
use super::find::{Captioned, blocks};
use super::heads::{Columns, From, covering, head_unit, mapped, years};
use super::keyed::{self, Coded, Codes};
use super::levels;
use super::spec::{ColumnUnit, FreeSpec, GridSpec};
use super::unread::{self, Fate};
use crate::document::Document;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::fact::Fact;
use crate::report::form::{Axis, TableSpec};
use crate::report::ids::ColumnId;
use crate::report::table::{RowFacts, RowState, TableFacts};
use crate::text::{IdVec, Span};
use std::sync::Arc;

/// A longer label is a remark, in characters.
const LONGEST: usize = 40;

/// Reads a table from its grids.
pub(super) fn facts(
    document: &Document,
    spec: &TableSpec,
    grid: &GridSpec,
    (captioned, year): (&Captioned<'_>, Option<i32>),
) -> TableFacts {
    let cells = Cells::new(document, captioned, (spec, grid));
    let levels = grid.free.iter().flat_map(|f| &f.levels);
    let digits: Vec<usize> = levels.map(|l| l.digits).filter(|d| *d > 0).collect();
    let key = grid.free.as_ref().map_or(&[][..], |f| &f.key);
    let keyed = keyed::columns(&cells, key);
    let all = sides(&cells, &digits, &keyed.concat());
    let own = all
        .iter()
        .enumerate()
        .filter(|(at, _)| grid.side == 0 || grid.side == at + 1);
    let mut reader = Reader {
        spec,
        grid,
        powers: IdVec::default(),
        later: Vec::new(),
        any: is_any(&cells, spec, grid),
        year,
        found: TableFacts {
            rows: spec.rows.iter().map(|_| RowFacts::default()).collect(),
            groups: vec![None; spec.row_groups.len()].into(),
            blocks: blocks(captioned),
            span: Some(captioned.span),
            ..TableFacts::default()
        },
    };
    let scaled = captioned.unit.zip(grid.unit);
    let power = scaled.map_or(0, |(printed, wanted)| {
        i64::from(printed) - i64::from(wanted)
    });
    let columns = |side: &Side| mapped(&cells, spec, (&side.values, &grid.skip), year);
    let own: Vec<(&Side, Option<Columns>)> = own.map(|(_, side)| (side, columns(side))).collect();
    for (at, (side, columns)) in own.iter().enumerate() {
        let later = own.iter().skip(at + 1).filter_map(|(_, c)| c.as_ref());
        reader.later = later.flatten().copied().collect();
        let mut codes = Codes::new(&cells, grid, side, &keyed);
        reader.powers = powers(&cells, (spec, grid), captioned.unit, columns.as_ref());
        for row in cells.rows.iter().skip(cells.first) {
            let fate = reader.row(row, (side, &mut codes), columns.as_ref());
            let left = || {
                let read = (*side, columns.as_ref().map(IdVec::as_slice));
                unread::number(&cells, (row, fate), read, &grid.skip)
            };
            reader.found.unread = reader.found.unread.or_else(left);
        }
    }
    if own.is_empty() {
        reader.found.unread = unread::anywhere(&cells);
    }
    reader.found.power = power;
    reader.extent(&cells);
    if let Some(free) = &grid.free {
        levels::give(free, &mut reader.found.free);
    }
    reader.found
}

/// Whether the one row of a table may have any label.
fn is_any(cells: &Cells<'_>, spec: &TableSpec, grid: &GridSpec) -> bool {
    let [row] = spec.rows.as_slice() else {
        return false;
    };
    let keys = row.keys.iter().filter(|k| !k.is_empty());
    let keys: Vec<&String> = keys.collect();
    let mut labels = cells.rows.iter().skip(cells.first).flatten();
    let known = labels.any(|c| keys.contains(&&c.reading.key));
    row.label.is_empty() && grid.free.is_none() && !known
}

struct Reader<'s> {
    spec: &'s TableSpec,
    grid: &'s GridSpec,
    /// For each column: ten to the power of this turns what is printed into the unit that is wanted.
    powers: IdVec<ColumnId, i64>,
    /// The columns of the sides to the right.
    later: Vec<From>,
    /// The one row may have any label: the form gives it none, and the grid has none that it knows.
    any: bool,
    /// The year of the report.
    year: Option<i32>,
    found: TableFacts,
}

impl Reader<'_> {
    fn row(
        &mut self,
        row: &[Filled],
        (side, codes): (&Side, &mut Codes),
        columns: Option<&Columns>,
    ) -> Fate {
        let label = label(row, side);
        let key = label.as_ref().map_or("", |l| l.reading.key.as_str());
        if self.grid.skip.iter().any(|s| s == key) && !key.is_empty() || counts(row) {
            return Fate::Read;
        }
        if self.any && is_of_other_year(row, self.year) {
            return Fate::Read;
        }
        let named = label.as_ref().filter(|_| !key.is_empty());
        let fixed = self
            .spec
            .rows
            .iter_ids()
            .zip(&self.found.rows)
            .find(|((_, axis), facts)| {
                let known = axis.keys.iter().any(|k| k == key);
                let fits = named.is_some() || side.labels.is_empty();
                facts.state == RowState::Absent && (known && fits || self.any)
            });
        let facts = |columns: &Columns, wanted: &mut dyn Iterator<Item = ColumnId>| {
            let from = |column| columns.get(column).copied().unwrap_or(From::Unknown);
            let crowded = unread::crowded(row).map(|c| From::Column(c.column));
            let moved = |from: From| match crowded {
                Some(at) if from == at || from == From::Nowhere => From::Unknown,
                _ if is_shared(row, columns.as_slice(), from) => From::Unknown,
                _ => self.beside(row, (side, label.as_ref()), from),
            };
            let power = |column| self.powers.get(column).copied().unwrap_or(0);
            let one = |column| {
                let moved = moved(from(column));
                self.fact(row, (moved, power(column)), label.as_ref())
            };
            wanted.map(one).collect::<Vec<Fact>>()
        };
        if let Some(((at, _), _)) = fixed {
            let width = self.spec.width(at);
            let mut own = self.spec.columns_of(at);
            let read = columns.map(|c| facts(c, &mut own));
            let state = match &read {
                Some(_) => RowState::Read,
                None => RowState::Short(side.values.len().min(width.saturating_sub(1))),
            };
            let row = RowFacts {
                label: label.as_ref().map(|l| l.span),
                reading: label.as_ref().map(|l| Arc::clone(&l.reading)),
                cells: read.unwrap_or_default().into(),
                state,
            };
            let fate = match row.state {
                RowState::Read => Fate::Read,
                _ => Fate::Unread,
            };
            if let Some(slot) = self.found.rows.get_mut(at) {
                *slot = row;
            }
            return fate;
        }
        let Some(label) = label.as_ref().filter(|_| self.grid.free.is_some()) else {
            return Fate::Unread;
        };
        let Coded {
            code,
            unit,
            is_total,
        } = codes.of(row);
        let prose = label.reading.folded.chars().nth(LONGEST).is_some();
        let coded = self.grid.free.iter().any(FreeSpec::is_coded);
        if coded && is_total {
            return Fate::Read;
        }
        let (Some(columns), false) = (columns, prose || (coded && code.is_empty())) else {
            return Fate::Unread;
        };
        let row = FreeRow {
            at: self.found.free.len(),
            cells: facts(columns, &mut self.spec.columns.ids()).into(),
            code,
            unit,
            level: None,
            parent: None,
            reading: Arc::clone(&label.reading),
            span: label.span,
        };
        self.found.free.push(row);
        Fate::Read
    }

    /// Where the one value of a label stands that takes the place of a code: in a column to the right, where its own
    /// holds none and no other label stands between.
    fn beside(&self, row: &[Filled], (side, label): (&Side, Option<&Filled>), from: From) -> From {
        let From::Column(own) = from else {
            return from;
        };
        let wide = label.filter(|l| side.codes.contains(&l.column) && self.spec.columns.len() == 1);
        let number = |c: &Filled| matches!(c.reading.text, CellText::Number { .. });
        let Some(label) = wide.filter(|_| !covering(row, own).is_some_and(number)) else {
            return from;
        };
        let mut behind = row.iter().filter(|c| c.column > label.column);
        let next = behind.find(|c| c.reading.text != CellText::Blank);
        let next = next.filter(|c| number(c) && self.later.contains(&From::Column(c.column)));
        next.map_or(from, |c| From::Column(c.column))
    }

    /// What stands in a column of a row.
    fn fact(&self, row: &[Filled], (from, power): (From, i64), label: Option<&Filled>) -> Fact {
        let cell = match from {
            From::Column(c) => covering(row, c),
            From::Nowhere | From::Unknown => None,
        };
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
            text @ CellText::Blank if from == From::Nowhere => *text = CellText::Nothing,
            text @ CellText::Blank if self.grid.blank_is_zero && from != From::Unknown => {
                *text = CellText::Nothing;
            }
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
    columns: Option<&Columns>,
) -> IdVec<ColumnId, i64> {
    let columns = columns.map(IdVec::as_slice).unwrap_or_default();
    let one = |(axis, from): (&Axis, &From)| {
        let wanted = match axis.unit {
            Some(ColumnUnit::Other) => None,
            Some(ColumnUnit::Money(power)) => Some(power),
            None => grid.unit,
        };
        let stated_by_head = match from {
            From::Column(at) => head_unit(cells, *at),
            From::Nowhere | From::Unknown => None,
        };
        let printed = stated_by_head.or(stated);
        let scaled = printed.zip(wanted);
        scaled.map_or(0, |(printed, wanted)| {
            i64::from(printed) - i64::from(wanted)
        })
    };
    spec.columns.iter().zip(columns).map(one).collect()
}

/// Whether one number of a row stands over several columns that are read: of which it is is not known.
fn is_shared(row: &[Filled], columns: &[From], from: From) -> bool {
    let cell = match from {
        From::Column(at) => covering(row, at),
        From::Nowhere | From::Unknown => None,
    };
    let wide = cell.filter(|c| c.columns > 1 && matches!(c.reading.text, CellText::Number { .. }));
    wide.is_some_and(|cell| {
        let reach = cell.column..cell.column + cell.columns;
        let inside = |c: &&From| matches!(c, From::Column(at) if reach.contains(at));
        columns.iter().filter(inside).count() > 1
    })
}

/// Whether a row begins with a year that is not that of the report. Like a column of another year it is passed over.
fn is_of_other_year(row: &[Filled], year: Option<i32>) -> bool {
    let first = row.iter().find(|c| c.reading.text != CellText::Blank);
    let named = first.and_then(|c| years(&c.reading.folded).next());
    year.zip(named).is_some_and(|(due, named)| due != named)
}

/// The label of a row on a side: the last text in front of its values. A merged one may begin further left, over the numbers
/// of the rows; one over all values is a remark.
fn label(row: &[Filled], side: &Side) -> Option<Filled> {
    let ahead = side.codes.iter().chain(&side.labels);
    let begins = |c: usize, cell: &Filled| {
        let end = cell.column + cell.columns;
        cell.column == c || side.values.iter().any(|v| *v >= end)
    };
    let mut cells = ahead.filter_map(|c| covering(row, *c).filter(|cell| begins(*c, cell)));
    cells
        .rfind(|c| matches!(c.reading.text, CellText::Text | CellText::Nothing))
        .cloned()
}
