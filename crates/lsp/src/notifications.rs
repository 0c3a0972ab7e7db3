//! Notifications of the editor: what is open, what was changed, on disk too.

use std::path::Path;

use lsp_server::Notification;
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders,
    DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Notification as Kind,
    ShowMessage,
};
use lsp_types::request::{RegisterCapability, WorkspaceDiagnosticRefresh};
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, MessageType,
    NumberOrString, PublishDiagnosticsParams, Registration, RegistrationParams, ShowMessageParams,
    Uri,
};

use super::messages::{LongText, Text};
use super::serve::Session;
use super::size::Size;
use super::uri;
use super::worker::{Job, Trigger};

/// Takes in a notification; what is not known or not understood is left.
pub(super) fn take(session: &Session, note: Notification) {
    match note.method.as_str() {
        DidOpenTextDocument::METHOD => with::<DidOpenTextDocument>(note, |p| {
            let document = p.text_document;
            let uri = document.uri;
            session
                .buffers()
                .open(uri.clone(), document.version, document.text);
            session.known.outdate(&uri);
            announce(session, &uri);
            session.job(Job::Check(uri, Trigger::Whole));
        }),
        DidChangeTextDocument::METHOD => with::<DidChangeTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            let mut buffers = session.buffers();
            let before = buffers.size(&uri).map(|(size, _)| size);
            buffers.change(&uri, p.text_document.version, p.content_changes);
            let now = buffers.size(&uri).map(|(size, _)| size);
            drop(buffers);
            session.known.outdate(&uri);
            let grew = now > before.max(Some(Size::Small));
            if grew {
                announce(session, &uri);
            }
            let cause = match grew {
                true => Trigger::Whole,
                false => Trigger::Typed,
            };
            session.job(Job::Check(uri, cause));
        }),
        DidCloseTextDocument::METHOD => with::<DidCloseTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            session.buffers().close(&uri);
            session.known.outdate(&uri);
            session.done(&uri);
            if !session.client.pulls {
                clear(session, uri);
            }
            session.job(Job::Workspace);
        }),
        DidSaveTextDocument::METHOD => with::<DidSaveTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            let size = session.buffers().size(&uri).map(|(size, _)| size);
            if is_ground(&uri) {
                session.job(Job::Reload);
            } else if size == Some(Size::Large) {
                session.owe(&uri);
                session.job(Job::Check(uri, Trigger::Whole));
                if session.client.pulls && session.client.refreshes.2 {
                    session.ask::<WorkspaceDiagnosticRefresh>(());
                }
            }
        }),
        DidChangeWatchedFiles::METHOD => with::<DidChangeWatchedFiles>(note, |p| {
            let reload = p.changes.iter().any(|c| is_ground(&c.uri));
            session.job(match reload {
                true => Job::Reload,
                false => Job::Workspace,
            });
        }),
        DidChangeWorkspaceFolders::METHOD => with::<DidChangeWorkspaceFolders>(note, |p| {
            session.client.change_roots(|roots| {
                let removed: Vec<_> = p.event.removed.iter().map(|f| uri::path(&f.uri)).collect();
                roots.retain(|root| !removed.iter().flatten().any(|r| r == root));
                roots.extend(p.event.added.iter().filter_map(|f| uri::path(&f.uri)));
            });
            session.job(Job::Workspace);
        }),
        Cancel::METHOD => with::<Cancel>(note, |p| {
            session.cancel(match p.id {
                NumberOrString::Number(n) => n.into(),
                NumberOrString::String(s) => s.into(),
            });
        }),
        _ => {}
    }
}

fn with<N: Kind>(note: Notification, act: impl FnOnce(N::Params)) {
    if let Ok(params) = note.extract(N::METHOD) {
        act(params);
    }
}

/// Says how little is done for a text that is too large.
fn announce(session: &Session, uri: &Uri) {
    let Some((size, bytes)) = session.buffers().size(uri) else {
        return;
    };
    let name = uri::name(uri).display().to_string();
    let about = LongText { name: &name, bytes };
    let text = match size {
        Size::Quick | Size::Small => return,
        Size::Large => {
            session.owe(uri);
            Text::Large(about)
        }
        Size::Huge => Text::Huge(about),
    };
    session.tell::<ShowMessage>(ShowMessageParams {
        typ: MessageType::INFO,
        message: text.say(session.project.lang()),
    });
}

fn clear(session: &Session, uri: Uri) {
    session.tell::<lsp_types::notification::PublishDiagnostics>(PublishDiagnosticsParams {
        uri,
        diagnostics: Vec::new(),
        version: None,
    });
}

/// Whether findings of reports depend on a file: configurations, packs, waivers, baselines.
fn is_ground(uri: &Uri) -> bool {
    let name = uri::name(uri);
    let ending = name.extension().and_then(|e| e.to_str());
    let baseline = Path::new(&name)
        .file_name()
        .is_some_and(|n| n == gouji_project::accept::baseline::NAME);
    ending == Some("toml") || baseline
}

impl Session {
    /// Asks the editor to watch what findings depend on.
    pub(super) fn register(&self) {
        if !self.client.watches {
            return;
        }
        let patterns = ["**/*.toml", "**/gouji-baseline.json", "**/*.txt", "**/*.md"];
        let watchers = patterns.map(|p| FileSystemWatcher {
            glob_pattern: GlobPattern::String(p.to_owned()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.to_vec(),
        };
        // the way through a response is the one that turns it into a value
        let options = lsp_server::Response::new_ok(0.into(), options).result;
        self.ask::<RegisterCapability>(RegistrationParams {
            registrations: vec![Registration {
                id: "watched".to_owned(),
                method: DidChangeWatchedFiles::METHOD.to_owned(),
                register_options: options,
            }],
        });
    }
}
