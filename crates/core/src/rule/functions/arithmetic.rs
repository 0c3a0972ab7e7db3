//! Functions of numbers.

use super::{arg, number, numeric, small};
use crate::rule::eval::{Eval, Evaluated};
use crate::rule::node::{Function, Node};
use crate::rule::value::{Day, Operand, Reason, Shown, Value};
use crate::text::Number;

impl Eval<'_> {
    pub(super) fn fold(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let all = args.iter().map(|node| self.value(node));
        let all = all.collect::<Result<Vec<_>, _>>()?;
        if let Some(day) = end(function, &all) {
            return Ok(day);
        }
        let mut total: Option<Number> = None;
        let mut operands = Vec::new();
        for shown in all {
            let numbers: Vec<Number> = match &shown.value {
                Value::Number(n) => vec![*n],
                Value::List(items) => {
                    let all: Option<Vec<Number>> = items.iter().map(|i| i.number).collect();
                    all.ok_or_else(|| Reason::Types.nowhere())?
                }
                _ => return Err(Reason::Types.nowhere()),
            };
            for n in numbers {
                total = Some(match (total, function) {
                    (None, _) => n,
                    (Some(t), Function::Sum) => t
                        .checked_add(n)
                        .ok_or_else(|| Reason::Arithmetic.nowhere())?,
                    (Some(t), Function::Min) => {
                        if n < t {
                            n
                        } else {
                            t
                        }
                    }
                    (Some(t), _) => {
                        if n > t {
                            n
                        } else {
                            t
                        }
                    }
                });
            }
            operands.extend(shown.operands);
        }
        let total = total.unwrap_or(Number::whole(0));
        let value = Value::Number(total);
        let text = match (self.tracing, function) {
            (true, Function::Sum) => Value::List(operands.clone()).to_string(),
            (true, _) => value.to_string(),
            (false, _) => String::new(),
        };
        Ok(Shown {
            value,
            compound: function == Function::Sum && text.contains(" + "),
            text,
            operands,
        })
    }

    pub(super) fn numbers(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let first = self.value(arg(args, 0)?)?;
        let mut operands = first.operands.clone();
        let a = numeric(&first)?;
        let b = match args.get(1) {
            Some(node) => {
                let second = self.value(node)?;
                operands.extend(second.operands.clone());
                Some(numeric(&second)?)
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
                return Ok(Shown::truth(possible, operands));
            }
            _ => None,
        };
        let result = result.ok_or_else(|| Reason::Arithmetic.nowhere())?;
        Ok(number(result, operands))
    }
}

/// The first or the last of several days, with the place where it stands: of equal ones the last.
fn end(function: Function, all: &[Shown]) -> Option<Shown> {
    let mut days = Vec::new();
    for shown in all {
        match &shown.value {
            Value::Date(day) => days.push((*day, shown.operands.first())),
            Value::List(items) => {
                for item in items {
                    days.push((item.day?, Some(item)));
                }
            }
            _ => return None,
        }
    }
    let key = |(day, _): &(Day, Option<&Operand>)| *day;
    let (day, operand) = match function {
        Function::Min => days.into_iter().rev().min_by_key(key),
        Function::Max => days.into_iter().max_by_key(key),
        _ => None,
    }?;
    Some(Shown {
        operands: operand.cloned().into_iter().collect(),
        ..Shown::plain(Value::Date(day))
    })
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
