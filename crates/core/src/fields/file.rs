//! A file that is being read, and what is wrong with it.

use super::Fields;
use super::messages::{Fault, Wrong};
use super::slips;
use crate::diagnostic::{Class, Diagnostic, Elsewhere, Label, Severity};
use crate::document::Document;
use crate::text::{Lang, LineIndex, Position, Span};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use toml::Spanned;
use toml::de::DeTable;

/// A file that is being read, and what is wrong with it so far.
#[derive(Debug)]
pub struct File<'s> {
    /// Its path, or a name.
    pub name: &'s str,
    /// Its text.
    pub text: &'s str,
    /// The language of what is said about it.
    pub lang: Lang,
    /// Patterns are compiled at once.
    pub compile: bool,
    /// What is wrong so far.
    pub faults: RefCell<Vec<Diagnostic>>,
    /// Those of them on which others hang.
    syntax: RefCell<Vec<Diagnostic>>,
    lines: OnceCell<LineIndex>,
}

/// What is wrong with a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file, as a document to draw in.
    pub document: Document,
    /// The findings, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Problem {
    /// Takes in more of what is wrong, in order; what is said already is not said again.
    pub fn take_in(&mut self, more: Vec<Diagnostic>) {
        let place = |d: &Diagnostic| d.primary().map(|l| (l.span.start, l.span.end));
        // of thousands only those at the same place may be the same
        let mut known: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, diagnostic) in self.diagnostics.iter().enumerate() {
            known.entry(place(diagnostic)).or_default().push(at);
        }
        for diagnostic in more {
            let here = known.entry(place(&diagnostic)).or_default();
            let mut same = here.iter().filter_map(|at| self.diagnostics.get(*at));
            if !same.any(|d| *d == diagnostic) {
                here.push(self.diagnostics.len());
                self.diagnostics.push(diagnostic);
            }
        }
        self.diagnostics.sort_by_key(place);
    }
}

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'f, 's> {
    /// The file.
    pub file: &'f File<'s>,
    /// Where.
    pub span: Span,
}

impl Origin<'_, '_> {
    /// Line and column.
    pub fn position(&self) -> Position {
        self.file.lines().position(self.file.text, self.span.start)
    }

    /// The place as one in another file.
    pub fn elsewhere(&self, word: &str) -> Elsewhere {
        let text = self.file.text;
        let lines = self.file.lines();
        let start = self.position();
        let line = lines.line_span(text, lines.line_of(self.span.start));
        let shown = Span::new(
            self.span.start as usize,
            self.span.end.min(line.end).max(self.span.start) as usize,
        );
        Elsewhere {
            path: self.file.name.to_owned(),
            line: start.line as usize,
            column: start.column as usize,
            length: shown.of(text).chars().count().max(1),
            text: line.of(text).to_owned(),
            message: word.to_owned(),
        }
    }
}

impl<'s> File<'s> {
    /// A file before it is read.
    pub fn new(name: &'s str, text: &'s str, lang: Lang, compile: bool) -> Self {
        File {
            name,
            text,
            lang,
            compile,
            faults: RefCell::default(),
            syntax: RefCell::default(),
            lines: OnceCell::new(),
        }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// A span as far as it lies in the text, on whole characters: parsers of other people point behind the last one.
    fn inside(&self, span: Span) -> Span {
        let whole = |at: u32| {
            let at = (at as usize).min(self.text.len());
            (0..=at).rev().find(|at| self.text.is_char_boundary(*at))
        };
        let (start, end) = (whole(span.start), whole(span.end));
        let start = start.unwrap_or(0);
        Span::new(start, end.unwrap_or(0).max(start))
    }

    /// Notes a fault at a place.
    pub fn fault(&self, span: Span, fault: &dyn Fault) {
        let said = self.said(Severity::Error, span, fault);
        self.faults.borrow_mut().push(said);
    }

    /// Notes that the text is not written as it has to be: what else is wrong with it hangs on that, and is not said.
    pub fn syntax(&self, span: Span, fault: &dyn Fault) {
        let said = self.said(Severity::Error, span, fault);
        let mut syntax = self.syntax.borrow_mut();
        if !syntax.contains(&said) {
            syntax.push(said.clone());
        }
        drop(syntax);
        self.faults.borrow_mut().push(said);
    }

    /// Notes a fault that has to do with a place in this file or another one.
    pub fn fault_beside(&self, span: Span, fault: &dyn Fault, other: &Origin<'_, '_>, word: &str) {
        let mut said = self.said(Severity::Error, span, fault);
        if std::ptr::eq(self.text, other.file.text) {
            said.labels.push(Label {
                span: other.span,
                message: word.to_owned(),
                primary: false,
                cell: None,
            });
        } else {
            said.elsewhere.push(other.elsewhere(word));
        }
        self.faults.borrow_mut().push(said);
    }

    /// Notes something that is less than a fault.
    pub fn remark(&self, severity: Severity, span: Span, fault: &dyn Fault) {
        let said = self.said(severity, span, fault);
        self.faults.borrow_mut().push(said);
    }

    fn said(&self, severity: Severity, span: Span, fault: &dyn Fault) -> Diagnostic {
        let (message, help) = fault.words(self.lang);
        Diagnostic {
            help,
            labels: vec![Label::primary(self.inside(span))],
            ..Diagnostic::new("pack", severity, Class::Hard, message)
        }
    }

    /// How many errors were noted so far.
    pub fn errors(&self) -> usize {
        let faults = self.faults.borrow();
        let errors = faults.iter().filter(|d| d.severity == Severity::Error);
        errors.count()
    }

    /// What is wrong with the file, if anything is.
    pub fn problem(&self) -> Option<Problem> {
        let mut diagnostics = self.faults.take();
        let syntax = self.syntax.borrow();
        if !syntax.is_empty() {
            diagnostics.retain(|d| syntax.contains(d));
        }
        if diagnostics.is_empty() {
            return None;
        }
        let document = Document {
            name: self.name.to_owned(),
            lines: self.lines().clone(),
            text: self.text.to_owned(),
            ..Document::default()
        };
        let mut problem = Problem {
            document,
            diagnostics: Vec::new(),
        };
        problem.take_in(diagnostics);
        Some(problem)
    }

    /// Notes a fault inside an expression or pattern that stands as a string in the file.
    pub fn fault_inside(&self, string: &At<String>, inner: Span, fault: &dyn Fault) {
        self.fault(self.part(string, inner), fault);
    }

    /// The place of a part of a string, where the string stands verbatim; else the whole string.
    fn part(&self, string: &At<String>, inner: Span) -> Span {
        let written = string.span.of(self.text);
        match written.find(&string.value) {
            Some(at) => {
                let base = string.span.start as usize + at;
                Span::new(
                    base + inner.start as usize,
                    base + (inner.end as usize).max(inner.start as usize),
                )
            }
            None => string.span,
        }
    }
}

/// The parsed text of a file.
#[derive(Clone, Debug)]
pub struct Tree<'s>(Spanned<DeTable<'s>>);

/// What parsing a text came to, before anybody reads it as a file.
#[derive(Clone, Debug)]
pub struct Parse<'s> {
    tree: Tree<'s>,
    errors: Vec<toml::de::Error>,
}

impl<'s> Parse<'s> {
    /// Parses a text as far as it can be.
    pub fn of(text: &'s str) -> Self {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let tree = Tree(tree);
        Parse { tree, errors }
    }

    /// What could be parsed.
    pub fn tree(&self) -> &Tree<'s> {
        &self.tree
    }

    /// Notes in the file of that text what could not be parsed.
    pub fn note(&self, file: &File<'s>) {
        let mut last = None;
        for error in &self.errors {
            let range = error.span();
            let span = range.map_or(Span::at(0), |r| Span::new(r.start, r.end));
            let said = error.message();
            // [rule] for [[rule]] is known already
            if said.starts_with("duplicate key") && !file.syntax.borrow().is_empty() {
                continue;
            }
            let slip = slips::find(file.text, span.start as usize, said);
            // a second thing that does not parse hangs on the first, but where it is known by itself
            let here = slip.as_ref().map_or(span, |(at, _)| *at);
            let line = file.lines().line_of(here.start);
            if last.is_some_and(|known| slip.is_none() || known == line) {
                continue;
            }
            last = Some(line);
            file.syntax(
                here,
                &Wrong::Toml(said.to_owned(), slip.map(|(_, slip)| slip)),
            );
        }
    }
}

impl<'s> Tree<'s> {
    /// Parses a file as far as it can be; the rest is noted.
    pub fn parse(file: &File<'s>) -> Self {
        let parse = Parse::of(file.text);
        parse.note(file);
        parse.tree
    }

    pub(super) fn table(&self) -> &DeTable<'s> {
        self.0.get_ref()
    }

    /// The same file with another table.
    pub(super) fn with_table(&self, table: DeTable<'s>) -> Self {
        Tree(Spanned::new(self.0.span(), table))
    }

    /// The table of all that stands in the file.
    pub fn root<'f>(&'f self, file: &'f File<'s>) -> Fields<'f, 's> {
        let start = Span::new(0, file.text.chars().next().map_or(0, char::len_utf8));
        Fields::new(file, self.0.get_ref(), start)
    }
}
