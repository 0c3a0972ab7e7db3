//! Which cells are wrong, when sums do not hold (error localisation after Fellegi and Holt).
//!
//! - `system`: the equations that rules lay over the cells of a report, those that hold and those that do not.
//! - `search`: the smallest sets of cells whose change fulfils all of them, with the values.
//! - `certain`: cells that are wrong whatever else is, and the value of one that cannot be read.
//! - `slip`, `shape`: what a hand may have done; it decides between sets that arithmetic finds equally good.
//! - `prose`: figures in prose that several rules hold against other values.
//! - `evidence`: what all other rules would say to the values, prose that states the same quantity among them.
//!
//! Nothing here knows a form: the equations are read from the compiled rules.

mod certain;
mod cost;
mod evidence;
mod parts;
mod prose;
mod search;
mod shape;
mod slip;
mod system;
#[cfg(test)]
mod tests;

pub use evidence::{Contradiction, Effect};
pub use prose::{Figure, figures};
pub use slip::Mistake;

use self::cost::cost;
use self::evidence::Bench;
use self::search::Changes;
use self::system::System;
use super::model::Rule;
use super::verdict::{Outcome, Verdict};
use crate::report::{FormCell, Report};
use crate::text::{Lang, Number};
use std::collections::BTreeSet;

/// What a rule said about a report.
#[derive(Debug)]
pub struct Run<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// Its verdicts.
    pub verdicts: Vec<Verdict>,
}

/// Another value for a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The cell.
    pub cell: FormCell,
    /// What stands in it.
    pub found: Number,
    /// What makes the equations hold.
    pub right: Number,
}

/// Changes that make equations hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What would have to be changed.
    pub changes: Vec<Change>,
    /// The mistake that this would be, if it is a common one.
    pub mistake: Option<Mistake>,
    /// What else would change.
    pub effect: Effect,
    /// How unlikely it is, compared with others.
    cost: u32,
    /// The changes, as the search knows them.
    raw: Changes,
}

/// Equations that do not hold, and what would explain them.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The evaluations that failed: index of the run and of its verdict.
    pub failures: Vec<(usize, usize)>,
    /// The cells of each equation that does not hold.
    pub equations: Vec<Vec<FormCell>>,
    /// The likeliest first; empty where none was found.
    pub explanations: Vec<Explanation>,
    /// The first explanation is clearly likelier than all others, and nothing speaks against it.
    pub sure: bool,
    /// The search was given up: there may be better explanations.
    pub bounded: bool,
}

/// Explanations that cost this much more than the first are no rivals of it.
const CLEAR: u32 = 5;
/// Explanations of a cause that are kept.
const KEPT: usize = 12;
/// Explanations that the other rules are asked about.
const ASKED: usize = 16;

/// Explains the equations that do not hold.
pub fn localise(report: &Report<'_>, runs: &[Run<'_>], lang: Lang) -> Vec<Cause> {
    let failed = |run: &Run<'_>| {
        run.verdicts
            .iter()
            .any(|v| matches!(v.outcome, Outcome::Fail(_)))
    };
    if !runs
        .iter()
        .any(|r| failed(r) && system::is_sum(r, report).is_some())
    {
        return Vec::new();
    }
    let system = System::new(report, runs);
    let components = system.broken();
    if components.is_empty() {
        return Vec::new();
    }
    let mut finder = Finder {
        system: &system,
        runs,
        bench: Bench::new(report, runs, lang),
    };
    components.iter().flat_map(|c| finder.causes(c)).collect()
}

/// The value that the sums of a report leave to a cell that cannot be read, `None` where they leave none or several.
pub fn forced(report: &Report<'_>, runs: &[Run<'_>], cell: FormCell) -> Option<Number> {
    certain::forced(&System::new(report, runs), cell)
}

/// The report with the values that an explanation proposes.
pub fn corrected<'a>(report: &Report<'a>, changes: &[Change]) -> Report<'a> {
    let mut changed = report.clone();
    for change in changes {
        changed.set(change.cell, change.right);
    }
    changed
}

struct Finder<'f> {
    system: &'f System,
    runs: &'f [Run<'f>],
    bench: Bench<'f>,
}

impl Finder<'_> {
    /// The causes in one component.
    fn causes(&mut self, equations: &[usize]) -> Vec<Cause> {
        let found = search::smallest(self.system, equations, 1);
        let mut sets = found.smallest;
        let mut bounded = found.bounded;
        let mut explanations = self.weigh(equations, &sets);
        if explanations.is_empty() {
            let certain = certain::peeled(self.system, equations);
            let mut causes = self.parted(equations, &certain);
            causes.extend(self.rest(equations, &certain, bounded));
            return causes;
        }
        let size = sets.first().map_or(0, Vec::len);
        if size == 1
            && explanations
                .first()
                .is_some_and(|e| !e.effect.breaks.is_empty())
        {
            // prose stands against every single cell: perhaps it is two
            let more = search::smallest(self.system, equations, size + 1);
            bounded |= more.bounded;
            sets.extend(more.smallest);
            explanations = self.weigh(equations, &sets);
        }
        let mut sure = match explanations.as_slice() {
            [] => false,
            [only] => only.effect.breaks.is_empty(),
            [first, second, ..] => {
                first.effect.breaks.is_empty() && second.cost >= first.cost + CLEAR
            }
        };
        let several = explanations.len() > 1;
        if let (true, Some(first)) = (sure, explanations.first())
            && first.mistake.is_none()
        {
            let changes = first.raw.clone();
            let parts = self.parted(equations, &changes);
            // cells that are wrong together for no known reason are a guess, unless nothing else is possible
            let guess = |c: &Cause| {
                let first = c.explanations.first();
                first.is_some_and(|e| e.changes.len() > 1 && e.mistake.is_none())
            };
            if !several || !parts.iter().any(guess) {
                return parts;
            }
            sure = false;
        }
        explanations.truncate(KEPT);
        let cause = self.cause(equations, None, explanations);
        vec![Cause {
            sure,
            bounded,
            ..cause
        }]
    }

    /// Explanations from sets of changes and from moves of many values, the likeliest first.
    fn weigh(&mut self, equations: &[usize], sets: &[Changes]) -> Vec<Explanation> {
        let moves = shape::moves(self.system, equations);
        let singles = sets.iter().map(|s| (s.clone(), None));
        let moved = moves.into_iter().map(|(c, m)| (c, Some(m)));
        let mut all: Vec<Explanation> = singles
            .chain(moved)
            .map(|(changes, mistake)| self.explanation(equations, &changes, mistake))
            .collect();
        all.sort_by_key(|e| e.cost);
        all.truncate(ASKED);
        for one in &mut all {
            one.effect = self.bench.effect(&one.changes);
            one.cost = cost::after(one, self.system);
        }
        all.sort_by_key(|e| e.cost);
        all
    }

    fn explanation(
        &self,
        equations: &[usize],
        changes: &Changes,
        mistake: Option<Mistake>,
    ) -> Explanation {
        let values: Vec<Change> = changes
            .iter()
            .filter_map(|c| self.system.change(*c))
            .collect();
        let (mistake, cost) = cost(self.system, equations, changes, &values, mistake);
        Explanation {
            changes: values,
            mistake,
            effect: Effect::default(),
            cost,
            raw: changes.clone(),
        }
    }

    /// A cause for each group of changes that have an equation in common.
    fn parted(&mut self, equations: &[usize], changes: &Changes) -> Vec<Cause> {
        let mut causes = Vec::new();
        for part in self.system.parts(equations, changes) {
            let mut one = self.explanation(equations, &part, None);
            one.effect = self.bench.effect(&one.changes);
            let sure = one.effect.breaks.is_empty();
            let cause = self.cause(equations, Some(&part), vec![one]);
            causes.push(Cause { sure, ..cause });
        }
        causes
    }

    /// What changes do not explain.
    fn rest(&self, equations: &[usize], changes: &Changes, bounded: bool) -> Option<Cause> {
        let known = self.cause(equations, Some(changes), Vec::new());
        let mut rest = self.cause(equations, None, Vec::new());
        rest.failures.retain(|f| !known.failures.contains(f));
        rest.equations.retain(|e| !known.equations.contains(e));
        rest.bounded = bounded;
        (!rest.failures.is_empty()).then_some(rest)
    }

    /// A cause of the equations that do not hold; only of those that the changes touch.
    fn cause(
        &self,
        equations: &[usize],
        changes: Option<&Changes>,
        explanations: Vec<Explanation>,
    ) -> Cause {
        let mut failures = BTreeSet::new();
        let mut broken = Vec::new();
        for at in equations {
            let Some(equation) = self.system.equations.get(*at) else {
                continue;
            };
            let touched =
                changes.is_none_or(|c| c.iter().any(|(v, _)| equation.coefficient(*v) != 0));
            if touched && self.system.violated(equation) {
                failures.extend(self.system.origins.get(*at).into_iter().flatten().copied());
                broken.push(self.system.cells(equation));
            }
        }
        failures.retain(|f| fails(self.runs, *f));
        Cause {
            failures: failures.into_iter().collect(),
            equations: broken,
            sure: false,
            bounded: false,
            explanations,
        }
    }
}

/// Whether an evaluation failed.
fn fails(runs: &[Run<'_>], (run, verdict): (usize, usize)) -> bool {
    let verdict = runs.get(run).and_then(|r| r.verdicts.get(verdict));
    verdict.is_some_and(|v| matches!(v.outcome, Outcome::Fail(_)))
}
