//! One of many reports: a line over its findings, the worst of them first; hints in a line each.

use std::io::{self, Write};

use super::Human;
use crate::columns::clip;
use crate::messages::Text;
use crate::place::at;
use crate::sums;
use gouji_core::diagnostic::{Diagnostic, LintResult, ReportTally, Severity};
use gouji_core::document::Document;

impl Human {
    pub(super) fn grouped(
        &self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        if checked.diagnostics.is_empty() {
            return Ok(());
        }
        self.header(out, document, checked)?;
        let is_hint = |d: &&Diagnostic| d.severity == Severity::Info;
        let (hints, mut grave): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            checked.diagnostics.iter().partition(is_hint);
        grave.sort_by_key(|d| std::cmp::Reverse(d.severity));
        for diagnostic in grave {
            self.draw(out, (document, &checked.sections), diagnostic)?;
        }
        for hint in &hints {
            self.hint(out, document, hint)?;
        }
        match hints.is_empty() {
            true => Ok(()),
            false => writeln!(out),
        }
    }

    /// The name of the report, the body, the year, and how much was found.
    fn header(
        &self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let lang = self.options.lang;
        let year = checked.year.map(|y| Text::Year(y).say(lang));
        let about = [checked.body.clone(), year];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let found = sums::tally(&ReportTally::new(checked), lang);
        for row in self.wrap(&document.name, 0) {
            writeln!(out, "{}", self.styles.link.style(row))?;
        }
        let colon = Text::Colon.say(lang);
        let said = match about.is_empty() {
            true => found,
            false => format!("{}{colon}{found}", about.join(" ")),
        };
        for row in self.wrap(&said, 2) {
            writeln!(out, "  {row}")?;
        }
        writeln!(out)
    }

    /// A hint in one line, as far as that reaches.
    fn hint(
        &self,
        out: &mut dyn Write,
        document: &Document,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let lang = self.options.lang;
        let place = diagnostic.primary().map(|l| at(document, l.span, lang));
        let place = place.map_or(String::new(), |p| format!("{p} "));
        let word = Text::Severity(diagnostic.severity).say(lang);
        let head = self.pen.clean(&format!("{word}[{}]", diagnostic.rule));
        let rest = self.pen.clean(&format!(" {place}{}", diagnostic.message));
        let room = self.options.width.saturating_sub(self.pen.columns(&head));
        let rest = clip(&rest, room);
        writeln!(out, "{}{rest}", self.styles.advice.style(head))
    }
}
