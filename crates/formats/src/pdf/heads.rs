//! Heads of columns, where no line is drawn: words over the columns, put together over lines.

use super::aligned::Head;
use super::columns::{Body, Column};
use super::groups::is_in_line;
use super::lines::Word;
use super::printed::Printed;

/// Lines of a head are no farther apart, in sizes of the font, …
const PITCH: f64 = 1.9;
/// … nor than this many times the nearest two.
const UNEVEN: f64 = 1.15;
/// How many words before a word are looked at.
const NEAR: usize = 60;
/// Heads in one row begin at most so far apart.
const LEVEL: f64 = 0.7;

struct Block<'w> {
    text: Printed,
    last: &'w Word,
    top: f64,
    place: Place,
}

#[derive(Clone, Copy, PartialEq)]
struct Place {
    /// The column of values; none over the labels.
    column: Option<usize>,
    /// Wider than its column.
    spans: bool,
}

/// The heads in some words, which come from top to bottom.
pub(super) fn heads<'w>(words: impl Iterator<Item = &'w Word>, body: &Body) -> Vec<Head> {
    let borders = body.borders();
    let words: Vec<&Word> = words.collect();
    let pitch = UNEVEN * pitch(&words);
    let mut blocks: Vec<Block> = Vec::new();
    for word in &words {
        let place = place(word, body, &borders);
        let goes_on = |b: &&mut Block| {
            let step = word.y - b.last.y;
            let spans = b.place.spans && place.spans;
            (b.place == place || spans)
                && step > 0.5 * word.size
                && step < pitch
                && wraps(b.last, word)
        };
        match blocks.iter_mut().rev().find(goes_on) {
            Some(block) => {
                block.text.wrap_on(&word.text);
                block.last = word;
            }
            None => blocks.push(Block {
                text: word.text.clone(),
                last: word,
                top: word.y,
                place,
            }),
        }
    }
    let middle = |b: &Block| (b.top + b.last.y) / 2.0;
    blocks.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let mut rows: Vec<f64> = Vec::new();
    let head = |block: Block| {
        let y = middle(&block);
        if rows
            .last()
            .is_none_or(|last| y - last > LEVEL * block.last.size)
        {
            rows.push(y);
        }
        Head {
            text: block.text,
            column: block.place.column,
            row: rows.len() - 1,
        }
    };
    blocks.into_iter().map(head).collect()
}

/// Whether the second word can go on the first in the next line: but for the last, lines are full.
fn wraps(above: &Word, below: &Word) -> bool {
    is_in_line(above, below) && above.x1 - above.x0 > below.x1 - below.x0 - 0.5 * below.size
}

/// How far the nearest lines of a head are apart.
fn pitch(words: &[&Word]) -> f64 {
    let pairs = words.iter().enumerate().flat_map(|(at, below)| {
        let above = words.iter().take(at).rev().take(NEAR);
        above
            .filter(|a| wraps(a, below))
            .map(|a| (below.y - a.y) / below.size)
    });
    let steps = pairs.filter(|step| (0.9..PITCH).contains(step));
    steps.fold(PITCH, f64::min) * words.first().map_or(0.0, |w| w.size)
}

fn place(word: &Word, body: &Body, borders: &[f64]) -> Place {
    if word.x1 < body.left() {
        let known = body.columns.first().map_or(0.0, |c| c.right() - c.left());
        // heads of the first column are often wider than its values
        let near = body.left() - word.x1 < word.size
            && word.middle() > body.left() - 2.0 * word.size - known;
        return Place {
            column: near.then_some(0),
            spans: false,
        };
    }
    let columns = body.columns.iter().enumerate();
    let aligned = columns.filter(|(_, c)| c.with(word).is_aligned(word.size));
    let off = |c: &Column| (c.left() + c.right() - word.x0 - word.x1).abs();
    let nearest = aligned.min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
    let column = nearest.map_or_else(
        || borders.partition_point(|b| *b < word.middle()),
        |(at, _)| at,
    );
    Place {
        column: Some(column),
        spans: word.x1 - word.x0 > 1.05 * body.pitch(column),
    }
}
