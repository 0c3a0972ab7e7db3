//! Values of parameters, and which of two is the stricter.

use super::lock::Strict;
use super::messages::Say;
use crate::fields::{At, Fields, Wrong};
use crate::text::Number;

/// What kind of value a parameter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    MonthDay,
    Number,
    Text,
    Words,
}

pub(super) const TYPES: &[(&str, Type)] = &[
    ("month-day", Type::MonthDay),
    ("number", Type::Number),
    ("text", Type::Text),
    ("words", Type::Words),
];

/// Which way is tighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tighter {
    /// Earlier days, smaller numbers, fewer words.
    Less,
    /// Later days, greater numbers, more words.
    More,
}

pub(super) const TIGHTER: &[(&str, Tighter)] = &[
    ("earlier", Tighter::Less),
    ("less", Tighter::Less),
    ("later", Tighter::More),
    ("more", Tighter::More),
];

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    MonthDay(u8, u8),
    Number(Number),
    Text(String),
    Words(Vec<String>),
}

/// A value, and which way is tighter.
#[derive(Clone, Debug)]
pub(super) struct Directed {
    pub value: Value,
    pub tighter: Option<Tighter>,
    /// The words that are added, where it is not set anew.
    pub added: Vec<String>,
}

impl PartialEq for Directed {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Strict for Directed {
    fn after(self, below: &Self) -> Self {
        match &below.value {
            Value::Words(words) if self.adds() => Directed {
                value: Value::Words(union(words, &self.added)),
                ..self
            },
            _ => self,
        }
    }

    fn adds(&self) -> bool {
        !self.added.is_empty()
    }

    fn holds(&self, floor: &Self) -> bool {
        let (small, great) = match self.tighter {
            None => return self.value == floor.value,
            Some(Tighter::Less) => (&self.value, &floor.value),
            Some(Tighter::More) => (&floor.value, &self.value),
        };
        match (small, great) {
            (Value::MonthDay(m, d), Value::MonthDay(n, e)) => (m, d) <= (n, e),
            (Value::Number(a), Value::Number(b)) => a <= b,
            (Value::Words(a), Value::Words(b)) => a.iter().all(|w| b.contains(w)),
            (a, b) => a == b,
        }
    }

    fn join(self, other: &Self) -> Self {
        if let (Value::Words(a), Value::Words(b)) = (&self.value, &other.value) {
            let words = match self.tighter {
                Some(Tighter::More) => union(a, b),
                _ => a.iter().filter(|w| b.contains(w)).cloned().collect(),
            };
            return Directed {
                value: Value::Words(words),
                ..self
            };
        }
        match other.holds(&self) {
            true => other.clone(),
            false => self,
        }
    }
}

pub(super) fn union(a: &[String], b: &[String]) -> Vec<String> {
    let new = b.iter().filter(|w| !a.contains(w));
    a.iter().chain(new).cloned().collect()
}

/// Reads a value.
pub(super) fn value(kind: Type, fields: &Fields<'_, '_>, texts: &[At<String>]) -> Option<Value> {
    let first = texts.first()?;
    let wrong = |wanted: &'static str| {
        fields
            .file
            .fault(first.span, &Wrong::Type(wanted, "string"));
        None
    };
    match kind {
        Type::Words => Some(Value::Words(
            texts.iter().map(|t| t.value.clone()).collect(),
        )),
        Type::Text => Some(Value::Text(first.value.clone())),
        Type::Number => match Number::parse(&first.value) {
            Some(n) => Some(Value::Number(n)),
            None => wrong("number"),
        },
        Type::MonthDay => {
            let day = month_day(&first.value);
            if day.is_none() {
                fields.file.fault(first.span, &Say::MonthDay);
            }
            day
        }
    }
}

/// What a value is, when its parameter does not say.
pub(super) fn guess(text: &str) -> Type {
    let digits = |t: &str| matches!(t.len(), 1 | 2) && t.bytes().all(|b| b.is_ascii_digit());
    let shaped = text
        .split_once('-')
        .is_some_and(|(m, d)| digits(m) && digits(d));
    match Number::parse(text) {
        _ if shaped => Type::MonthDay,
        Some(_) => Type::Number,
        None => Type::Text,
    }
}

/// How many days a month has in every year.
fn days(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

fn month_day(text: &str) -> Option<Value> {
    let (m, d) = text.split_once('-')?;
    let (m, d) = (m.parse::<u8>().ok()?, d.parse::<u8>().ok()?);
    let fits = (1..=days(m)).contains(&d);
    fits.then_some(Value::MonthDay(m, d))
}
