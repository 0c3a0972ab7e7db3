//! Marks a copy of a document.

use gouji::annotate::{Copying, Refusal};
use gouji::diagnostic::LintResult;
use gouji::document::{Document, Format};
use gouji::linter::autofix::Level;
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
    /// The bytes of the copy, and the ending of a file that holds them.
    fn copy(&self, bytes: &[u8], document: Document) -> Result<(Vec<u8>, &'static str), Refusal> {
        let acceptances = self.ready.acceptances.as_ref();
        let day = acceptances.map(|a| a.dated().to_string());
        let copying = Copying {
            name: &self.source.name,
            bytes,
            to_word: document.format == Format::Doc,
            level: self.level,
            lang: self.lang,
            day: &day.unwrap_or_default(),
        };
        let (bytes, marked, _) = copying.copy(&document, &|d| Ok::<_, Refusal>(self.check(d)))?;
        let ending = match marked.format {
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Text => "txt",
            _ => "docx",
        };
        Ok((bytes, ending))
    }

    fn check(&self, document: &Document) -> LintResult {
        let checked = self.linter.check(document);
        let named = (&self.source.input, self.source.name.as_str());
        match &self.ready.acceptances {
            Some(all) => all.accept(self.linter, named, document, checked, true).0,
            None => checked,
        }
    }
}
