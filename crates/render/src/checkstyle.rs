//! The XML of Checkstyle, which many servers read: files with errors.

use std::io::{self, Write};

use super::path::slashed;
use super::place::{lines, said};
use super::writer::{End, Unread, Writer};
use super::xml::attribute;
use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Writes an element for each file, also for those without findings.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle {
    /// The language of places in documents that have no lines.
    pub lang: Lang,
}

impl Writer for Checkstyle {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<checkstyle version=\"4.3\">")
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        file(out, &document.name)?;
        for diagnostic in &checked.diagnostics {
            let primary = diagnostic.primary();
            let place = match primary.and_then(|l| lines(document, l.span)) {
                Some((start, _)) => format!("line=\"{}\" column=\"{}\"", start.line, start.column),
                // the whole file
                None => "line=\"0\"".to_owned(),
            };
            let message = attribute(&said(document, &checked.sections, diagnostic, self.lang));
            let (severity, rule) = (diagnostic.severity.name(), attribute(&diagnostic.rule));
            error(out, &place, severity, &message, &rule)?;
        }
        writeln!(out, "  </file>")
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        file(out, input.path)?;
        error(out, "line=\"0\"", "error", &attribute(input.why), "unread")?;
        writeln!(out, "  </file>")
    }

    fn finish(&mut self, out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        writeln!(out, "</checkstyle>")
    }
}

fn file(out: &mut dyn Write, path: &str) -> io::Result<()> {
    writeln!(out, "  <file name=\"{}\">", attribute(&slashed(path)))
}

/// The texts are those of attributes.
fn error(
    out: &mut dyn Write,
    place: &str,
    severity: &str,
    message: &str,
    rule: &str,
) -> io::Result<()> {
    writeln!(
        out,
        "    <error {place} severity=\"{severity}\" message=\"{message}\" source=\"gouji.{rule}\"/>"
    )
}
