//! Code quality reports of GitLab: a JSON array with an issue for each finding.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::array::Array;
use super::path::slashed;
use super::place::{lines, said};
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{LintResult, Severity, digest, fingerprint};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Writes the array.
#[derive(Debug)]
pub struct Gitlab {
    /// The language of places in documents that have no lines.
    lang: Lang,
    issues: Array,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Gitlab {
    /// A writer in this language.
    pub fn new(lang: Lang) -> Self {
        Gitlab {
            lang,
            issues: Array::default(),
        }
    }
}

impl Writer for Gitlab {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let path = slashed(&document.name);
        // GitLab drops all but one of the issues with the same fingerprint
        let mut alike: BTreeMap<String, usize> = BTreeMap::new();
        for diagnostic in &checked.diagnostics {
            let print = fingerprint(diagnostic, &document.text);
            let nth = alike.entry(print.clone()).or_default();
            *nth += 1;
            let fingerprint = digest([path.as_str(), &print, &nth.to_string()]);
            let primary = diagnostic.primary();
            let place = primary.and_then(|l| lines(document, l.span));
            let (begin, end) = place.map_or((1, 1), |(start, end)| (start.line, end.line));
            let issue = Issue {
                description: said(document, &checked.sections, diagnostic, self.lang),
                check_name: &diagnostic.rule,
                fingerprint,
                severity: match diagnostic.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Location {
                    path: &path,
                    lines: Lines { begin, end },
                },
            };
            self.issues.put(out, &issue)?;
        }
        Ok(())
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let path = slashed(input.path);
        let issue = Issue {
            description: input.why.to_owned(),
            check_name: "unread",
            fingerprint: digest([path.as_str(), "unread"]),
            severity: "critical",
            location: Location {
                path: &path,
                lines: Lines { begin: 1, end: 1 },
            },
        };
        self.issues.put(out, &issue)
    }

    fn finish(&mut self, out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}
