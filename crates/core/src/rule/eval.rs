//! Evaluating expressions: one record yields the verdict, the numbers of the message and the places.
//!
//! Logic has three values: what rests on an unknown value is unknown, unless the other side decides alone.

use super::comparison::{Comparison, are_figures};
use super::model::{Each, Program, Rule, Tolerance};
use super::node::Node;
use super::record::Recorder;
use super::trace::{Read, Source};
use super::value::{Evaluated, Operand, Reason, Unknown, Value};
use super::verdict::{Outcome, Verdict};
use crate::grammar::Op;
use crate::report::{AxisId, FreeRow, Match, MentionId, Report, TableId};
use crate::text::{Lang, Number};
use std::ops::Range;

/// One evaluation: what it sees, and who listens.
pub(super) struct Eval<'e, R> {
    /// The report.
    pub report: &'e Report<'e>,
    /// The rule.
    pub rule: &'e Rule,
    /// Its expressions for the report's form.
    pub program: &'e Program,
    /// The language of names.
    pub lang: Lang,
    /// The row or column that a name is bound to: the name, which it is, and the label.
    pub bound: Option<(&'e str, AxisId, &'e str)>,
    /// The column that a second name is bound to, likewise.
    pub column: Option<(&'e str, AxisId, &'e str)>,
    /// The row that a condition is asked of, with the index of its table.
    pub of_row: Option<(TableId, &'e FreeRow)>,
    /// The match whose groups are values.
    pub hit: Option<&'e Match>,
    /// The only place of a mention that counts.
    pub mention: Option<(MentionId, &'e Match)>,
    /// The sentence at hand, as a range of folded text.
    pub sentence: Option<Range<usize>>,
    /// How the condition of the rule ends, where that is the same for all evaluations: `None` where it is met.
    pub condition: Option<Option<Outcome>>,
    /// A condition is at hand, to which the tolerance of the rule does not apply.
    pub in_condition: bool,
    /// A blank cell was read as what the sums of its table say that it stands for.
    pub assumed: bool,
    /// Who listens to what is read.
    pub record: &'e mut R,
}

pub(super) type EvalResult<'e> = Result<Evaluated<'e>, Unknown>;

impl<'e, R: Recorder> Eval<'e, R> {
    /// An evaluation of a rule on a report, with nothing bound.
    pub fn new(
        report: &'e Report<'e>,
        (rule, program): (&'e Rule, &'e Program),
        lang: Lang,
        record: &'e mut R,
    ) -> Self {
        Eval {
            report,
            rule,
            program,
            lang,
            bound: None,
            column: None,
            of_row: None,
            hit: None,
            mention: None,
            sentence: None,
            condition: None,
            in_condition: false,
            assumed: false,
            record,
        }
    }

    /// The same evaluation with another listener.
    pub fn with<'s, S>(&self, record: &'s mut S) -> Eval<'s, S>
    where
        'e: 's,
    {
        Eval {
            report: self.report,
            rule: self.rule,
            program: self.program,
            lang: self.lang,
            bound: self.bound,
            column: self.column,
            of_row: self.of_row,
            hit: self.hit,
            mention: self.mention,
            sentence: self.sentence.clone(),
            condition: None,
            in_condition: self.in_condition,
            assumed: self.assumed,
            record,
        }
    }

    /// The end of the evaluation at hand.
    pub fn verdict(&mut self, instance: impl Into<String>, outcome: Outcome) -> Verdict {
        self.record.end(true);
        Verdict::of(instance, outcome)
    }

    /// The only verdict, about the report as a whole: it rests on all that was looked for.
    pub fn only(&mut self, outcome: Outcome) -> Vec<Verdict> {
        self.record.whole();
        vec![self.verdict("", outcome)]
    }

    /// Whether mentions count only in the sentence at hand.
    pub fn only_here(&self) -> bool {
        self.program.each == Each::Sentence
    }

    /// Whether mentions mean those of the whole report.
    pub fn is_free(&self) -> bool {
        self.mention.is_none() && !self.only_here()
    }

    /// Whether what a value was made of is kept: for messages, or because "equal" depends on it.
    pub fn keeps_operands(&self) -> bool {
        R::KEEPS || self.rule.tolerance == Tolerance::Printed
    }

    /// A value that was read from one place.
    pub fn read_at(&self, operand: Operand<'e>) -> Evaluated<'e> {
        let kept = self.keeps_operands().then(|| operand.clone());
        let shown = Evaluated::plain(operand.value);
        shown.of(Some(operand.span), kept.into_iter().collect())
    }

    /// Whether a condition holds.
    pub fn holds(&mut self, condition: &'e Node) -> Result<bool, Unknown> {
        let (truth, _) = truth_of(self.asked(condition)?)?;
        Ok(truth)
    }

    /// The value of an expression.
    pub fn value(&mut self, node: &'e Node) -> EvalResult<'e> {
        match node {
            Node::Number(n) => Ok(Evaluated::plain(Value::Number(*n))),
            Node::Text(t) => Ok(Evaluated::plain(Value::Text(t.as_str().into()))),
            Node::MonthDay(m, d) => Ok(Evaluated::plain(Value::MonthDay(*m, *d))),
            Node::Cells {
                table,
                rows,
                columns,
            } => self.cells(*table, (rows, columns)),
            Node::Free {
                table,
                rows,
                columns,
            } => self.free(*table, (rows, columns)),
            Node::Row(part) => self.row_part(*part),
            Node::OfRow(what) => self.of_row(*what),
            Node::Mention(at) => self.mentioned(*at),
            Node::Others { which, by_form } => self.others(*which, by_form),
            Node::Local(name) => self.local(name),
            Node::Fact(fact) => self.fact(*fact),
            Node::Param {
                name,
                by,
                by_class,
                default,
            } => {
                // where a condition cannot be decided, the value is the one for all others
                let named = by.iter().find(|c| self.chooses(&c.when) == Ok(true));
                let of = |class: Option<&str>| {
                    let class = class.filter(|c| self.goes_by(c));
                    by_class.iter().find(|(c, _)| Some(c.as_str()) == class)
                };
                let own = of(self.report.class).or_else(|| of(self.report.own_class));
                let node = named.map(|c| &c.value).or(own.map(|(_, n)| n));
                let node = node.or(default.as_deref());
                let node = node.ok_or_else(|| Reason::NotFound(name.clone()).nowhere())?;
                let value = self.value(node)?;
                self.record.read(|| Read {
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
                let text = match R::KEEPS {
                    true => format!("-{}", inner.shown()),
                    false => String::new(),
                };
                Ok(Evaluated {
                    text,
                    value: Value::Number(negative),
                    ..inner
                })
            }
            Node::Not(inner) => {
                let mark = self.record.mark();
                let inner = self.value(inner)?;
                self.record.excuse(mark);
                match inner.value {
                    Value::Bool(b) => Ok(Evaluated {
                        value: Value::Bool(!b),
                        ..inner
                    }),
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
            Node::Place(_) | Node::Pattern(_) | Node::Table(_) => Err(Reason::Types.nowhere()),
        }
    }

    /// The value of a condition: to be asked whether it holds, not whether it is right within a tolerance.
    pub(super) fn asked(&mut self, node: &'e Node) -> EvalResult<'e> {
        let outer = std::mem::replace(&mut self.in_condition, true);
        let value = self.value(node);
        self.in_condition = outer;
        value
    }

    fn logic(&mut self, op: Op, left: &'e Node, right: &'e Node) -> EvalResult<'e> {
        let mark = self.record.mark();
        let decides = op == Op::Or;
        let left = match op {
            Op::Implies => self.asked(left),
            _ => self.value(left),
        }
        .and_then(truth_of);
        if let Ok((b, shown)) = &left
            && *b == decides
        {
            let result = op != Op::And;
            if result {
                self.record.excuse(mark);
            }
            return Ok(shown.clone().is(result));
        }
        if op == Op::Implies {
            self.record.excuse(mark);
        }
        let right = self.value(right).and_then(truth_of);
        let (b, shown) = match (left, right) {
            (Ok((_, left)), Ok((b, right))) => (b, left.and(right)),
            (_, Ok((true, right))) if op != Op::And => (true, right),
            (_, Ok((false, right))) if op == Op::And => (false, right),
            (Err(unknown), _) | (_, Err(unknown)) => return Err(unknown),
        };
        if b {
            self.record.excuse(mark);
        }
        Ok(shown.is(b))
    }

    fn chain(&mut self, first: &'e Node, rest: &'e [(Op, Node)]) -> EvalResult<'e> {
        let mut left = self.value(first)?;
        let mut before = first;
        let mut all = Evaluated::plain(Value::Bool(true));
        for (nth, (op, node)) in rest.iter().enumerate() {
            let right = self.value(node)?;
            let compared = Comparison {
                left: &left,
                op: *op,
                right: &right,
            };
            let tolerance = match self.rule.tolerance {
                Tolerance::Exact => Tolerance::Exact,
                _ if self.in_condition || !are_figures(before, node) => Tolerance::Exact,
                own => own,
            };
            let holds = compared.holds(tolerance)?;
            self.record.compared(&compared, holds);
            if R::KEEPS {
                let first = (nth == 0).then_some(&left);
                for side in first.into_iter().chain([&right]) {
                    all.operands.extend(side.operands.iter().cloned());
                }
            }
            if !holds {
                return Ok(all.is(false));
            }
            left = right;
            before = node;
        }
        Ok(all)
    }
}

/// A truth value, and what it rests on.
pub(super) fn truth_of(shown: Evaluated<'_>) -> Result<(bool, Evaluated<'_>), Unknown> {
    match shown.value {
        Value::Bool(b) => Ok((b, shown)),
        _ => Err(Reason::Types.nowhere()),
    }
}
