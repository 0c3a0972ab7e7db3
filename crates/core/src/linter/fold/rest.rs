//! What an excerpt of a table leaves out, in a line of its own, so that what is shown adds up to the totals.

use crate::grammar::CellText;
use crate::report::{ColumnId, Fact, FormCell, Report, RowId};
use crate::rule::Addition;
use crate::text::{Id, Number};
use std::collections::BTreeSet;

/// Lines of a table, which are its columns or its rows.
pub(super) struct Direction<L, A> {
    /// The line in which a cell stands.
    of: fn(FormCell) -> L,
    /// The line that crosses it there.
    across: fn(FormCell) -> A,
}

pub(super) const COLUMNS: Direction<ColumnId, RowId> = Direction {
    of: |cell| cell.column,
    across: |cell| cell.row,
};

pub(super) const ROWS: Direction<RowId, ColumnId> = Direction {
    of: |cell| cell.row,
    across: |cell| cell.column,
};

/// A line of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown<L> {
    /// A row or column of the table.
    One(L),
    /// All parts of a total that have no line of their own.
    Rest(BTreeSet<L>),
}

impl<L: Id> Shown<L> {
    /// The rows or columns that stand in it.
    pub fn members(&self) -> Vec<L> {
        match self {
            Shown::One(at) => vec![*at],
            Shown::Rest(hidden) => hidden.iter().copied().collect(),
        }
    }
}

/// The lines of an excerpt, with one for what is left out of each total that stands among them with a part of it.
/// `across` are the lines that cross them.
pub(super) fn lines<'s, L: Id, A: Id>(
    report: &Report<'_>,
    sums: impl Iterator<Item = &'s Addition>,
    (direction, shown): (&Direction<L, A>, &BTreeSet<L>),
    across: &BTreeSet<A>,
) -> Vec<Shown<L>> {
    let mut lines: Vec<Shown<L>> = shown.iter().copied().map(Shown::One).collect();
    let mut known: BTreeSet<(L, BTreeSet<L>)> = BTreeSet::new();
    for sum in sums {
        let (total, at) = ((direction.of)(sum.total), (direction.across)(sum.total));
        let along = sum.parts.iter().all(|c| (direction.across)(*c) == at);
        if !along || !across.contains(&at) || !shown.contains(&total) {
            continue;
        }
        let parts = sum.parts.iter().map(|c| (direction.of)(*c));
        let (seen, hidden): (BTreeSet<L>, BTreeSet<L>) = parts.partition(|p| shown.contains(p));
        let left_out = |c: &&FormCell| hidden.contains(&(direction.of)(**c));
        let empty = sum.parts.iter().filter(left_out);
        let empty = empty.map(|c| value(report, *c)).all(is_zero);
        let Some(last) = seen.last().filter(|_| !empty) else {
            continue;
        };
        if known.insert((total, hidden.clone())) {
            let place = lines.iter().position(|l| *l == Shown::One(*last));
            lines.insert(place.map_or(lines.len(), |p| p + 1), Shown::Rest(hidden));
        }
    }
    lines
}

/// What several cells come to; `None` where one of them cannot be read.
pub(super) fn sum(report: &Report<'_>, cells: impl Iterator<Item = FormCell>) -> Option<Number> {
    let mut all = Number::whole(0);
    for cell in cells {
        all = all.checked_add(value(report, cell)?)?;
    }
    Some(all)
}

fn is_zero(value: Option<Number>) -> bool {
    value.is_some_and(|v| v.same(Number::whole(0)))
}

/// What a cell counts for; `None` where it cannot be read. One that is not there counts for nothing.
fn value(report: &Report<'_>, cell: FormCell) -> Option<Number> {
    let zero = Number::whole(0);
    let read = |fact: &Fact| match &fact.text {
        CellText::Number { value, .. } => Some(*value),
        CellText::Dash | CellText::Nothing => Some(zero),
        CellText::Blank => Some(fact.stands_for.unwrap_or(zero)),
        CellText::Text => None,
    };
    report.at(cell).map_or(Some(zero), read)
}
