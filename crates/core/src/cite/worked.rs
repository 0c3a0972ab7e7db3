//! What follows from cells: sums over reports, shares, changes from one year to the next.

use super::answer::{Answer, Verdict, added, counted};
use super::cells::{Facts, Surely, Target};
use super::derived::{Reader, named};
use super::quotes::Quote;
use super::size::{agreement, is_percentage};
use super::{Derivation, Support};
use crate::report::FormCell;
use crate::text::Number;

/// What is known of a number that may state a change.
pub(super) enum Change {
    /// It states none.
    None,
    /// It states one of something that is not known.
    Unknown,
    Right(Answer),
    Wrong(Answer),
}

impl Reader<'_> {
    /// The sum of the same cells in the reports of all bodies.
    pub(super) fn over_reports(
        &self,
        quote: &Quote,
        targets: &[(usize, Vec<Target>)],
    ) -> Option<Verdict> {
        let first = targets.first()?.0;
        let beside = self.pick.beside(first);
        if beside.len() < 2 {
            return None;
        }
        let count = targets.first()?.1.len();
        for nth in 0..count {
            let mut sum = Number::whole(0);
            let mut shown = Vec::new();
            for at in &beside {
                let (_, all) = targets.iter().find(|(own, _)| own == at)?;
                let target = all.get(nth).filter(|t| t.surely != Surely::Half)?;
                let facts = self.facts.get(*at)?;
                sum = sum.checked_add(facts.sum(&target.cells)?)?;
                shown.extend(target.cells.iter().map(|c| facts.basis(*at, *c)));
            }
            if agreement(quote, sum).is_some() {
                let answer = Answer {
                    formula: added(&shown, sum),
                    derivation: Some(Derivation::Reports),
                    bases: shown,
                    about: None,
                };
                return Some((Support::Follows, answer));
            }
        }
        None
    }

    /// A percentage as a part of a total.
    pub(super) fn share(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
        let last = self.last.as_ref().filter(|(s, _, _)| *s == quote.sentence);
        let mut known: Vec<(usize, Vec<FormCell>)> = Vec::new();
        for (at, all) in targets {
            let sure = all.iter().filter(|t| t.surely != Surely::Half);
            known.extend(sure.map(|t| (*at, t.cells.clone())));
        }
        // the words name the part, else the total of what was said before
        known.extend(last.map(|(_, at, cells)| (*at, cells.clone())));
        for (at, part) in &known {
            let facts = self.facts.get(*at)?;
            let others = known
                .iter()
                .filter(|(report, cells)| report == at && cells != part);
            let totals = totals_above(facts, part)
                .into_iter()
                .map(|total| vec![total]);
            let wholes = totals.chain(others.map(|(_, cells)| cells.clone()));
            for whole in wholes {
                if let Some(answer) = share_of(quote, (*at, facts), part, &whole) {
                    return Some((Support::Follows, answer));
                }
            }
        }
        None
    }

    /// A number as the change from one year to the next, where words say that something grew or fell.
    pub(super) fn change(&self, quote: &Quote) -> Change {
        let Some(grew) = self
            .facts
            .iter()
            .find_map(|facts| facts.trends.grew(&quote.before))
        else {
            return Change::None;
        };
        let last = self.last.as_ref().filter(|(s, _, _)| *s == quote.sentence);
        let mut wrong = None;
        for (at, facts) in self.facts.iter().enumerate() {
            let Some(before) = self
                .pick
                .before(at)
                .filter(|_| self.pick.may_compare(quote, at))
            else {
                continue;
            };
            let Some(then) = self.facts.get(before) else {
                continue;
            };
            let (near, earlier) = named(facts, quote);
            let named = facts.targets(&near, &earlier).into_iter();
            let mut all: Vec<Vec<FormCell>> = named
                .filter(|t| t.surely != Surely::Half)
                .map(|t| t.cells)
                .collect();
            if all.is_empty() {
                all.extend(last.filter(|l| l.1 == at).map(|l| l.2.clone()));
            }
            for cells in all {
                match changed(quote, grew, (at, facts, &cells), (before, then)) {
                    Some((true, answer)) => return Change::Right(answer),
                    Some((false, answer)) => wrong = wrong.or(Some(answer)),
                    None => {}
                }
            }
        }
        wrong.map_or(Change::Unknown, Change::Wrong)
    }
}

/// The totals that all of some cells are parts of, and the totals of those.
fn totals_above(facts: &Facts<'_>, cells: &[FormCell]) -> Vec<FormCell> {
    let Some((first, rest)) = cells.split_first() else {
        return Vec::new();
    };
    let common = |total: &FormCell| {
        let mut rest = rest.iter();
        rest.all(|cell| facts.totals_of(*cell).any(|t| t == *total))
    };
    let mut totals: Vec<FormCell> = facts.totals_of(*first).filter(common).collect();
    let above: Vec<FormCell> = totals.iter().flat_map(|t| facts.totals_of(*t)).collect();
    totals.extend(above);
    totals
}

/// Whether a percentage is the share that some cells have in others.
fn share_of(
    quote: &Quote,
    (at, facts): (usize, &Facts<'_>),
    part: &[FormCell],
    whole: &[FormCell],
) -> Option<Answer> {
    let (share, of) = (facts.sum(part)?, facts.sum(whole)?);
    if !is_percentage(quote, share, of) {
        return None;
    }
    let shown = part.iter().chain(whole).map(|c| facts.basis(at, *c));
    Some(Answer {
        derivation: Some(Derivation::Share),
        formula: format!("{share} ÷ {of} = {}%", quote.value),
        bases: counted(shown.collect()),
        about: None,
    })
}

/// Whether a number states the change of cells from one report to the next; `None` where that cannot be worked out.
fn changed(
    quote: &Quote,
    grew: bool,
    (at, facts, cells): (usize, &Facts<'_>, &[FormCell]),
    (before, then): (usize, &Facts<'_>),
) -> Option<(bool, Answer)> {
    let earlier: Vec<FormCell> = cells
        .iter()
        .map(|c| same_cell(facts, *c, then))
        .collect::<Option<_>>()?;
    let (new, old) = (facts.sum(cells)?, then.sum(&earlier)?);
    let step = match grew {
        true => new.checked_sub(old)?,
        false => old.checked_sub(new)?,
    };
    let right = match quote.percent {
        true => is_percentage(quote, step, old),
        false => agreement(quote, step).is_some(),
    };
    let signed = new.checked_sub(old)?;
    let formula = match quote.percent {
        true => match percent(signed, old) {
            Some(share) => format!("{new} - {old} = {signed}, {signed} ÷ {old} = {share}%"),
            None => format!("{new} - {old} = {signed}"),
        },
        false => format!("{new} - {old} = {signed}"),
    };
    let own = cells.iter().map(|c| facts.basis(at, *c));
    let last = earlier.iter().map(|c| then.basis(before, *c));
    let answer = Answer {
        derivation: Some(Derivation::Change),
        formula,
        bases: own.chain(last).collect(),
        about: None,
    };
    Some((right, answer))
}

/// A change in per cent, with one decimal.
fn percent(part: Number, of: Number) -> Option<Number> {
    let hundredfold = part.checked_mul(Number::whole(100))?;
    hundredfold.checked_div(of)?.round(1)
}

/// The cell of the same table, row and column in the form of another report.
fn same_cell(facts: &Facts<'_>, cell: FormCell, other: &Facts<'_>) -> Option<FormCell> {
    let spec = facts.report.form.tables.get(cell.table)?;
    let (row, column) = (spec.rows.get(cell.row)?, spec.columns.get(cell.column)?);
    let form = other.report.form;
    let table = form.tables.position(|t| t.id == spec.id)?;
    let there = form.tables.get(table)?;
    let row = there.rows.position(|r| r.id == row.id)?;
    let column = there.columns.position(|c| c.id == column.id)?;
    form.cell(table, row, column)
}
