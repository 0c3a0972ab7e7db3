//! How equations and changes hang together.

use super::Change;
use super::search::Changes;
use super::system::{Equation, System};
use crate::report::FormCell;
use crate::text::Number;
use std::collections::BTreeSet;

impl System {
    /// Groups of equations that share cells.
    pub fn components(&self) -> Vec<Vec<usize>> {
        let sets: Vec<BTreeSet<usize>> = self.equations.iter().map(|e| cells(&e.terms)).collect();
        grouped(&sets)
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
            rows.copied().collect::<BTreeSet<usize>>()
        };
        let sets: Vec<BTreeSet<usize>> = changes.iter().map(|(v, _)| touched(*v)).collect();
        let part = |group: Vec<usize>| {
            group
                .iter()
                .filter_map(|at| changes.get(*at).copied())
                .collect()
        };
        grouped(&sets).into_iter().map(part).collect()
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

fn cells(terms: &[(usize, i64)]) -> BTreeSet<usize> {
    terms.iter().map(|(v, _)| *v).collect()
}

/// Indexes of sets, grouped by having members in common; in order.
fn grouped(sets: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<usize>, BTreeSet<usize>)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let (mine, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(_, g)| !g.is_disjoint(set));
        let mut joined = (vec![at], set.clone());
        for (members, cells) in mine {
            joined.0.extend(members);
            joined.1.extend(cells);
        }
        joined.0.sort_unstable();
        groups = others;
        groups.push(joined);
    }
    groups.sort();
    groups.into_iter().map(|(members, _)| members).collect()
}
