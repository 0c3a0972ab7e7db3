//! A finding as a row.

use super::messages::{class, line};
use super::sheet::Entry;
use crate::clamp;
use crate::columns::{DOTS, clip_end, one_line};
use crate::messages::Text;
use crate::place::{lines, words};
use gouji_core::diagnostic::{Applicability, Candidate, Correction, Diagnostic, Section};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// The longest text that is quoted, in columns.
const QUOTE: usize = 120;
/// So many places in other files are named.
const ELSEWHERE: usize = 3;

/// A finding, and what it is about.
pub(super) struct Finding<'a> {
    pub document: &'a Document,
    pub sections: &'a [Section],
    pub diagnostic: &'a Diagnostic,
    pub lang: Lang,
}

impl<'a> Finding<'a> {
    /// From the rule to the source.
    pub fn row(&self) -> Vec<Entry<'a>> {
        let diagnostic = self.diagnostic;
        vec![
            Entry::text(&diagnostic.rule),
            Entry::text(&diagnostic.fault),
            Entry::Severity(diagnostic.severity),
            Entry::text(class(diagnostic.class, self.lang)),
            Entry::Text(self.place().into()),
            Entry::value(self.found()),
            Entry::value(self.expected()),
            Entry::text(&diagnostic.message),
            Entry::maybe(diagnostic.help.as_deref()),
            Entry::maybe(diagnostic.source.as_deref()),
        ]
    }

    /// Where it stands, in words, and where else.
    fn place(&self) -> String {
        let mut place = self.own_place();
        for other in self.diagnostic.elsewhere.iter().take(ELSEWHERE) {
            if !place.is_empty() {
                place.push('\n');
            }
            place.push_str(&Text::Elsewhere.say(self.lang));
            place.push_str(&format!("{}:{} {}", other.path, other.line, other.message));
        }
        place
    }

    /// Where it stands, in words; a cell by its names.
    fn own_place(&self) -> String {
        let Some(label) = self.diagnostic.primary() else {
            return String::new();
        };
        let at = match lines(self.document, label.span) {
            Some((start, _)) => line(start.line, start.column, self.lang),
            None => words(self.document, self.sections, label.span, self.lang).unwrap_or_default(),
        };
        match &label.cell {
            Some(cell) => format!("{}\n{}\n{at}", cell.table, cell.title()),
            None => at,
        }
    }

    /// What is certainly wrong and what it should be: several cells where only together they are the mistake.
    fn corrections(&self) -> &'a [Correction] {
        let sure = self.diagnostic.cause.as_deref().filter(|c| c.sure);
        let first: Option<&Candidate> = sure.and_then(|c| c.candidates.first());
        first.map(|c| c.cells.as_slice()).unwrap_or_default()
    }

    fn found(&self) -> String {
        if let Some(found) = self.cells(|c| &c.found) {
            return found;
        }
        let label = self.diagnostic.primary();
        let span = label.map(|l| clamp(&self.document.text, l.span));
        let words = span.map(|s| one_line(self.document.slice(s)));
        match words {
            Some(words) if words.is_empty() => Text::Blank.say(self.lang),
            Some(words) => clip_end(&words, QUOTE, DOTS),
            None => String::new(),
        }
    }

    /// What arithmetic or a fix in one place says; else nothing that a cell could hold.
    fn expected(&self) -> String {
        if let Some(right) = self.cells(|c| &c.right) {
            return right;
        }
        let mut fixes = self.diagnostic.fixes.iter();
        let safe_first = fixes
            .clone()
            .find(|f| f.applicability == Applicability::Safe)
            .or_else(|| fixes.next());
        match safe_first.map(|f| f.edits.as_slice()) {
            Some([edit]) => one_line(&edit.text),
            _ => String::new(),
        }
    }

    /// The values of the cells that are certainly wrong; with their names where there are several.
    fn cells(&self, value: impl Fn(&Correction) -> &String) -> Option<String> {
        let shown = |c: &Correction| match value(c).is_empty() {
            true => Text::Blank.say(self.lang),
            false => value(c).clone(),
        };
        match self.corrections() {
            [] => None,
            [one] => Some(shown(one)),
            several => {
                let colon = Text::Colon.say(self.lang);
                let named = several
                    .iter()
                    .map(|c| format!("{}{colon}{}", c.cell.title(), shown(c)));
                Some(named.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}
