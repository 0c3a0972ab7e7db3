//! Findings that were accepted before.

use serde::Serialize;

use super::DiagnosticOut;
use gouji_core::diagnostic::Accepted;
use gouji_core::document::Document;

#[derive(Serialize)]
pub(super) struct AcceptedOut<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    who: &'a str,
    #[serde(flatten)]
    diagnostic: DiagnosticOut<'a>,
}

impl<'a> AcceptedOut<'a> {
    pub fn new(document: &Document, accepted: &'a Accepted) -> Self {
        AcceptedOut {
            by: accepted.by.name(),
            reason: &accepted.reason,
            who: &accepted.who,
            diagnostic: DiagnosticOut::new(document, &accepted.diagnostic),
        }
    }
}
