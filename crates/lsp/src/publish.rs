//! Findings → diagnostics of the protocol.

use std::path::{Path, PathBuf};

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    LSPAny, Location, NumberOrString, Position, Range, Uri,
};

use super::lines::{Encoding, Lines};
use super::uri;
use gouji_core::diagnostic::{self, Applicability, Elsewhere, Label, Severity, fingerprint};
use gouji_core::text::{LineIndex, Span};

/// Where findings are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The address of the file.
    pub uri: &'a Uri,
    /// The text that spans point into.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// A mark in front of the text, which spans do not count: the bytes of a byte-order mark.
    pub ahead: usize,
    /// What positions count.
    pub encoding: Encoding,
}

impl<'a> Page<'a> {
    /// A page with the whole text of a file, of which `inner` was read.
    pub fn new(
        uri: &'a Uri,
        text: &'a str,
        lines: &'a Lines,
        inner: &str,
        encoding: Encoding,
    ) -> Self {
        Page {
            uri,
            text,
            lines,
            ahead: match inner.len() < text.len() && text.starts_with('\u{feff}') {
                true => '\u{feff}'.len_utf8(),
                false => 0,
            },
            encoding,
        }
    }

    /// The range of a span of what was read.
    pub fn range(&self, span: Span) -> Range {
        let of = |at: u32| self.lines.position(self.text, at as usize + self.ahead);
        Range::new(of(span.start), of(span.end))
    }

    /// The byte of what was read at a position.
    pub fn offset(&self, position: Position) -> u32 {
        let at = self.lines.offset(self.text, position);
        u32::try_from(at.saturating_sub(self.ahead)).unwrap_or(u32::MAX)
    }

    /// The place of a span.
    pub fn location(&self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }

    /// A finding as the protocol has it. `rule` gives the page of a rule.
    pub fn diagnostic(
        &self,
        finding: &diagnostic::Diagnostic,
        rule: &dyn Fn(&str) -> Option<Uri>,
    ) -> Diagnostic {
        let primary = finding.primary();
        let inner = self.text.get(self.ahead..).unwrap_or_default();
        let others = finding
            .labels
            .iter()
            .filter(|l| !primary.is_some_and(|p| std::ptr::eq(*l, p)));
        let mut related: Vec<_> = others.map(|l| self.related(l)).collect();
        related.extend(finding.elsewhere.iter().filter_map(|e| self.elsewhere(e)));
        let print = fingerprint(finding, inner);
        Diagnostic {
            range: primary.map_or_else(|| self.range(Span::at(0)), |l| self.range(l.span)),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.clone())),
            code_description: rule(&finding.rule).map(|href| CodeDescription { href }),
            source: Some(gouji_core::NAME.to_owned()),
            message: message(finding),
            related_information: (!related.is_empty()).then_some(related),
            tags: is_superfluous(finding).then(|| vec![DiagnosticTag::UNNECESSARY]),
            data: Some(LSPAny::from_iter([("fingerprint".to_owned(), print)])),
        }
    }

    fn related(&self, label: &Label) -> DiagnosticRelatedInformation {
        let name = label.cell.as_ref().map(|c| c.title());
        let parts = [name.unwrap_or_default(), label.message.clone()];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        let inner = self.text.get(self.ahead..).unwrap_or_default();
        DiagnosticRelatedInformation {
            location: self.location(label.span),
            message: match parts.is_empty() {
                true => label.span.of(inner).trim().to_owned(),
                false => parts.join(": "),
            },
        }
    }

    fn elsewhere(&self, other: &Elsewhere) -> Option<DiagnosticRelatedInformation> {
        let file = std::path::absolute(&other.path).ok()?;
        let line = u32::try_from(other.line.checked_sub(1)?).ok()?;
        let lines = Lines::new(&other.text, self.encoding);
        let at = |column: usize| {
            // without its line, characters stand for what the editor counts
            if other.text.is_empty() {
                return Position::new(line, u32::try_from(column).unwrap_or(0));
            }
            let ahead: usize = other.text.chars().take(column).map(char::len_utf8).sum();
            Position::new(line, lines.position(&other.text, ahead).character)
        };
        let start = other.column.saturating_sub(1);
        let range = Range::new(at(start), at(start + other.length));
        Some(DiagnosticRelatedInformation {
            location: Location::new(uri::of(&file)?, range),
            message: match other.message.is_empty() {
                true => other.path.clone(),
                false => other.message.clone(),
            },
        })
    }
}

/// What is said: the sentence, and on the lines behind it what to do.
pub fn message(finding: &diagnostic::Diagnostic) -> String {
    let parts: Vec<&str> = [Some(&finding.message), finding.help.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    parts.join("\n")
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// Whether the marked words are only to be taken away.
fn is_superfluous(finding: &diagnostic::Diagnostic) -> bool {
    let Some(label) = finding.primary() else {
        return false;
    };
    let safe = |f: &&diagnostic::Fix| f.applicability == Applicability::Safe;
    let goes = |f: &diagnostic::Fix| {
        let deletes = |e: &gouji_core::text::Edit| e.text.is_empty() && e.span.contains(label.span);
        !f.edits.is_empty() && f.edits.iter().all(deletes)
    };
    finding.fixes.iter().filter(safe).any(goes)
}

/// The page of a rule: its line in the pack, where that lies on this machine.
pub fn rule_page(file: &Path, line: usize) -> Option<Uri> {
    let address = uri::of(file)?;
    format!("{}#L{line}", address.as_str()).parse().ok()
}

/// A file and its range from the first to the last byte, for edits of files that are not open.
pub fn end_of(text: &str, encoding: Encoding) -> Position {
    Lines::new(text, encoding).position(text, text.len())
}

/// A span in a file as the core counts lines, for files that are not open.
pub fn place(file: PathBuf, text: &str, span: Span, encoding: Encoding) -> Option<Location> {
    debug_assert!(LineIndex::new(text).count() > 0);
    let lines = Lines::new(text, encoding);
    Some(Location::new(uri::of(&file)?, lines.range(text, span)))
}
