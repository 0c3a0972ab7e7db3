//! Evaluating expressions: one record yields the verdict, the numbers of the message and the places.
//!
//! Logic has three values: what rests on an unknown value is unknown, unless the other side decides alone.

use super::model::{Program, Rule, Tolerance};
use super::node::{Builtin, Choice, Node};
use super::value::{Day, Operand, Reason, Shown, Unknown, Value};
use crate::diagnostic::CellName;
use crate::grammar::{CellText, Op};
use crate::report::{Captured, Group, Match, Report, RowState};
use crate::text::Number;
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
    /// The first comparison that did not hold.
    pub failed: Option<Comparison>,
}

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

pub(super) type Evaluated = Result<Shown, Unknown>;

impl<'e> Eval<'e> {
    /// An evaluation of a rule on a report, with nothing bound.
    pub fn new(report: &'e Report<'e>, rule: &'e Rule, program: &'e Program) -> Self {
        Eval {
            report,
            rule,
            program,
            bound: Vec::new(),
            hit: None,
            mention: None,
            sentence: None,
            only_here: false,
            failed: None,
        }
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
                self.value(node)
            }
            Node::Call(function, args) => self.call(*function, args),
            Node::Minus(inner) => {
                let inner = self.value(inner)?;
                let Value::Number(n) = inner.value else {
                    return Err(Reason::Types.nowhere());
                };
                let negative = Number::whole(0).sub(n);
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
        let decides = match op {
            Op::And | Op::Implies => false,
            _ => true,
        };
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
            Op::Add => a.add(*b),
            Op::Sub => a.sub(*b),
            Op::Mul => a.mul(*b),
            _ => a.div(*b),
        };
        let value = result.ok_or_else(|| Reason::Arithmetic.nowhere())?;
        let wrap = |s: &Shown, tight: bool| match s.compound && tight {
            true => format!("({})", s.text),
            false => s.text.clone(),
        };
        let tight = matches!(op, Op::Mul | Op::Div);
        let text = format!(
            "{} {} {}",
            wrap(&left, tight),
            op.symbol(),
            wrap(&right, tight || op == Op::Sub)
        );
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
        let mut operands = left.operands.clone();
        for (op, node) in rest {
            let right = self.value(node)?;
            operands.extend(right.operands.iter().cloned());
            if !self.compare(&left, *op, &right)? {
                self.failed.get_or_insert(Comparison {
                    left,
                    op: *op,
                    right,
                });
                return Ok(Shown::truth(false, operands));
            }
            left = right;
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
                let units = numbers.filter_map(Number::unit);
                let sum = units.fold(Some(Number::whole(0)), |s, u| s?.add(u));
                sum.and_then(|s| s.div(Number::whole(2)))
            }
        };
        let delta = a.sub(*b).map(Number::abs);
        matches!((delta, allowed), (Some(d), Some(a)) if d <= a)
    }

    fn indexes(&self, choice: &Choice) -> Vec<usize> {
        match choice {
            Choice::One(at) => vec![*at],
            Choice::Many(all) => all.clone(),
            Choice::Bound(name) => {
                let bound = self.bound.iter().find(|(n, ..)| n == name);
                bound.map(|(_, at, _)| *at).into_iter().collect()
            }
        }
    }

    fn cells(&self, table: usize, rows: &Choice, columns: &Choice) -> Evaluated {
        let single = !matches!(rows, Choice::Many(_)) && !matches!(columns, Choice::Many(_));
        let mut items = Vec::new();
        for row in self.indexes(rows) {
            for column in self.indexes(columns) {
                items.extend(self.cell(table, row, column)?);
            }
        }
        if !single {
            let value = Value::List(items.clone());
            return Ok(Shown {
                text: value.to_string(),
                compound: items.len() > 1,
                value,
                operands: items,
            });
        }
        let item = items.into_iter().next();
        let item = item.ok_or_else(|| Reason::Types.nowhere())?;
        let number = item.number.unwrap_or(Number::whole(0));
        Ok(Shown::read(Value::Number(number), item))
    }

    /// One cell; `None` where the row does not have the column or an optional row is absent.
    fn cell(&self, table: usize, row: usize, column: usize) -> Result<Option<Operand>, Unknown> {
        let nothing = || Reason::Types.nowhere();
        let spec = self.report.form.tables.get(table).ok_or_else(nothing)?;
        let facts = self.report.tables.get(table).ok_or_else(nothing)?;
        let axis = spec.rows.get(row).ok_or_else(nothing)?;
        if !spec.has(row, column) {
            return Ok(None);
        }
        if facts.span.is_none() {
            return Err(Reason::NoTable(spec.title.clone()).nowhere());
        }
        let found = facts.rows.get(row).ok_or_else(nothing)?;
        let label = axis.label.clone();
        match found.state {
            RowState::Absent if axis.optional => return Ok(None),
            RowState::Absent => {
                let reason = Reason::NoRow(label);
                return Err(facts.span.map_or(reason.clone().nowhere(), |s| reason.at(s)));
            }
            RowState::Short(n) | RowState::Long(n) => {
                let reason = Reason::Width(label, n, spec.width(row));
                return Err(found.label.map_or(reason.clone().nowhere(), |s| reason.at(s)));
            }
            RowState::Read => {}
        }
        let nth = (0..spec.width(row)).find(|n| spec.column(row, *n) == Some(column));
        let fact = nth.and_then(|n| found.cells.get(n)).ok_or_else(nothing)?;
        let head = spec.columns.get(column).map(|c| c.label.clone());
        let name = CellName {
            table: spec.title.clone(),
            row: label,
            column: head.unwrap_or_default(),
        };
        let title = format!("{} · {}", name.row, name.column);
        let number = match &fact.text {
            CellText::Number { value, .. } => *value,
            CellText::Dash | CellText::Nothing => Number::whole(0),
            CellText::Blank if self.rule.blank_is_zero => Number::whole(0),
            CellText::Blank => return Err(Reason::Blank(title).at(fact.span)),
            CellText::Text => {
                return Err(Reason::NoNumber(title, fact.folded.clone()).at(fact.span));
            }
        };
        Ok(Some(Operand {
            name: title,
            shown: number.to_string(),
            number: Some(number),
            span: fact.span,
            cell: Some(name),
        }))
    }

    /// The places of a mention that count here.
    pub(super) fn instances(&self, at: usize) -> Vec<&'e Match> {
        if let Some((which, hit)) = self.mention
            && which == at
        {
            return vec![hit];
        }
        let all = self.report.mentions.get(at).map(Vec::as_slice);
        let here = self.sentence.as_ref().filter(|_| self.only_here);
        all.unwrap_or_default()
            .iter()
            .filter(|m| here.is_none_or(|s| s.start <= m.range.start && m.range.end <= s.end))
            .collect()
    }

    fn mentioned(&self, at: usize) -> Evaluated {
        let label = self.report.kind.mentions.get(at).map(|m| m.label.clone());
        let label = label.unwrap_or_default();
        match self.instances(at).first() {
            Some(hit) => Ok(self.read(hit, label)),
            None if self.only_here => Err(Reason::NotHere.nowhere()),
            None => Err(Reason::NotFound(label).nowhere()),
        }
    }

    /// The value of a match: its first group that is no plain text, else its first group, else its words.
    pub(super) fn read(&self, hit: &Match, name: String) -> Shown {
        let typed = hit
            .groups
            .iter()
            .find(|g| !matches!(g.value, Captured::Text(_)));
        match typed.or(hit.groups.first()) {
            Some(group) => captured(group, name),
            None => {
                let text = self.report.prose.text(hit.range.clone()).to_owned();
                let operand = Operand {
                    name,
                    shown: text.clone(),
                    number: None,
                    span: hit.span,
                    cell: None,
                };
                Shown::read(Value::Text(text), operand)
            }
        }
    }

    fn local(&mut self, name: &str) -> Evaluated {
        if let Some((_, _, label)) = self.bound.iter().find(|(n, ..)| n == name) {
            return Ok(Shown::plain(Value::Text(label.clone())));
        }
        if let Some(group) = self.hit.and_then(|h| h.group(name)) {
            return Ok(captured(group, String::new()));
        }
        let program = self.program;
        if let Some((_, node)) = program.lets.iter().find(|(n, _)| n == name) {
            return self.value(node);
        }
        Err(Reason::NotFound(name.to_owned()).nowhere())
    }

    fn fact(&self, fact: Builtin) -> Evaluated {
        let title = self.report.title.as_ref();
        let text = |t: Option<&str>| match t {
            Some(t) => Ok(Shown::plain(Value::Text(t.to_owned()))),
            None => Err(Reason::NotFound(String::new()).nowhere()),
        };
        match fact {
            Builtin::Year => {
                let year = title.and_then(|t| t.year.as_ref());
                let year = year.ok_or_else(|| Reason::NoYear.nowhere())?;
                let number = Number::whole(year.value.into());
                let operand = Operand {
                    name: String::new(),
                    shown: number.to_string(),
                    number: Some(number),
                    span: year.span,
                    cell: None,
                };
                Ok(Shown::read(Value::Number(number), operand))
            }
            Builtin::Body => {
                let body = title.and_then(|t| t.body.as_ref());
                let body = body.ok_or_else(|| Reason::NotFound(String::new()).nowhere())?;
                let operand = Operand {
                    name: String::new(),
                    shown: body.value.clone(),
                    number: None,
                    span: body.span,
                    cell: None,
                };
                Ok(Shown::read(Value::Text(body.value.clone()), operand))
            }
            Builtin::Class => text(self.report.class.or(Some(""))),
            Builtin::Place => text(self.report.place.as_deref()),
            Builtin::Form => text(Some(&self.report.form.id)),
            Builtin::Wrapped => {
                let note = crate::document::NoteKind::HardWrapped;
                let wrapped = self.report.document.note(note).is_some();
                Ok(Shown::plain(Value::Bool(wrapped)))
            }
        }
    }
}

fn captured(group: &Group, name: String) -> Shown {
    let (value, number) = match &group.value {
        Captured::Number { value, .. } => (Value::Number(*value), Some(*value)),
        Captured::Date { year, month, day } => {
            let day = Day {
                year: *year,
                month: *month,
                day: *day,
            };
            (Value::Date(day), None)
        }
        Captured::Text(text) => (Value::Text(text.clone()), None),
    };
    let operand = Operand {
        name,
        shown: value.to_string(),
        number,
        span: group.span,
        cell: None,
    };
    Shown::read(value, operand)
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
            (Value::Number(a), Value::Number(b)) => Some(a.sub(*b)?.abs()),
            _ => None,
        }
    }
}

fn sum(value: &Value) -> String {
    value.to_string()
}
