//! Where something stands, as columns.

use std::borrow::Cow;

use gouji_core::diagnostic::LintResult;
use gouji_core::document::{Document, Spot};
use gouji_core::text::{Lang, Span};

use crate::clamp;

/// Where a span stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spots {
    pub place: Option<Cow<'static, str>>,
    pub page: Option<i64>,
    pub line: Option<i64>,
    pub line_column: Option<i64>,
    pub paragraph: Option<i64>,
    pub start: Option<i64>,
    pub end: Option<i64>,
}

impl Spots {
    pub fn of(document: &Document, checked: &LintResult, span: Option<Span>, lang: Lang) -> Self {
        let Some(span) = span else {
            return Spots::default();
        };
        let span = clamp(&document.text, span);
        let place = document.locate(span.start);
        let words = crate::place_in_words(document, &checked.sections, span, lang);
        let mut spots = Spots {
            place: Some(Cow::Owned(words)),
            page: place.page.map(count),
            start: Some(i64::from(span.start)),
            end: Some(i64::from(span.end)),
            ..Spots::default()
        };
        match place.spot {
            Spot::Line(at) => {
                spots.line = Some(i64::from(at.line));
                spots.line_column = Some(i64::from(at.column));
            }
            Spot::Paragraph(nth) => spots.paragraph = Some(count(nth)),
            Spot::Cell { .. } | Spot::Sheet(_) => {}
        }
        spots
    }
}

/// A count as a value of a column.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
