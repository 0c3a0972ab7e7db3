//! Tables that are not there, rows that are not there, rows with too few or too many cells.

use super::wording::anchor;
use crate::report::{Report, RowState, Scope, TableFacts, TableSpec};
use crate::rule::kinds::TableFault;
use crate::rule::verdict::{Finding, Outcome, Verdict};

pub(super) fn evaluate(report: &Report<'_>, fault: TableFault) -> Vec<Verdict> {
    let tables = report.form.tables.iter().zip(&report.tables);
    tables
        .map(|(spec, facts)| {
            let outcome = match (fault, facts.span) {
                (TableFault::Absent, None) => absent(report, spec),
                (TableFault::Absent, Some(_)) => Outcome::Pass,
                (_, None) => Outcome::NotApplicable,
                (TableFault::Rows, _) => rows(spec, facts),
                (TableFault::Width, _) => width(spec, facts),
            };
            Verdict::of(&spec.title, outcome)
        })
        .collect()
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
            if let Some(span) = before {
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
            .with("rows", lacking.join("\u{3001}")),
    )
}

fn width(spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut finding = Finding::default();
    for (at, row) in facts.rows.iter().enumerate() {
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
                true => spec
                    .rows
                    .iter()
                    .enumerate()
                    .map(|(r, _)| spec.width(r))
                    .sum(),
                false => spec.width(at),
            };
            finding = finding
                .with("row", label)
                .with("found", found.to_string())
                .with("expected", width.to_string());
        }
        finding = finding.also(span, "");
    }
    if finding.labels.is_empty() {
        return Outcome::Pass;
    }
    let count = finding.labels.len().to_string();
    Outcome::fail(
        finding
            .with("table", spec.title.clone())
            .with("count", count),
    )
}
