//! What is certain of single cells: those that are wrong whatever else is, and the value of one that cannot be read.

use super::search::{Changes, alone, demands};
use super::system::{Equation, System};
use crate::report::FormCell;
use crate::text::Number;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The value that equations leave to a cell that could not be read; `None` where they leave several, or demand what
/// cannot stand in the table, or do not hold for other cells, so that the value would rest on a wrong one.
pub(super) fn forced(system: &System, cell: FormCell) -> Option<Number> {
    let mut known = system.variables.iter();
    let variable = known.position(|v| v.cell == cell && v.value.is_none())?;
    let has = |at: &usize| {
        system
            .equations
            .get(*at)
            .is_some_and(|e| e.coefficient(variable) != 0)
    };
    let equations = system
        .components()
        .into_iter()
        .find(|g| g.iter().any(has))?;
    let mut value = None;
    let mut places = 0;
    for row in demands(system, &equations, Some(variable)) {
        let coefficient = i128::from(row.coefficient(variable));
        if coefficient == 0 {
            if row.violated() {
                return None;
            }
            continue;
        }
        let own = (row.residual % coefficient == 0).then(|| -(row.residual / coefficient))?;
        if *value.get_or_insert(own) != own {
            return None;
        }
        let cells = row
            .terms
            .iter()
            .filter_map(|(v, _)| system.variables.get(*v));
        places = cells.map(|v| v.places).fold(places, u8::max);
    }
    let value = value.filter(|v| system.admits(&[(variable, *v)]))?;
    Number::parts(value, system.scale, places)
}

/// Changes that are each proved by all equations of their cell: at least two, all violated and by the same amount.
/// They need not fulfil all equations; where more is wrong than a search can tell, they are what is certain. Nothing is
/// where they leave most of what is violated: among so many equations some miss by the same amount by chance.
pub(super) fn peeled(system: &System, equations: &[usize]) -> Changes {
    let mut rows = demands(system, equations, None);
    let broken = |rows: &[Rc<Equation>]| rows.iter().filter(|r| r.violated()).count();
    let before = broken(&rows);
    let mut changes = Changes::new();
    while let Some((variable, change)) = proved(system, &rows, &changes) {
        for row in &mut rows {
            let coefficient = i128::from(row.coefficient(variable));
            if coefficient != 0 {
                Rc::make_mut(row).residual += coefficient * change;
            }
        }
        changes.push((variable, change));
    }
    if broken(&rows) * 2 > before {
        return Changes::new();
    }
    changes.sort_unstable();
    changes
}

/// The cell that most equations prove wrong, with its change.
fn proved(system: &System, rows: &[Rc<Equation>], done: &Changes) -> Option<(usize, i128)> {
    let violated = rows.iter().filter(|r| r.violated());
    let variables: BTreeSet<usize> = violated
        .flat_map(|r| r.terms.iter().map(|(v, _)| *v))
        .collect();
    let mut best: Option<(usize, usize, i128)> = None;
    for variable in variables {
        let mine: Vec<Rc<Equation>> = rows
            .iter()
            .filter(|r| r.coefficient(variable) != 0)
            .cloned()
            .collect();
        let known = done.iter().any(|(v, _)| *v == variable);
        if known || mine.len() < 2 || best.is_some_and(|(n, ..)| n >= mine.len()) {
            continue;
        }
        if let Some(change) = alone(&mine, variable).filter(|c| system.admits(&[(variable, *c)])) {
            best = Some((mine.len(), variable, change));
        }
    }
    best.map(|(_, variable, change)| (variable, change))
}
