//! `gouji annotate`: copies of reports with marks at what was found.

mod copy;
mod messages;
mod page;
mod places;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use self::copy::{Copied, Marker, copy};
use self::messages::Say;
use self::page::Page;
use self::places::{Job, jobs};
pub(super) use self::places::{copy_of, is_old};
use super::accept::{AcceptanceFolders, Wanted};
use super::args::AnnotateArgs;
use super::atomic::AtomicFile;
use super::check::names_are_known;
use super::console::{Console, Look};
use super::linters::Linters;
use super::messages::{Text, why};
use super::paths::Inputs;
use super::progress::Progress;
use super::read::{Input, STDIN, Unread};
use super::settings::Finder;
use super::skipped;
use super::status::Status;
use crate::annotate::Refusal;
use crate::diagnostic::Summary;
use crate::linter::{Keep, Options};
use crate::output::flat;

/// So many inputs are marked before what became of them is said.
const BATCH: usize = 64;

/// Why there is no copy.
enum Fault {
    Unread(Unread),
    Refused(Refusal),
    NoReport,
    Unwritten(io::Error),
}

/// Runs the command.
pub(super) fn run(args: &AnnotateArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look::of(&args.common);
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = args.walking.ignored(console)?;
    let inputs = Inputs::find(&args.paths, ignored, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    skipped::tell(&inputs.skipped, console, args.walking.verbose);
    let jobs = match jobs(args, inputs.list) {
        Ok(jobs) => jobs,
        Err(said) => {
            console.tell(&said.say(console.lang));
            return None;
        }
    };
    let list: Vec<Input> = jobs.iter().map(|j| j.input.clone()).collect();
    let options = Options {
        lang: console.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        no_fold: args.no_fold,
        keep: if args.dir.is_some() {
            Keep::Sums
        } else {
            Keep::Findings
        },
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    if !names_are_known(&args.select, &args.ignore, linters.rule_ids(), console) {
        return None;
    }
    let wanted = Wanted {
        baseline: args.accepting.baseline.as_deref(),
        read: true,
        stdin: STDIN,
        today: args.accepting.today,
    };
    let acceptances = AcceptanceFolders::find(&list, wanted, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    let marker = Marker {
        args,
        lang: console.lang,
        linters: &linters,
        acceptances: &acceptances,
        named: &inputs.named,
    };
    if let Some(folder) = &args.dir
        && let Err(error) = fs::create_dir_all(folder)
    {
        console.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
        return None;
    }
    let runner = console.runner(args.jobs)?;
    let page = args
        .dir
        .as_deref()
        .map(|folder| Page::open(folder, console));
    let mut page = page.transpose().ok()?;
    let progress = Progress::new(jobs.len(), console.lang);
    let one = |job: &Job| {
        let done = written(&marker, job);
        progress.step();
        done
    };
    let mut summary = Summary::default();
    for batch in jobs.chunks(BATCH) {
        for (job, done) in batch.iter().zip(runner.each(batch, one)) {
            progress.aside(|| match done {
                Ok(copied) => {
                    summary.add(&copied.checked);
                    say(args, job, &copied, console, &mut status);
                    if let Some(page) = &mut page {
                        page.add(job, &copied);
                    }
                }
                Err(fault) => {
                    let why = refused(job, fault, console, &mut status);
                    if let Some(page) = &mut page {
                        page.add_unread(job, &why);
                    }
                }
            });
        }
        progress.errors(summary.errors);
    }
    drop(progress);
    status.nothing = summary.reports == 0;
    if let Some(page) = page {
        page.finish(&summary, &marker, console, &mut status);
    }
    Some(status)
}

fn written(marker: &Marker<'_>, job: &Job) -> Result<Copied, Fault> {
    let copied = copy(marker, &job.input)?;
    let old = marker.args.in_place.then_some(copied.read.as_slice());
    let folder = job.link.as_ref().and_then(|_| job.copy.parent());
    let folder = folder.map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| put(&job.copy, old, &copied.bytes))
        .map_err(Fault::Unwritten)?;
    Ok(Copied {
        bytes: Vec::new(),
        read: Vec::new(),
        ..copied
    })
}

/// Writes beside the file and puts it in its place, if that still holds what was read of it.
fn put(path: &Path, old: Option<&[u8]>, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let file = match old {
        Some(old) => AtomicFile::over(path, old)?,
        None => AtomicFile::new(path)?,
    };
    file.keep_with(bytes)
}

/// Says that a copy was written, and what it does not have.
fn say(args: &AnnotateArgs, job: &Job, copied: &Copied, console: Console, status: &mut Status) {
    let (name, copy) = (job.input.name(STDIN), job.copy.display().to_string());
    let line = Say::Marked(&name, &copy, copied.checked.diagnostics.len()).say(console.lang);
    console.print(status, |out| writeln!(out, "{}", flat(&line)));
    if copied.rewritten {
        console.tell(&Say::Rewritten(&name).say(console.lang));
    }
    if args.level().is_some() && !copied.tracks {
        console.tell(&Say::Untracked(&name, copied.document.format).say(console.lang));
    }
}

/// Says why there is no copy.
fn refused(job: &Job, fault: Fault, console: Console, status: &mut Status) -> String {
    let name = &job.input.name(STDIN);
    match fault {
        Fault::Unread(error) => {
            console.unread(name, &error);
            status.unread |= !matches!(error, Unread::Marked);
            error.reason(console.lang)
        }
        Fault::Refused(refusal) => {
            let message = refusal.message(console.lang);
            console.say(&Text::Unfit(name, &message));
            status.unread = true;
            message
        }
        Fault::NoReport => {
            let said = Say::NoReport.say(console.lang);
            console.say(&Text::Unfit(name, &said));
            said
        }
        Fault::Unwritten(error) => {
            console.say(&Text::CannotWriteTo(
                &job.copy.display().to_string(),
                &error,
            ));
            status.misuse = true;
            why(&error, console.lang)
        }
    }
}
