//! Sums within a table: rows that add up in every column, columns that add up in every row.

use std::collections::{BTreeMap, HashMap};

use gouji_core::report::{CellId, ColumnId, RowId, TableId, TableSpec};
use gouji_core::text::Id;

use super::implied::{Implied, Terms};
use super::judge::{self, Counted};
use super::seen::Seen;
use super::sums::{Sum, pair, sums};
use super::{Bar, Candidate, Claim, Example, Line, Mine};

/// So many sums with one value in a report say nothing.
const CROWD: usize = 120;

/// An axis of a table: its lines, and the cell of a line at a place across.
struct Axis<'m> {
    mine: &'m Mine,
    table: TableId,
    spec: &'m TableSpec,
    columns: bool,
}

pub(super) fn candidates(mine: &Mine, bar: Bar, known: &Implied) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (table, spec) in mine.form.tables.iter_ids() {
        for columns in [false, true] {
            let axis = Axis {
                mine,
                table,
                spec,
                columns,
            };
            if spec.grid.is_none() {
                all.extend(axis.candidates(bar, known));
            }
        }
    }
    all
}

impl Axis<'_> {
    fn lines(&self) -> usize {
        match self.columns {
            true => self.spec.columns.len(),
            false => self.spec.rows.len(),
        }
    }

    fn across(&self) -> usize {
        match self.columns {
            true => self.spec.rows.len(),
            false => self.spec.columns.len(),
        }
    }

    /// The row and the column of a line at a place across.
    fn place(&self, line: usize, across: usize) -> (RowId, ColumnId) {
        match self.columns {
            true => (RowId::new(across), ColumnId::new(line)),
            false => (RowId::new(line), ColumnId::new(across)),
        }
    }

    fn cell(&self, line: usize, across: usize) -> Option<CellId> {
        let (row, column) = self.place(line, across);
        Some(self.mine.form.cell(self.table, row, column)?.id)
    }

    fn id(&self, line: usize) -> String {
        let axis = match self.columns {
            true => self.spec.columns.get(ColumnId::new(line)),
            false => self.spec.rows.get(RowId::new(line)),
        };
        axis.map(|a| a.id.clone()).unwrap_or_default()
    }

    fn selector(&self, line: usize, across: usize) -> String {
        let (row, column) = self.place(line, across);
        let id = |axis: Option<&gouji_core::report::Axis>| {
            axis.map(|a| a.id.clone()).unwrap_or_default()
        };
        let (row, column) = (
            id(self.spec.rows.get(row)),
            id(self.spec.columns.get(column)),
        );
        format!("{}[{row}, {column}]", self.spec.id)
    }

    /// The sums that are looked at.
    fn sums(&self) -> Vec<Sum> {
        match self.columns {
            true => sums(self.lines(), &self.spec.column_groups),
            false => sums(self.lines(), self.spec.row_groups.as_slice()),
        }
    }

    /// What a sum comes to across, and whether it adds up something.
    fn values(&self, sum: &Sum, seen: &Seen) -> (Vec<Option<i128>>, bool) {
        let mut real = false;
        let at = |across: usize| -> Option<i128> {
            let mut total = 0i128;
            let mut some = 0;
            for line in &sum.members {
                let value = seen.cell(self.cell(*line, across)?)?;
                some += usize::from(value != 0);
                total = total.checked_add(value)?;
            }
            real |= some >= sum.members.len().min(2);
            Some(total)
        };
        let values: Vec<_> = (0..self.across()).map(at).collect();
        (values, real)
    }

    fn candidates(&self, bar: Bar, known: &Implied) -> Vec<Candidate> {
        let sums = self.sums();
        let mut held: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for seen in &self.mine.reports {
            let mut same: HashMap<Vec<Option<i128>>, Vec<usize>> = HashMap::new();
            for (at, sum) in sums.iter().enumerate() {
                let (values, real) = self.values(sum, seen);
                if real {
                    same.entry(values).or_default().push(at);
                }
            }
            for class in same
                .into_values()
                .filter(|c| (2..=CROWD).contains(&c.len()))
            {
                for (nth, a) in class.iter().enumerate() {
                    for b in class.iter().skip(nth + 1) {
                        if let Some(pair) = pair(&sums, *a, *b) {
                            *held.entry(pair).or_default() += 1;
                        }
                    }
                }
            }
        }
        let likely = held.into_iter().filter(|(_, n)| *n >= bar.support);
        let counted = likely.filter_map(|((a, b), _)| {
            let (left, right) = (sums.get(a)?, sums.get(b)?);
            let counted = self.counted(left, right);
            // a rule over all places across needs all of the cells
            let whole = self.equations(left, right).len() == self.across();
            let fits =
                whole && self.all_matter(left, right) && counted.fits(bar, self.mine.reports.len());
            fits.then_some((left, right, counted))
        });
        let mut counted: Vec<(&Sum, &Sum, Counted)> = counted.collect();
        // what is contradicted least, then named groups, then the longest sums
        counted.sort_by_key(|(left, right, c)| {
            let named = usize::from(left.group.is_some());
            (
                c.against.len(),
                2 - named,
                left.pair,
                usize::MAX - c.support,
                usize::MAX - left.members.len(),
                right.members.clone(),
            )
        });
        self.chosen(counted, known)
    }

    /// Those that say something that the ones before do not.
    fn chosen(&self, counted: Vec<(&Sum, &Sum, Counted)>, known: &Implied) -> Vec<Candidate> {
        let mut said = Implied::default();
        let mut totals: Vec<(&Sum, &Sum)> = Vec::new();
        let mut all = Vec::new();
        for (left, right, counted) in counted {
            let equations = self.equations(left, right);
            let shares = |(l, r): &(&Sum, &Sum)| {
                r.members == right.members && l.members.iter().any(|m| left.members.contains(m))
            };
            if equations.iter().all(|e| said.implies(e)) || totals.iter().any(shares) {
                continue;
            }
            equations.iter().for_each(|e| said.add(e));
            totals.push((left, right));
            let line = |sum: &Sum| Line {
                members: sum.members.iter().map(|m| self.id(*m)).collect(),
                group: sum.group.clone(),
            };
            all.push(Candidate {
                form: self.mine.of(),
                claim: Claim::Lines {
                    table: self.spec.id.clone(),
                    columns: self.columns,
                    left: line(left),
                    right: line(right),
                },
                support: counted.support,
                tolerance: counted.tolerance(),
                required: self.mine.requiring(&equations, known),
                example: self.example(left, right),
                against: counted.against,
            });
        }
        all
    }

    /// The equations between cells, one for each place across.
    fn equations(&self, left: &Sum, right: &Sum) -> Vec<Terms> {
        let one = |across: usize| {
            let mut terms = Terms::new();
            for (sum, sign) in [(left, 1), (right, -1)] {
                for line in &sum.members {
                    *terms.entry(self.cell(*line, across)?).or_insert(0) += sign;
                }
            }
            Some(terms)
        };
        (0..self.across()).filter_map(one).collect()
    }

    /// What bears it out, and what contradicts it.
    fn counted(&self, left: &Sum, right: &Sum) -> Counted {
        let mut counted = Counted::default();
        let members = left.members.len() + right.members.len();
        for seen in &self.mine.reports {
            let (a, real) = self.values(left, seen);
            let (b, _) = self.values(right, seen);
            let both = a
                .iter()
                .zip(&b)
                .filter_map(|(a, b)| Some((a.as_ref()?, b.as_ref()?)));
            let apart: Vec<i128> = both.map(|(a, b)| a - b).collect();
            let decimals = self.has_decimals(seen);
            counted.add(seen, &apart, real, judge::rounding(members, decimals));
        }
        counted
    }

    fn has_decimals(&self, seen: &Seen) -> bool {
        let cells = (0..self.lines()).flat_map(|l| (0..self.across()).map(move |a| (l, a)));
        let mut texts = cells.filter_map(|(l, a)| seen.text(self.cell(l, a)?));
        texts.any(|text| text.contains('.'))
    }

    /// Whether each line is something else than zero in some report: else nothing says that it belongs to the sum. That the lines
    /// of a group belong together the form says.
    fn all_matter(&self, left: &Sum, right: &Sum) -> bool {
        let matters = |line: &usize| {
            self.mine.reports.iter().any(|seen| {
                let mut cells = (0..self.across()).filter_map(|a| seen.cell(self.cell(*line, a)?));
                cells.any(|n| n != 0)
            })
        };
        let sides = [left, right].into_iter();
        let mut alone = sides.filter(|sum| sum.group.is_none());
        alone.all(|sum| sum.members.iter().all(matters))
    }

    /// The cells across one place of a report in which it holds with most of its lines.
    fn example(&self, left: &Sum, right: &Sum) -> Example {
        let mut best: Option<(usize, &Seen, usize)> = None;
        for seen in &self.mine.reports {
            for across in 0..self.across() {
                let values = |sum: &Sum| -> Option<Vec<i128>> {
                    let cells = sum
                        .members
                        .iter()
                        .map(|l| seen.cell(self.cell(*l, across)?));
                    cells.collect()
                };
                let Some((a, b)) = values(left).zip(values(right)) else {
                    continue;
                };
                let some = a.iter().chain(&b).filter(|n| **n != 0).count();
                let holds = a.iter().sum::<i128>() == b.iter().sum::<i128>();
                if holds && best.is_none_or(|(n, ..)| some > n) {
                    best = Some((some, seen, across));
                }
            }
        }
        let Some((_, seen, across)) = best else {
            return Example::default();
        };
        let cell = |line: &usize| {
            let text = seen.text(self.cell(*line, across)?)?;
            Some((self.selector(*line, across), text.to_owned()))
        };
        let lines = || left.members.iter().chain(&right.members);
        let last = right.members.last().and_then(cell);
        Example {
            path: seen.path.clone(),
            cells: lines().filter_map(cell).collect(),
            wrong: last.map(|(selector, text)| (selector, judge::one_more(&text))),
            sentence: None,
        }
    }
}
