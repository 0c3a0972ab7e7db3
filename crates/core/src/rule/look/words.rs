//! Words in prose: matches, exceptions, terms, required words, marks, numbers, sums.

use super::{Looked, only, places, reads};
use crate::report::{Match, Matcher, Part, Report, Scope};
use crate::rule::check::{anchor, lists, ranges};
use crate::rule::eval::Eval;
use crate::rule::functions::in_scope;
use crate::rule::kinds::{Breakdown, SumFault, Term};
use crate::rule::trace::{Read, Source};
use crate::text::Pattern;
use std::ops::Range;

impl Eval<'_> {
    /// A match of the rule's own patterns.
    pub(in crate::rule) fn note_hit(&self, matcher: &Matcher, hit: &Match) {
        if self.log.is_none() {
            return;
        }
        let report = self.report;
        let mine = matcher.patterns.iter().find(|pattern| {
            let hits = run(&only(matcher, pattern), report);
            hits.iter().any(|h| h.span == hit.span)
        });
        let id = mine.map(Pattern::source).unwrap_or_default();
        let text = report.document.slice(hit.span);
        self.note(|| Read::found(Source::Match, id, text, hit.span));
    }
}

fn run(matcher: &Matcher, report: &Report<'_>) -> Vec<Match> {
    matcher.run(report.document, &report.prose, &report.zones, report.year())
}

/// The patterns that match nowhere.
pub(super) fn unmatched(matcher: &Matcher, report: &Report<'_>) -> Vec<Read> {
    let patterns = matcher.patterns.iter();
    patterns
        .filter(|p| run(&only(matcher, p), report).is_empty())
        .map(|p| Read::absent(Source::Match, p.source()))
        .collect()
}

/// The exceptions, each with the words by which it bars a match.
pub(super) fn exceptions(matcher: &Matcher, report: &Report<'_>) -> Vec<Read> {
    let mut all = Vec::new();
    for pattern in &matcher.except {
        // what this exception alone keeps from being a match
        let others = matcher
            .except
            .iter()
            .filter(|e| e.source() != pattern.source());
        let without = Matcher {
            except: others.cloned().collect(),
            ..matcher.clone()
        };
        let with = run(matcher, report);
        let barred: Vec<Match> = run(&without, report)
            .into_iter()
            .filter(|m| !with.iter().any(|w| w.span == m.span))
            .collect();
        let paragraphs = barred
            .iter()
            .filter_map(|m| report.prose.paragraphs.get(m.paragraph));
        let parts: Vec<Range<usize>> = paragraphs.map(|p| p.range.clone()).collect();
        let touches = |r: &Read| {
            r.span
                .is_some_and(|s| barred.iter().any(|m| m.span.overlaps(s)))
        };
        let found = reads(report, Source::Exception, pattern, &parts);
        let mut found: Vec<Read> = found.into_iter().filter(touches).collect();
        if found.is_empty() {
            found.push(Read::absent(Source::Exception, pattern.source()));
        }
        all.extend(found);
    }
    all
}

pub(super) fn terms(report: &Report<'_>, terms: &[Term]) -> Vec<Looked> {
    let mut all = Vec::new();
    for term in terms {
        for pattern in &term.matcher.patterns {
            let hits = run(&only(&term.matcher, pattern), report);
            if hits.is_empty() {
                let absent = Read::absent(Source::Term, pattern.source());
                all.push((None, absent.named(term.right.as_str())));
            }
            for hit in hits {
                let span = hit.group("at").map_or(hit.span, |g| g.span);
                let wrong = report.document.slice(span);
                let read = Read::found(Source::Term, pattern.source(), wrong, span);
                all.push((Some(wrong.to_owned()), read.named(term.right.as_str())));
            }
        }
        let barred = exceptions(&term.matcher, report).into_iter();
        all.extend(barred.map(|r| (None, r)));
    }
    all
}

pub(super) fn required(
    report: &Report<'_>,
    scope: &[Scope],
    any_of: &[Pattern],
    near: Option<&Pattern>,
) -> Vec<Read> {
    let parts = ranges(report, scope);
    let (id, name) = super::scope_name(report.kind, scope);
    let spans = parts.iter().map(|r| report.prose.span(r));
    let mut all = vec![Read {
        span: spans.reduce(crate::text::Span::cover),
        ..Read::absent(Source::Scope, id).named(name)
    }];
    let looked = any_of.iter();
    all.extend(looked.flat_map(|p| reads(report, Source::Words, p, &parts)));
    let held = all.iter().skip(1).any(|r| r.span.is_some());
    if let Some(near) = near.filter(|_| !held) {
        let place = anchor(report, scope, Some(near));
        let place = place.filter(|s| near.is_match(report.document.slice(*s)));
        all.push(match place {
            Some(span) => {
                let text = report.document.slice(span);
                Read::found(Source::Words, near.source(), text, span)
            }
            None => Read::absent(Source::Words, near.source()),
        });
    }
    all
}

pub(super) fn pairs(report: &Report<'_>, pairs: &[(char, char)]) -> Vec<Read> {
    let mut all = Vec::new();
    for (open, close) in pairs {
        let id = format!("{open}{close}");
        let before = all.len();
        for paragraph in report
            .prose
            .paragraphs
            .iter()
            .filter(|p| p.part != Part::Table)
        {
            let opening = paragraph.opening.as_ref();
            let skip = opening.map_or(paragraph.range.start, |o| o.number.end);
            let text = report.prose.text(skip..paragraph.range.end);
            for (at, mark) in text.match_indices([*open, *close]) {
                let range = skip + at..skip + at + mark.len();
                let span = report.prose.span(&range);
                all.push(Read::found(Source::Mark, id.as_str(), mark, span));
            }
        }
        if all.len() == before {
            all.push(Read::absent(Source::Mark, id));
        }
    }
    all
}

pub(super) fn numbering(report: &Report<'_>, scope: &[Scope], level: u8) -> Vec<Looked> {
    let mut all = Vec::new();
    for paragraph in &report.prose.paragraphs {
        let wanted = scope.is_empty() || scope.iter().any(|s| in_scope(*s, paragraph.part));
        let opening = paragraph.opening.as_ref();
        let Some(opening) = opening.filter(|o| wanted && o.numbering.level == level) else {
            continue;
        };
        let part: Vec<Scope> = match paragraph.part {
            Part::Head => vec![Scope::Head],
            Part::Section(at) => vec![Scope::Section(at)],
            Part::Tail => vec![Scope::Tail],
            Part::Title(_) | Part::Table => Vec::new(),
        };
        let (id, _) = super::scope_name(report.kind, &part);
        let text = report.prose.text(opening.number.clone());
        let span = report.prose.span(&opening.number);
        let name = report.prose.text(opening.number.start..opening.lead.end);
        all.push((
            Some(name.to_owned()),
            Read::found(Source::Ordinal, id, text, span),
        ));
    }
    all
}

/// The totals and parts of sums in sentences, and the words by which lists of parts are told.
pub(super) fn breakdown(report: &Report<'_>, spec: &Breakdown) -> Vec<Looked> {
    let mut all: Vec<Looked> = Vec::new();
    let mut behind = Vec::new();
    for found in lists(report, spec) {
        for (role, figure) in found.figures() {
            let text = report.prose.text(figure.clone());
            let read = Read::found(Source::Figure, role, text, report.prose.span(figure));
            all.push((Some(found.words.clone()), read));
        }
        behind.push(found.behind().clone());
    }
    let parts = ranges(report, &spec.scope).into_iter();
    let searched = report.prose.searched();
    let ends = |r: &Range<usize>| {
        let concludes = spec.concludes.as_ref();
        concludes.is_some_and(|p| searched.is_match(p, r))
    };
    let opened = |r: &Range<usize>| searched.is_match(&spec.opens, r) || ends(r);
    let sentences: Vec<Range<usize>> = parts.filter(opened).collect();
    let mut patterns = vec![
        (&spec.opens, &sentences),
        (&spec.stops, &sentences),
        (&spec.ignores, &sentences),
        (&spec.optional, &sentences),
    ];
    patterns.extend(spec.about.iter().map(|p| (p, &sentences)));
    // only a sum that falls short asks whether the list is complete
    if spec.fault == SumFault::Short {
        patterns.extend([(&spec.complete, &sentences), (&spec.partial, &behind)]);
        let named = [&spec.others, &spec.joins, &spec.chosen];
        patterns.extend(named.into_iter().flatten().map(|p| (p, &sentences)));
    }
    for (pattern, parts) in patterns {
        let found = places(report, pattern, parts);
        if found.is_empty() {
            all.push((None, Read::absent(Source::Words, pattern.source())));
        }
        for (text, span) in found {
            all.push((
                None,
                Read::found(Source::Words, pattern.source(), &text, span),
            ));
        }
    }
    all
}
