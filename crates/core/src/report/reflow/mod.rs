//! Pages that lost their line ends: parts, items and tables are cut where their known labels stand.
//!
//! The text of a web page that a program copied, or cells that were pasted as words, may stand on one line, or each
//! part on one. What the forms of a kind say, the titles of its sections and the labels of its tables, tells where one
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
use line::Line;

/// A paragraph of at least this size may hold more than one thing (in bytes).
const LONG: usize = 200;

/// The blocks of a document, cut by the labels of the first kind that finds some; `None` where nothing is to be cut.
pub(super) fn blocks(kinds: &[Kind], document: &Document) -> Option<Vec<Block>> {
    if !document.blocks.iter().any(|b| may_hold_more(document, b)) {
        return None;
    }
    let kinds = kinds.iter().filter(|k| !k.sections.is_empty());
    kinds.into_iter().find_map(|kind| {
        let labels = kind.labels.get_or_init(|| Labels::new(kind));
        let mut cut = false;
        let mut all = Vec::with_capacity(document.blocks.len());
        for run in document.blocks.chunk_by(|a, b| is_text(a) && is_text(b)) {
            match run.first().is_some_and(is_text) && run.iter().any(|b| may_hold_more(document, b))
            {
                true => {
                    let line = Line::new(document, run);
                    let parts = lay::parts(labels, &line);
                    let first = !cut;
                    cut |= !parts.is_empty();
                    lay::blocks(kind, &line, run, &parts, first, &mut all);
                }
                false => all.extend_from_slice(run),
            }
        }
        cut.then_some(all)
    })
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
