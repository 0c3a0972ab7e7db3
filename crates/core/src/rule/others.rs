//! Values of other reports: `previous.table[row, column]`, `sum(below.table[row, column])`, `count(below)`.

use super::comparison::Basis;
use super::compile::{CompileError, Compiled, Names};
use super::eval::{Eval, EvalResult};
use super::model::Each;
use super::node::Node;
use super::record::Recorder;
use super::select::Bound;
use super::trace::{Read, Source};
use super::value::{Elsewhere, Evaluated, Operand, ReadFrom, Reason, Unknown, Value};
use crate::diagnostic;
use crate::report::{Axis, AxisId, CellId, Form, Other, Relation, Report, TableId};
use crate::text::{Id, Span};

impl ReadFrom {
    /// Whether it stands in the report at hand.
    pub fn is_here(self) -> bool {
        !matches!(self, ReadFrom::Elsewhere(_))
    }
}

impl Bound {
    /// The name that a rule binds to rows or columns of a form.
    pub fn of(each: &Each, form: &Form) -> Option<Self> {
        let table = |at: &TableId| form.tables.get(*at);
        let ids = |axes: &[Axis]| axes.iter().map(|a| a.id.clone()).collect();
        let (name, ids, members) = match each {
            Each::Rows {
                name,
                table: t,
                rows,
            } => (name, ids(table(t)?.rows.as_slice()), of_all(rows)),
            Each::Columns {
                name,
                table: t,
                columns,
            } => (name, ids(table(t)?.columns.as_slice()), of_all(columns)),
            Each::Free {
                name,
                column,
                table: t,
                columns,
                ..
            } => {
                return Some(Bound {
                    name: name.clone(),
                    ids: ids(table(t)?.columns.as_slice()),
                    members: of_all(columns),
                    may_lack: false,
                    is_free: true,
                    column: column.clone(),
                });
            }
            Each::Once | Each::Mention(_) | Each::Sentence => return None,
        };
        Some(Bound {
            name: name.clone(),
            ids,
            members,
            may_lack: false,
            is_free: false,
            column: None,
        })
    }
}

fn of_all<I: Id>(axes: &[I]) -> Vec<AxisId> {
    axes.iter().copied().map(AxisId::of).collect()
}

impl Names<'_> {
    /// The relation that a path begins with, and what follows it.
    pub(super) fn relation<'n>(&self, path: &'n str) -> Option<(Relation, Option<&'n str>)> {
        let (head, rest) = match path.split_once('.') {
            Some((head, rest)) => (head, Some(rest)),
            None => (path, None),
        };
        Some((Relation::parse(self.plain(head))?, rest))
    }

    /// Compiles what is read of other reports for each form that they may follow.
    pub(super) fn others(
        &self,
        which: Relation,
        compile: impl Fn(&Names<'_>) -> Compiled<Node>,
    ) -> Compiled<Node> {
        let mut first: Option<CompileError> = None;
        let by_form: Vec<Option<Node>> = self
            .kind
            .forms
            .iter()
            .map(|form| {
                let mut names = Names {
                    form,
                    ..self.clone()
                };
                if let Some(bound) = &mut names.bound {
                    bound.may_lack = true;
                }
                let compiled = compile(&names);
                compiled.map_err(|error| first.get_or_insert(error)).ok()
            })
            .collect();
        match first.filter(|_| by_form.iter().all(Option::is_none)) {
            Some(error) => Err(error),
            None => Ok(Node::Others { which, by_form }),
        }
    }
}

impl<'e, R: Recorder> Eval<'e, R> {
    /// A value of other reports, or those reports themselves.
    pub(super) fn others(
        &mut self,
        which: Relation,
        by_form: &'e [Option<Node>],
    ) -> EvalResult<'e> {
        let Some(all) = self.report.others.of(which) else {
            return Err(self.not_at_hand(which));
        };
        let mut items = Vec::new();
        for (at, other) in all.iter().enumerate() {
            let from = Elsewhere {
                which,
                at,
                cell: None,
            };
            if by_form.is_empty() {
                let body = other.report.body().unwrap_or_default().to_owned();
                items.push(Operand {
                    from: ReadFrom::Elsewhere(from),
                    ..Operand::text(body, Span::at(0))
                });
                continue;
            }
            let shown = self.in_other(other, from, by_form)?;
            self.note_other(which, other, &shown);
            if which == Relation::Previous {
                return Ok(shown);
            }
            match shown.value {
                Value::List(list) => items.extend(list),
                value => items.push(Operand {
                    value,
                    span: Span::at(0),
                    from: shown
                        .operands
                        .first()
                        .map_or(ReadFrom::Elsewhere(from), |o| o.from),
                }),
            }
        }
        let list = self.list(items);
        Ok(Evaluated {
            place: None,
            ..list
        })
    }

    fn not_at_hand(&self, which: Relation) -> Unknown {
        let reason = match (which, self.report.year()) {
            (Relation::Below, _) if !self.report.others.has_below => Reason::NotHere,
            (Relation::Below, _) => Reason::NotAllBelow,
            (Relation::Previous, Some(year)) => Reason::NoReport(year - 1),
            (Relation::Previous, None) => Reason::NoYear,
        };
        reason.nowhere()
    }

    /// Reads an expression in another report.
    fn in_other(
        &mut self,
        other: &'e Other<'_>,
        from: Elsewhere,
        by_form: &'e [Option<Node>],
    ) -> EvalResult<'e> {
        let report: &'e Report<'e> = &other.report;
        let mut forms = report.kind.forms.iter();
        let form = forms.position(|f| f.id == report.form.id);
        let node = form.and_then(|at| by_form.get(at)).and_then(Option::as_ref);
        let lacking = || Reason::NotInForm(report.form.title.clone()).nowhere();
        let node = node.ok_or_else(lacking)?;
        let mut abroad = R::Abroad::default();
        let mut eval = Eval {
            report,
            mention: None,
            hit: None,
            sentence: None,
            ..self.with(&mut abroad)
        };
        let shown = eval.value(node).map(detached);
        let assumed = eval.assumed;
        self.assumed |= assumed;
        let mut shown = shown.map_err(|unknown| unknown.reason.nowhere())?;
        let elsewhere = |operand: &mut Operand<'_>| {
            let cell = match operand.from {
                ReadFrom::Cell(cell) => Some(cell),
                _ => None,
            };
            operand.from = ReadFrom::Elsewhere(Elsewhere { cell, ..from });
        };
        shown.operands.iter_mut().for_each(elsewhere);
        if let Value::List(list) = &mut shown.value {
            list.iter_mut().for_each(elsewhere);
        }
        Ok(shown)
    }

    /// Says what was read of other reports.
    fn note_other(&mut self, which: Relation, other: &Other<'_>, shown: &Evaluated<'_>) {
        self.record.read(|| Read {
            text: shown.value.to_string(),
            ..Read::absent(Source::Other, which.name()).named(other.record.path.as_str())
        });
    }

    /// Takes the places in other reports out of what a comparison rests on.
    pub(super) fn elsewhere(&self, operands: &mut Vec<Basis>) -> Vec<diagnostic::Elsewhere> {
        let mut places = Vec::new();
        operands.retain(|operand| {
            let ReadFrom::Elsewhere(from) = operand.from else {
                return true;
            };
            let all = self.report.others.of(from.which);
            if let Some(other) = all.and_then(|all| all.get(from.at)) {
                places.push(place(other, operand.span, from.cell));
            }
            false
        });
        places
    }
}

/// A value without what it was read from.
fn detached<'a>(shown: Evaluated<'_>) -> Evaluated<'a> {
    Evaluated {
        value: value(shown.value),
        place: None,
        text: shown.text,
        compound: shown.compound,
        operands: shown.operands.into_iter().map(operand).collect(),
    }
}

fn operand<'a>(operand: Operand<'_>) -> Operand<'a> {
    Operand {
        value: value(operand.value),
        span: operand.span,
        from: operand.from,
    }
}

fn value<'a>(read: Value<'_>) -> Value<'a> {
    match read {
        Value::Number(n) => Value::Number(n),
        Value::Bool(b) => Value::Bool(b),
        Value::Text(text) => Value::Text(text.into_owned().into()),
        Value::Date(day) => Value::Date(day),
        Value::MonthDay(month, day) => Value::MonthDay(month, day),
        Value::List(list) => Value::List(list.into_iter().map(operand).collect()),
    }
}

/// A place in another report.
fn place(other: &Other<'_>, span: Span, cell: Option<CellId>) -> diagnostic::Elsewhere {
    let report = &other.report;
    let cell = cell.and_then(|cell| report.form.at(cell));
    let named = cell.map(|cell| report.form.name(cell).title());
    let number = cell.and_then(|cell| report.at(cell)?.number());
    let year = report.year().map(|y| y.to_string());
    let words = [
        year,
        report.body().map(str::to_owned),
        named,
        number.map(|n| n.to_string()),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    let spot = other.record.spot(span).unwrap_or_default();
    diagnostic::Elsewhere {
        path: other.record.path.clone(),
        line: spot.line.max(1) as usize,
        column: spot.column.max(1) as usize,
        length: 1,
        text: String::new(),
        message: words.join(" \u{b7} "),
    }
}
