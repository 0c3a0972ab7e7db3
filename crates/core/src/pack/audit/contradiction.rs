//! Equations without a common solution.

use super::elimination::{Echelon, Weights, split, support};
use super::system::System;
use super::{Remarks, What};
use crate::text::Number;
use std::collections::BTreeSet;

/// Names a small set of rules for each conflict: none of the set can be left out. Says whether there was a conflict;
/// `None` where numbers become too large.
pub(super) fn find(system: &System<'_>, echelon: &Echelon, out: &mut Remarks<'_>) -> Option<bool> {
    let mut left: Vec<Weights> = echelon.dependent.iter().map(|r| r.from.clone()).collect();
    let mut any = inequalities(system, echelon, out)?;
    while let Some(conflict) = conflict(system, &left)? {
        any = true;
        let rules = smallest(system, &left, system.rules(support(&[conflict])))?;
        out.rules(&rules, Some(system.form), What::Contradiction);
        // without its last rule, is there another one?
        let last = rules.last().copied();
        left = split(&left, |claim| system.rule(claim) == last)?.1;
    }
    Some(any)
}

/// The first combination of equations that says `0 = 1`.
fn conflict<'w>(system: &System<'_>, all: &'w [Weights]) -> Option<Option<&'w Weights>> {
    for weights in all {
        let mut total = Number::whole(0);
        for (at, weight) in weights {
            let constant = system.claims.get(*at)?.constraint.constant;
            total = total.checked_add(constant.checked_mul(*weight)?)?;
        }
        if !total.same(Number::whole(0)) {
            return Some(Some(weights));
        }
    }
    Some(None)
}

/// Leaves out rules while the others still conflict.
fn smallest(
    system: &System<'_>,
    all: &[Weights],
    mut rules: BTreeSet<usize>,
) -> Option<BTreeSet<usize>> {
    for rule in rules.clone().into_iter().rev() {
        let kept = |claim: usize| {
            let owner = system.rule(claim);
            owner.is_some_and(|o| o != rule && rules.contains(&o))
        };
        let (_, without) = split(all, |claim| !kept(claim))?;
        if conflict(system, &without)?.is_some() {
            rules.remove(&rule);
        }
    }
    Some(rules)
}

/// Inequalities that the equations make false.
fn inequalities(system: &System<'_>, echelon: &Echelon, out: &mut Remarks<'_>) -> Option<bool> {
    let mut any = false;
    for (at, claim) in system.claims.iter().enumerate() {
        if claim.constraint.equation() {
            continue;
        }
        let (rest, from) = echelon.rest(at, claim.constraint)?;
        if rest.settled() == Some(false) {
            any = true;
            let rules = system.rules(support(&[&from]));
            out.rules(&rules, Some(system.form), What::Contradiction);
        }
    }
    Some(any)
}
