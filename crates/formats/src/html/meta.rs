//! What a page says about its text: when it was published, its number. Known by its shape.

use super::flow::{Piece, PieceKind};
use gouji_core::document::{Block, BlockKind, Cell, Row, Table};

/// The longest label, in characters.
const LABEL: usize = 12;
/// The longest line, in characters.
const LINE: u32 = 120;
/// The greatest table, in rows.
const ROWS: usize = 10;

/// A line that begins with a label, or a table of labels with their values.
pub(super) fn is_meta(piece: &Piece, words: &str) -> bool {
    match &piece.kind {
        PieceKind::Table(table) => is_pairs(table),
        _ => {
            let colon = words
                .chars()
                .take(LABEL)
                .any(|c| matches!(c, ':' | '\u{ff1a}'));
            let path = words.contains(['>', '\u{bb}', '\u{203a}']);
            colon && !path && piece.chars <= LINE
        }
    }
}

/// Each row holds labels, each with its value behind it.
fn is_pairs(table: &Table) -> bool {
    let even = |row: &Row| row.cells.len().is_multiple_of(2);
    let label = |cell: &Cell| (1..=LABEL * 3).contains(&cell.span.len());
    let labels = |row: &Row| row.cells.iter().step_by(2).all(label);
    let rows = &table.rows;
    rows.len() <= ROWS && rows.iter().all(|r| even(r) && labels(r))
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the article.
    Outside,
    /// Before its first words: what tables tell there is read as lines.
    Head,
    /// In the text.
    Body,
}

/// Adds the blocks of a piece.
pub(super) fn push(piece: Piece, place: Place, blocks: &mut Vec<Block>) {
    let span = piece.span;
    let kind = match piece.kind {
        _ if place == Place::Outside => BlockKind::Other,
        PieceKind::Paragraph => BlockKind::Paragraph,
        PieceKind::Heading(level) => BlockKind::Heading(level),
        PieceKind::Table(table) if place == Place::Head && is_pairs(&table) => {
            let pairs = table.rows.iter().flat_map(|r| r.cells.chunks(2));
            blocks.extend(pairs.filter_map(pair));
            return;
        }
        PieceKind::Table(table) => BlockKind::Table(table),
    };
    blocks.push(Block { span, kind });
}

fn pair(cells: &[Cell]) -> Option<Block> {
    let [label, value] = cells else {
        return None;
    };
    (!value.span.is_empty()).then(|| Block {
        span: label.span.cover(value.span),
        kind: BlockKind::Paragraph,
    })
}
