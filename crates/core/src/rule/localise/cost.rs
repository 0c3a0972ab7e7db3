//! How likely an explanation is: the fewer cells and the commoner the mistake, the likelier.

use super::search::Changes;
use super::slip::{self, Mistake};
use super::system::System;
use super::{Change, Explanation};
use crate::text::Number;

/// What each cell costs, and what it costs less when a common slip explains its value.
const CELL: u32 = 14;
const SLIP: u32 = 4;
/// A zero is seldom mistyped.
const ZERO: u32 = 3;
/// A sum that was forgotten.
const SUM: u32 = 2;
/// Many values moved by one act.
const MOVE: u32 = 18;
/// Two neighbours.
const PAIR: u32 = 15;
/// Each rule that would be broken, prose that states the same value for one.
const AGAINST: u32 = 8;
/// Another rule that would be satisfied as well.
const FOR: u32 = 6;

/// The mistake that changes are, and what they cost.
pub(super) fn cost(
    system: &System,
    equations: &[usize],
    changes: &Changes,
    values: &[Change],
    mistake: Option<Mistake>,
) -> (Option<Mistake>, u32) {
    if mistake.is_some() {
        return (mistake, MOVE);
    }
    match values {
        [one] => {
            let total = changes
                .first()
                .is_some_and(|(v, _)| is_total(system, equations, *v));
            single(one, total)
        }
        [one, other] => match slip::pair(one, other) {
            Some(mistake) => (Some(mistake), PAIR),
            None => (None, several(values)),
        },
        _ => (None, several(values)),
    }
}

/// What an explanation costs when the other rules have been asked.
pub(super) fn after(explanation: &Explanation, system: &System) -> u32 {
    let effect = &explanation.effect;
    let against = u32::try_from(effect.breaks.len())
        .unwrap_or(u32::MAX)
        .min(3)
        * AGAINST;
    // prose that states another value than the cell
    let mut cures = effect.cures.iter();
    let helped = cures.any(|cured| !system.origins.iter().flatten().any(|o| o == cured));
    (explanation.cost + against).saturating_sub(if helped { FOR } else { 0 })
}

fn single(change: &Change, total: bool) -> (Option<Mistake>, u32) {
    let zero = Number::whole(0);
    let blank = change.found.same(zero) || change.right.same(zero);
    match slip::slip(change) {
        Some(mistake) if !blank => (Some(mistake), CELL - SLIP),
        _ if total => (Some(Mistake::Total), CELL - SUM),
        Some(mistake) => (Some(mistake), CELL - SLIP + ZERO),
        None => (None, CELL),
    }
}

fn several(values: &[Change]) -> u32 {
    values.iter().map(|one| single(one, false).1).sum()
}

/// Whether a cell is the sum of the others in a violated equation.
fn is_total(system: &System, equations: &[usize], variable: usize) -> bool {
    equations
        .iter()
        .filter_map(|at| system.equations.get(*at))
        .any(|equation| {
            let own = equation.coefficient(variable);
            let others = || equation.terms.iter().filter(|(v, _)| *v != variable);
            let opposite = |c: i64| (c < 0) != (own < 0);
            equation.violated()
                && own != 0
                && others().count() > 1
                && others().all(|(_, c)| opposite(*c))
        })
}
