//! Layer 2: what people wrote in TOML, read with places. Every fault is collected, unknown keys included, and reading
//! goes on.

mod file;
mod messages;
mod named;
mod reuse;
mod slips;
mod words;

pub use file::{At, File, Origin, Parse, Problem, Tree};
pub(crate) use messages::meant;
pub use messages::{Fault, Wrong, first_here, list};
pub use reuse::Reused;
pub use slips::Slip;

use crate::text::{Bilingual, Span, near};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

/// A table that is being read.
pub struct Fields<'f, 's> {
    /// The file.
    pub file: &'f File<'s>,
    /// Where the table stands.
    pub span: Span,
    table: &'f DeTable<'s>,
    asked: RefCell<Vec<&'static str>>,
}

/// What stands under a key that may have more than one shape.
pub enum Mixed<'f, 's> {
    /// A table.
    Table(Fields<'f, 's>),
    /// A string, a list of strings, or a number as its text.
    Texts(Vec<At<String>>),
}

/// A string as it is written in TOML.
pub fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn span<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

fn name(key: &Spanned<Cow<'_, str>>) -> At<String> {
    At {
        value: key.get_ref().as_ref().to_owned(),
        span: span(key),
    }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A number as its text, in decimal digits.
fn number(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(n) => whole(n).map(|n| n.to_string()),
        DeValue::Float(n) => Some(n.as_str().to_owned()),
        _ => None,
    }
}

/// A string, or a number as its text.
fn string_of(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str().map(str::to_owned);
    text.or_else(|| number(value))
}

impl<'f, 's> Fields<'f, 's> {
    /// A table of a file.
    fn new(file: &'f File<'s>, table: &'f DeTable<'s>, span: Span) -> Self {
        Fields {
            file,
            span,
            table,
            // of most tables so many keys are asked
            asked: RefCell::new(Vec::with_capacity(16)),
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

    /// The keys that are written, with the places of their values.
    pub fn written(&self) -> Vec<(String, Span)> {
        let all = self.table.iter();
        all.map(|(key, value)| (key.get_ref().as_ref().to_owned(), span(value)))
            .collect()
    }

    /// The keys, with their places.
    pub fn keys(&self) -> Vec<At<String>> {
        self.table.keys().map(name).collect()
    }

    /// Where the value of a key stands; the table when it is not there.
    pub fn place(&self, key: &'static str) -> Span {
        self.get(key).map_or(self.span, span)
    }

    /// A place in the same file.
    pub fn at(&self, span: Span) -> Origin<'f, 's> {
        let file = self.file;
        Origin { file, span }
    }

    /// A string.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        self.string(self.get(key)?)
    }

    /// A string, or nothing.
    pub fn plain(&self, key: &'static str) -> String {
        self.text(key).map(|t| t.value).unwrap_or_default()
    }

    /// Notes a key that has to be there and is not.
    pub fn needs(&self, key: &'static str) {
        if !self.has(key) {
            self.file.fault(self.span, &Wrong::Missing(key));
        }
    }

    /// A string that has to be there, and says something. An id is one word.
    pub fn needed(&self, key: &'static str) -> At<String> {
        let text = self.get(key).map(|value| self.string(value));
        let blank = |text: &Option<At<String>>| text.as_ref().is_some_and(|t| t.value.is_empty());
        if text.as_ref().is_none_or(blank) {
            self.file.fault(self.place(key), &Wrong::Missing(key));
        }
        if let Some(id) = text.iter().flatten().find(|_| key == "id") {
            self.word(id);
        }
        text.flatten().unwrap_or(At {
            value: String::new(),
            span: self.span,
        })
    }

    /// Notes an id that is not one word of letters, digits, `-`, `_` and `.`.
    fn word(&self, id: &At<String>) {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !id.value.chars().all(fits) {
            let right = id.value.chars().filter(|c| fits(*c)).collect();
            self.file
                .fault(id.span, &Wrong::Id(id.value.clone(), right));
        }
    }

    /// A text in Chinese under `key` and in English under `key_en`.
    pub fn words(&self, key: &'static str, key_en: &'static str) -> Bilingual {
        Bilingual {
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

    /// A string, a list of strings, or a number taken as its text.
    pub fn texts_or_number(&self, key: &'static str) -> Vec<At<String>> {
        let value = self.get(key);
        value.map(|v| self.strings_or_number(v)).unwrap_or_default()
    }

    fn strings_or_number(&self, value: &'f Spanned<DeValue<'s>>) -> Vec<At<String>> {
        match number(value.get_ref()) {
            Some(text) => vec![At {
                value: text,
                span: span(value),
            }],
            None => self.strings(value),
        }
    }

    /// Whether the value of a key is a list.
    pub fn is_list(&self, key: &'static str) -> bool {
        let value = self.get(key);
        value.is_some_and(|v| v.get_ref().as_array().is_some())
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
        let parsed = value.get_ref().as_integer().and_then(whole);
        if parsed.is_none() {
            self.wrong(value, "integer");
        }
        parsed
    }

    /// A whole number of a range.
    pub fn within(&self, key: &'static str, range: RangeInclusive<u8>) -> Option<u8> {
        let number = self.integer(key)?;
        let found = u8::try_from(number).ok().filter(|n| range.contains(n));
        if found.is_none() {
            let all = range.map(|n| n.to_string()).collect();
            let fault = Wrong::Choice(number.to_string(), all);
            self.file.fault(self.place(key), &fault);
        }
        found
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
