//! A file that is being read, and what is wrong with it.

use super::Fields;
use super::messages::{Fault, Wrong};
use crate::diagnostic::{Class, Diagnostic, Label, Severity};
use crate::document::Document;
use crate::text::{Lang, LineIndex, Span};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::DeTable;

/// A file that is being read, and what is wrong with it so far.
#[derive(Debug)]
pub struct File<'s> {
    /// Its text.
    pub text: &'s str,
    /// The language of what is said about it.
    pub lang: Lang,
    /// Patterns are compiled at once.
    pub compile: bool,
    /// What is wrong so far.
    pub faults: RefCell<Vec<Diagnostic>>,
}

/// What is wrong with a file.
#[derive(Debug)]
pub struct Problem {
    /// The file, as a document to draw in.
    pub document: Document,
    /// The findings, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<'s> File<'s> {
    /// A file before it is read.
    pub fn new(text: &'s str, lang: Lang, compile: bool) -> Self {
        File {
            text,
            lang,
            compile,
            faults: RefCell::default(),
        }
    }

    /// Notes a fault at a place.
    pub fn fault(&self, span: Span, fault: &dyn Fault) {
        let (message, help) = fault.words(self.lang);
        self.faults.borrow_mut().push(Diagnostic {
            rule: "pack".to_owned(),
            severity: Severity::Error,
            class: Class::Hard,
            message,
            help,
            source: None,
            labels: vec![Label {
                span,
                message: String::new(),
                primary: true,
                cell: None,
            }],
            elsewhere: Vec::new(),
            fixes: Vec::new(),
        });
    }

    /// What is wrong with the file, if anything is, in order and said once.
    pub fn problem(&self, name: &str) -> Option<Problem> {
        let mut diagnostics = self.faults.take();
        if diagnostics.is_empty() {
            return None;
        }
        diagnostics.sort_by_key(|d| d.primary().map(|l| (l.span.start, l.span.end)));
        diagnostics.dedup();
        let document = Document {
            name: name.to_owned(),
            lines: LineIndex::new(self.text),
            text: self.text.to_owned(),
            ..Document::default()
        };
        Some(Problem {
            document,
            diagnostics,
        })
    }

    /// Notes a fault inside an expression or pattern that stands as a string in the file.
    pub fn fault_inside(&self, string: &At<String>, inner: Span, fault: &dyn Fault) {
        self.fault(self.inside(string, inner), fault);
    }

    /// The place of a part of a string, where the string stands verbatim; else the whole string.
    fn inside(&self, string: &At<String>, inner: Span) -> Span {
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
pub struct Tree<'s>(Spanned<DeTable<'s>>);

impl<'s> Tree<'s> {
    /// Parses a file as far as it can be; the rest is noted.
    pub fn parse(file: &File<'s>) -> Self {
        let (tree, errors) = DeTable::parse_recoverable(file.text);
        for error in errors {
            let range = error.span();
            let span = range.map_or(Span::at(0), |r| Span::new(r.start, r.end));
            file.fault(span, &Wrong::Toml(error.message().to_owned()));
        }
        Tree(tree)
    }

    /// The table of all that stands in the file.
    pub fn root<'f>(&'f self, file: &'f File<'s>) -> Fields<'f, 's> {
        let start = Span::new(0, file.text.len().min(1));
        Fields::new(file, self.0.get_ref(), start)
    }
}
