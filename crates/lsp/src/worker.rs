//! Checks in the background. What was typed last comes first; of a text that has changed since, nothing is said.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_types::notification::PublishDiagnostics;
use lsp_types::request::{CodeLensRefresh, InlayHintRefreshRequest, WorkspaceDiagnosticRefresh};
use lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::buffers::Buffer;
use super::home::Home;
use super::lines::Lines;
use super::publish::{Page, rule_page};
use super::serve::Desk;
use super::{uri, workspace};
use gouji_core::diagnostic::Checked;
use gouji_core::pack::Problem;

/// Work for the background.
pub(super) enum Job {
    /// A document was changed.
    Check(Uri),
    /// Configurations or packs were changed.
    Reload,
    /// The files that are not open may have changed.
    Workspace,
    /// Reports that are asked for.
    Answer(Box<dyn FnOnce(&Desk) + Send>),
    /// There is no more.
    Stop,
}

/// Packs are looked at once nothing was typed for so long: that takes a while.
const PAUSE: Duration = Duration::from_millis(120);

/// Works until it is told to stop.
pub(super) fn run(desk: &Arc<Desk>, todo: &Receiver<Job>) {
    let mut worker = Worker {
        desk,
        quick: Vec::new(),
        slow: BTreeSet::new(),
        workspace: false,
        threads: Vec::new(),
        shown: BTreeSet::new(),
    };
    loop {
        let first = match worker.rests() {
            true => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
            false => todo.recv_timeout(PAUSE),
        };
        match first {
            Ok(job) => {
                let more = std::iter::from_fn(|| todo.try_recv().ok());
                let jobs: Vec<Job> = [job].into_iter().chain(more).collect();
                if jobs.into_iter().any(|job| worker.take(job)) {
                    break;
                }
                worker.hurry();
            }
            Err(RecvTimeoutError::Timeout) => worker.linger(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    for thread in worker.threads {
        thread.join().ok();
    }
}

struct Worker<'d> {
    desk: &'d Arc<Desk>,
    quick: Vec<Uri>,
    slow: BTreeSet<Uri>,
    workspace: bool,
    threads: Vec<JoinHandle<()>>,
    /// Files that are not open and for which something was said.
    shown: BTreeSet<Uri>,
}

impl Worker<'_> {
    fn rests(&self) -> bool {
        self.slow.is_empty() && !self.workspace
    }

    /// Notes what is to be done; true when there is no more.
    fn take(&mut self, job: Job) -> bool {
        match job {
            Job::Stop => return true,
            Job::Check(uri) => {
                self.quick.retain(|u| *u != uri);
                self.quick.push(uri);
            }
            Job::Workspace => self.workspace = true,
            Job::Answer(answer) => {
                let desk = Arc::clone(self.desk);
                self.threads.retain(|t| !t.is_finished());
                self.threads.push(thread::spawn(move || answer(&desk)));
            }
            Job::Reload => {
                self.desk.home.reload();
                self.desk.forget();
                let open: Vec<Uri> = self.desk.buffers().all().map(|(u, _)| u.clone()).collect();
                self.quick = open;
                self.workspace = true;
                self.refresh();
            }
        }
        false
    }

    /// What can be done while somebody types.
    fn hurry(&mut self) {
        for uri in std::mem::take(&mut self.quick) {
            if uri.as_str().ends_with(".toml") {
                self.slow.insert(uri);
            } else if !self.desk.client.pulls {
                check(self.desk, &uri);
            }
        }
    }

    /// What can be done when nobody does.
    fn linger(&mut self) {
        if let Some(uri) = self.slow.pop_first() {
            if !self.desk.client.pulls {
                check(self.desk, &uri);
            }
        } else if std::mem::take(&mut self.workspace) && !self.desk.client.pulls {
            self.problems();
            let desk = Arc::clone(self.desk);
            let number = desk.begin();
            self.threads.retain(|t| !t.is_finished());
            self.threads
                .push(thread::spawn(move || workspace::push(&desk, number)));
        }
    }

    /// Says what is wrong with configurations and packs that are not open.
    // addresses are compared by their text, which never changes
    #[allow(clippy::mutable_key_type)]
    fn problems(&mut self) {
        let mut now = BTreeSet::new();
        for (path, problem) in self.desk.home.problems() {
            let Some(address) = uri::of(&path).filter(|_| path.is_file()) else {
                continue;
            };
            if self.desk.opened(&path).is_some() {
                continue;
            }
            let found = of_problem(self.desk, &address, &problem);
            publish(self.desk, address.clone(), found, None);
            now.insert(address);
        }
        for gone in self.shown.difference(&now) {
            if self.desk.buffer(gone).is_none() {
                publish(self.desk, gone.clone(), Vec::new(), None);
            }
        }
        self.shown = now;
    }

    fn refresh(&self) {
        let (hints, lenses, pulls) = self.desk.client.refreshes;
        if hints {
            self.desk.ask::<InlayHintRefreshRequest>(());
        }
        if lenses {
            self.desk.ask::<CodeLensRefresh>(());
        }
        if pulls {
            self.desk.ask::<WorkspaceDiagnosticRefresh>(());
        }
    }
}

/// Checks an open document and says what is found, unless it has changed in the meantime.
fn check(desk: &Desk, uri: &Uri) {
    let Some(buffer) = desk.buffer(uri) else {
        return;
    };
    let Some(found) = findings(desk, uri, &buffer) else {
        return;
    };
    let buffers = desk.buffers();
    if buffers
        .get(uri)
        .is_some_and(|b| b.version == buffer.version)
    {
        publish(desk, uri.clone(), found, Some(buffer.version));
    }
}

/// Says what is found in a file.
pub(super) fn publish(desk: &Desk, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
    desk.tell::<PublishDiagnostics>(PublishDiagnosticsParams {
        uri,
        diagnostics,
        version,
    });
}

/// What is found in an open document; `None` for one that is no business of ours.
pub(super) fn findings(desk: &Desk, uri: &Uri, buffer: &Buffer) -> Option<Vec<Diagnostic>> {
    let path = uri::name(uri);
    if is_pack(uri) {
        let open = |path: &std::path::Path| desk.open_text(path);
        let problems = desk.home.inspect(&path, &buffer.text, &open)?;
        let page = Page::new(
            uri,
            &buffer.text,
            &buffer.lines,
            &buffer.text,
            desk.encoding(),
        );
        let all = problems.iter().flat_map(|p| &p.diagnostics);
        return Some(all.map(|d| page.diagnostic(d, &|_| None)).collect());
    }
    let Some(analysis) = desk.analysis(uri, buffer) else {
        return Some(Vec::new());
    };
    let inner = &analysis.document.text;
    let page = Page::new(uri, &buffer.text, &buffer.lines, inner, desk.encoding());
    Some(of_report(
        desk.home.as_ref(),
        page,
        &path,
        &analysis.checked,
    ))
}

/// Whether a document is TOML.
pub(super) fn is_pack(uri: &Uri) -> bool {
    uri.as_str().ends_with(".toml")
}

/// The findings of a report. A text that is none is left in peace: most texts are none.
pub(super) fn of_report(
    home: &dyn Home,
    page: Page<'_>,
    path: &std::path::Path,
    checked: &Checked,
) -> Vec<Diagnostic> {
    let mut pages = std::collections::BTreeMap::new();
    let mut said = Vec::new();
    let about =
        |d: &&gouji_core::diagnostic::Diagnostic| checked.kind.is_some() || !d.labels.is_empty();
    for finding in checked.diagnostics.iter().filter(about) {
        let link = pages.entry(finding.rule.clone()).or_insert_with(|| {
            let card = home.place(path, &finding.rule)?;
            rule_page(&card.0, card.1)
        });
        let link = link.clone();
        said.push(page.diagnostic(finding, &|_| link.clone()));
    }
    said
}

/// What is wrong with a configuration or pack that is not open.
fn of_problem(desk: &Desk, uri: &Uri, problem: &Problem) -> Vec<Diagnostic> {
    let text = &problem.document.text;
    let lines = Lines::new(text, desk.encoding());
    let page = Page::new(uri, text, &lines, text, desk.encoding());
    let all = problem.diagnostics.iter();
    all.map(|d| page.diagnostic(d, &|_| None)).collect()
}
