//! Whether the parts of a sentence give its total: the sum is right when some admissible choice of parts does.

use super::breakdown::{Figure, List};
use crate::rule::kinds::{Breakdown, SumFault};
use crate::rule::verdict::{Finding, Outcome};
use crate::text::Number;

/// More optional parts than this are not tried in every choice.
const TRIED: usize = 10;

/// How a list of parts ends.
pub(super) fn judge(list: &List, totals: &[Figure], total: &Figure, spec: &Breakdown) -> Outcome {
    let same = |f: &&Figure| f.unit == total.unit;
    let sure: Vec<&Figure> = list.sure.iter().filter(same).collect();
    let mut maybe: Vec<&Figure> = list.sure.iter().filter(|f| f.unit != total.unit).collect();
    maybe.extend(&list.maybe);
    if sure.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(base) = add(&sure) else {
        return Outcome::NotApplicable;
    };
    let sums = choices(base, &maybe);
    let wholes = wholes(totals);
    if wholes.iter().any(|w| sums.iter().any(|s| s.same(*w))) {
        return Outcome::Pass;
    }
    let whole = total.value;
    let over = base > whole;
    let fails = match spec.fault {
        SumFault::Over => over && sure.len() >= 2,
        SumFault::Short => !over && !list.partial && (list.complete || narrow(&sums, whole, spec)),
    };
    if !fails {
        return Outcome::Pass;
    }
    let nearest = nearest(&sums, whole).unwrap_or(base);
    let delta = whole
        .checked_sub(nearest)
        .map(|d| d.abs().to_string())
        .unwrap_or_default();
    let shown: Vec<String> = sure.iter().map(|f| f.value.to_string()).collect();
    let mut finding = Finding::at(total.span)
        .with("total", format!("{}{}", whole, total.unit))
        .with("sum", base.to_string())
        .with("parts", shown.join(" + "))
        .with("delta", delta);
    for part in sure {
        finding = finding.also(part.span, "");
    }
    Outcome::fail(finding)
}

/// The totals that the parts may be of: each figure, the two nearest together, and each with what was carried over.
fn wholes(totals: &[Figure]) -> Vec<Number> {
    let (carried, own): (Vec<&Figure>, Vec<&Figure>) = totals.iter().partition(|t| t.optional);
    let mut all: Vec<Number> = own.iter().map(|t| t.value).collect();
    if let [first, second, ..] = own.as_slice()
        && first.unit == second.unit
    {
        all.extend(first.value.checked_add(second.value));
    }
    for carried in carried {
        let with = all.iter().filter_map(|w| w.checked_add(carried.value));
        all.extend(with.collect::<Vec<_>>());
    }
    all
}

fn add(figures: &[&Figure]) -> Option<Number> {
    figures
        .iter()
        .try_fold(Number::whole(0), |sum, f| sum.checked_add(f.value))
}

/// The base with every choice of the optional parts.
fn choices(base: Number, maybe: &[&Figure]) -> Vec<Number> {
    let mut sums = vec![base];
    for figure in maybe.iter().take(TRIED) {
        let with: Vec<Number> = sums
            .iter()
            .filter_map(|s| s.checked_add(figure.value))
            .collect();
        sums.extend(with);
    }
    sums
}

fn nearest(sums: &[Number], whole: Number) -> Option<Number> {
    let mut best: Option<(Number, Number)> = None;
    for sum in sums {
        let distance = whole.checked_sub(*sum)?.abs();
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, *sum));
        }
    }
    best.map(|(_, sum)| sum)
}

/// The parts miss the total by little, and cover most of it.
fn narrow(sums: &[Number], whole: Number, spec: &Breakdown) -> bool {
    let Some(sum) = nearest(sums, whole) else {
        return false;
    };
    let percent = |n: Number| {
        n.checked_mul(Number::whole(100))
            .and_then(|x| x.checked_div(whole))
    };
    let Some(delta) = whole.checked_sub(sum).map(Number::abs) else {
        return false;
    };
    let (Some(share), Some(covered)) = (percent(delta), percent(sum)) else {
        return false;
    };
    let near = delta <= spec.near || share <= spec.near_share;
    near && covered >= spec.covers
}
