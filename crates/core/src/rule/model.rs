//! A rule as data: what a pack says, compiled against the kind's names.

use super::case::Case;
use super::kinds::Check;
use super::linear::Instance;
use super::node::Node;
use crate::diagnostic::{Applicability, Class, Severity};
use crate::report::{ColumnId, MentionId, RowId, TableId, Years};
use crate::text::{Bilingual, Deferred, Derived, Lang, Number, Pattern, Span};
use serde::{Deserialize, Serialize};

/// A rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// Id, unique in all packs that are loaded together.
    pub id: String,
    /// The pack that defines it.
    pub pack: String,
    /// Where it is defined.
    pub place: Deferred<Place>,
    /// What it demands, in a line.
    pub title: Deferred<Bilingual>,
    /// The short name of what is wrong where it fails; may be missing, see [`Rule::fault`].
    pub fault: Deferred<Bilingual>,
    /// What a finding says; `{name}` stands for a value of the evaluation.
    pub message: Deferred<Bilingual>,
    /// What to do about it; may hold the same values.
    pub help: Deferred<Bilingual>,
    /// Why there is such a rule.
    pub why: Deferred<Bilingual>,
    /// The regulation or form that says so.
    pub source: String,
    /// Why it is about to go and what to use, where it is.
    pub deprecated: String,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// How grave a finding is.
    pub severity: Severity,
    /// What may be done about a finding.
    pub class: Class,
    /// The years of report that it is for.
    pub years: Years,
    /// For each form of the kind: the expressions, or `None` where the rule does not apply.
    pub programs: Vec<Option<Deferred<Program>>>,
    /// What is checked.
    pub check: Check,
    /// A number that explains the difference lowers the severity to this.
    pub explained: Option<Severity>,
    /// Blank cells count as zero.
    pub blank_is_zero: bool,
    /// What "equal" means.
    pub tolerance: Tolerance,
    /// A text that fixes the finding in place of what the primary label covers; `{name}` as in messages.
    pub fix: Option<FixSpec>,
    /// A sentence that begins so belongs to the one before.
    pub joins: Option<Pattern>,
    /// Sentences that it says nothing about: exceptions that packs above have added.
    pub except: Vec<Pattern>,
    /// It holds the report against other reports.
    pub others: bool,
    /// A pack above has switched it off.
    pub off: bool,
    /// Packs above may tighten it, not relax it.
    pub locked: bool,
    /// Examples, which are its tests. Linting does not need them.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

impl Rule {
    /// Its id, and those that it had before.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let former = self.formerly.iter().map(String::as_str);
        std::iter::once(self.id.as_str()).chain(former)
    }

    /// The short name of what is wrong: the title where a pack gives none in the language, the id where there is neither.
    pub fn fault(&self, lang: Lang) -> &str {
        let own = |words: &Bilingual| words.has(lang);
        let other = !own(&self.title) && !self.fault.is_empty();
        match own(&self.fault) || other {
            true => self.fault.get(lang),
            false if self.title.is_empty() => &self.id,
            false => self.title.get(lang),
        }
    }
}

/// A place in a pack file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path of the file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The same in bytes.
    pub span: Span,
}

/// The expressions of a rule, compiled for one form.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
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
    /// What it says about the cells of its form.
    pub(super) instances: Derived<Vec<Instance>>,
}

impl Program {
    /// Calls `see` for all parts of all expressions, those that read other reports as well.
    pub fn nodes(&self, see: &mut impl FnMut(&Node)) {
        let lets = self.lets.iter().map(|(_, node)| node);
        let parts = [&self.when, &self.check, &self.at];
        let soft = self.soften.as_ref().map(|(node, _)| node);
        let all = lets.chain(parts.into_iter().flatten()).chain(soft);
        let mut see = |node: &Node| {
            see(node);
            // what is read of other reports reads no further ones
            if let Node::Others { by_form, .. } = node {
                by_form.iter().flatten().for_each(|n| n.walk(see));
            }
        };
        all.for_each(|node| node.walk(&mut see));
    }
}

/// What a rule goes through: one evaluation each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Each {
    /// Nothing: one evaluation for a report.
    #[default]
    Once,
    /// Rows of a table, bound to a name.
    Rows {
        /// The name.
        name: String,
        /// The table.
        table: TableId,
        /// The rows.
        rows: Vec<RowId>,
    },
    /// Columns of a table, bound to a name.
    Columns {
        /// The name.
        name: String,
        /// The table.
        table: TableId,
        /// The columns.
        columns: Vec<ColumnId>,
    },
    /// Rows of a table that no form prescribes, bound to a name; each with every column where a second one is bound.
    Free {
        /// The name.
        name: String,
        /// The name that is bound to columns.
        column: Option<String>,
        /// The table.
        table: TableId,
        /// The level of the rows; all where there is none.
        level: Option<usize>,
        /// The columns.
        columns: Vec<ColumnId>,
    },
    /// The places where a mention was found.
    Mention(MentionId),
    /// The sentences that hold all mentions that the check needs.
    Sentence,
}

/// What "equal" means for numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Tolerance {
    /// Exactly equal.
    #[default]
    Exact,
    /// Equal within what the printed decimals leave open: half a unit of the last decimal for each operand.
    Printed,
    /// The difference is at most this.
    Absolute(Number),
}

/// How a finding is fixed in the text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FixSpec {
    /// The part of the primary label's text that is replaced: the group `at`, or all that matches. Without a match
    /// there is no fix; `None` means all of the text.
    pub part: Option<Pattern>,
    /// What takes its place; `{name}` as in messages.
    pub text: String,
    /// Signs that are exchanged one by one, in place of `text`.
    pub signs: Vec<(char, String)>,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
}

/// Whether a rule is meant by its id, or by a beginning that ends in `*`.
pub fn names(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => id.starts_with(beginning),
        None => pattern == id,
    }
}
