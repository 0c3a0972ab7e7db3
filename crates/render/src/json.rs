//! Version 1 of the machine format: one JSON value with a line for each report, or (`JsonLines`) a JSON value on each
//! line, which can be read while it is written.
//!
//! Lines and columns start at 1, columns count Unicode scalar values, an end is exclusive, `offset` is a byte of the
//! UTF-8 text. In a document that is no text (`format`), they are places of the text that was taken from it, and
//! `place` names the paragraph or cell. Fields keep their meaning; more may be added.

mod accepted;
mod cause;
mod fix;
mod lines;
mod summary;

pub use lines::JsonLines;

use std::io::{self, Write};

use serde::Serialize;

use self::accepted::AcceptedOut;
use self::cause::CauseOut;
use self::fix::FixOut;
use self::summary::{ChecksOut, SummaryOut};
use super::array::Array;
use super::place::Range;
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{CellName, Diagnostic, Elsewhere, Label, LintResult, Undecided};
use gouji_core::document::Document;

/// The version of the format.
pub const VERSION: u32 = 1;

/// Writes one line for each report.
#[derive(Debug, Default)]
pub struct Json {
    reports: Array,
    /// Inputs that could not be read; they stand behind the reports.
    unread: Vec<UnreadOut>,
}

impl Writer for Json {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"version\":{VERSION},\"tool\":")?;
        serde_json::to_writer(&mut *out, &TOOL)?;
        write!(out, ",\"reports\":[")
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        self.reports.put(out, &ReportOut::new(document, checked))
    }

    fn unread(&mut self, _out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        self.unread.push(UnreadOut::new(input));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        write!(out, "\n]")?;
        if !self.unread.is_empty() {
            write!(out, ",\"unread\":")?;
            serde_json::to_writer(&mut *out, &self.unread)?;
        }
        write!(out, ",\"summary\":")?;
        serde_json::to_writer(&mut *out, &SummaryOut::new(end.summary))?;
        writeln!(out, "}}")
    }
}

/// Who writes.
pub(super) const TOOL: Tool = Tool {
    name: gouji_core::NAME,
    version: env!("CARGO_PKG_VERSION"),
};

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// An input that could not be read.
#[derive(Debug, Serialize)]
pub(super) struct UnreadOut {
    path: String,
    unread: String,
}

impl UnreadOut {
    pub fn new(input: &Unread<'_>) -> Self {
        UnreadOut {
            path: input.path.to_owned(),
            unread: input.why.to_owned(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ReportOut<'a> {
    path: &'a str,
    /// What the file is, where it is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    kind: Option<&'a str>,
    form: Option<&'a str>,
    year: Option<i32>,
    body: Option<&'a str>,
    packs: Vec<&'a str>,
    checks: ChecksOut,
    diagnostics: Vec<DiagnosticOut<'a>>,
    /// What was accepted before, and counts for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<AcceptedOut<'a>>,
    unknown: Vec<OpenOut<'a>>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    rule: &'a str,
    /// The short name of what is wrong.
    fault: &'a str,
    severity: &'static str,
    class: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    source: Option<&'a str>,
    labels: Vec<LabelOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<ElsewhereOut<'a>>,
    fixes: Vec<FixOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<CauseOut<'a>>,
}

#[derive(Serialize)]
struct LabelOut<'a> {
    primary: bool,
    message: &'a str,
    #[serde(flatten)]
    place: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    table: &'a str,
    row: &'a str,
    column: &'a str,
}

#[derive(Serialize)]
struct ElsewhereOut<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    length: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct OpenOut<'a> {
    rule: &'a str,
    instance: &'a str,
    reason: &'a str,
    #[serde(flatten)]
    place: Option<Range>,
}

impl<'a> ReportOut<'a> {
    pub fn new(document: &Document, checked: &'a LintResult) -> Self {
        let diagnostics = checked.diagnostics.iter();
        let accepted = checked.accepted.iter();
        let open = checked.open.iter();
        ReportOut {
            path: &checked.path,
            format: (!document.format.is_text()).then(|| document.format.name()),
            kind: checked.kind.as_deref(),
            form: checked.form.as_deref(),
            year: checked.year,
            body: checked.body.as_deref(),
            packs: checked.packs.iter().map(|p| p.id.as_str()).collect(),
            checks: ChecksOut::new(checked.counts),
            diagnostics: diagnostics
                .map(|d| DiagnosticOut::new(document, d))
                .collect(),
            accepted: accepted.map(|a| AcceptedOut::new(document, a)).collect(),
            unknown: open.map(|o| OpenOut::new(document, o)).collect(),
        }
    }
}

impl<'a> DiagnosticOut<'a> {
    fn new(document: &Document, diagnostic: &'a Diagnostic) -> Self {
        let labels = diagnostic.labels.iter();
        let elsewhere = diagnostic.elsewhere.iter();
        let fixes = diagnostic.fixes.iter();
        DiagnosticOut {
            rule: &diagnostic.rule,
            fault: &diagnostic.fault,
            severity: diagnostic.severity.name(),
            class: diagnostic.class.name(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            source: diagnostic.source.as_deref(),
            labels: labels.map(|l| LabelOut::new(document, l)).collect(),
            elsewhere: elsewhere.map(ElsewhereOut::new).collect(),
            fixes: fixes.map(|f| FixOut::new(document, f)).collect(),
            cause: diagnostic
                .cause
                .as_deref()
                .map(|c| CauseOut::new(document, c)),
        }
    }
}

impl<'a> LabelOut<'a> {
    fn new(document: &Document, label: &'a Label) -> Self {
        LabelOut {
            primary: label.primary,
            message: &label.message,
            place: Range::new(document, label.span),
            cell: label.cell.as_ref().map(CellOut::new),
        }
    }
}

impl<'a> CellOut<'a> {
    fn new(cell: &'a CellName) -> Self {
        CellOut {
            table: &cell.table,
            row: &cell.row,
            column: &cell.column,
        }
    }
}

impl<'a> ElsewhereOut<'a> {
    fn new(other: &'a Elsewhere) -> Self {
        ElsewhereOut {
            path: &other.path,
            line: other.line,
            column: other.column,
            length: other.length,
            message: &other.message,
        }
    }
}

impl<'a> OpenOut<'a> {
    fn new(document: &Document, open: &'a Undecided) -> Self {
        OpenOut {
            rule: &open.rule,
            instance: &open.instance,
            reason: &open.reason,
            place: open.span.map(|s| Range::new(document, s)),
        }
    }
}
