//! One line for each finding: `path:line:column: severity[rule] message`. Places in other files stand on lines of their
//! own below it: `  also path:line:column: message`.

use std::io::{self, Write};

use super::human::Human;
use super::listing;
use super::messages::Text;
use super::place::behind;
use super::writer::{End, Writer};
use gouji_core::diagnostic::{Diagnostic, Elsewhere, LintResult, Section, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Writes the lines.
#[derive(Clone, Debug)]
pub struct Concise {
    /// The language of places in documents that have no lines.
    pub lang: Lang,
    /// Whether colours are used.
    pub color: bool,
    /// Whether evaluations that could not be decided are listed.
    pub show_unknown: bool,
    /// Whether findings that were accepted before are listed.
    pub show_accepted: bool,
    /// Draws the sums, where they are wanted behind the lines.
    pub sums: Option<Human>,
}

impl Writer for Concise {
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        report(out, document, checked, self.lang, self.color)?;
        if self.show_accepted {
            for accepted in &checked.accepted {
                let line = line(
                    document,
                    &checked.sections,
                    &accepted.diagnostic,
                    self.lang,
                    self.color,
                );
                let by = flat(&Text::By(accepted).say(self.lang));
                writeln!(out, "  {line} [{by}]")?;
            }
        }
        match self.show_unknown {
            true => listing::undecided(out, document, checked, self.lang),
            false => Ok(()),
        }
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        match &self.sums {
            Some(human) => human.summary(out, end.summary),
            None => Ok(()),
        }
    }
}

/// Writes the findings of one document in the order of their places; those without a place come first.
pub fn report(
    out: &mut dyn Write,
    document: &Document,
    checked: &LintResult,
    lang: Lang,
    color: bool,
) -> io::Result<()> {
    let mut order: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
    order.sort_by_key(|d| d.primary().map(|l| l.span.start));
    for diagnostic in order {
        writeln!(
            out,
            "{}",
            line(document, &checked.sections, diagnostic, lang, color)
        )?;
        for other in &diagnostic.elsewhere {
            writeln!(out, "{}", also(other, color))?;
        }
    }
    Ok(())
}

/// One finding as one line, without the line end.
pub fn line(
    document: &Document,
    sections: &[Section],
    diagnostic: &Diagnostic,
    lang: Lang,
    color: bool,
) -> String {
    let mut place = flat(&document.name);
    if let Some(label) = diagnostic.primary() {
        place.push_str(&behind(document, sections, label.span, lang));
    }
    let word = format!("{}[{}]", diagnostic.severity.name(), flat(&diagnostic.rule));
    let message = flat(&diagnostic.message);
    if color {
        let paint = paint(diagnostic.severity);
        format!("\u{1b}[1m{place}:\u{1b}[0m {paint}{word}\u{1b}[0m {message}")
    } else {
        format!("{place}: {word} {message}")
    }
}

fn also(other: &Elsewhere, color: bool) -> String {
    let place = format!("{}:{}:{}", flat(&other.path), other.line, other.column);
    let words = match other.message.is_empty() {
        true => String::new(),
        false => format!(" {}", flat(&other.message)),
    };
    match color {
        true => format!("  also \u{1b}[1m{place}:\u{1b}[0m{words}"),
        false => format!("  also {place}:{words}"),
    }
}

fn paint(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[31m",
        Severity::Warning => "\u{1b}[33m",
        Severity::Info => "\u{1b}[36m",
    }
}

/// The text in one line, without anything that steers a terminal.
fn flat(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}
