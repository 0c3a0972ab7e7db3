//! Exact elimination. `None` everywhere means that a number became too large.

use crate::report::CellId;
use crate::rule::linear::{Constraint, Terms, add};
use crate::text::Number;
use std::collections::{BTreeMap, BTreeSet};

/// How often each of several constraints is taken, by index.
pub(super) type Weights = BTreeMap<usize, Number>;

/// Σ coefficient · cell = constant, and the constraints that it was made of.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub terms: Terms,
    pub constant: Number,
    pub from: Weights,
}

impl Row {
    fn of(at: usize, constraint: &Constraint) -> Self {
        Row {
            terms: constraint.terms.clone(),
            constant: constraint.constant,
            from: Weights::from([(at, Number::whole(1))]),
        }
    }

    fn add(&mut self, other: &Row, factor: Number) -> Option<()> {
        add(&mut self.terms, &other.terms, factor)?;
        let more = other.constant.checked_mul(factor)?;
        self.constant = self.constant.checked_add(more)?;
        add(&mut self.from, &other.from, factor)
    }

    /// Multiplies by a factor other than zero.
    fn times(&mut self, factor: Number) -> Option<()> {
        let numbers = self.terms.values_mut().chain(self.from.values_mut());
        for number in numbers.chain([&mut self.constant]) {
            *number = number.checked_mul(factor)?;
        }
        Some(())
    }
}

/// Equations solved for one cell each, as far as they go.
#[derive(Default)]
pub(super) struct Echelon {
    /// By the cell that the row is solved for: its coefficient is 1, and no other row has it.
    pub rows: BTreeMap<CellId, Row>,
    /// What is left of equations that others make up: `0 = constant`.
    pub dependent: Vec<Row>,
}

impl Echelon {
    /// Solves equations, given with their indexes.
    pub fn of(equations: &[(usize, &Constraint)]) -> Option<Self> {
        let mut uses: BTreeMap<CellId, usize> = BTreeMap::new();
        for cell in equations.iter().flat_map(|(_, e)| e.terms.keys()) {
            *uses.entry(*cell).or_default() += 1;
        }
        let mut echelon = Echelon::default();
        for (at, equation) in equations {
            let row = echelon.reduced(Row::of(*at, equation))?;
            // a cell that few equations name fills few of them
            let rare = row.terms.iter().min_by_key(|(cell, _)| uses.get(cell));
            match rare.map(|(cell, coefficient)| (*cell, *coefficient)) {
                Some((cell, coefficient)) => echelon.solve(row, cell, coefficient)?,
                None => echelon.dependent.push(row),
            }
        }
        Some(echelon)
    }

    fn solve(&mut self, mut row: Row, cell: CellId, coefficient: Number) -> Option<()> {
        if !coefficient.same(Number::whole(1)) {
            row.times(Number::whole(1).checked_div(coefficient)?)?;
        }
        for other in self.rows.values_mut() {
            if let Some(factor) = other.terms.get(&cell).copied() {
                other.add(&row, negative(factor)?)?;
            }
        }
        self.rows.insert(cell, row);
        Some(())
    }

    /// What the equations leave of a constraint, and what it was made of.
    pub fn rest(&self, at: usize, constraint: &Constraint) -> Option<(Constraint, Weights)> {
        let row = self.reduced(Row::of(at, constraint))?;
        let rest = Constraint {
            terms: row.terms,
            constant: row.constant,
            ..constraint.clone()
        };
        Some((rest, row.from))
    }

    /// A row without the cells that the equations are solved for.
    fn reduced(&self, mut row: Row) -> Option<Row> {
        let solved = row.terms.iter();
        let solved = solved.filter_map(|(cell, n)| Some((self.rows.get(cell)?, *n)));
        for (other, factor) in solved.collect::<Vec<_>>() {
            row.add(other, negative(factor)?)?;
        }
        Some(row)
    }
}

/// Solves weightings for the constraints of a set: one weighting for each that can be had alone, which has none of the
/// others of the set, and weightings that have none of the set at all.
pub(super) fn split(
    weightings: &[Weights],
    set: impl Fn(usize) -> bool,
) -> Option<(BTreeMap<usize, Weights>, Vec<Weights>)> {
    let mut solved: BTreeMap<usize, Weights> = BTreeMap::new();
    let mut free = Vec::new();
    for weights in weightings {
        let mut row = weights.clone();
        for (at, other) in &solved {
            if let Some(factor) = row.get(at).copied() {
                add(&mut row, other, negative(factor)?)?;
            }
        }
        let Some((at, first)) = row.iter().find(|(i, _)| set(**i)).map(|(i, n)| (*i, *n)) else {
            free.push(row);
            continue;
        };
        let mut unit = Weights::new();
        add(&mut unit, &row, Number::whole(1).checked_div(first)?)?;
        for other in solved.values_mut() {
            if let Some(factor) = other.get(&at).copied() {
                add(other, &unit, negative(factor)?)?;
            }
        }
        solved.insert(at, unit);
    }
    Some((solved, free))
}

/// The constraints that take part.
pub(super) fn support(rows: &[&Weights]) -> BTreeSet<usize> {
    rows.iter().flat_map(|w| w.keys().copied()).collect()
}

fn negative(n: Number) -> Option<Number> {
    Number::whole(0).checked_sub(n)
}
