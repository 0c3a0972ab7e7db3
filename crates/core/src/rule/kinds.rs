//! The kinds of check: a closed set. What each looks for comes from the pack.

use crate::report::{Matcher, MentionId, Scope, SectionId};
use crate::text::{Bilingual, Number, Pattern};
use serde::{Deserialize, Serialize};

/// The closed set of things that a rule can check.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
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
        section: SectionId,
        /// The topics.
        topics: Vec<Topic>,
        /// What is reported.
        fault: TopicFault,
    },
    /// Wrong terms and the right ones.
    Terms(Vec<Term>),
    /// A total and its parts in a sentence.
    Breakdown(Box<Breakdown>),
    /// The content of cells.
    Cells {
        /// Ids of the tables; empty means all.
        tables: Vec<String>,
        /// Ids of rows and row groups; empty means all.
        rows: Vec<String>,
        /// What is reported.
        fault: CellFault,
    },
    /// The version of the tables against the year.
    Form,
    /// Row labels, group labels and column heads.
    Labels(LabelFault),
    /// Brackets and quotation marks that belong together.
    Pairs(Vec<(char, char)>),
    /// Sub-headings of a section are numbered without gap or repeat; those of the highest level over all sections.
    Numbering {
        /// Where.
        scope: Vec<Scope>,
        /// The level of the numbers.
        level: u8,
    },
    /// Sentences that stand there twice.
    Twice {
        /// Where.
        scope: Vec<Scope>,
        /// The shortest of them within one section, in characters; twice as long in two sections.
        least: usize,
    },
    /// Tables that are not there or cannot be read.
    Tables(TableFault),
    /// Sentences that another report has, too.
    Copied(Copied),
    /// Another report of the same body and year that stands in its place. The mentions say which of two is
    /// the later one: the first date that is there counts.
    Replaced(Vec<MentionId>),
}

/// Which sentences are looked for, and how many are a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// The report that they may be copied from.
    pub from: CopiedFrom,
    /// The sections, each for itself.
    pub sections: Vec<SectionId>,
    /// At least so many sentences …
    pub sentences: usize,
    /// … and at least so many of a hundred of the section.
    pub percent: usize,
}

/// A report that sentences may be copied from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopiedFrom {
    /// The same body's of the year before.
    Previous,
    /// One of another body.
    Others,
}

/// What may be wrong with sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The text ends in it, with sections still to come.
    Cut,
    /// Whole sections are there, others before or behind them are not.
    Part,
}

/// A topic of a section.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// Its official name.
    pub name: String,
    /// A sub-heading or the text speaks of it when it holds one of these.
    pub words: Pattern,
    /// A sub-heading that names it officially holds this.
    pub official: Pattern,
}

/// What may be wrong with topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicFault {
    /// Neither a sub-heading nor the text speaks of it.
    Missing,
    /// The text speaks of it, but no sub-heading does.
    Unnamed,
    /// Its sub-heading uses other words than the official ones.
    Variant,
}

/// A wrong term.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Term {
    /// How it reads; the finding covers the group `at`, or the whole match.
    pub matcher: Matcher,
    /// What it should be.
    pub right: String,
    /// A reason of its own.
    pub note: Bilingual,
    /// It may be put right unseen.
    pub safe: bool,
}

/// How sums inside sentences are found.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
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
    /// What stands right behind a part of a list that does not name all parts; words that open such a list.
    pub partial: Pattern,
    /// The name of a last part that stands for all others: the list names all parts.
    pub others: Option<Pattern>,
    /// What joins the last part of a list that names all parts, right behind the part before it.
    pub joins: Option<Pattern>,
    /// The name of a first part that was picked from the total: the list does not name all parts.
    pub chosen: Option<Pattern>,
    /// The words right before a total that stands behind its parts.
    pub concludes: Option<Pattern>,
    /// The words right before a round number that is not meant exactly.
    pub about: Option<Pattern>,
    /// Parts overlap in all likelihood: they may add up to more than their total.
    pub overlaps: Option<Pattern>,
    /// Names of parts by classification: a list does not end between two parts of one.
    pub classes: Vec<Pattern>,
    /// Names of two parts that are all there is: one finds its group `a`, the other its group `b`.
    pub halves: Vec<Pattern>,
    /// Units that count neither as total nor as part.
    pub units: Vec<String>,
    /// Parts below the total are reported when they miss it by at most this.
    pub near: Number,
    /// … or by at most this share of the total, in percent. In either case they cover at least `covers` of it.
    pub near_share: Number,
    /// The least share of the total that the parts must cover for a narrow miss, in percent.
    pub covers: Number,
    /// A total of at least so many digits that differs from the sum of three parts or more in one digit, or by two that
    /// changed places, is reported; 0: never.
    pub slip_digits: usize,
}

/// What may be wrong with a sum in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SumFault {
    /// The parts are more than the total.
    Over,
    /// The parts are less than the total, though the list is complete or they miss it narrowly.
    Short,
}

/// What may be wrong with cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LabelFault {
    /// A row label differs from the official one.
    Variant,
    /// The label of a group of rows is not there.
    Group,
    /// A column head is not there, or not often enough.
    Head,
}

/// What may be wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableFault {
    /// It was not found.
    Absent,
    /// Rows of it were not found.
    Rows,
    /// Rows have too few or too many cells.
    Width,
    /// Blank cells of many rows were dropped: which value is of which column cannot be determined.
    Lost,
}
