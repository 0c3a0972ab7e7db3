//! What came of a number, and how it is put.

use super::cells::Facts;
use super::judged::Judgement;
use super::size::Agreement;
use super::{Derivation, Ground, Support};
use crate::report::FormCell;
use crate::text::Number;

/// So many parts of a sum are shown.
const MOST_PARTS: usize = 40;

/// What came of a number.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub derivation: Option<Derivation>,
    pub formula: String,
    pub grounds: Vec<Ground>,
    /// The cells that the number is about.
    pub about: Option<(usize, Vec<FormCell>)>,
}

pub(super) type Verdict = (Support, Answer);

/// The figures that a rule read.
pub(super) fn grounds(judgement: &Judgement) -> Vec<Ground> {
    judgement.cells.iter().map(|(g, _)| g.clone()).collect()
}

pub(super) fn stands(facts: &Facts<'_>, at: usize, cells: &[FormCell], how: Agreement) -> Verdict {
    let grounds = counted(cells.iter().map(|c| facts.ground(at, *c)).collect());
    let one = cells.len() == 1;
    let support = match how {
        Agreement::Exact if one => Support::Stands,
        _ => Support::Follows,
    };
    let sum = facts.sum(cells).filter(|_| !one);
    let answer = Answer {
        derivation: Some(if one {
            Derivation::Cell
        } else {
            Derivation::Sum
        }),
        formula: sum.map_or_else(String::new, |sum| added(&grounds, sum)),
        grounds,
        about: Some((at, cells.to_vec())),
    };
    (support, answer)
}

/// The parts of a sum; of many only those that are not zero.
pub(super) fn counted(grounds: Vec<Ground>) -> Vec<Ground> {
    let few = grounds.len() < 3;
    let zero = |g: &Ground| matches!(g.value.as_str(), "0" | "");
    let some = grounds.iter().any(|g| !zero(g));
    let kept = grounds.into_iter().filter(|g| few || !some || !zero(g));
    kept.take(MOST_PARTS).collect()
}

/// A sum as a sentence.
pub(super) fn added(grounds: &[Ground], sum: Number) -> String {
    let parts: Vec<&str> = grounds.iter().map(|g| g.value.as_str()).collect();
    match parts.is_empty() {
        true => format!("0 = {sum}"),
        false => format!("{} = {sum}", parts.join(" + ")),
    }
}
