//! Reviewdog's diagnostic format: one `DiagnosticResult`. Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::array::Array;
use super::clamp;
use super::path::slashed;
use super::place::said;
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{Diagnostic, Elsewhere, LintResult, Section, Severity};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// Writes the diagnostics.
#[derive(Debug)]
pub struct Rdjson {
    /// The language of places in documents that have no lines.
    lang: Lang,
    diagnostics: Array,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location,
}

impl Rdjson {
    /// A writer in this language.
    pub fn new(lang: Lang) -> Self {
        Rdjson {
            lang,
            diagnostics: Array::default(),
        }
    }
}

impl Writer for Rdjson {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let name = gouji_core::NAME;
        write!(
            out,
            "{{\"source\":{{\"name\":\"{name}\"}},\"diagnostics\":["
        )
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        for diagnostic in &checked.diagnostics {
            let one = DiagnosticOut::new((document, &checked.sections), diagnostic, self.lang);
            self.diagnostics.put(out, &one)?;
        }
        Ok(())
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let one = DiagnosticOut {
            message: input.why.to_owned(),
            location: Location {
                path: slashed(input.path),
                range: None,
            },
            severity: "ERROR",
            code: Code { value: "unread" },
            suggestions: Vec::new(),
            related_locations: Vec::new(),
        };
        self.diagnostics.put(out, &one)
    }

    fn finish(&mut self, out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        writeln!(out, "\n]}}")
    }
}

impl<'a> DiagnosticOut<'a> {
    fn new(
        (document, sections): (&Document, &[Section]),
        diagnostic: &'a Diagnostic,
        lang: Lang,
    ) -> Self {
        let primary = diagnostic.primary();
        let others = diagnostic.labels.iter();
        let others = others.filter(|l| primary.is_some_and(|p| p != *l));
        let related = others.map(|l| Related {
            message: &l.message,
            location: Location::new(document, Some(l.span)),
        });
        let elsewhere = diagnostic.elsewhere.iter().map(Related::new);
        let fixes = diagnostic.fixes.iter().flat_map(|f| &f.edits);
        DiagnosticOut {
            message: said(document, sections, diagnostic, lang),
            location: Location::new(document, primary.map(|l| l.span)),
            severity: match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            code: Code {
                value: &diagnostic.rule,
            },
            suggestions: fixes
                .filter_map(|e| {
                    let range = Range::new(document, e.span)?;
                    Some(Suggestion {
                        range,
                        text: &e.text,
                    })
                })
                .collect(),
            related_locations: related.chain(elsewhere).collect(),
        }
    }
}

impl Location {
    fn new(document: &Document, span: Option<Span>) -> Self {
        Location {
            path: slashed(&document.name),
            range: span.and_then(|s| Range::new(document, s)),
        }
    }
}

impl Range {
    /// `None` in a document that has no lines of its own.
    fn new(document: &Document, span: Span) -> Option<Self> {
        let span = clamp(&document.text, span);
        document.format.is_text().then(|| Range {
            start: Position::new(document, span.start),
            end: Some(Position::new(document, span.end)),
        })
    }
}

impl Position {
    fn new(document: &Document, offset: u32) -> Self {
        let line = document.lines.line_of(offset);
        let start = document.lines.line_span(&document.text, line).start;
        Position {
            line: line + 1,
            column: Some((offset - start) as usize + 1),
        }
    }
}

impl<'a> Related<'a> {
    fn new(other: &'a Elsewhere) -> Self {
        let before = other.text.chars().take(other.column.saturating_sub(1));
        let column = before.map(char::len_utf8).sum::<usize>() + 1;
        let start = Position {
            line: other.line,
            column: Some(column),
        };
        Related {
            message: &other.message,
            location: Location {
                path: slashed(&other.path),
                range: Some(Range { start, end: None }),
            },
        }
    }
}
