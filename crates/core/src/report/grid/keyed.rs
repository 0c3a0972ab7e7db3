//! Codes of rows: in one column, or split over several that stay blank where they repeat what stands above; perhaps with
//! columns of other codes beside them, such as those of units.

use super::cells::{Cells, Filled};
use super::columns::Side;
use super::heads::{counting, covering};
use super::spec::GridSpec;
use std::collections::BTreeSet;

/// The columns whose heads are those of a key, from left to right, once for each side of the grid that has them. The lowest
/// levels may be missing, but two must be there; else none is.
pub(super) fn columns(cells: &Cells<'_>, key: &[String]) -> Vec<Vec<usize>> {
    let heads = cells.rows.get(..cells.first).unwrap_or_default();
    let behind = |wanted: &String, from: usize| {
        let mut all = heads.iter().rev().flatten();
        let found = all.find(|c| c.column >= from && c.reading.key == *wanted);
        found.map(|c| c.column)
    };
    let mut runs = Vec::new();
    let mut from = 0;
    loop {
        let run: Vec<usize> = key.iter().map_while(|k| behind(k, from)).collect();
        let grows = run.windows(2).all(|w| matches!(w, [a, b] if a < b));
        let Some(last) = run
            .last()
            .filter(|_| grows && run.len() >= key.len().min(2))
        else {
            return runs;
        };
        from = last + 1;
        runs.push(run);
    }
}

/// What is known of the code of a row.
pub(super) struct Coded {
    /// The code; empty without one.
    pub code: String,
    /// The number of its unit.
    pub unit: usize,
    /// The row has no code, but that of a unit: it is the total of the unit.
    pub is_total: bool,
}

/// What the codes of the rows of a side are, one row after the other.
pub(super) struct Codes {
    /// The columns that hold the code, or its parts from the highest level down.
    columns: Vec<usize>,
    /// How many digits the codes of each level have.
    digits: Vec<usize>,
    /// The part of each column, as it stands above.
    open: Vec<String>,
    /// The columns beside them that tell the unit: those that count rows are none.
    beside: Vec<usize>,
    /// What stands there, and how often it has changed.
    unit: (String, usize),
}

impl Codes {
    /// `keyed` are the columns with the heads of codes, for each side that has them.
    pub(super) fn new(
        cells: &Cells<'_>,
        grid: &GridSpec,
        side: &Side,
        keyed: &[Vec<usize>],
    ) -> Self {
        let levels = grid.free.iter().flat_map(|f| &f.levels);
        let digits: Vec<usize> = levels.map(|l| l.digits).collect();
        let own = keyed
            .iter()
            .find(|run| run.iter().any(|c| side.codes.contains(c)));
        let columns = own.cloned().unwrap_or_else(|| {
            let split = parted(cells, &side.codes, &digits);
            split.unwrap_or_else(|| richest(cells, &side.codes, &digits))
        });
        let first = columns.first().copied().unwrap_or(0);
        let labels = side.labels.iter().filter(|c| **c < first);
        let others = side.codes.iter().filter(|c| !columns.contains(c));
        let beside = side.front.iter().chain(labels).chain(others).copied();
        let beside: Vec<usize> = beside
            .filter(|c| !counting(cells, *c, &grid.skip))
            .collect();
        Codes {
            digits,
            open: Vec::new(),
            beside: match are_units(cells, &columns, &beside) {
                true => beside,
                false => Vec::new(),
            },
            unit: (String::new(), 0),
            columns,
        }
    }

    /// The code of a row.
    pub(super) fn of(&mut self, row: &[Filled]) -> Coded {
        let unit = together(row, &self.beside);
        let states = !unit.is_empty();
        if states && unit != self.unit.0 {
            self.unit = (unit, self.unit.1 + 1);
            self.open.clear();
        }
        let parts: Vec<&str> = self.columns.iter().map(|c| number(row, *c)).collect();
        let code = self.joined(&parts);
        Coded {
            is_total: states && code.is_empty(),
            unit: self.unit.1,
            code,
        }
    }

    /// The code down to the lowest level that is filled. A part of a higher level that is blank is the one above it; a
    /// column may hold the whole code, too.
    fn joined(&mut self, parts: &[&str]) -> String {
        let filled = |(nth, part): (usize, &&str)| {
            let zero = nth > 0 && part.bytes().all(|b| b == b'0');
            !part.is_empty() && !zero
        };
        let Some(last) = parts.iter().enumerate().rposition(filled) else {
            return String::new();
        };
        let mut code = String::new();
        let mut open: Vec<String> = Vec::new();
        for (nth, part) in parts.iter().enumerate().take(last + 1) {
            let begins = self.digits.get(nth).copied().unwrap_or(0);
            let part = match *part {
                "" => self.open.get(nth).cloned().unwrap_or_default(),
                whole if nth > 0 && self.is_whole(whole) => {
                    code.clear();
                    whole.to_owned()
                }
                part => {
                    let width = begins.saturating_sub(code.len());
                    format!("{part:0>width$}")
                }
            };
            code.push_str(&part);
            open.push(part);
        }
        // without what it is a part of, a part is no code
        let whole = parts.get(last).is_some_and(|p| self.is_whole(p));
        if open.iter().any(String::is_empty) && !whole {
            return String::new();
        }
        self.open = match whole {
            true => self.cut(&code),
            false => open,
        };
        code
    }

    /// Whether a part is a code by itself, and no shorter than those of the highest level.
    fn is_whole(&self, part: &str) -> bool {
        let highest = self.digits.first().copied().unwrap_or(0);
        part.len() > highest && self.digits.contains(&part.len())
    }

    /// A code in the parts of its levels.
    fn cut(&self, code: &str) -> Vec<String> {
        let mut from = 0;
        let mut parts = Vec::new();
        for to in self.digits.iter().filter(|d| **d > 0) {
            if let Some(part) = code.get(from..*to) {
                parts.push(part.to_owned());
            }
            from = *to;
        }
        parts
    }
}

/// The number in a column, as it is written.
fn number(row: &[Filled], column: usize) -> &str {
    let cell = row.iter().find(|c| c.column == column);
    let text = cell.map_or("", |c| c.reading.folded.as_str());
    match text.bytes().all(|b| b.is_ascii_digit()) {
        true => text,
        false => "",
    }
}

/// All numbers of a column, as they are written.
fn numbers<'c>(cells: &'c Cells<'_>, column: usize) -> impl Iterator<Item = &'c str> {
    let rows = cells.rows.iter().skip(cells.first);
    let all = rows.map(move |row| number(row, column));
    all.filter(|n| !n.is_empty())
}

/// What stands in some columns, in one text.
fn together(row: &[Filled], columns: &[usize]) -> String {
    let cells = columns.iter().filter_map(|c| covering(row, *c));
    cells.map(|c| c.reading.folded.as_str()).collect()
}

/// Whether columns tell the units of codes: the rows of each stand together.
fn are_units(cells: &Cells<'_>, codes: &[usize], columns: &[usize]) -> bool {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut last = String::new();
    let coded = |row: &&Vec<Filled>| codes.iter().any(|c| !number(row, *c).is_empty());
    for row in cells.rows.iter().skip(cells.first).filter(coded) {
        let unit = together(row, columns);
        if unit.is_empty() || unit == last {
            continue;
        }
        if !seen.insert(unit.clone()) {
            return false;
        }
        last = unit;
    }
    true
}

/// Columns beside each other, one for each level, of which the first holds codes of the highest one and the others the
/// digits that the next adds, or the whole code; the longest such run.
fn parted(cells: &Cells<'_>, codes: &[usize], digits: &[usize]) -> Option<Vec<usize>> {
    let fits = |nth: usize, column: &usize| {
        let own = digits.get(nth).copied().unwrap_or(0);
        let above = nth.checked_sub(1).and_then(|n| digits.get(n)).copied();
        let mut all = numbers(cells, *column);
        all.all(|n| n.len() == own || above.is_some_and(|a| n.len() + a == own))
    };
    let run = |from: usize| {
        let behind = codes.iter().skip(from).take(digits.len()).enumerate();
        let own = behind.take_while(|(nth, column)| fits(*nth, column));
        own.map(|(_, column)| *column).collect::<Vec<_>>()
    };
    let runs = (0..codes.len()).map(run).filter(|r| r.len() > 1);
    // the first of the longest
    runs.reduce(|best, run| if run.len() > best.len() { run } else { best })
}

/// The column that holds most different codes; the last of several.
fn richest(cells: &Cells<'_>, codes: &[usize], digits: &[usize]) -> Vec<usize> {
    let count = |column: &usize| {
        let known = numbers(cells, *column).filter(|n| digits.contains(&n.len()));
        known.collect::<BTreeSet<_>>().len()
    };
    let best = codes.iter().max_by_key(|c| count(c));
    best.copied().into_iter().collect()
}
