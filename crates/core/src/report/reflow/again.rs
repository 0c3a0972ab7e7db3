//! A page that holds a report twice, or two reports: one of them is read, never a mixture.

use crate::document::Block;
use crate::report::form::Kind;
use crate::report::prose::Prose;
use crate::report::sections::{self, Heading};
use crate::text::Span;
use std::ops::Range;

/// How many titles of sections must come again.
const AGAIN: usize = 3;
/// How much a copy holds besides its headings, at least, in bytes; a table of contents holds less.
const CONTENT: usize = 300;

/// The report that is read of several.
pub(in crate::report) struct One {
    /// The blocks that belong to it.
    pub blocks: Range<usize>,
    /// Where the next one, or the one before, begins.
    pub other: Span,
}

/// The first of several reports, or the second where that has more parts; `None` where there is one.
pub(in crate::report) fn one(kinds: &[Kind], prose: &Prose, blocks: &[Block]) -> Option<One> {
    kinds.iter().find_map(|kind| {
        let text = prose.text(prose.whole());
        let official = kind.sections.iter().filter_map(|s| s.keys.first());
        let twice = official.filter(|key| text.matches(key.as_str()).nth(1).is_some());
        if twice.count() + 1 < AGAIN {
            return None;
        }
        let headings = sections::titled(kind, prose);
        let mut runs = headings
            .chunk_by(|a, b| a.section < b.section)
            .filter(|run| run.len() >= AGAIN && holds_more(prose, blocks, run));
        let (first, second) = (runs.next()?, runs.next()?);
        let shared = second
            .iter()
            .filter(|b| first.iter().any(|a| a.section == b.section));
        if shared.count() < AGAIN {
            return None;
        }
        let start = start(kind, prose, first, second)?;
        let border = prose.paragraphs.get(start)?.block;
        let third = runs.next().and_then(|r| r.first());
        let third = third.and_then(|h| prose.paragraphs.get(h.paragraph));
        Some(match second.len() > first.len() {
            false => One {
                blocks: 0..border,
                other: prose.paragraphs.get(start)?.span,
            },
            true => One {
                blocks: border..third.map_or(blocks.len(), |p| p.block),
                other: first.first()?.span,
            },
        })
    })
}

/// Whether there is enough between the headings of a run.
fn holds_more(prose: &Prose, blocks: &[Block], run: &[Heading]) -> bool {
    let at = |h: &Heading| prose.paragraphs.get(h.paragraph).map_or(0, |p| p.block);
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let between = blocks.get(at(first)..at(last)).unwrap_or_default().iter();
    let size: usize = between.map(|b| b.span.len()).sum();
    let titles: usize = run.iter().map(|h| h.span.len()).sum();
    size >= titles + CONTENT
}

/// The shortest paragraph by which the begin of a copy is known, in bytes.
const KNOWN: usize = 18;

/// The paragraph with which the second report begins: its title, or what stands at the begin of the first one too.
fn start(kind: &Kind, prose: &Prose, first: &[Heading], second: &[Heading]) -> Option<usize> {
    let (begin, end) = (first.first()?.paragraph, first.last()?);
    let next = second.first()?.paragraph;
    let head = prose.paragraphs.get(..begin).unwrap_or_default().iter();
    let head: Vec<&str> = head
        .map(|p| prose.text(p.range.clone()))
        .filter(|t| t.len() >= KNOWN)
        .collect();
    let opens = |at: &usize| {
        let text = prose
            .paragraphs
            .get(*at)
            .map(|p| prose.text(p.range.clone()));
        text.is_some_and(|t| head.contains(&t) || kind.titles.iter().any(|p| p.is_match(t)))
    };
    let from = end.paragraph + end.lines;
    Some((from..next).find(opens).unwrap_or(next))
}
