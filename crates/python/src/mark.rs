//! Marks a copy of a document.

use gouji::annotate::{Refusal, Remarks, docx, html, pdf, text};
use gouji::diagnostic::Checked;
use gouji::document::{Document, Format};
use gouji::input::{self, docx::write};
use gouji::linter::autofix::{Level, tried};
use gouji::linter::{Keep, Linter};
use gouji::project::read;
use gouji::text::Lang;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::checker::{Checker, Ready};
use crate::inputs::{Given, Source};
use crate::problem::GoujiError;

/// The bytes of the copy, and the ending of a file that holds them.
pub(crate) type Marked = (Py<PyBytes>, &'static str);

/// What marks an input.
struct Marker<'m> {
    ready: &'m Ready,
    source: &'m Source,
    linter: &'m Linter,
    level: Option<Level>,
    lang: Lang,
}

/// Marks one input; with corrections as tracked changes, where it is a Word document.
pub(crate) fn annotate(
    checker: &Checker,
    py: Python<'_>,
    given: Given,
    (corrections, suggestions): (bool, bool),
) -> PyResult<Marked> {
    let lang = checker.request.lang;
    let (bytes, ending) = py.detach(|| {
        let ready = checker.ready(vec![given], checker.options(Keep::Findings, false), true)?;
        let failed = |words: String| GoujiError::new_err(words);
        let (source, linter) = ready.one().map_err(failed)?;
        let old = source
            .with_bytes(|bytes| Ok((bytes.to_vec(), read::document(&source.name, bytes, false)?)));
        let (old, document) = old.map_err(|why| failed(why.message(&source.name, lang)))?;
        let level = match (corrections, suggestions) {
            (_, true) => Some(Level::Suggestions),
            (true, false) => Some(Level::Safe),
            (false, false) => None,
        };
        let marker = Marker {
            ready: &ready,
            source,
            linter,
            level,
            lang,
        };
        let marked = marker.copy(&old, document);
        marked.map_err(|refusal| failed(format!("{}: {}", source.name, refusal.message(lang))))
    })?;
    Ok((PyBytes::new(py, &bytes).unbind(), ending))
}

impl Marker<'_> {
    fn copy(&self, bytes: &[u8], document: Document) -> Result<(Vec<u8>, &'static str), Refusal> {
        let name = &self.source.name;
        match document.format {
            Format::Docx => Ok((self.word(bytes)?, "docx")),
            Format::Doc => {
                let plain = write::written(&write::pieces(&document))?;
                Ok((self.word(&plain)?, "docx"))
            }
            Format::Html => {
                let clean = html::clean(bytes)?;
                let (document, trace) = input::html::trace(&clean);
                let document = input::finished(document, name);
                let remarks = self.remarks(&document);
                Ok((html::mark(&clean, &trace, &remarks)?, "html"))
            }
            Format::Text => {
                let style = text::Style::of(name);
                let clean = text::bytes(&text::clean(&document.text, style)?, bytes)?;
                let document = input::read(name, &clean)?;
                let marked = text::mark(&document, &self.remarks(&document), style)?;
                Ok((text::bytes(&marked, &clean)?, "txt"))
            }
            Format::Pdf => {
                let clean = pdf::clean(bytes)?;
                let (document, trace) = input::pdf::trace(clean)?;
                let document = input::finished(document, name);
                let remarks = self.remarks(&document);
                let marked = |date: &str| pdf::mark(clean, &trace, &remarks, date);
                Ok((self.dated(bytes, pdf::date(bytes), &marked)?, "pdf"))
            }
            format => Err(Refusal::Format(format)),
        }
    }

    fn word(&self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        let clean = docx::clean(bytes)?;
        let (document, trace) = input::docx::trace(&clean)?;
        let document = input::finished(document, &self.source.name);
        let checked = self.check(&document);
        let remarks = Remarks::new(&document, &checked, self.lang);
        let edits = self
            .level
            .map(|l| tried(&document, &checked, l, &|d| self.check(d)));
        let edits = edits.unwrap_or_default();
        let marked = |date: &str| {
            let marks = docx::Marks {
                remarks: &remarks,
                edits: &edits,
                date,
            };
            docx::mark(&clean, &document, &trace, marks)
        };
        self.dated(bytes, docx::date(bytes), &marked)
    }

    /// The marked copy: with the date of the marks of an earlier run where they say the same, else with that of today.
    fn dated(
        &self,
        bytes: &[u8],
        earlier: Option<String>,
        marked: &dyn Fn(&str) -> Result<Vec<u8>, Refusal>,
    ) -> Result<Vec<u8>, Refusal> {
        if let Some(earlier) = earlier {
            let same = marked(&earlier)?;
            if same == bytes {
                return Ok(same);
            }
        }
        let day = self
            .ready
            .acceptances
            .as_ref()
            .map(|a| a.dated().to_string());
        marked(&format!("{}T00:00:00Z", day.unwrap_or_default()))
    }

    fn remarks(&self, document: &Document) -> Remarks {
        Remarks::new(document, &self.check(document), self.lang)
    }

    fn check(&self, document: &Document) -> Checked {
        let checked = self.linter.check(document);
        let named = (&self.source.input, self.source.name.as_str());
        match &self.ready.acceptances {
            Some(all) => all.accept(self.linter, named, document, checked, true).0,
            None => checked,
        }
    }
}
