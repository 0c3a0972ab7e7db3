//! The cells of a report that others add up to, for those who read it cell by cell.

use super::check;
use super::linear::{self, Constraint};
use super::model::{Program, Rule};
use crate::grammar::CellText;
use crate::report::{CellId, Form, FormCell, Report, RowState};
use crate::text::Number;
use std::collections::BTreeMap;

/// A cell that is the sum of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The cell.
    pub cell: FormCell,
    /// What the others come to.
    pub sum: Number,
    /// What stands in it.
    pub found: Number,
}

/// A cell and those whose sum it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The total.
    pub total: FormCell,
    /// Its parts.
    pub parts: Vec<FormCell>,
}

/// The plain sums that the evaluations of a rule are about: one cell is all others together.
pub fn additions(rule: &Rule, report: &Report<'_>) -> Vec<Addition> {
    let Ok(program) = check::plan(rule, report) else {
        return Vec::new();
    };
    demands(rule, program, report)
        .filter_map(|c| addition(c, report.form))
        .collect()
}

/// What a rule demands without a condition.
fn demands<'r>(
    rule: &Rule,
    program: &'r Program,
    report: &Report<'_>,
) -> impl Iterator<Item = &'r Constraint> {
    let instances = linear::instances(rule, program, report.form).iter();
    let plain = instances.filter(|i| !i.conditional);
    plain.flat_map(|i| &i.constraints)
}

fn addition(constraint: &Constraint, form: &Form) -> Option<Addition> {
    let (one, zero) = (Number::whole(1), Number::whole(0));
    let (total, factor) = alone(constraint)?;
    let others = || constraint.terms.iter().filter(|(c, _)| *c != total);
    let opposite = others().all(|(_, c)| c.checked_add(*factor).is_some_and(|s| s.same(zero)));
    let plain = opposite && (factor.same(one) || factor.same(Number::whole(-1)));
    if !plain || !constraint.constant.same(zero) {
        return None;
    }
    let parts = others().filter_map(|(cell, _)| form.at(*cell));
    Some(Addition {
        total: form.at(*total)?,
        parts: parts.collect(),
    })
}

/// The totals that the evaluations of a rule are about, as far as all their cells were read.
pub fn totals(rule: &Rule, report: &Report<'_>) -> Vec<Total> {
    let Ok(program) = check::plan(rule, report) else {
        return Vec::new();
    };
    let demands = demands(rule, program, report);
    demands.filter_map(|c| total(c, report)).collect()
}

/// The one cell that stands alone on its side of an equation with at least two on the other, and its coefficient.
fn alone(constraint: &Constraint) -> Option<(&CellId, &Number)> {
    if !constraint.equation() {
        return None;
    }
    let (less, more): (Vec<_>, Vec<_>) =
        constraint.terms.iter().partition(|(_, c)| c.is_negative());
    match (less.as_slice(), more.as_slice()) {
        ([one], [_, _, ..]) | ([_, _, ..], [one]) => Some(*one),
        _ => None,
    }
}

/// The total of such an equation.
fn total(constraint: &Constraint, report: &Report<'_>) -> Option<Total> {
    let (cell, factor) = alone(constraint)?;
    let mut read = BTreeMap::new();
    for other in constraint.terms.keys() {
        if let Some(value) = value(report, *other) {
            read.insert(*other, value?);
        }
    }
    let mut rest = constraint.constant;
    for (other, coefficient) in constraint.terms.iter().filter(|(c, _)| *c != cell) {
        let Some(value) = read.get(other) else {
            continue;
        };
        rest = rest.checked_sub(value.checked_mul(*coefficient)?)?;
    }
    Some(Total {
        cell: report.form.at(*cell)?,
        sum: rest.checked_div(*factor)?,
        found: *read.get(cell)?,
    })
}

/// The value of a cell: `Some(None)` where it cannot be read, `None` where the report may be without it.
pub(super) fn value(report: &Report<'_>, cell: CellId) -> Option<Option<Number>> {
    let FormCell {
        table, row, column, ..
    } = report.form.at(cell)?;
    let axis = report.form.tables.get(table)?.rows.get(row)?;
    let found = report.tables.get(table)?.rows.get(row)?;
    if found.state == RowState::Absent && axis.optional {
        return None;
    }
    Some(match report.fact(table, row, column).map(|f| &f.text) {
        Some(CellText::Number { value, .. }) => Some(*value),
        Some(CellText::Dash | CellText::Nothing) => Some(Number::whole(0)),
        Some(CellText::Blank | CellText::Text) | None => None,
    })
}
