//! The cells of a report that words name, and what they hold.

use super::names::{Labels, Named};
use super::quotes::Quote;
use super::size::{Agreement, agreement};
use super::trends::Trends;
use super::{Against, Basis};
use crate::grammar::{self, TokenKind};
use crate::report::{Axis, ColumnId, FormCell, Report, RowId, TableId, ValueId};
use crate::rule::{Addition, additions};
use crate::text::{Id, Number, fold_char};
use std::collections::BTreeMap;

/// What is known of a report's cells.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub report: &'a Report<'a>,
    pub labels: Labels,
    pub trends: Trends,
    /// The sums that its rules demand.
    additions: Vec<Addition>,
    /// Cells by their values.
    by_value: BTreeMap<(i128, i128), Vec<FormCell>>,
    /// Cells by where they stand.
    by_place: BTreeMap<u32, FormCell>,
    /// The units that labels name.
    units: Vec<String>,
}

/// How surely words name cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Surely {
    /// Row and column are named; where no column is, the total of the row is meant.
    Named,
    /// One of both is named a few words earlier.
    Earlier,
    /// Only the row or the column is named.
    Half,
}

/// Cells that words may mean: one, or several that are added.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub cells: Vec<FormCell>,
    pub surely: Surely,
}

/// What a value is distinguished by: above and below the line.
pub(super) fn value_key(value: Number) -> Option<(i128, i128)> {
    let below = value.denominator();
    Some((value.scaled(below)?, below))
}

impl<'a> Facts<'a> {
    pub fn new(against: &Against<'a>) -> Self {
        let report = against.report;
        let form = report.form;
        let mut facts = Facts {
            report,
            labels: Labels::of(form),
            trends: Trends::of(report.kind),
            additions: against
                .rules
                .iter()
                .filter(|rule| !rule.off)
                .flat_map(|rule| additions(rule, report))
                .collect(),
            by_value: BTreeMap::new(),
            by_place: BTreeMap::new(),
            units: Vec::new(),
        };
        for cell in form.cells().iter() {
            let Some(fact) = report.at(*cell) else {
                continue;
            };
            if !fact.span.is_empty() {
                facts.by_place.insert(fact.span.start, *cell);
            }
            let key = facts.value(*cell).and_then(value_key);
            if let Some(key) = key {
                facts.by_value.entry(key).or_default().push(*cell);
            }
        }
        for axis in form
            .tables
            .iter()
            .flat_map(|t| t.rows.iter().chain(&t.columns))
        {
            facts.units.extend(unit(axis).map(|(_, unit)| unit));
        }
        facts
    }

    /// What a cell holds, in single units.
    pub fn value(&self, cell: FormCell) -> Option<Number> {
        let value = self.report.at(cell)?.number()?;
        match self.unit(cell) {
            Some((factor, _)) => value.checked_mul(factor),
            None => Some(value),
        }
    }

    /// The unit that the labels of a cell name, and how many of it one is.
    fn unit(&self, cell: FormCell) -> Option<(Number, String)> {
        let spec = self.report.form.tables.get(cell.table)?;
        let column = spec.columns.get(cell.column).and_then(unit);
        column.or_else(|| spec.rows.get(cell.row).and_then(unit))
    }

    /// Whether a number of the text may count what a cell counts.
    fn fits_unit(&self, quote: &Quote, cell: FormCell) -> bool {
        match self.unit(cell) {
            Some((_, unit)) => quote.unit == unit,
            None => !self.units.contains(&quote.unit),
        }
    }

    /// What cells come to.
    pub fn sum(&self, cells: &[FormCell]) -> Option<Number> {
        let mut values = cells.iter().map(|cell| self.value(*cell));
        values.try_fold(Number::whole(0), |sum, value| sum.checked_add(value?))
    }

    /// How a number of the text says what cells hold.
    pub fn agreement(&self, quote: &Quote, cells: &[FormCell]) -> Option<Agreement> {
        let fits = cells.iter().all(|cell| self.fits_unit(quote, *cell));
        agreement(quote, self.sum(cells)?).filter(|_| fits)
    }

    /// The cells with a number; the same in all tables.
    pub fn with_value(&self, quote: &Quote) -> impl Iterator<Item = FormCell> {
        let key = value_key(quote.value);
        let cells = key.and_then(|key| self.by_value.get(&key));
        cells
            .into_iter()
            .flatten()
            .copied()
            .filter(|c| self.fits_unit(quote, *c))
    }

    /// The cell that stands at a place.
    pub fn cell_at(&self, start: u32) -> Option<FormCell> {
        self.by_place.get(&start).copied()
    }

    /// The totals that a cell is a part of.
    pub fn totals_of(&self, cell: FormCell) -> impl Iterator<Item = FormCell> {
        let with = self
            .additions
            .iter()
            .filter(move |a| a.parts.contains(&cell));
        with.map(|a| a.total)
    }

    /// The column that is meant in a row where none is named: its only one, or that of its total.
    fn usual_column(&self, table: TableId, row: RowId) -> Option<ColumnId> {
        let spec = self.report.form.tables.get(table)?;
        if spec.width(row) == 1 {
            return spec.column(row, ValueId::new(0));
        }
        let across = self.additions.iter().find(|a| {
            let here = |c: &FormCell| c.table == table && c.row == row;
            here(&a.total) && !a.parts.is_empty() && a.parts.iter().all(here)
        });
        across.map(|a| a.total.column)
    }

    /// The cells that words near a number name, with what was named earlier in the sentence, the surest first.
    pub fn targets(&self, near: &[Named], earlier: &[Named]) -> Vec<Target> {
        let mut all = Vec::new();
        for table in self.report.form.tables.ids() {
            let here = near.iter().filter(|n| n.table == table);
            let rows: Vec<&[RowId]> = here.clone().filter_map(Named::rows).collect();
            let columns: Vec<&[ColumnId]> = here.filter_map(Named::columns).collect();
            if rows.is_empty() && columns.is_empty() {
                continue;
            }
            let mut before = earlier.iter().rev().filter(|n| n.table == table);
            let before = (
                before.clone().find_map(Named::rows),
                before.find_map(Named::columns),
            );
            self.in_table(table, (&rows, &columns), before, &mut all);
        }
        all.retain(|target| !target.cells.is_empty());
        all.sort_by_key(|target| target.surely);
        all
    }

    /// The rows that are named, with any of their columns.
    pub fn any_column(&self, near: &[Named], targets: &mut Vec<Target>) {
        targets.clear();
        for (table, rows) in near.iter().filter_map(|n| Some((n.table, n.rows()?))) {
            let spec = self.report.form.tables.get(table);
            for column in spec.iter().flat_map(|s| s.columns.ids()) {
                let cells = self.cells(table, rows, &[column]);
                targets.push(Target {
                    cells,
                    surely: Surely::Half,
                });
            }
        }
        targets.retain(|target| !target.cells.is_empty());
    }

    fn in_table(
        &self,
        table: TableId,
        (rows, columns): (&[&[RowId]], &[&[ColumnId]]),
        (row_before, column_before): (Option<&[RowId]>, Option<&[ColumnId]>),
        all: &mut Vec<Target>,
    ) {
        let mut add = |rows: &[RowId], columns: &[ColumnId], surely| {
            let cells = self.cells(table, rows, columns);
            all.push(Target { cells, surely });
        };
        let spec = self.report.form.tables.get(table);
        for row in rows {
            for column in columns {
                add(row, column, Surely::Named);
            }
            if !columns.is_empty() {
                continue;
            }
            if let Some(column) = column_before {
                add(row, column, Surely::Earlier);
            }
            let usual = row
                .first()
                .and_then(|first| self.usual_column(table, *first));
            match usual {
                Some(column) => add(row, &[column], Surely::Named),
                None => {
                    let all = spec.iter().flat_map(|s| s.columns.ids());
                    all.for_each(|column| add(row, &[column], Surely::Half));
                }
            }
        }
        if !rows.is_empty() {
            return;
        }
        for column in columns {
            if let Some(row) = row_before {
                add(row, column, Surely::Earlier);
            }
            let all = spec.iter().flat_map(|s| s.rows.ids());
            all.for_each(|row| add(&[row], column, Surely::Half));
        }
    }

    /// The cells of rows in columns; none where one of them is not there.
    fn cells(&self, table: TableId, rows: &[RowId], columns: &[ColumnId]) -> Vec<FormCell> {
        let form = self.report.form;
        let pairs = rows
            .iter()
            .flat_map(|r| columns.iter().map(move |c| (*r, *c)));
        let cells = pairs.map(|(row, column)| form.cell(table, row, column));
        cells.collect::<Option<_>>().unwrap_or_default()
    }

    /// A cell as something that a number rests on.
    pub fn basis(&self, report: usize, cell: FormCell) -> Basis {
        let fact = self.report.at(cell);
        let span = fact.map(|f| f.span).filter(|s| !s.is_empty());
        let name = self.report.form.name(cell);
        Basis {
            report,
            span,
            value: fact
                .and_then(|f| f.number())
                .map_or_else(String::new, |n| n.to_string()),
            name: format!("{} · {}", name.table, name.title()),
        }
    }
}

/// The unit that a label names in brackets, and how many of it one is: read as the grammar reads `1` with it.
fn unit(axis: &Axis) -> Option<(Number, String)> {
    let label: String = axis.label.chars().map(fold_char).collect();
    let (_, inside) = label.strip_suffix(')')?.rsplit_once('(')?;
    let name = inside.rsplit(':').next()?;
    let one = format!("1{name}");
    let tokens = grammar::tokens(&one);
    match tokens.as_slice() {
        [token] if token.range.end == one.len() => match &token.kind {
            TokenKind::Quantity { value, unit, .. } if !unit.is_empty() => {
                Some((*value, one.get(unit.clone())?.to_owned()))
            }
            _ => None,
        },
        _ => None,
    }
}
