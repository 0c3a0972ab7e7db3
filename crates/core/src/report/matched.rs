//! What a matcher found: matches, their groups, and words that are no match.

use crate::text::{Number, Span};
use std::ops::Range;

/// One match.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the pattern.
    pub pattern: usize,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Bytes of the folded text (for raw matchers those of the paragraph).
    pub range: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// The groups that took part.
    pub groups: Vec<Group>,
}

/// Words that a pattern matches and that are no match.
#[derive(Clone, Debug, PartialEq)]
pub struct Barred {
    /// Index of the pattern.
    pub pattern: usize,
    /// The exceptions that touch it, by index, with the places of their words; none where another match has its words.
    pub by: Vec<(usize, Span)>,
}

/// A group of a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub value: Captured,
}

/// A value read from prose.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Captured {
    /// A number; `approx` when it is "and some".
    Number {
        /// Exact value.
        value: Number,
        /// A word for "and some" stands with it.
        approx: bool,
    },
    /// A day as written; it may not exist.
    Date {
        /// Year.
        year: i32,
        /// Month.
        month: u8,
        /// Day.
        day: u8,
    },
    /// Folded text.
    Text(String),
}

impl Match {
    /// A group by name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.name == name)
    }
}

impl Captured {
    /// A number that is meant exactly.
    pub(super) fn exactly(value: Number) -> Self {
        Captured::Number {
            value,
            approx: false,
        }
    }
}
