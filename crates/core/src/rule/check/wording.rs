//! Words that must stand somewhere, wrong terms, brackets in pairs, numbers of sub-headings.

use crate::report::{Paragraph, Part, Report, Scope};
use crate::rule::functions::in_scope;
use crate::rule::kinds::Term;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Edit, Pattern, Span};
use std::ops::Range;

/// The ranges of folded text in a scope; all of it when the scope is empty.
pub(in crate::rule) fn ranges(report: &Report<'_>, scope: &[Scope]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for paragraph in &report.prose.paragraphs {
        let here = scope.iter().any(|s| in_scope(*s, paragraph.part));
        let anywhere = scope.is_empty() && paragraph.part != Part::Table;
        if here || anywhere {
            all.push(paragraph.range.clone());
        }
    }
    for one in scope {
        if let Scope::Zone(zone) = one {
            all.extend(report.zones.get(*zone).cloned().unwrap_or_default());
        }
    }
    all.sort_by_key(|r| r.start);
    all
}

pub(super) fn require(
    report: &Report<'_>,
    scope: &[Scope],
    any_of: &[Pattern],
    near: Option<&Pattern>,
) -> Vec<Verdict> {
    let texts = ranges(report, scope);
    let searched = report.prose.searched();
    let held = texts
        .iter()
        .any(|r| any_of.iter().any(|p| searched.is_match(p, r)));
    if held {
        return vec![Verdict::only(Outcome::Pass)];
    }
    let place = anchor(report, scope, near);
    let mut finding = place.map_or_else(Finding::default, Finding::at);
    // what stands under the heading instead
    let paragraphs = &report.prose.paragraphs;
    let heading = paragraphs
        .iter()
        .position(|p| place.is_some_and(|s| p.span.contains(s)));
    if let Some(next) = heading.and_then(|at| paragraphs.get(at + 1))
        && matches!(next.part, Part::Section(_))
        && heading
            .and_then(|at| paragraphs.get(at))
            .is_some_and(|p| matches!(p.part, Part::Title(_)))
    {
        finding = finding.also(next.span, String::new());
    }
    vec![Verdict::only(Outcome::fail(finding))]
}

/// Where something that is missing would stand: a heading that holds `near`, else the section's heading, else the
/// title.
pub(in crate::rule) fn anchor(
    report: &Report<'_>,
    scope: &[Scope],
    near: Option<&Pattern>,
) -> Option<Span> {
    let prose = &report.prose;
    let by_words = near.and_then(|pattern| {
        let lead = |p: &Paragraph| -> Option<Range<usize>> {
            let in_range = scope.is_empty() || scope.iter().any(|s| in_scope(*s, p.part));
            let lead = match &p.opening {
                Some(o) => o.number.start..o.lead.end,
                None if p.heading.is_some() => p.range.clone(),
                None => return None,
            };
            (in_range && pattern.is_match(prose.text(lead.clone()))).then_some(lead)
        };
        let found = prose.paragraphs.iter().find_map(lead)?;
        Some(prose.span(&found))
    });
    let by_section = scope.iter().find_map(|s| match s {
        Scope::Section(at) => report.heading(*at).map(|h| h.span),
        _ => None,
    });
    let by_title = report.title.as_ref().map(|t| t.span);
    by_words.or(by_section).or(by_title)
}

pub(super) fn terms(report: &Report<'_>, terms: &[Term]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for term in terms {
        for hit in term
            .matcher
            .run(report.document, &report.prose, &report.zones, report.year())
        {
            let span = hit.group("at").map_or(hit.span, |g| g.span);
            let wrong = report.document.slice(span).to_owned();
            let mut finding = Finding::at(span)
                .with("wrong", wrong.clone())
                .with("right", term.right.clone());
            if !term.note.is_empty() {
                finding.message = Some(term.note.clone());
            }
            if !term.right.is_empty() {
                finding.replacement = Some(Edit {
                    span,
                    text: term.right.clone(),
                });
                finding.safe = term.safe;
            }
            verdicts.push(Verdict::of(wrong, Outcome::fail(finding)));
        }
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::Pass));
    }
    verdicts
}

pub(super) fn pairs(report: &Report<'_>, pairs: &[(char, char)]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (open, close) in pairs {
        for range in alone(report, *open, *close) {
            let finding = Finding::at(report.prose.span(&range))
                .with("mark", report.prose.text(range))
                .with("pair", format!("{open}{close}"));
            verdicts.push(Verdict::of(
                format!("{open}{close}"),
                Outcome::fail(finding),
            ));
        }
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::Pass));
    }
    verdicts
}

/// The marks without partner, the first of each paragraph. A pair that a broken line parts is none: it opens in a
/// paragraph that ends in the middle of a sentence, and closes in the next.
fn alone(report: &Report<'_>, open: char, close: char) -> Vec<Range<usize>> {
    let prose = &report.prose;
    let mut found: Vec<Range<usize>> = Vec::new();
    // the paragraph before has an open mark and goes on
    let mut goes_on = false;
    for paragraph in prose.paragraphs.iter().filter(|p| p.part != Part::Table) {
        // a numbered list may open with `1)`
        let opening = paragraph.opening.as_ref();
        let skip = opening.map_or(paragraph.range.start, |o| o.number.end);
        let text = prose.text(skip..paragraph.range.end);
        let mark = unmatched(text, open, close).map(|at| skip + at.start..skip + at.end);
        let opens = mark
            .clone()
            .is_some_and(|m| prose.text(m).starts_with(open));
        if goes_on && mark.is_some() && !opens {
            found.pop();
            goes_on = false;
            continue;
        }
        let inside = opens || (goes_on && mark.is_none());
        goes_on = inside && !text.ends_with(['\u{3002}', '!', '?', ';', ':']);
        found.extend(mark);
    }
    found
}

/// The first mark without partner.
fn unmatched(text: &str, open: char, close: char) -> Option<Range<usize>> {
    if !text.contains([open, close]) {
        return None;
    }
    let mut stack = Vec::new();
    for (at, c) in text.char_indices() {
        let here = at..at + c.len_utf8();
        if c == open {
            stack.push(here);
        } else if c == close && stack.pop().is_none() {
            return Some(here);
        }
    }
    stack.into_iter().next()
}

pub(super) fn numbering(report: &Report<'_>, scope: &[Scope], level: u8) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let mut last = 0;
    let mut part = None;
    for paragraph in &report.prose.paragraphs {
        let wanted = scope.is_empty() || scope.iter().any(|s| in_scope(*s, paragraph.part));
        let Some(opening) = paragraph
            .opening
            .as_ref()
            .filter(|o| wanted && o.numbering.level == level)
        else {
            continue;
        };
        if part != Some(paragraph.part) {
            (last, part) = (0, Some(paragraph.part));
        }
        let now = opening.numbering.ordinal;
        // a list may begin anew
        let fits = now == last + 1 || now == 1;
        let outcome = if fits {
            Outcome::Pass
        } else {
            let span = report.prose.span(&opening.number);
            let finding = Finding::at(span)
                .with("number", now.to_string())
                .with("last", last.to_string())
                .with("expected", (last + 1).to_string());
            Outcome::fail(finding)
        };
        let name = report.prose.text(opening.number.start..opening.lead.end);
        verdicts.push(Verdict::of(name, outcome));
        last = now;
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}
