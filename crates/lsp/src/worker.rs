//! Checks in the background. What was typed last comes first; of a text that has changed since, nothing is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use lsp_types::Uri;
use lsp_types::request::{CodeLensRefresh, InlayHintRefreshRequest, WorkspaceDiagnosticRefresh};

use super::findings::{check, is_pack, of_problem, publish};
use super::serve::Session;
use super::size::Size;
use super::{uri, workspace};

/// Work for the background.
pub(super) enum Job {
    /// A document is to be checked.
    Check(Uri, Trigger),
    /// What there is to show of a document is asked for.
    Evaluate(Uri),
    /// Configurations or packs were changed.
    Reload,
    /// The files that are not open may have changed.
    Workspace,
    /// Reports that are asked for.
    Answer(Box<dyn FnOnce(&Session) + Send>),
    /// There is no more.
    Stop,
}

/// Why a document is to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    /// It was opened, saved, or is of another size now.
    Whole,
    /// Somebody types.
    Typed,
}

/// Packs are looked at once nothing was typed for so long: that takes a while.
const PAUSE: Duration = Duration::from_millis(120);
/// Large texts are checked once nothing was typed in them for so long.
pub(super) const REST: Duration = Duration::from_millis(500);

/// Works until a stop is asked for.
pub(super) fn run(session: &Arc<Session>, todo: &Receiver<Job>) {
    let mut worker = Worker {
        session,
        quick: Vec::new(),
        shown_next: BTreeSet::new(),
        slow: BTreeSet::new(),
        large: BTreeMap::new(),
        running: None,
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
        worker.turn_to_large();
    }
    if let Some((_, running)) = worker.running {
        running.join().ok();
    }
    for thread in worker.threads {
        thread.join().ok();
    }
}

struct Worker<'d> {
    session: &'d Arc<Session>,
    quick: Vec<Uri>,
    /// Documents of which somebody wants to see more than findings.
    shown_next: BTreeSet<Uri>,
    slow: BTreeSet<Uri>,
    /// Large texts, and when they may be checked.
    large: BTreeMap<Uri, Instant>,
    /// The large text that is being checked: whether its findings were said.
    running: Option<(Uri, JoinHandle<bool>)>,
    workspace: bool,
    threads: Vec<JoinHandle<()>>,
    /// Files that are not open and for which something was said.
    shown: BTreeSet<Uri>,
}

impl Worker<'_> {
    fn rests(&self) -> bool {
        let large = self.large.is_empty() && self.running.is_none();
        large && self.slow.is_empty() && !self.workspace
    }

    /// Notes what is to be done; true when there is no more.
    fn take(&mut self, job: Job) -> bool {
        match job {
            Job::Stop => return true,
            Job::Check(uri, cause) => self.note(uri, cause),
            Job::Evaluate(uri) => drop(self.shown_next.insert(uri)),
            Job::Workspace => self.workspace = true,
            Job::Answer(answer) => {
                let session = Arc::clone(self.session);
                self.threads.retain(|t| !t.is_finished());
                self.threads.push(thread::spawn(move || answer(&session)));
            }
            Job::Reload => {
                self.session.project.reload();
                self.session.known.forget();
                let open: Vec<Uri> = self.session.buffers().all().cloned().collect();
                if self.session.waiting.load(Ordering::Relaxed) {
                    self.shown_next.extend(open.iter().cloned());
                }
                for uri in open {
                    self.note(uri, Trigger::Whole);
                }
                self.workspace = true;
                self.refresh();
            }
        }
        false
    }

    fn note(&mut self, uri: Uri, cause: Trigger) {
        let size = self.session.buffers().size(&uri);
        self.quick.retain(|u| *u != uri);
        let now = Instant::now();
        match (size.map(|(size, _)| size), cause) {
            (None, _) => drop(self.large.remove(&uri)),
            (Some(Size::Quick | Size::Small), _) => {
                self.large.remove(&uri);
                self.quick.push(uri);
            }
            (Some(Size::Large), Trigger::Whole) => {
                self.session.owe(&uri);
                if !self.session.client.pulls {
                    self.large.insert(uri, now);
                }
            }
            (Some(Size::Large), Trigger::Typed) => {
                if let Some(due) = self.large.get_mut(&uri) {
                    *due = now + REST;
                }
            }
            (Some(Size::Huge), Trigger::Whole) if !self.session.client.pulls => {
                publish(self.session, uri, Vec::new(), None);
            }
            (Some(Size::Huge), _) => {}
        }
    }

    /// What can be done while somebody types.
    fn hurry(&mut self) {
        for uri in std::mem::take(&mut self.quick) {
            if is_pack(&uri) {
                self.slow.insert(uri);
            } else if !self.session.client.pulls && !check(self.session, &uri) {
                self.session.job(Job::Check(uri, Trigger::Typed));
            }
        }
        for uri in std::mem::take(&mut self.shown_next) {
            let small = |uri: &Uri| Some(self.session.buffers().size(uri)?.0.is_small());
            let buffer = small(&uri)
                .filter(|s| *s)
                .and_then(|_| self.session.buffer(&uri));
            let Some(buffer) = buffer else {
                continue;
            };
            let stopped = self.session.evaluate(&uri, &buffer).is_err();
            if stopped && self.session.buffers().is_now(&uri, &buffer.text) {
                // rules have changed, and somebody waits
                self.session.job(Job::Evaluate(uri));
            }
            self.catch_up();
        }
    }

    /// Checks a large text in a thread of its own, one at a time; one that was stopped is checked again once it rests.
    fn turn_to_large(&mut self) {
        let running = self.running.take_if(|(_, thread)| thread.is_finished());
        if let Some((uri, thread)) = running {
            if !thread.join().unwrap_or(true) {
                self.large
                    .entry(uri)
                    .or_insert_with(|| Instant::now() + REST);
            } else {
                self.session.done(&uri);
            }
            self.catch_up();
        }
        let now = Instant::now();
        let ready = self.large.iter().find(|(_, due)| **due <= now);
        if let (Some((uri, _)), None) = (ready, &self.running) {
            let (session, uri) = (Arc::clone(self.session), uri.clone());
            self.large.remove(&uri);
            let checked = uri.clone();
            let thread = thread::spawn(move || check(&session, &checked));
            self.running = Some((uri, thread));
        }
    }

    /// What can be done when nobody does.
    fn linger(&mut self) {
        if let Some(uri) = self.slow.pop_first() {
            if !self.session.client.pulls {
                check(self.session, &uri);
            }
        } else if std::mem::take(&mut self.workspace) && !self.session.client.pulls {
            self.problems();
            let session = Arc::clone(self.session);
            let number = session.begin();
            self.threads.retain(|t| !t.is_finished());
            self.threads
                .push(thread::spawn(move || workspace::push(&session, number)));
        }
    }

    /// Says what is wrong with configurations and packs that are not open.
    // addresses are compared by their text, which never changes
    #[allow(clippy::mutable_key_type)]
    fn problems(&mut self) {
        let mut now = BTreeSet::new();
        for (path, problem) in self.session.project.problems() {
            let Some(address) = uri::of(&path).filter(|_| path.is_file()) else {
                continue;
            };
            if self.session.opened(&path).is_some() {
                continue;
            }
            let found = of_problem(self.session, &address, &problem);
            publish(self.session, address.clone(), found, None);
            now.insert(address);
        }
        for gone in self.shown.difference(&now) {
            if self.session.buffer(gone).is_none() {
                publish(self.session, gone.clone(), Vec::new(), None);
            }
        }
        self.shown = now;
    }

    /// Has the editor ask again for what it did not wait for.
    fn catch_up(&self) {
        if self.session.late.swap(false, Ordering::Relaxed) {
            let (hints, lenses, _) = self.session.client.refreshes;
            self.again((hints, lenses, false));
        }
    }

    fn refresh(&self) {
        self.again(self.session.client.refreshes);
    }

    fn again(&self, (hints, lenses, pulls): (bool, bool, bool)) {
        if hints {
            self.session.ask::<InlayHintRefreshRequest>(());
        }
        if lenses {
            self.session.ask::<CodeLensRefresh>(());
        }
        if pulls {
            self.session.ask::<WorkspaceDiagnosticRefresh>(());
        }
    }
}
