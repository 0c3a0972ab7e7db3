//! Layer 2: what people wrote in TOML, read with places. Every fault is collected, unknown keys included, and reading
//! goes on.

mod messages;

pub use messages::{Fault, Wrong, list};

use crate::diagnostic::{Class, Diagnostic, Label, Severity};
use crate::document::Document;
use crate::text::{Lang, LineIndex, Span, Words, near};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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

/// A table that is being read.
pub struct Fields<'f, 's> {
    /// The file.
    pub file: &'f File<'s>,
    /// Where the table stands.
    pub span: Span,
    table: &'f DeTable<'s>,
    asked: RefCell<Vec<&'static str>>,
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

fn span<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

impl<'f, 's> Fields<'f, 's> {
    /// A table of a file.
    pub fn new(file: &'f File<'s>, table: &'f DeTable<'s>, span: Span) -> Self {
        Fields {
            file,
            span,
            table,
            asked: RefCell::default(),
        }
    }

    fn get(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'s>>> {
        self.asked.borrow_mut().push(key);
        self.table
            .iter()
            .find(|(k, _)| k.get_ref().as_ref() == key)
            .map(|(_, v)| v)
    }

    /// Whether a key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    fn wrong(&self, value: &Spanned<DeValue<'s>>, wanted: &'static str) {
        let found = value.get_ref().type_str();
        self.file.fault(span(value), &Wrong::Type(wanted, found));
    }

    fn string(&self, value: &Spanned<DeValue<'s>>) -> Option<At<String>> {
        match value.get_ref().as_str() {
            Some(text) => Some(At {
                value: text.to_owned(),
                span: span(value),
            }),
            None => {
                self.wrong(value, "string");
                None
            }
        }
    }

    /// A string.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        self.string(self.get(key)?)
    }

    /// A string, or nothing.
    pub fn plain(&self, key: &'static str) -> String {
        self.text(key).map(|t| t.value).unwrap_or_default()
    }

    /// A string that has to be there.
    pub fn needed(&self, key: &'static str) -> At<String> {
        match self.get(key) {
            Some(value) => self.string(value),
            None => {
                self.file.fault(self.span, &Wrong::Missing(key));
                None
            }
        }
        .unwrap_or(At {
            value: String::new(),
            span: self.span,
        })
    }

    /// A text in Chinese under `key` and in English under `key_en`.
    pub fn words(&self, key: &'static str, key_en: &'static str) -> Words {
        Words {
            zh: self.plain(key),
            en: self.plain(key_en),
        }
    }

    /// A string or a list of strings.
    pub fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        self.strings(value)
    }

    fn strings(&self, value: &'f Spanned<DeValue<'s>>) -> Vec<At<String>> {
        match value.get_ref().as_array() {
            Some(items) => items.iter().filter_map(|v| self.string(v)).collect(),
            None => self.string(value).into_iter().collect(),
        }
    }

    /// A whole number.
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer();
        let parsed = number.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if parsed.is_none() {
            self.wrong(value, "integer");
        }
        parsed
    }

    /// True or false; false when it is not there.
    pub fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(value, "boolean");
        }
        flag.unwrap_or(false)
    }

    /// A table.
    pub fn table(&self, key: &'static str) -> Option<Fields<'f, 's>> {
        let value = self.get(key)?;
        self.as_table(value)
    }

    fn as_table(&self, value: &'f Spanned<DeValue<'s>>) -> Option<Fields<'f, 's>> {
        match value.get_ref().as_table() {
            Some(table) => Some(Fields::new(self.file, table, span(value))),
            None => {
                self.wrong(value, "table");
                None
            }
        }
    }

    /// A list of tables.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'f, 's>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref().as_array() {
            Some(items) => items.iter().filter_map(|v| self.as_table(v)).collect(),
            None => self.as_table(value).into_iter().collect(),
        }
    }

    /// A list of lists of strings.
    pub fn rows(&self, key: &'static str) -> Vec<(Vec<At<String>>, Span)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, "array");
            return Vec::new();
        };
        items.iter().map(|v| (self.strings(v), span(v))).collect()
    }

    /// All keys with their strings: a table whose keys are names. A number is taken as its text.
    pub fn entries(&self) -> Vec<(At<String>, Vec<At<String>>)> {
        let entry = |(key, value): (&'f Spanned<_>, &'f Spanned<DeValue<'s>>)| {
            let name = At {
                value: AsRef::<str>::as_ref(Spanned::<std::borrow::Cow<'s, str>>::get_ref(key))
                    .to_owned(),
                span: span(key),
            };
            let values = match value.get_ref().as_integer() {
                Some(n) => vec![At {
                    value: n.as_str().to_owned(),
                    span: span(value),
                }],
                None => self.strings(value),
            };
            (name, values)
        };
        self.table.iter().map(entry).collect()
    }

    /// All keys with their tables: a table whose keys are names of tables.
    pub fn named_tables(&self) -> Vec<(At<String>, Fields<'f, 's>)> {
        let all = self.table.iter();
        all.filter_map(|(key, value)| {
            let name = At {
                value: key.get_ref().as_ref().to_owned(),
                span: span(key),
            };
            Some((name, self.as_table(value)?))
        })
        .collect()
    }

    /// One of a list of words.
    pub fn choice<T: Copy>(&self, key: &'static str, all: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = all.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = all.iter().map(|(n, _)| (*n).to_owned()).collect();
            self.file
                .fault(text.span, &Wrong::Choice(text.value, names));
        }
        found.map(|(_, value)| *value)
    }

    /// Notes every key that was never asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !asked.contains(&name) {
                let close = near(name, asked.iter().copied());
                self.file
                    .fault(span(key), &Wrong::UnknownKey(name.to_owned(), close));
            }
        }
    }
}
