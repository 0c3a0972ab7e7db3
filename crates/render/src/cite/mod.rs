//! The numbers of a text against reports: for people and for programs.

mod json;
mod messages;
mod text;

use crate::why::Style;
use gouji_core::cite::{Basis, Citations, Cited, Support};
use gouji_core::document::Document;
use std::io::{self, Write};

/// A text, the reports that it was held against, and what came of its numbers.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The text.
    pub text: &'a Document,
    /// The documents of the reports, as they were given.
    pub documents: &'a [&'a Document],
    /// What came of it.
    pub citations: &'a Citations,
    /// Numbers that reports bear out are listed, too.
    pub all: bool,
    /// How it is shown.
    pub style: Style,
}

impl View<'_> {
    /// For people.
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, out)
    }

    /// For programs: version 1 of the format.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }

    fn count(&self, support: Support) -> usize {
        let numbers = self.citations.numbers.iter();
        numbers.filter(|n| n.support == support).count()
    }

    /// The document of the report that something stands in.
    fn document_of(&self, basis: &Basis) -> Option<&Document> {
        let report = self.citations.reports.get(basis.report)?;
        self.documents.get(report.document).copied()
    }

    /// The numbers that are listed.
    fn listed(&self) -> impl Iterator<Item = &Cited> {
        let fine = |n: &Cited| matches!(n.support, Support::Stands | Support::Follows);
        let numbers = self.citations.numbers.iter();
        numbers.filter(move |n| self.all || !fine(n))
    }
}
