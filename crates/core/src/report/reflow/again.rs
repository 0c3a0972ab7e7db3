//! A page that holds a report twice, or two reports: one of them is read, never a mixture.

use crate::document::{Block, BlockKind};
use crate::report::form::Kind;
use crate::report::prose::Prose;
use crate::report::sections::{self, Heading};
use crate::text::Span;
use std::ops::Range;

/// How many titles of sections must come again.
const AGAIN: usize = 3;
/// How much a copy holds besides its headings, at least, in bytes.
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

/// Whether there is enough between the headings of a run: sentences and tables. A table of contents has neither, however
/// many headings and captions it lists.
fn holds_more(prose: &Prose, blocks: &[Block], run: &[Heading]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let inside = prose.paragraphs.get(first.paragraph..last.paragraph);
    let sentences = inside.unwrap_or_default().iter().filter(|p| {
        let text = prose.text(p.range.clone());
        text.contains(SENTENCE_END)
    });
    let block = |h: &Heading| prose.paragraphs.get(h.paragraph).map_or(0, |p| p.block);
    let between = blocks.get(block(first)..block(last)).unwrap_or_default();
    let tables = between
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Table(_)));
    let spans = sentences.map(|p| p.span).chain(tables.map(|b| b.span));
    spans.map(Span::len).sum::<usize>() >= CONTENT
}

/// What ends a sentence.
const SENTENCE_END: char = '\u{3002}';

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
