//! Rows below a caption whose cells are parted by blanks alone, as in text that a program copied from a page: each cell
//! takes as many blanks as the next, or stands below its head.

use super::find::is_caption;
use crate::document::{Block, BlockKind, Cell, Document, Marks, Row, Table};
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::form::Kind;
use crate::text::{LINE_ENDS, Span};

/// So many blanks part cells.
const PARTS: usize = 2;
/// So many rows make a table.
const ROWS: usize = 3;
/// So many lines may stand between a caption and its rows.
const BETWEEN: usize = 4;
/// So many columns may be blank in all rows.
const SPARE: usize = 2;

/// A line whose cells are parted by blanks.
struct Line {
    /// The index of its block.
    block: usize,
    /// Its cells.
    pieces: Vec<Piece>,
}

/// A cell of a line.
struct Piece {
    span: Span,
    /// How many blanks stand in front of it.
    gap: usize,
    /// Where it begins and ends on a screen.
    shown: (usize, usize),
}

/// The blocks of a document with the tables that such rows make up; `None` where there are none.
pub(in crate::report) fn laid(
    kinds: &[Kind],
    document: &Document,
    blocks: &[Block],
) -> Option<Vec<Block>> {
    let lines = blocks.iter().enumerate();
    let lines: Vec<Line> = lines.filter_map(|(at, b)| line(document, at, b)).collect();
    let runs = lines.chunk_by(|a, b| a.block + 1 == b.block);
    let mut all: Vec<Block> = Vec::new();
    let mut from = 0;
    for run in runs.filter(|run| run.len() >= ROWS && is_filled(document, run)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let above = first.block.saturating_sub(BETWEEN)..first.block;
        let mut above = blocks.get(above).unwrap_or_default().iter();
        if !above.any(|b| is_caption(kinds, document, b.span)) {
            continue;
        }
        let Some(rows) = evenly(run).or_else(|| below(run)) else {
            continue;
        };
        let begin = blocks.get(first.block).map(|b| b.span);
        let end = blocks.get(last.block).map(|b| b.span);
        let span = begin.zip(end).map(|(a, b)| a.cover(b));
        all.extend_from_slice(blocks.get(from..first.block).unwrap_or_default());
        from = last.block + 1;
        all.extend(span.map(|span| Block {
            span,
            kind: BlockKind::Table(Table {
                rows,
                marks: Marks::Rows,
            }),
        }));
    }
    all.extend_from_slice(blocks.get(from..).unwrap_or_default());
    (from > 0).then_some(all)
}

/// Whether as many blanks stand together as part cells; in most paragraphs none do.
fn is_parted(text: &str) -> bool {
    let mut gap = 0;
    text.chars().any(|c| {
        gap = if c.is_whitespace() { gap + 1 } else { 0 };
        gap >= PARTS
    })
}

/// The cells of a paragraph that is one line; `None` where it has but one.
fn line(document: &Document, at: usize, block: &Block) -> Option<Line> {
    let text = document.slice(block.span);
    if !matches!(block.kind, BlockKind::Paragraph) || text.contains(LINE_ENDS) || !is_parted(text) {
        return None;
    }
    // blanks in front of the first cell are no part of the paragraph
    let start = block.span.start as usize;
    let ahead = document.text.get(..start)?;
    let begin = ahead.rfind(LINE_ENDS).map_or(0, |end| end + 1);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut gap, mut column) = (0, 0);
    for (offset, c) in document
        .text
        .get(begin..block.span.end as usize)?
        .char_indices()
    {
        let span = Span::new(begin + offset, begin + offset + c.len_utf8());
        let wide = if c < '\u{1100}' { 1 } else { 2 };
        if c.is_whitespace() {
            gap += 1;
        } else {
            let shown = (column, column + wide);
            match pieces.last_mut().filter(|_| gap < PARTS) {
                Some(last) => {
                    last.span = last.span.cover(span);
                    last.shown.1 = shown.1;
                }
                None => pieces.push(Piece { span, gap, shown }),
            }
            gap = 0;
        }
        column += wide;
    }
    (pieces.len() > 1).then_some(Line { block: at, pieces })
}

/// Whether some lines end in numbers.
fn is_filled(document: &Document, run: &[Line]) -> bool {
    let number = |line: &&Line| {
        let last = line.pieces.last();
        let read = last.map(|p| CellReading::known(document.slice(p.span)));
        read.is_some_and(|r| matches!(r.text, CellText::Number { .. }))
    };
    run.iter().filter(number).count() >= PARTS
}

/// The rows of lines in which each end of a cell is the same number of blanks.
fn evenly(run: &[Line]) -> Option<Vec<Row>> {
    let pieces = || run.iter().flat_map(|line| &line.pieces);
    let gaps = || pieces().map(|p| p.gap).filter(|gap| *gap > 0);
    let part = gaps().min().filter(|part| *part >= PARTS)?;
    if gaps().any(|gap| gap % part > 0) {
        return None;
    }
    let row = |line: &Line| {
        let mut cells: Vec<Cell> = Vec::new();
        for piece in &line.pieces {
            // one part ends the cell before it, where there is one
            let ends = usize::from(!cells.is_empty());
            let blank = (piece.gap / part).saturating_sub(ends);
            let blank = std::iter::repeat_n(Cell::new(Span::at(piece.span.start as usize)), blank);
            cells.extend(blank);
            cells.push(Cell::new(piece.span));
        }
        Row { cells }
    };
    let rows: Vec<Row> = run.iter().map(row).collect();
    is_close(&rows, run).then_some(rows)
}

/// Whether rows have hardly more columns than the fullest line has cells: blanks that mean nothing, and cells that stand
/// nowhere below each other, make columns that no line fills.
fn is_close(rows: &[Row], run: &[Line]) -> bool {
    let most = rows.iter().map(|r| r.cells.len()).max();
    let filled = run.iter().map(|line| line.pieces.len()).max();
    most.zip(filled)
        .is_some_and(|(most, filled)| most <= filled + SPARE)
}

/// The rows of lines whose cells stand below each other.
fn below(run: &[Line]) -> Option<Vec<Row>> {
    let pieces = run.iter().flat_map(|line| &line.pieces);
    let mut shown: Vec<(usize, usize)> = pieces.map(|p| p.shown).collect();
    shown.sort_unstable();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (begin, end) in shown {
        match columns.last_mut().filter(|last| begin < last.1) {
            Some(last) => last.1 = last.1.max(end),
            None => columns.push((begin, end)),
        }
    }
    let row = |line: &Line| {
        let mut pieces = line.pieces.iter().peekable();
        let mut cells = Vec::with_capacity(columns.len());
        for (_, end) in &columns {
            let Some(next) = pieces.peek().copied() else {
                break;
            };
            match next.shown.0 < *end {
                true => {
                    cells.push(Cell::new(next.span));
                    pieces.next();
                }
                false => cells.push(Cell::new(Span::at(next.span.start as usize))),
            }
        }
        // two cells in one column
        pieces.next().is_none().then_some(Row { cells })
    };
    let rows: Option<Vec<Row>> = run.iter().map(row).collect();
    rows.filter(|rows| columns.len() > PARTS && is_close(rows, run))
}
