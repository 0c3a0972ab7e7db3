//! Typed tokens.

use crate::text::Number;
use std::ops::Range;

/// A token in folded prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of token.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A number with an optional unit. `number` is the range of its digits.
    Quantity {
        /// Exact value; a scale (万) is multiplied in.
        value: Number,
        /// The range of the digits alone.
        number: Range<usize>,
        /// The range of the unit; empty when there is none.
        unit: Range<usize>,
        /// A word for "and some" (余, 多) stands with it.
        approx: bool,
    },
    /// A percentage.
    Percent(Number),
    /// A day. It may not exist in the calendar.
    Date {
        /// Year.
        year: i32,
        /// Month as written.
        month: u8,
        /// Day as written.
        day: u8,
    },
    /// A month and day without a year.
    MonthDay {
        /// Month as written.
        month: u8,
        /// Day as written.
        day: u8,
    },
    /// A year.
    Year(i32),
    /// 《…》.
    Title,
    /// The year and number of an official document.
    DocumentNumber,
    /// A place in a series, a time of day, a range: figures that count nothing.
    Other,
}

/// How a paragraph is numbered: the level follows official style (一、 1; （一） 2; 1. 3; （1） 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// 1 to 4.
    pub level: u8,
    /// The number itself.
    pub ordinal: u32,
}

/// How a paragraph begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its number.
    pub numbering: Numbering,
    /// The range of the number.
    pub number: Range<usize>,
    /// The range of its first words, up to the first full stop or colon.
    pub lead: Range<usize>,
}

/// What a table cell holds.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum CellText {
    /// Nothing.
    Blank,
    /// A number, with a unit or not.
    Number {
        /// Exact value.
        value: Number,
        /// A unit stands in the cell.
        unit: bool,
    },
    /// A stroke that stands for "none".
    Dash,
    /// A word that stands for "none".
    Nothing,
    /// Anything else.
    Text,
}

impl Token {
    /// Moves the token by a number of bytes.
    pub fn shift(&mut self, by: usize) {
        let moved = |r: &Range<usize>| r.start + by..r.end + by;
        self.range = moved(&self.range);
        if let TokenKind::Quantity { number, unit, .. } = &mut self.kind {
            *number = moved(number);
            *unit = moved(unit);
        }
    }
}
