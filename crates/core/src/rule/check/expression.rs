//! `check = "…"`: an expression for the report, for each row or column, for each mention, for each sentence.

use super::applies;
use crate::report::{AxisId, MentionId, Prose};
use crate::rule::eval::{Eval, truth_of};
use crate::rule::linear;
use crate::rule::model::{Each, Rule};
use crate::rule::node::Node;
use crate::rule::record::Recorder;
use crate::rule::trace::Source;
use crate::rule::value::{ReadFrom, Reason, Unknown};
use crate::rule::verdict::{Outcome, Verdict};
use crate::text::Id;
use std::ops::Range;

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
    let several = match &eval.program.each {
        Each::Once => 1,
        Each::Rows { rows, .. } => rows.len(),
        Each::Columns { columns, .. } => columns.len(),
        Each::Mention(at) => return mentions(eval, *at),
        Each::Free { .. } => return free(eval),
        Each::Sentence => return sentences(eval),
    };
    (0..several).filter_map(|nth| one(eval, nth)).collect()
}

/// One evaluation of a rule that goes through rows or columns, or through nothing.
pub(super) fn one<R: Recorder>(eval: &mut Eval<'_, R>, nth: usize) -> Option<Verdict> {
    let tables = &eval.report.form.tables;
    let bound = match &eval.program.each {
        Each::Rows { name, table, rows } => {
            let row = *rows.get(nth)?;
            let axis = tables.get(*table).and_then(|t| t.rows.get(row));
            Some((name, AxisId::of(row), axis))
        }
        Each::Columns {
            name,
            table,
            columns,
        } => {
            let column = *columns.get(nth)?;
            let axis = tables.get(*table).and_then(|t| t.columns.get(column));
            Some((name, AxisId::of(column), axis))
        }
        _ => None,
    };
    eval.bound = bound.map(|(name, at, axis)| {
        let label = axis.map_or("", |a| a.label.as_str());
        (name.as_str(), at, label)
    });
    let label = eval.bound.map_or("", |(.., label)| label);
    if holds(eval, nth) {
        return Some(Verdict::of(label, Outcome::Pass));
    }
    once(eval).map(|o| Verdict::of(label, o))
}

/// The evaluations of a rule that goes through rows that no form prescribes.
fn free<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
    let (report, program) = (eval.report, eval.program);
    let Each::Free {
        name,
        column,
        table,
        level,
        columns,
    } = &program.each
    else {
        return Vec::new();
    };
    let tables = report
        .form
        .tables
        .get(*table)
        .zip(report.tables.get(*table));
    let Some((spec, facts)) = tables else {
        return Vec::new();
    };
    if facts.span.is_none() {
        let reason = Reason::NoTable(spec.title.clone());
        return eval.only(Outcome::Unknown(reason.nowhere()));
    }
    let rows = facts
        .free
        .iter()
        .filter(|r| level.is_none() || r.level == *level);
    let mut verdicts = Vec::new();
    for row in rows {
        eval.bound = Some((name, AxisId::new(row.at), row.name()));
        let Some(second) = column else {
            verdicts.extend(once(eval).map(|o| Verdict::of(row.name(), o)));
            continue;
        };
        for at in columns {
            let label = spec.columns.get(*at).map_or("", |c| c.label.as_str());
            eval.column = Some((second, AxisId::of(*at), label));
            let label = format!("{} \u{b7} {label}", row.name());
            verdicts.extend(once(eval).map(|o| Verdict::of(label, o)));
        }
    }
    match verdicts.is_empty() {
        true => eval.only(Outcome::NotApplicable),
        false => verdicts,
    }
}

/// Whether an evaluation holds as sums of whole numbers show, so that nothing else needs to be read. Where they do not, the
/// expression says what is wrong or cannot be read.
fn holds<R: Recorder>(eval: &Eval<'_, R>, nth: usize) -> bool {
    let report = eval.report;
    let instances = || linear::instances(eval.rule, eval.program, report.form);
    let sums = (!R::READS).then(instances).and_then(|i| i.get(nth));
    sums.is_some_and(|i| i.decide(|cell| report.whole(cell)) == Some(true))
}

fn mentions<R: Recorder>(eval: &mut Eval<'_, R>, at: MentionId) -> Vec<Verdict> {
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
        let words = report.prose.text(hit.range.clone());
        verdicts.extend(once(eval).map(|o| Verdict::of(words, o)));
    }
    if verdicts.is_empty() {
        eval.note_presence(at, &[]);
        return eval.only(Outcome::NotApplicable);
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

fn sentences<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
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
    let mut verdicts = Vec::new();
    for range in found {
        let words = report.prose.text(range.clone());
        eval.sentence = Some(range);
        verdicts.extend(once(eval).map(|o| Verdict::of(words, o)));
    }
    if verdicts.is_empty() {
        for at in wanted {
            let hits = report.mentions.get(at).into_iter().flatten();
            for hit in hits {
                let read = eval.read(hit, ReadFrom::Other);
                eval.note_mention(Source::Mention, at, Some(&read));
            }
        }
        return eval.only(Outcome::NotApplicable);
    }
    verdicts
}

/// One evaluation; `None` when the sentence at hand does not state what the check needs.
pub(super) fn once<R: Recorder>(eval: &mut Eval<'_, R>) -> Option<Outcome> {
    let outcome = decide(eval);
    eval.record.end(outcome.is_some());
    outcome
}

fn decide<R: Recorder>(eval: &mut Eval<'_, R>) -> Option<Outcome> {
    eval.assumed = false;
    if excepted(eval) {
        return Some(Outcome::NotApplicable);
    }
    if let Some(outcome) = applies(eval) {
        return (!eval.only_here() || outcome != Outcome::NotApplicable).then_some(outcome);
    }
    let Some(check) = &eval.program.check else {
        return Some(Outcome::fail(R::finding(eval, None, None)));
    };
    match eval.value(check).and_then(truth_of) {
        Ok((true, _)) => Some(Outcome::Pass),
        Ok((false, whole)) => Some(Outcome::fail(R::finding(eval, Some(check), Some(whole)))),
        Err(unknown) if unknown.reason == Reason::NotHere => None,
        Err(Unknown {
            reason: Reason::Optional(_),
            ..
        }) => Some(Outcome::NotApplicable),
        Err(unknown) => Some(Outcome::Unknown(unknown)),
    }
}

/// Whether the sentence at hand is one that the rule says nothing about.
fn excepted<R: Recorder>(eval: &Eval<'_, R>) -> bool {
    let except = &eval.rule.except;
    let sentence = eval.sentence.as_ref().filter(|_| !except.is_empty());
    sentence.is_some_and(|range| {
        let searched = eval.report.prose.searched();
        except.iter().any(|p| searched.is_match(p, range))
    })
}
