//! What the cells of tables must come to, as rules say: readers of texts without marks between cells go by it.

use crate::diagnostic::Severity;
use crate::report::{ColumnId, Form, Kind, RowId, TableId, TableSum};
use crate::rule::linear::{self, Constraint};
use crate::rule::{Check, Rule};

/// Writes into the tables of a kind the sums that rules demand as errors, without a condition and without leeway.
pub(super) fn write<'r>(kind: &mut Kind, rules: impl Iterator<Item = &'r Rule> + Clone) {
    for (at, form) in kind.forms.iter_mut().enumerate() {
        let grave = rules.clone().filter(|r| is_sure(r));
        let found: Vec<(TableId, TableSum)> = grave.flat_map(|r| of(r, form, at)).collect();
        for (table, sum) in found {
            let sums = form.tables.get_mut(table).map(|t| &mut t.sums);
            if let Some(sums) = sums.filter(|s| !s.contains(&sum)) {
                sums.push(sum);
            }
        }
    }
}

fn is_sure(rule: &Rule) -> bool {
    matches!(rule.check, Check::Expression) && rule.severity == Severity::Error && !rule.off
}

/// The sums of a rule on a form, each with its table.
fn of(rule: &Rule, form: &Form, at: usize) -> Vec<(TableId, TableSum)> {
    let program = rule.programs.get(at).and_then(Option::as_ref);
    let Some(program) = program.filter(|p| p.when.is_none() && p.soften.is_none()) else {
        return Vec::new();
    };
    let instances = linear::instances(rule, program, form).iter();
    let plain = instances.filter(|i| i.whole && !i.conditional);
    plain
        .flat_map(|i| &i.constraints)
        .filter_map(|c| sum(c, form))
        .collect()
}

/// An equation over cells of one table, in whole numbers, that come to nothing.
fn sum(constraint: &Constraint, form: &Form) -> Option<(TableId, TableSum)> {
    let mut tables = constraint
        .terms
        .keys()
        .map(|c| form.at(*c).map(|p| p.table));
    let table = tables.next()??;
    let one = tables.all(|t| t == Some(table));
    if !one || !constraint.equation() || constraint.constant.to_whole() != Some(0) {
        return None;
    }
    let terms = constraint.terms.iter().map(|(cell, factor)| {
        let place = form.at(*cell)?;
        let factor = i64::try_from(factor.to_whole()?).ok()?;
        Some((place.row, place.column, factor))
    });
    let terms: Option<Vec<(RowId, ColumnId, i64)>> = terms.collect();
    Some((table, TableSum { terms: terms? }))
}
