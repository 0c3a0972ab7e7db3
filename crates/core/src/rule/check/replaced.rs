//! Another report of the same body and year that stands in the place of this one.

use crate::diagnostic::Elsewhere;
use crate::report::{Other, Report};
use crate::rule::eval::Eval;
use crate::rule::record::Recorder;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict, label};

/// So many cells that changed are named.
const NAMED: usize = 6;

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
    let outcome = judge(eval.report);
    eval.only(outcome)
}

fn judge(report: &Report<'_>) -> Outcome {
    let others = &report.others;
    if others.own.is_none() {
        return Outcome::Unknown(Reason::NoOthers.nowhere());
    }
    let Some(newer) = others.newer else {
        return Outcome::Pass;
    };
    let changed = changed(report, newer);
    // two copies of one report are no correction
    if changed.is_empty() {
        return Outcome::Pass;
    }
    let named: Vec<String> = changed.iter().take(NAMED).map(|c| c.0.clone()).collect();
    let mut finding = Finding::default()
        .with("path", newer.record.path.clone())
        .with("count", changed.len().to_string())
        .with("changed", named.join("\u{3001}"));
    for (nth, (_, span)) in changed.iter().take(NAMED).enumerate() {
        finding.labels.push(label(*span, String::new(), nth == 0));
    }
    finding.elsewhere.push(Elsewhere {
        path: newer.record.path.clone(),
        line: 1,
        column: 1,
        length: 1,
        text: String::new(),
        message: String::new(),
    });
    Outcome::fail(finding)
}

/// The cells that hold another number in the other report: `row · column 3 → 4`, and where they stand.
fn changed(report: &Report<'_>, newer: &Other<'_>) -> Vec<(String, crate::text::Span)> {
    let mut changed = Vec::new();
    if report.form.id != newer.report.form.id {
        return changed;
    }
    for (table, spec) in report.form.tables.iter_ids() {
        for (row, axis) in spec.rows.iter_ids() {
            for (column, head) in spec.columns.iter_ids() {
                let mine = report.fact(table, row, column);
                let theirs = newer.report.fact(table, row, column);
                let Some((mine, theirs)) = mine.zip(theirs) else {
                    continue;
                };
                let Some((old, new)) = mine.number().zip(theirs.number()) else {
                    continue;
                };
                if !old.same(new) {
                    let cell = format!("{} \u{b7} {} {old} → {new}", axis.name, head.label);
                    changed.push((cell, mine.span));
                }
            }
        }
    }
    changed
}
