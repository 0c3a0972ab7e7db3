//! `check = "…"`: an expression for the report, for each row or column, for each mention, for each sentence.

use super::applies;
use crate::report::Prose;
use crate::rule::eval::Eval;
use crate::rule::model::{Each, Rule};
use crate::rule::node::Node;
use crate::rule::trace::Source;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use std::ops::Range;

pub(super) fn evaluate(eval: &mut Eval<'_>) -> Vec<Verdict> {
    let program = eval.program;
    match &program.each {
        Each::Once => once(eval).map(Verdict::only).into_iter().collect(),
        Each::Rows { name, table, rows } => {
            let spec = eval.report.form.tables.get(*table);
            let label = |at: &usize| spec.and_then(|s| s.rows.get(*at)).map(|a| a.label.clone());
            let bind: Vec<_> = rows
                .iter()
                .map(|r| (*r, label(r).unwrap_or_default()))
                .collect();
            bound(eval, name, bind)
        }
        Each::Columns {
            name,
            table,
            columns,
        } => {
            let spec = eval.report.form.tables.get(*table);
            let label = |at: &usize| {
                spec.and_then(|s| s.columns.get(*at))
                    .map(|a| a.label.clone())
            };
            let bind: Vec<_> = columns
                .iter()
                .map(|c| (*c, label(c).unwrap_or_default()))
                .collect();
            bound(eval, name, bind)
        }
        Each::Mention(at) => mentions(eval, *at),
        Each::Sentence => sentences(eval),
    }
}

fn bound(eval: &mut Eval<'_>, name: &str, to: Vec<(usize, String)>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (at, label) in to {
        eval.bound = vec![(name.to_owned(), at, label.clone())];
        verdicts.extend(once(eval).map(|o| Verdict::of(label, o)));
    }
    verdicts
}

fn mentions(eval: &mut Eval<'_>, at: usize) -> Vec<Verdict> {
    let report = eval.report;
    let mut verdicts = Vec::new();
    for hit in report
        .mentions
        .get(at)
        .map(Vec::as_slice)
        .unwrap_or_default()
    {
        eval.mention = Some((at, hit));
        eval.note_presence(at, &[hit]);
        eval.sentence = sentence(eval.rule, &report.prose, (hit.paragraph, hit.range.start));
        let words = report.prose.text(hit.range.clone()).to_owned();
        verdicts.extend(once(eval).map(|o| Verdict::of(words, o)));
    }
    if verdicts.is_empty() {
        eval.note_presence(at, &[]);
        eval.close_page(true);
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}

/// The sentence around an offset of a paragraph, with those that the rule joins to it.
pub(super) fn sentence(
    rule: &Rule,
    prose: &Prose,
    (paragraph, at): (usize, usize),
) -> Option<Range<usize>> {
    let paragraph = prose.paragraphs.get(paragraph)?;
    let mut whole = prose.sentence(paragraph, at);
    let Some(joins) = &rule.joins else {
        return Some(whole);
    };
    let goes_on = |part: &Range<usize>| {
        let found = prose.searched().find(joins, part);
        found.is_some_and(|f| f.start == part.start)
    };
    let mut first = whole.clone();
    while first.start > paragraph.range.start && goes_on(&first) {
        let stop = prose
            .text(paragraph.range.start..first.start)
            .chars()
            .next_back();
        let end = first.start - stop.map_or(0, char::len_utf8);
        first = prose.sentence(paragraph, end);
        // the sentence that ends where this one begins; none is left where it does not move on
        if first.start >= whole.start {
            break;
        }
        whole.start = first.start;
    }
    while let Some(stop) = prose.text(whole.end..paragraph.range.end).chars().next() {
        let next = prose.sentence(paragraph, whole.end + stop.len_utf8());
        if next.end <= whole.end || !goes_on(&next) {
            break;
        }
        whole.end = next.end;
    }
    Some(whole)
}

fn sentences(eval: &mut Eval<'_>) -> Vec<Verdict> {
    let report = eval.report;
    let mut wanted = Vec::new();
    if let Some(check) = &eval.program.check {
        check.walk(&mut |node| {
            if let Node::Mention(at) = node {
                wanted.push(*at);
            }
        });
    }
    let hits = wanted
        .iter()
        .filter_map(|at| report.mentions.get(*at))
        .flatten();
    let mut found: Vec<Range<usize>> = hits
        .filter_map(|m| sentence(eval.rule, &report.prose, (m.paragraph, m.range.start)))
        .collect();
    found.sort_by_key(|r| (r.start, r.end));
    found.dedup();
    eval.only_here = true;
    let mut verdicts = Vec::new();
    for range in found {
        let words = report.prose.text(range.clone()).to_owned();
        eval.sentence = Some(range);
        verdicts.extend(once(eval).map(|o| Verdict::of(words, o)));
    }
    if verdicts.is_empty() {
        for at in wanted {
            let hits = report.mentions.get(at).into_iter().flatten();
            for hit in hits {
                let shown = eval.read(hit, String::new());
                eval.note_mention(Source::Mention, at, Some(&shown));
            }
        }
        eval.close_page(true);
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}

/// One evaluation; `None` when the sentence at hand does not state what the check needs.
pub(super) fn once(eval: &mut Eval<'_>) -> Option<Outcome> {
    let outcome = decide(eval);
    eval.close_page(outcome.is_some());
    outcome
}

fn decide(eval: &mut Eval<'_>) -> Option<Outcome> {
    let program = eval.program;
    eval.failed = None;
    eval.assumed.set(false);
    if excepted(eval) {
        return Some(Outcome::NotApplicable);
    }
    if let Some(outcome) = applies(eval, program) {
        return (!eval.only_here || !matches!(outcome, Outcome::NotApplicable)).then_some(outcome);
    }
    let Some(check) = &program.check else {
        return Some(Outcome::fail(finding(eval, None)));
    };
    match eval.truth(check) {
        Ok(true) => Some(Outcome::Pass),
        Ok(false) => Some(Outcome::fail(finding(eval, Some(check)))),
        Err(unknown) if unknown.reason == Reason::NotHere => None,
        Err(unknown) => Some(Outcome::Unknown(unknown)),
    }
}

/// Whether the sentence at hand is one that the rule says nothing about.
fn excepted(eval: &Eval<'_>) -> bool {
    let except = &eval.rule.except;
    let sentence = eval.sentence.as_ref().filter(|_| !except.is_empty());
    sentence.is_some_and(|range| {
        let searched = eval.report.prose.searched();
        except.iter().any(|p| searched.is_match(p, range))
    })
}

/// What did not hold, done again with the names and places that messages need.
fn finding(eval: &mut Eval<'_>, check: Option<&Node>) -> Finding {
    eval.failed = None;
    eval.tracing = true;
    eval.for_messages(true);
    let shown = check.and_then(|c| eval.value(c).ok());
    let finding = eval.finding(shown);
    eval.for_messages(false);
    eval.tracing = eval.log.is_some();
    finding
}
