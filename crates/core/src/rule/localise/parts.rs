//! How equations and changes hang together.

use super::Change;
use super::search::Changes;
use super::system::{Equation, System};
use crate::report::FormCell;
use crate::text::Number;
use std::collections::BTreeMap;

impl System {
    /// Groups of equations that share cells.
    pub fn components(&self) -> Vec<Vec<usize>> {
        let sets = self
            .equations
            .iter()
            .map(|e| e.terms.iter().map(|(v, _)| *v));
        grouped(sets)
    }

    /// Those of them with an equation that is violated.
    pub fn broken(&self) -> Vec<Vec<usize>> {
        let violated = |at: &usize| self.equations.get(*at).is_some_and(|e| self.violated(e));
        let mut groups = self.components();
        groups.retain(|g| g.iter().any(violated));
        groups
    }

    /// Groups of changes that share an equation.
    pub fn parts(&self, equations: &[usize], changes: &Changes) -> Vec<Changes> {
        let touched = |variable: usize| {
            let rows = equations.iter().filter(|at| {
                self.equations
                    .get(**at)
                    .is_some_and(|e| e.coefficient(variable) != 0)
            });
            rows.copied().collect::<Vec<usize>>()
        };
        let sets = changes.iter().map(|(v, _)| touched(*v));
        let part = |group: Vec<usize>| {
            group
                .iter()
                .filter_map(|at| changes.get(*at).copied())
                .collect()
        };
        grouped(sets).into_iter().map(part).collect()
    }

    /// The cells of an equation.
    pub fn cells(&self, equation: &Equation) -> Vec<FormCell> {
        let known = equation
            .terms
            .iter()
            .filter_map(|(v, _)| self.variables.get(*v));
        known.map(|v| v.cell).collect()
    }

    /// A change in the numbers of the report.
    pub fn change(&self, (variable, change): (usize, i128)) -> Option<Change> {
        let known = self.variables.get(variable)?;
        let old = known.value?;
        let number = |n: i128| Number::parts(n, self.scale, known.places);
        Some(Change {
            cell: known.cell,
            found: number(old)?,
            right: number(old.checked_add(change)?)?,
        })
    }
}

/// Indexes of sets, grouped by having members in common; in order.
fn grouped<S: IntoIterator<Item = usize>>(sets: impl Iterator<Item = S>) -> Vec<Vec<usize>> {
    // for each set an earlier one of its group, or itself; for each member the set that had it first
    let mut earlier: Vec<usize> = Vec::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, set) in sets.enumerate() {
        earlier.push(at);
        for member in set {
            let other = *first.entry(member).or_insert(at);
            let (a, b) = (leader(&earlier, other), leader(&earlier, at));
            if let Some(slot) = earlier.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..earlier.len() {
        groups.entry(leader(&earlier, at)).or_default().push(at);
    }
    groups.into_values().collect()
}

/// The first set of a group.
fn leader(earlier: &[usize], mut at: usize) -> usize {
    while let Some(before) = earlier.get(at).filter(|before| **before < at) {
        at = *before;
    }
    at
}
