//! A body over the years: its reports, what was found in them, its main figures.

use super::SeriesFinding;
use crate::diagnostic::{CellName, Severity};
use crate::text::Number;

/// A body over the years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyLine {
    /// Id of the kind of its reports.
    pub kind: String,
    /// Its name in its last report.
    pub body: String,
    /// Other names that it had before.
    pub former: Vec<String>,
    /// One entry for each year of the overview.
    pub years: Vec<BodyYear>,
    /// The main figures of its kind, a value for each year.
    pub figures: Vec<(CellName, Vec<Option<Number>>)>,
    /// What the year before leaves and this year takes up: indexes into the figures.
    pub carried: Option<(usize, usize)>,
}

/// How a body stands in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearState {
    /// Before its first report, or after its last one.
    #[default]
    Outside,
    /// No report, though there is one before and one after.
    Gap,
    /// A report, but none of the year before.
    First,
    /// A report, and one of the year before.
    Follows,
}

/// A year of a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyYear {
    /// The year.
    pub year: i32,
    /// How the body stands in it.
    pub state: YearState,
    /// Its reports; the last one counts.
    pub reports: Vec<String>,
    /// When that one was published, where it is known.
    pub dated: Option<String>,
    /// That one came too late.
    pub late: bool,
    /// What rules on other reports found in all of them.
    pub findings: Vec<SeriesFinding>,
    /// How many findings were accepted before.
    pub accepted: usize,
    /// What the report of the year before leaves, and what this one takes up.
    pub carried: Option<(Number, Number)>,
}

impl BodyYear {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.findings.iter();
        all.filter(|f| f.severity == severity).count()
    }

    /// What was carried over does not agree.
    pub fn is_broken(&self) -> bool {
        self.carried.is_some_and(|(out, taken)| !out.same(taken))
    }
}

impl BodyLine {
    /// How many findings have a severity, over all years.
    pub fn count(&self, severity: Severity) -> usize {
        self.years.iter().map(|year| year.count(severity)).sum()
    }

    /// Years without a report between two with one.
    pub fn gaps(&self) -> usize {
        self.having(|year| year.state == YearState::Gap)
    }

    /// Years with more than one report.
    pub fn doubles(&self) -> usize {
        self.having(|year| year.reports.len() > 1)
    }

    fn having(&self, is: impl Fn(&BodyYear) -> bool) -> usize {
        self.years.iter().filter(|year| is(year)).count()
    }

    /// Nothing is wrong with it.
    pub fn holds(&self) -> bool {
        let grave = self.count(Severity::Error) + self.count(Severity::Warning);
        grave + self.gaps() + self.doubles() == 0
    }

    /// By what the worst comes first.
    pub(super) fn weight(&self) -> [usize; 5] {
        [
            self.count(Severity::Error),
            self.count(Severity::Warning),
            self.gaps(),
            self.doubles(),
            self.count(Severity::Info),
        ]
    }
}
