//! The comparison that decided an evaluation, for messages.

use super::model::Tolerance;
use super::node::{Function, Node};
use super::value::{Evaluated, Operand, ReadFrom, Reason, Unknown, Value};
use crate::grammar::Op;
use crate::text::{Number, Span};
use std::cmp::Ordering;

/// Two values that were compared.
pub(super) struct Comparison<'c, 'e> {
    /// Left side.
    pub left: &'c Evaluated<'e>,
    /// The operator.
    pub op: Op,
    /// Right side.
    pub right: &'c Evaluated<'e>,
}

/// A comparison that does not hold, as far as messages need it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    /// What it says.
    pub compared: Compared,
    /// How far its sides are apart.
    pub delta: Option<Number>,
    /// The place of a side that is one value.
    pub single: Option<Span>,
    /// What its sides were made of.
    pub operands: Vec<Basis>,
}

/// The values on both sides of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The comparison as a true sentence: `6 + 0 = 6 ≠ 7 = 6 + 1`.
    pub text: String,
    /// The value of the left side.
    pub left: String,
    /// The value of the right side.
    pub right: String,
    /// How far they are apart, where they are numbers.
    pub delta: String,
    /// Both, where they are numbers.
    pub numbers: Option<(Number, Number)>,
}

/// A value that a comparison rests on, without the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Basis {
    /// Where it stands.
    pub span: Span,
    /// What it was read from.
    pub from: ReadFrom,
    /// The value is zero.
    pub zero: bool,
}

impl From<&Operand<'_>> for Basis {
    fn from(operand: &Operand<'_>) -> Self {
        Basis {
            span: operand.span,
            from: operand.from,
            zero: operand.is_zero(),
        }
    }
}

impl Comparison<'_, '_> {
    /// Whether it holds, where equal means equal within a tolerance.
    pub fn holds(&self, tolerance: Tolerance) -> Result<bool, Unknown> {
        let order = self.left.value.order(&self.right.value);
        let order = order.ok_or_else(|| Reason::Types.nowhere())?;
        let equal = order == Ordering::Equal || self.is_close(tolerance);
        Ok(match self.op {
            Op::Eq => equal,
            Op::Ne => !equal,
            Op::Le => order == Ordering::Less || equal,
            Op::Ge => order == Ordering::Greater || equal,
            Op::Lt => order == Ordering::Less && !equal,
            _ => order == Ordering::Greater && !equal,
        })
    }

    /// Equal within a tolerance.
    fn is_close(&self, tolerance: Tolerance) -> bool {
        let allowed = match tolerance {
            Tolerance::Exact => return false,
            Tolerance::Absolute(n) => Some(n),
            Tolerance::Printed => {
                let operands = self.left.operands.iter().chain(&self.right.operands);
                let numbers = operands
                    .filter_map(Operand::number)
                    .filter(|n| n.places > 0);
                let mut units = numbers.filter_map(Number::unit);
                let sum = units.try_fold(Number::whole(0), |s, u| s.checked_add(u));
                sum.and_then(|s| s.checked_div(Number::whole(2)))
            }
        };
        matches!((self.delta(), allowed), (Some(d), Some(a)) if d <= a)
    }

    /// What messages need of it, where it does not hold.
    pub fn failure(&self) -> Failure {
        let (left, right) = (self.left, self.right);
        let single = |s: &Evaluated<'_>| match s.operands.as_slice() {
            [one] if one.from.is_here() => Some(one.span),
            _ => None,
        };
        let operands = left.operands.iter().chain(&right.operands);
        Failure {
            delta: self.delta(),
            single: single(right).or_else(|| single(left)),
            operands: operands.map(Basis::from).collect(),
            compared: Compared {
                text: self.broken(),
                left: left.value.to_string(),
                right: right.value.to_string(),
                delta: self.delta().map(|d| d.to_string()).unwrap_or_default(),
                numbers: self.numbers(),
            },
        }
    }

    /// `6 + 0 = 6 ≠ 7 = 6 + 1`
    fn broken(&self) -> String {
        let left = match self.left.compound {
            true => format!("{} = {}", self.left.shown(), self.left.value),
            false => self.left.shown().into_owned(),
        };
        let right = match self.right.compound {
            true => format!("{} = {}", self.right.value, self.right.shown()),
            false => self.right.shown().into_owned(),
        };
        format!("{left} {} {right}", opposite(self.op).symbol())
    }

    /// The comparison as a true sentence: `12 = 7 + 5`, or the relation that holds instead.
    pub fn sentence(&self, holds: bool) -> String {
        if !holds {
            return self.broken();
        }
        let exact = self.left.value == self.right.value
            || self.delta().is_some_and(|d| d.same(Number::whole(0)));
        let symbol = match self.op {
            Op::Eq if !exact => "≈",
            op => op.symbol(),
        };
        let (left, right) = (self.left.shown(), self.right.shown());
        let (a, b) = (&self.left.value, &self.right.value);
        match (self.left.compound, self.right.compound) {
            (true, true) if self.op == Op::Eq => {
                format!("{left} {symbol} {a} {symbol} {right}")
            }
            (true, true) => format!("{left} = {a} {symbol} {b} = {right}"),
            (true, false) if self.op != Op::Eq => format!("{left} = {a} {symbol} {right}"),
            (false, true) if self.op != Op::Eq => format!("{left} {symbol} {b} = {right}"),
            _ => format!("{left} {symbol} {right}"),
        }
    }

    fn numbers(&self) -> Option<(Number, Number)> {
        match (&self.left.value, &self.right.value) {
            (Value::Number(a), Value::Number(b)) => Some((*a, *b)),
            _ => None,
        }
    }

    /// How far the sides are apart.
    fn delta(&self) -> Option<Number> {
        let (a, b) = self.numbers()?;
        Some(a.checked_sub(b)?.abs())
    }
}

/// The relation that holds where another does not.
fn opposite(op: Op) -> Op {
    match op {
        Op::Eq => Op::Ne,
        Op::Ne => Op::Eq,
        Op::Le => Op::Gt,
        Op::Ge => Op::Lt,
        Op::Lt => Op::Ge,
        _ => Op::Le,
    }
}

/// Whether two sides compare figures of the report, which may be printed rounded; a year or a count is exact.
pub(super) fn are_figures(left: &Node, right: &Node) -> bool {
    let (mut figures, mut exact) = (false, false);
    let mut see = |node: &Node| match node {
        Node::Cells { .. }
        | Node::Free { .. }
        | Node::Mention(_)
        | Node::Local(_)
        | Node::Others { .. } => {
            figures = true;
        }
        Node::Fact(_) | Node::Call(Function::YearOf | Function::MonthOf | Function::Pos, _) => {
            exact = true;
        }
        _ => {}
    };
    left.walk(&mut see);
    right.walk(&mut see);
    figures && !exact
}
