//! `gouji check --watch`: the same run again whenever something has changed. What has not changed comes from the cache.
//!
//! - `watched` knows which folders are watched, and how all files in them stood.
//! - `messages`: what is said, in both languages.
//!
//! What the system reports of changes is only a reason to look: files are compared with how they stood before the last
//! run, so that reading them, writing outputs, or what editors do besides begins no run. A first Ctrl-C between two
//! runs ends with the status of the last one; in the middle of a run it ends the program like any other.

mod messages;
mod watched;

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use clap::{ArgMatches, FromArgMatches};
use notify::{Event, EventKind};

use self::messages::Say;
use self::watched::{Snapshot, Watched};
use super::args::{CheckArgs, Cli, Command};
use super::console::Console;
use super::signals;
use super::status::Status;
use super::{check, defaults};

/// So long nothing must happen before files are looked at: editors and programs write in several steps …
const QUIET: Duration = Duration::from_millis(100);
/// … but nobody waits longer than this.
const PATIENCE: Duration = Duration::from_secs(2);

/// A run is going on.
static BUSY: AtomicBool = AtomicBool::new(false);

/// What is waited for.
enum Signal {
    /// Something may have changed.
    Change,
    /// Ctrl-C.
    End,
}

/// Runs the command until it is interrupted.
pub(super) fn run(args: &CheckArgs, matches: &ArgMatches) -> Option<Status> {
    let console = Console::new(&args.common)?;
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        console.tell(&Say::Stdin.say(console.lang));
        return None;
    }
    let (send, signals) = mpsc::channel();
    let changes = send.clone();
    let tell = move |event: notify::Result<Event>| {
        let opened = matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_)));
        if !opened {
            // nobody listens when the program is about to end
            changes.send(Signal::Change).ok();
        }
    };
    let watcher = notify::recommended_watcher(tell).map_err(|e| e.to_string());
    let stop = move || match BUSY.load(Ordering::SeqCst) {
        true => signals::stop(),
        false => drop(send.send(Signal::End)),
    };
    let ready = signals::hand_to(stop).map_err(|e| e.to_string());
    match watcher.and_then(|watcher| ready.map(|()| watcher)) {
        Ok(watcher) => rounds(matches, Watched::new(watcher), &signals, console),
        Err(error) => {
            console.tell(&Say::Blind(&error).say(console.lang));
            None
        }
    }
}

fn rounds(
    matches: &ArgMatches,
    mut watched: Watched,
    signals: &Receiver<Signal>,
    console: Console,
) -> Option<Status> {
    let mut status = Status::misused();
    loop {
        BUSY.store(true, Ordering::SeqCst);
        // the configuration may say something else than the last time
        let Some(args) = read(matches) else {
            return Some(status);
        };
        let console = Console::new(&args.common).unwrap_or(console);
        let blind = watched.follow(&args);
        let before = Snapshot::take(&args, &watched);
        status = check::run(&args).unwrap_or_else(Status::misused);
        if let Some(error) = blind {
            console.tell(&Say::Blind(&error).say(console.lang));
        }
        console.tell(&Say::Waiting(before.len()).say(console.lang));
        BUSY.store(false, Ordering::SeqCst);
        let changed = loop {
            if wait(signals).is_none() {
                return Some(status);
            }
            let changed = before.changed(&Snapshot::take(&args, &watched));
            if !changed.is_empty() {
                break changed;
            }
        };
        clear();
        console.tell(&Say::Changed(&changed).say(console.lang));
    }
}

fn read(matches: &ArgMatches) -> Option<CheckArgs> {
    let mut cli = Cli::from_arg_matches(matches).ok()?;
    defaults::fill(&mut cli, matches);
    match cli.command {
        Command::Check(args) => Some(args),
        _ => None,
    }
}

/// Waits for changes, and until they are over; `None` for the end.
fn wait(signals: &Receiver<Signal>) -> Option<()> {
    let first = signals.recv().ok()?;
    let began = Instant::now();
    let mut next = Ok(first);
    while let Ok(signal) = next {
        if matches!(signal, Signal::End) {
            return None;
        }
        if began.elapsed() > PATIENCE {
            break;
        }
        next = signals.recv_timeout(QUIET);
    }
    Some(())
}

/// Empties the screen, where there is one.
fn clear() {
    let mut out = io::stdout();
    if out.is_terminal() {
        // there is nobody to report a failure to
        out.write_all(b"\x1b[2J\x1b[3J\x1b[H").ok();
        out.flush().ok();
    }
}
