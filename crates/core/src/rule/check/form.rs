//! The version of the tables against the year of the report.

use crate::report::Report;
use crate::rule::eval::Eval;
use crate::rule::node::Builtin;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::label_key;

/// With fewer labels of its own than this, a form is not proved.
const PROOF: usize = 2;

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>) -> Vec<Verdict> {
    note(eval);
    let outcome = outcome(eval.report);
    eval.only(outcome)
}

/// The year and the labels that only this form has.
fn note<R: Recorder>(eval: &mut Eval<'_, R>) {
    let report = eval.report;
    if let Some(year) = &report.stated_year {
        let source = Source::Fact(Builtin::Year);
        eval.record
            .read(|| Read::found(source, "year", &year.value.to_string(), year.span));
    }
    for marker in &report.form.markers {
        eval.record.read(|| {
            let (key, id) = (label_key(marker), report.form.id.as_str());
            let mut labels = report.tables.iter().flat_map(|t| &t.labels);
            let read = match labels.find(|(k, _)| k.contains(&key)) {
                Some((_, span)) => Read::found(Source::Label, id, marker, *span),
                None => Read::absent(Source::Label, id),
            };
            read.named(marker.as_str())
        });
    }
}

fn outcome(report: &Report<'_>) -> Outcome {
    let Some(year) = report.year() else {
        return Outcome::Unknown(Reason::NoYear.nowhere());
    };
    if report.markers < PROOF {
        let reason = Reason::NotFound(report.form.title.clone());
        return Outcome::Unknown(reason.nowhere());
    }
    if report.form.years.contains(year) {
        return Outcome::Pass;
    }
    let due = report.kind.forms.iter().find(|f| f.years.contains(year));
    let mut finding = Finding::default()
        .with("used", report.form.title.clone())
        .with("due", due.map(|f| f.title.clone()).unwrap_or_default())
        .with("year", year.to_string());
    let keys = report.form.marker_keys();
    for (key, span) in report.tables.iter().flat_map(|t| &t.labels) {
        if keys.iter().any(|k| **k == **key) {
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
    Outcome::fail(finding)
}
