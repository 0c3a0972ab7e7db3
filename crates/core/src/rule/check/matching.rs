//! `match = […]`: words in prose that are forbidden, or whose groups must satisfy an expression; wrong terms and the
//! right ones.

use super::expression::{once, sentence};
use crate::report::{Barred, Match, Matcher};
use crate::rule::eval::Eval;
use crate::rule::kinds::Term;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Edit, Pattern};

pub(super) fn evaluate<'e, R: Recorder>(
    eval: &mut Eval<'e, R>,
    matcher: &'e Matcher,
) -> Vec<Verdict> {
    let report = eval.report;
    let hits = matches(eval, matcher, (Source::Match, ""));
    let mut verdicts = Vec::new();
    let mut condition = None;
    for hit in &hits {
        // the evaluation borrows the match, which lives as long as this loop
        let names = (eval.rule, eval.program);
        let mut one = Eval::new(report, names, eval.lang, &mut *eval.record);
        one.hit = Some(hit);
        one.condition = condition.take();
        let words = report.document.slice(hit.span);
        one.record.read(|| read(matcher, Source::Match, hit, words));
        one.sentence = if matcher.raw {
            let paragraph = report.prose.paragraphs.get(hit.paragraph);
            paragraph.map(|p| p.range.clone())
        } else {
            sentence(one.rule, &report.prose, (hit.paragraph, hit.range.start))
        };
        verdicts.extend(once(&mut one).map(|o| Verdict::of(words, o)));
        condition = one.condition;
    }
    if verdicts.is_empty() {
        return eval.only(match eval.program.check {
            Some(_) => Outcome::NotApplicable,
            None => Outcome::Pass,
        });
    }
    verdicts
}

/// Wrong terms.
pub(super) fn terms<R: Recorder>(eval: &mut Eval<'_, R>, terms: &[Term]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for term in terms {
        for hit in matches(eval, &term.matcher, (Source::Term, &term.right)) {
            let span = hit.group("at").map_or(hit.span, |g| g.span);
            let wrong = eval.report.document.slice(span);
            eval.record.read(|| {
                let read = read(&term.matcher, Source::Term, &hit, wrong);
                let span = Some(span);
                Read { span, ..read }.named(term.right.as_str())
            });
            let mut finding = Finding::at(span)
                .with("wrong", wrong)
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
            verdicts.push(eval.verdict(wrong, Outcome::fail(finding)));
        }
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::Pass);
    }
    verdicts
}

/// A match of a rule's pattern.
fn read(matcher: &Matcher, source: Source, hit: &Match, words: &str) -> Read {
    let pattern = matcher.patterns.get(hit.pattern);
    let name = pattern.map(Pattern::label).unwrap_or_default();
    let id = pattern.map_or("", Pattern::source);
    Read::found(source, id, words, hit.span).named(name)
}

/// The matches; the patterns that are nowhere, and the exceptions, are noted.
fn matches<R: Recorder>(
    eval: &mut Eval<'_, R>,
    matcher: &Matcher,
    (source, name): (Source, &str),
) -> Vec<Match> {
    let report = eval.report;
    let (document, prose, year) = (report.document, &report.prose, report.year());
    if !R::READS {
        return matcher.run(document, prose, &report.zones, year);
    }
    let (hits, barred) = matcher.explained(document, prose, &report.zones, year);
    for (at, pattern) in matcher.patterns.iter().enumerate() {
        let covered = |b: &Barred| b.pattern == at && b.by.is_empty();
        if !hits.iter().any(|h| h.pattern == at) && !barred.iter().any(covered) {
            eval.record.around(|| match name {
                "" => Read::absent(source, pattern.source()).named(pattern.label()),
                name => Read::absent(source, pattern.source()).named(name),
            });
        }
    }
    for (at, pattern) in matcher.except.iter().enumerate() {
        let mut found: Vec<Read> = Vec::new();
        // what this exception alone keeps from being a match
        let alone = |b: &&Barred| b.by.iter().all(|(nth, _)| *nth == at);
        for (_, span) in barred.iter().filter(alone).flat_map(|b| &b.by) {
            let words = document.slice(*span);
            let read = Read::found(Source::Exception, pattern.source(), words, *span);
            let read = read.named(pattern.label());
            if !found.contains(&read) {
                found.push(read);
            }
        }
        if found.is_empty() {
            found.push(Read::absent(Source::Exception, pattern.source()).named(pattern.label()));
        }
        for read in found {
            eval.record.around(|| read);
        }
    }
    hits
}
