//! What an editor asks, and who answers.

use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Request, RequestId, Response};
use lsp_types::request::{
    CodeActionRequest, CodeLensRequest, Completion, DocumentDiagnosticRequest,
    DocumentSymbolRequest, ExecuteCommand, FoldingRangeRequest, GotoDefinition, HoverRequest,
    InlayHintRequest, PrepareRenameRequest, References, Rename, Request as Kind,
    SignatureHelpRequest, WorkspaceDiagnosticRequest,
};
use lsp_types::{LSPAny, TextDocumentPositionParams, Uri};

use super::buffers::Buffer;
use super::findings::is_pack;
use super::pull::diagnose;
use super::serve::Session;
use super::size::Size;
use super::worker::Job;
use super::{pack, report, workspace};

/// A value of the protocol.
pub(super) fn value<T: serde::Serialize>(value: T) -> LSPAny {
    Response::new_ok(0.into(), value).result.unwrap_or_default()
}

/// A question, for the thread that answers.
pub(super) enum Question {
    /// One that is answered once as much is known of a document as is going to be, or it is too late.
    About(Option<(Uri, Buffer)>, Instant, Answer),
    /// There is no more.
    Stop,
}

/// Answers a question.
pub(super) type Answer = Box<dyn FnOnce(&Session) + Send>;

/// How long a check that is quick is waited for …
const LONG: Duration = Duration::from_secs(5);
/// … and one that may not be.
const SHORT: Duration = Duration::from_millis(200);

fn patience(bytes: usize) -> Duration {
    match Size::of(bytes) {
        Size::Quick => LONG,
        Size::Small => SHORT,
        Size::Large | Size::Huge => Duration::ZERO,
    }
}

/// Answers questions, in the order in which they are asked, until there are no more.
pub(super) fn answers(session: &Session, asked: &Receiver<Question>) {
    for question in asked {
        let Question::About(document, until, answer) = question else {
            break;
        };
        if let Some((uri, buffer)) = document.filter(|(uri, _)| !is_pack(uri)) {
            if Size::of(buffer.text.len()).is_small() && session.seen(&uri, &buffer).is_none() {
                session.job(Job::Evaluate(uri.clone()));
            }
            session.waiting.store(true, Ordering::Relaxed);
            if !session.wait(&uri, &buffer, until) {
                session.late.store(true, Ordering::Relaxed);
            }
            session.waiting.store(false, Ordering::Relaxed);
        }
        answer(session);
    }
}

/// Takes in a question.
pub(super) fn ask(session: &Session, request: Request) {
    if session.is_cancelled(&request.id) {
        return cancelled(session, request.id);
    }
    let asked = Asked { session, request };
    match asked.request.method.as_str() {
        HoverRequest::METHOD => asked.with::<HoverRequest>(
            |p| Some(of(&p.text_document_position_params)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position_params.position;
                match is_pack(uri) {
                    true => pack::hover(session, uri, buffer, at),
                    false => report::hover(session, uri, buffer, at),
                }
            },
        ),
        GotoDefinition::METHOD => asked.with::<GotoDefinition>(
            |p| Some(of(&p.text_document_position_params)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position_params.position;
                match is_pack(uri) {
                    true => pack::definition(session, uri, buffer, at),
                    false => report::definition(session, uri, buffer, at),
                }
            },
        ),
        CodeActionRequest::METHOD => asked.with::<CodeActionRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), p| {
                (!is_pack(uri)).then(|| report::actions(session, uri, buffer, &p))?
            },
        ),
        InlayHintRequest::METHOD => asked.with::<InlayHintRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), p| {
                (!is_pack(uri)).then(|| report::hints(session, uri, buffer, p.range))?
            },
        ),
        DocumentSymbolRequest::METHOD => asked.with::<DocumentSymbolRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), _| {
                (!is_pack(uri)).then(|| report::symbols(session, uri, buffer))?
            },
        ),
        FoldingRangeRequest::METHOD => asked.with::<FoldingRangeRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), _| {
                (!is_pack(uri)).then(|| report::folds(session, uri, buffer))?
            },
        ),
        CodeLensRequest::METHOD => asked.with::<CodeLensRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), _| match is_pack(uri) {
                true => pack::lenses(session, uri, buffer),
                false => report::lenses(session, uri, buffer),
            },
        ),
        _ => about_packs(asked),
    }
}

/// Takes in a question that packs are asked, or one about the whole workspace.
fn about_packs(asked: Asked<'_>) {
    match asked.request.method.as_str() {
        Completion::METHOD => asked.with::<Completion>(
            |p| Some(of(&p.text_document_position)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position.position;
                is_pack(uri).then(|| pack::completion(session, uri, buffer, at))?
            },
        ),
        SignatureHelpRequest::METHOD => asked.with::<SignatureHelpRequest>(
            |p| Some(of(&p.text_document_position_params)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position_params.position;
                is_pack(uri).then(|| pack::signature(session, uri, buffer, at))?
            },
        ),
        References::METHOD => asked.with::<References>(
            |p| Some(of(&p.text_document_position)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position.position;
                let defined = p.context.include_declaration;
                is_pack(uri).then(|| pack::references(session, uri, buffer, at, defined))?
            },
        ),
        PrepareRenameRequest::METHOD => asked.try_with::<PrepareRenameRequest>(
            |p| Some(p.text_document.uri.clone()),
            |session, (uri, buffer), p| match is_pack(uri) {
                true => pack::prepare(session, uri, buffer, p.position),
                false => Ok(None),
            },
        ),
        Rename::METHOD => asked.with::<Rename>(
            |p| Some(of(&p.text_document_position)),
            |session, (uri, buffer), p| {
                let at = p.text_document_position.position;
                is_pack(uri).then(|| pack::rename(session, uri, buffer, at, &p.new_name))?
            },
        ),
        ExecuteCommand::METHOD => {
            asked.later::<ExecuteCommand>(
                |p| p.arguments.first()?.as_str()?.parse().ok(),
                |session, _, p| report::command(session, &p),
            );
        }
        DocumentDiagnosticRequest::METHOD => {
            asked.background::<DocumentDiagnosticRequest>(diagnose)
        }
        WorkspaceDiagnosticRequest::METHOD => {
            asked.background::<WorkspaceDiagnosticRequest>(workspace::pull);
        }
        other => {
            let said = (ErrorCode::MethodNotFound as i32, other.to_owned());
            asked.session.reply(asked.request.id, Err(said));
        }
    }
}

fn cancelled(session: &Session, id: RequestId) {
    let code = ErrorCode::RequestCanceled as i32;
    session.reply(id, Err((code, String::new())));
}

fn of(at: &TextDocumentPositionParams) -> Uri {
    at.text_document.uri.clone()
}

struct Asked<'d> {
    session: &'d Session,
    request: Request,
}

/// A document as it stood when it was asked about.
type Shown<'a> = (&'a Uri, &'a Buffer);

/// An answer, or the sentence that refuses it.
type Answered<R> = Result<<R as Kind>::Result, String>;

impl Asked<'_> {
    /// Leaves a question about an open document to the thread that answers; an answer that there is none is `null`.
    fn with<R: Kind>(
        self,
        about: fn(&R::Params) -> Option<Uri>,
        find: fn(&Session, Shown<'_>, R::Params) -> R::Result,
    ) where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
        R::Result: Default,
    {
        self.later::<R>(about, move |session, document, params| match document {
            Some(document) => find(session, document, params),
            None => R::Result::default(),
        });
    }

    /// The same for a question that may be refused, with a sentence.
    fn try_with<R: Kind>(
        self,
        about: fn(&R::Params) -> Option<Uri>,
        find: fn(&Session, Shown<'_>, R::Params) -> Answered<R>,
    ) where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
        R::Result: Default,
    {
        self.put::<R>(about, move |session, document, params| match document {
            Some(document) => find(session, document, params),
            None => Ok(R::Result::default()),
        });
    }

    /// The same for a question that need not be about an open document.
    fn later<R: Kind>(
        self,
        about: fn(&R::Params) -> Option<Uri>,
        find: impl FnOnce(&Session, Option<Shown<'_>>, R::Params) -> R::Result + Send + 'static,
    ) where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
    {
        self.put::<R>(about, |session, document, params| {
            Ok(find(session, document, params))
        });
    }

    fn put<R: Kind>(
        self,
        about: fn(&R::Params) -> Option<Uri>,
        find: impl FnOnce(&Session, Option<Shown<'_>>, R::Params) -> Answered<R> + Send + 'static,
    ) where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
    {
        let id = self.request.id.clone();
        match self.request.extract::<R::Params>(R::METHOD) {
            Err(error) => self.session.reply(id, Err(wrong(&error))),
            Ok((id, params)) => {
                let uri = about(&params);
                let document = uri.and_then(|uri| Some((uri.clone(), self.session.shown(&uri)?)));
                let bytes = document.as_ref().map_or(0, |(_, b)| b.text.len());
                let asked = document.clone();
                let act = move |session: &Session| {
                    if session.is_cancelled(&id) {
                        return cancelled(session, id);
                    }
                    let asked = asked.as_ref().map(|(uri, buffer)| (uri, buffer));
                    let refused = |why| (ErrorCode::RequestFailed as i32, why);
                    let found = find(session, asked, params).map(value).map_err(refused);
                    session.reply(id, found);
                };
                let until = Instant::now() + patience(bytes);
                let question = Question::About(document, until, Box::new(act));
                self.session.question(question);
            }
        }
    }

    /// Leaves the answer to the background.
    fn background<R: Kind>(self, answer: fn(&Session, RequestId, R::Params))
    where
        R::Params: serde::de::DeserializeOwned + Send + 'static,
    {
        let id = self.request.id.clone();
        match self.request.extract::<R::Params>(R::METHOD) {
            Ok((id, params)) => {
                let act = move |session: &Session| answer(session, id, params);
                self.session.job(Job::Answer(Box::new(act)));
            }
            Err(error) => self.session.reply(id, Err(wrong(&error))),
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
