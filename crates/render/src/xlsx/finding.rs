//! A finding as a row.

use std::borrow::Cow;

use super::messages::{class, line};
use super::sheet::Entry;
use crate::messages::Text;
use crate::place::{lines, words};
use crate::tables::FindingRow;
use gouji_core::diagnostic::{Diagnostic, Section};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// So many places in other files are named.
const ELSEWHERE: usize = 3;

/// A finding, and what it is about.
pub(super) struct Finding<'a> {
    pub document: &'a Document,
    pub sections: &'a [Section],
    pub diagnostic: &'a Diagnostic,
    /// The same as a row of a table.
    pub row: FindingRow<'a>,
    pub lang: Lang,
}

impl<'a> Finding<'a> {
    /// From the rule to the source.
    pub fn row(&self) -> Vec<Entry<'a>> {
        let diagnostic = self.diagnostic;
        let place = self.place();
        let row = &self.row;
        let value =
            |text: &Option<Cow<'a, str>>| Entry::value(text.clone().unwrap_or_default().into());
        vec![
            Entry::text(row.rule),
            Entry::text(row.fault),
            Entry::Severity(diagnostic.severity),
            Entry::text(class(diagnostic.class, self.lang)),
            Entry::Text(place.into()),
            value(&row.found),
            value(&row.expected),
            Entry::text(row.message),
            Entry::maybe(row.help),
            Entry::maybe(row.source),
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
}
