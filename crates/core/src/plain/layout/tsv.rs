//! One row per line, cells parted by TABs.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, BlockKind, Cell, Marks, Row};

/// Reads the rows from line `at` on; gives the line after them.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> usize {
    let spacing = page.lines.get(at + 1).map_or(0, |l| {
        if l.shape == Shape::Tsv {
            l.gap.min(1)
        } else {
            0
        }
    });
    let mut next = at + 1;
    while let Some(line) = page.lines.get(next) {
        let row = line.shape == Shape::Tsv && line.gap <= spacing;
        if !row && !is_label(page, next, line) {
            break;
        }
        next += 1;
    }
    let rows: Vec<Row> = page
        .lines
        .iter()
        .take(next)
        .skip(at)
        .map(|l| row(page, l))
        .collect();
    emit(page, at, next, rows, out);
    next
}

fn row(page: &Page, line: &Line) -> Row {
    let span = if line.shape == Shape::Tsv {
        line.span
    } else {
        line.body
    };
    let cells = signs::pieces(page.text, span, |_, c| c == '\t');
    Row {
        cells: cells.into_iter().map(Cell::new).collect(),
    }
}

/// A label that stands between two rows and has no TAB.
fn is_label(page: &Page, at: usize, line: &Line) -> bool {
    let followed = page
        .lines
        .get(at + 1)
        .is_some_and(|l| l.shape == Shape::Tsv && l.gap == 0);
    followed && line.gap == 0 && page.is_loose(line) && !signs::is_enumerated(page.words(line))
}

/// A table needs two rows, or one with three cells; a lone line with a TAB in it is a paragraph.
fn emit(page: &Page, at: usize, next: usize, rows: Vec<Row>, out: &mut Vec<Block>) {
    let filled = |row: &Row| row.cells.iter().filter(|c| !c.span.is_empty()).count();
    let most = rows.iter().map(filled).max().unwrap_or(0);
    let single = rows.len() == 1 && rows.iter().any(|r| r.cells.len() < 3 || filled(r) < 2);
    if most == 0 {
        return;
    }
    if single {
        let lines = page.lines.iter().take(next).skip(at);
        out.extend(lines.map(|l| Block {
            span: l.body,
            kind: BlockKind::Paragraph,
        }));
        return;
    }
    out.extend(super::table(rows, Marks::Rows));
}
