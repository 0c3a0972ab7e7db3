//! Headings against sections.

use crate::report::{Fit, Heading, Report};
use crate::rule::kinds::SectionFault;
use crate::rule::verdict::{Finding, Outcome, Verdict};

pub(super) fn evaluate(report: &Report<'_>, fault: SectionFault) -> Vec<Verdict> {
    if matches!(fault, SectionFault::Extra | SectionFault::Repeated) {
        return surplus(report, fault);
    }
    let displaced = displaced(report);
    let sections = report.kind.sections.iter().enumerate();
    sections
        .map(|(at, spec)| {
            let heading = report.heading(at);
            let fails = match (fault, heading) {
                (SectionFault::Missing, heading) => heading.is_none(),
                (_, None) => return Verdict::of(&spec.title, Outcome::NotApplicable),
                (SectionFault::Renamed, Some(h)) => h.fit == Fit::Renamed,
                (SectionFault::Variant, Some(h)) => h.fit == Fit::Accepted,
                (SectionFault::Order, Some(_)) => displaced.contains(&at),
                (_, Some(h)) => h.ordinal.is_some_and(|n| n as usize != at + 1),
            };
            let outcome = match fails {
                true => Outcome::fail(finding(report, at, heading)),
                false => Outcome::Pass,
            };
            Verdict::of(&spec.title, outcome)
        })
        .collect()
}

fn finding(report: &Report<'_>, at: usize, heading: Option<&Heading>) -> Finding {
    let title = report
        .kind
        .sections
        .get(at)
        .map(|s| s.title.clone())
        .unwrap_or_default();
    let finding = match heading {
        Some(h) => Finding::at(h.span).with("found", h.title.clone()).with(
            "found-number",
            h.ordinal.map(|n| n.to_string()).unwrap_or_default(),
        ),
        // where it should have been: before the next section that is there, else behind the last one
        None => {
            let later = report.headings.iter().find(|h| h.section > Some(at));
            let before = report.headings.iter().rev().find(|h| h.section < Some(at));
            let near = later.or(before).map(|h| h.span);
            near.or(report.title.as_ref().map(|t| t.span))
                .map_or_else(Finding::default, Finding::at)
        }
    };
    finding
        .with("title", title)
        .with("number", (at + 1).to_string())
}

/// Sections that are not part of the longest run in the right order.
fn displaced(report: &Report<'_>) -> Vec<usize> {
    let order: Vec<usize> = report
        .headings
        .iter()
        .filter(|h| h.fit != Fit::Repeated)
        .filter_map(|h| h.section)
        .collect();
    // longest increasing subsequence, by patience on a handful of sections
    let mut best: Vec<Vec<usize>> = Vec::new();
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
    order.into_iter().filter(|s| !kept.contains(s)).collect()
}

fn surplus(report: &Report<'_>, fault: SectionFault) -> Vec<Verdict> {
    let wanted = match fault {
        SectionFault::Extra => Fit::Extra,
        _ => Fit::Repeated,
    };
    let mut verdicts: Vec<Verdict> = report
        .headings
        .iter()
        .filter(|h| h.fit == wanted)
        .map(|h| {
            let mut finding = Finding::at(h.span)
                .with("found", h.title.clone())
                .with("title", h.title.clone());
            if let Some(first) = h.section.and_then(|s| report.heading(s)) {
                finding = finding.also(first.span, String::new());
            }
            Verdict::of(&h.title, Outcome::fail(finding))
        })
        .collect();
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::Pass));
    }
    verdicts
}
