//! The book in which evaluations write what they read.

use super::eval::{Eval, Evaluated};
use super::look;
use super::node::{Builtin, Node};
use super::trace::{Read, Role, Seen, Source};
use super::value::{Operand, Shown, Unknown, Value};
use crate::diagnostic::CellName;
use crate::report::{Group, Match, Scope};
use crate::text::{Pattern, Span};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// One page for each evaluation that gave a verdict.
#[derive(Debug, Default)]
pub(super) struct Log {
    now: RefCell<Seen>,
    pages: RefCell<Vec<Seen>>,
    role: Cell<Role>,
    silent: Cell<bool>,
    presence: Cell<bool>,
}

impl Log {
    /// Writes down what was read, once.
    fn read(&self, mut read: Read) {
        if self.silent.get() {
            return;
        }
        read.role = self.role.get();
        if self.presence.get() {
            read.source = Source::Presence;
        }
        let reads = &mut self.now.borrow_mut().reads;
        if !reads.contains(&read) {
            reads.push(read);
        }
    }

    fn sum(&self, text: String) {
        if self.silent.get() {
            return;
        }
        let mut now = self.now.borrow_mut();
        let list = match self.role.get() {
            Role::Check => &mut now.sums,
            Role::When => &mut now.conditions,
            Role::Soften => return,
        };
        if !list.contains(&text) {
            list.push(text);
        }
    }

    /// Ends the page of an evaluation; it is thrown away when there was no verdict.
    fn close(&self, keep: bool) {
        let page = self.now.take();
        if keep {
            self.pages.borrow_mut().push(page);
        }
    }

    /// The pages, and what was read outside of them, for all evaluations.
    pub fn into_pages(self) -> (Vec<Seen>, Seen) {
        (self.pages.into_inner(), self.now.into_inner())
    }
}

impl Eval<'_> {
    /// Writes down what was read, where somebody asked.
    pub(super) fn note(&self, read: impl FnOnce() -> Read) {
        if let Some(log) = self.log {
            log.read(read());
        }
    }

    /// Writes down a comparison, where somebody asked.
    pub(super) fn note_sum(&self, text: impl FnOnce() -> String) {
        if let Some(log) = self.log {
            log.sum(text());
        }
    }

    /// What follows decides this.
    pub(super) fn reading_for(&self, role: Role) {
        if let Some(log) = self.log {
            log.role.set(role);
        }
    }

    /// What follows is read for messages only.
    pub(super) fn for_messages(&self, silent: bool) {
        if let Some(log) = self.log {
            log.silent.set(silent);
        }
    }

    /// Reads a value for where it stands or whether it is there, not for what it is.
    pub(super) fn presence_of(&mut self, node: &Node) -> Evaluated {
        let presence = |on| self.log.map(|log| log.presence.replace(on));
        let was = presence(true);
        let read = self.value(node);
        if let (Some(log), Some(was)) = (self.log, was) {
            log.presence.set(was);
        }
        read
    }

    /// Ends what one evaluation read.
    pub(super) fn close_page(&self, verdict: bool) {
        if let Some(log) = self.log {
            log.close(verdict);
        }
    }
}

/// What evaluations read, in the words of the book.
impl Eval<'_> {
    pub(super) fn note_cell(
        &self,
        (table, row, column): (usize, usize, usize),
        read: &Result<Option<Operand>, Unknown>,
    ) {
        if self.log.is_none() {
            return;
        }
        let (text, span) = match read {
            Ok(None) => return,
            Ok(Some(operand)) => (operand.shown.clone(), Some(operand.span)),
            Err(unknown) => (String::new(), unknown.span),
        };
        let fact = self.report.fact(table, row, column);
        let assumed = read.is_ok() && fact.is_some_and(|f| f.stands_for.is_some());
        self.note(|| {
            let spec = self.report.form.tables.get(table);
            let axes = spec.and_then(|s| Some((s, s.rows.get(row)?, s.columns.get(column)?)));
            let Some((spec, row, column)) = axes else {
                return Read::absent(Source::Cell, "");
            };
            let id = format!("{}[{}, {}]", spec.id, row.id, column.id);
            let cell = CellName {
                table: spec.title.clone(),
                row: row.label.clone(),
                column: column.label.clone(),
            };
            let name = cell.title();
            Read {
                text,
                span,
                cell: Some(cell),
                assumed,
                ..Read::absent(Source::Cell, id).named(name)
            }
        });
    }

    /// A mention, with what was read of it.
    pub(super) fn note_mention(&self, source: Source, at: usize, read: Option<&Shown>) {
        self.note(|| {
            let spec = self.report.kind.mentions.get(at);
            let id = spec.map(|m| m.id.clone()).unwrap_or_default();
            let name = spec.map(|m| m.label.get(self.lang)).unwrap_or_default();
            let operand = read.and_then(|s| s.operands.first());
            Read {
                text: operand.map(|o| o.shown.clone()).unwrap_or_default(),
                span: operand.map(|o| o.span),
                ..Read::absent(source, id).named(name)
            }
        });
    }

    /// Whether and where a mention is there.
    pub(super) fn note_presence(&self, at: usize, hits: &[&Match]) {
        if self.log.is_none() {
            return;
        }
        for hit in hits {
            self.note_mention(Source::Presence, at, Some(&self.whole(hit)));
        }
        if hits.is_empty() {
            self.note_mention(Source::Presence, at, None);
        }
    }

    /// All words of a match.
    fn whole(&self, hit: &Match) -> Shown {
        let text = self.report.document.slice(hit.span);
        let operand = Operand {
            name: String::new(),
            shown: text.to_owned(),
            number: None,
            day: None,
            span: hit.span,
            cell: None,
        };
        Shown::read(Value::Text(text.to_owned()), operand)
    }

    pub(super) fn note_fact(&self, fact: Builtin, read: &Evaluated) {
        self.note(|| {
            let shown = read.as_ref().ok();
            let operand = shown.and_then(|s| s.operands.first());
            let body = || Some(self.report.stated_body.as_ref()?.span);
            let span = match fact {
                Builtin::Class | Builtin::Place => body(),
                _ => operand.map(|o| o.span),
            };
            let name = Builtin::ALL.iter().find(|(_, b)| *b == fact);
            Read {
                text: shown.map(|s| s.value.to_string()).unwrap_or_default(),
                span,
                ..Read::absent(Source::Fact(fact), name.map_or("", |(n, _)| n))
            }
        });
    }

    /// Words that were looked for in ranges of folded text.
    pub(super) fn note_words(&self, pattern: &Pattern, parts: &[Range<usize>]) {
        if self.log.is_none() {
            return;
        }
        let found = look::places(self.report, pattern, parts);
        for (text, span) in &found {
            self.note(|| Read::found(Source::Words, pattern.source(), text, *span));
        }
        if found.is_empty() {
            self.note(|| Read::absent(Source::Words, pattern.source()));
        }
    }

    /// A part of the text, as far as it is there.
    pub(super) fn note_part(&self, scope: &[Scope], parts: &[Range<usize>]) {
        self.note(|| {
            let (id, name) = look::scope_name(self.report.kind, scope);
            let text = parts.iter().map(|r| self.report.prose.text(r.clone()));
            let spans = parts.iter().filter(|r| !r.is_empty());
            let spans = spans.map(|r| self.report.prose.span(r));
            Read {
                text: text.collect::<Vec<_>>().join("\n"),
                span: spans.reduce(Span::cover),
                ..Read::absent(Source::Part, id).named(name)
            }
        });
    }

    /// A group of the rule's pattern, as far as it took part.
    pub(super) fn note_group(&self, name: &str, group: Option<&Group>) {
        self.note(|| match group {
            Some(group) => {
                let text = self.report.document.slice(group.span);
                Read::found(Source::Group, name, text, group.span)
            }
            None => Read::absent(Source::Group, name),
        });
    }

    pub(super) fn note_heading(&self, section: usize) {
        self.note(|| look::heading(self.report, section));
    }

    /// A pattern that a value is held against.
    pub(super) fn note_match(&self, pattern: &Pattern, text: &str, read: Option<&Operand>) {
        // a value that has no place of its own is made from the body's name
        let body = self.report.stated_body.as_ref().map(|b| b.span);
        self.note(|| Read {
            text: pattern
                .find(text)
                .and_then(|r| text.get(r))
                .unwrap_or_default()
                .to_owned(),
            span: read.map(|o| o.span).or(body),
            ..Read::absent(Source::Wording, pattern.source())
        });
    }
}
