//! What an editor tells: what is open, what was changed, on disk too.

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
use super::serve::Desk;
use super::size::Size;
use super::uri;
use super::worker::{Job, Trigger};

/// Takes in a notification; what is not known or not understood is left.
pub(super) fn take(desk: &Desk, note: Notification) {
    match note.method.as_str() {
        DidOpenTextDocument::METHOD => with::<DidOpenTextDocument>(note, |p| {
            let document = p.text_document;
            let uri = document.uri;
            desk.buffers()
                .open(uri.clone(), document.version, document.text);
            desk.known.outdate(&uri);
            announce(desk, &uri);
            desk.job(Job::Check(uri, Trigger::Whole));
        }),
        DidChangeTextDocument::METHOD => with::<DidChangeTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            let mut buffers = desk.buffers();
            let before = buffers.size(&uri).map(|(size, _)| size);
            buffers.change(&uri, p.text_document.version, p.content_changes);
            let now = buffers.size(&uri).map(|(size, _)| size);
            drop(buffers);
            desk.known.outdate(&uri);
            let grew = now > before.max(Some(Size::Small));
            if grew {
                announce(desk, &uri);
            }
            let cause = match grew {
                true => Trigger::Whole,
                false => Trigger::Typed,
            };
            desk.job(Job::Check(uri, cause));
        }),
        DidCloseTextDocument::METHOD => with::<DidCloseTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            desk.buffers().close(&uri);
            desk.known.outdate(&uri);
            desk.done(&uri);
            if !desk.client.pulls {
                clear(desk, uri);
            }
            desk.job(Job::Workspace);
        }),
        DidSaveTextDocument::METHOD => with::<DidSaveTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            let size = desk.buffers().size(&uri).map(|(size, _)| size);
            if is_ground(&uri) {
                desk.job(Job::Reload);
            } else if size == Some(Size::Large) {
                desk.owe(&uri);
                desk.job(Job::Check(uri, Trigger::Whole));
                if desk.client.pulls && desk.client.refreshes.2 {
                    desk.ask::<WorkspaceDiagnosticRefresh>(());
                }
            }
        }),
        DidChangeWatchedFiles::METHOD => with::<DidChangeWatchedFiles>(note, |p| {
            let reload = p.changes.iter().any(|c| is_ground(&c.uri));
            desk.job(match reload {
                true => Job::Reload,
                false => Job::Workspace,
            });
        }),
        DidChangeWorkspaceFolders::METHOD => with::<DidChangeWorkspaceFolders>(note, |p| {
            desk.client.change_roots(|roots| {
                let removed: Vec<_> = p.event.removed.iter().map(|f| uri::path(&f.uri)).collect();
                roots.retain(|root| !removed.iter().flatten().any(|r| r == root));
                roots.extend(p.event.added.iter().filter_map(|f| uri::path(&f.uri)));
            });
            desk.job(Job::Workspace);
        }),
        Cancel::METHOD => with::<Cancel>(note, |p| {
            desk.cancel(match p.id {
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
fn announce(desk: &Desk, uri: &Uri) {
    let Some((size, bytes)) = desk.buffers().size(uri) else {
        return;
    };
    let name = uri::name(uri).display().to_string();
    let about = LongText { name: &name, bytes };
    let text = match size {
        Size::Quick | Size::Small => return,
        Size::Large => {
            desk.owe(uri);
            Text::Large(about)
        }
        Size::Huge => Text::Huge(about),
    };
    desk.tell::<ShowMessage>(ShowMessageParams {
        typ: MessageType::INFO,
        message: text.say(desk.home.lang()),
    });
}

fn clear(desk: &Desk, uri: Uri) {
    desk.tell::<lsp_types::notification::PublishDiagnostics>(PublishDiagnosticsParams {
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
        .is_some_and(|n| n == gouji_render::baseline::NAME);
    ending == Some("toml") || baseline
}

impl Desk {
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
