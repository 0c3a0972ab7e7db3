//! The command line: options, standard streams and the exit status. Files are found, read and written by
//! [`crate::project`]; everything that is shown is a pure function of [`crate::output`].
//!
//! - `args` says which options there are, `help` shows them in one language, `language` in which; `messages` is what
//!   is said on stderr.
//! - `console` is the way to the person: it draws and says what is wrong outside of reports; `status` adds up what that
//!   comes to. `defaults` takes options from `gouji.toml`, `skipped` says what was not read in folders.
//! - `check` lints many files; `outputs` holds the outputs, `progress` the bar. `signals` removes what is unfinished when
//!   somebody stops the program.
//! - `opened` checks and marks files that are dropped on the program.
//! - `watch` runs it again when something has changed.
//! - `clock` times a run where that is wanted.
//! - `cache` shows and empties the results of earlier runs.
//! - `baseline` and `waive` write down what is accepted.
//! - `annotate` writes marked copies of reports.
//! - `pack` holds the commands for those who write packs, `scaffold` what a new one begins with; `docs` writes pages about them.
//! - `config` shows what holds and where it comes from, `init` begins a `gouji.toml`.
//! - `fix` puts fixes into files, asks about each of them, or shows what they would change.
//! - `lsp` starts the language server, `mcp` what assistants call.
//! - `version` says which build this is.
//! - `why` shows what one rule did on a report.
//! - `compare` puts reports side by side, `series` shows bodies over the years; `joined` reads the reports of both and holds
//!   them against each other, `view` writes what they show.
//! - `cite` holds the numbers of other texts against reports.
//! - `shell` writes completions and manual pages, `rage` what a report of an error needs.
//! - `facts` shows what was read from a report, or writes it as tables for many.
//! - `show` holds the commands that only print: `rules`, `explain`.
//!
//! # Exit status
//!
//! | code | meaning |
//! |---|---|
//! | 0 | nothing at or above `--fail-on` was found |
//! | 1 | findings at or above `--fail-on` |
//! | 2 | wrong usage, configuration or pack; output that cannot be written |
//! | 3 | an input could not be read |
//! | 4 | nothing was checked: no input matched, or none of them is a report; `--allow-none` and `--changed-since` let that pass |
//!
//! Where several hold, the first of 2, 3, 4, 1 counts. 4 and 1 hardly ever meet: without a report no rule runs, and
//! only remarks of the engine about the file itself are left, which do not make a file without a report "checked".
//! With `--diff`, 1 means that something would change, and findings do not count; with `--fix` what remains counts.
//! In every case whatever can be checked is checked. A broken pipe is no error: the code is that of what was done.

mod annotate;
mod args;
mod baseline;
mod cache;
mod check;
mod cite;
mod clock;
mod compare;
mod config;
mod console;
mod defaults;
mod docs;
mod facts;
mod fix;
mod help;
mod init;
mod joined;
mod language;
mod lsp;
mod mcp;
mod messages;
mod opened;
mod outputs;
mod pack;
mod progress;
mod rage;
mod scaffold;
mod series;
mod shell;
mod show;
mod signals;
mod skipped;
mod status;
mod terminal;
mod version;
mod view;
mod waive;
mod watch;
mod why;

use std::ffi::OsString;
use std::process::{self, ExitCode};
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches};
use gouji_project::{accept, atomic, linters, packs, paths, read, select, settings, walk, worker};

use self::args::{Cli, Command};
use self::console::Console;
use self::status::Status;
use crate::lsp::Project;
use crate::text::Lang;

/// The files, configurations and packs of this machine, for a language server; messages are in the language.
pub fn project(lang: Lang) -> Arc<dyn Project> {
    lsp::project(lang)
}

/// Runs the command line of the process.
pub fn main() -> ExitCode {
    if worker::begin(process::exit) {
        return ExitCode::SUCCESS;
    }
    ExitCode::from(run(std::env::args_os().collect()))
}

/// Runs a command line: its words, the name of the program first. Gives the exit code.
pub fn run(words: Vec<OsString>) -> u8 {
    signals::prepare();
    if let Some(files) = opened::files(&words) {
        let lang = language::asked(&words);
        return exit(opened::run(&files, lang));
    }
    let parsed = Cli::command().try_get_matches_from(&words);
    let parsed = parsed.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    let (mut cli, matches) = match parsed {
        Ok(both) => both,
        Err(error) => {
            let status = help::answer(&words, error);
            opened::wait(Console {
                lang: help::language_of(&words),
            });
            return status;
        }
    };
    defaults::fill(&mut cli, &matches);
    if let Some(megabytes) = cli.max_file_size {
        read::allow(megabytes);
    }
    match &mut cli.command {
        Command::Fix(args) => args.fix.fix(),
        Command::Check(args) if args.fix.interactive => args.fix.fix(),
        _ => {}
    }
    let status = match &cli.command {
        Command::Check(args) if args.again.watch => watch::run(args, &matches),
        Command::Check(args) | Command::Fix(args) => check::run(args),
        Command::Annotate(args) => annotate::run(args),
        Command::Rules(args) => show::rules(args),
        Command::Explain(args) => show::explain(args),
        Command::Facts(args) => facts::run(args),
        Command::Compare(args) => compare::run(args),
        Command::Series(args) => series::run(args),
        Command::Cite(args) => cite::run(args),
        Command::Baseline(command) => baseline::run(command),
        Command::Waive(args) => waive::run(args),
        Command::Pack(command) => pack::run(command),
        Command::Why(args) => why::run(args),
        Command::Lsp(args) => lsp::run(args),
        Command::Mcp(args) => mcp::run(args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
        Command::Rage(args) => rage::run(args),
        Command::Config(command) => config::run(command),
        Command::Cache(command) => cache::run(command),
        Command::Init(args) => init::run(args),
    };
    exit(status)
}

/// The exit code of a command; one that gives no status was used wrongly, which it has said.
fn exit(status: Option<Status>) -> u8 {
    status.unwrap_or_else(Status::misused).code()
}
