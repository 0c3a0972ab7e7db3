//! What an editor asks, and who answers.

use lsp_server::{ErrorCode, Request, RequestId, Response};
use lsp_types::request::{
    CodeActionRequest, CodeLensRequest, Completion, DocumentDiagnosticRequest,
    DocumentSymbolRequest, ExecuteCommand, FoldingRangeRequest, GotoDefinition, HoverRequest,
    InlayHintRequest, PrepareRenameRequest, References, Rename, Request as Kind,
    WorkspaceDiagnosticRequest,
};
use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, LSPAny,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};

use super::buffers::Buffer;
use super::serve::Desk;
use super::worker::{Job, findings, is_pack};
use super::workspace::{self, result_id};
use super::{pack, report};

/// A value of the protocol.
pub(super) fn value<T: serde::Serialize>(value: T) -> LSPAny {
    Response::new_ok(0.into(), value).result.unwrap_or_default()
}

/// Answers a question, now or from the background.
pub(super) fn answer(desk: &Desk, request: Request) {
    if desk.is_cancelled(&request.id) {
        let code = ErrorCode::RequestCanceled as i32;
        return desk.reply(request.id, Err((code, String::new())));
    }
    let asked = Asked { desk, request };
    match asked.request.method.as_str() {
        HoverRequest::METHOD => asked.with::<HoverRequest>(|p| {
            let at = p.text_document_position_params;
            let (uri, buffer) = opened(desk, &at.text_document.uri)?;
            match is_pack(uri) {
                true => pack::hover(desk, uri, &buffer, at.position),
                false => report::hover(desk, uri, &buffer, at.position),
            }
        }),
        GotoDefinition::METHOD => asked.with::<GotoDefinition>(|p| {
            let at = p.text_document_position_params;
            let (uri, buffer) = opened(desk, &at.text_document.uri)?;
            match is_pack(uri) {
                true => pack::definition(desk, uri, &buffer, at.position),
                false => report::definition(desk, uri, &buffer, at.position),
            }
        }),
        CodeActionRequest::METHOD => asked.with::<CodeActionRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            (!is_pack(uri)).then(|| report::actions(desk, uri, &buffer, &p))?
        }),
        InlayHintRequest::METHOD => asked.with::<InlayHintRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            (!is_pack(uri)).then(|| report::hints(desk, uri, &buffer, p.range))?
        }),
        DocumentSymbolRequest::METHOD => asked.with::<DocumentSymbolRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            (!is_pack(uri)).then(|| report::symbols(desk, uri, &buffer))?
        }),
        FoldingRangeRequest::METHOD => asked.with::<FoldingRangeRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            (!is_pack(uri)).then(|| report::folds(desk, uri, &buffer))?
        }),
        CodeLensRequest::METHOD => asked.with::<CodeLensRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            match is_pack(uri) {
                true => pack::lenses(desk, uri, &buffer),
                false => report::lenses(desk, uri, &buffer),
            }
        }),
        Completion::METHOD => asked.with::<Completion>(|p| {
            let at = p.text_document_position;
            let (uri, buffer) = opened(desk, &at.text_document.uri)?;
            is_pack(uri).then(|| pack::completion(desk, uri, &buffer, at.position))?
        }),
        References::METHOD => asked.with::<References>(|p| {
            let at = p.text_document_position;
            let (uri, buffer) = opened(desk, &at.text_document.uri)?;
            let defined = p.context.include_declaration;
            is_pack(uri).then(|| pack::references(desk, uri, &buffer, at.position, defined))?
        }),
        PrepareRenameRequest::METHOD => asked.with::<PrepareRenameRequest>(|p| {
            let (uri, buffer) = opened(desk, &p.text_document.uri)?;
            is_pack(uri).then(|| pack::prepare(desk, uri, &buffer, p.position))?
        }),
        Rename::METHOD => asked.with::<Rename>(|p| {
            let at = p.text_document_position;
            let (uri, buffer) = opened(desk, &at.text_document.uri)?;
            is_pack(uri).then(|| pack::rename(desk, uri, &buffer, at.position, &p.new_name))?
        }),
        ExecuteCommand::METHOD => asked.with::<ExecuteCommand>(|p| report::command(desk, &p)),
        DocumentDiagnosticRequest::METHOD => {
            asked.background::<DocumentDiagnosticRequest>(diagnose)
        }
        WorkspaceDiagnosticRequest::METHOD => {
            asked.background::<WorkspaceDiagnosticRequest>(workspace::pull);
        }
        other => {
            let said = (ErrorCode::MethodNotFound as i32, other.to_owned());
            desk.reply(asked.request.id, Err(said));
        }
    }
}

struct Asked<'d> {
    desk: &'d Desk,
    request: Request,
}

impl Asked<'_> {
    /// Answers at once; an answer that there is none is `null`.
    fn with<R: Kind>(self, find: impl FnOnce(R::Params) -> R::Result)
    where
        R::Params: serde::de::DeserializeOwned,
    {
        let id = self.request.id.clone();
        match self.request.extract::<R::Params>(R::METHOD) {
            Ok((id, params)) => self.desk.reply(id, Ok(value(find(params)))),
            Err(error) => self.desk.reply(id, Err(wrong(&error))),
        }
    }

    /// Leaves the answer to the background.
    fn background<R: Kind>(self, answer: fn(&Desk, RequestId, R::Params))
    where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
    {
        let id = self.request.id.clone();
        match self.request.extract::<R::Params>(R::METHOD) {
            Ok((id, params)) => {
                let act = move |desk: &Desk| answer(desk, id, params);
                self.desk.job(Job::Answer(Box::new(act)));
            }
            Err(error) => self.desk.reply(id, Err(wrong(&error))),
        }
    }
}

fn wrong<T: std::fmt::Debug>(error: &lsp_server::ExtractError<T>) -> (i32, String) {
    let why = match error {
        lsp_server::ExtractError::JsonError { error, .. } => error.to_string(),
        lsp_server::ExtractError::MethodMismatch(_) => String::new(),
    };
    (ErrorCode::InvalidParams as i32, why)
}

fn opened<'u>(desk: &Desk, uri: &'u Uri) -> Option<(&'u Uri, Buffer)> {
    Some((uri, desk.buffer(uri)?))
}

/// Answers what is found in one document.
fn diagnose(desk: &Desk, id: RequestId, params: DocumentDiagnosticParams) {
    let uri = params.text_document.uri;
    let buffer = desk.buffer(&uri);
    let found = buffer.and_then(|b| findings(desk, &uri, &b));
    let items = found.unwrap_or_default();
    let result_id = result_id(&items);
    let report = match params.previous_result_id {
        Some(before) if before == result_id => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id,
                },
            })
        }
        _ => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id),
                items,
            },
        }),
    };
    desk.reply(id, Ok(value(report)));
}
