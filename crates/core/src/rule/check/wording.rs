//! Words that must stand somewhere, brackets in pairs.

use crate::report::{Paragraph, Part, Report, Scope};
use crate::rule::eval::Eval;
use crate::rule::functions::in_scope;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Pattern, Span};
use std::ops::Range;

/// The ranges of folded text in a scope; all of it when the scope is empty.
pub(super) fn ranges(report: &Report<'_>, scope: &[Scope]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for paragraph in &report.prose.paragraphs {
        let here = scope.iter().any(|s| in_scope(*s, paragraph));
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

pub(super) fn require<R: Recorder>(
    eval: &mut Eval<'_, R>,
    scope: &[Scope],
    any_of: &[Pattern],
    near: Option<&Pattern>,
) -> Vec<Verdict> {
    let report = eval.report;
    let texts = ranges(report, scope);
    let searched = report.prose.searched();
    eval.note_scope(scope, &texts);
    for pattern in any_of {
        eval.note_words(Source::Words, pattern, &texts);
    }
    let held = texts
        .iter()
        .any(|r| any_of.iter().any(|p| searched.is_match(p, r)));
    if held {
        return eval.only(Outcome::Pass);
    }
    let place = anchor(report, scope, near);
    if let Some(near) = near {
        let words = place.map(|span| (span, report.document.slice(span)));
        let words = words.filter(|(_, words)| near.is_match(words));
        eval.record.read(|| {
            let read = match words {
                Some((span, words)) => Read::found(Source::Words, near.source(), words, span),
                None => Read::absent(Source::Words, near.source()),
            };
            read.named(near.label())
        });
    }
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
    eval.only(Outcome::fail(finding))
}

/// Where something that is missing would stand: a heading that holds `near`, else the section's heading, else the
/// title.
pub(super) fn anchor(report: &Report<'_>, scope: &[Scope], near: Option<&Pattern>) -> Option<Span> {
    let prose = &report.prose;
    let by_words = near.and_then(|pattern| {
        let lead = |p: &Paragraph| -> Option<Range<usize>> {
            let in_range = scope.is_empty() || scope.iter().any(|s| in_scope(*s, p));
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

pub(super) fn pairs<R: Recorder>(eval: &mut Eval<'_, R>, pairs: &[(char, char)]) -> Vec<Verdict> {
    let report = eval.report;
    let mut verdicts = Vec::new();
    for (open, close) in pairs {
        let pair = format!("{open}{close}");
        let alone = alone(report, *open, *close);
        note_marks(eval, (*open, *close), &alone);
        for range in alone {
            let (mark, span) = (report.prose.text(range.clone()), report.prose.span(&range));
            eval.record
                .read(|| Read::found(Source::Mark, pair.as_str(), mark, span));
            let finding = Finding::at(span)
                .with("mark", mark)
                .with("pair", pair.as_str());
            verdicts.push(eval.verdict(pair.as_str(), Outcome::fail(finding)));
        }
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::Pass);
    }
    verdicts
}

/// The marks that no finding is about.
fn note_marks<R: Recorder>(
    eval: &mut Eval<'_, R>,
    (open, close): (char, char),
    alone: &[Range<usize>],
) {
    if !R::READS {
        return;
    }
    let (prose, id) = (&eval.report.prose, format!("{open}{close}"));
    let mut any = false;
    for paragraph in prose.paragraphs.iter().filter(|p| p.part != Part::Table) {
        let skip = behind_number(paragraph);
        let text = prose.text(skip..paragraph.range.end);
        for (at, mark) in text.match_indices([open, close]) {
            let range = skip + at..skip + at + mark.len();
            any = true;
            if alone
                .binary_search_by_key(&range.start, |r| r.start)
                .is_err()
            {
                let span = prose.span(&range);
                eval.record
                    .around(|| Read::found(Source::Mark, id.as_str(), mark, span));
            }
        }
    }
    if !any {
        eval.record.around(|| Read::absent(Source::Mark, id));
    }
}

/// Where the words of a paragraph begin: a numbered list may open with `1)`.
fn behind_number(paragraph: &Paragraph) -> usize {
    let opening = paragraph.opening.as_ref();
    opening.map_or(paragraph.range.start, |o| o.number.end)
}

/// The marks without partner, the first of each paragraph. A pair that a broken line parts is none: it opens in a
/// paragraph that ends in the middle of a sentence, and closes in the next.
fn alone(report: &Report<'_>, open: char, close: char) -> Vec<Range<usize>> {
    let prose = &report.prose;
    let mut found: Vec<Range<usize>> = Vec::new();
    // the paragraph before has an open mark and goes on
    let mut goes_on = false;
    for paragraph in prose.paragraphs.iter().filter(|p| p.part != Part::Table) {
        let skip = behind_number(paragraph);
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
    // one sign at a time is looked for by bytes
    if !text.contains(open) && !text.contains(close) {
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
