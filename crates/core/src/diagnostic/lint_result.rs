//! The result of linting one document: the value that every output is a function of.

use super::{Diagnostic, Reading, Record, Severity, Statistics, Vanished};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What linting one document gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LintResult {
    /// The document's name.
    pub path: String,
    /// It is a copy in which findings were marked.
    pub marked: bool,
    /// Id of the kind of report; `None` when it is no report that a pack knows.
    pub kind: Option<String>,
    /// What people call that kind; empty when it is none.
    pub kind_name: String,
    /// Id of the form that its tables follow.
    pub form: Option<String>,
    /// The year that it reports on.
    pub year: Option<i32>,
    /// The body that reports.
    pub body: Option<String>,
    /// The class of that body, by its id in the kind.
    pub class: Option<String>,
    /// The packs that its rules come from, those that others build on first.
    pub packs: Vec<UsedPack>,
    /// How the planned evaluations ended.
    pub counts: Counts,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that were accepted before: they are shown by outputs that have a place for them, and count for nothing.
    pub accepted: Vec<Accepted>,
    /// Findings of the baseline that are no longer found.
    pub vanished: Vec<Vanished>,
    /// Evaluations that could not be decided.
    pub open: Vec<Undecided>,
    /// What was read, where an output asks for it; left out where a result is stored.
    #[serde(skip)]
    pub reading: Option<Box<Reading>>,
    /// The sections that were found, in order.
    pub sections: Vec<Section>,
    /// What is kept so that other reports can be held against this one, where that is asked for.
    pub record: Option<Box<Record>>,
}

impl LintResult {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.diagnostics.iter();
        all.filter(|d| d.severity == severity).count()
    }
}

/// A section of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its title, without its number.
    pub title: String,
    /// From its heading up to the next one.
    pub span: Span,
}

/// A finding that does not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// What accepts it.
    pub by: Acceptance,
    /// Why, in the words of the person who accepted it; empty for a baseline.
    pub reason: String,
    /// Who accepted it; empty when nobody signed.
    pub who: String,
}

/// What accepts a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Acceptance {
    /// It was there when the baseline was drawn.
    Baseline,
    /// A waiver with a reason.
    Waiver,
    /// A remark in the report itself.
    Remark,
}

impl Acceptance {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Acceptance::Baseline => "baseline",
            Acceptance::Waiver => "waiver",
            Acceptance::Remark => "remark",
        }
    }
}

/// A pack that a report got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedPack {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Every report of the kind gets it.
    pub base: bool,
    /// It was chosen by the place in the report's title.
    pub by_place: bool,
}

/// How many evaluations ended how. The sum is what was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The rule holds.
    pub pass: usize,
    /// The rule does not hold.
    pub fail: usize,
    /// A value that it needs could not be read.
    pub unknown: usize,
    /// Its condition is not met.
    pub not_applicable: usize,
}

/// An evaluation that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undecided {
    /// Id of the rule.
    pub rule: String,
    /// Which instance of it: a row, a column, a sentence; empty when there is only one.
    pub instance: String,
    /// Why, in a sentence.
    pub reason: String,
    /// Where the value should have been.
    pub span: Option<Span>,
}

/// How many findings are accepted by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AcceptedBy {
    /// By the baseline.
    pub baseline: usize,
    /// By waivers.
    pub waiver: usize,
    /// By remarks in the reports.
    pub remark: usize,
}

/// The sums over many results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were recognised as reports.
    pub reports: usize,
    /// Documents that were not.
    pub unrecognised: usize,
    /// Findings by severity.
    pub errors: usize,
    /// Findings by severity.
    pub warnings: usize,
    /// Findings by severity.
    pub infos: usize,
    /// Findings that were accepted before, which count for nothing.
    pub accepted: usize,
    /// The same by what accepts them.
    pub accepted_by: AcceptedBy,
    /// Findings of the baseline that are no longer found.
    pub vanished: Vec<Vanished>,
    /// Findings that were fixed, and no longer count.
    pub fixed: usize,
    /// In how many documents.
    pub fixed_files: usize,
    /// How all evaluations ended.
    pub counts: Counts,
    /// The packs beside those that every report gets, and how many reports got them.
    pub packs: Vec<(UsedPack, usize)>,
    /// Findings by rule, where they are wanted.
    pub statistics: Option<Statistics>,
    /// Findings by report, where they are wanted.
    pub by_report: Option<Vec<ReportTally>>,
    /// Whoever started the run left rules out.
    pub narrowed: bool,
}

/// How many findings one report has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportTally {
    /// The document's name.
    pub path: String,
    /// The body that reports, if it was read.
    pub body: Option<String>,
    /// The year that it reports on, if it was read.
    pub year: Option<i32>,
    /// Findings by severity.
    pub errors: usize,
    /// Findings by severity.
    pub warnings: usize,
    /// Findings by severity.
    pub infos: usize,
}

impl ReportTally {
    /// The findings of a result, as far as they count.
    pub fn new(checked: &LintResult) -> Self {
        ReportTally {
            path: checked.path.clone(),
            body: checked.body.clone(),
            year: checked.year,
            errors: checked.count(Severity::Error),
            warnings: checked.count(Severity::Warning),
            infos: checked.count(Severity::Info),
        }
    }
}

impl Counts {
    /// What was planned.
    pub fn total(self) -> usize {
        self.pass + self.fail + self.unknown + self.not_applicable
    }

    fn add(&mut self, other: Counts) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.unknown += other.unknown;
        self.not_applicable += other.not_applicable;
    }
}

impl Summary {
    /// Takes one more result into the sums.
    pub fn add(&mut self, checked: &LintResult) {
        match checked.kind {
            Some(_) => self.reports += 1,
            None => self.unrecognised += 1,
        }
        self.add_findings(checked);
        if let (Some(all), Some(_)) = (&mut self.by_report, &checked.kind) {
            all.push(ReportTally::new(checked));
        }
        self.accepted += checked.accepted.len();
        for accepted in &checked.accepted {
            match accepted.by {
                Acceptance::Baseline => self.accepted_by.baseline += 1,
                Acceptance::Waiver => self.accepted_by.waiver += 1,
                Acceptance::Remark => self.accepted_by.remark += 1,
            }
        }
        self.vanished.extend(checked.vanished.iter().cloned());
        if let Some(statistics) = &mut self.statistics {
            statistics.add(checked);
        }
        self.counts.add(checked.counts);
        for used in checked.packs.iter().filter(|p| !p.base) {
            match self.packs.iter_mut().find(|(p, _)| p == used) {
                Some((_, reports)) => *reports += 1,
                None => self.packs.push((used.clone(), 1)),
            }
        }
    }

    /// Takes in the findings about something that is no report: a file of waivers.
    pub fn add_findings(&mut self, checked: &LintResult) {
        self.errors += checked.count(Severity::Error);
        self.warnings += checked.count(Severity::Warning);
        self.infos += checked.count(Severity::Info);
    }

    /// Findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}
