//! Values of expressions, and why there is none.

use crate::report::{CellId, ColumnId, GroupId, MentionId, Relation, TableId};
use crate::text::{Number, Span};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'e> {
    /// An exact number.
    Number(Number),
    /// True or false.
    Bool(bool),
    /// A text.
    Text(Cow<'e, str>),
    /// A day as written; it may not exist.
    Date(Day),
    /// A month and day.
    MonthDay(u8, u8),
    /// Several cells.
    List(Vec<Operand<'e>>),
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

/// What a value was read from, by ids of the form and the kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadFrom {
    /// Something without a name of its own.
    #[default]
    Other,
    /// A cell.
    Cell(CellId),
    /// A cell of the row that stands for a group of rows: table, group and column.
    Group(TableId, GroupId, ColumnId),
    /// A mention.
    Mention(MentionId),
    /// Something in another report.
    Elsewhere(Elsewhere),
}

/// What was read of another report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// How that report stands to the one at hand.
    pub which: Relation,
    /// Its index among those.
    pub at: usize,
    /// The cell, by its number in that report's form; `None` for something else.
    pub cell: Option<CellId>,
}

/// A value that was read from the text, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand<'e> {
    /// The value.
    pub value: Value<'e>,
    /// Where it stands.
    pub span: Span,
    /// What it was read from.
    pub from: ReadFrom,
}

impl<'e> Operand<'e> {
    /// A text that stands at one place.
    pub fn text(text: impl Into<Cow<'e, str>>, span: Span) -> Self {
        Operand {
            value: Value::Text(text.into()),
            span,
            from: ReadFrom::Other,
        }
    }

    /// The value, where it is a number.
    pub fn number(&self) -> Option<Number> {
        match self.value {
            Value::Number(n) => Some(n),
            _ => None,
        }
    }

    /// Whether the value is printed as `0`.
    pub fn is_zero(&self) -> bool {
        match &self.value {
            Value::Number(n) => n.places == 0 && n.same(Number::whole(0)),
            Value::Text(text) => text == "0",
            _ => false,
        }
    }
}

/// A value with how it came about. Verdicts need the value and the place only; the rest is there where a recorder keeps
/// it (`Recorder::KEEPS`).
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated<'e> {
    /// The value.
    pub value: Value<'e>,
    /// Where it stands; the first place of several.
    pub place: Option<Span>,
    /// The expression with values in the place of names: `6 + 0`.
    pub text: String,
    /// The text is more than one value.
    pub compound: bool,
    /// Everything it was made of.
    pub operands: Vec<Operand<'e>>,
}

impl<'e> Evaluated<'e> {
    /// A value that comes from no place.
    pub fn plain(value: Value<'e>) -> Self {
        Evaluated {
            value,
            place: None,
            text: String::new(),
            compound: false,
            operands: Vec::new(),
        }
    }

    /// The same with the place and the operands of other values.
    pub fn of(self, place: Option<Span>, operands: Vec<Operand<'e>>) -> Self {
        Evaluated {
            place,
            operands,
            ..self
        }
    }

    /// A truth value that rests on the same.
    pub fn is(self, truth: bool) -> Self {
        let value = Value::Bool(truth);
        Evaluated::plain(value).of(self.place, self.operands)
    }

    /// The same, resting on another value too.
    pub fn and(mut self, other: Self) -> Self {
        self.place = self.place.or(other.place);
        self.operands.extend(other.operands);
        self
    }

    /// Its text, in brackets where it is more than one value and stands beside a tight operator.
    pub fn bracketed(&self, tight: bool) -> Cow<'_, str> {
        match self.compound && tight {
            true => Cow::Owned(format!("({})", self.shown())),
            false => self.shown(),
        }
    }

    /// Its text; that of the value where it is no expression.
    pub fn shown(&self) -> Cow<'_, str> {
        match self.text.is_empty() {
            true => Cow::Owned(self.value.to_string()),
            false => Cow::Borrowed(&self.text),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => n.fmt(f),
            Value::Bool(b) => b.fmt(f),
            Value::Text(t) => f.write_str(t),
            Value::Date(d) => write!(f, "{}-{:02}-{:02}", d.year, d.month, d.day),
            Value::MonthDay(m, d) => write!(f, "{m:02}-{d:02}"),
            Value::List(items) => {
                let mut parts = items.iter().filter(|i| !i.is_zero()).map(|i| &i.value);
                match parts.next() {
                    None => f.write_str("0"),
                    Some(first) => {
                        first.fmt(f)?;
                        parts.try_for_each(|p| write!(f, " + {p}"))
                    }
                }
            }
        }
    }
}

impl Value<'_> {
    /// Order of two values of one type; `None` for values that cannot be compared.
    pub fn order(&self, other: &Value<'_>) -> Option<Ordering> {
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
    /// Rows stand in the table that could not be read.
    Unread(String),
    /// The cell is blank.
    Blank(String),
    /// The cell holds no number.
    NoNumber(String, String),
    /// A row that may be missing is not in the table.
    Optional(String),
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
    /// The body's report of a year is not among those at hand.
    NoReport(i32),
    /// There are no reports of other bodies at hand.
    NoOthers,
    /// Not all reports of the bodies below are at hand.
    NotAllBelow,
    /// The other report follows a form (by title) that does not have it.
    NotInForm(String),
}

impl Reason {
    /// Whether there is nothing to judge: the sentence at hand does not state it, or a row that may be missing is.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Reason::NotHere | Reason::Optional(_))
    }

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
