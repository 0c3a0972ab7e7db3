//! The functions of the expression language.

mod arithmetic;
mod changes;
mod dates;
mod empty;
mod places;
mod shares;

pub(super) use places::in_scope;

use super::eval::{Eval, EvalResult};
use super::node::{Function, Node};
use super::record::Recorder;
use super::trace::Source;
use super::value::{Evaluated, Operand, ReadFrom, Reason, Unknown, Value};
use crate::report::Match;
use crate::text::{Number, Pattern};
use std::ops::Range;

/// How many of the places that are counted a finding can show.
const SHOWN: usize = 100;

impl<'e, R: Recorder> Eval<'e, R> {
    pub(super) fn call(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        match function {
            Function::Found => self.found(args),
            Function::Else => self.first_known(args),
            Function::Count => self.count(args),
            Function::Values => self.values(args),
            Function::Len | Function::Has | Function::Heading => self.place(function, args),
            Function::Says => self.says(args),
            Function::If => {
                let mark = self.record.mark();
                let chosen = if self.holds(arg(args, 0)?)? { 1 } else { 2 };
                // which side it is is no fault
                self.record.excuse(mark);
                self.value(arg(args, chosen)?)
            }
            Function::Empty => match arg(args, 0)? {
                Node::Table(table) => self.is_empty(*table),
                _ => Err(Reason::Types.nowhere()),
            },
            Function::Filled => match self.value(arg(args, 0)?) {
                Ok(shown) => Ok(shown.is(true)),
                Err(Unknown {
                    reason: Reason::Blank(_),
                    ..
                }) => Ok(truth(false)),
                Err(other) => Err(other),
            },
            Function::Sum | Function::Min | Function::Max => self.fold(function, args),
            Function::Date
            | Function::On
            | Function::Valid
            | Function::YearOf
            | Function::MonthOf => self.dates(function, args),
            Function::Matches
            | Function::Contains
            | Function::Ends
            | Function::Here
            | Function::Elsewhere
            | Function::Pos => self.texts(function, args),
            Function::Share => self.share(args),
            Function::Change => self.change(args),
            Function::Abs
            | Function::Round
            | Function::Floor
            | Function::Mod
            | Function::Pct
            | Function::Unit
            | Function::Growth
            | Function::Slip => self.numbers(function, args),
        }
    }

    fn found(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        Ok(match arg(args, 0)? {
            Node::Mention(at) => {
                let hits = self.instances(*at);
                self.note_presence(*at, &hits);
                truth(!hits.is_empty())
            }
            Node::Place(scope) => {
                let parts = self.parts(scope);
                self.note_part(scope, &parts);
                truth(parts.iter().any(|r| !r.is_empty()))
            }
            Node::Local(name) if self.is_group(name) => {
                let group = self.at_hand().and_then(|h| h.group(name));
                self.note_group(name, group);
                truth(group.is_some())
            }
            other => truth(self.presence_of(other).is_ok()),
        })
    }

    /// Whether a name stands for a group of the match at hand.
    fn is_group(&self, name: &str) -> bool {
        let named = self.program.lets.iter().any(|(n, _)| n == name);
        self.hit.is_some() || (self.mention.is_some() && !named)
    }

    fn first_known(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let mut last = Reason::Types.nowhere();
        for node in args {
            match self.value(node) {
                Ok(shown) => return Ok(shown),
                Err(unknown) => last = unknown,
            }
        }
        Err(last)
    }

    fn count(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let first = arg(args, 0)?;
        let Node::Mention(at) = first else {
            let shown = self.value(first)?;
            let n = match &shown.value {
                Value::List(items) => items.len(),
                _ => 1,
            };
            return Ok(number(Number::whole(n as i128)).of(shown.place, shown.operands));
        };
        let parts = self.places(args);
        let inside = |m: &Range<usize>| parts.as_ref().is_none_or(|p| holds(p, m));
        // the mention that the rule goes through: how often the sentence has it
        let all = match self.mention {
            Some((which, _)) if which == *at => self.in_sentence(*at).collect(),
            _ => self.instances(*at),
        };
        let counted: Vec<_> = all.into_iter().filter(|m| inside(&m.range)).collect();
        self.note_presence(*at, &counted);
        let count = number(Number::whole(counted.len() as i128));
        let shown = counted.iter().take(SHOWN);
        let shown = shown.map(|m| self.read(m, ReadFrom::Other)).collect();
        let read = self.list(shown);
        Ok(count.of(read.place, read.operands))
    }

    /// The parts of the text behind the first argument, if there are any.
    fn places(&self, args: &'e [Node]) -> Option<Vec<Range<usize>>> {
        let places = args.iter().skip(1).filter_map(|a| match a {
            Node::Place(scope) => Some(self.parts(scope)),
            _ => None,
        });
        places.reduce(|mut all, more| {
            all.extend(more);
            all
        })
    }

    fn values(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let Node::Mention(at) = arg(args, 0)? else {
            return Err(Reason::Types.nowhere());
        };
        let all: Vec<&Match> = match self.places(args) {
            Some(parts) => {
                let found = self.report.mentions.get(*at).into_iter().flatten();
                found.filter(|m| holds(&parts, &m.range)).collect()
            }
            None => self.in_sentence(*at).collect(),
        };
        let items = all.into_iter().map(|m| self.read(m, ReadFrom::Other));
        let items: Vec<Operand<'e>> = items.collect();
        for item in &items {
            self.note_mention(Source::Mention, *at, Some(item));
        }
        Ok(Evaluated {
            compound: true,
            ..self.list(items)
        })
    }
}

/// Whether one of the parts holds a range.
fn holds(parts: &[Range<usize>], range: &Range<usize>) -> bool {
    let mut parts = parts.iter();
    parts.any(|p| p.start <= range.start && range.end <= p.end)
}

pub(super) fn arg(args: &[Node], at: usize) -> Result<&Node, Unknown> {
    args.get(at).ok_or_else(|| Reason::Types.nowhere())
}

pub(super) fn pattern(node: Option<&Node>) -> Result<&Pattern, Unknown> {
    match node {
        Some(Node::Pattern(p)) => Ok(p),
        _ => Err(Reason::Types.nowhere()),
    }
}

pub(super) fn numeric(shown: &Evaluated<'_>) -> Result<Number, Unknown> {
    match shown.value {
        Value::Number(n) => Ok(n),
        _ => Err(Reason::Types.nowhere()),
    }
}

pub(super) fn small(n: Number) -> Result<i32, Unknown> {
    let whole = n.to_whole().and_then(|n| i32::try_from(n).ok());
    whole.ok_or_else(|| Reason::Types.nowhere())
}

pub(super) fn truth<'e>(b: bool) -> Evaluated<'e> {
    Evaluated::plain(Value::Bool(b))
}

pub(super) fn number<'e>(n: Number) -> Evaluated<'e> {
    Evaluated::plain(Value::Number(n))
}
