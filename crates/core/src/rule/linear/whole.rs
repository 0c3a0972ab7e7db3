//! Demands in whole numbers: what decides nearly all evaluations of tables.

use super::{Constraint, Instance, Relation};
use crate::report::CellId;
use crate::rule::model::Tolerance;
use crate::text::Number;
use serde::{Deserialize, Serialize};

/// Σ coefficient · cell against a constant, all of it times a factor so that it is whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WholeSum {
    /// Coefficients in the order of the cells, none of them zero.
    pub terms: Vec<(CellId, i64)>,
    /// What the coefficients were multiplied with, above zero.
    pub factor: i128,
    /// The constant times the factor, where that is whole.
    constant: Option<i64>,
}

impl WholeSum {
    /// A constraint in whole numbers; `None` where those are too large.
    pub(super) fn of(constraint: &Constraint) -> Option<Self> {
        let mut coefficients = constraint.terms.values();
        let factor = coefficients.try_fold(1, |all, c| least_multiple(all, c.denominator()))?;
        let whole = |(cell, coefficient): (&CellId, &Number)| {
            let coefficient = i64::try_from(coefficient.scaled(factor)?).ok()?;
            Some((*cell, coefficient))
        };
        let terms: Option<Vec<(CellId, i64)>> = constraint.terms.iter().map(whole).collect();
        let constant = constraint.constant.scaled(factor);
        Some(WholeSum {
            terms: terms?,
            factor,
            constant: constant.and_then(|c| i64::try_from(c).ok()),
        })
    }

    /// By how much the cells miss the constant; `None` where a value is not known.
    fn miss(&self, value: impl Fn(CellId) -> Option<i64>) -> Option<i128> {
        let mut sum = -i128::from(self.constant?);
        for (cell, coefficient) in &self.terms {
            // two numbers of 64 bits have a product of 127, of which a sum of all cells may be too large
            let part = i128::from(value(*cell)?) * i128::from(*coefficient);
            sum = sum.checked_add(part)?;
        }
        Some(sum)
    }
}

impl Instance {
    /// Whether its outcome rests on a cell.
    pub fn reads(&self, cell: CellId) -> bool {
        self.reads.binary_search(&cell).is_ok()
    }

    /// Whether its demands hold, as far as whole numbers in all cells that it reads decide it: all that it demands are sums
    /// of cells, under no condition and without leeway.
    pub fn decide(&self, value: impl Fn(CellId) -> Option<i64>) -> Option<bool> {
        let known = || self.reads.iter().all(|cell| value(*cell).is_some());
        if self.conditional || !self.whole || !known() {
            return None;
        }
        for (constraint, sum) in self.constraints.iter().zip(&self.sums) {
            if constraint.tolerance != Tolerance::Exact {
                return None;
            }
            let miss = sum.as_ref()?.miss(&value)?;
            if !constraint.relation.holds_at(miss) {
                return Some(false);
            }
        }
        Some(true)
    }
}

impl Relation {
    /// Whether it holds for a sum that is above the constant by this much.
    fn holds_at(self, miss: i128) -> bool {
        match self {
            Relation::Equal => miss == 0,
            Relation::AtMost => miss <= 0,
            Relation::AtLeast => miss >= 0,
            Relation::Below => miss < 0,
            Relation::Above => miss > 0,
        }
    }
}

/// The greatest common divisor; zero is divided by all.
pub(in crate::rule) fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.saturating_abs(), b.saturating_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The least common multiple; `None` where it is too large.
pub(in crate::rule) fn least_multiple(a: i128, b: i128) -> Option<i128> {
    (a / divisor(a, b).max(1)).checked_mul(b)
}
