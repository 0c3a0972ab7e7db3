//! One row for each input.

use std::borrow::Cow;

use gouji_core::diagnostic::{LintResult, Reading, Severity};

use super::super::place::count;
use super::super::schema::row;
use super::Head;

row! {
    /// An input, and what it is.
    ReportRow in Reports {
        /// The file as it was named.
        path: &'a str,
        /// Id of the kind of report; none where it is no report.
        kind: Option<&'a str>,
        /// Id of the form that its tables follow.
        form: Option<&'a str>,
        /// The year that it reports on.
        year: Option<i64>,
        /// The body that reports.
        body: Option<&'a str>,
        /// Code of the place of the body (GB/T 2260, six digits), as far down as that is certain.
        code: Option<&'a str>,
        /// The province of that place.
        province: Option<&'a str>,
        /// The city of that place.
        city: Option<&'a str>,
        /// The county of that place.
        county: Option<&'a str>,
        /// The class of the body, by its id in the kind.
        class: Option<&'a str>,
        /// `report`, `none` for what is no report, `unread` for what could not be read.
        status: &'a str,
        /// Why it is no report or could not be read.
        reason: Option<Cow<'a, str>>,
        /// The packs that its rules come from, by id, with commas between them.
        packs: Option<Cow<'a, str>>,
        /// Errors that count.
        errors: Option<i64>,
        /// Warnings that count.
        warnings: Option<i64>,
        /// Hints that count.
        infos: Option<i64>,
        /// Findings that were accepted before.
        accepted: Option<i64>,
        /// Evaluations of rules that hold.
        pass: Option<i64>,
        /// Evaluations of rules that do not hold.
        fail: Option<i64>,
        /// Evaluations that could not be decided.
        unknown: Option<i64>,
        /// Evaluations whose condition is not met.
        not_applicable: Option<i64>,
        /// Rows of the form whose every value was read.
        rows_read: Option<i64>,
        /// Rows of the form that were not found, or whose values could not be distinguished.
        rows_unread: Option<i64>,
        /// Figures in prose that no rule knows.
        figures_unread: Option<i64>,
    }
}

/// An input that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable<'a> {
    /// The file as it was named.
    pub path: &'a str,
    /// Why, in a sentence.
    pub reason: &'a str,
}

/// The row of a result; its evaluations only where rules were `run`.
pub fn report(checked: &LintResult, run: bool) -> ReportRow<'_> {
    let head = Head::of(checked);
    let found = |severity| run.then(|| count(checked.count(severity)));
    let ended = |n: usize| run.then(|| count(n));
    let packs: Vec<&str> = checked.packs.iter().map(|p| p.id.as_str()).collect();
    // what is said about a file that is no report is why
    let why = checked.diagnostics.iter().map(|d| d.message.as_str());
    let why = || Cow::Owned(why.collect::<Vec<_>>().join(" "));
    let counts = checked.counts;
    let level = |rest: &str, above: &str| {
        let reading = checked.reading.as_deref()?;
        let here =
            |code: &str| code.ends_with(rest) && (above.is_empty() || !code.ends_with(above));
        let division = reading.division.iter().find(|d| here(&d.code))?;
        Some(division.name.as_str())
    };
    let reading = checked.reading.as_deref();
    let rows = |reading: &Reading| reading.tables.iter().map(|t| t.rows.len()).sum::<usize>();
    ReportRow {
        path: head.path,
        kind: head.kind,
        form: head.form,
        year: head.year,
        body: head.body,
        code: head.code,
        province: level("0000", ""),
        city: level("00", "0000"),
        county: level("", "00"),
        class: checked.class.as_deref(),
        status: if checked.kind.is_some() {
            "report"
        } else {
            "none"
        },
        reason: checked.kind.is_none().then(why),
        packs: checked.kind.is_some().then(|| packs.join(",").into()),
        errors: found(Severity::Error),
        warnings: found(Severity::Warning),
        infos: found(Severity::Info),
        accepted: ended(checked.accepted.len()),
        pass: ended(counts.pass),
        fail: ended(counts.fail),
        unknown: ended(counts.unknown),
        not_applicable: ended(counts.not_applicable),
        rows_read: reading.map(|r| count(rows(r) - r.rows_unread())),
        rows_unread: reading.map(|r| count(r.rows_unread())),
        figures_unread: reading.map(|r| count(r.unread_figures.len())),
    }
}

/// The row of an input that could not be read.
pub fn unreadable(input: Unreadable<'_>) -> ReportRow<'_> {
    ReportRow {
        path: input.path,
        kind: None,
        form: None,
        year: None,
        body: None,
        code: None,
        province: None,
        city: None,
        county: None,
        class: None,
        status: "unread",
        reason: Some(input.reason.into()),
        packs: None,
        errors: None,
        warnings: None,
        infos: None,
        accepted: None,
        pass: None,
        fail: None,
        unknown: None,
        not_applicable: None,
        rows_read: None,
        rows_unread: None,
        figures_unread: None,
    }
}
