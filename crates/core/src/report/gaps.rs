//! Rows that stand between others without a label of their own that a form knows: shortened labels, numbers alone,
//! no label at all; and one row in the place of all rows of a group.

use super::align::common;
use super::candidate::{Candidate, has_number};
use super::form::{TableSpec, folded_row_key};
use super::ids::{GroupId, RowId};
use super::source_cells::{SourceCell, Unit};
use super::table::{RowFacts, RowState, Rows};
use crate::grammar;
use crate::text::{Id, IdVec};
use std::sync::Arc;

/// How the units of a table belong to its rows and groups.
pub(super) struct Matching {
    /// For each row of the form its unit.
    pub rows: IdVec<RowId, Option<usize>>,
    /// For each group of rows the unit that stands for all of them.
    pub groups: IdVec<GroupId, Option<usize>>,
    /// Rows whose units have no label: sums must confirm them.
    pub guessed: Vec<RowId>,
}

/// What is looked at.
pub(super) struct Gaps<'g> {
    pub spec: &'g TableSpec,
    pub cells: &'g [SourceCell],
    pub units: &'g [Unit],
    pub candidates: &'g [Candidate],
}

/// How the label of a unit speaks for a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    For,
    Silent,
    Against,
}

impl Gaps<'_> {
    /// Looks between the rows that were matched by their labels for the units of those that were not.
    pub(super) fn fill(&self, rows: IdVec<RowId, Option<usize>>) -> Matching {
        let mut found = Matching {
            groups: vec![None; self.spec.row_groups.len()].into(),
            guessed: Vec::new(),
            rows,
        };
        self.groups(&mut found);
        let mut at = 0;
        while at < found.rows.len() {
            let rest = found.rows.iter_ids().skip(at);
            let count = rest
                .take_while(|(r, u)| u.is_none() && !self.covered(&found, *r))
                .count();
            if count > 0 {
                let first = RowId::new(at);
                self.gap(&mut found, first, RowId::new(at + count - 1));
            }
            at += count.max(1);
        }
        found
    }

    /// Whether the row of a group stands for a row.
    fn covered(&self, found: &Matching, row: RowId) -> bool {
        let groups = self.spec.row_groups.iter().zip(&found.groups);
        groups
            .into_iter()
            .any(|(g, unit)| unit.is_some() && g.members.contains(&row))
    }

    /// A row with the label of a group, where none of the group's own rows was found.
    fn groups(&self, found: &mut Matching) {
        for (nth, group) in self.spec.row_groups.iter_ids() {
            let free = |m: &RowId| found.rows.get(*m).is_some_and(Option::is_none);
            let (Some(first), Some(last)) = (group.members.first(), group.members.last()) else {
                continue;
            };
            if group.keys.is_empty() || group.members.len() < 2 || !group.members.iter().all(free) {
                continue;
            }
            let Some((from, to)) = self.between(found, *first, *last) else {
                continue;
            };
            let width = self.spec.width(*first);
            let mut own = (from..to).filter(|u| {
                let candidate = self.candidates.get(*u);
                candidate.is_some_and(|c| group.keys.iter().any(|k| k == c.key()))
                    && self.full(*u, width)
            });
            if let (Some(unit), None) = (own.next(), own.next())
                && let Some(slot) = found.groups.get_mut(nth)
            {
                *slot = Some(unit);
            }
        }
    }

    /// The units that stand between the nearest rows that were found; `None` where there is none on either side.
    fn between(&self, found: &Matching, first: RowId, last: RowId) -> Option<(usize, usize)> {
        let before = found.rows.before(first).iter().rev().flatten().next();
        let behind = found.rows.behind(last).iter().flatten().next();
        let from = before.map_or(0, |u| u + 1);
        (before.is_some() || behind.is_some())
            .then_some((from, behind.copied().unwrap_or(self.units.len())))
    }

    /// Whether a unit has as many values as a row needs, numbers among them.
    fn full(&self, unit: usize, width: usize) -> bool {
        let Some(found) = self.units.get(unit) else {
            return false;
        };
        let values = self.cells.get(found.values.clone()).unwrap_or_default();
        let head = self.candidates.get(unit).is_none_or(|c| c.values == 0);
        !head && has_number(values) && super::table::trim(values, width).len() == width
    }

    /// As many units as there are rows, in the place where those rows must stand.
    fn gap(&self, found: &mut Matching, first: RowId, last: RowId) {
        let Some((from, to)) = self.between(found, first, last) else {
            return;
        };
        let open_end = found.rows.behind(last).iter().all(Option::is_none);
        let open_start = found.rows.before(first).iter().all(Option::is_none);
        let used = |u: usize| found.groups.iter().any(|g| *g == Some(u));
        let width = self.spec.width(first);
        let count = first.up_to(last).count();
        let free: Vec<usize> = (from..to)
            .filter(|u| self.full(*u, width) && !used(*u))
            .take(count + 1)
            .collect();
        if free.len() != count {
            return;
        }
        let words: Vec<Word> = free
            .iter()
            .zip(first.up_to(last))
            .map(|(unit, row)| self.word(*unit, row))
            .collect();
        let silent = words.contains(&Word::Silent);
        // at an end of the table nothing says that the table goes on
        if words.contains(&Word::Against) || silent && (open_end || open_start) {
            return;
        }
        for (unit, row) in free.into_iter().zip(first.up_to(last)) {
            if let Some(slot) = found.rows.get_mut(row) {
                *slot = Some(unit);
            }
            if silent {
                found.guessed.push(row);
            }
        }
    }

    /// What the label of a unit says about a row: its number is the row's, and what else it says is in the row's.
    fn word(&self, unit: usize, row: RowId) -> Word {
        let (Some(unit), Some(axis)) = (self.units.get(unit), self.spec.rows.get(row)) else {
            return Word::Against;
        };
        let label = self.cells.get(unit.labels.clone()).and_then(<[_]>::last);
        let Some(label) = label.filter(|p| !p.folded.is_empty()) else {
            return Word::Silent;
        };
        let official: String = axis.label.chars().map(crate::text::fold_char).collect();
        let number = |text: &str| grammar::opening(text).map(|o| o.numbering.ordinal);
        let own = number(&label.folded);
        if own.is_none() || own != number(&official) {
            return Word::Against;
        }
        let rest = folded_row_key(&label.folded);
        let count = rest.chars().count();
        let shared = common(&rest, &folded_row_key(&official));
        match count == 0 || (count > 1 && shared * 10 >= count * 7) {
            true => Word::For,
            false => Word::Against,
        }
    }
}

/// So many labels without values make a table where no value says how far it reaches.
const BARE: usize = 3;

impl Matching {
    /// Rows of which the label alone was found, between those of its neighbours: no value stands behind it. Where most
    /// rows of the table have none, neighbours need not be there.
    pub(super) fn bare(
        &self,
        spec: &TableSpec,
        cells: &[SourceCell],
        units: &[Unit],
        rows: &mut Rows,
    ) {
        if spec.is_sheet() {
            return;
        }
        let mut enclosed = Vec::new();
        let mut loose = Vec::new();
        let mut latest = 0;
        for (at, axis) in spec.rows.iter_ids() {
            let absent = rows.get(at).is_some_and(|r| r.state == RowState::Absent);
            if !absent || is_shared(spec, at) {
                continue;
            }
            let (from, to) = self.between(units, at);
            let first = from.unwrap_or(0).max(latest);
            let inside = cells.get(first..to.unwrap_or(cells.len()));
            let mut inside = inside.unwrap_or_default().iter();
            let Some(found) = inside.position(|p| axis.keys.contains(&p.key)) else {
                continue;
            };
            latest = first + found + 1;
            match from.is_some() && to.is_some() {
                true => enclosed.push((at, first + found)),
                false => loose.push((at, first + found)),
            }
        }
        let many = loose.len() >= BARE.max(spec.rows.len() / 2);
        let loose = loose.into_iter().filter(|_| many);
        for (at, cell) in enclosed.into_iter().chain(loose) {
            set_bare(rows, at, cells.get(cell));
        }
        if many {
            shared_between(spec, cells, rows);
        }
    }

    /// Behind which cell and before which one a row stands, by the rows around it that were found.
    fn between(&self, units: &[Unit], at: RowId) -> (Option<usize>, Option<usize>) {
        let end = |unit: &usize| units.get(*unit).map(|u| u.labels.end);
        let (before, behind) = (self.rows.before(at), self.rows.behind(at));
        (
            before.iter().rev().flatten().find_map(end),
            behind.iter().flatten().find_map(end),
        )
    }
}

/// Whether another row or a column has the same label.
fn is_shared(spec: &TableSpec, at: RowId) -> bool {
    let own = spec.rows.get(at).map(|r| r.keys.as_slice());
    let own = own.unwrap_or_default();
    let others = spec.rows.iter_ids().filter(|(o, _)| *o != at);
    let axes = others.map(|(_, r)| r).chain(&spec.columns);
    axes.flat_map(|a| &a.keys).any(|k| own.contains(k))
}

/// Rows whose label is shared, between labels of the rows on both sides.
fn shared_between(spec: &TableSpec, cells: &[SourceCell], rows: &mut Rows) {
    let mut found = Vec::new();
    for (at, axis) in spec.rows.iter_ids() {
        if rows.get(at).is_some_and(|r| r.label.is_some()) {
            continue;
        }
        let label = |row: &RowFacts| row.label;
        let (before, behind) = (rows.before(at), rows.behind(at));
        let before = before.iter().rev().find_map(label);
        let (Some(before), Some(behind)) = (before, behind.iter().find_map(label)) else {
            continue;
        };
        let from = cells.partition_point(|p| p.span.start < before.end);
        let to = cells.partition_point(|p| p.span.start < behind.start);
        let inside = cells.get(from..to).unwrap_or_default().iter();
        let cell = inside.rev().find(|p| axis.keys.contains(&p.key));
        found.extend(cell.map(|p| (at, p)));
    }
    for (at, cell) in found {
        set_bare(rows, at, Some(cell));
    }
}

fn set_bare(rows: &mut Rows, at: RowId, label: Option<&SourceCell>) {
    if let (Some(row), Some(label)) = (rows.get_mut(at), label) {
        *row = RowFacts {
            label: Some(label.span),
            reading: Some(Arc::clone(&label.reading)),
            state: RowState::Short(0),
            cells: IdVec::default(),
        };
    }
}
