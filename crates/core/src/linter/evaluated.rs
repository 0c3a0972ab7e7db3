//! What there is to show of a report beside its findings: cells, totals, and what each rule read. Plain data that
//! outlives the report; an editor asks it about places.

use super::beside::{self, Neighbours, wanted};
use super::tables::tables;
use super::{Linter, message, words};
use crate::diagnostic::{CellName, ReadTable, Record, found};
use crate::document::Document;
use crate::report::Report;
use crate::rule::{self, Outcome, Read, Rule};
use crate::text::{Number, Span};

/// What there is to show of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluatedReport {
    /// The tables of its form.
    pub tables: Vec<ReadTable>,
    /// The evaluations of all rules that apply.
    pub evaluations: Vec<Evaluation>,
    /// The totals, by place.
    pub totals: Vec<Total>,
    /// What the cells hold in the report of the year before, by place here.
    pub last_year: Vec<LastYear>,
}

/// A cell in the report of the year before.
#[derive(Clone, Debug, PartialEq)]
pub struct LastYear {
    /// The cell here.
    pub span: Span,
    /// The year of the other report.
    pub year: i32,
    /// What stands in it there.
    pub value: Number,
}

/// One evaluation of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Id of the rule.
    pub rule: String,
    /// What the rule demands, in a line.
    pub title: String,
    /// How it ended.
    pub ending: Ending,
    /// The message of a finding, or why it is undecided; else empty.
    pub said: String,
    /// What it read.
    pub reads: Vec<Read>,
    /// The comparisons that were made: `12 = 7 + 5`.
    pub sums: Vec<String>,
}

/// How an evaluation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The rule holds.
    Holds,
    /// It does not.
    Fails,
    /// It could not be decided.
    Open,
}

/// A total in a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The cell.
    pub span: Span,
    /// What stands in it.
    pub found: Number,
    /// What its parts come to; of several sums that disagree, the first that does not fit.
    pub sum: Number,
}

impl EvaluatedReport {
    /// The tables that were found, with their places.
    pub fn found(&self) -> impl Iterator<Item = (&ReadTable, Span)> {
        found(&self.tables)
    }

    /// The cell at a place, and its names.
    pub fn cell(&self, at: u32) -> Option<(CellName, Span)> {
        let here = |s: Span| s.start <= at && at <= s.end;
        self.found().find_map(|(table, _)| {
            let rows = table.rows.iter();
            let mut cells = rows.flat_map(|r| r.certain().iter().map(move |c| (r, c)));
            let (row, cell) = cells.find(|(_, c)| here(c.span))?;
            Some((table.name(row, cell), cell.span))
        })
    }

    /// The evaluations that read something at a place that is `wanted`, and what that was: of several such things
    /// the shortest, and of those that are as short the first.
    pub fn at<'s>(
        &'s self,
        at: u32,
        wanted: impl Fn(&Evaluation, &Read) -> bool + 's,
    ) -> impl Iterator<Item = (&'s Evaluation, &'s Read)> {
        let here = move |r: &Read| r.span.is_some_and(|s| s.start <= at && at <= s.end);
        self.evaluations.iter().filter_map(move |e| {
            let reads = e.reads.iter().filter(|r| here(r) && wanted(e, r));
            let read = reads.min_by_key(|r| r.span.map(|s| s.len()))?;
            Some((e, read))
        })
    }

    /// Of the evaluations that read a cell of a table: how many hold, and how many there are.
    pub fn score(&self, table: Span) -> (usize, usize) {
        let inside = |r: &Read| r.cell.is_some() && r.span.is_some_and(|s| table.contains(s));
        let about = self
            .evaluations
            .iter()
            .filter(|e| e.reads.iter().any(inside));
        about.fold((0, 0), |(hold, all), e| {
            (hold + usize::from(e.ending == Ending::Holds), all + 1)
        })
    }
}

impl Linter {
    /// What there is to show of a document beside other reports, which `around` gives for what is kept of it; nothing where
    /// it is no report.
    pub fn evaluate<'r>(
        &self,
        document: &Document,
        around: impl FnOnce(&Record) -> Neighbours<'r>,
    ) -> EvaluatedReport {
        if self.refused(document).is_some() {
            return EvaluatedReport::default();
        }
        let seen = self.open(document).and_then(|opened| {
            opened.with(|report, library, _| {
                let rules = library.rules_of(&report.kind.id);
                let own = Record::of(report, &wanted(rules));
                let nothing = Document::default();
                // a text that ends too early is held against none
                let neighbours = match report.cut {
                    None => around(&own),
                    Some(_) => Neighbours::default(),
                };
                let read = beside::Read::of(&neighbours, report.kind, &nothing);
                let mut report: Report<'_> = report.clone();
                report.others = read.others(&own, &neighbours.alike);
                self.evaluated_report(&report, rules)
            })
        });
        seen.unwrap_or_default()
    }

    fn evaluated_report(&self, report: &Report<'_>, rules: &[Rule]) -> EvaluatedReport {
        let mut evaluated = EvaluatedReport {
            tables: tables(report),
            last_year: last_year(report),
            ..EvaluatedReport::default()
        };
        for rule in rules.iter().filter(|r| !r.off && self.runs(r)) {
            evaluated.evaluations.extend(self.evaluations(rule, report));
            for total in rule::totals(rule, report) {
                let cell = total.cell;
                let Some(fact) = report.at(cell) else {
                    continue;
                };
                let sum = Total {
                    span: fact.span,
                    found: total.found,
                    sum: total.sum,
                };
                match evaluated.totals.iter_mut().find(|s| s.span == sum.span) {
                    Some(known) if known.sum.same(known.found) => *known = sum,
                    Some(_) => {}
                    None => evaluated.totals.push(sum),
                }
            }
        }
        evaluated.totals.sort_by_key(|s| s.span);
        evaluated
    }

    fn evaluations(&self, rule: &Rule, report: &Report<'_>) -> Vec<Evaluation> {
        let lang = self.options.lang;
        let runs = rule::trace(rule, report, lang).runs.into_iter();
        let one = |run: rule::Traced| {
            let (ending, said) = match &run.outcome {
                Outcome::Pass => (Ending::Holds, String::new()),
                Outcome::Fail(finding) => (Ending::Fails, message(rule, finding, lang)),
                Outcome::Unknown(unknown) => (Ending::Open, words::reason(&unknown.reason, lang)),
                Outcome::NotApplicable => return None,
            };
            Some(Evaluation {
                rule: rule.id.clone(),
                title: rule.title.get(lang).to_owned(),
                ending,
                said,
                reads: run.seen.reads,
                sums: run.seen.sums,
            })
        };
        runs.filter_map(one).collect()
    }
}

/// What the cells of a report hold in the one of the year before, which may follow another form.
fn last_year(report: &Report<'_>) -> Vec<LastYear> {
    let Some(other) = report.others.previous.map(|o| &o.report) else {
        return Vec::new();
    };
    let Some(year) = other.year() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (table, spec) in report.form.tables.iter_ids() {
        let there = other.form.tables.position(|t| t.id == spec.id);
        let Some((at, their)) = there.and_then(|at| Some((at, other.form.tables.get(at)?))) else {
            continue;
        };
        for (row, axis) in spec.rows.iter_ids() {
            for (column, head) in spec.columns.iter_ids() {
                let row_there = their.rows.position(|r| r.id == axis.id);
                let column_there = their.columns.position(|c| c.id == head.id);
                let value = row_there.zip(column_there).and_then(|(r, c)| {
                    let fact = other.fact(at, r, c)?;
                    fact.number()
                });
                let here = report.fact(table, row, column);
                if let Some((fact, value)) = here.zip(value) {
                    all.push(LastYear {
                        span: fact.span,
                        year,
                        value,
                    });
                }
            }
        }
    }
    all
}
