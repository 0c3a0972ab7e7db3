//! The sum that a finding shows: parts, their sum, the total and the difference.

use super::figure::Figure;
use crate::rule::verdict::{Finding, Outcome};
use crate::text::Number;
use std::cmp::Ordering;

/// A difference of a few is no slip when it is more than so many times the narrow share of the total.
const SMALL: i128 = 5;
/// The same for a list of at least `LONG` parts: who names so many names them all.
const SMALL_OF_LONG: i128 = 10;
const LONG: usize = 4;

/// Parts against a total. Sum, whole and difference are computed from the figures when it is made and cannot be set:
/// whatever a message prints of it agrees with the rest.
#[derive(Clone, Debug)]
pub(super) struct Equation<'f> {
    parts: Vec<&'f Figure>,
    totals: Vec<&'f Figure>,
    sum: Number,
    whole: Number,
    delta: Number,
}

impl<'f> Equation<'f> {
    /// `None` without parts or totals, when the sums coincide, and on overflow.
    pub fn new(parts: Vec<&'f Figure>, totals: Vec<&'f Figure>) -> Option<Self> {
        if parts.is_empty() || totals.is_empty() {
            return None;
        }
        let (sum, whole) = (add(&parts)?, add(&totals)?);
        let delta = whole.checked_sub(sum)?.abs();
        (!sum.same(whole)).then_some(Equation {
            parts,
            totals,
            sum,
            whole,
            delta,
        })
    }

    /// The parts against their total.
    pub fn order(&self) -> Option<Ordering> {
        self.sum.partial_cmp(&self.whole)
    }

    /// How far they are apart.
    pub fn delta(&self) -> Number {
        self.delta
    }

    /// The parts miss the total by little: by at most `near`, or by at most `share` per cent of it. What is near is
    /// less where the total is small.
    pub fn is_narrow(&self, near: Number, share: Number) -> bool {
        let times = match self.parts.len() >= LONG {
            true => SMALL_OF_LONG,
            false => SMALL,
        };
        let small = Number::whole(times).checked_mul(share);
        let tolerated =
            self.delta <= near && small.is_some_and(|s| self.share_is_at_most(self.delta, s));
        tolerated || self.share_is_at_most(self.delta, share)
    }

    /// The total has at least so many digits, and the sum looks as if one was mistyped for the other. 0 digits: never.
    pub fn is_slip(&self, digits: usize) -> bool {
        let long = self.whole.to_whole().map(|w| w.to_string().len());
        let enough = digits > 0 && long.is_some_and(|long| long >= digits);
        enough && self.sum.is_slip_of(self.whole) == Some(true)
    }

    /// The parts are at least so many per cent of the total.
    pub fn covers(&self, percent: Number) -> bool {
        let missing = Number::whole(100).checked_sub(percent);
        missing.is_some_and(|m| self.share_is_at_most(self.delta, m))
    }

    fn share_is_at_most(&self, part: Number, percent: Number) -> bool {
        let part = part.checked_mul(Number::whole(100));
        let bound = self.whole.checked_mul(percent);
        part.zip(bound).is_some_and(|(p, b)| p <= b)
    }

    /// The finding that shows it.
    pub fn outcome(&self) -> Outcome {
        let mut labels = self.totals.iter().rev().chain(&self.parts);
        let Some(first) = labels.next() else {
            return Outcome::Pass;
        };
        let mut finding = Finding::at(first.span)
            .with("total", self.total())
            .with("sum", self.sum.to_string())
            .with("parts", chain(&self.parts))
            .with("equation", self.left())
            .with("delta", self.delta.to_string());
        for figure in labels {
            finding = finding.also(figure.span, "");
        }
        Outcome::fail(finding)
    }

    /// `39 + 4 = 43`; a single part stands alone.
    fn left(&self) -> String {
        match self.parts.as_slice() {
            [one] => one.words.clone(),
            many => format!("{} = {}", chain(many), self.sum),
        }
    }

    /// `43个`, `300 + 200 = 500条`
    fn total(&self) -> String {
        let unit = self.totals.first().map_or("", |t| &t.unit);
        match self.totals.as_slice() {
            [one] => one.words.clone(),
            many => format!("{} = {}{unit}", chain(many), self.whole),
        }
    }
}

fn chain(figures: &[&Figure]) -> String {
    let shown: Vec<String> = figures.iter().map(|f| f.value.to_string()).collect();
    shown.join(" + ")
}

fn add(figures: &[&Figure]) -> Option<Number> {
    let zero = Number::whole(0);
    figures
        .iter()
        .try_fold(zero, |sum, f| sum.checked_add(f.value))
}
