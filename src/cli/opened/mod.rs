//! `gouji FILE…` without a command, as when files are dropped on the program: each is checked, and its marked copy is
//! written beside it and opened.

mod messages;

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use clap::{CommandFactory, Parser};

use self::messages::Say;
use super::annotate::{self, copy_of};
use super::args::{Cli, Command, Common, LangName};
use super::check;
use super::console::Console;
use super::language;
use super::status::Status;
use crate::text::Lang;

/// The words of a command line that are files and nothing else but `--lang`; `None` where it is any other.
pub(super) fn files(words: &[OsString]) -> Option<Vec<PathBuf>> {
    let words = language::without(words).into_iter();
    let files: Vec<PathBuf> = words.skip(1).map(PathBuf::from).collect();
    let first = files.first()?;
    // most command lines begin with a word that is no file; only then are all commands gone through
    if !files.iter().all(|f| f.is_file()) {
        return None;
    }
    let is_command = |name: &str| Cli::command().find_subcommand(name).is_some();
    let named = first.to_str().is_some_and(is_command);
    (!named).then_some(files)
}

/// Checks files and marks them; what cannot be marked is shown. The language is that of `--lang`, if any.
pub(super) fn run(files: &[PathBuf], lang: Option<Lang>) -> Option<Status> {
    let common = Common {
        lang: lang.map(LangName::of),
        ..Common::default()
    };
    let said = match lang {
        None => "",
        Some(Lang::Zh) => "--lang=zh",
        Some(Lang::En) => "--lang=en",
    };
    let begin = |command: &str| -> Vec<OsString> {
        let words = ["gouji", command, said].into_iter();
        words
            .filter(|w| !w.is_empty())
            .map(OsString::from)
            .collect()
    };
    let mut words = begin("annotate");
    if files.iter().all(|f| is_word(f)) {
        words.push("--suggestions".into());
    }
    let status = run_with(&words, files)?;
    let console = Console::new(&common)?;
    let copies: Vec<PathBuf> = files.iter().map(|f| copy_of(f)).collect();
    let written: Vec<&PathBuf> = copies.iter().filter(|c| c.is_file()).collect();
    let shown = match status.unread || status.misuse {
        true => run_with(&begin("check"), files),
        false => None,
    };
    match written.as_slice() {
        [] => {}
        [one] if !status.unread => {
            console.tell(&Say::Written(&one.display().to_string()).say(console.lang));
            open(one);
        }
        _ if !status.unread => console.tell(&Say::Several.say(console.lang)),
        _ => {}
    }
    wait(console);
    Some(shown.unwrap_or(status))
}

/// Keeps the window of a program that was started by a double click until somebody has read what it says.
pub(super) fn wait(console: Console) {
    // the shells of Windows set it, the desktop does not
    let from_desktop = cfg!(windows) && env::var_os("PROMPT").is_none();
    if from_desktop && io::stdin().is_terminal() {
        console.tell(&Say::Key.say(console.lang));
        io::stdin().lock().read_line(&mut String::new()).ok();
    }
}

/// Runs a command on files.
fn run_with(words: &[OsString], files: &[PathBuf]) -> Option<Status> {
    // a name may begin with a hyphen
    let files = files.iter().map(|f| f.clone().into_os_string());
    let all = words.iter().cloned().chain(["--".into()]).chain(files);
    let cli = Cli::try_parse_from(all).ok()?;
    let status = match &cli.command {
        Command::Annotate(args) => annotate::run(args),
        Command::Check(args) => check::run(args),
        _ => return None,
    };
    Some(status.unwrap_or_else(Status::misused))
}

/// Whether changes can be tracked in a file.
fn is_word(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let is_new = ["docx", "docm"]
        .iter()
        .any(|e| ending.eq_ignore_ascii_case(e));
    is_new || annotate::is_old(path)
}

/// Opens a file with the program of the system, where a person sits in front of it.
fn open(path: &Path) {
    let set = |name: &str| env::var_os(name).is_some_and(|v| !v.is_empty());
    let program = match env::consts::OS {
        "windows" => "explorer",
        "macos" => "open",
        _ if set("DISPLAY") || set("WAYLAND_DISPLAY") => "xdg-open",
        _ => return,
    };
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return;
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut process = Process::new(program);
    process.arg(path).stdin(Stdio::null());
    // where it cannot be opened, its name was said
    process
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok();
}
