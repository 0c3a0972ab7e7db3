//! Functions of numbers.

use super::{arg, number, numeric, small};
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::node::{Function, Node};
use crate::rule::record::Recorder;
use crate::rule::value::{Day, Evaluated, Operand, Reason, Unknown, Value};
use crate::text::{Number, Span};

impl<'e, R: Recorder> Eval<'e, R> {
    pub(super) fn fold(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        let all = args.iter().map(|node| self.folded(node));
        let all = all.collect::<Result<Vec<_>, _>>()?;
        if let Some(day) = end(function, &all) {
            return Ok(day);
        }
        let mut total: Option<Number> = None;
        let mut rests = Evaluated::plain(Value::Bool(true));
        for shown in all {
            let mut one = |n: Number| -> Result<(), Unknown> {
                total = Some(match (total, function) {
                    (None, _) => n,
                    (Some(t), Function::Sum) => {
                        let sum = t.checked_add(n);
                        sum.ok_or_else(|| Reason::Arithmetic.nowhere())?
                    }
                    (Some(t), Function::Min) if n < t => n,
                    (Some(t), Function::Max) if n > t => n,
                    (Some(t), _) => t,
                });
                Ok(())
            };
            match &shown.value {
                Value::Number(n) => one(*n)?,
                Value::List(items) => {
                    for item in items {
                        one(item.number().ok_or_else(|| Reason::Types.nowhere())?)?;
                    }
                }
                _ => return Err(Reason::Types.nowhere()),
            }
            rests = rests.and(shown);
        }
        let total = total.unwrap_or(Number::whole(0));
        let text = match (R::KEEPS, function) {
            (true, Function::Sum) => Value::List(rests.operands.clone()).to_string(),
            _ => String::new(),
        };
        Ok(Evaluated {
            value: Value::Number(total),
            compound: function == Function::Sum && text.contains(" + "),
            text,
            ..rests
        })
    }

    /// What is folded: of a mention that is not there no number comes, not even zero.
    fn folded(&mut self, node: &'e Node) -> EvalResult<'e> {
        let shown = self.value(node)?;
        let none = matches!(&shown.value, Value::List(items) if items.is_empty());
        match node {
            Node::Call(Function::Values, args) if none => Err(self.unsaid(args).nowhere()),
            // a row without parts has no sum of parts
            Node::Free { .. } if none => Err(self.no_parts()),
            Node::Cells { rows, columns, .. }
                if none && (rows.is_parts() || columns.is_parts()) =>
            {
                Err(self.no_parts())
            }
            _ => Ok(shown),
        }
    }

    /// Why what has no parts has no sum of them.
    fn no_parts(&self) -> Unknown {
        let own = self.bound.map_or("", |(.., label)| label);
        Reason::Optional(own.to_owned()).nowhere()
    }

    /// Why the values of a mention have no sum.
    fn unsaid(&self, args: &[Node]) -> Reason {
        let at = match args.first() {
            Some(Node::Mention(at)) if !self.only_here() => *at,
            _ => return Reason::NotHere,
        };
        let spec = self.report.kind.mentions.get(at);
        Reason::NotFound(spec.map_or_else(String::new, |m| m.label.get(self.lang).to_owned()))
    }

    pub(super) fn numbers(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        let mut rests = self.value(arg(args, 0)?)?;
        let a = numeric(&rests)?;
        let b = match args.get(1) {
            Some(node) => {
                let second = self.value(node)?;
                let b = numeric(&second)?;
                rests = rests.and(second);
                Some(b)
            }
            None => None,
        };
        let result = match (function, b) {
            (Function::Abs, _) => Some(a.abs()),
            (Function::Floor, _) => Some(a.floor()),
            (Function::Unit, _) => a.unit(),
            (Function::Round, Some(b)) => u8::try_from(small(b)?).ok().and_then(|p| a.round(p)),
            (Function::Mod, Some(b)) => a.checked_rem(b),
            (Function::Pct, Some(b)) => a
                .checked_mul(Number::whole(100))
                .and_then(|x| x.checked_div(b)),
            (Function::Growth, Some(b)) => {
                let possible = growth(a, b).ok_or_else(|| Reason::Arithmetic.nowhere())?;
                return Ok(rests.is(possible));
            }
            (Function::Slip, Some(b)) => {
                let slip = a.is_slip_of(b);
                return Ok(rests.is(slip.ok_or_else(|| Reason::Arithmetic.nowhere())?));
            }
            _ => None,
        };
        let result = result.ok_or_else(|| Reason::Arithmetic.nowhere())?;
        Ok(number(result).of(rests.place, rests.operands))
    }
}

/// The first or the last of several days, with the place where it stands: of equal ones the last.
fn end<'e>(function: Function, all: &[Evaluated<'e>]) -> Option<Evaluated<'e>> {
    let mut days: Vec<(Day, Option<Span>, Option<&Operand<'e>>)> = Vec::new();
    for shown in all {
        match &shown.value {
            Value::Date(day) => days.push((*day, shown.place, shown.operands.first())),
            Value::List(items) => {
                for item in items {
                    let Value::Date(day) = item.value else {
                        return None;
                    };
                    days.push((day, Some(item.span), Some(item)));
                }
            }
            _ => return None,
        }
    }
    let (day, place, operand) = match function {
        Function::Min => days.into_iter().rev().min_by_key(|(day, ..)| *day),
        Function::Max => days.into_iter().max_by_key(|(day, ..)| *day),
        _ => None,
    }?;
    let operands = operand.cloned().into_iter().collect();
    Some(Evaluated::plain(Value::Date(day)).of(place, operands))
}

/// Whether some whole number before gives `now` after a change of `percent`, rounded or cut as printed.
fn growth(now: Number, percent: Number) -> Option<bool> {
    let unit = percent.unit()?;
    let hundred = Number::whole(100);
    let factor = |p: Number| Number::whole(1).checked_add(p.checked_div(hundred)?);
    let low_factor = factor(percent.checked_sub(unit)?)?;
    let high_factor = factor(percent.checked_add(unit)?)?;
    let zero = Number::whole(0);
    if high_factor <= zero {
        return Some(false);
    }
    let low = now.checked_div(high_factor)?;
    if low_factor <= zero {
        return Some(true);
    }
    let high = now.checked_div(low_factor)?;
    let next = low.floor().checked_add(Number::whole(1))?;
    Some(next < high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_accepts_rounding_and_cutting() {
        let n = |t: &str| Number::parse(t).unwrap();
        assert_eq!(growth(n("30"), n("58")), Some(true), "19 → 30");
        assert_eq!(growth(n("490"), n("-11.1")), Some(true), "551 → 490");
        assert_eq!(
            growth(n("3"), n("58")),
            Some(false),
            "no whole number before 3"
        );
        assert_eq!(growth(n("0"), n("-100")), Some(true));
    }
}
