//! For assistants: one line for each finding, with what to do about it, and the sums in the last line.
//!
//! ```text
//! path:line:column: severity [rule] message → what to do
//! total: 2 findings (1 error, 1 warning, 0 info) in 1 of 1 files, 0 undecided, 0 not read
//! ```
//!
//! The lines keep their form from version to version: no colours, no columns of the terminal, nothing that steers one, and
//! no text of a report that is longer than a few hundred characters.

mod messages;

use std::io::{self, Write};

use super::columns::{DOTS, flat};
use super::place::behind;
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{Diagnostic, LintResult, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// The longest message, and the longest advice, in characters.
const LONGEST: usize = 300;

/// Writes the lines.
#[derive(Clone, Debug, Default)]
pub struct Agent {
    /// The language of messages.
    pub lang: Lang,
    /// Whether evaluations that could not be decided are listed.
    pub show_unknown: bool,
    unread: usize,
    /// Reports in which something was found.
    found_in: usize,
}

impl Agent {
    /// A writer of lines in a language.
    pub fn new(lang: Lang, show_unknown: bool) -> Self {
        Agent {
            lang,
            show_unknown,
            ..Agent::default()
        }
    }
}

impl Writer for Agent {
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let mut order: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
        self.found_in += usize::from(!order.is_empty());
        order.sort_by_key(|d| d.primary().map(|l| l.span.start));
        for diagnostic in order {
            writeln!(out, "{}", line(document, checked, diagnostic, self.lang))?;
        }
        match self.show_unknown {
            true => super::listing::undecided(out, document, checked, self.lang),
            false => Ok(()),
        }
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        self.unread += 1;
        writeln!(out, "{}: unread: {}", flat(input.path), short(input.why))
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let all = end.summary;
        let [errors, warnings, infos] = [all.errors, all.warnings, all.infos];
        writeln!(
            out,
            "total: {} findings ({errors} error, {warnings} warning, {infos} info) in {} of {} files, {} undecided, {} not read",
            errors + warnings + infos,
            self.found_in,
            all.reports + all.unrecognised,
            all.counts.unknown,
            self.unread,
        )
    }
}

/// One finding as one line, without the line end.
pub fn line(
    document: &Document,
    checked: &LintResult,
    diagnostic: &Diagnostic,
    lang: Lang,
) -> String {
    let place = diagnostic
        .primary()
        .map(|label| match document.format.is_text() {
            true => behind(document, &checked.sections, label.span, lang),
            // lines and columns of the text that was taken from the file, and what a person looks for in it
            false => {
                let at = document.position(label.span.start);
                let words = behind(document, &checked.sections, label.span, lang);
                format!(":{}:{}:{words}", at.line, at.column)
            }
        });
    let mut line = format!(
        "{}{}: {} [{}] {}",
        flat(&document.name),
        flat(&place.unwrap_or_default()),
        diagnostic.severity.name(),
        flat(&diagnostic.rule),
        short(&diagnostic.message),
    );
    for other in &diagnostic.elsewhere {
        line.push_str(&format!(
            " ({}:{}:{})",
            flat(&other.path),
            other.line,
            other.column
        ));
    }
    let advice = advice(diagnostic, lang);
    line.push_str(&format!(" → {advice}"));
    line
}

/// What to do: the fix where there is one, else what the rule says.
fn advice(diagnostic: &Diagnostic, lang: Lang) -> String {
    let fix = diagnostic.fixes.first();
    let fix = fix.map(|fix| format!("{} ({})", fix.message, fix.applicability.name()));
    let said = fix.or_else(|| diagnostic.help.clone());
    match said.filter(|s| !s.trim().is_empty()) {
        Some(said) => short(&said),
        None => messages::look(diagnostic.severity > Severity::Info, lang).to_owned(),
    }
}

/// A text in one line, of bounded length.
fn short(text: &str) -> String {
    let text = flat(text);
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}{DOTS}", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
