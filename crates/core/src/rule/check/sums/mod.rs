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
use crate::rule::eval::Eval;
use crate::rule::kinds::{Breakdown, SumFault};
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Outcome, Verdict};
use list::List;
use pieces::Pieces;
use std::ops::Range;

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>, spec: &Breakdown) -> Vec<Verdict> {
    let prose = &eval.report.prose;
    let lists = lists(eval.report, spec);
    note(eval, &lists, spec);
    let mut verdicts = Vec::new();
    for list in &lists {
        let totals = list.totals.iter().map(|f| ("total", f));
        let sure = list.sure.iter().map(|f| ("part", f));
        let maybe = list.maybe.iter().map(|f| ("optional part", f));
        for (role, figure) in totals.chain(sure).chain(maybe) {
            eval.record.read(|| {
                let text = prose.text(figure.range.clone());
                Read::found(Source::Figure, role, text, prose.span(&figure.range))
            });
        }
        let words = prose.text(list.words.clone());
        verdicts.push(eval.verdict(words, judge::judge(list, spec)));
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::NotApplicable);
    }
    verdicts
}

/// All lists of parts that have a total, or as many as are read.
fn lists(report: &Report<'_>, spec: &Breakdown) -> Vec<List> {
    let prose = &report.prose;
    let mut lists = Vec::new();
    for range in ranges(report, &spec.scope) {
        if lists.len() >= MOST_MENTIONS {
            break;
        }
        let Some(pieces) = Pieces::read(prose, &range, spec) else {
            continue;
        };
        let openers = pieces.openers.iter().enumerate();
        let opened = openers.filter_map(|(nth, o)| list::behind(prose, &pieces, nth, o, spec));
        let figures = pieces.figures.iter();
        let concluded = figures.filter_map(|f| list::concluded(&pieces, f));
        lists.extend(opened.chain(concluded));
    }
    lists
}

/// The words by which lists of parts are known.
fn note<R: Recorder>(eval: &mut Eval<'_, R>, lists: &[List], spec: &Breakdown) {
    if !R::READS {
        return;
    }
    let searched = eval.report.prose.searched();
    let ends = |r: &Range<usize>| {
        let concludes = spec.concludes.as_ref();
        concludes.is_some_and(|p| searched.is_match(p, r))
    };
    let opened = |r: &Range<usize>| searched.is_match(&spec.opens, r) || ends(r);
    let parts = ranges(eval.report, &spec.scope).into_iter();
    let sentences: Vec<Range<usize>> = parts.filter(opened).collect();
    let behind: Vec<Range<usize>> = lists.iter().map(|l| l.behind.clone()).collect();
    for pattern in [&spec.opens, &spec.stops, &spec.ignores, &spec.optional] {
        eval.note_words_around(pattern, &sentences);
    }
    if let Some(about) = &spec.about {
        eval.note_words_around(about, &sentences);
    }
    // only a sum that falls short asks whether the list is complete
    if spec.fault == SumFault::Short {
        eval.note_words_around(&spec.complete, &sentences);
        eval.note_words_around(&spec.partial, &behind);
        let named = [&spec.others, &spec.joins, &spec.chosen];
        for pattern in named.into_iter().flatten() {
            eval.note_words_around(pattern, &sentences);
        }
    }
}
