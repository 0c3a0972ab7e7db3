//! Sentences that stand there twice: a passage that was pasted once too often.

use super::wording::ranges;
use crate::report::{Part, Report, Scope, ends_sentence};
use crate::rule::eval::Eval;
use crate::rule::reads::scope_name;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use std::collections::HashMap;
use std::ops::Range;

/// How much of a passage a message quotes, in characters.
const QUOTED: usize = 24;

/// A sentence and the part of the report in which it stands.
struct Sentence {
    range: Range<usize>,
    part: Part,
}

/// A passage that came before.
struct Again {
    first: Range<usize>,
    second: Range<usize>,
}

pub(super) fn evaluate<R: Recorder>(
    eval: &mut Eval<'_, R>,
    scope: &[Scope],
    least: usize,
) -> Vec<Verdict> {
    let report = eval.report;
    eval.note_scope(scope, &ranges(report, scope));
    let mut verdicts = Vec::new();
    for again in passages(report, &sentences(report, scope, least), least) {
        let words = report.prose.text(again.second.clone());
        let place = report.prose.span(&again.second);
        let name = scope_name(report.kind, scope).1;
        eval.record
            .read(|| Read::found(Source::Words, "", words, place).named(name));
        let quoted: String = words.chars().take(QUOTED).collect();
        let finding = Finding::at(place)
            .with("found", quoted)
            .with("count", words.chars().count().to_string())
            .also(report.prose.span(&again.first), String::new());
        verdicts.push(eval.verdict("", Outcome::fail(finding)));
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::Pass);
    }
    verdicts
}

/// The sentences of a scope that are long enough, in order.
fn sentences(report: &Report<'_>, scope: &[Scope], least: usize) -> Vec<Sentence> {
    let prose = &report.prose;
    let mut all = Vec::new();
    for range in ranges(report, scope) {
        let at = prose.paragraph_at(range.start);
        let paragraph = at.and_then(|at| prose.paragraphs.get(at));
        let part = paragraph.map(|p| p.part).unwrap_or_default();
        let mut from = range.start;
        for piece in prose.text(range).split_inclusive(ends_sentence) {
            let end = from + piece.len();
            if matches!(part, Part::Section(_)) && piece.chars().nth(least - 1).is_some() {
                all.push(Sentence {
                    range: from..end,
                    part,
                });
            }
            from = end;
        }
    }
    all
}

/// Passages that came before; sentences that follow each other in both places are one.
fn passages(report: &Report<'_>, all: &[Sentence], least: usize) -> Vec<Again> {
    let prose = &report.prose;
    let mut places: HashMap<&str, Vec<&Sentence>> = HashMap::new();
    for sentence in all {
        let words = prose.text(sentence.range.clone());
        places.entry(words).or_default().push(sentence);
    }
    let mut found: Vec<Again> = Vec::new();
    for sentence in all {
        let words = prose.text(sentence.range.clone());
        // what is said three times is a formula
        let Some([first, second]) = places.get(words).map(Vec::as_slice) else {
            continue;
        };
        let long = || words.chars().nth(least * 2 - 1).is_some();
        if second.range != sentence.range || first.part != second.part && !long() {
            continue;
        }
        let (a, b) = (first.range.clone(), sentence.range.clone());
        match found.last_mut() {
            Some(last) if last.first.end == a.start && last.second.end == b.start => {
                last.first.end = a.end;
                last.second.end = b.end;
            }
            _ => found.push(Again {
                first: a,
                second: b,
            }),
        }
    }
    found
}
