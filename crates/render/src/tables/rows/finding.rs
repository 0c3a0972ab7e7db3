//! One row for each finding.

use std::borrow::Cow;

use gouji_core::diagnostic::{Accepted, Checked, Diagnostic, fingerprint};
use gouji_core::document::Document;
use gouji_core::text::Lang;

use super::super::place::Spots;
use super::super::schema::row;
use super::Head;
use crate::clamp;
use crate::columns::{DOTS, clip_end, one_line};

row! {
    /// A finding.
    FindingRow in Findings {
        /// The file as it was named.
        path: &'a str,
        /// Id of the kind of report; none for what is said about a file that is no report.
        kind: Option<&'a str>,
        /// Id of the form that its tables follow.
        form: Option<&'a str>,
        /// The year that it reports on.
        year: Option<i64>,
        /// The body that reports.
        body: Option<&'a str>,
        /// Code of the place of the body (GB/T 2260, six digits), where tables are kept as well.
        code: Option<&'a str>,
        /// Id of the rule.
        rule: &'a str,
        /// The short name of what is wrong.
        fault: &'a str,
        /// `error`, `warning` or `info`.
        severity: &'a str,
        /// What may be done about it: `hard`, `explain` or `hint`.
        class: &'a str,
        /// What was found and what was expected, in one sentence.
        message: &'a str,
        /// What to do.
        help: Option<&'a str>,
        /// The regulation or form that says so.
        source: Option<&'a str>,
        /// Title of the table, where the place is a cell.
        table: Option<&'a str>,
        /// Name of the row.
        row: Option<&'a str>,
        /// Name of the column; none in a table of one column.
        column: Option<&'a str>,
        /// What stands there, in one line of at most 120 columns.
        found: Option<Cow<'a, str>>,
        /// The words of a fix in one place that is safe.
        fix: Option<&'a str>,
        /// What accepts it: `baseline`, `waiver` or `remark`; none where it counts.
        accepted: Option<&'a str>,
        /// Why it was accepted.
        reason: Option<&'a str>,
        /// What makes it the same finding after the text around it has changed: 32 hexadecimal digits.
        fingerprint: Cow<'a, str>,
        /// Where it stands, in words.
        place: Option<Cow<'a, str>>,
        /// The page, counted from 1, in formats that have pages.
        page: Option<i64>,
        /// The line of a text file, counted from 1.
        line: Option<i64>,
        /// The character of that line, counted from 1.
        line_column: Option<i64>,
        /// The paragraph, counted from 1, in formats without lines.
        paragraph: Option<i64>,
        /// Its first byte in the text that was read.
        start: Option<i64>,
        /// The byte behind it.
        end: Option<i64>,
    }
}

/// The longest text that is quoted, in columns.
const QUOTE: usize = 120;

/// The rows of a result: those that count, then those that were accepted.
pub fn findings<'a>(document: &Document, checked: &'a Checked, lang: Lang) -> Vec<FindingRow<'a>> {
    let counting = checked.diagnostics.iter().map(|d| (d, None));
    let accepted = checked.accepted.iter().map(|a| (&a.diagnostic, Some(a)));
    let all = counting.chain(accepted);
    all.map(|(diagnostic, accepted)| of(document, checked, (diagnostic, accepted), lang))
        .collect()
}

fn of<'a>(
    document: &Document,
    checked: &'a Checked,
    (diagnostic, accepted): (&'a Diagnostic, Option<&'a Accepted>),
    lang: Lang,
) -> FindingRow<'a> {
    let head = Head::of(checked);
    let label = diagnostic.primary();
    let cell = label.and_then(|l| l.cell.as_ref());
    let spots = Spots::of(document, checked, label.map(|l| l.span), lang);
    let quoted = label.map(|label| {
        let words = one_line(document.slice(clamp(&document.text, label.span)));
        clip_end(&words, QUOTE, DOTS).into()
    });
    FindingRow {
        path: head.path,
        kind: head.kind,
        form: head.form,
        year: head.year,
        body: head.body,
        code: head.code,
        rule: &diagnostic.rule,
        fault: &diagnostic.fault,
        severity: diagnostic.severity.name(),
        class: diagnostic.class.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        source: diagnostic.source.as_deref(),
        table: cell.map(|c| c.table.as_str()),
        row: cell.map(|c| c.row.as_str()),
        column: cell.map(|c| c.column.as_str()).filter(|c| !c.is_empty()),
        found: quoted,
        fix: diagnostic.safe_fix().map(|e| e.text.as_str()),
        accepted: accepted.map(|a| a.by.name()),
        reason: accepted
            .map(|a| a.reason.as_str())
            .filter(|r| !r.is_empty()),
        fingerprint: fingerprint(diagnostic, &document.text).into(),
        place: spots.place,
        page: spots.page,
        line: spots.line,
        line_column: spots.line_column,
        paragraph: spots.paragraph,
        start: spots.start,
        end: spots.end,
    }
}
