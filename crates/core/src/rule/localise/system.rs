//! The equations that rules lay over the cells of one report, in whole numbers.

use super::Run;
use crate::diagnostic::Severity;
use crate::report::{CellId, FormCell, Report};
use crate::rule::check;
use crate::rule::linear::{self, Constraint, WholeSum, divisor, least_multiple};
use crate::rule::model::Program;
use crate::rule::totals::value;
use crate::rule::verdict::Outcome;
use crate::text::{IdVec, Number};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Σ coefficient · change must be minus the residual.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Equation {
    /// Coefficients by variable, in ascending order, none of them zero.
    pub terms: Vec<(usize, i64)>,
    /// By how much the values read miss the constant.
    pub residual: i128,
}

/// A cell that stands in an equation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variable {
    pub cell: FormCell,
    /// Its value times the scale of the system; `None` where it could not be read.
    pub value: Option<i128>,
    /// The decimals that it was printed with.
    pub places: u8,
}

/// The evaluations that demand an equation: index of the run and of its verdict.
pub(super) type Origins = Vec<(usize, usize)>;

/// All equations of a report.
#[derive(Debug, Default)]
pub(super) struct System {
    pub variables: Vec<Variable>,
    pub equations: Vec<Rc<Equation>>,
    /// For each equation.
    pub origins: Vec<Origins>,
    /// What all values were multiplied with to be whole.
    pub scale: i128,
}

impl Equation {
    /// The coefficient of a variable; 0 where it is not in the equation.
    pub fn coefficient(&self, variable: usize) -> i64 {
        let found = self.terms.binary_search_by_key(&variable, |(v, _)| *v);
        let term = found.ok().and_then(|at| self.terms.get(at));
        term.map_or(0, |(_, c)| *c)
    }

    /// The values read do not fulfil it.
    pub fn violated(&self) -> bool {
        self.residual != 0
    }

    /// This equation without a variable that another equation has. `None` where numbers become too large.
    pub fn without(&self, variable: usize, pivot: &Equation) -> Option<Equation> {
        let (own, other) = (self.coefficient(variable), pivot.coefficient(variable));
        let common = divisor(own.into(), other.into()).max(1);
        let times = i64::try_from(i128::from(other) / common).ok()?;
        let minus = i64::try_from(i128::from(own) / common).ok()?;
        let left = self.residual.checked_mul(times.into())?;
        let right = pivot.residual.checked_mul(minus.into())?;
        Some(Equation {
            terms: merged(&self.terms, times, &pivot.terms, minus.checked_neg()?)?,
            residual: left.checked_sub(right)?,
        })
    }

    /// The same demand in the smallest whole numbers, so that equal demands are equal values.
    fn reduced(mut self) -> Self {
        let coefficients = self.terms.iter().map(|(_, c)| i128::from(*c));
        let mut common = coefficients.fold(self.residual, divisor).max(1);
        if self.terms.first().is_some_and(|(_, c)| *c < 0) {
            common = -common;
        }
        for (_, coefficient) in &mut self.terms {
            let quotient = i128::from(*coefficient) / common;
            *coefficient = i64::try_from(quotient).unwrap_or(*coefficient);
        }
        self.residual /= common;
        self
    }
}

impl System {
    /// The exact equations that the rules lay over cells which this report shows. Rules that only hint are no proof.
    pub fn new(report: &Report<'_>, runs: &[Run<'_>]) -> Self {
        let run = |(at, run)| demanded(report, at, run);
        let demands: Vec<Demand<'_>> = runs.iter().enumerate().flat_map(run).collect();
        Self::build(report, &demands).unwrap_or_default()
    }

    fn build(report: &Report<'_>, demands: &[Demand<'_>]) -> Option<Self> {
        let mut system = System {
            scale: 1,
            ..System::default()
        };
        let mut used: IdVec<CellId, bool> = vec![false; report.form.cells().len()].into();
        for (cell, _) in demands.iter().flat_map(|d| &d.constraint.terms) {
            if let Some(used) = used.get_mut(*cell) {
                *used = true;
            }
        }
        let all = report.form.cells().iter();
        let all = all.filter(|cell| used.get(cell.id) == Some(&true));
        let read = all.filter_map(|cell| Some((cell, value(report, cell.id)?)));
        let read: Vec<(&FormCell, Option<Number>)> = read.collect();
        let constants = demands.iter().map(|d| d.constraint.constant);
        for number in read.iter().filter_map(|(_, n)| *n).chain(constants) {
            system.scale = least_multiple(system.scale, number.denominator())?;
        }
        let mut index: IdVec<CellId, Option<usize>> = vec![None; used.len()].into();
        for (at, (cell, number)) in read.into_iter().enumerate() {
            if let Some(slot) = index.get_mut(cell.id) {
                *slot = Some(at);
            }
            let value = match number {
                Some(number) => Some(number.scaled(system.scale)?),
                None => None,
            };
            system.variables.push(Variable {
                cell: *cell,
                value,
                places: number.map_or(0, |n| n.places),
            });
        }
        let mut known: BTreeMap<Equation, Origins> = BTreeMap::new();
        for demand in demands {
            if let Some(equation) = system.equation(demand, &index) {
                known.entry(equation).or_default().push(demand.origin);
            }
        }
        for (equation, origins) in known {
            system.equations.push(Rc::new(equation));
            system.origins.push(origins);
        }
        Some(system)
    }

    /// A demand on values of this scale. Cells of optional rows that are not there fall out.
    fn equation(
        &self,
        demand: &Demand<'_>,
        index: &IdVec<CellId, Option<usize>>,
    ) -> Option<Equation> {
        let mut terms = Vec::with_capacity(demand.sum.terms.len());
        let constant = demand.constraint.constant.scaled(self.scale)?;
        let mut residual = constant.checked_mul(demand.sum.factor)?.checked_neg()?;
        for (cell, coefficient) in &demand.sum.terms {
            let Some(at) = index.get(*cell).copied().flatten() else {
                continue;
            };
            let value = self.variables.get(at)?.value.unwrap_or(0);
            let part = value.checked_mul((*coefficient).into())?;
            residual = residual.checked_add(part)?;
            terms.push((at, *coefficient));
        }
        (!terms.is_empty()).then(|| Equation { terms, residual }.reduced())
    }

    /// All cells of an equation were read, and do not fulfil it.
    pub fn violated(&self, equation: &Equation) -> bool {
        let read = |variable: usize| {
            self.variables
                .get(variable)
                .is_some_and(|v| v.value.is_some())
        };
        equation.violated() && equation.terms.iter().all(|(v, _)| read(*v))
    }
}

/// What an evaluation demands exactly.
struct Demand<'r> {
    constraint: &'r Constraint,
    sum: &'r WholeSum,
    /// The run and its verdict.
    origin: (usize, usize),
}

/// What the evaluations of a run demand.
fn demanded<'r>(report: &Report<'_>, at: usize, run: &Run<'r>) -> Vec<Demand<'r>> {
    let Some(program) = is_sum(run, report) else {
        return Vec::new();
    };
    let instances = linear::instances(run.rule, program, report.form);
    let mut demanded = Vec::new();
    for (nth, (instance, verdict)) in instances.iter().zip(&run.verdicts).enumerate() {
        // a condition may be what is wrong, and what fixes one cell is a demand of its own, no sum
        if instance.conditional || verdict.outcome == Outcome::NotApplicable {
            continue;
        }
        let sums = instance.constraints.iter().zip(&instance.sums);
        let exact = sums.filter(|(c, _)| c.equation() && c.terms.len() > 1);
        demanded.extend(exact.filter_map(|(constraint, sum)| {
            Some(Demand {
                constraint,
                sum: sum.as_ref()?,
                origin: (at, nth),
            })
        }));
    }
    demanded
}

/// The expressions of a rule that may be an equation between cells, one verdict for each instance.
pub(super) fn is_sum<'r>(run: &Run<'r>, report: &Report<'_>) -> Option<&'r Program> {
    let rule = run.rule;
    let program = check::plan(rule, report).ok()?;
    let of_cells = linear::is_of_cells(rule, program);
    (of_cells && rule.severity >= Severity::Warning).then_some(program)
}

/// The sum of multiples of two lists of coefficients.
fn merged(
    one: &[(usize, i64)],
    times: i64,
    other: &[(usize, i64)],
    more: i64,
) -> Option<Vec<(usize, i64)>> {
    let mut sum = Vec::with_capacity(one.len() + other.len());
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let (at, coefficient) = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return Some(sum),
            (Some((a, x)), Some((b, y))) if a == b => {
                left.next();
                right.next();
                (*a, x.checked_mul(times)?.checked_add(y.checked_mul(more)?)?)
            }
            (Some((a, x)), other) if other.is_none_or(|(b, _)| a < b) => {
                left.next();
                (*a, x.checked_mul(times)?)
            }
            (_, Some((b, y))) => {
                right.next();
                (*b, y.checked_mul(more)?)
            }
            (Some(_), None) => return None,
        };
        if coefficient != 0 {
            sum.push((at, coefficient));
        }
    }
}
