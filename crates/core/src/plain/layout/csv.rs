//! One row per line, cells parted by commas: what a spreadsheet saves as text, or a page that was turned into text.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, Cell, Marks, Row};
use crate::text::Span;

/// What a line with commas is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Labels, then numbers.
    Row,
    /// Numbers alone, as many as no sentence has.
    Values,
    /// Labels alone.
    Head,
    /// Something else.
    Other,
}

/// So many lines behind the first are looked at for rows.
const AHEAD: usize = 6;

/// So many rows make a table; one is enough where it is nothing but numbers.
const ROWS: usize = 2;

/// So many fields has a row of nothing but numbers.
const VALUES: usize = 5;

/// Marks that end a clause or a sentence.
const CLAUSES: [char; 3] = ['\u{ff0c}', '\u{ff1b}', '\u{3002}'];

/// Whether a table of such rows begins with line `at`.
pub(super) fn begins(page: &Page, at: usize) -> bool {
    let Some(first) = page.lines.get(at).filter(|l| kind(page, l) != Kind::Other) else {
        return false;
    };
    let behind = page.lines.iter().skip(at + 1).take(AHEAD);
    let run = behind.take_while(|l| l.gap == 0 && l.shape == Shape::Plain);
    let rows = std::iter::once(first).chain(run);
    let worth = |line: &Line| match kind(page, line) {
        Kind::Row => 1,
        Kind::Values => ROWS,
        Kind::Head | Kind::Other => 0,
    };
    rows.map(worth).sum::<usize>() >= ROWS
}

/// Reads the rows from line `at` on; gives the line after them.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> usize {
    let mut next = at + 1;
    while let Some(line) = page.lines.get(next) {
        let inside = line.gap == 0 && line.shape == Shape::Plain;
        if !inside || kind(page, line) == Kind::Other && !is_label(page, next, line) {
            break;
        }
        next += 1;
    }
    let lines = page.lines.iter().take(next).skip(at);
    let rows = lines.map(|line| Row {
        cells: fields(page, line).into_iter().map(Cell::new).collect(),
    });
    out.extend(super::table(rows.collect(), Marks::Rows));
    next
}

fn fields(page: &Page, line: &Line) -> Vec<Span> {
    signs::pieces(page.text, line.body, |_, c| c == ',')
}

fn kind(page: &Page, line: &Line) -> Kind {
    let words = page.words(line);
    if line.shape != Shape::Plain || !words.contains(',') || signs::is_prose(words) {
        return Kind::Other;
    }
    let fields = fields(page, line);
    let fields = || fields.iter().map(|f| f.of(page.text));
    // the first part of a number with its thousands apart is no label
    let ends_in_digit = |f: &str| f.ends_with(|c: char| c.is_ascii_digit());
    let is_value = |f: &str| f.is_empty() || signs::is_value(f);
    let is_label = |f: &str| !is_value(f) && signs::is_short(f) && !ends_in_digit(f);
    let all = fields().count();
    // a line of prose that ends in a comma
    if all == 2 && words.ends_with(',') && words.contains(CLAUSES) {
        return Kind::Other;
    }
    let labels = fields().take_while(|f| is_label(f)).count();
    match fields().skip(labels).all(is_value) {
        true if labels == all => Kind::Head,
        true if labels > 0 => Kind::Row,
        true if all >= VALUES => Kind::Values,
        _ => Kind::Other,
    }
}

/// A label that stands between two rows and has no comma.
fn is_label(page: &Page, at: usize, line: &Line) -> bool {
    let next = page.lines.get(at + 1);
    let followed = next.is_some_and(|l| l.gap == 0 && kind(page, l) != Kind::Other);
    followed && page.is_loose(line) && !signs::is_enumerated(page.words(line))
}
