//! The smallest sets of cells whose change fulfils all equations (Fellegi and Holt): an equation that is violated
//! must hold one of the cells that are wrong. Each choice is eliminated from all equations, which gives what they
//! demand of the other cells, until nothing is violated any more.

use super::system::{Equation, System};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The most cells that are thought to be wrong together.
const DEPTH: usize = 3;
/// Eliminations before the search gives up.
const WORK: usize = 1_500;

/// Changes by variable, in ascending order; none of them is zero. What is changed is scaled as the system is.
pub(super) type Changes = Vec<(usize, i128)>;

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// All smallest sets, or those that were found until the bound was reached.
    pub smallest: Vec<Changes>,
    /// The bound on the work was reached.
    pub bounded: bool,
}

/// A choice: the variable, and the equation that gives its change from those of later choices.
type Step = (usize, Rc<Equation>);

struct Search<'s> {
    system: &'s System,
    found: BTreeSet<Changes>,
    seen: BTreeSet<Vec<usize>>,
    work: usize,
}

/// Looks for the smallest sets of at least `from` changes under which some equations, a whole component, all hold.
pub(super) fn smallest(system: &System, equations: &[usize], from: usize) -> Found {
    let rows = demands(system, equations, None);
    let mut search = Search {
        system,
        found: BTreeSet::new(),
        seen: BTreeSet::new(),
        work: WORK,
    };
    for depth in from..=DEPTH {
        search.seen.clear();
        search.explore(&rows, &mut Vec::new(), &mut Vec::new(), depth);
        if !search.found.is_empty() || search.work == 0 {
            break;
        }
    }
    Found {
        smallest: search.found.into_iter().collect(),
        bounded: search.work == 0,
    }
}

/// What equations demand of the cells that were read, whatever stands in the others; one of those may be kept.
pub(super) fn demands(
    system: &System,
    equations: &[usize],
    keep: Option<usize>,
) -> Vec<Rc<Equation>> {
    let all = equations.iter().filter_map(|at| system.equations.get(*at));
    let mut rows: Vec<Rc<Equation>> = all.cloned().collect();
    for (variable, known) in system.variables.iter().enumerate() {
        if known.value.is_none() && keep != Some(variable) {
            eliminate(&mut rows, variable);
        }
    }
    rows
}

/// Takes a variable out of all equations but one, which is taken out and given. `None` where none has it.
fn eliminate(rows: &mut Vec<Rc<Equation>>, variable: usize) -> Option<Rc<Equation>> {
    let with = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| r.coefficient(variable) != 0);
    let (at, _) = with.min_by_key(|(_, r)| r.terms.len())?;
    let pivot = rows.swap_remove(at);
    rows.retain_mut(|row| {
        if row.coefficient(variable) == 0 {
            return true;
        }
        // an equation whose numbers become too large is no evidence
        row.without(variable, &pivot).is_some_and(|rest| {
            let said = !rest.terms.is_empty() || rest.violated();
            *row = Rc::new(rest);
            said
        })
    });
    Some(pivot)
}

impl Search<'_> {
    /// Tries all sets of `left` more cells.
    fn explore(
        &mut self,
        rows: &[Rc<Equation>],
        steps: &mut Vec<Step>,
        chosen: &mut Vec<usize>,
        left: usize,
    ) {
        let violated = rows.iter().filter(|r| r.violated());
        let Some(first) = violated.min_by_key(|r| r.terms.len()) else {
            return;
        };
        for (variable, _) in &first.terms {
            if left == 1 {
                if let Some(change) = alone(rows, *variable) {
                    self.note(steps, *variable, change);
                }
                continue;
            }
            if self.work == 0 {
                return;
            }
            chosen.push(*variable);
            let mut key = chosen.clone();
            key.sort_unstable();
            if self.seen.insert(key) {
                self.work -= 1;
                let mut rest = rows.to_vec();
                if let Some(pivot) = eliminate(&mut rest, *variable) {
                    steps.push((*variable, pivot));
                    self.explore(&rest, steps, chosen, left - 1);
                    steps.pop();
                }
            }
            chosen.pop();
        }
    }

    /// Keeps a set, if its values may stand in the table.
    fn note(&mut self, steps: &[Step], last: usize, change: i128) {
        let mut changes: Changes = vec![(last, change)];
        for (variable, pivot) in steps.iter().rev() {
            match solve(pivot, *variable, &changes) {
                None | Some(0) => return,
                Some(change) => changes.push((*variable, change)),
            }
        }
        changes.sort_unstable();
        if self.system.admits(&changes) {
            self.found.insert(changes);
        }
    }
}

/// The change of one variable that fulfils all equations.
pub(super) fn alone(rows: &[Rc<Equation>], variable: usize) -> Option<i128> {
    let mut change = None;
    for row in rows {
        let coefficient = i128::from(row.coefficient(variable));
        match (coefficient, row.residual) {
            (0, 0) => {}
            (0, _) | (_, 0) => return None,
            (c, residual) => {
                let own = (residual % c == 0).then_some(-(residual / c))?;
                if *change.get_or_insert(own) != own {
                    return None;
                }
            }
        }
    }
    change
}

/// The change of a variable, from those of all others of an equation that change.
fn solve(equation: &Equation, variable: usize, others: &Changes) -> Option<i128> {
    let mut rest = equation.residual;
    for (other, change) in others {
        let coefficient = i128::from(equation.coefficient(*other));
        rest = rest.checked_add(coefficient.checked_mul(*change)?)?;
    }
    let coefficient = i128::from(equation.coefficient(variable));
    (coefficient != 0 && rest % coefficient == 0).then(|| -(rest / coefficient))
}

impl System {
    /// Whether all equations of a list hold after some changes.
    pub fn holds(&self, equations: &[usize], changes: &[(usize, i128)]) -> bool {
        let rows = equations.iter().filter_map(|at| self.equations.get(*at));
        rows.into_iter().all(|row| {
            let moved = changes
                .iter()
                .try_fold(row.residual, |sum, (variable, change)| {
                    sum.checked_add(i128::from(row.coefficient(*variable)).checked_mul(*change)?)
                });
            moved == Some(0)
        })
    }

    /// Whether the changed values may stand in the table: what is never negative and always whole stays so.
    pub fn admits(&self, changes: &[(usize, i128)]) -> bool {
        let all = || self.variables.iter().filter_map(|v| v.value);
        let whole = all().all(|v| v % self.scale == 0);
        let counted = all().all(|v| v >= 0);
        changes.iter().all(|(variable, change)| {
            let old = self
                .variables
                .get(*variable)
                .and_then(|v| v.value)
                .unwrap_or(0);
            old.checked_add(*change)
                .is_some_and(|new| (new >= 0 || !counted) && (new % self.scale == 0 || !whole))
        })
    }
}
