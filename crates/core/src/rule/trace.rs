//! What the evaluations of a rule read. It is recorded only when somebody asks.

use super::check;
use super::model::Rule;
use super::node::Builtin;
use super::record::TraceRecorder;
use super::verdict::{Outcome, Verdict};
use crate::diagnostic::CellName;
use crate::report::{Report, TableSpec, Years};
use crate::text::{Lang, Span};

/// All that a rule did on a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// Why it did not run; then the rest is empty.
    pub skip: Option<Skip>,
    /// Its evaluations, in order.
    pub runs: Vec<Traced>,
    /// What it looked for besides: words that are nowhere, and exceptions with the matches that they bar.
    pub around: Vec<Read>,
}

impl Trace {
    /// The verdicts, those of [`super::evaluate`].
    pub fn verdicts(self) -> Vec<Verdict> {
        if self.skip.is_some() {
            return vec![Verdict::of("", Outcome::NotApplicable)];
        }
        let runs = self.runs.into_iter();
        runs.map(|run| Verdict::of(run.instance, run.outcome))
            .collect()
    }
}

/// Why a rule does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// The text is no report of any known kind.
    NoReport,
    /// Texts like this are not judged; why.
    Refused(String),
    /// The report is of another kind (by id).
    Kind(String),
    /// The options switch it off.
    Off,
    /// It holds reports against others, and the report is checked by itself.
    Alone,
    /// A pack above switches it off.
    SwitchedOff,
    /// The report does not get the pack (by id) that has it.
    Pack(String),
    /// It is for other years than the one that is reported on.
    Year(i32, Years),
    /// It has no expressions for the form (by id) that the tables follow.
    Form(String),
}

/// One evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// Which instance: a row, a column, a sentence; empty when there is one only.
    pub instance: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What is said about it: the message of a finding, the reason why it is undecided. The linter has the words.
    pub said: String,
    /// The mistake behind a finding, as far as arithmetic can tell. The linter has the words.
    pub cause: String,
    /// What it read.
    pub seen: Seen,
}

/// What one evaluation saw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// What it read, in the order in which it was first read.
    pub reads: Vec<Read>,
    /// The comparisons that were made, as true sentences: `12 = 7 + 5`, `13 ≠ 12`.
    pub sums: Vec<String>,
    /// The comparisons of its condition.
    pub conditions: Vec<String>,
}

/// Something that an evaluation looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it is.
    pub source: Source,
    /// What it decides.
    pub role: Role,
    /// Its name in rules: `table[row, column]`, the id of a mention or section, a group, a pattern.
    pub id: String,
    /// What people call it; empty where `source` says all.
    pub name: String,
    /// What was read; empty where nothing is there.
    pub text: String,
    /// Where it stands; `None` where nothing is there, or where it comes from no single place.
    pub span: Option<Span>,
    /// Its names, when it is a cell.
    pub cell: Option<CellName>,
    /// The row of a table that it stands in or is about.
    pub place: Option<TableRow>,
    /// The cell is blank, and the sums of its table say that it stands for this.
    pub assumed: bool,
}

/// A row of a table, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Id of the table.
    pub table: String,
    /// Id of the row; empty where it is no single one.
    pub row: String,
}

/// Kinds of thing that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A cell of a table.
    Cell,
    /// The value of a mention.
    Mention,
    /// A value of another report.
    Other,
    /// Whether, where and how often a mention or a value is there.
    Presence,
    /// A group of the rule's own pattern.
    Group,
    /// A value that every report has.
    Fact(Builtin),
    /// A parameter of the pack.
    Param,
    /// Words that are looked for in a sentence or a part of the text.
    Words,
    /// How a value is worded.
    Wording,
    /// The rule's own pattern.
    Match,
    /// A pattern that bars a match.
    Exception,
    /// A wrong term.
    Term,
    /// The heading of a section.
    Heading,
    /// A part of the text, as far as it is there and how long it is.
    Part,
    /// A part of the text in which something is looked for.
    Scope,
    /// A topic of a section.
    Topic,
    /// A total or a part of a sum in a sentence.
    Figure,
    /// A label or head of a table.
    Label,
    /// A table.
    Table,
    /// A bracket or quotation mark.
    Mark,
    /// The number of a sub-heading.
    Ordinal,
}

/// What a value decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Whether the rule holds.
    #[default]
    Check,
    /// Whether it applies.
    When,
    /// How grave a finding is.
    Soften,
}

impl Read {
    /// Something that stands at a place.
    pub(super) fn found(source: Source, id: impl Into<String>, text: &str, span: Span) -> Self {
        Read {
            text: text.to_owned(),
            span: Some(span),
            ..Read::absent(source, id)
        }
    }

    /// Something that is not there.
    pub(super) fn absent(source: Source, id: impl Into<String>) -> Self {
        Read {
            source,
            role: Role::Check,
            id: id.into(),
            name: String::new(),
            text: String::new(),
            span: None,
            cell: None,
            place: None,
            assumed: false,
        }
    }

    /// In a row of a table, or in a table.
    pub(super) fn of(mut self, table: &TableSpec, row: &str) -> Self {
        self.place = Some(TableRow {
            table: table.id.clone(),
            row: row.to_owned(),
        });
        self
    }

    /// With a name for people.
    pub(super) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }
}

/// Evaluates a rule on a report and keeps what it read. The outcomes are those of [`super::evaluate`].
pub fn trace(rule: &Rule, report: &Report<'_>, lang: Lang) -> Trace {
    match check::plan(rule, report) {
        Ok(program) => {
            let one = |report: &Report<'_>| {
                let mut record = TraceRecorder::default();
                let verdicts = check::run(rule, report, program, lang, &mut record);
                record.trace(rule, verdicts)
            };
            let mut trace = one(report);
            for round in check::rounds(report, program) {
                let further = one(&round);
                trace.runs.extend(further.runs);
                trace.around.extend(further.around);
            }
            trace
        }
        Err(skip) => Trace {
            skip: Some(skip),
            ..Trace::default()
        },
    }
}
