//! What the cells of a table must come to, and what follows from it for cells that are blank or out of place.

use super::fact::Fact;
use super::form::TableSpec;
use super::ids::{ColumnId, RowId};
use super::table::{RowState, Rows};
use crate::grammar::CellText;
use crate::text::{Id, Number};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Cells of one table that add up to nothing, each counted as often as its factor says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// Row, column and factor.
    pub terms: Vec<(RowId, ColumnId, i64)>,
}

/// The terms of a sum: row, column, factor.
type Terms = [(RowId, ColumnId, i64)];

/// A cell: row and column.
type At = (RowId, ColumnId);

/// How many sums of at least two numbers must hold before blanks count as zero.
const PROOFS: usize = 2;

/// Gives the blank cells of a table the value that its sums say they stand for, if every sum holds that way: nothing,
/// or, for a total, what its parts come to. Says whether it did.
pub(super) fn fill(spec: &TableSpec, rows: &mut Rows) -> bool {
    let complete = spec.rows.iter().zip(rows.iter());
    let mut complete = complete.map(|(axis, row)| {
        row.state == RowState::Read || row.state == RowState::Absent && axis.optional
    });
    if !complete.all(|c| c) {
        return false;
    }
    let Some(values) = stand_for(spec, rows) else {
        return false;
    };
    for ((row, column), value) in &values {
        if let Some(fact) = fact_mut(spec, rows, (*row, *column)) {
            fact.stands_for = Some(*value);
        }
    }
    !values.is_empty()
}

/// What each blank cell stands for; `None` where a sum does not hold, too few say so, or zeros are written out.
fn stand_for(spec: &TableSpec, rows: &Rows) -> Option<BTreeMap<At, Number>> {
    let mut blanks: BTreeMap<At, Option<Number>> = BTreeMap::new();
    for row in spec.rows.ids() {
        for column in spec.columns.ids() {
            match fact(spec, rows, (row, column)).map(|f| &f.text) {
                Some(CellText::Blank) => {
                    blanks.insert((row, column), None);
                }
                // words in the place of a number: its sums cannot be determined
                Some(CellText::Text) => return None,
                _ => {}
            }
        }
    }
    if blanks.is_empty() {
        return None;
    }
    let mut derived = vec![false; spec.sums.len()];
    derive(spec, rows, &mut blanks, &mut derived);
    let value = |at: At| match blanks.get(&at) {
        Some(known) => Some(known.unwrap_or(Number::whole(0))),
        None => number(spec, rows, at),
    };
    let mut proofs = 0;
    for (sum, derived) in spec.sums.iter().zip(derived) {
        if !total(&sum.terms, value)?.same(Number::whole(0)) {
            return None;
        }
        let printed = sum.terms.iter().filter(|(r, c, _)| {
            let own = number(spec, rows, (*r, *c));
            own.is_some_and(|n| !n.same(Number::whole(0)))
        });
        proofs += usize::from(!derived && printed.count() >= 2);
    }
    // who writes zeros does not leave them out: such blanks were forgotten
    let zeros = rows.iter().flat_map(|r| &r.cells);
    let zeros = zeros.filter(|f| f.is_number() && is_zero(f)).count();
    if zeros >= blanks.len() {
        return None;
    }
    let zero = Number::whole(0);
    let all = blanks.into_iter().map(|(at, v)| (at, v.unwrap_or(zero)));
    (proofs >= PROOFS).then(|| all.collect())
}

fn is_zero(fact: &Fact) -> bool {
    match fact.text {
        CellText::Number { value, .. } => value.same(Number::whole(0)),
        _ => true,
    }
}

/// Gives each blank total what its parts come to, the totals of totals last.
fn derive(
    spec: &TableSpec,
    rows: &Rows,
    blanks: &mut BTreeMap<At, Option<Number>>,
    derived: &mut [bool],
) {
    let totals: Vec<Option<At>> = spec.sums.iter().map(|s| sole(&s.terms)).collect();
    let is_open = |blanks: &BTreeMap<At, Option<Number>>, at: At| {
        blanks.get(&at) == Some(&None) && totals.contains(&Some(at))
    };
    // totals rest on parts, and their totals on them: two steps, and one in which nothing is left to do
    for _ in 0..3 {
        for ((sum, total_of), derived) in spec.sums.iter().zip(&totals).zip(derived.iter_mut()) {
            let Some(at) = total_of.filter(|at| is_open(blanks, *at)) else {
                continue;
            };
            let parts = sum.terms.iter().map(|(r, c, _)| (*r, *c));
            if parts.filter(|p| *p != at).any(|p| is_open(blanks, p)) {
                continue;
            }
            let value = |cell: At| match blanks.get(&cell) {
                Some(known) => Some(known.unwrap_or(Number::whole(0))),
                None => number(spec, rows, cell),
            };
            let factor = sum.terms.iter().find(|(r, c, _)| (*r, *c) == at);
            let rest = total(&sum.terms, value);
            let own = rest.zip(factor).and_then(|(rest, (.., factor))| {
                rest.checked_div(Number::whole(-i128::from(*factor)))
            });
            if let (Some(own), Some(slot)) = (own, blanks.get_mut(&at)) {
                *slot = Some(own);
                *derived = true;
            }
        }
    }
}

/// The one cell that stands alone on its side, with at least two on the other.
fn sole(terms: &Terms) -> Option<At> {
    let (less, more): (Vec<_>, Vec<_>) = terms.iter().partition(|(.., f)| *f < 0);
    match (less.as_slice(), more.as_slice()) {
        ([(r, c, _)], [_, _, ..]) | ([_, _, ..], [(r, c, _)]) => Some((*r, *c)),
        _ => None,
    }
}

/// What terms come to; `None` where a value is not known.
fn total(terms: &Terms, value: impl Fn(At) -> Option<Number>) -> Option<Number> {
    let mut sum = Number::whole(0);
    for (row, column, factor) in terms {
        let part = value((*row, *column))?.checked_mul(Number::whole((*factor).into()))?;
        sum = sum.checked_add(part)?;
    }
    Some(sum)
}

/// Whether sums over the given rows hold, as far as they can be determined, and one over several rows can be.
pub(super) fn confirm(spec: &TableSpec, rows: &Rows, guessed: &[RowId]) -> bool {
    let mut filled = false;
    for sum in &spec.sums {
        let own = sum
            .terms
            .iter()
            .filter(|(r, ..)| guessed.contains(r))
            .count();
        if own == 0 {
            continue;
        }
        match total(&sum.terms, |at| number(spec, rows, at)) {
            Some(left) if !left.same(Number::whole(0)) => return false,
            Some(_) => filled |= sum.terms.iter().any(|(r, ..)| !guessed.contains(r)),
            None => {}
        }
    }
    filled
}

/// How sure it is that a row with blanks at its ends has its values in their own columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing speaks against it.
    Firm,
    /// It has no total and begins and ends with a blank: only sums of the whole table can tell.
    Doubtful,
    /// Its own sum does not hold: its values may have moved.
    Moved,
}

/// Whether the values of a row with a blank at an end stand where they should, as far as its own sum can tell.
pub(super) fn standing(spec: &TableSpec, rows: &Rows, row: RowId) -> Standing {
    let blank = |column: ColumnId| {
        fact(spec, rows, (row, column)).is_some_and(|f| f.text == CellText::Blank)
    };
    let cells = rows.get(row).map(|r| &r.cells);
    let filled = cells.is_some_and(|c| c.iter().any(Fact::is_number));
    // the ends of a row with all columns
    let first = ColumnId::new(0);
    let last = spec.width(row).checked_sub(1).map(ColumnId::new);
    let ends = (blank(first), last.is_some_and(blank));
    let zero = Number::whole(0);
    let own = |terms: &Terms| terms.iter().all(|(r, ..)| *r == row);
    let sum = spec.sums.iter().find(|s| own(&s.terms));
    let Some((sum, at)) = sum.and_then(|s| Some((s, sole(&s.terms)?))) else {
        return Standing::Firm;
    };
    if !filled || !(ends.0 || ends.1) {
        return Standing::Firm;
    }
    let value = |cell: At| number(spec, rows, cell).or(Some(zero));
    let parts: Vec<_> = sum
        .terms
        .iter()
        .filter(|(r, c, _)| (*r, *c) != at)
        .copied()
        .collect();
    let Some(parts) = total(&parts, value).map(Number::abs) else {
        return Standing::Firm;
    };
    match number(spec, rows, at) {
        Some(total) if total.same(parts) => Standing::Firm,
        // a blank in front may hold what is lacking
        Some(total) if ends.0 && !ends.1 && total > parts => {
            match parts.same(zero) || !blank_elsewhere(spec, rows, row) {
                true => Standing::Firm,
                false => Standing::Moved,
            }
        }
        Some(_) => Standing::Moved,
        // a part that the others come to may be the total
        None if ends.0 || last_like_total(spec, rows, at, parts) => Standing::Doubtful,
        None => Standing::Firm,
    }
}

/// Whether the last part of a row that has no total is as much as the others together.
fn last_like_total(spec: &TableSpec, rows: &Rows, (row, total): At, parts: Number) -> bool {
    let before = spec.columns.ids().rev().skip_while(|c| *c >= total);
    let last = before
        .into_iter()
        .find_map(|c| number(spec, rows, (row, c)));
    let twice = last.and_then(|l| l.checked_add(l));
    !parts.same(Number::whole(0)) && twice.is_some_and(|t| t >= parts) && {
        // the only value there is, in front, is no total
        let first = number(spec, rows, (row, ColumnId::new(0)));
        !first.is_some_and(|f| f.same(parts))
    }
}

/// Whether a row has a blank behind its first cell.
fn blank_elsewhere(spec: &TableSpec, rows: &Rows, row: RowId) -> bool {
    let blank = |c: ColumnId| fact(spec, rows, (row, c)).is_some_and(|f| f.text == CellText::Blank);
    spec.columns.ids().skip(1).any(blank)
}

fn fact<'r>(spec: &TableSpec, rows: &'r Rows, (row, column): At) -> Option<&'r Fact> {
    let value = spec.value(row, column)?;
    rows.get(row)?.cells.get(value)
}

fn fact_mut<'r>(spec: &TableSpec, rows: &'r mut Rows, (row, column): At) -> Option<&'r mut Fact> {
    let value = spec.value(row, column)?;
    rows.get_mut(row)?.cells.get_mut(value)
}

/// The number in a cell; nothing for a row that the report leaves out.
fn number(spec: &TableSpec, rows: &Rows, at: At) -> Option<Number> {
    let absent = rows.get(at.0).is_some_and(|r| r.state == RowState::Absent);
    if absent && spec.rows.get(at.0).is_some_and(|r| r.optional) {
        return Some(Number::whole(0));
    }
    match fact(spec, rows, at)?.text {
        CellText::Number { value, .. } => Some(value),
        CellText::Dash | CellText::Nothing => Some(Number::whole(0)),
        CellText::Blank | CellText::Text => None,
    }
}
