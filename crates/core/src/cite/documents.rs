//! From documents to cited numbers: reads the reports, and says which documents are none.

use super::{Against, Cited, cite};
use crate::document::Document;
use crate::linter::{Linter, Opened};
use crate::pack::Library;
use crate::report::Report;
use crate::text::Lang;
use std::sync::Arc;

/// The numbers of a text, and the reports that it was held against.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    /// The numbers, in the order of the text.
    pub numbers: Vec<Cited>,
    /// The reports; bases name them by their index.
    pub reports: Vec<CitedReport>,
    /// The documents, by index, that are no reports.
    pub strangers: Vec<usize>,
}

/// A report that a text was held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedReport {
    /// Its document, by index.
    pub document: usize,
    /// The body that reports.
    pub body: Option<String>,
    /// The year that it reports on.
    pub year: Option<i32>,
}

/// Holds the numbers of a text against documents, each with the linter whose packs hold for it.
pub fn cite_documents(
    text: &Document,
    documents: &[(&Linter, &Document)],
    lang: Lang,
) -> Citations {
    let mut found = Citations::default();
    let mut opened: Vec<(usize, Opened<'_>)> = Vec::new();
    for (at, (linter, document)) in documents.iter().enumerate() {
        match linter.open(document) {
            Some(one) => opened.push((at, one)),
            None => found.strangers.push(at),
        }
    }
    let (known, libraries): (Vec<_>, Vec<Arc<Library>>) = opened
        .into_iter()
        .map(|(at, one)| ((at, one.recognised), one.library))
        .unzip();
    let mut reports: Vec<(Report<'_>, &Library)> = Vec::new();
    for ((at, one), library) in known.into_iter().zip(&libraries) {
        let kind = library.kinds.iter().find(|kind| kind.id == one.kind);
        match kind.and_then(|kind| one.read(kind)) {
            Some(report) => {
                found.reports.push(CitedReport {
                    document: at,
                    body: report.body().map(str::to_owned),
                    year: report.year(),
                });
                reports.push((report, library));
            }
            None => found.strangers.push(at),
        }
    }
    let against: Vec<Against<'_>> = reports
        .iter()
        .map(|(report, library)| Against {
            report,
            rules: library.rules_of(&report.kind.id),
        })
        .collect();
    found.numbers = cite(text, &against, lang);
    found
}
