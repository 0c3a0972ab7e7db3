//! Headings against sections.

use crate::report::{Fit, Heading, Report, SectionId};
use crate::rule::eval::Eval;
use crate::rule::kinds::SectionFault;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Id, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>, fault: SectionFault) -> Vec<Verdict> {
    let report = eval.report;
    match fault {
        SectionFault::Extra | SectionFault::Repeated => return surplus(eval, fault),
        SectionFault::Number => return numbers(eval),
        SectionFault::Cut => {
            let last = report.headings.iter().rev().find_map(|h| h.section);
            if let Some(last) = last {
                eval.note_heading(last);
            }
            return eval.only(cut(report));
        }
        SectionFault::Part => {
            let mut shown = report.headings.iter().filter_map(|h| h.section);
            if let Some(first) = shown.next() {
                eval.note_heading(first);
            }
            return eval.only(part(report));
        }
        _ => {}
    }
    let displaced = displaced(report);
    let mut verdicts = Vec::new();
    for (at, spec) in report.kind.sections.iter_ids() {
        eval.note_heading(at);
        let heading = report.heading(at);
        let parent = spec.parent.map(|p| report.heading(p).is_some());
        let fails = match (fault, heading) {
            // where a part is missing, what stands in it is not missing, too
            (SectionFault::Missing, None) if parent == Some(false) => None,
            (SectionFault::Missing, heading) => Some(heading.is_none()),
            (_, None) => None,
            (SectionFault::Renamed, Some(h)) => Some(h.fit == Fit::Renamed),
            (SectionFault::Variant, Some(h)) => Some(h.fit == Fit::Accepted),
            (_, Some(_)) => Some(displaced.contains(&at)),
        };
        let outcome = match fails {
            None => Outcome::NotApplicable,
            Some(true) => Outcome::fail(finding(report, at, heading)),
            Some(false) => Outcome::Pass,
        };
        verdicts.push(eval.verdict(report.kind.path(at), outcome));
    }
    verdicts
}

/// The section in which the text ends.
fn cut(report: &Report<'_>) -> Outcome {
    let Some(cut) = report.cut.filter(|c| !c.whole) else {
        return Outcome::Pass;
    };
    let spec = report.kind.sections.get(cut.section);
    let title = spec.map(|s| s.title.clone()).unwrap_or_default();
    let finding = Finding::at(cut.span).with("title", title);
    Outcome::fail(finding.with("number", (cut.section.index() + 1).to_string()))
}

/// The sections that are there, where others before or behind them are not. A torn end is another finding.
fn part(report: &Report<'_>) -> Outcome {
    let torn = report.cut.is_some_and(|c| !c.whole);
    let place = report.late.map(|l| l.span);
    let place = place.or(report.cut.map(|c| c.span)).or(report.extract);
    let (Some(place), false) = (place, torn) else {
        return Outcome::Pass;
    };
    let shown: BTreeSet<SectionId> = report.headings.iter().filter_map(|h| h.section).collect();
    let Some(last) = shown.last() else {
        return Outcome::Pass;
    };
    let title = report.kind.sections.get(*last).map(|s| s.title.clone());
    let shown: Vec<SectionId> = shown.into_iter().collect();
    let number = |section: SectionId| (section.index() + 1).to_string();
    let runs = shown.chunk_by(|a, b| a.next() == *b);
    let runs = runs.filter_map(|run| match run {
        [] => None,
        [one] => Some(number(*one)),
        [first, .., last] => Some(format!("{}\u{2013}{}", number(*first), number(*last))),
    });
    let numbers = runs.collect::<Vec<_>>().join("\u{3001}");
    let finding = Finding::at(place).with("title", title.unwrap_or_default());
    Outcome::fail(finding.with("number", numbers))
}

/// Sections with a wrong number. Where the ones behind count on from it, they are places of the same finding.
fn numbers<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
    let report = eval.report;
    let mut verdicts: Vec<Verdict> = Vec::new();
    // by how much the numbers are off at present, and the verdict that says so
    let mut off = (0, None);
    let mut parent = None;
    for (at, spec) in report.kind.sections.iter_ids() {
        eval.note_heading(at);
        if std::mem::replace(&mut parent, spec.parent) != spec.parent {
            off = (0, None);
        }
        let heading = report.heading(at);
        let ordinal = heading.and_then(|h| Some((h, h.ordinal?)));
        let outcome = match ordinal {
            None if heading.is_none() => Outcome::NotApplicable,
            None => Outcome::Pass,
            Some((h, ordinal)) => {
                let by = i64::from(ordinal) - (report.kind.nth(at) as i64 + 1);
                let goes_on = by != 0 && by == off.0;
                let first: Option<&mut Verdict> = off.1.and_then(|v: usize| verdicts.get_mut(v));
                match first.map(|v| &mut v.outcome) {
                    Some(Outcome::Fail(first)) if goes_on => {
                        **first = std::mem::take(&mut **first).also(h.span, String::new());
                        Outcome::Pass
                    }
                    _ if by == 0 => {
                        off = (0, None);
                        Outcome::Pass
                    }
                    _ => {
                        off = (by, Some(verdicts.len()));
                        Outcome::fail(finding(report, at, heading))
                    }
                }
            }
        };
        verdicts.push(eval.verdict(report.kind.path(at), outcome));
    }
    verdicts
}

fn finding(report: &Report<'_>, at: SectionId, heading: Option<&Heading>) -> Finding {
    let spec = report.kind.sections.get(at);
    let finding = match heading {
        Some(h) => {
            let number = h.ordinal.map(|n| n.to_string()).unwrap_or_default();
            let title = spec.map(|s| s.title.clone()).unwrap_or_default();
            Finding::at(h.span)
                .with("title", title)
                .with("found", h.title.clone())
                .with("found-number", number)
        }
        None => {
            let place = place_of_missing(report, at);
            let finding = place.map_or_else(Finding::default, Finding::at);
            finding.with("title", report.kind.path(at))
        }
    };
    finding.with("number", (report.kind.nth(at) + 1).to_string())
}

/// Where a section should have been: before the next one that is there, else behind the last one; else in its parent.
fn place_of_missing(report: &Report<'_>, at: SectionId) -> Option<Span> {
    let parent = |at: SectionId| report.kind.sections.get(at).and_then(|s| s.parent);
    let own = parent(at);
    let all = report.headings.iter().chain(&report.inner);
    let beside: Vec<&Heading> = all
        .filter(|h| h.section.is_some_and(|s| parent(s) == own))
        .collect();
    let later = beside.iter().find(|h| h.section > Some(at));
    let before = beside.iter().rev().find(|h| h.section < Some(at));
    let near = later.or(before).map(|h| h.span);
    let outer = || own.and_then(|p| report.heading(p)).map(|h| h.span);
    near.or_else(outer)
        .or_else(|| report.title.as_ref().map(|t| t.span))
}

/// Sections that are not part of the longest run in the right order, inside of each parent.
fn displaced(report: &Report<'_>) -> Vec<SectionId> {
    let all = report.headings.iter().chain(&report.inner);
    let known = all.filter(|h| h.fit != Fit::Repeated);
    let mut orders: BTreeMap<Option<SectionId>, Vec<SectionId>> = BTreeMap::new();
    for section in known.filter_map(|h| h.section) {
        let parent = report.kind.sections.get(section).and_then(|s| s.parent);
        orders.entry(parent).or_default().push(section);
    }
    orders.into_values().flat_map(out_of_order).collect()
}

/// What is not part of the longest growing run, by patience on a handful of sections.
fn out_of_order(order: Vec<SectionId>) -> impl Iterator<Item = SectionId> {
    let mut best: Vec<Vec<SectionId>> = Vec::new();
    for section in &order {
        let longest = best
            .iter()
            .filter(|run| run.last().is_none_or(|l| l < section))
            .max_by_key(|run| run.len());
        let mut run = longest.cloned().unwrap_or_default();
        run.push(*section);
        best.push(run);
    }
    let kept = best.into_iter().max_by_key(Vec::len).unwrap_or_default();
    order.into_iter().filter(move |s| !kept.contains(s))
}

fn surplus<R: Recorder>(eval: &mut Eval<'_, R>, fault: SectionFault) -> Vec<Verdict> {
    let report = eval.report;
    let wanted = match fault {
        SectionFault::Extra => Fit::Extra,
        _ => Fit::Repeated,
    };
    let mut verdicts: Vec<Verdict> = Vec::new();
    for heading in report.outline() {
        let read = || {
            let spec = heading.section.and_then(|s| report.kind.sections.get(s));
            let id = spec.map_or("", |s| s.id.as_str());
            Read::found(Source::Heading, id, &heading.title, heading.span)
        };
        if heading.fit != wanted {
            eval.record.around(read);
            continue;
        }
        eval.record.read(read);
        let title = heading.title.as_str();
        let mut finding = Finding::at(heading.span)
            .with("found", title)
            .with("title", title);
        if let Some(first) = heading.section.and_then(|s| report.heading(s)) {
            finding = finding.also(first.span, String::new());
        }
        verdicts.push(eval.verdict(title, Outcome::fail(finding)));
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::Pass);
    }
    verdicts
}
