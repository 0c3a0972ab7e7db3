//! Ways to fix a finding, and how many were fixed.

use serde::Serialize;

use super::Range;
use gouji_core::diagnostic::{Fix, Summary};
use gouji_core::document::Document;
use gouji_core::text::Edit;

#[derive(Serialize)]
pub(super) struct FixOut<'a> {
    message: &'a str,
    applicability: &'static str,
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct EditOut<'a> {
    #[serde(flatten)]
    place: Range,
    text: &'a str,
}

/// What `--fix` did.
#[derive(Serialize)]
pub(super) struct FixedOut {
    findings: usize,
    files: usize,
}

impl<'a> FixOut<'a> {
    pub fn new(document: &Document, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter();
        FixOut {
            message: &fix.message,
            applicability: fix.applicability.name(),
            edits: edits.map(|e| EditOut::new(document, e)).collect(),
        }
    }
}

impl<'a> EditOut<'a> {
    fn new(document: &Document, edit: &'a Edit) -> Self {
        EditOut {
            place: Range::new(document, edit.span),
            text: &edit.text,
        }
    }
}

impl FixedOut {
    pub fn new(summary: &Summary) -> Option<Self> {
        (summary.fixed > 0).then_some(FixedOut {
            findings: summary.fixed,
            files: summary.fixed_files,
        })
    }
}
