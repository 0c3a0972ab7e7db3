//! `+ - * /` and `in`.

use super::comparison::Comparison;
use super::eval::{Eval, EvalResult};
use super::model::Tolerance;
use super::record::Recorder;
use super::value::{Evaluated, Reason, Value};
use crate::grammar::Op;

/// Whether two numbers are equal within a tolerance.
fn near<'e>(left: &Evaluated<'e>, right: &Evaluated<'e>, tolerance: Tolerance) -> bool {
    let compared = Comparison {
        left,
        op: Op::Eq,
        right,
    };
    compared.holds(tolerance).unwrap_or(false)
}

impl<'e, R: Recorder> Eval<'e, R> {
    pub(super) fn arithmetic(
        &mut self,
        op: Op,
        left: Evaluated<'e>,
        right: Evaluated<'e>,
    ) -> EvalResult<'e> {
        if op == Op::In {
            let tolerance = match self.in_condition {
                true => Tolerance::Exact,
                false => self.rule.tolerance,
            };
            let items = match &right.value {
                Value::List(items) => items,
                // where only one row has a name, its cell is all that there is
                Value::Number(_) => {
                    let found = near(&left, &right, tolerance);
                    return Ok(left.is(found));
                }
                _ => return Err(Reason::Types.nowhere()),
            };
            let found = items.iter().any(|i| match (&left.value, &i.value) {
                (Value::Number(_), Value::Number(_)) => {
                    let item = Evaluated::plain(i.value.clone()).of(None, vec![i.clone()]);
                    near(&left, &item, tolerance)
                }
                (Value::Text(a), Value::Text(b)) => a == b,
                (a, b) => a.to_string() == b.to_string(),
            });
            return Ok(left.is(found));
        }
        let (Value::Number(a), Value::Number(b)) = (&left.value, &right.value) else {
            return Err(Reason::Types.nowhere());
        };
        let result = match op {
            Op::Add => a.checked_add(*b),
            Op::Sub => a.checked_sub(*b),
            Op::Mul => a.checked_mul(*b),
            _ => a.checked_div(*b),
        };
        let value = result.ok_or_else(|| Reason::Arithmetic.nowhere())?;
        let tight = matches!(op, Op::Mul | Op::Div);
        let text = match R::KEEPS {
            true => format!(
                "{} {} {}",
                left.bracketed(tight),
                op.symbol(),
                right.bracketed(tight || op == Op::Sub)
            ),
            false => String::new(),
        };
        Ok(Evaluated {
            value: Value::Number(value),
            text,
            compound: true,
            ..left.and(right)
        })
    }
}
