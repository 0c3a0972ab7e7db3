//! The labels and titles that a kind knows, to be found in a line.

use super::line::{Line, Pair, is_end, pair};
use crate::grammar::opening;
use crate::report::form::{Kind, TableSpec};
use crate::report::ids::SectionId;
use crate::text::fold_char;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a label is, in some table of the kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    /// Of a row that has it to itself.
    pub row: bool,
    /// Of a column, or of a group of columns.
    pub column: bool,
    /// Of a table whose values stand in one line.
    pub flat: bool,
}

/// A label or title.
#[derive(Debug)]
struct Entry {
    key: Vec<char>,
    /// Its own numbers, in the form.
    ordinals: Vec<u32>,
    role: Role,
}

/// Labels and titles by the pairs that they begin with, the longest first.
#[derive(Debug, Default)]
pub struct Labels {
    labels: ByPair<Entry>,
    titles: ByPair<(Vec<char>, SectionId)>,
}

/// Things by the pairs that they begin with. Most pairs of a text begin none.
#[derive(Debug)]
struct ByPair<T> {
    all: BTreeMap<Pair, Vec<T>>,
    /// One bit for each pair.
    begins: Vec<u64>,
}

impl<T> Default for ByPair<T> {
    fn default() -> Self {
        ByPair {
            all: BTreeMap::new(),
            begins: vec![0; 0x1_0000 / 64],
        }
    }
}

impl<T> ByPair<T> {
    /// Puts in what has a key of at least two characters; nothing is found by one.
    fn put(&mut self, key: &[char], item: T) {
        let [first, second, ..] = key else {
            return;
        };
        let pair = pair(*first, *second);
        let (word, bit) = place(pair);
        if let Some(word) = self.begins.get_mut(word) {
            *word |= bit;
        }
        self.all.entry(pair).or_default().push(item);
    }

    /// The first place from one on, before another, at which something may begin, with all that begins with its pair.
    fn next(&self, line: &Line, range: Range<usize>) -> Option<(usize, &[T])> {
        let pairs = line.pairs(range.clone());
        let behind = pairs.iter().position(|pair| {
            let (word, bit) = place(*pair);
            self.begins.get(word).is_some_and(|word| word & bit != 0)
        })?;
        let here = pairs.get(behind).and_then(|pair| self.all.get(pair));
        Some((range.start + behind, here.map_or(&[], Vec::as_slice)))
    }
}

/// Where the bit of a pair stands.
fn place(pair: Pair) -> (usize, u64) {
    (usize::from(pair) / 64, 1 << (pair % 64))
}

/// A label in a line.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its signs, its number and closing marks included.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
}

impl Labels {
    /// All labels of the tables and all titles of the sections.
    pub fn new(kind: &Kind) -> Self {
        let mut all: BTreeMap<String, (Role, Vec<u32>)> = BTreeMap::new();
        // forms have most of their labels in common
        let mut numbers: BTreeMap<&str, Option<u32>> = BTreeMap::new();
        let mut number = |label| *numbers.entry(label).or_insert_with(|| ordinal(label));
        for table in kind.forms.iter().flat_map(|f| &f.tables) {
            for (key, ordinal, role) in of_table(table, &mut number) {
                let (known, ordinals) = all.entry(key).or_default();
                known.row |= role.row;
                known.column |= role.column;
                known.flat |= role.flat;
                ordinals.extend(ordinal);
            }
        }
        let mut labels = Labels::default();
        for (key, (role, ordinals)) in all {
            let key: Vec<char> = key.chars().collect();
            let entry = Entry {
                key: key.clone(),
                ordinals,
                role,
            };
            labels.labels.put(&key, entry);
        }
        for (section, spec) in kind.outer_sections() {
            for key in &spec.keys {
                let key: Vec<char> = key.chars().collect();
                labels.titles.put(&key, (key.clone(), section));
            }
        }
        for entries in labels.labels.all.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.key.len()));
        }
        for titles in labels.titles.all.values_mut() {
            titles.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        }
        labels
    }

    /// The labels in a range of a line, in order; of several that begin at one place the longest.
    pub(super) fn find(&self, line: &Line, range: &Range<usize>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut from = range.start;
        while let Some((at, entries)) = self.labels.next(line, from..range.end) {
            let hit = entries.iter().find_map(|entry| {
                let end = ends(line, at, range.end, &entry.key)?;
                Some((entry, end))
            });
            let Some((entry, end)) = hit else {
                from = at + 1;
                continue;
            };
            let floor = found.last().map_or(range.start, |f| f.range.end);
            let start = numbered(line, at, floor, &entry.ordinals).map_or(at, |(start, _)| start);
            let end = closed(line, end, range.end);
            found.push(Found {
                range: start..end,
                role: entry.role,
            });
            from = end;
        }
        found
    }

    /// The next title of a section from a sign on, the longest that begins there: its range, without its number, and the
    /// section.
    pub(super) fn title(&self, line: &Line, from: usize) -> Option<(Range<usize>, SectionId)> {
        let all = line.signs.len();
        let mut from = from;
        while let Some((at, titles)) = self.titles.next(line, from..all) {
            let found = titles.iter().find_map(|(key, section)| {
                let end = ends(line, at, all, key)?;
                Some((at..end, *section))
            });
            if found.is_some() {
                return found;
            }
            from = at + 1;
        }
        None
    }
}

/// The labels of a table: key, own number, what it is.
fn of_table<'t>(
    table: &'t TableSpec,
    number: &mut impl FnMut(&'t str) -> Option<u32>,
) -> Vec<(String, Option<u32>, Role)> {
    let mut all = Vec::new();
    let mut put = |label: &'t str, keys: &[String], role: Role| {
        let ordinal = number(label);
        all.extend(keys.iter().map(|k| (k.clone(), ordinal, role)));
    };
    let role = Role {
        flat: table.flat,
        ..Role::default()
    };
    let row = Role {
        row: !table.flat,
        column: table.flat,
        ..role
    };
    let column = Role {
        column: true,
        ..role
    };
    for axis in &table.rows {
        put(&axis.label, &axis.keys, row);
    }
    for axis in &table.columns {
        put(&axis.label, &axis.keys, column);
    }
    for group in &table.column_groups {
        put(&group.label, &group.keys, column);
    }
    for group in &table.row_groups {
        put(&group.label, &group.keys, role);
    }
    all
}

/// The number in front of a label.
fn ordinal(label: &str) -> Option<u32> {
    let signs = label.chars().filter(|c| !c.is_whitespace());
    let folded: String = signs.map(fold_char).collect();
    Some(opening(&folded)?.numbering.ordinal)
}

/// Where a key ends that begins at a sign; blanks and marks inside do not matter, line ends do.
fn ends(line: &Line, from: usize, limit: usize, key: &[char]) -> Option<usize> {
    let mut key = key.iter();
    let mut next = key.next()?;
    for (at, sign) in line.signs.iter().enumerate().take(limit).skip(from) {
        if sign.key {
            if sign.c != *next {
                return None;
            }
            match key.next() {
                Some(more) => next = more,
                None => return Some(at + 1),
            }
        } else if at == from || is_end(sign.c) {
            return None;
        }
    }
    None
}

/// The longest number in front of a label, in characters.
const LONGEST_NUMBER: usize = 5;

/// The number that stands right before a sign: where it begins, and its level. A digit of it may follow digits that
/// belong to something else: the number is the label's own, or has one digit.
pub(super) fn numbered(
    line: &Line,
    at: usize,
    floor: usize,
    ordinals: &[u32],
) -> Option<(usize, u8)> {
    let behind = line.at(at);
    let mut text = String::from(behind);
    let mut best: Option<(usize, u8, bool)> = None;
    let before = (floor..at).rev().filter(|i| line.at(*i) != ' ');
    for start in before.take(LONGEST_NUMBER) {
        let c = line.at(start);
        if c == '\n' {
            break;
        }
        text.insert(0, c);
        let Some(found) = opening(&text).filter(|o| o.number.end + behind.len_utf8() == text.len())
        else {
            continue;
        };
        let level = found.numbering.level;
        let own = ordinals.contains(&found.numbering.ordinal);
        let digits = c.is_ascii_digit();
        match best {
            // more digits than the label's own number belong to something else
            Some((_, _, known)) if digits && (known || !own) => {}
            _ => best = Some((start, level, own)),
        }
    }
    best.map(|(start, level, _)| (start, level))
}

/// Where closing marks end that follow a label.
pub(super) fn closed(line: &Line, from: usize, limit: usize) -> usize {
    let marks = (from..limit).take_while(|at| {
        matches!(
            line.at(*at),
            ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{300b}' | '\u{300d}' | '\u{3011}'
        )
    });
    from + marks.count()
}
