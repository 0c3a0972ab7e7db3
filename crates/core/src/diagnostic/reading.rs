//! What was read in a report, for outputs that show more than findings.

use super::ReadTable;
use crate::text::Span;

/// What was read in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Where its title stands.
    pub title: Option<Span>,
    /// The headings of its sections.
    pub headings: Vec<Span>,
    /// The tables of its form, in its order.
    pub tables: Vec<ReadTable>,
    /// What the rules hold the cells to, where it is asked for.
    pub sums: Vec<Sum>,
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
