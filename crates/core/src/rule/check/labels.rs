//! Row labels, group labels and column heads against the form.

use crate::report::{Report, RowState, TableFacts, TableSpec, row_key};
use crate::rule::kinds::LabelFault;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Span, fold_char, label_key};

pub(super) fn evaluate(report: &Report<'_>, fault: LabelFault) -> Vec<Verdict> {
    let tables = report.form.tables.iter().zip(&report.tables);
    tables
        .map(|(spec, facts)| {
            let outcome = match (facts.span, fault) {
                (None, _) => Outcome::Unknown(Reason::NoTable(spec.title.clone()).nowhere()),
                (_, LabelFault::Variant) => variants(report, spec, facts),
                (_, LabelFault::Group) => groups(report, spec, facts),
                (_, LabelFault::Head) => heads(spec, facts),
            };
            Verdict::of(&spec.title, outcome)
        })
        .collect()
}

/// A label with its quotes and brackets, but without its number, blanks, commas and stops.
fn strict(label: &str) -> String {
    let folded: String = label
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold_char)
        .collect();
    let numbered = crate::grammar::opening(&folded).map_or(0, |o| o.number.end);
    let body = folded.get(numbered..).unwrap_or(&folded);
    body.replace([',', '.', '\u{3002}', '\u{3001}'], "")
}

fn variants(report: &Report<'_>, spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut finding = Finding::default().with("table", spec.title.clone());
    for (axis, row) in spec.rows.iter().zip(&facts.rows) {
        let Some(span) = row
            .label
            .filter(|_| row.state != RowState::Absent && !row.text.is_empty())
        else {
            continue;
        };
        if row.text == axis.label {
            continue;
        }
        let whole = axis.keys.contains(&row_key(&row.text));
        let wrong = whole && strict(&row.text) != strict(&axis.label);
        if wrong || lost_signs(&row.text, &axis.label) {
            if finding.labels.is_empty() {
                finding = finding
                    .with("found", report.document.slice(span))
                    .with("expected", axis.label.clone());
            }
            finding = finding.also(span, axis.label.clone());
        }
    }
    ended(finding)
}

/// How many signs of an official label may be lost in one that is still this label.
const LOST: usize = 6;

/// Whether a label is the official one with some signs lost from its middle. One whose end is missing was cut, or
/// shortened on purpose.
fn lost_signs(found: &str, official: &str) -> bool {
    let (found, official) = (row_key(found), row_key(official));
    let (some, all) = (found.chars().count(), official.chars().count());
    if some < 4 || some >= all || all - some > LOST || (all - some) * 2 > all {
        return false;
    }
    let mut rest = official.chars();
    let within = found.chars().all(|c| rest.any(|o| o == c));
    let ends = (found.chars().next(), found.chars().next_back());
    within && ends == (official.chars().next(), official.chars().next_back())
}

fn groups(report: &Report<'_>, spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut finding = Finding::default().with("table", spec.title.clone());
    let text: String = facts.labels.iter().map(|(k, _)| k.as_str()).collect();
    for group in spec.row_groups.iter().filter(|g| !g.label.is_empty()) {
        if group.keys.iter().any(|k| text.contains(k.as_str())) {
            continue;
        }
        let first = group.members.first().and_then(|m| facts.rows.get(*m));
        let Some(span) = first.and_then(|r| r.label) else {
            continue;
        };
        if finding.labels.is_empty() {
            finding = finding
                .with("expected", group.label.clone())
                .with("before", report.document.slice(span));
        }
        finding = finding.also(span, group.label.clone());
    }
    ended(finding)
}

fn heads(spec: &TableSpec, facts: &TableFacts) -> Outcome {
    let mut finding = Finding::default().with("table", spec.title.clone());
    // the label of a row is no head, though it may read like one
    let of_row = |span: &Span| !spec.flat && facts.rows.iter().any(|r| r.label == Some(*span));
    let heads = facts.labels.iter().filter(|(_, span)| !of_row(span));
    let text: String = heads.map(|(k, _)| k.as_str()).collect();
    let times = if spec.flat { spec.rows.len() } else { 1 };
    let needed = spec.columns.iter().map(|c| (&c.label, times));
    let rows = spec
        .rows
        .iter()
        .filter(|_| spec.flat)
        .map(|r| (&r.label, 1));
    for (label, times) in needed.chain(rows) {
        let found = text.matches(label_key(label).as_str()).count();
        if found >= times {
            continue;
        }
        finding = finding
            .with("expected", label.clone())
            .with("count", found.to_string())
            .with("times", times.to_string());
        // one place stands for all
        let rows: Vec<String> = spec.rows.iter().map(|r| label_key(&r.label)).collect();
        let first = facts.labels.iter().find(|(key, _)| rows.contains(key));
        if let Some((_, span)) = first.or(facts.labels.first()) {
            finding = finding.also(*span, "");
        }
        return Outcome::fail(finding);
    }
    Outcome::Pass
}

fn ended(finding: Finding) -> Outcome {
    match finding.labels.len() {
        0 => Outcome::Pass,
        n => Outcome::fail(finding.with("count", n.to_string())),
    }
}
