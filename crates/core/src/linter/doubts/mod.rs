//! Tables that were read where they may not stand.

mod words;

use crate::diagnostic::Diagnostic;
use crate::report::{self, Report};
use crate::text::Lang;

/// Tables that one table was read for, and rows that were read from running text.
pub(super) fn doubts(report: &Report<'_>, lang: Lang) -> Vec<Diagnostic> {
    let tables: Vec<_> = report.all_tables().collect();
    let twice = report::read_twice(&tables).into_iter();
    let twice = twice.map(|(spec, other, span)| {
        let other = other.map(|o| o.title.as_str());
        words::read_twice(&spec.title, other, span, lang)
    });
    let text = report::read_from_text(report.document, &tables).into_iter();
    let text = text.map(|(spec, row, span)| words::in_text(&spec.title, row, span, lang));
    twice.chain(text).collect()
}
