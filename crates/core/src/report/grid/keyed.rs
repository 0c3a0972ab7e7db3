//! Codes of rows: in one column, or split over several that stay blank where they repeat what stands above; perhaps with
//! columns of other codes in front, such as those of units.

use super::cells::{Cells, Filled};
use super::columns::Side;
use super::heads::{counting, covering};
use super::spec::GridSpec;

/// The columns whose heads are those of a key, from left to right; none where one of them is not there.
pub(super) fn columns(cells: &Cells<'_>, key: &[String]) -> Vec<usize> {
    let heads = cells.rows.get(..cells.first).unwrap_or_default();
    let column = |wanted: &String| {
        let mut all = heads.iter().rev().flatten();
        all.find(|c| c.reading.key == *wanted).map(|c| c.column)
    };
    let found: Option<Vec<usize>> = key.iter().map(column).collect();
    let grows = |all: &Vec<usize>| all.windows(2).all(|w| matches!(w, [a, b] if a < b));
    found.filter(grows).unwrap_or_default()
}

/// What the codes of the rows of a side are, one row after the other.
pub(super) struct Codes {
    /// The columns that hold the code.
    columns: Vec<usize>,
    /// Each of these columns holds the part of a level.
    split: bool,
    /// How many digits the codes of each level have.
    digits: Vec<usize>,
    /// The part of each level, as it stands above.
    open: Vec<String>,
    /// The columns in front of them, but those that count rows.
    front: Vec<usize>,
    /// What stands there, and how often it has changed.
    unit: (String, usize),
}

impl Codes {
    pub(super) fn new(cells: &Cells<'_>, grid: &GridSpec, side: &Side, keyed: &[usize]) -> Self {
        let levels = grid.free.iter().flat_map(|f| &f.levels);
        let columns = match keyed.is_empty() {
            true => side.codes.clone(),
            false => keyed.to_vec(),
        };
        let first = columns.first().copied().unwrap_or(0);
        let labels = side.labels.iter().filter(|c| **c < first);
        let front = side.front.iter().chain(labels).copied();
        let front = front.filter(|c| !counting(cells, *c, &grid.skip));
        Codes {
            split: keyed.len() > 1,
            digits: levels.map(|l| l.digits).collect(),
            open: Vec::new(),
            front: front.collect(),
            unit: (String::new(), 0),
            columns,
        }
    }

    /// The code of a row, empty without one, and the number of its unit.
    pub(super) fn of(&mut self, row: &[Filled]) -> (String, usize) {
        let front = self.front.iter().filter_map(|c| covering(row, *c));
        let mut unit: String = front.map(|c| c.reading.folded.as_str()).collect();
        let part = |column: &usize| {
            let cell = row.iter().find(|c| c.column == *column);
            let text = cell.map_or("", |c| c.reading.folded.as_str());
            let number = text.bytes().all(|b| b.is_ascii_digit());
            if number {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let parts: Vec<String> = self.columns.iter().map(part).collect();
        let (ahead, whole) = match self.split {
            true => (String::new(), String::new()),
            false => self.whole(&parts),
        };
        unit.push_str(&ahead);
        if !unit.is_empty() && unit != self.unit.0 {
            self.unit = (unit, self.unit.1 + 1);
            self.open.clear();
        }
        let code = match self.split {
            true => self.joined(&parts),
            false => whole,
        };
        (code, self.unit.1)
    }

    /// The code of parts that stand beside each other: all of them together, else the last that is a code by itself; and
    /// what stands in front of that.
    fn whole(&self, parts: &[String]) -> (String, String) {
        let joined: String = parts.concat();
        let known = |text: &String| self.digits.contains(&text.len());
        let alone = parts.iter().rposition(known).filter(|_| !known(&joined));
        match alone.and_then(|at| Some((parts.get(..at)?, parts.get(at)?))) {
            Some((ahead, code)) => (ahead.concat(), code.clone()),
            None => (String::new(), joined),
        }
    }

    /// The code down to the lowest level that is filled. A part of a higher level that is blank is the one above it.
    fn joined(&mut self, parts: &[String]) -> String {
        let filled = |(nth, part): (usize, &String)| {
            let zero = nth > 0 && part.bytes().all(|b| b == b'0');
            !part.is_empty() && !zero
        };
        let Some(last) = parts.iter().enumerate().rposition(filled) else {
            return String::new();
        };
        let mut code = String::new();
        for (nth, part) in parts.iter().enumerate().take(last + 1) {
            let begins = self.digits.get(nth).copied().unwrap_or(0);
            let width = begins.saturating_sub(code.len());
            let part = match part.as_str() {
                "" => self.open.get(nth).cloned().unwrap_or_default(),
                // a column may repeat the whole code
                whole if nth > 0 && whole.len() == begins && whole.starts_with(&code) => {
                    whole.get(code.len()..).unwrap_or_default().to_owned()
                }
                part => format!("{part:0>width$}"),
            };
            if part.is_empty() {
                return String::new();
            }
            code.push_str(&part);
            if self.open.get(nth) != Some(&part) {
                self.open.truncate(nth);
                self.open.push(part);
            }
        }
        self.open.truncate(last + 1);
        code
    }
}
