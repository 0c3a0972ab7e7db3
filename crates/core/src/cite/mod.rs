//! Layer 7: the figures of another text (a speech, a summary, what a program wrote) against the facts of reports.
//!
//! Each number of the text ends in one of five ways ([`Support`]). What a number is about is determined by the words around it:
//! the mentions and rules of the kind say it first (`judged`), then the labels of the form (`names`, `cells`), then the
//! sentences of the reports (`wording`). Sums, shares and changes are worked out from the cells that are named (`worked`); `derived` goes
//! through the numbers in that order.
//! Everything that is known about words comes from the pack. Pure: nothing here reads a file.

mod answer;
mod cells;
mod derived;
mod documents;
mod in_tables;
mod judged;
mod names;
mod pick;
mod quotes;
mod size;
#[cfg(test)]
mod tests;
mod trends;
mod wording;
mod worked;

pub use documents::{Citations, CitedReport, cite_documents};

use self::cells::Facts;
use self::judged::Judgements;
use self::pick::Pick;
use crate::diagnostic::Record;
use crate::document::Document;
use crate::report::{Other, Prose, Report, Wanted};
use crate::rule::Rule;
use crate::text::{Lang, Number, Span};
use std::sync::Arc;

/// A report that a text is held against, and the rules that hold for it.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The report.
    pub report: &'a Report<'a>,
    /// Its rules.
    pub rules: &'a [Rule],
}

/// Whether reports bear a number out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// It stands in a report, as what the words say that it is.
    Stands,
    /// It follows from what stands there: a sum, a share, a change, or a rounded number.
    Follows,
    /// A report has the same number, but nothing says that it is this one.
    Unnamed,
    /// The words name a figure that is another one in the reports.
    Differs,
    /// No report has it.
    Absent,
}

impl Support {
    /// Every way to end, from the best on.
    pub const ALL: [Support; 5] = [
        Support::Stands,
        Support::Follows,
        Support::Unnamed,
        Support::Differs,
        Support::Absent,
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Support::Stands => "stands",
            Support::Follows => "follows",
            Support::Unnamed => "unnamed",
            Support::Differs => "differs",
            Support::Absent => "absent",
        }
    }

    /// Whether a text should not be published with such a number.
    pub fn is_wrong(self) -> bool {
        self >= Support::Differs
    }
}

/// How a number comes from what reports show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is the number of a cell.
    Cell,
    /// It stands in a sentence of a report.
    Sentence,
    /// A rule (by id) says so.
    Rule(String),
    /// It is the sum of cells.
    Sum,
    /// It is a part of a total, in per cent.
    Share,
    /// It is the change from one year to the next.
    Change,
    /// It is the sum over several reports.
    Reports,
    /// A report shows the number in another place.
    Elsewhere,
}

impl Derivation {
    /// The name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Derivation::Cell => "cell",
            Derivation::Sentence => "sentence",
            Derivation::Rule(_) => "rule",
            Derivation::Sum => "sum",
            Derivation::Share => "share",
            Derivation::Change => "change",
            Derivation::Reports => "reports",
            Derivation::Elsewhere => "elsewhere",
        }
    }
}

/// A figure of a report that a number rests on, or disagrees with.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// The report, by index.
    pub report: usize,
    /// Where it stands in it; `None` where it stands nowhere, as a zero for a blank cell.
    pub span: Option<Span>,
    /// The table and the cell, or the words of the sentence.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A number of a text, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Where it stands in the text, with its unit.
    pub span: Span,
    /// Its value; of a percentage that before the sign.
    pub value: Number,
    /// It is a percentage.
    pub percent: bool,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// The words in front of it that tell what it is.
    pub words: String,
    /// How it ended.
    pub support: Support,
    /// How it follows, or with what it disagrees.
    pub derivation: Option<Derivation>,
    /// The calculation, as a true sentence: `7 ÷ 12 = 58.3%`; empty for what stands in one place.
    pub formula: String,
    /// The figures of reports.
    pub bases: Vec<Basis>,
}

/// Holds the numbers of a text against reports. Dates, years, numbers of documents and of paragraphs are no figures.
pub fn cite(text: &Document, against: &[Against<'_>], lang: Lang) -> Vec<Cited> {
    let mut prose = Prose::of(&[], text);
    prose.tokenise();
    let prose = Arc::new(prose);
    let quotes = quotes::of_text(text, &prose);
    let wanted = Wanted::default();
    let records: Vec<Record> = against
        .iter()
        .map(|one| Record::of(one.report, &wanted))
        .collect();
    let others = others(against, &records);
    let pick = Pick::new(&records, against, text, &prose);
    let facts: Vec<Facts<'_>> = against.iter().map(Facts::new).collect();
    let judgements = Judgements::of((text, &prose), (against, &others), &pick, lang);
    let mut reader = derived::Reader {
        facts: &facts,
        pick: &pick,
        judgements: &judgements,
        sentences: wording::Sentences::new(against),
        last: None,
    };
    quotes.iter().map(|quote| reader.cited(quote)).collect()
}

/// For each report the one of the same body on the year before.
fn others<'a>(against: &[Against<'a>], records: &'a [Record]) -> Vec<Option<Other<'a>>> {
    let previous = |record: &Record| {
        let year = record.year? - 1;
        let same = |other: &Record| {
            !record.key.is_empty()
                && other.kind == record.kind
                && other.key == record.key
                && other.year == Some(year)
        };
        let at = records.iter().position(same)?;
        let report = against.get(at)?.report.clone();
        let record = records.get(at)?;
        Some(Other { report, record })
    };
    records.iter().map(previous).collect()
}
