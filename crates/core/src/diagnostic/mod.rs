//! Layer 1: what is said about a document. Plain data; `output` and the language server draw it.

mod baseline;
mod cause;
mod fingerprint;
mod lint_result;
mod reading;
mod record;
mod statistics;
mod tables;
mod timings;

pub use baseline::{Baseline, Entry, Key, Vanished};
pub use cause::{Candidate, Cause, Correction, Excerpt, ExcerptCell, Line};
pub use fingerprint::{digest, fingerprint, former_fingerprint};
pub use lint_result::{
    Acceptance, Accepted, AcceptedBy, Counts, LintResult, ReportTally, Section, Summary, Undecided,
    UsedPack,
};
pub use reading::{Division, ReadGroup, ReadMention, Reading, RuleOutcome, Sum, UnreadFigure};
pub use record::{Record, Sentence, Spot};
pub use statistics::{Statistics, Tally};
pub use tables::{Axis, Content, ReadCell, ReadColumnId, ReadRow, ReadTable, RowState, found};
pub use timings::{Spent, Stage, Timings};

use crate::text::{Edit, Span};
use serde::{Deserialize, Serialize};

/// How grave a finding is. It decides the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth a look.
    Info,
    /// A careful auditor would sign it.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The name in rule files, JSON and options.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Severity::Info, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|s| s.name() == name)
    }
}

/// What may be done about a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Class {
    /// It has to be corrected.
    #[default]
    Hard,
    /// It may stand with a written reason.
    Explain,
    /// It may be ignored.
    Hint,
}

impl Class {
    /// The name in rule files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Class::Hard => "hard",
            Class::Explain => "explain",
            Class::Hint => "hint",
        }
    }

    /// The class of a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Class::Hard, Class::Explain, Class::Hint]
            .into_iter()
            .find(|c| c.name() == name)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Id of the rule.
    pub rule: String,
    /// The short name of what is wrong, as a heading; empty for what is said about packs.
    pub fault: String,
    /// How grave it is.
    pub severity: Severity,
    /// What may be done about it.
    pub class: Class,
    /// What was found and what was expected, in one sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The regulation or form that says so.
    pub source: Option<String>,
    /// Places; at most one is primary, and it comes first. Empty when the finding has no place.
    pub labels: Vec<Label>,
    /// What it is about where it has no place: the values of its check, the same in all languages.
    pub values: Vec<String>,
    /// Places in other files that it has to do with.
    pub elsewhere: Vec<Elsewhere>,
    /// Ways to fix it.
    pub fixes: Vec<Fix>,
    /// The mistake behind it, where arithmetic was asked for one.
    pub cause: Option<Box<Cause>>,
}

impl Diagnostic {
    /// A finding with nothing but its rule and its message.
    pub fn new(rule: &str, severity: Severity, class: Class, message: String) -> Self {
        Diagnostic {
            rule: rule.to_owned(),
            fault: String::new(),
            severity,
            class,
            message,
            help: None,
            source: None,
            labels: Vec::new(),
            values: Vec::new(),
            elsewhere: Vec::new(),
            fixes: Vec::new(),
            cause: None,
        }
    }
}

/// A place with a word about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there or what is wrong with it; may be empty.
    pub message: String,
    /// The place that the finding is about.
    pub primary: bool,
    /// The names of the table, row and column, when the place is a cell.
    pub cell: Option<CellName>,
}

impl Label {
    /// The place that a finding is about, without a word.
    pub fn primary(span: Span) -> Self {
        Label {
            span,
            message: String::new(),
            primary: true,
            cell: None,
        }
    }
}

/// A place in another file, with all that is needed to draw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Path of the file, or its name.
    pub path: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// Its column in characters, counted from 1.
    pub column: usize,
    /// How many characters of the line it covers; at least one.
    pub length: usize,
    /// The whole line.
    pub text: String,
    /// What stands there.
    pub message: String,
}

/// How a person finds a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellName {
    /// Title of the table.
    pub table: String,
    /// Label of the row.
    pub row: String,
    /// Label of the column; empty in a table of one column, which needs none.
    pub column: String,
}

impl CellName {
    /// Row and column in one line.
    pub fn title(&self) -> String {
        match self.column.is_empty() {
            true => self.row.clone(),
            false => format!("{} \u{b7} {}", self.row, self.column),
        }
    }
}

/// A way to fix a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does.
    pub message: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Applicability {
    /// Right whenever the finding is.
    Safe,
    /// A person has to agree.
    Suggestion,
}

impl Applicability {
    /// The name in rule files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Suggestion => "suggestion",
        }
    }
}

impl Diagnostic {
    /// The findings that were folded into it; itself where none were.
    pub fn parts(&self) -> Vec<&Diagnostic> {
        let folded = self.cause.iter().flat_map(|c| &c.findings);
        let folded: Vec<&Diagnostic> = folded.collect();
        if folded.is_empty() {
            vec![self]
        } else {
            folded
        }
    }

    /// The primary label, else the first one.
    pub fn primary(&self) -> Option<&Label> {
        self.labels
            .iter()
            .find(|l| l.primary)
            .or_else(|| self.labels.first())
    }
}
