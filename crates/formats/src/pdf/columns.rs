//! Lines of text → the rows of tables without drawn lines: lines whose last words are values that stand one above the
//! other. What is not in columns over several lines is text.

use super::lines::{Line, Word};
use super::printed::Printed;
use gouji_core::plain::layout::{chrome, signs};

/// Rows whose values stand in the same columns.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Values>,
}

/// The values of a row.
#[derive(Debug)]
pub(super) struct Values {
    /// The line that they are the end of.
    pub(super) line: usize,
    /// Their base line.
    pub(super) y: f64,
    pub(super) size: f64,
    /// One for each column; none where the row has no value in it.
    pub(super) texts: Vec<Option<Printed>>,
}

/// Where the values of a column stand: the range of their left ends, middles and right ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column([(f64, f64); 3]);

/// How far values that stand one above the other may be out of line, in sizes of the font.
const AMISS: f64 = 0.35;
/// A gap between values is wider than this, …
const APART: f64 = 0.6;
/// … and rows are nearer than this to each other.
const FARTHEST: f64 = 9.0;
/// A value has no more characters.
const LONGEST: usize = 14;
/// One row alone makes a table from this number of values on.
const ALONE: usize = 5;

impl Column {
    fn of(word: &Word) -> Column {
        Column(ends(word).map(|x| (x, x)))
    }

    pub(super) fn with(&self, word: &Word) -> Column {
        let mut ranges = self.0;
        for (range, x) in ranges.iter_mut().zip(ends(word)) {
            *range = (range.0.min(x), range.1.max(x));
        }
        Column(ranges)
    }

    /// Whether the values still agree on an end or on the middle.
    pub(super) fn is_aligned(&self, size: f64) -> bool {
        self.0.iter().any(|(low, high)| high - low <= AMISS * size)
    }

    pub(super) fn left(&self) -> f64 {
        let [(left, _), ..] = self.0;
        left
    }

    pub(super) fn right(&self) -> f64 {
        let [.., (_, right)] = self.0;
        right
    }
}

fn ends(word: &Word) -> [f64; 3] {
    [word.x0, word.middle(), word.x1]
}

/// The values at the end of a line, with gaps between them.
fn tail(line: &Line) -> &[Word] {
    let value = |w: &Word| signs::is_value(&w.text) && w.text.chars().nth(LONGEST).is_none();
    let plain = |w: &Word| {
        w.text
            .chars()
            .any(|c| c.is_numeric() || "-\u{2014}/".contains(c))
    };
    let count = line
        .words
        .iter()
        .rev()
        .take_while(|w| value(w) && plain(w))
        .count();
    let from = line.words.len() - count;
    let tail = line.words.get(from..).unwrap_or_default();
    let apart = |pair: &[Word]| match pair {
        [a, b] => b.x0 - a.x1 > APART * a.size.max(b.size),
        _ => true,
    };
    let with_label = line.words.get(from.saturating_sub(1)..).unwrap_or_default();
    if with_label.windows(2).all(apart) {
        tail
    } else {
        &[]
    }
}

/// The bodies of tables, from top to bottom.
pub(super) fn bodies(lines: &[Line]) -> Vec<Body> {
    let mut all = Vec::new();
    let mut open = Body::default();
    for (at, line) in lines.iter().enumerate() {
        let tail = tail(line);
        let others = line.words.len() - tail.len();
        let labels = line.words.get(..others).unwrap_or_default();
        let beside = labels.iter().all(|w| w.x1 < open.left());
        let near = open
            .rows
            .last()
            .is_none_or(|r| line.y - r.y < FARTHEST * line.size);
        let text = !chrome::is_chrome(&line.text);
        if text && beside && near && (tail.is_empty() || open.takes(tail, at, others > 0)) {
            continue;
        }
        all.push(std::mem::take(&mut open));
        if text && tail.len() > 1 {
            open.takes(tail, at, others > 0);
        }
    }
    all.push(open);
    all.retain(Body::is_table);
    all
}

impl Body {
    /// Where the values begin.
    pub(super) fn left(&self) -> f64 {
        self.columns.first().map_or(f64::NEG_INFINITY, Column::left)
    }

    /// The borders of the columns, those in the middle between two.
    pub(super) fn borders(&self) -> Vec<f64> {
        let between = self.columns.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((a.right() + b.left()) / 2.0),
            _ => None,
        });
        between.collect()
    }

    /// How far a column is from the next one.
    pub(super) fn pitch(&self, column: usize) -> f64 {
        let middle = |at: usize| self.columns.get(at).map(|c| (c.left() + c.right()) / 2.0);
        let step = |at: usize| Some(middle(at + 1)? - middle(at)?);
        let before = column.checked_sub(1).and_then(step);
        step(column).or(before).unwrap_or(f64::INFINITY)
    }

    fn is_table(&self) -> bool {
        match self.rows.len() {
            0 => false,
            1 => self.columns.len() >= ALONE,
            _ => self.columns.len() > 1,
        }
    }

    /// Takes the values of a line as a row; false where they do not stand in the columns.
    fn takes(&mut self, values: &[Word], line: usize, labelled: bool) -> bool {
        if self.rows.is_empty() {
            self.columns = values.iter().map(Column::of).collect();
        }
        let Some(places) = self.places(values, labelled) else {
            return false;
        };
        let mut texts = vec![None; self.columns.len()];
        for (word, at) in values.iter().zip(places) {
            if let (Some(column), Some(text)) = (self.columns.get_mut(at), texts.get_mut(at)) {
                *column = column.with(word);
                *text = Some(word.text.clone());
            }
        }
        let last = values.last();
        self.rows.push(Values {
            line,
            y: last.map_or(0.0, |w| w.y),
            size: last.map_or(0.0, |w| w.size),
            texts,
        });
        true
    }

    /// The column of each value, where each can stand in one only.
    fn places(&self, values: &[Word], labelled: bool) -> Option<Vec<usize>> {
        let fits = |word: &Word, column: &Column| column.with(word).is_aligned(word.size);
        if values.len() == self.columns.len() {
            let all = values.iter().zip(&self.columns).all(|(w, c)| fits(w, c));
            return all.then(|| (0..values.len()).collect());
        }
        if values.len() * 2 < self.columns.len()
            && values.len() + 1 != self.columns.len()
            && !labelled
        {
            return None;
        }
        let one = |word: &Word| {
            let mut found = self
                .columns
                .iter()
                .enumerate()
                .filter(|(_, c)| fits(word, c));
            found
                .next()
                .filter(|_| found.next().is_none())
                .map(|(at, _)| at)
        };
        let places: Vec<usize> = values.iter().map(one).collect::<Option<_>>()?;
        places.is_sorted_by(|a, b| a < b).then_some(places)
    }
}
