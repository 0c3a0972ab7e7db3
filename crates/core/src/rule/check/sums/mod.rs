//! Totals and their parts in a sentence: `共 43 个，其中甲 39 个、乙 4 个`; `甲 39 个，乙 4 个，合计 43 个`.
//!
//! A word of the pack opens a list of parts. The total stands before it in its sentence, or in the one before when the
//! word begins a sentence; in a bracket it is the figure before the bracket. Where several figures come before, the
//! total may be any of them or neighbours together. Parts with the total's unit belong to the sum; parts with other
//! units, behind a semicolon, behind the comma that ends an enumeration, or behind the next opening word may belong to
//! it. The sum is right when some admissible choice gives the total; what is reported is one equation, see
//! [`equation`].

mod equation;
mod figure;
mod judge;
mod list;
mod pieces;

use super::wording::ranges;
use crate::report::{MOST_MENTIONS, Report};
use crate::rule::kinds::Breakdown;
use crate::rule::verdict::{Outcome, Verdict};
use list::List;
use pieces::Pieces;
use std::ops::Range;

/// A list of parts with the figures that it can be of.
pub(in crate::rule) struct Sum {
    /// The words from the total to the list.
    pub words: String,
    list: List,
}

impl Sum {
    /// What stands behind the last part.
    pub fn behind(&self) -> &Range<usize> {
        &self.list.behind
    }

    /// The totals and the parts, by what they are.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, &Range<usize>)> {
        let total = self.list.totals.iter().map(|f| ("total", &f.range));
        let sure = self.list.sure.iter().map(|f| ("part", &f.range));
        let maybe = self.list.maybe.iter().map(|f| ("optional part", &f.range));
        total.chain(sure).chain(maybe)
    }
}

pub(super) fn evaluate(report: &Report<'_>, spec: &Breakdown) -> Vec<Verdict> {
    let sums = lists(report, spec).into_iter();
    let mut verdicts: Vec<Verdict> = sums
        .map(|s| Verdict::of(s.words, judge::judge(&s.list, spec)))
        .collect();
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}

/// All lists of parts that have a total, or as many as are read.
pub(in crate::rule) fn lists(report: &Report<'_>, spec: &Breakdown) -> Vec<Sum> {
    let prose = &report.prose;
    let mut sums = Vec::new();
    for range in ranges(report, &spec.scope) {
        if sums.len() >= MOST_MENTIONS {
            break;
        }
        let Some(pieces) = Pieces::read(prose, &range, spec) else {
            continue;
        };
        let openers = pieces.openers.iter().enumerate();
        let opened = openers.filter_map(|(nth, o)| list::behind(prose, &pieces, nth, o, spec));
        let figures = pieces.figures.iter();
        let concluded = figures.filter_map(|f| list::concluded(&pieces, f));
        sums.extend(opened.chain(concluded).map(|list| Sum {
            words: prose.text(list.words.clone()).to_owned(),
            list,
        }));
    }
    sums
}
