//! The constraints that hold together: of one form, of the rules that are in force in the same years.

use crate::report::{Form, Kind, Years};
use crate::rule::Rule;
use crate::rule::linear::{Constraint, Instance, instances};
use std::collections::{BTreeMap, BTreeSet};

/// What the rules say about the cells of a form: for each rule that applies to it, by index.
pub(super) struct FormClaims<'a> {
    pub form: &'a Form,
    pub rules: BTreeMap<usize, &'a [Instance]>,
}

impl<'a> FormClaims<'a> {
    /// Reads all rules for all forms.
    pub fn all(kind: &'a Kind, rules: &'a [Rule]) -> Vec<Self> {
        let of = |(at, form): (usize, &'a Form)| {
            let own = rules.iter().enumerate().filter_map(|(index, rule)| {
                let program = rule.programs.get(at)?.as_ref()?;
                Some((index, instances(rule, program, form)))
            });
            FormClaims {
                form,
                rules: own.collect(),
            }
        };
        kind.forms.iter().enumerate().map(of).collect()
    }
}

/// A constraint of a rule.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    /// Index of the rule.
    pub rule: usize,
    pub constraint: &'a Constraint,
}

/// Constraints that hold together without condition.
pub(super) struct System<'a> {
    pub form: &'a Form,
    pub claims: Vec<Claim<'a>>,
    /// Rules in force.
    pub active: BTreeSet<usize>,
    /// Rules of which the claims are all that they demand.
    pub whole: BTreeSet<usize>,
}

impl System<'_> {
    /// The equations, with their indexes among the claims.
    pub fn equations(&self) -> Vec<(usize, &Constraint)> {
        let all = self.claims.iter().enumerate();
        let equations = all.filter(|(_, c)| c.constraint.equation());
        equations.map(|(at, c)| (at, c.constraint)).collect()
    }

    /// The rule of a claim.
    pub fn rule(&self, claim: usize) -> Option<usize> {
        self.claims.get(claim).map(|c| c.rule)
    }

    /// The rules of claims.
    pub fn rules(&self, claims: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        claims.into_iter().filter_map(|c| self.rule(c)).collect()
    }
}

/// The systems of a form: one for each stretch of years in which the same rules are in force. Rules that are broken
/// in themselves are left out.
pub(super) fn systems<'a>(
    claims: &'a FormClaims<'a>,
    rules: &[Rule],
    broken: &BTreeSet<usize>,
) -> Vec<System<'a>> {
    let mut seen: Vec<BTreeSet<usize>> = Vec::new();
    let used = claims.rules.keys().filter_map(|r| rules.get(*r));
    for year in turns(claims.form.years, used.map(|r| r.years)) {
        let own = claims.rules.keys().copied();
        let active = own.filter(|at| {
            let rule = rules.get(*at);
            !broken.contains(at) && rule.is_some_and(|r| r.years.contains(year))
        });
        let active: BTreeSet<usize> = active.collect();
        if !seen.contains(&active) {
            seen.push(active);
        }
    }
    let system = |active: BTreeSet<usize>| {
        let own = |at: &usize| claims.rules.get(at).copied().unwrap_or_default();
        let unconditional = active
            .iter()
            .flat_map(|at| own(at).iter().map(|i| (*at, i)))
            .filter(|(_, i)| !i.conditional);
        System {
            form: claims.form,
            claims: unconditional
                .flat_map(|(rule, i)| {
                    i.constraints
                        .iter()
                        .map(move |constraint| Claim { rule, constraint })
                })
                .collect(),
            whole: active
                .iter()
                .copied()
                .filter(|at| own(at).iter().all(|i| i.whole && !i.conditional))
                .collect(),
            active,
        }
    };
    seen.into_iter().map(system).collect()
}

/// A year of each stretch in which nothing comes into force or goes out of it.
fn turns(within: Years, all: impl Iterator<Item = Years>) -> BTreeSet<i32> {
    let first = within.from.unwrap_or(i32::MIN);
    let changes = all.flat_map(|y| [y.from, y.to.and_then(|to| to.checked_add(1))]);
    let mut turns: BTreeSet<i32> = changes
        .flatten()
        .filter(|year| within.contains(*year))
        .collect();
    turns.insert(first);
    turns
}
