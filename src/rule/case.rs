//! Examples of rules.

use crate::text::Span;

/// An example of a rule, and its test.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What must come of it.
    pub expect: Expect,
    /// Changes to the kind's sample report.
    pub edits: Vec<(CaseEdit, String)>,
    /// The text at the primary label, when it is stated.
    pub at: Option<String>,
    /// A word about it.
    pub note: String,
    /// Bytes of the pack file where it stands.
    pub span: Span,
}

/// What a case expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expect {
    /// The rule reports nothing.
    #[default]
    Pass,
    /// The rule reports something.
    Fail,
    /// The rule cannot decide.
    Unknown,
}

/// What a case changes in the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseEdit {
    /// The whole text.
    Text,
    /// The title.
    Title,
    /// What stands between title and first section.
    Head,
    /// The text of a section (by id).
    Section(String),
    /// The heading of a section (by id).
    Heading(String),
    /// The signature.
    Tail,
    /// The content of cells, by selector.
    Cell(String),
    /// The label of a row, by `table.row`.
    Label(String),
    /// The form of the tables.
    Form,
    /// The body that reports.
    Body,
}
