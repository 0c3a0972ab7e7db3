//! The loop over the messages of an editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use lsp_types::{LSPAny, Uri};

use super::buffers::{Buffer, Buffers};
use super::known::Known;
use super::lines::Encoding;
use super::pack::Files;
use super::project::{CaseOutcome, Project};
use super::requests::{self, Question};
use super::size::Size;
use super::start::{self, Client};
use super::worker::{self, Job};
use super::{notifications, uri};
use gouji_core::linter::Stop;

/// Serves an editor until it says that it is done. The error is a sentence.
pub fn serve(connection: Connection, project: Arc<dyn Project>) -> Result<(), String> {
    let client = start::start(&connection, project.as_ref())?;
    let (jobs, todo) = channel();
    let (questions, asked) = channel();
    let encoding = client.encoding;
    let session = Arc::new(Session {
        project,
        client,
        buffers: Mutex::new(Buffers::new(encoding)),
        connection,
        ending: AtomicBool::new(false),
        generation: AtomicUsize::new(0),
        asked: AtomicI32::new(0),
        cancelled: Mutex::default(),
        jobs: Mutex::new(jobs),
        questions: Mutex::new(questions),
        known: Known::default(),
        waiting: AtomicBool::new(false),
        late: AtomicBool::new(false),
        due: Mutex::default(),
        end: Stop::default(),
        outcomes: Mutex::default(),
        files: Files::default(),
    });
    let background = {
        let session = Arc::clone(&session);
        thread::spawn(move || worker::run(&session, &todo))
    };
    let answering = {
        let session = Arc::clone(&session);
        thread::spawn(move || requests::answers(&session, &asked))
    };
    session.register();
    session.job(Job::Workspace);
    let mut served = Ok(());
    for message in &session.connection.receiver {
        match message {
            Message::Request(request) => match session.connection.handle_shutdown(&request) {
                Ok(true) => break,
                Ok(false) => requests::ask(&session, request),
                Err(error) => {
                    served = Err(error.to_string());
                    break;
                }
            },
            Message::Notification(note) if note.method == "exit" => break,
            Message::Notification(note) => notifications::take(&session, note),
            Message::Response(_) => {}
        }
    }
    session.ending.store(true, Ordering::Relaxed);
    session.end.set();
    session.known.forget();
    session.job(Job::Stop);
    session.question(Question::Stop);
    background.join().ok();
    answering.join().ok();
    served
}

/// All that the parts of the server share.
pub(super) struct Session {
    pub project: Arc<dyn Project>,
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
    questions: Mutex<Sender<Question>>,
    pub known: Known,
    /// Somebody waits for what there is to show.
    pub waiting: AtomicBool,
    /// Somebody did not wait for what there is to show.
    pub late: AtomicBool,
    /// Large texts whose findings are due, by address: they were opened or saved.
    due: Mutex<BTreeSet<String>>,
    /// Ends the checks of files that are not open.
    pub end: Stop,
    /// What came of the cases of packs, by address.
    outcomes: Mutex<BTreeMap<String, Vec<CaseOutcome>>>,
    /// What was read of files of packs.
    pub files: Files,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
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

    /// The same, for questions: `None` where nothing is known of the document and nothing is going to be, as it stands.
    pub fn shown(&self, uri: &Uri) -> Option<Buffer> {
        let mut buffers = self.buffers();
        let (size, _) = buffers.size(uri)?;
        let worth = match size {
            Size::Quick | Size::Small => true,
            Size::Large => buffers.is_whole(uri),
            Size::Huge => false,
        };
        worth.then(|| buffers.get(uri).cloned())?
    }

    /// Notes that a large text is to be checked.
    pub fn owe(&self, uri: &Uri) {
        locked(&self.due).insert(uri.as_str().to_owned());
    }

    /// Notes that a text was checked, or is gone.
    pub fn done(&self, uri: &Uri) {
        locked(&self.due).remove(uri.as_str());
    }

    /// Whether a large text is to be checked.
    pub fn is_due(&self, uri: &Uri) -> bool {
        locked(&self.due).contains(uri.as_str())
    }

    /// The text of an open file.
    pub fn open_text(&self, path: &std::path::Path) -> Option<String> {
        self.opened(path).map(|(_, b)| b.text.to_string())
    }

    /// A file that is open, under the address that the editor has for it: editors write the same path in several ways.
    pub fn opened(&self, path: &std::path::Path) -> Option<(Uri, Buffer)> {
        let mut buffers = self.buffers();
        let mut all = buffers.all();
        let uri = all.find(|uri| uri::path(uri).as_deref() == Some(path))?;
        let uri = uri.clone();
        drop(all);
        let buffer = buffers.get(&uri)?.clone();
        Some((uri, buffer))
    }

    /// Puts work into the background.
    pub fn job(&self, job: Job) {
        // the worker ends with the server
        locked(&self.jobs).send(job).ok();
    }

    /// Leaves a question to the thread that answers.
    pub fn question(&self, question: Question) {
        // it ends with the server
        locked(&self.questions).send(question).ok();
    }

    /// Sends a message; there is nobody to report a failure to.
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

    /// What came of the cases of a pack when they were run.
    pub fn outcomes(&self, uri: &Uri) -> Vec<CaseOutcome> {
        let known = locked(&self.outcomes);
        known.get(uri.as_str()).cloned().unwrap_or_default()
    }

    /// Keeps what came of the cases of a pack.
    pub fn keep_outcomes(&self, uri: &Uri, outcomes: Vec<CaseOutcome>) {
        locked(&self.outcomes).insert(uri.as_str().to_owned(), outcomes);
    }

    /// The folders of the workspace in which reports that are not open are checked, too.
    pub fn projects(&self) -> Vec<PathBuf> {
        let wanted = self.client.workspace;
        let mut roots = self.client.roots();
        roots.retain(|root| wanted.unwrap_or_else(|| self.project.is_project(root)));
        roots
    }
}

/// Requests that were cancelled and are remembered.
const MANY: usize = 1000;
