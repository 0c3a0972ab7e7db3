//! What stands under the boxes: lists of places, help, source and fixes; and what could not be decided.

use std::io::{self, Write};

use super::plan::{Plan, Setting};
use super::{Human, list};
use crate::columns::width;
use crate::messages::Text;
use crate::place::at;
use gouji_core::diagnostic::{Diagnostic, Label, Undecided};
use gouji_core::document::Document;

/// So many places in other files are listed.
const ELSEWHERE: usize = 6;

impl Human {
    /// The places that were not drawn.
    pub(super) fn lists(
        &self,
        out: &mut dyn Write,
        setting: Setting<'_>,
        plan: &Plan,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let cause = diagnostic.cause.as_deref();
        let excerpt = cause.and_then(|c| c.excerpt.as_ref());
        let shown = |l: &&Label| {
            excerpt
                .zip(l.cell.as_ref())
                .is_some_and(|(e, c)| e.shows(c))
        };
        let listed = plan
            .listed
            .iter()
            .filter_map(|at| diagnostic.labels.get(*at))
            .filter(|l| !shown(l));
        let (cells, places): (Vec<&Label>, Vec<&Label>) = listed.partition(|l| l.cell.is_some());
        let mut tables = diagnostic
            .primary()
            .into_iter()
            .chain(cells.iter().copied());
        let known = tables
            .find_map(|l| l.cell.as_ref())
            .map(|c| c.table.as_str());
        for (heading, labels) in [(Text::Cells, cells), (Text::Places, places)] {
            if labels.is_empty() {
                continue;
            }
            let heading = self.pen.clean(&heading.say(self.options.lang));
            writeln!(out, "  {}", self.styles.help.style(heading))?;
            for row in list::rows(setting, &labels, known, self.options.width) {
                writeln!(out, "{row}")?;
            }
        }
        Ok(())
    }

    /// File, help, source and fixes.
    pub(super) fn tail(
        &self,
        out: &mut dyn Write,
        document: &Document,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        if diagnostic.labels.is_empty() {
            self.captioned(out, Text::File, &document.name)?;
        }
        let unseen = diagnostic.elsewhere.iter().filter(|e| e.text.is_empty());
        for other in unseen.take(ELSEWHERE) {
            let place = format!("{}:{}:{}  ", other.path, other.line, other.column);
            self.captioned(out, Text::Elsewhere, &(place + &other.message))?;
        }
        if let Some(help) = &diagnostic.help {
            self.captioned(out, Text::Help, help)?;
        }
        if let Some(source) = &diagnostic.source {
            self.captioned(out, Text::Source, source)?;
        }
        for fix in &diagnostic.fixes {
            self.captioned(out, Text::Fix(fix.applicability), &fix.message)?;
        }
        Ok(())
    }

    fn captioned(&self, out: &mut dyn Write, caption: Text<'_>, text: &str) -> io::Result<()> {
        let caption = self.pen.clean(&caption.say(self.options.lang));
        // a full-width colon brings its blank along
        let gap = if caption.ends_with(':') { " " } else { "" };
        let indent = 2 + width(&caption) + gap.len();
        for (at, row) in self.wrap(text.trim(), indent).iter().enumerate() {
            if at == 0 {
                writeln!(out, "  {}{gap}{row}", self.styles.help.style(&caption))?;
            } else {
                writeln!(out, "{}", format!("{:indent$}{row}", "").trim_end())?;
            }
        }
        Ok(())
    }

    /// The evaluations that could not be decided, with their reasons.
    pub(super) fn undecided(
        &self,
        out: &mut dyn Write,
        document: &Document,
        open: &[Undecided],
    ) -> io::Result<()> {
        let heading = Text::Undecided(&document.name, open.len()).say(self.options.lang);
        for row in self.wrap(&heading, 0) {
            writeln!(out, "{}", self.styles.help.style(row))?;
        }
        for one in open {
            let mut text = match one.span {
                Some(span) => format!("{} {}", at(document, span, self.options.lang), one.rule),
                None => one.rule.clone(),
            };
            if !one.instance.is_empty() {
                text.push_str(&Text::Instance(&one.instance).say(self.options.lang));
            }
            text.push_str(&Text::Colon.say(self.options.lang));
            text.push_str(&one.reason);
            self.entry(out, &text)?;
        }
        writeln!(out)
    }
}
