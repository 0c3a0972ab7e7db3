//! Files of strangers are read in another process: whatever one of them does to its reader, the others are checked.
//!
//! The program starts itself again (`gouji` with `WORKER` as its only argument) and talks to it over pipes. A worker reads
//! one file after the other, each within limits of processor time and memory that it sets for itself (`limits`); one that
//! crashes or passes a limit is gone, and the file is an input that could not be read. Plain text is read here: its reader
//! is small, and takes time and memory as the text grows.
//!
//! - `wire`: what goes over the pipes.
//! - `limits`: how much a file may cost.

mod limits;
mod wire;

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{self, Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use self::wire::Answer;
pub use self::wire::answered;
use gouji_core::document::Document;
use gouji_formats::{self as input, ReadError, Stopped};

/// The argument that makes the program a worker.
const WORKER: &str = "__read-files";

/// The program to start, and its arguments; unknown in a library that somebody else runs.
static PROGRAM: OnceLock<(PathBuf, Vec<OsString>)> = OnceLock::new();
/// How much mimalloc reserves at a time in a worker. All that is reserved there a file may use: 1 GB, if nobody says so.
const RESERVE: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "64M");
/// Workers that wait for a file.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// Becomes a worker where the arguments say so, until nobody asks it any more; then the process is to end well. Else lets
/// the process start some, which end themselves by `exit` where a file takes too long.
pub fn begin(exit: fn(i32) -> !) -> bool {
    let mut args = env::args_os().skip(1);
    let only = (args.next(), args.next());
    if only == (Some(OsString::from(WORKER)), None) {
        serve(exit);
        return true;
    }
    if let Ok(program) = env::current_exe() {
        start_by(program, vec![WORKER.into()]);
    }
    if named().is_some_and(|bytes| !input::is_plain(&bytes)) {
        idle().extend(Worker::start());
    }
    false
}

/// Lets the process start workers by a program that calls [`serve`] when it gets these arguments. The first who says so is
/// heard: a library in a program that is not ours says by what it is run.
pub fn start_by(program: PathBuf, words: Vec<OsString>) {
    PROGRAM.set((program, words)).ok();
}

/// How many bytes tell whether a file is plain text, for all but a few.
const HEAD: u64 = 1_024;

/// What the first file begins with that the arguments name: where a worker will read it, the worker starts while options
/// and configurations are read here.
fn named() -> Option<Vec<u8>> {
    let words = env::args_os().skip(2).map(PathBuf::from);
    let path = words.into_iter().find(|path| path.is_file())?;
    let mut bytes = Vec::new();
    let mut head = File::open(path).ok()?.take(HEAD);
    head.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Reads files until nobody asks any more; ends the process by `exit` where a file takes too long.
pub fn serve(exit: fn(i32) -> !) {
    let mut from = BufReader::new(io::stdin().lock());
    let mut to = io::stdout().lock();
    let watch = limits::Watch::new(exit);
    while let Ok(Some(bytes)) = wire::request(&mut from) {
        watch.start(bytes.len());
        let answer = input::read("", &bytes);
        let sent = wire::answer(&mut to, &answer);
        watch.stop();
        if sent.is_err() {
            break;
        }
    }
}

/// The document that bytes are, read by a worker where they are no plain text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    if input::is_plain(bytes) {
        return input::read(name, bytes);
    }
    let Some(mut worker) = Worker::idle().or_else(Worker::start) else {
        // a system that starts no process
        return input::read(name, bytes);
    };
    match worker.ask(bytes) {
        Ok(answer) => {
            idle().push(worker);
            answer.document(name)
        }
        Err(_) => Err(ReadError::Stopped { why: worker.end() }),
    }
}

fn idle() -> MutexGuard<'static, Vec<Worker>> {
    // a thread that panicked left the list whole
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Another process that reads files.
struct Worker {
    /// The process that started it: a copy of that one (a fork) must not talk to it.
    owner: u32,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Worker {
    fn idle() -> Option<Self> {
        let own = process::id();
        let mut idle = idle();
        // what another process started is left to it
        idle.retain(|worker| worker.owner == own);
        idle.pop()
    }

    fn start() -> Option<Self> {
        let (program, words) = PROGRAM.get()?;
        let mut child = Command::new(program)
            .args(words)
            .env(RESERVE.0, RESERVE.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (to, from) = (child.stdin.take()?, child.stdout.take()?);
        let from = BufReader::new(from);
        Some(Worker {
            owner: process::id(),
            child,
            to,
            from,
        })
    }

    fn ask(&mut self, bytes: &[u8]) -> io::Result<Answer<'static>> {
        wire::ask(&mut self.to, bytes)?;
        self.to.flush()?;
        wire::heard(&mut self.from)
    }

    /// Why it stopped.
    fn end(mut self) -> Stopped {
        drop((self.to, self.from));
        // one that still runs said what no worker says
        self.child.kill().ok();
        self.child.wait().map_or(Stopped::Crash, |s| why(&s))
    }
}

#[cfg(unix)]
fn why(status: &ExitStatus) -> Stopped {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(limits::TOO_LONG), _) => Stopped::Time,
        (_, Some(signal)) => limits::why(signal),
        _ => Stopped::Crash,
    }
}

#[cfg(not(unix))]
fn why(status: &ExitStatus) -> Stopped {
    match status.code() {
        Some(limits::TOO_LONG) => Stopped::Time,
        _ => Stopped::Crash,
    }
}
