//! What a table is: its name, its columns, and the values in them.

use std::borrow::Cow;

use gouji_core::diagnostic::{Content, RowState};
use gouji_core::text::Number;

use super::rows::{CellRow, FindingRow, MentionRow, OutcomeRow, ReportRow};

/// The tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// One row for each input.
    Reports,
    /// One row for each cell of the tables of a form.
    Cells,
    /// One row for each value that prose states.
    Mentions,
    /// One row for each finding.
    Findings,
    /// One row for each rule and report: how its evaluations ended.
    Outcomes,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number of 64 bits.
    Int,
    /// An exact decimal number with [`Decimal::SCALE`] decimals.
    Decimal,
    /// True or false.
    Bool,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether it may lack a value.
    pub optional: bool,
    /// What it means, with its unit.
    pub about: &'static str,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// There is none.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// True or false.
    Bool(bool),
}

/// An exact number in units of its last decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal(i128);

/// What can stand in a table.
pub trait Row {
    /// Its table.
    const TABLE: Table;

    /// The columns of the table, in order.
    const COLUMNS: &'static [Column];

    /// Its values, one for each column.
    fn values(&self) -> Vec<Value<'_>>;
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 5] = [
        Table::Reports,
        Table::Cells,
        Table::Mentions,
        Table::Findings,
        Table::Outcomes,
    ];

    /// Its name in files and options.
    pub fn name(self) -> &'static str {
        match self {
            Table::Reports => "reports",
            Table::Cells => "cells",
            Table::Mentions => "mentions",
            Table::Findings => "findings",
            Table::Outcomes => "outcomes",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Reports => ReportRow::COLUMNS,
            Table::Cells => CellRow::COLUMNS,
            Table::Mentions => MentionRow::COLUMNS,
            Table::Findings => FindingRow::COLUMNS,
            Table::Outcomes => OutcomeRow::COLUMNS,
        }
    }
}

impl Decimal {
    /// How many decimals are kept.
    pub const SCALE: u8 = 6;
    /// How many digits there may be, before and behind the point.
    pub const PRECISION: u8 = 38;
    /// One, in units of the last decimal.
    const ONE: i128 = 1_000_000;

    /// A number; `None` where it has more decimals or digits than are kept.
    pub fn of(number: Number) -> Option<Self> {
        let units = number.scaled(Decimal::ONE)?;
        (units.unsigned_abs() < 10u128.pow(u32::from(Decimal::PRECISION))).then_some(Decimal(units))
    }

    /// The number, where it has no decimals.
    pub fn whole(self) -> Option<i128> {
        (self.0 % Decimal::ONE == 0).then_some(self.0 / Decimal::ONE)
    }

    /// The nearest binary fraction of 64 bits; `NaN` never comes of it.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::INFINITY)
    }

    /// The number in units of its last decimal.
    pub fn units(self) -> i128 {
        self.0
    }
}

/// Without decimals that say nothing: `12`, `0.5`.
impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let one = Decimal::ONE.unsigned_abs();
        let rest = format!("{:06}", units % one);
        match rest.trim_end_matches('0') {
            "" => write!(f, "{sign}{}", units / one),
            rest => write!(f, "{sign}{}.{rest}", units / one),
        }
    }
}

/// What a field of a row may be.
pub(super) trait Field {
    const KIND: Kind;
    const OPTIONAL: bool = false;

    fn value(&self) -> Value<'_>;
}

impl Field for &str {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Field for Cow<'_, str> {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Field for i64 {
    const KIND: Kind = Kind::Int;

    fn value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}

impl Field for Decimal {
    const KIND: Kind = Kind::Decimal;

    fn value(&self) -> Value<'_> {
        Value::Decimal(*self)
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Bool;

    fn value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

impl Field for RowState {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(match self {
            RowState::Absent => "absent",
            RowState::Read => "read",
            RowState::Short => "short",
            RowState::Long => "long",
        }))
    }
}

impl Field for Content {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(match self {
            Content::Blank => "blank",
            Content::Number(_) => "number",
            Content::Dash => "dash",
            Content::Nothing => "none",
            Content::Text => "text",
        }))
    }
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    const OPTIONAL: bool = true;

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Field::value)
    }
}

/// A row type: its fields are the columns of its table, and their comments say what they mean.
macro_rules! row {
    ($(#[doc = $of:literal])+ $name:ident in $table:ident {
        $($(#[doc = $about:literal])+ $field:ident: $kind:ty,)+
    }) => {
        $(#[doc = $of])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name<'a> {
            $($(#[doc = $about])+ pub $field: $kind,)+
        }

        impl<'a> $crate::tables::Row for $name<'a> {
            const TABLE: $crate::tables::Table = $crate::tables::Table::$table;

            const COLUMNS: &'static [$crate::tables::schema::Column] =
                &[$($crate::tables::schema::Column {
                    name: stringify!($field),
                    kind: <$kind as $crate::tables::schema::Field>::KIND,
                    optional: <$kind as $crate::tables::schema::Field>::OPTIONAL,
                    about: concat!($($about),+).trim_ascii_start(),
                },)+];

            fn values(&self) -> Vec<$crate::tables::Value<'_>> {
                vec![$($crate::tables::schema::Field::value(&self.$field),)+]
            }
        }
    };
}
pub(super) use row;
