//! One row for each finding.

use std::borrow::Cow;

use gouji_core::diagnostic::{
    Accepted, Applicability, Correction, Diagnostic, Fix, LintResult, fingerprint,
};
use gouji_core::document::Document;
use gouji_core::text::Lang;

use super::super::place::Spots;
use super::super::schema::row;
use super::Head;
use crate::clamp;
use crate::columns::{DOTS, clip_end, one_line};
use crate::messages::Text;

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
        /// What stands there, in one line of at most 120 columns; the values of the cells that are certainly wrong.
        found: Option<Cow<'a, str>>,
        /// What should stand there, where arithmetic or a fix in one place says so.
        expected: Option<Cow<'a, str>>,
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
pub fn findings<'a>(
    document: &Document,
    checked: &'a LintResult,
    lang: Lang,
) -> Vec<FindingRow<'a>> {
    let counting = checked.diagnostics.iter().map(|d| (d, None));
    let accepted = checked.accepted.iter().map(|a| (&a.diagnostic, Some(a)));
    let all = counting.chain(accepted);
    all.map(|(diagnostic, accepted)| of(document, checked, (diagnostic, accepted), lang))
        .collect()
}

fn of<'a>(
    document: &Document,
    checked: &'a LintResult,
    (diagnostic, accepted): (&'a Diagnostic, Option<&'a Accepted>),
    lang: Lang,
) -> FindingRow<'a> {
    let head = Head::of(checked);
    let label = diagnostic.primary();
    let cell = label.and_then(|l| l.cell.as_ref());
    let spots = Spots::of(document, checked, label.map(|l| l.span), lang);
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
        found: found(document, diagnostic, lang).map(Cow::Owned),
        expected: expected(diagnostic, lang).map(Cow::Owned),
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

/// What is certainly wrong and what it should be: several cells where only together they are the mistake.
fn corrections(diagnostic: &Diagnostic) -> &[Correction] {
    let sure = diagnostic.cause.as_deref().filter(|c| c.sure);
    let first = sure.and_then(|c| c.candidates.first());
    first.map(|c| c.cells.as_slice()).unwrap_or_default()
}

fn found(document: &Document, diagnostic: &Diagnostic, lang: Lang) -> Option<String> {
    if let Some(found) = values(corrections(diagnostic), |c| &c.found, lang) {
        return Some(found);
    }
    let span = clamp(&document.text, diagnostic.primary()?.span);
    let words = one_line(document.slice(span));
    Some(match words.is_empty() {
        true => Text::Blank.say(lang),
        false => clip_end(&words, QUOTE, DOTS),
    })
}

/// What arithmetic or a fix in one place says; else nothing that a cell could hold.
fn expected(diagnostic: &Diagnostic, lang: Lang) -> Option<String> {
    if let Some(right) = values(corrections(diagnostic), |c| &c.right, lang) {
        return Some(right);
    }
    let safe = |f: &&Fix| f.applicability == Applicability::Safe;
    let fix = diagnostic.fixes.iter().find(safe);
    match fix.or_else(|| diagnostic.fixes.first())?.edits.as_slice() {
        [edit] => Some(one_line(&edit.text)),
        _ => None,
    }
}

/// The values of cells; with their names where there are several.
fn values(
    cells: &[Correction],
    value: impl Fn(&Correction) -> &String,
    lang: Lang,
) -> Option<String> {
    let shown = |c: &Correction| match value(c).is_empty() {
        true => Text::Blank.say(lang),
        false => value(c).clone(),
    };
    match cells {
        [] => None,
        [one] => Some(shown(one)),
        several => {
            let colon = Text::Colon.say(lang);
            let named = several
                .iter()
                .map(|c| format!("{}{colon}{}", c.cell.title(), shown(c)));
            Some(named.collect::<Vec<_>>().join("\n"))
        }
    }
}
