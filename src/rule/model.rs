//! A rule as data: what a pack says, compiled against the kind's names.

use super::node::Node;
use crate::diagnostic::{Applicability, Class, Severity};
use crate::report::{Matcher, Scope, Years};
use crate::text::{Lang, Number, Pattern};

/// A text in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in a language; the other one where it is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Id, unique in all packs that are loaded together.
    pub id: String,
    /// The pack that it comes from.
    pub pack: String,
    /// What it demands, in a line.
    pub title: Words,
    /// What a finding says; `{name}` stands for a value of the evaluation.
    pub message: Words,
    /// What to do about it; may hold the same values.
    pub help: Words,
    /// Why there is such a rule.
    pub why: Words,
    /// The regulation or form that says so.
    pub source: String,
    /// How grave a finding is.
    pub severity: Severity,
    /// What may be done about a finding.
    pub class: Class,
    /// The years of report that it is for.
    pub years: Years,
    /// For each form of the kind: the expressions, or `None` where the rule does not apply.
    pub programs: Vec<Option<Program>>,
    /// What is checked.
    pub check: Check,
    /// A number that explains the difference lowers the severity to this.
    pub explained: Option<Severity>,
    /// Blank cells count as zero.
    pub blank_is_zero: bool,
    /// What "equal" means.
    pub tolerance: Tolerance,
    /// A text that mends the finding in place of what the primary label covers; `{name}` as in messages.
    pub fix: Option<FixSpec>,
    /// Examples, which are its tests.
    pub cases: Vec<Case>,
}

/// The expressions of a rule, compiled for one form.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// What the rule goes through.
    pub each: Each,
    /// The rule applies only where this holds.
    pub when: Option<Node>,
    /// Named values for messages and for `check`.
    pub lets: Vec<(String, Node)>,
    /// What must hold. Kinds other than `check` and `match` have none.
    pub check: Option<Node>,
    /// Where the finding is drawn, if not at the value that does not fit.
    pub at: Option<Node>,
    /// Where this holds, the severity is the one given.
    pub soften: Option<(Node, Severity)>,
}

/// What a rule goes through: one evaluation each.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Each {
    /// Nothing: one evaluation for a report.
    #[default]
    Once,
    /// Rows of a table, bound to a name.
    Rows {
        /// The name.
        name: String,
        /// Index of the table.
        table: usize,
        /// Indexes of the rows.
        rows: Vec<usize>,
    },
    /// Columns of a table, bound to a name.
    Columns {
        /// The name.
        name: String,
        /// Index of the table.
        table: usize,
        /// Indexes of the columns.
        columns: Vec<usize>,
    },
    /// The places where a mention was found.
    Mention(usize),
    /// The sentences that hold all mentions that the check needs.
    Sentence,
}

/// What "equal" means for numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Tolerance {
    /// Exactly equal.
    #[default]
    Exact,
    /// Equal within what the printed decimals leave open: half a unit of the last decimal for each operand.
    Printed,
    /// The difference is at most this.
    Absolute(Number),
}

/// How a finding is mended in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct FixSpec {
    /// What takes the place of the primary label's text.
    pub text: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
}

/// The closed set of things that a rule can check.
#[derive(Clone, Debug)]
pub enum Check {
    /// An expression over facts, mentions and dates.
    Expression,
    /// Words in prose; with an expression over their groups, or simply forbidden.
    Match(Matcher),
    /// Words that must stand somewhere.
    Require {
        /// Where.
        scope: Vec<Scope>,
        /// Any of these is enough.
        any_of: Vec<Pattern>,
        /// Where the finding is drawn: the first heading or paragraph of the scope that holds this.
        near: Option<Pattern>,
    },
    /// The headings of the first level against the sections of the kind.
    Sections(SectionFault),
    /// Topics that a section must speak of.
    Topics {
        /// The section.
        section: usize,
        /// The topics.
        topics: Vec<Topic>,
        /// What is reported.
        fault: TopicFault,
    },
    /// Wrong terms and the right ones.
    Terms {
        /// Where.
        scope: Vec<Scope>,
        /// The terms.
        terms: Vec<Term>,
    },
    /// A total and its parts in a sentence.
    Breakdown(Breakdown),
    /// The content of cells.
    Cells {
        /// Indexes of the tables, by form.
        tables: Vec<String>,
        /// What is reported.
        fault: CellFault,
    },
    /// The version of the tables against the year.
    Form,
    /// Row labels, group labels and column heads.
    Labels(LabelFault),
    /// Brackets and quotation marks that belong together.
    Pairs(Vec<(char, char)>),
    /// Sub-headings of a section are numbered without gap or repeat.
    Numbering {
        /// Where.
        scope: Vec<Scope>,
        /// The level of the numbers.
        level: u8,
    },
    /// Tables that are not there or cannot be read.
    Tables(TableFault),
}

/// What may be wrong with sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionFault {
    /// It is not there.
    Missing,
    /// It has another title.
    Renamed,
    /// It has a tolerated title that is not the official one.
    Variant,
    /// It stands in another place.
    Order,
    /// It is there twice.
    Repeated,
    /// The kind knows no such section.
    Extra,
    /// Its number is not that of its place.
    Number,
}

/// A topic of a section.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its official name.
    pub name: String,
    /// A sub-heading or the text speaks of it when it holds one of these.
    pub words: Pattern,
    /// A sub-heading that names it officially holds this.
    pub official: Pattern,
}

/// What may be wrong with topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicFault {
    /// Neither a sub-heading nor the text speaks of it.
    Missing,
    /// The text speaks of it, but no sub-heading does.
    Unnamed,
    /// Its sub-heading uses other words than the official ones.
    Variant,
}

/// A wrong term.
#[derive(Clone, Debug)]
pub struct Term {
    /// How it reads; the finding covers the group `at`, or the whole match.
    pub matcher: Matcher,
    /// What it should be.
    pub right: String,
    /// A reason of its own.
    pub note: Words,
}

/// How sums inside sentences are found.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// What is reported: parts above the total, or below.
    pub fault: SumFault,
    /// Where.
    pub scope: Vec<Scope>,
    /// Words that open a list of parts.
    pub opens: Pattern,
    /// Words that open a list that claims to be complete.
    pub complete: Pattern,
    /// A part whose clause holds this ends the list.
    pub stops: Pattern,
    /// A number whose clause holds this is no part and no total.
    pub ignores: Pattern,
    /// A part whose clause holds this may be left out of the sum.
    pub optional: Pattern,
    /// Units that count neither as total nor as part.
    pub units: Vec<String>,
    /// Parts below the total are reported when they miss it by at most this.
    pub near: Number,
    /// … or by at most this share of the total, in percent. In either case they cover at least `covers` of it.
    pub near_share: Number,
    /// The least share of the total that the parts must cover for a narrow miss, in percent.
    pub covers: Number,
}

/// What may be wrong with a sum in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumFault {
    /// The parts are more than the total.
    Over,
    /// The parts are less than the total, though the list is complete or they miss it narrowly.
    Short,
}

/// What may be wrong with cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// Nothing in it.
    Blank,
    /// A stroke or a word for "none".
    Placeholder,
    /// A number below zero.
    Negative,
    /// A number with a fraction.
    Fraction,
    /// A number with a unit.
    Unit,
    /// Text that is no number.
    Text,
    /// Full-width digits.
    Width,
}

/// What may be wrong with labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelFault {
    /// A row label differs from the official one.
    Variant,
    /// The label of a group of rows is not there.
    Group,
    /// A column head is not there, or not often enough.
    Head,
}

/// What may be wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// It was not found.
    Absent,
    /// Rows of it were not found.
    Rows,
    /// Rows have too few or too many cells.
    Width,
}

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
    pub span: crate::text::Span,
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
