//! The functions of the expression language.

use super::eval::{Eval, Evaluated};
use super::node::{Function, Node};
use super::value::{Day, Operand, Reason, Shown, Unknown, Value};
use crate::report::{Part, Scope};
use crate::text::{Number, Pattern};
use std::ops::Range;

impl Eval<'_> {
    pub(super) fn call(&mut self, function: Function, args: &[Node]) -> Evaluated {
        match function {
            Function::Found => self.found(args),
            Function::Else => self.first_known(args),
            Function::Count => self.count(args),
            Function::Values => self.values(args),
            Function::Len | Function::Has | Function::Heading => self.place(function, args),
            Function::Says => {
                let sentence = self.sentence.clone().unwrap_or_default();
                let text = self.report.prose.text(sentence);
                Ok(truth(pattern(args.first())?.is_match(text)))
            }
            Function::Filled => match self.value(arg(args, 0)?) {
                Ok(shown) => Ok(Shown::truth(true, shown.operands)),
                Err(Unknown {
                    reason: Reason::Blank(_),
                    ..
                }) => Ok(truth(false)),
                Err(other) => Err(other),
            },
            Function::Sum | Function::Min | Function::Max => self.fold(function, args),
            Function::Date | Function::On | Function::Valid | Function::YearOf | Function::MonthOf => {
                self.dates(function, args)
            }
            Function::Matches | Function::Contains | Function::Ends | Function::Pos => {
                self.texts(function, args)
            }
            Function::Abs
            | Function::Round
            | Function::Floor
            | Function::Mod
            | Function::Pct
            | Function::Unit
            | Function::Growth => self.numbers(function, args),
        }
    }

    fn found(&mut self, args: &[Node]) -> Evaluated {
        Ok(match arg(args, 0)? {
            Node::Mention(at) => truth(!self.instances(*at).is_empty()),
            Node::Place(scope) => truth(self.parts(scope).iter().any(|r| !r.is_empty())),
            Node::Local(name) if self.hit.is_some() => {
                truth(self.hit.is_some_and(|h| h.group(name).is_some()))
            }
            other => truth(self.value(other).is_ok()),
        })
    }

    fn first_known(&mut self, args: &[Node]) -> Evaluated {
        let mut last = Reason::Types.nowhere();
        for node in args {
            match self.value(node) {
                Ok(shown) => return Ok(shown),
                Err(unknown) => last = unknown,
            }
        }
        Err(last)
    }

    fn count(&mut self, args: &[Node]) -> Evaluated {
        let first = arg(args, 0)?;
        let Node::Mention(at) = first else {
            let shown = self.value(first)?;
            let n = match &shown.value {
                Value::List(items) => items.len(),
                _ => 1,
            };
            return Ok(number(Number::whole(n as i128), shown.operands));
        };
        let parts = match args.get(1) {
            Some(Node::Place(scope)) => Some(self.parts(scope)),
            _ => None,
        };
        let inside = |m: &Range<usize>| {
            parts
                .as_ref()
                .is_none_or(|p| p.iter().any(|r| r.start <= m.start && m.end <= r.end))
        };
        let all = self.instances(*at);
        let counted: Vec<_> = all.into_iter().filter(|m| inside(&m.range)).collect();
        let operands = counted.iter().flat_map(|m| self.read(m, String::new()).operands);
        let operands = operands.collect();
        Ok(number(Number::whole(counted.len() as i128), operands))
    }

    fn values(&mut self, args: &[Node]) -> Evaluated {
        let Node::Mention(at) = arg(args, 0)? else {
            return Err(Reason::Types.nowhere());
        };
        let all = self.instances(*at);
        let items: Vec<Operand> = all
            .into_iter()
            .flat_map(|m| self.read(m, String::new()).operands)
            .collect();
        let value = Value::List(items.clone());
        Ok(Shown {
            text: value.to_string(),
            compound: true,
            value,
            operands: items,
        })
    }

    /// The ranges of folded text that a place covers.
    pub(super) fn parts(&self, scope: &[Scope]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for one in scope {
            if let Scope::Zone(zone) = one {
                parts.extend(self.report.zones.get(*zone).cloned().unwrap_or_default());
                continue;
            }
            let paragraphs = self.report.prose.paragraphs.iter();
            parts.extend(paragraphs.filter(|p| in_scope(*one, p.part)).map(|p| p.range.clone()));
        }
        parts
    }

    fn place(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let Node::Place(scope) = arg(args, 0)? else {
            return Err(Reason::Types.nowhere());
        };
        if function == Function::Heading {
            let Some(Scope::Section(at)) = scope.first() else {
                return Err(Reason::Types.nowhere());
            };
            let Some(heading) = self.report.heading(*at) else {
                let section = self.report.kind.sections.get(*at);
                let title = section.map(|s| s.title.clone()).unwrap_or_default();
                return Err(Reason::NotFound(title).nowhere());
            };
            let operand = Operand {
                name: String::new(),
                shown: heading.title.clone(),
                number: None,
                span: heading.span,
                cell: None,
            };
            return Ok(Shown::read(Value::Text(heading.title.clone()), operand));
        }
        let prose = &self.report.prose;
        let parts = self.parts(scope);
        if function == Function::Has {
            let pattern = pattern(args.get(1))?;
            let held = parts.iter().any(|r| pattern.is_match(prose.text(r.clone())));
            return Ok(truth(held));
        }
        let counts = parts.iter().map(|r| prose.text(r.clone()).trim().chars().count());
        Ok(number(Number::whole(counts.sum::<usize>() as i128), Vec::new()))
    }

    fn fold(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let mut total: Option<Number> = None;
        let mut operands = Vec::new();
        for node in args {
            let shown = self.value(node)?;
            let numbers: Vec<Number> = match &shown.value {
                Value::Number(n) => vec![*n],
                Value::List(items) => items.iter().filter_map(|i| i.number).collect(),
                _ => return Err(Reason::Types.nowhere()),
            };
            for n in numbers {
                total = Some(match (total, function) {
                    (None, _) => n,
                    (Some(t), Function::Sum) => {
                        t.add(n).ok_or_else(|| Reason::Arithmetic.nowhere())?
                    }
                    (Some(t), Function::Min) => if n < t { n } else { t },
                    (Some(t), _) => if n > t { n } else { t },
                });
            }
            operands.extend(shown.operands);
        }
        let total = total.unwrap_or(Number::whole(0));
        let text = Value::List(operands.clone()).to_string();
        Ok(Shown {
            value: Value::Number(total),
            compound: function == Function::Sum && text.contains(" + "),
            text: if function == Function::Sum { text } else { total.to_string() },
            operands,
        })
    }

    fn dates(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let first = self.value(arg(args, 0)?)?;
        match (function, &first.value) {
            (Function::Valid, Value::Date(day)) => Ok(Shown::truth(day.exists(), first.operands)),
            (Function::YearOf, Value::Date(day)) => {
                Ok(number(Number::whole(day.year.into()), first.operands))
            }
            (Function::MonthOf, Value::Date(day)) => {
                Ok(number(Number::whole(day.month.into()), first.operands))
            }
            (Function::On, Value::Number(year)) => {
                let Value::MonthDay(month, day) = self.value(arg(args, 1)?)?.value else {
                    return Err(Reason::Types.nowhere());
                };
                let year = small(*year)?;
                Ok(Shown::plain(Value::Date(Day { year, month, day })))
            }
            (Function::Date, Value::Number(year)) => {
                let year = small(*year)?;
                let month = self.part_of_date(args, 1)?;
                let day = self.part_of_date(args, 2)?;
                Ok(Shown::plain(Value::Date(Day { year, month, day })))
            }
            _ => Err(Reason::Types.nowhere()),
        }
    }

    fn part_of_date(&mut self, args: &[Node], at: usize) -> Result<u8, Unknown> {
        match self.value(arg(args, at)?)?.value {
            Value::Number(n) => u8::try_from(small(n)?).map_err(|_| Reason::Types.nowhere()),
            _ => Err(Reason::Types.nowhere()),
        }
    }

    fn texts(&mut self, function: Function, args: &[Node]) -> Evaluated {
        let first = self.value(arg(args, 0)?)?;
        if function == Function::Pos {
            let at = first.operands.first().map(|o| o.span.start);
            let at = at.ok_or_else(|| Reason::Types.nowhere())?;
            return Ok(number(Number::whole(at.into()), first.operands));
        }
        let Value::Text(text) = &first.value else {
            return Err(Reason::Types.nowhere());
        };
        if function == Function::Matches {
            let held = pattern(args.get(1))?.is_match(text);
            return Ok(Shown::truth(held, first.operands));
        }
        let Value::Text(other) = self.value(arg(args, 1)?)?.value else {
            return Err(Reason::Types.nowhere());
        };
        let held = match function {
            Function::Contains => text.contains(&other),
            _ => text.ends_with(&other),
        };
        Ok(Shown::truth(held, first.operands))
    }

    fn numbers(&mut self, function: Function, args: &[Node]) -> Evaluated {
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
            (Function::Mod, Some(b)) => a.rem(b),
            (Function::Pct, Some(b)) => a.mul(Number::whole(100)).and_then(|x| x.div(b)),
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

/// Whether some whole number before gives `now` after a change of `percent`, rounded or cut as printed.
fn growth(now: Number, percent: Number) -> Option<bool> {
    let unit = percent.unit()?;
    let hundred = Number::whole(100);
    let factor = |p: Number| Number::whole(1).add(p.div(hundred)?);
    let low_factor = factor(percent.sub(unit)?)?;
    let high_factor = factor(percent.add(unit)?)?;
    let zero = Number::whole(0);
    if high_factor <= zero {
        return Some(false);
    }
    let low = now.div(high_factor)?;
    if low_factor <= zero {
        return Some(true);
    }
    let high = now.div(low_factor)?;
    let next = low.floor().add(Number::whole(1))?;
    Some(next < high)
}

/// Whether a part of a report lies in a scope.
pub(super) fn in_scope(scope: Scope, part: Part) -> bool {
    match (scope, part) {
        (Scope::Head, Part::Head) | (Scope::Tail, Part::Tail) | (Scope::Headings, Part::Title(_)) => true,
        (Scope::Section(a), Part::Section(b)) => a == b,
        _ => false,
    }
}

fn arg(args: &[Node], at: usize) -> Result<&Node, Unknown> {
    args.get(at).ok_or_else(|| Reason::Types.nowhere())
}

fn pattern(node: Option<&Node>) -> Result<&Pattern, Unknown> {
    match node {
        Some(Node::Pattern(p)) => Ok(p),
        _ => Err(Reason::Types.nowhere()),
    }
}

fn numeric(shown: &Shown) -> Result<Number, Unknown> {
    match shown.value {
        Value::Number(n) => Ok(n),
        _ => Err(Reason::Types.nowhere()),
    }
}

fn small(n: Number) -> Result<i32, Unknown> {
    let whole = n.to_whole().and_then(|n| i32::try_from(n).ok());
    whole.ok_or_else(|| Reason::Types.nowhere())
}

fn truth(b: bool) -> Shown {
    Shown::truth(b, Vec::new())
}

fn number(n: Number, operands: Vec<Operand>) -> Shown {
    Shown {
        operands,
        ..Shown::plain(Value::Number(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_accepts_rounding_and_cutting() {
        let n = |t: &str| Number::parse(t).unwrap();
        assert_eq!(growth(n("30"), n("58")), Some(true), "19 → 30");
        assert_eq!(growth(n("490"), n("-11.1")), Some(true), "551 → 490");
        assert_eq!(growth(n("3"), n("58")), Some(false), "no whole number before 3");
        assert_eq!(growth(n("0"), n("-100")), Some(true));
    }
}
