//! Pages that lost their line ends: parts, items and tables are cut where their known labels stand.
//!
//! The text of a web page that a program copied, or cells that were pasted as words, may stand on one line, or each
//! part on one. What the forms of a kind say, the titles of its sections and the labels of its tables, shows where one
//! ends and the next begins. The outcome is a list of blocks as if the page had been laid out properly; text that is
//! laid out already keeps its blocks. Nothing here decides what a table holds: a run of digits stays one cell.

mod again;
mod heads;
mod labels;
mod lay;
mod line;
mod tables;

pub(super) use again::one;
pub(super) use labels::Labels;

use super::form::Kind;
use crate::document::{Block, BlockKind, Document};
use lay::Part;
use line::Line;

/// A paragraph of at least this size may hold more than one thing (in bytes).
const LONG: usize = 200;

/// The blocks of a document, cut by the labels of the first kind that finds some; `None` where nothing is to be cut.
pub(super) fn blocks(kinds: &[Kind], document: &Document) -> Option<Vec<Block>> {
    if !document.blocks.iter().any(|b| may_hold_more(document, b)) {
        return None;
    }
    let runs = document.blocks.chunk_by(|a, b| is_text(a) && is_text(b));
    let runs: Vec<(&[Block], Option<Line>)> = runs
        .map(|run| {
            let text = run.first().is_some_and(is_text);
            let more = text && run.iter().any(|b| may_hold_more(document, b));
            (run, more.then(|| Line::new(document, run)))
        })
        .collect();
    let kinds = kinds.iter().filter(|k| !k.sections.is_empty());
    kinds.into_iter().find_map(|kind| cut(kind, &runs))
}

/// The blocks of some runs, cut by the labels of a kind where a run may hold more than it shows; `None` where nothing is
/// to be cut.
fn cut(kind: &Kind, runs: &[(&[Block], Option<Line>)]) -> Option<Vec<Block>> {
    let labels = kind.labels.get_or_init(|| Labels::new(kind));
    let parts = |line: &Option<Line>| line.as_ref().map(|line| lay::parts(labels, line));
    let found: Vec<Option<Vec<Part>>> = runs.iter().map(|(_, line)| parts(line)).collect();
    let mut first = true;
    if found.iter().flatten().all(Vec::is_empty) {
        return None;
    }
    let mut all = Vec::new();
    for ((run, line), parts) in runs.iter().zip(found) {
        match line.as_ref().zip(parts) {
            Some((line, parts)) => {
                lay::blocks(kind, line, run, &parts, first, &mut all);
                first &= parts.is_empty();
            }
            None => all.extend_from_slice(run),
        }
    }
    Some(all)
}

/// A paragraph, or what is too long for a heading.
fn is_text(block: &Block) -> bool {
    match block.kind {
        BlockKind::Paragraph => true,
        BlockKind::Heading(_) => block.span.len() >= LONG,
        BlockKind::Table(_) | BlockKind::Other => false,
    }
}

/// Whether a block is long, or ends in several digits, as a row does whose cells run together.
fn may_hold_more(document: &Document, block: &Block) -> bool {
    let text = document.slice(block.span);
    let digits = text.chars().rev().take_while(char::is_ascii_digit).take(3);
    is_text(block) && (text.len() >= LONG || digits.count() == 3)
}
