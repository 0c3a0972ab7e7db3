//! What counts for nothing: findings that were accepted before, and those of the baseline that have gone.

use std::io::{self, Write};

use super::Human;
use crate::messages::Text;
use crate::place::at;
use gouji_core::diagnostic::{Accepted, Vanished};
use gouji_core::document::Document;

/// So many of the findings that have gone are listed.
const LONGEST: usize = 20;

impl Human {
    /// The accepted findings of a document, with what accepts them.
    pub(super) fn accepted(
        &self,
        out: &mut dyn Write,
        document: &Document,
        accepted: &[Accepted],
    ) -> io::Result<()> {
        let lang = self.options.lang;
        let heading = Text::AcceptedIn(&document.name, accepted.len()).say(lang);
        for row in self.wrap(&heading, 0) {
            writeln!(out, "{}", self.styles.help.style(row))?;
        }
        for one in accepted {
            let (diagnostic, colon) = (&one.diagnostic, Text::Colon.say(lang));
            let place = diagnostic
                .primary()
                .map(|l| at(document, l.span, lang) + " ");
            let place = place.unwrap_or_default();
            let said = format!("{place}{}{colon}{}", diagnostic.rule, diagnostic.message);
            self.entry(out, &said)?;
            for row in self.wrap(&Text::By(one).say(lang), 4) {
                writeln!(out, "    {}", self.styles.help.style(row))?;
            }
        }
        writeln!(out)
    }

    /// How many findings of the baseline have gone, and which.
    pub(super) fn vanished(&self, out: &mut dyn Write, vanished: &[Vanished]) -> io::Result<()> {
        if vanished.is_empty() {
            return Ok(());
        }
        let lang = self.options.lang;
        let all = vanished.iter().map(|v| v.count).sum();
        for row in self.wrap(&Text::Vanished(all).say(lang), 0) {
            writeln!(out, "{row}")?;
        }
        for gone in vanished.iter().take(LONGEST) {
            self.entry(out, &Text::Gone(gone).say(lang))?;
        }
        match vanished.len().saturating_sub(LONGEST) {
            0 => Ok(()),
            more => self.entry(out, &Text::More(more).say(lang)),
        }
    }

    /// An entry of a list, its further rows set in.
    pub(super) fn entry(&self, out: &mut dyn Write, text: &str) -> io::Result<()> {
        for (at, row) in self.wrap(text, 4).iter().enumerate() {
            let indent = if at == 0 { "  " } else { "    " };
            writeln!(out, "{indent}{row}")?;
        }
        Ok(())
    }
}
