//! Evaluating expressions: one record yields the verdict, the numbers of the message and the places.
//!
//! Logic has three values: what rests on an unknown value is unknown, unless the other side decides alone.

use super::comparison::Comparison;
use super::log::Log;
use super::model::{Program, Rule, Tolerance};
use super::node::Node;
use super::trace::{Read, Source};
use super::value::{Reason, Shown, Unknown, Value};
use super::verdict::Outcome;
use crate::grammar::Op;
use crate::report::{Match, Report};
use crate::text::{Lang, Number};
use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::Range;

/// What one evaluation sees.
#[derive(Clone)]
pub struct Eval<'e> {
    /// The report.
    pub report: &'e Report<'e>,
    /// The rule.
    pub rule: &'e Rule,
    /// Its expressions for the report's form.
    pub program: &'e Program,
    /// The language of names.
    pub lang: Lang,
    /// Row or column indexes that names are bound to.
    pub bound: Vec<(String, usize, String)>,
    /// The match whose groups are values.
    pub hit: Option<&'e Match>,
    /// The only place of a mention that counts.
    pub mention: Option<(usize, &'e Match)>,
    /// The sentence at hand, as a range of folded text.
    pub sentence: Option<Range<usize>>,
    /// Mentions count only in the sentence at hand.
    pub only_here: bool,
    /// Keep what messages need: names, places and the text of the sum. An evaluation that passes needs none of it;
    /// one that fails is done again with it.
    pub tracing: bool,
    /// Where to write down what is read, when somebody asked.
    pub log: Option<&'e Log>,
    /// How the condition of the rule ends, where that is the same for all evaluations: `None` where it is met.
    pub condition: Option<Option<Outcome>>,
    /// A blank cell was read as what the sums of its table say that it stands for.
    pub assumed: Cell<bool>,
    /// The first comparison that did not hold.
    pub failed: Option<Comparison>,
}

pub(super) type Evaluated = Result<Shown, Unknown>;

impl<'e> Eval<'e> {
    /// A value as text, where somebody will read it.
    pub(super) fn text(&self, value: &Value) -> String {
        match self.tracing {
            true => value.to_string(),
            false => String::new(),
        }
    }

    /// An evaluation of a rule on a report, with nothing bound.
    pub fn new(report: &'e Report<'e>, rule: &'e Rule, program: &'e Program, lang: Lang) -> Self {
        Eval {
            report,
            rule,
            program,
            lang,
            bound: Vec::new(),
            assumed: Cell::new(false),
            hit: None,
            mention: None,
            sentence: None,
            only_here: false,
            tracing: false,
            log: None,
            condition: None,
            failed: None,
        }
    }

    /// Whether mentions mean those of the whole report.
    pub fn is_free(&self) -> bool {
        self.mention.is_none() && !self.only_here
    }

    /// The truth of an expression.
    pub fn truth(&mut self, node: &Node) -> Result<bool, Unknown> {
        match self.value(node)?.value {
            Value::Bool(b) => Ok(b),
            _ => Err(Reason::Types.nowhere()),
        }
    }

    /// The value of an expression.
    pub fn value(&mut self, node: &Node) -> Evaluated {
        match node {
            Node::Number(n) => Ok(Shown::plain(Value::Number(*n))),
            Node::Text(t) => Ok(Shown::plain(Value::Text(t.clone()))),
            Node::MonthDay(m, d) => Ok(Shown::plain(Value::MonthDay(*m, *d))),
            Node::Cells {
                table,
                rows,
                columns,
            } => self.cells(*table, rows, columns),
            Node::Mention(at) => self.mentioned(*at),
            Node::Local(name) => self.local(name),
            Node::Fact(fact) => self.fact(*fact),
            Node::Param {
                name,
                by_class,
                default,
            } => {
                let class = self.report.class;
                let own = by_class.iter().find(|(c, _)| Some(c.as_str()) == class);
                let node = own.map(|(_, n)| n).or(default.as_deref());
                let node = node.ok_or_else(|| Reason::NotFound(name.clone()).nowhere())?;
                let value = self.value(node)?;
                self.note(|| Read {
                    text: value.value.to_string(),
                    ..Read::absent(Source::Param, name).named(name)
                });
                Ok(value)
            }
            Node::Call(function, args) => self.call(*function, args),
            Node::Minus(inner) => {
                let inner = self.value(inner)?;
                let Value::Number(n) = inner.value else {
                    return Err(Reason::Types.nowhere());
                };
                let negative = Number::whole(0).checked_sub(n);
                let negative = negative.ok_or_else(|| Reason::Arithmetic.nowhere())?;
                Ok(Shown {
                    text: format!("-{}", inner.text),
                    value: Value::Number(negative),
                    ..inner
                })
            }
            Node::Not(inner) => {
                let before = self.failed.clone();
                let inner = self.value(inner)?;
                self.failed = before;
                match inner.value {
                    Value::Bool(b) => Ok(Shown::truth(!b, inner.operands)),
                    _ => Err(Reason::Types.nowhere()),
                }
            }
            Node::Binary(op, left, right) => match op {
                Op::And | Op::Or | Op::Implies => self.logic(*op, left, right),
                _ => {
                    let (left, right) = (self.value(left)?, self.value(right)?);
                    self.arithmetic(*op, left, right)
                }
            },
            Node::Chain(first, rest) => self.chain(first, rest),
            Node::Place(_) | Node::Pattern(_) => Err(Reason::Types.nowhere()),
        }
    }

    fn logic(&mut self, op: Op, left: &Node, right: &Node) -> Evaluated {
        let before = self.failed.clone();
        let bool_of = |shown: Evaluated| match shown {
            Ok(Shown {
                value: Value::Bool(b),
                operands,
                ..
            }) => Ok((b, operands)),
            Ok(_) => Err(Reason::Types.nowhere()),
            Err(unknown) => Err(unknown),
        };
        let decides = op == Op::Or;
        let left = bool_of(self.value(left));
        if let Ok((b, operands)) = &left
            && *b == decides
        {
            let result = op != Op::And;
            if result {
                self.failed = before;
            }
            return Ok(Shown::truth(result, operands.clone()));
        }
        if op == Op::Implies {
            self.failed = before.clone();
        }
        let right = bool_of(self.value(right));
        match (left, right) {
            (Ok((_, mut operands)), Ok((b, more))) => {
                operands.extend(more);
                if b {
                    self.failed = before;
                }
                Ok(Shown::truth(b, operands))
            }
            (_, Ok((true, operands))) if op != Op::And => {
                self.failed = before;
                Ok(Shown::truth(true, operands))
            }
            (_, Ok((false, operands))) if op == Op::And => Ok(Shown::truth(false, operands)),
            (Err(unknown), _) | (_, Err(unknown)) => Err(unknown),
        }
    }

    fn arithmetic(&mut self, op: Op, left: Shown, right: Shown) -> Evaluated {
        if op == Op::In {
            let Value::List(items) = &right.value else {
                return Err(Reason::Types.nowhere());
            };
            let found = items.iter().any(|i| match (&left.value, i.number) {
                (Value::Number(a), Some(b)) => a.same(b),
                (value, _) => value.to_string() == i.shown,
            });
            return Ok(Shown::truth(found, left.operands));
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
        let text = match self.tracing {
            true => format!(
                "{} {} {}",
                left.bracketed(tight),
                op.symbol(),
                right.bracketed(tight || op == Op::Sub)
            ),
            false => String::new(),
        };
        let mut operands = left.operands;
        operands.extend(right.operands);
        Ok(Shown {
            value: Value::Number(value),
            text,
            compound: true,
            operands,
        })
    }

    fn chain(&mut self, first: &Node, rest: &[(Op, Node)]) -> Evaluated {
        let mut left = self.value(first)?;
        let mut operands = match self.tracing {
            true => left.operands.clone(),
            false => Vec::new(),
        };
        for (op, node) in rest {
            let right = self.value(node)?;
            if self.tracing {
                operands.extend(right.operands.iter().cloned());
            }
            let holds = self.compare(&left, *op, &right)?;
            let compared = Comparison {
                left,
                op: *op,
                right,
            };
            self.note_sum(|| compared.told(holds));
            if !holds {
                self.failed.get_or_insert(compared);
                return Ok(Shown::truth(false, operands));
            }
            left = compared.right;
        }
        Ok(Shown::truth(true, operands))
    }

    fn compare(&self, left: &Shown, op: Op, right: &Shown) -> Result<bool, Unknown> {
        let order = left
            .value
            .order(&right.value)
            .ok_or_else(|| Reason::Types.nowhere())?;
        let equal = order == Ordering::Equal || self.close(left, right);
        Ok(match op {
            Op::Eq => equal,
            Op::Ne => !equal,
            Op::Le => order == Ordering::Less || equal,
            Op::Ge => order == Ordering::Greater || equal,
            Op::Lt => order == Ordering::Less && !equal,
            _ => order == Ordering::Greater && !equal,
        })
    }

    /// Equal within the rule's tolerance.
    fn close(&self, left: &Shown, right: &Shown) -> bool {
        let (Value::Number(a), Value::Number(b)) = (&left.value, &right.value) else {
            return false;
        };
        let allowed = match self.rule.tolerance {
            Tolerance::Exact => return false,
            Tolerance::Absolute(n) => Some(n),
            Tolerance::Printed => {
                let operands = left.operands.iter().chain(&right.operands);
                let numbers = operands.filter_map(|o| o.number).filter(|n| n.places > 0);
                let mut units = numbers.filter_map(Number::unit);
                let sum = units.try_fold(Number::whole(0), |s, u| s.checked_add(u));
                sum.and_then(|s| s.checked_div(Number::whole(2)))
            }
        };
        let delta = a.checked_sub(*b).map(Number::abs);
        matches!((delta, allowed), (Some(d), Some(a)) if d <= a)
    }
}
