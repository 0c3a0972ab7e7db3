//! Values of expressions, and why there is none.

use crate::diagnostic::CellName;
use crate::text::{Number, Span};
use std::cmp::Ordering;
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// An exact number.
    Number(Number),
    /// True or false.
    Bool(bool),
    /// A text.
    Text(String),
    /// A day as written; it may not exist.
    Date(Day),
    /// A month and day.
    MonthDay(u8, u8),
    /// Several cells.
    List(Vec<Operand>),
}

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// Month.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
}

impl Day {
    /// Whether the calendar has this day.
    pub fn exists(self) -> bool {
        let year = i16::try_from(self.year);
        let month = i8::try_from(self.month);
        let day = i8::try_from(self.day);
        match (year, month, day) {
            (Ok(y), Ok(m), Ok(d)) => jiff::civil::Date::new(y, m, d).is_ok(),
            _ => false,
        }
    }

    /// The day so many days after 1 January 1970; `None` beyond the calendar.
    pub fn after_epoch(days: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        let date = jiff::civil::date(1970, 1, 1).checked_add(span).ok()?;
        Some(Day {
            year: date.year().into(),
            month: u8::try_from(date.month()).ok()?,
            day: u8::try_from(date.day()).ok()?,
        })
    }

    /// A day of the calendar written as `2026-01-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = |(at, c): (usize, u8)| match at {
            4 | 7 => c == b'-',
            _ => c.is_ascii_digit(),
        };
        let mut parts = text.split('-');
        let day = Day {
            year: parts.next()?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        let whole = text.len() == 10 && text.bytes().enumerate().all(shape);
        (whole && day.exists()).then_some(day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A value that was read from the text, with its place and name.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// What people call it.
    pub name: String,
    /// The value, as text.
    pub shown: String,
    /// The value, where it is a number.
    pub number: Option<Number>,
    /// The value, where it is a day.
    pub day: Option<Day>,
    /// Where it stands.
    pub span: Span,
    /// Its names, when it is a cell.
    pub cell: Option<CellName>,
}

/// A value with how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The value.
    pub value: Value,
    /// The expression with values in the place of names: `6 + 0`.
    pub text: String,
    /// The text is more than one value.
    pub compound: bool,
    /// Everything it was made of.
    pub operands: Vec<Operand>,
}

impl Shown {
    /// A value that stands for itself.
    pub fn plain(value: Value) -> Self {
        Shown {
            text: value.to_string(),
            value,
            compound: false,
            operands: Vec::new(),
        }
    }

    /// A value that was read from one place.
    pub fn read(value: Value, operand: Operand) -> Self {
        Shown {
            text: value.to_string(),
            value,
            compound: false,
            operands: vec![operand],
        }
    }

    /// Its text, in brackets where it is more than one value and stands beside a tight operator.
    pub fn bracketed(&self, tight: bool) -> String {
        match self.compound && tight {
            true => format!("({})", self.text),
            false => self.text.clone(),
        }
    }

    /// A truth value, with the operands that it rests on.
    pub fn truth(value: bool, operands: Vec<Operand>) -> Self {
        Shown {
            value: Value::Bool(value),
            text: String::new(),
            compound: false,
            operands,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => n.fmt(f),
            Value::Bool(b) => b.fmt(f),
            Value::Text(t) => f.write_str(t),
            Value::Date(d) => write!(f, "{}-{:02}-{:02}", d.year, d.month, d.day),
            Value::MonthDay(m, d) => write!(f, "{m:02}-{d:02}"),
            Value::List(items) => {
                let mut parts = items.iter().map(|i| i.shown.as_str()).filter(|s| *s != "0");
                match parts.next() {
                    None => f.write_str("0"),
                    Some(first) => {
                        f.write_str(first)?;
                        parts.try_for_each(|p| write!(f, " + {p}"))
                    }
                }
            }
        }
    }
}

impl Value {
    /// Order of two values of one type; `None` for values that cannot be compared.
    pub fn order(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
            (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
            (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
            (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
            (Value::MonthDay(a, b), Value::MonthDay(c, d)) => Some((a, b).cmp(&(c, d))),
            _ => None,
        }
    }
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The reason.
    pub reason: Reason,
    /// Where the value should have been.
    pub span: Option<Span>,
}

/// Reasons for "unknown".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The table was not found.
    NoTable(String),
    /// The row was not found in the table.
    NoRow(String),
    /// The row has another number of cells than columns: found, expected.
    Width(String, usize, usize),
    /// The cells of a row stand without anything between them.
    Glued(String),
    /// The cell is blank.
    Blank(String),
    /// The cell holds no number.
    NoNumber(String, String),
    /// Something with this name was not found in the text.
    NotFound(String),
    /// The sentence at hand does not state it.
    NotHere,
    /// The year of the report is not known.
    NoYear,
    /// A number too large, or a division by zero.
    Arithmetic,
    /// Values that do not go together.
    Types,
    /// The text itself was damaged on its way here.
    Damaged,
    /// The text ends before the place where it would stand.
    Cut,
}

impl Reason {
    /// The reason without a place.
    pub fn nowhere(self) -> Unknown {
        Unknown {
            reason: self,
            span: None,
        }
    }

    /// The reason with a place.
    pub fn at(self, span: Span) -> Unknown {
        Unknown {
            reason: self,
            span: Some(span),
        }
    }
}
