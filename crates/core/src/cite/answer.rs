//! What came of a number, and how it is put.

use super::cells::Facts;
use super::judged::Judgement;
use super::size::Agreement;
use super::{Basis, Derivation, Support};
use crate::report::FormCell;
use crate::text::Number;

/// So many parts of a sum are shown.
const MOST_PARTS: usize = 40;

/// What came of a number.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub derivation: Option<Derivation>,
    pub formula: String,
    pub bases: Vec<Basis>,
    /// The cells that the number is about.
    pub about: Option<(usize, Vec<FormCell>)>,
}

pub(super) type Verdict = (Support, Answer);

/// The figures that a rule read.
pub(super) fn bases(judgement: &Judgement) -> Vec<Basis> {
    judgement.cells.iter().map(|(g, _)| g.clone()).collect()
}

pub(super) fn stands(facts: &Facts<'_>, at: usize, cells: &[FormCell], how: Agreement) -> Verdict {
    let bases = counted(cells.iter().map(|c| facts.basis(at, *c)).collect());
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
        formula: sum.map_or_else(String::new, |sum| added(&bases, sum)),
        bases,
        about: Some((at, cells.to_vec())),
    };
    (support, answer)
}

/// The parts of a sum; of many only those that are not zero.
pub(super) fn counted(bases: Vec<Basis>) -> Vec<Basis> {
    let few = bases.len() < 3;
    let zero = |g: &Basis| matches!(g.value.as_str(), "0" | "");
    let some = bases.iter().any(|g| !zero(g));
    let kept = bases.into_iter().filter(|g| few || !some || !zero(g));
    kept.take(MOST_PARTS).collect()
}

/// A sum as a sentence.
pub(super) fn added(bases: &[Basis], sum: Number) -> String {
    let parts: Vec<&str> = bases.iter().map(|g| g.value.as_str()).collect();
    match parts.is_empty() {
        true => format!("0 = {sum}"),
        false => format!("{} = {sum}", parts.join(" + ")),
    }
}
