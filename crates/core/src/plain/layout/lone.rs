//! Cells on lines of their own, with a pipe alone on a line between any two.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, Cell, Marks, Row};
use crate::text::Span;

/// The fewest pipes that make a table.
const PIPES: usize = 4;
/// The most lines that a cell is wrapped over.
const WRAPPED: usize = 3;

/// Reads the cells from the pipe on line `at` on; gives the line after them. `None` where this is no such table.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> Option<usize> {
    let lone = |line: &Line| line.shape == Shape::Pipe && page.words(line) == "|";
    page.lines.get(at).filter(|l| lone(l))?;
    let mut cells: Vec<Span> = Vec::new();
    let (mut next, mut pipes) = (at + 1, 1);
    loop {
        let rest = page.lines.iter().skip(next);
        let words: Vec<&Line> = rest
            .take_while(|l| l.gap == 0 && page.is_loose(l))
            .take(WRAPPED + 1)
            .collect();
        let after = next + words.len();
        let closing = page.lines.get(after).filter(|l| lone(l) && l.gap <= 1);
        let (Some(pipe), false) = (closing, words.len() > WRAPPED) else {
            break;
        };
        let before = Span::new(pipe.body.start as usize, pipe.body.start as usize);
        let parts = parts(page, &words);
        cells.extend(parts.iter().filter_map(|part| {
            let bodies = part.iter().map(|l| l.body);
            bodies.reduce(Span::cover)
        }));
        if words.is_empty() {
            cells.push(before);
        }
        (next, pipes) = (after + 1, pipes + 1);
    }
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    if pipes < PIPES || filled < 2 {
        return None;
    }
    let rows = cells.into_iter().map(|span| Row {
        cells: vec![Cell::new(span)],
    });
    out.extend(super::table(rows.collect(), Marks::Cells));
    Some(next)
}

/// The lines between two pipes, parted around a line that begins with a chapter number: the last cell of one table, the
/// heading behind it and the first cell of the next have no pipe between them.
fn parts<'w, 'l>(page: &Page, words: &'w [&'l Line]) -> Vec<&'w [&'l Line]> {
    let chapter = |l: &&Line| signs::is_enumerated(page.words(l));
    words.chunk_by(|a, b| !chapter(a) && !chapter(b)).collect()
}
