//! What was worked out for open documents, and what is being worked out: each text is checked once, whoever asks for it,
//! and the check of a text that has changed is stopped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lsp_types::Uri;

use super::buffers::Buffer;
use super::project::Analysis;
use super::serve::Session;
use super::size::Size;
use super::uri;
use gouji_core::linter::{EvaluatedReport, Stop};

/// A check ended before it was done: its text has changed, or the rules have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outdated;

/// A report, with what there is to show of it.
pub(super) type KnownReport = (Arc<Analysis>, Arc<EvaluatedReport>);

/// What is known of a text.
struct Entry {
    uri: Uri,
    text: Arc<str>,
    stop: Stop,
    /// `Some(None)` for a text that cannot be read.
    analysis: Option<Option<Arc<Analysis>>>,
    evaluated: Option<Arc<EvaluatedReport>>,
}

impl Entry {
    fn is_of(&self, uri: &Uri, buffer: &Buffer) -> bool {
        // versions begin anew when a document is closed and opened again
        self.uri == *uri && Arc::ptr_eq(&self.text, &buffer.text)
    }

    fn seen(&self, size: Size) -> Option<KnownReport> {
        let analysis = self.analysis.clone()??;
        let evaluated = match size.is_small() {
            true => self.evaluated.clone()?,
            false => Arc::default(),
        };
        Some((analysis, evaluated))
    }
}

/// Of so many documents it is kept what was worked out; somebody looks at one of them, or at a few side by side.
const MANY: usize = 8;

/// What is known of open documents, each once, the one that was begun last at the end.
#[derive(Default)]
pub(super) struct Known {
    entries: Mutex<Vec<Entry>>,
    changed: Condvar,
    /// Held while something is worked out: for what is quick, and for what takes long.
    turns: [Mutex<()>; 2],
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    fn turn(&self, size: Size) -> MutexGuard<'_, ()> {
        let [quick, slow] = &self.turns;
        locked(if size.is_small() { quick } else { slow })
    }

    fn of<T>(&self, uri: &Uri, buffer: &Buffer, get: impl Fn(&mut Entry) -> T) -> Option<T> {
        let mut entries = locked(&self.entries);
        let entry = entries.iter_mut().find(|e| e.is_of(uri, buffer))?;
        Some(get(entry))
    }

    /// Notes that something is worked out.
    fn begin(&self, entry: Entry) {
        let mut entries = locked(&self.entries);
        entries.retain(|e| e.uri != entry.uri);
        if entries.len() >= MANY {
            let oldest = entries.iter().position(|e| e.analysis.is_some());
            oldest.map(|at| entries.remove(at));
        }
        entries.push(entry);
    }

    /// Stops what is under way for a document, and forgets what was worked out for it.
    pub fn outdate(&self, uri: &Uri) {
        locked(&self.entries).retain(|entry| {
            let stays = entry.uri != *uri;
            if !stays {
                entry.stop.set();
            }
            stays
        });
        self.changed.notify_all();
    }

    /// The same for all documents: rules have changed, or the server ends.
    pub fn forget(&self) {
        let entries = std::mem::take(&mut *locked(&self.entries));
        entries.iter().for_each(|entry| entry.stop.set());
        self.changed.notify_all();
    }
}

impl Session {
    /// What is found in an open document, worked out now where it is not known; `None` where it cannot be read as text.
    pub(super) fn analysis(
        &self,
        uri: &Uri,
        buffer: &Buffer,
    ) -> Result<Option<Arc<Analysis>>, Outdated> {
        let known = || self.known.of(uri, buffer, |e| e.analysis.clone()).flatten();
        if let Some(analysis) = known() {
            return Ok(analysis);
        }
        let _turn = self.known.turn(Size::of(buffer.text.len()));
        if let Some(analysis) = known() {
            return Ok(analysis);
        }
        if !self.buffers().is_now(uri, &buffer.text) {
            return Err(Outdated);
        }
        let stop = Stop::default();
        let entry = Entry {
            uri: uri.clone(),
            text: Arc::clone(&buffer.text),
            stop: stop.clone(),
            analysis: None,
            evaluated: None,
        };
        self.known.begin(entry);
        // a change after this finds the entry and stops the check
        if self.is_ending() || !self.buffers().is_now(uri, &buffer.text) {
            stop.set();
        }
        let analysis = self.project.check(&uri::name(uri), &buffer.text, &stop);
        let analysis = analysis.map(Arc::new);
        let keep = |entry: &mut Entry| entry.analysis = Some(analysis.clone());
        let kept = self.known.of(uri, buffer, keep).is_some() && !stop.is_set();
        self.known.changed.notify_all();
        kept.then_some(analysis).ok_or(Outdated)
    }

    /// Works out what there is to show of an open document.
    pub(super) fn evaluate(&self, uri: &Uri, buffer: &Buffer) -> Result<(), Outdated> {
        let analysis = self.analysis(uri, buffer)?;
        let _turn = self.known.turn(Size::of(buffer.text.len()));
        let known = self.known.of(uri, buffer, |e| e.evaluated.is_some());
        if known == Some(true) {
            return Ok(());
        }
        let report = analysis.filter(|a| a.checked.kind.is_some());
        let evaluated = report.map(|a| self.project.evaluate(&uri::name(uri), &a.document));
        let evaluated = Arc::new(evaluated.unwrap_or_default());
        let keep = |entry: &mut Entry| entry.evaluated = Some(Arc::clone(&evaluated));
        let kept = self.known.of(uri, buffer, keep);
        self.known.changed.notify_all();
        kept.ok_or(Outdated)
    }

    /// What is known of an open report by now.
    pub(super) fn seen(&self, uri: &Uri, buffer: &Buffer) -> Option<KnownReport> {
        let size = Size::of(buffer.text.len());
        self.known.of(uri, buffer, |e| e.seen(size)).flatten()
    }

    /// Waits as long as a document stays as it is, so long at most; whether it did.
    pub(super) fn rests(&self, uri: &Uri, buffer: &Buffer, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut entries = locked(&self.known.entries);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let stays = !self.is_ending() && self.buffers().is_now(uri, &buffer.text);
            if !stays || left.is_zero() {
                return stays;
            }
            let waited = self.known.changed.wait_timeout(entries, left);
            (entries, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until all is known of an open document that is going to be, it changes, or it is too late: then false.
    pub(super) fn wait(&self, uri: &Uri, buffer: &Buffer, until: Instant) -> bool {
        let small = Size::of(buffer.text.len()).is_small();
        let mut entries = locked(&self.known.entries);
        loop {
            let entry = entries.iter().find(|e| e.is_of(uri, buffer));
            let done = |e: &Entry| match small {
                true => e.evaluated.is_some(),
                false => e.analysis.is_some(),
            };
            let left = until.saturating_duration_since(Instant::now());
            if entry.is_some_and(done)
                || self.is_ending()
                || !self.buffers().is_now(uri, &buffer.text)
            {
                return true;
            }
            if left.is_zero() {
                return false;
            }
            let waited = self.known.changed.wait_timeout(entries, left);
            (entries, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }
}
