//! JUnit XML: a suite for each report, a case for each finding and for each evaluation that could not be
//! decided. Findings that were accepted before are skipped.

use std::io::{self, Write};

use super::messages::Text;
use super::path::slashed;
use super::place::{at, said};
use super::writer::{End, Unread, Writer};
use super::xml::{attribute, content};
use gouji_core::diagnostic::{Accepted, Diagnostic, LintResult, Section, Severity, Undecided};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// Writes the suites.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The language of captions and of places in documents that have no lines.
    pub lang: Lang,
    /// Findings from here on up are failures; the others pass, and say what they have to say.
    pub fail_on: Option<Severity>,
}

impl Writer for Junit {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"{}\">", gouji_core::NAME)
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let path = slashed(&document.name);
        let findings = checked.diagnostics.len();
        let failures = checked.diagnostics.iter().filter(|d| self.fails(d)).count();
        let others = checked.accepted.len() + checked.open.len();
        let nothing = findings + others == 0;
        let sums = Sums {
            tests: findings + others + usize::from(nothing),
            failures,
            errors: 0,
            // nothing was checked in what is no report
            skipped: match checked.kind {
                Some(_) => others,
                None => findings - failures + others,
            },
        };
        sums.open(out, &path)?;
        if nothing {
            let (name, path) = (gouji_core::NAME, attribute(&path));
            writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\"/>")?;
        }
        for diagnostic in &checked.diagnostics {
            self.finding(
                out,
                (document, &checked.sections),
                diagnostic,
                checked.kind.is_some(),
            )?;
        }
        for accepted in &checked.accepted {
            self.accepted(out, (document, &checked.sections), accepted)?;
        }
        for open in &checked.open {
            self.undecided(out, document, open)?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let path = slashed(input.path);
        let sums = Sums {
            tests: 1,
            failures: 0,
            errors: 1,
            skipped: 0,
        };
        sums.open(out, &path)?;
        let (path, why) = (attribute(&path), attribute(input.why));
        writeln!(out, "    <testcase name=\"unread\" classname=\"{path}\">")?;
        writeln!(out, "      <error message=\"{why}\" type=\"unread\"/>")?;
        writeln!(out, "    </testcase>\n  </testsuite>")
    }

    fn finish(&mut self, out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        writeln!(out, "</testsuites>")
    }
}

/// How the cases of a suite ended.
struct Sums {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Sums {
    fn open(&self, out: &mut dyn Write, path: &str) -> io::Result<()> {
        let path = attribute(path);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" file=\"{path}\">",
            self.tests, self.failures, self.errors, self.skipped
        )
    }
}

impl Junit {
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        self.fail_on
            .is_some_and(|limit| diagnostic.severity >= limit)
    }

    fn finding(
        &self,
        out: &mut dyn Write,
        (document, sections): (&Document, &[Section]),
        diagnostic: &Diagnostic,
        checked: bool,
    ) -> io::Result<()> {
        let span = diagnostic.primary().map(|l| l.span);
        self.case(out, document, &diagnostic.rule, span)?;
        let message = said(document, sections, diagnostic, self.lang);
        let kind = diagnostic.severity.name();
        if self.fails(diagnostic) {
            let (message, text) = (attribute(&message), content(&self.text(diagnostic)));
            writeln!(
                out,
                "      <failure message=\"{message}\" type=\"{kind}\">{text}</failure>"
            )?;
        } else if !checked {
            writeln!(out, "      <skipped message=\"{}\"/>", attribute(&message))?;
        } else {
            let text = format!("{kind}: {message}\n{}", self.text(diagnostic));
            writeln!(
                out,
                "      <system-out>{}</system-out>",
                content(text.trim_end())
            )?;
        }
        writeln!(out, "    </testcase>")
    }

    /// A finding that was accepted before: it is skipped, and says why.
    fn accepted(
        &self,
        out: &mut dyn Write,
        (document, sections): (&Document, &[Section]),
        accepted: &Accepted,
    ) -> io::Result<()> {
        let diagnostic = &accepted.diagnostic;
        let span = diagnostic.primary().map(|l| l.span);
        self.case(out, document, &diagnostic.rule, span)?;
        let by = Text::By(accepted).say(self.lang);
        let said = said(document, sections, diagnostic, self.lang);
        let why = format!("{by}{}{said}", Text::Semicolon.say(self.lang));
        writeln!(out, "      <skipped message=\"{}\"/>", attribute(&why))?;
        writeln!(out, "    </testcase>")
    }

    fn undecided(
        &self,
        out: &mut dyn Write,
        document: &Document,
        open: &Undecided,
    ) -> io::Result<()> {
        self.case(out, document, &open.rule, open.span)?;
        let reason = match open.instance.is_empty() {
            true => open.reason.clone(),
            false => format!(
                "{}{}{}",
                open.instance,
                Text::Colon.say(self.lang),
                open.reason
            ),
        };
        writeln!(out, "      <skipped message=\"{}\"/>", attribute(&reason))?;
        writeln!(out, "    </testcase>")
    }

    /// Opens a case.
    fn case(
        &self,
        out: &mut dyn Write,
        document: &Document,
        rule: &str,
        span: Option<Span>,
    ) -> io::Result<()> {
        let name = match span {
            Some(span) => format!("{rule} {}", at(document, span, self.lang)),
            None => rule.to_owned(),
        };
        let (name, path) = (attribute(&name), attribute(&slashed(&document.name)));
        // strict readers know no file and no line here: the name holds the place
        writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\">")
    }

    /// What to do and who says so, each on its line.
    fn text(&self, diagnostic: &Diagnostic) -> String {
        let captioned = |caption: Text<'_>, text: &Option<String>| {
            let text = text.as_deref()?;
            Some(super::messages::captioned(&caption.say(self.lang), text))
        };
        let parts = [
            captioned(Text::Help, &diagnostic.help),
            captioned(Text::Source, &diagnostic.source),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}
