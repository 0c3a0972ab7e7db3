//! One row for each rule and report.

use gouji_core::diagnostic::LintResult;

use super::super::place::count;
use super::super::schema::row;
use super::Head;

row! {
    /// How the evaluations of a rule ended on a report: what was checked, and what was not.
    OutcomeRow in Outcomes {
        /// The file as it was named.
        path: &'a str,
        /// Id of the kind of report.
        kind: Option<&'a str>,
        /// Id of the form that its tables follow.
        form: Option<&'a str>,
        /// The year that it reports on.
        year: Option<i64>,
        /// The body that reports.
        body: Option<&'a str>,
        /// Code of the place of the body (GB/T 2260, six digits).
        code: Option<&'a str>,
        /// Id of the rule.
        rule: &'a str,
        /// Evaluations that hold.
        pass: i64,
        /// Evaluations that do not hold.
        fail: i64,
        /// Evaluations that could not be decided.
        unknown: i64,
        /// Evaluations whose condition is not met.
        not_applicable: i64,
        /// Why the first that could not be decided was not.
        reason: Option<&'a str>,
    }
}

/// The rows of a result in which outcomes are kept.
pub fn outcomes(checked: &LintResult) -> Vec<OutcomeRow<'_>> {
    let all = checked.reading.iter().flat_map(|r| &r.outcomes);
    let rows = all.map(|outcome| {
        let head = Head::of(checked);
        OutcomeRow {
            path: head.path,
            kind: head.kind,
            form: head.form,
            year: head.year,
            body: head.body,
            code: head.code,
            rule: &outcome.rule,
            pass: count(outcome.counts.pass),
            fail: count(outcome.counts.fail),
            unknown: count(outcome.counts.unknown),
            not_applicable: count(outcome.counts.not_applicable),
            reason: outcome.reason.as_deref(),
        }
    });
    rows.collect()
}
