//! Fixes a text.

use gouji::document::Document;
use gouji::input::{EncodeError, encode};
use gouji::linter::Keep;
use gouji::linter::autofix::{self, Level};
use gouji::project::read;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::checker::Checker;
use crate::inputs::Given;
use crate::messages::Say;
use crate::problem::GoujiError;

/// The new bytes and text; rule and message of each finding that was fixed, and of those that have a fix which was left
/// out because it would have done harm.
pub(crate) type Fixed = (
    Py<PyBytes>,
    String,
    Vec<(String, String)>,
    Vec<(String, String)>,
);

/// Fixes one input. Files are not written to.
pub(crate) fn fix(
    checker: &Checker,
    py: Python<'_>,
    given: Given,
    suggestions: bool,
) -> PyResult<Fixed> {
    let lang = checker.request.lang;
    let (bytes, text, fixed, left) = py.detach(|| {
        let ready = checker.ready(vec![given], checker.options(Keep::Findings, false), true)?;
        let failed = |words: String| GoujiError::new_err(words);
        let (source, linter) = ready.one().map_err(failed)?;
        let old = source
            .with_bytes(|bytes| Ok((bytes.to_vec(), read::document(&source.name, bytes, true)?)));
        let (old, document) = old.map_err(|why| failed(why.message(&source.name, lang)))?;
        if !document.format.is_text() {
            return Err(failed(Say::NoText(document.format.name()).say(lang)));
        }
        let level = if suggestions {
            Level::Suggestions
        } else {
            Level::Safe
        };
        let check = |document: &Document| {
            let checked = linter.check(document);
            match &ready.acceptances {
                Some(all) => {
                    all.accept(
                        linter,
                        (&source.input, &source.name),
                        document,
                        checked,
                        true,
                    )
                    .0
                }
                None => checked,
            }
        };
        let done = autofix::fix(document, level, &check);
        let bytes = match done.fixed.is_empty() {
            true => old,
            false => encode(&done.document.text, &old).map_err(|error| {
                failed(match error {
                    EncodeError::Unfaithful => Say::Unfaithful.say(lang),
                    EncodeError::Unencodable(c) => Say::Unencodable(c).say(lang),
                })
            })?,
        };
        let said = |all: Vec<gouji::diagnostic::Diagnostic>| {
            let all = all.into_iter().map(|d| (d.rule, d.message));
            all.collect::<Vec<_>>()
        };
        Ok((bytes, done.document.text, said(done.fixed), said(done.left)))
    })?;
    Ok((PyBytes::new(py, &bytes).unbind(), text, fixed, left))
}
