//! Workflow commands of GitHub Actions: one line for each finding, which becomes a note beside the line of the file.

use std::io::{self, Write};

use super::columns::turns;
use super::path::slashed;
use super::place::{lines, said};
use super::writer::{Unread, Writer};
use gouji_core::diagnostic::{Diagnostic, LintResult, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Writes `::error file=…,line=…::message`.
#[derive(Clone, Copy, Debug)]
pub struct Github {
    /// The language of places in documents that have no lines.
    pub lang: Lang,
}

impl Writer for Github {
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        for diagnostic in &checked.diagnostics {
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let file = property(&slashed(&document.name));
            let place = place(document, diagnostic);
            let title = property(&diagnostic.rule);
            let message = data(&said(document, &checked.sections, diagnostic, self.lang));
            writeln!(
                out,
                "::{command} file={file}{place},title={title}::{message}"
            )?;
        }
        Ok(())
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let file = property(&slashed(input.path));
        writeln!(out, "::error file={file},title=unread::{}", data(input.why))
    }
}

/// Lines and, where it is one line, columns. An end column is the last one that belongs to the place.
fn place(document: &Document, diagnostic: &Diagnostic) -> String {
    let primary = diagnostic.primary();
    let Some((start, end)) = primary.and_then(|l| lines(document, l.span)) else {
        return String::new();
    };
    match start.line == end.line {
        true => {
            let (from, to) = (start.column, start.column.max(end.column.saturating_sub(1)));
            let line = start.line;
            format!(",line={line},col={from},endLine={line},endColumn={to}")
        }
        false => format!(",line={},endLine={}", start.line, end.line),
    }
}

/// A message: what would end the line is encoded, and nothing steers the log.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    let text = text.replace('\r', "%0D").replace('\n', "%0A");
    let steers = |c: char| (c.is_control() && c != '\t') || turns(c);
    text.replace(steers, "\u{fffd}")
}

/// A value in front of the message: what would end the value, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
