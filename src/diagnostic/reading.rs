//! What was read in a report, for outputs that draw the report itself.

use crate::text::Span;

/// What was read in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Where its title stands.
    pub title: Option<Span>,
    /// The headings of its sections.
    pub headings: Vec<Span>,
    /// The tables of its form that were found.
    pub tables: Vec<ReadTable>,
    /// What the rules hold the cells to.
    pub sums: Vec<Sum>,
}

/// A table of the form, as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// Its title.
    pub title: String,
    /// From its first label to its last value.
    pub span: Span,
    /// The labels of its columns.
    pub columns: Vec<String>,
    /// The rows that were read.
    pub rows: Vec<ReadRow>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRow {
    /// What people call it.
    pub name: String,
    /// Its label in the text.
    pub label: Option<Span>,
    /// For each column of the table its cell; `None` where the row has none.
    pub cells: Vec<Option<Span>>,
}

/// A comparison of cells that a rule made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Id of the rule.
    pub rule: String,
    /// Which instance of it; empty when there is only one.
    pub instance: String,
    /// It holds.
    pub holds: bool,
    /// What was compared, as a true sentence: `12 = 7 + 5`, `13 ≠ 12`.
    pub said: String,
    /// The cells in it.
    pub cells: Vec<Span>,
}
