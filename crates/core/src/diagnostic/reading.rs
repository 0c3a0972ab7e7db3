//! What was read in a report, for outputs that show more than findings.

use super::{Counts, ReadTable, RowState};
use crate::text::{Number, Span};

/// What was read in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Where its title stands.
    pub title: Option<Span>,
    /// The headings of its sections.
    pub headings: Vec<Span>,
    /// The tables of its form, in its order.
    pub tables: Vec<ReadTable>,
    /// The place of the body and the places above it, by the gazetteer, the largest first; empty where that is not certain.
    pub division: Vec<Division>,
    /// What its prose says, where it is asked for.
    pub mentions: Vec<ReadMention>,
    /// The figures in its prose that no mention reads, so that no rule knows them, where it is asked for.
    pub unread_figures: Vec<UnreadFigure>,
    /// How the evaluations of each rule ended, where it is asked for.
    pub outcomes: Vec<RuleOutcome>,
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

impl Reading {
    /// Rows of the form that were not found, or whose values could not be distinguished.
    pub fn rows_unread(&self) -> usize {
        let rows = self.tables.iter().flat_map(|t| &t.rows);
        rows.filter(|row| row.state != RowState::Read).count()
    }
}

/// An administrative division.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division {
    /// Its code, with the six digits of GB/T 2260.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Something that the prose of a report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadMention {
    /// Id of the mention in the kind.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The part of the text: the id of its section, `head`, `tail` or `table`.
    pub part: String,
    /// Where it stands.
    pub span: Span,
    /// The values in it.
    pub groups: Vec<ReadGroup>,
}

/// A value in a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadGroup {
    /// Its name in the pattern.
    pub name: String,
    /// The number, where it is one.
    pub number: Option<Number>,
    /// The number is "and some".
    pub approximate: bool,
    /// The day, where it is one: `2024-01-31`.
    pub date: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A figure in prose that nothing reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFigure {
    /// The part of the text: the id of its section, `head` or `tail`.
    pub part: String,
    /// Its value.
    pub value: Number,
    /// It is "and some".
    pub approximate: bool,
    /// Where it stands, with its unit.
    pub span: Span,
}

/// How the evaluations of a rule ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleOutcome {
    /// Id of the rule.
    pub rule: String,
    /// How many ended how.
    pub counts: Counts,
    /// Why the first that is undecided is, in a sentence.
    pub reason: Option<String>,
}
