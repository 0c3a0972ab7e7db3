//! The version of the tables against the year of the report.

use crate::report::Report;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::label_key;

/// With fewer labels of its own than this, a form is not proved.
const PROOF: usize = 2;

pub(super) fn evaluate(report: &Report<'_>) -> Vec<Verdict> {
    let Some(year) = report.year() else {
        return vec![Verdict::only(Outcome::Unknown(Reason::NoYear.nowhere()))];
    };
    if report.markers < PROOF {
        let reason = Reason::NotFound(report.form.title.clone());
        return vec![Verdict::only(Outcome::Unknown(reason.nowhere()))];
    }
    if report.form.years.contains(year) {
        return vec![Verdict::only(Outcome::Pass)];
    }
    let due = report.kind.forms.iter().find(|f| f.years.contains(year));
    let mut finding = Finding::default()
        .with("used", report.form.title.clone())
        .with("due", due.map(|f| f.title.clone()).unwrap_or_default())
        .with("year", year.to_string());
    let keys: Vec<String> = report.form.markers.iter().map(|m| label_key(m)).collect();
    for (key, span) in report.tables.iter().flat_map(|t| &t.labels) {
        if keys.contains(key) {
            finding = finding.also(
                *span,
                report
                    .document
                    .slice(*span)
                    .replace(char::is_whitespace, ""),
            );
        }
    }
    if finding.labels.is_empty() {
        let span = report.tables.iter().find_map(|t| t.span);
        finding = span.map_or(finding.clone(), |s| finding.also(s, ""));
    }
    vec![Verdict::only(Outcome::fail(finding))]
}
