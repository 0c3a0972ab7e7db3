//! What an editor tells: what is open, what was changed, on disk too.

use std::path::Path;

use lsp_server::Notification;
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders,
    DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Notification as Kind,
};
use lsp_types::request::RegisterCapability;
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, NumberOrString,
    PublishDiagnosticsParams, Registration, RegistrationParams, Uri,
};

use super::buffers::Buffer;
use super::serve::Desk;
use super::uri;
use super::worker::Job;

/// Takes in a notification; what is not known or not understood is left.
pub(super) fn take(desk: &Desk, note: Notification) {
    match note.method.as_str() {
        DidOpenTextDocument::METHOD => with::<DidOpenTextDocument>(note, |p| {
            let document = p.text_document;
            let buffer = Buffer::new(document.version, document.text, desk.encoding());
            desk.buffers().open(document.uri.clone(), buffer);
            desk.job(Job::Check(document.uri));
        }),
        DidChangeTextDocument::METHOD => with::<DidChangeTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            if let Some(buffer) = desk.buffers().get_mut(&uri) {
                buffer.change(p.text_document.version, p.content_changes, desk.encoding());
            }
            desk.job(Job::Check(uri));
        }),
        DidCloseTextDocument::METHOD => with::<DidCloseTextDocument>(note, |p| {
            let uri = p.text_document.uri;
            desk.buffers().close(&uri);
            if !desk.client.pulls {
                clear(desk, uri);
            }
            desk.job(Job::Workspace);
        }),
        DidSaveTextDocument::METHOD => with::<DidSaveTextDocument>(note, |p| {
            if is_ground(&p.text_document.uri) {
                desk.job(Job::Reload);
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
