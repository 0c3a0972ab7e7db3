//! Whether the parts of a sentence give their total: the sum is right when some admissible choice of parts and totals
//! agrees.

use super::equation::Equation;
use super::figure::{Figure, Reach, add};
use super::list::List;
use crate::rule::kinds::{Breakdown, SumFault};
use crate::rule::verdict::Outcome;
use crate::text::Number;
use std::cmp::Ordering;

/// More optional parts than this are not tried in every choice.
const TRIED: usize = 6;
/// So many of the nearest totals are tried in sums.
const JOINED: usize = 6;
/// So many of the figures that were carried over are tried.
const CARRIED: usize = 2;
/// A list that joins its last part with a word, or misses its total by a digit, names all parts when it has at least so many.
const JOINED_PARTS: usize = 3;

/// How a list of parts ends.
pub(super) fn judge(list: &List, spec: &Breakdown) -> Outcome {
    let Some(unit) = list.totals.last().map(|t| t.unit.as_str()) else {
        return Outcome::NotApplicable;
    };
    let sure: Vec<&Figure> = list.sure.iter().filter(|f| f.unit == unit).collect();
    if sure.is_empty() || (list.many && sure.len() < 2) {
        return Outcome::NotApplicable;
    }
    let (Some(base), Some(wholes)) = (add(sure.iter().copied()), wholes(list)) else {
        return Outcome::NotApplicable;
    };
    let apart = || list.apart.iter().map(|f| &f.reach);
    let agrees = |sum: Reach| wholes.iter().chain(apart()).any(|w| w.meets(sum));
    if choices(base, list, unit).into_iter().any(agrees) || prefix(list, unit, agrees) {
        return Outcome::Pass;
    }
    let found = match spec.fault {
        SumFault::Over if list.overlaps => None,
        SumFault::Over => {
            over(list, &sure, base, &wholes).or_else(|| all_units(list, spec, Ordering::Greater))
        }
        SumFault::Short => short(list, &sure, spec),
    };
    found.map_or(Outcome::Pass, |e| e.outcome())
}

/// More than whatever the total can be.
fn over<'l>(
    list: &'l List,
    sure: &[&'l Figure],
    base: Reach,
    wholes: &[Reach],
) -> Option<Equation<'l>> {
    let above = wholes.iter().all(|w| base.low > w.high);
    let equation = Equation::new(sure.to_vec(), nearest(list, base))?;
    (above && equation.order() == Some(Ordering::Greater)).then_some(equation)
}

/// The total of which the parts are nearest: one figure, or all of them together.
fn nearest(list: &List, sum: Reach) -> Vec<&Figure> {
    let all: Vec<&Figure> = list.totals.iter().collect();
    let last: Vec<&Figure> = list.totals.last().into_iter().collect();
    let reaches = |figures: &[&Figure]| {
        let whole = add(figures.iter().copied());
        whole.is_some_and(|w| w.high >= sum.low)
    };
    if list.plain || reaches(&last) {
        last
    } else {
        all
    }
}

/// Less than the total, though all parts are named, or nearly as much.
fn short<'l>(list: &'l List, sure: &[&'l Figure], spec: &Breakdown) -> Option<Equation<'l>> {
    let unit = sure.first().map(|f| f.unit.as_str())?;
    let mixed = list.sure.iter().any(|f| f.unit != unit);
    let exact = sure.iter().all(|f| f.reach.is_exact());
    if list.partial || sure.len() < 2 || !exact {
        return None;
    }
    if mixed {
        return all_units(list, spec, Ordering::Less);
    }
    let own = |f: &&Figure| f.unit == unit && !f.optional && f.reach.is_exact();
    let mut all = sure.to_vec();
    all.extend(list.maybe.iter().filter(own));
    // a list that names all parts may be of a total that is not the nearest
    let near = if list.complete { JOINED + 1 } else { 1 };
    let nearest = list.totals.iter().rev().take(near);
    let mut totals: Vec<Vec<&Figure>> = nearest.map(|total| vec![total]).collect();
    if !list.plain {
        totals.push(list.totals.iter().collect());
    }
    let pairs = totals
        .into_iter()
        .flat_map(|t| [(sure.to_vec(), t.clone()), (all.clone(), t)]);
    let mut equations: Vec<Equation<'l>> = pairs
        .filter_map(|(parts, totals)| Equation::new(parts, totals))
        .filter(|e| e.order() == Some(Ordering::Less))
        .collect();
    equations.sort_by(|a, b| a.delta().partial_cmp(&b.delta()).unwrap_or(Ordering::Equal));
    let found = equations.into_iter().next()?;
    let covered = found.covers(spec.covers);
    let joined = list.joined && sure.len() >= JOINED_PARTS && covered;
    let whole = list.plain && (list.complete || joined);
    let narrow = covered && found.is_narrow(spec.near, spec.near_share);
    let slip = covered && sure.len() >= JOINED_PARTS && found.is_slip(spec.slip_digits);
    (whole || narrow || slip).then_some(found)
}

/// Parts of several units that together miss a total by little: `14个，172条，159条` of 346.
fn all_units<'l>(list: &'l List, spec: &Breakdown, order: Ordering) -> Option<Equation<'l>> {
    let first = list.sure.first()?;
    let mixed = list.sure.iter().any(|f| f.unit != first.unit);
    let exact = list
        .sure
        .iter()
        .chain(&list.maybe)
        .all(|f| f.reach.is_exact());
    if list.partial || !mixed || !exact || list.sure.len() < JOINED_PARTS {
        return None;
    }
    let total = list.totals.last().filter(|_| list.plain)?;
    let mut choices: Vec<Vec<&Figure>> = vec![list.sure.iter().collect()];
    for figure in list.maybe.iter().filter(|f| !f.optional).take(TRIED) {
        let with = choices.iter().map(|c| [c.as_slice(), &[figure]].concat());
        choices.extend(with.collect::<Vec<_>>());
    }
    let equations = choices.into_iter().rev();
    let mut equations = equations.filter_map(|parts| Equation::new(parts, vec![total]));
    equations.find(|e| e.is_narrow(spec.near, spec.near_share) && e.order() == Some(order))
}

/// All that the total can be: each figure, runs of them together, and each with what was carried over.
fn wholes(list: &List) -> Option<Vec<Reach>> {
    let mut all = vec![add(&list.totals)?];
    if !list.plain {
        all.extend(list.totals.iter().map(|t| t.reach));
        let near = list.totals.len().saturating_sub(JOINED);
        let near = list.totals.get(near..).unwrap_or_default();
        for from in 0..near.len() {
            let mut sum = Reach::exactly(Number::whole(0));
            for figure in near.get(from..).unwrap_or_default() {
                sum = sum.plus(figure.reach)?;
                all.push(sum);
            }
        }
    }
    for carried in list.carried.iter().rev().take(CARRIED) {
        let with: Vec<Reach> = all.iter().filter_map(|w| w.plus(carried.reach)).collect();
        all.extend(with);
    }
    Some(all)
}

/// The base with every choice of the optional parts, those in the sentence first.
fn choices(base: Reach, list: &List, unit: &str) -> Vec<Reach> {
    let other = list.sure.iter().filter(|f| f.unit != unit);
    let distant = list.distant.iter().filter(|f| f.unit == unit);
    let optional = other.chain(&list.maybe).chain(distant);
    let mut sums = vec![base];
    for figure in optional.take(TRIED) {
        let with: Vec<Reach> = sums.iter().filter_map(|s| s.plus(figure.reach)).collect();
        sums.extend(with);
    }
    sums
}

/// Whether the first parts of the list are all of them, and what follows is something else.
fn prefix(list: &List, unit: &str, agrees: impl Fn(Reach) -> bool) -> bool {
    let mut sum = Reach::exactly(Number::whole(0));
    for (figure, pause) in list.sure.iter().zip(&list.pauses) {
        if figure.unit == unit {
            let Some(with) = sum.plus(figure.reach) else {
                return false;
            };
            sum = with;
        }
        if *pause && agrees(sum) {
            return true;
        }
    }
    false
}
