//! The loop over the messages of an editor.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use lsp_types::{LSPAny, Uri};

use super::buffers::{Buffer, Buffers};
use super::home::{Analysis, CaseOutcome, Home};
use super::lines::Encoding;
use super::start::{self, Client};
use super::worker::{self, Job};
use super::{ask, told, uri};
use gouji_core::linter::Survey;

/// Serves an editor until it says that it is done. The error is a sentence.
pub fn serve(connection: Connection, home: Arc<dyn Home>) -> Result<(), String> {
    let client = start::start(&connection, home.as_ref())?;
    let (jobs, todo) = channel();
    let desk = Arc::new(Desk {
        home,
        client,
        buffers: Mutex::default(),
        connection,
        ending: AtomicBool::new(false),
        generation: AtomicUsize::new(0),
        asked: AtomicI32::new(0),
        cancelled: Mutex::default(),
        jobs: Mutex::new(jobs),
        known: Mutex::default(),
        turn: Mutex::default(),
        outcomes: Mutex::default(),
    });
    let background = {
        let desk = Arc::clone(&desk);
        thread::spawn(move || worker::run(&desk, &todo))
    };
    desk.register();
    desk.job(Job::Workspace);
    let mut served = Ok(());
    for message in &desk.connection.receiver {
        match message {
            Message::Request(request) => match desk.connection.handle_shutdown(&request) {
                Ok(true) => break,
                Ok(false) => ask::answer(&desk, request),
                Err(error) => {
                    served = Err(error.to_string());
                    break;
                }
            },
            Message::Notification(note) if note.method == "exit" => break,
            Message::Notification(note) => told::take(&desk, note),
            Message::Response(_) => {}
        }
    }
    desk.ending.store(true, Ordering::Relaxed);
    desk.job(Job::Stop);
    background.join().ok();
    served
}

/// What was worked out for a text: versions begin anew when a document is closed and opened again.
struct Known {
    uri: Uri,
    text: Arc<str>,
    analysis: Arc<Analysis>,
    survey: Option<Arc<Survey>>,
}

impl Known {
    fn is_of(&self, uri: &Uri, buffer: &Buffer) -> bool {
        self.uri == *uri && Arc::ptr_eq(&self.text, &buffer.text)
    }
}

/// All that the parts of the server share.
pub(super) struct Desk {
    pub home: Arc<dyn Home>,
    pub client: Client,
    buffers: Mutex<Buffers>,
    connection: Connection,
    /// The server comes to its end.
    ending: AtomicBool,
    /// Which workspace is the newest: older ones are no longer of use.
    generation: AtomicUsize,
    asked: AtomicI32,
    cancelled: Mutex<Vec<RequestId>>,
    jobs: Mutex<Sender<Job>>,
    known: Mutex<Option<Known>>,
    /// Held while something is worked out: whoever wants the same waits for it instead of working it out once more.
    turn: Mutex<()>,
    /// What came of the cases of packs, by address.
    outcomes: Mutex<BTreeMap<String, Vec<CaseOutcome>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// What positions count.
    pub fn encoding(&self) -> Encoding {
        self.client.encoding
    }

    /// The open documents.
    pub fn buffers(&self) -> MutexGuard<'_, Buffers> {
        locked(&self.buffers)
    }

    /// An open document, as it is now.
    pub fn buffer(&self, uri: &Uri) -> Option<Buffer> {
        self.buffers().get(uri).cloned()
    }

    /// The text of an open file.
    pub fn open_text(&self, path: &std::path::Path) -> Option<String> {
        self.opened(path).map(|(_, b)| b.text.to_string())
    }

    /// A file that is open, under the address that the editor has for it: editors write the same path in several ways.
    pub fn opened(&self, path: &std::path::Path) -> Option<(Uri, Buffer)> {
        let buffers = self.buffers();
        let mut all = buffers.all();
        let (uri, buffer) = all.find(|(uri, _)| uri::path(uri).as_deref() == Some(path))?;
        Some((uri.clone(), buffer.clone()))
    }

    /// Puts work into the background.
    pub fn job(&self, job: Job) {
        // the worker ends with the server
        locked(&self.jobs).send(job).ok();
    }

    /// Sends a message; nobody is left to be told when this fails.
    pub fn send(&self, message: impl Into<Message>) {
        self.connection.sender.send(message.into()).ok();
    }

    /// Tells the editor something.
    pub fn tell<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    /// Asks the editor something; its answers do not matter.
    pub fn ask<R: lsp_types::request::Request>(&self, params: R::Params) {
        let id = self.asked.fetch_add(1, Ordering::Relaxed);
        self.send(Request::new(
            RequestId::from(id),
            R::METHOD.to_owned(),
            params,
        ));
    }

    /// Answers a question.
    pub fn reply(&self, id: RequestId, answer: Result<LSPAny, (i32, String)>) {
        self.send(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code, message),
        });
    }

    /// Begins a new look at the workspace: its number.
    pub fn begin(&self) -> usize {
        self.generation.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether a look at the workspace is still wanted.
    pub fn wants(&self, generation: usize) -> bool {
        !self.is_ending() && self.generation.load(Ordering::Relaxed) == generation
    }

    /// Whether the server comes to its end.
    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    /// Notes that an answer is no longer wanted.
    pub fn cancel(&self, id: RequestId) {
        let mut cancelled = locked(&self.cancelled);
        if cancelled.len() > MANY {
            cancelled.clear();
        }
        cancelled.push(id);
    }

    /// Whether an answer is no longer wanted.
    pub fn is_cancelled(&self, id: &RequestId) -> bool {
        locked(&self.cancelled).contains(id)
    }

    /// What is found in an open report. The last one is kept.
    pub fn analysis(&self, uri: &Uri, buffer: &Buffer) -> Option<Arc<Analysis>> {
        let known = || {
            let known = locked(&self.known);
            let same = known.as_ref().filter(|k| k.is_of(uri, buffer))?;
            Some(Arc::clone(&same.analysis))
        };
        if let Some(analysis) = known() {
            return Some(analysis);
        }
        let _turn = locked(&self.turn);
        if let Some(analysis) = known() {
            return Some(analysis);
        }
        let analysis = self.home.check(&uri::name(uri), &buffer.text)?;
        let analysis = Arc::new(analysis);
        *locked(&self.known) = Some(Known {
            uri: uri.clone(),
            text: Arc::clone(&buffer.text),
            analysis: Arc::clone(&analysis),
            survey: None,
        });
        Some(analysis)
    }

    /// What there is to show of an open report.
    pub fn survey(&self, uri: &Uri, buffer: &Buffer) -> Option<(Arc<Analysis>, Arc<Survey>)> {
        let analysis = self.analysis(uri, buffer)?;
        let _turn = locked(&self.turn);
        let known = {
            let known = locked(&self.known);
            let same = known.as_ref().filter(|k| k.is_of(uri, buffer));
            same.and_then(|k| k.survey.clone())
        };
        if let Some(survey) = known {
            return Some((analysis, survey));
        }
        let survey = self.home.survey(&uri::name(uri), &analysis.document);
        let survey = Arc::new(survey);
        let mut known = locked(&self.known);
        if let Some(known) = known.as_mut().filter(|k| k.is_of(uri, buffer)) {
            known.survey = Some(Arc::clone(&survey));
        }
        Some((analysis, survey))
    }

    /// What came of the cases of a pack when they were run.
    pub fn outcomes(&self, uri: &Uri) -> Vec<CaseOutcome> {
        let known = locked(&self.outcomes);
        known.get(uri.as_str()).cloned().unwrap_or_default()
    }

    /// Keeps what came of the cases of a pack.
    pub fn keep_outcomes(&self, uri: &Uri, outcomes: Vec<CaseOutcome>) {
        locked(&self.outcomes).insert(uri.as_str().to_owned(), outcomes);
    }

    /// Forgets what was worked out: rules have changed.
    pub fn forget(&self) {
        // what is still being worked out by the old rules is not kept either
        let _turn = locked(&self.turn);
        *locked(&self.known) = None;
    }

    /// The folders of the workspace in which reports that are not open are checked, too.
    pub fn projects(&self) -> Vec<PathBuf> {
        let wanted = self.client.workspace;
        let mut roots = self.client.roots();
        roots.retain(|root| wanted.unwrap_or_else(|| self.home.is_project(root)));
        roots
    }
}

/// Requests that were cancelled and are remembered.
const MANY: usize = 1000;
