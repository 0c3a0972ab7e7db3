//! Labels of groups of rows, left of the labels of the rows, where no line is drawn.

use super::aligned::Entry;
use super::lines::Word;
use super::printed::Printed;
use super::rest::opens;
use gouji_core::plain::layout::signs;

/// The label of a group.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) text: Printed,
    /// Its column, from 0.
    pub(super) level: usize,
    pub(super) row: usize,
    /// How many rows it has; one where that cannot be determined.
    pub(super) rows: usize,
}

/// How far words one above the other may be out of line, in sizes of the font.
const AMISS: f64 = 0.35;
/// Lines of a label are no farther apart.
const PITCH: f64 = 1.9;
/// How many words are looked at on either side of a word in reading order.
const NEAR: usize = 40;

/// Whether two words stand one above the other at an end or at the middle.
pub(super) fn is_in_line(a: &Word, b: &Word) -> bool {
    let near = |x: f64, y: f64| (x - y).abs() < AMISS * a.size;
    (a.size - b.size).abs() < 0.1 * a.size
        && (near(a.x0, b.x0) || near(a.x1, b.x1) || near(a.middle(), b.middle()))
}

/// For each word, from top to bottom, whether the label of a row stands right of it.
pub(super) fn grouped(words: &[(usize, &Word)]) -> Vec<bool> {
    let around = |at: usize| {
        let from = at.saturating_sub(NEAR);
        words.iter().enumerate().take(at + NEAR).skip(from)
    };
    let mut found: Vec<bool> = words
        .iter()
        .enumerate()
        .map(|(at, (_, word))| {
            around(at).any(|(_, (_, other))| {
                other.x0 > word.x1 - 0.1 * word.size && (other.y - word.y).abs() < 0.95 * word.size
            })
        })
        .collect();
    // the lines of the same label that happen to stand beside a gap
    for _ in 0..3 {
        let known = found.clone();
        for (at, (_, word)) in words
            .iter()
            .enumerate()
            .filter(|(at, _)| known.get(*at) == Some(&false))
        {
            let joined = around(at).any(|(i, (_, other))| {
                known.get(i) == Some(&true)
                    && (other.y - word.y).abs() < 1.4 * word.size
                    && is_in_line(other, word)
                    && word.x0 > other.x0 - 0.5 * word.size
                    && word.x1 < other.x1 + 0.5 * word.size
            });
            if let Some(flag) = found.get_mut(at) {
                *flag = joined;
            }
        }
    }
    found
}

/// Lines of a group's label that belong together.
#[derive(Debug)]
struct Block {
    text: Printed,
    x0: f64,
    x1: f64,
    top: f64,
    bottom: f64,
    size: f64,
}

/// The labels of groups with the rows that they stand beside.
pub(super) fn groups<'w>(words: impl Iterator<Item = &'w Word>, rows: &[Entry]) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    let columns = by_column(words);
    let last = columns.len();
    for (level, column) in columns.into_iter().enumerate() {
        let inmost = level + 1 == last;
        let right = column.iter().map(|b| b.x1).fold(0.0, f64::max);
        let spans: Vec<(usize, usize)> = column
            .iter()
            .map(|b| span(b, (&column, inmost), rows, right))
            .collect();
        for (at, (block, (from, to))) in column.iter().zip(&spans).enumerate() {
            let alone = spans
                .iter()
                .enumerate()
                .all(|(i, (f, t))| i == at || f >= to || t <= from);
            let here = beside(block, rows);
            let (row, rows) = if alone { (*from, to - from) } else { (here, 1) };
            all.push(Group {
                text: block.text.clone(),
                level,
                row,
                rows: rows.max(1),
            });
        }
    }
    all
}

/// Words in columns, from left to right, put together to labels.
fn by_column<'w>(words: impl Iterator<Item = &'w Word>) -> Vec<Vec<Block>> {
    let mut words: Vec<&Word> = words.collect();
    words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut columns: Vec<(f64, Vec<&Word>)> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some((right, list)) if word.x0 < *right - 0.1 * word.size => {
                *right = right.max(word.x1);
                list.push(word);
            }
            _ => columns.push((word.x1, vec![word])),
        }
    }
    columns.into_iter().map(|(_, list)| blocks(list)).collect()
}

fn blocks(mut words: Vec<&Word>) -> Vec<Block> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut all: Vec<Block> = Vec::new();
    for word in words {
        let begins = opens(&word.text) || signs::is_enumerated(&word.text);
        match all.last_mut() {
            Some(last) if !begins && word.y - last.bottom < PITCH * last.size => {
                last.text.wrap_on(&word.text);
                last.bottom = word.y;
                last.x0 = last.x0.min(word.x0);
                last.x1 = last.x1.max(word.x1);
            }
            _ => all.push(Block {
                text: word.text.clone(),
                x0: word.x0,
                x1: word.x1,
                top: word.y - word.size,
                bottom: word.y,
                size: word.size,
            }),
        }
    }
    all
}

/// The row beside the middle of a label.
fn beside(block: &Block, rows: &[Entry]) -> usize {
    let middle = (block.top + block.bottom) / 2.0;
    let off = |row: &Entry| (row.top - middle).max(middle - row.bottom).max(0.0);
    let best = rows
        .iter()
        .enumerate()
        .min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
    best.map_or(0, |(at, _)| at)
}

/// The rows of a group: those beside it whose labels stand right of it. Where the column may have more
/// than one group there, each begins where the numbers of the rows begin anew.
fn span(
    block: &Block,
    (column, inmost): (&[Block], bool),
    rows: &[Entry],
    right: f64,
) -> (usize, usize) {
    let here = beside(block, rows);
    let inner = |row: &Entry| row.x0.is_some_and(|x| x > right - AMISS * block.size);
    if !rows.get(here).is_some_and(inner) {
        return (here, here + 1);
    }
    let before = rows
        .iter()
        .take(here)
        .rev()
        .take_while(|r| inner(r))
        .count();
    let behind = rows.iter().skip(here).take_while(|r| inner(r)).count();
    let (from, to) = (here - before, here + behind);
    let others = column
        .iter()
        .filter(|b| (from..to).contains(&beside(b, rows)));
    if others.count() == 1 && !inmost {
        return (from, to);
    }
    let number = |row: usize| rows.get(row).and_then(|r| leading(&r.text));
    let anew = |row: &usize| {
        number(*row)
            .zip(number(row.saturating_sub(1)))
            .is_some_and(|(n, m)| n <= m)
    };
    let start = (from + 1..=here).rev().find(anew).unwrap_or(from);
    let end = (here + 1..to).find(anew).unwrap_or(to);
    (start, end)
}

/// The number that a text begins with.
fn leading(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
