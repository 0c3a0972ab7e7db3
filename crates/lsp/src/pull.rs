//! What is found in one document, for editors that ask for it.

use lsp_server::{ErrorCode, RequestId};
use lsp_types::{
    DiagnosticServerCancellationData, DocumentDiagnosticParams, DocumentDiagnosticReport,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::buffers::Buffer;
use super::findings::findings;
use super::known::Outdated;
use super::requests::value;
use super::serve::Session;
use super::size::Size;
use super::worker::REST;
use super::workspace::result_id;

/// Answers what is found in one document.
pub(super) fn diagnose(session: &Session, id: RequestId, params: DocumentDiagnosticParams) {
    let uri = params.text_document.uri;
    let before = params.previous_result_id;
    loop {
        let size = session.buffers().size(&uri).map(|(size, _)| size);
        if size == Some(Size::Large) && !session.is_due(&uri) {
            // what was found when it was opened or saved still stands in the editor
            return match before {
                Some(before) => session.reply(id, Ok(value(unchanged(before)))),
                None => again(session, id, false),
            };
        }
        let buffer = session.buffer(&uri);
        let rests = |b: &Buffer| size != Some(Size::Large) || session.rests(&uri, b, REST);
        let found = match &buffer {
            None => Ok(None),
            Some(buffer) if rests(buffer) => findings(session, &uri, buffer),
            Some(_) => Err(Outdated),
        };
        match found {
            Ok(found) => {
                session.done(&uri);
                let items = found.unwrap_or_default();
                let result_id = result_id(&items);
                let report = match before {
                    Some(before) if before == result_id => unchanged(result_id),
                    _ => full(items, result_id),
                };
                return session.reply(id, Ok(value(report)));
            }
            Err(Outdated) => {
                let is_now = buffer.is_some_and(|b| session.buffers().is_now(&uri, &b.text));
                if session.is_ending() || !is_now {
                    return again(session, id, true);
                }
            }
        }
    }
}

fn full(items: Vec<lsp_types::Diagnostic>, result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items,
        },
    })
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

/// There is no answer; whether it should be asked for again.
fn again(session: &Session, id: RequestId, retrigger_request: bool) {
    let data = DiagnosticServerCancellationData { retrigger_request };
    let error = lsp_server::ResponseError {
        code: ErrorCode::ServerCancelled as i32,
        message: String::new(),
        data: Some(value(data)),
    };
    session.send(lsp_server::Response {
        id,
        result: None,
        error: Some(error),
    });
}
