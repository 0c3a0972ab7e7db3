//! The comparison that decided an evaluation, for messages.

use super::value::{Shown, Value};
use crate::grammar::Op;
use crate::text::Number;

/// A comparison that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Left side.
    pub left: Shown,
    /// The operator.
    pub op: Op,
    /// Right side.
    pub right: Shown,
}

impl Comparison {
    /// `6 + 0 = 6 ≠ 7 = 6 + 1`
    pub fn trace(&self) -> String {
        let left = match self.left.compound {
            true => format!("{} = {}", self.left.text, sum(&self.left.value)),
            false => self.left.text.clone(),
        };
        let right = match self.right.compound {
            true => format!("{} = {}", sum(&self.right.value), self.right.text),
            false => self.right.text.clone(),
        };
        format!("{left} {} {right}", self.broken())
    }

    /// The comparison as a true sentence: `12 = 7 + 5`, or its trace when it does not hold.
    pub fn told(&self, holds: bool) -> String {
        if !holds {
            return self.trace();
        }
        let exact = self.left.value == self.right.value
            || self.delta().is_some_and(|d| d.same(Number::whole(0)));
        let symbol = match self.op {
            Op::Eq if !exact => "≈",
            op => op.symbol(),
        };
        let (left, right) = (&self.left, &self.right);
        match (left.compound, right.compound) {
            (true, true) => {
                let (a, b) = (&left.value, &right.value);
                match self.op {
                    Op::Eq => format!("{} {symbol} {a} {symbol} {}", left.text, right.text),
                    _ => format!("{} = {a} {symbol} {b} = {}", left.text, right.text),
                }
            }
            (true, false) if self.op != Op::Eq => {
                format!("{} = {} {symbol} {}", left.text, left.value, right.text)
            }
            (false, true) if self.op != Op::Eq => {
                format!("{} {symbol} {} = {}", left.text, right.value, right.text)
            }
            _ => format!("{} {symbol} {}", left.text, right.text),
        }
    }

    /// The relation that holds instead.
    fn broken(&self) -> &'static str {
        match self.op {
            Op::Eq => Op::Ne.symbol(),
            Op::Ne => Op::Eq.symbol(),
            Op::Le => Op::Gt.symbol(),
            Op::Ge => Op::Lt.symbol(),
            Op::Lt => Op::Ge.symbol(),
            _ => Op::Le.symbol(),
        }
    }

    /// How far the sides are apart.
    pub fn delta(&self) -> Option<Number> {
        match (&self.left.value, &self.right.value) {
            (Value::Number(a), Value::Number(b)) => Some(a.checked_sub(*b)?.abs()),
            _ => None,
        }
    }
}

fn sum(value: &Value) -> String {
    value.to_string()
}
