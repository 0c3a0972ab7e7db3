//! Tables that are not there, rows that are not there, rows with too few or too many cells.

use super::cells;
use super::labels::row_label;
use super::wording::anchor;
use crate::report::{Report, RowState, Scope, TableFacts, TableSpec};
use crate::rule::eval::Eval;
use crate::rule::kinds::TableFault;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>, fault: TableFault) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (spec, facts) in eval.report.all_tables() {
        note(eval, (spec, facts), fault);
        let outcome = match (fault, facts.span) {
            (TableFault::Absent, None) => absent(eval.report, spec),
            (TableFault::Absent, Some(_)) => Outcome::Pass,
            (_, None) => Outcome::NotApplicable,
            // that cells were lost is one finding; a row that has lost all of them looks like no row
            (TableFault::Rows | TableFault::Width, _) if facts.lost => Outcome::NotApplicable,
            (TableFault::Rows, _) => rows(spec, facts),
            (TableFault::Width, _) => width(spec, facts),
            (TableFault::Lost, _) if facts.lost => width(spec, facts),
            (TableFault::Lost, _) => Outcome::Pass,
        };
        verdicts.push(eval.verdict(&spec.title, outcome));
    }
    verdicts
}

/// The table, its row labels or its cells.
fn note<R: Recorder>(
    eval: &mut Eval<'_, R>,
    (spec, facts): (&TableSpec, &TableFacts),
    fault: TableFault,
) {
    let Some(span) = facts.span else {
        let absent = || Read::absent(Source::Table, spec.id.as_str());
        return eval.record.read(absent);
    };
    match fault {
        // the rows of a flat table are found by their place, not by labels
        TableFault::Rows if !spec.flat => {
            for row in spec.rows.ids() {
                row_label(eval, (spec, facts), row);
            }
        }
        TableFault::Absent | TableFault::Rows => eval
            .record
            .read(|| Read::found(Source::Table, spec.id.as_str(), &spec.title, span)),
        // how many there are counts, not what is in them
        TableFault::Width | TableFault::Lost => {
            let read = facts.rows.iter_ids();
            for (row, facts) in read.filter(|(_, r)| r.state == RowState::Read) {
                for (nth, fact) in facts.cells.iter_ids() {
                    eval.record
                        .read(|| cells::read(spec, (row, nth), fact).named(""));
                }
            }
        }
    }
}

fn absent(report: &Report<'_>, spec: &TableSpec) -> Outcome {
    let scope: Vec<Scope> = spec.section.map(Scope::Section).into_iter().collect();
    let place = anchor(report, &scope, None);
    let finding = place.map_or_else(Finding::default, Finding::at);
    Outcome::fail(finding.with("table", spec.title.clone()))
}

fn rows(spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut lacking = Vec::new();
    let mut finding = Finding::default();
    let mut before = None;
    for (axis, row) in spec.rows.iter().zip(&facts.rows) {
        if row.state == RowState::Absent && !axis.optional {
            lacking.push(axis.name.as_str());
            let known = finding.labels.iter().any(|l| Some(l.span) == before);
            if let Some(span) = before.filter(|_| !known && finding.labels.len() < PLACES) {
                finding = finding.also(span, "");
            }
        } else {
            before = row.label.or(before);
        }
    }
    if lacking.is_empty() {
        return Outcome::Pass;
    }
    if finding.labels.is_empty()
        && let Some(first) = facts.rows.iter().find_map(|r| r.label)
    {
        finding = finding.also(first, "");
    }
    Outcome::fail(
        finding
            .with("table", spec.title.clone())
            .with("count", lacking.len().to_string())
            .with("rows", listed(&lacking)),
    )
}

/// How many rows a message names, and how many places it shows.
const NAMED: usize = 3;
const PLACES: usize = 6;

/// The first of them; what is left out is counted by the message.
fn listed(names: &[&str]) -> String {
    let mut said = names
        .get(..NAMED.min(names.len()))
        .unwrap_or_default()
        .join("\u{3001}");
    if names.len() > NAMED {
        said.push('\u{2026}');
    }
    said
}

fn width(spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut finding = Finding::default();
    let mut count = 0_usize;
    for (at, row) in facts.rows.iter_ids() {
        let (RowState::Short(found) | RowState::Long(found)) = row.state else {
            continue;
        };
        let Some(span) = row.label else { continue };
        if finding.labels.is_empty() {
            let label = spec
                .rows
                .get(at)
                .map(|r| r.name.clone())
                .unwrap_or_default();
            let width = match spec.flat {
                true => spec.rows.ids().map(|r| spec.width(r)).sum(),
                false => spec.width(at),
            };
            finding = finding
                .with("row", label)
                .with("found", found.to_string())
                .with("expected", width.to_string());
        }
        count += 1;
        if finding.labels.len() < PLACES {
            finding = finding.also(span, "");
        }
    }
    if finding.labels.is_empty() {
        return Outcome::Pass;
    }
    Outcome::fail(
        finding
            .with("table", spec.title.clone())
            .with("count", count.to_string()),
    )
}
