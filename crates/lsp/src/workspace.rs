//! Reports of the workspace that are not open.

use std::path::Path;

use lsp_server::RequestId;
use lsp_types::notification::Progress;
use lsp_types::request::WorkDoneProgressCreate;
use lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, NumberOrString, ProgressParams, ProgressParamsValue,
    ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::findings::{findings, of_report, publish};
use super::lines::Lines;
use super::messages::Text;
use super::publish::Page;
use super::requests::value;
use super::serve::Session;
use super::size::Size;
use super::uri;
use gouji_core::diagnostic::digest;

/// Checks all reports that are not open, and says what is found, as long as that is wanted.
pub(super) fn push(session: &Session, number: usize) {
    let files = session.project.reports(&session.projects());
    if files.is_empty() {
        return;
    }
    let token = NumberOrString::String(format!("gouji/workspace/{number}"));
    let shown = session.client.progress;
    if shown {
        session.ask::<WorkDoneProgressCreate>(WorkDoneProgressCreateParams {
            token: token.clone(),
        });
    }
    let progress = Track::begin(session, shown.then_some(token), files.len());
    for (at, path) in files.into_iter().enumerate() {
        if !session.wants(number) {
            break;
        }
        progress.step(at);
        let Some(address) = uri::of(&path) else {
            continue;
        };
        if session.opened(&path).is_none()
            && let Some(found) = closed(session, &address, &path)
            && session.wants(number)
        {
            publish(session, address, found, None);
        }
    }
    progress.end();
}

/// Answers for all reports, open or not.
pub(super) fn pull(session: &Session, id: RequestId, params: WorkspaceDiagnosticParams) {
    let files = session.project.reports(&session.projects());
    let token = params.work_done_progress_params.work_done_token;
    let progress = Track::begin(session, token, files.len());
    let mut items = Vec::new();
    for (at, path) in files.into_iter().enumerate() {
        if session.is_ending() || session.is_cancelled(&id) {
            let code = lsp_server::ErrorCode::RequestCanceled as i32;
            progress.end();
            return session.reply(id, Err((code, String::new())));
        }
        progress.step(at);
        let (address, found, version) = match (session.opened(&path), uri::of(&path)) {
            (Some((address, buffer)), _) => {
                let found = findings(session, &address, &buffer);
                // of one that is being changed the editor asks again
                (
                    address,
                    found.unwrap_or(None),
                    Some(i64::from(buffer.version)),
                )
            }
            (None, Some(address)) => {
                let found = closed(session, &address, &path);
                (address, found, None)
            }
            (None, None) => continue,
        };
        let before = params.previous_result_ids.iter().find(|p| p.uri == address);
        let before = before.map(|p| p.value.as_str());
        items.push(report(address, found.unwrap_or_default(), version, before));
    }
    progress.end();
    session.reply(id, Ok(value(WorkspaceDiagnosticReport { items })));
}

fn report(
    uri: Uri,
    items: Vec<Diagnostic>,
    version: Option<i64>,
    before: Option<&str>,
) -> WorkspaceDocumentDiagnosticReport {
    let result_id = result_id(&items);
    if before == Some(result_id.as_str()) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id };
        return WorkspaceDocumentDiagnosticReport::Unchanged(
            WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: unchanged,
            },
        );
    }
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items,
        },
    })
}

/// A name for findings: equal ones have the same.
pub(super) fn result_id(items: &[Diagnostic]) -> String {
    let all = value(items).to_string();
    digest([all.as_str()])
}

/// What is found in a file that is not open.
fn closed(session: &Session, address: &Uri, path: &Path) -> Option<Vec<Diagnostic>> {
    let text = session.project.read(path)?;
    let size = Size::of(text.len());
    if size == Size::Huge {
        return None;
    }
    let analysis = session.project.check(path, &text, &session.end)?;
    let lines = Lines::new(&text, session.encoding());
    let page = Page::new(
        address,
        &text,
        &lines,
        &analysis.document.text,
        session.encoding(),
    );
    Some(of_report(
        session.project.as_ref(),
        page,
        path,
        &analysis.checked,
    ))
}

/// Progress that somebody watches, or nobody.
struct Track<'d> {
    session: &'d Session,
    token: Option<ProgressToken>,
    all: usize,
}

impl<'d> Track<'d> {
    fn begin(session: &'d Session, token: Option<ProgressToken>, all: usize) -> Self {
        let track = Track {
            session,
            token,
            all,
        };
        track.say(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: Text::Workspace.say(session.project.lang()),
            cancellable: Some(false),
            message: None,
            percentage: Some(0),
        }));
        track
    }

    fn step(&self, at: usize) {
        let percentage = at * 100 / self.all.max(1);
        self.say(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(false),
            message: Some(format!("{}/{}", at + 1, self.all)),
            percentage: u32::try_from(percentage).ok(),
        }));
    }

    fn end(&self) {
        self.say(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }

    fn say(&self, value: WorkDoneProgress) {
        if let Some(token) = &self.token {
            self.session.tell::<Progress>(ProgressParams {
                token: token.clone(),
                value: ProgressParamsValue::WorkDone(value),
            });
        }
    }
}
