//! Rules that say nothing that other rules do not say.

use super::elimination::{Echelon, Weights, split, support};
use super::system::{FormClaims, System};
use super::{Remarks, What};
use crate::report::Years;
use crate::rule::Rule;
use crate::rule::linear::{Constraint, Instance};
use std::collections::BTreeSet;

/// Rules all of whose demands are demands of one other rule. Of two that are equal the later one is named.
pub(super) fn duplicates(
    forms: &[FormClaims<'_>],
    rules: &[Rule],
    broken: &BTreeSet<usize>,
    out: &mut Remarks<'_>,
) -> BTreeSet<usize> {
    let sets: Vec<Option<Vec<Demands>>> = (0..rules.len())
        .map(|at| match broken.contains(&at) {
            true => None,
            false => forms.iter().map(|f| demands(f.rules.get(&at))).collect(),
        })
        .collect();
    let mut found = BTreeSet::new();
    for (at, own) in sets.iter().enumerate() {
        let covers = |other: usize| {
            let (Some(own), Some(set)) = (own, sets.get(other).and_then(Option::as_ref)) else {
                return false;
            };
            let empty = own.iter().all(|d| d.as_ref().is_none_or(Vec::is_empty));
            let years = rules.get(other).zip(rules.get(at));
            !empty && years.is_some_and(|(o, r)| covers(o.years, r.years)) && within(own, set)
        };
        let other = (0..rules.len()).find(|other| {
            let equal = || match (own, sets.get(*other).and_then(Option::as_ref)) {
                (Some(own), Some(set)) => within(set, own),
                _ => false,
            };
            *other != at && !found.contains(other) && covers(*other) && (*other < at || !equal())
        });
        if let Some(other) = other {
            found.insert(at);
            out.add(at, BTreeSet::from([other]), None, What::Duplicate);
        }
    }
    found
}

/// The demands on one form; `None` where the rule does not apply.
type Demands = Option<Vec<Constraint>>;

/// `None` where a rule demands more than its constraints say.
fn demands(instances: Option<&&[Instance]>) -> Option<Demands> {
    let Some(instances) = instances else {
        return Some(None);
    };
    let mut all = Vec::new();
    for instance in *instances {
        if !instance.whole || instance.conditional {
            return None;
        }
        for constraint in &instance.constraints {
            all.push(constraint.normal()?);
        }
    }
    Some(Some(all))
}

fn within(own: &[Demands], set: &[Demands]) -> bool {
    own.iter().zip(set).all(|(own, set)| match (own, set) {
        (None, _) => true,
        (Some(own), Some(set)) => own.iter().all(|c| set.contains(c)),
        (Some(_), None) => false,
    })
}

fn covers(wide: Years, narrow: Years) -> bool {
    let from = match (wide.from, narrow.from) {
        (Some(wide), Some(narrow)) => wide <= narrow,
        (wide, _) => wide.is_none(),
    };
    from && match (wide.to, narrow.to) {
        (Some(wide), Some(narrow)) => wide >= narrow,
        (wide, _) => wide.is_none(),
    }
}

/// Rules that follow from the equations of the others wherever they apply. The last ones are tried first; one that is
/// named is no reason for another.
pub(super) fn find(systems: &[(System<'_>, Echelon)], count: usize, out: &mut Remarks<'_>) {
    let mut named = BTreeSet::new();
    for rule in (0..count).rev() {
        let own: Vec<_> = systems
            .iter()
            .filter(|(s, _)| s.active.contains(&rule))
            .collect();
        let mut reasons = BTreeSet::new();
        let follows = |(system, echelon): &&(System<'_>, Echelon)| {
            let found = reasons_in(system, echelon, rule, &named).flatten();
            found.map(|r| reasons.extend(r)).is_some()
        };
        if !own.is_empty() && own.iter().all(follows) {
            named.insert(rule);
            out.add(rule, reasons, None, What::Implied);
        }
    }
}

/// The rules from which all claims of a rule follow. `None` when numbers become too large, `Some(None)` when they do
/// not follow.
fn reasons_in(
    system: &System<'_>,
    echelon: &Echelon,
    rule: usize,
    named: &BTreeSet<usize>,
) -> Option<Option<BTreeSet<usize>>> {
    if !system.whole.contains(&rule) {
        return Some(None);
    }
    let mut all: Vec<Weights> = echelon.dependent.iter().map(|r| r.from.clone()).collect();
    let mut claims = 0;
    for (at, claim) in system.claims.iter().enumerate() {
        if claim.rule != rule {
            continue;
        }
        claims += 1;
        if claim.constraint.equation() {
            continue;
        }
        // an inequality follows where the equations leave nothing of it
        let (rest, from) = echelon.rest(at, claim.constraint)?;
        if rest.settled() != Some(true) {
            return Some(None);
        }
        all.push(from);
    }
    if claims == 0 {
        return Some(None);
    }
    let barred = |claim: usize| system.rule(claim).is_some_and(|r| named.contains(&r));
    let (_, left) = split(&all, barred)?;
    let (solved, _) = split(&left, |claim| system.rule(claim) == Some(rule))?;
    if solved.len() < claims {
        return Some(None);
    }
    let mut reasons = system.rules(support(&solved.values().collect::<Vec<_>>()));
    reasons.remove(&rule);
    Some(Some(reasons))
}
