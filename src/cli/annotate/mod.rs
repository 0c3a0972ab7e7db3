//! `gouji annotate`: copies of reports with marks at what was found.

mod copy;
mod messages;

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use self::copy::{Copied, Marker, copy};
use self::messages::Say;
use super::accept::{Grounds, Wanted};
use super::args::AnnotateArgs;
use super::atomic::{AtomicFile, real};
use super::check::{names_are_known, reason, unread};
use super::desk::Desk;
use super::linters::{Linters, Wish};
use super::messages::{Text, why};
use super::packs::Look;
use super::paths::Inputs;
use super::progress::Progress;
use super::read::{Input, STDIN, Unread};
use super::settings::Finder;
use super::status::Status;
use crate::annotate::Refusal;
use crate::annotate::index::{Entry, page};
use crate::diagnostic::Summary;
use crate::document::Format;
use crate::linter::Options;
use crate::output::flat;

/// What stands in front of the ending of a copy.
const MARKED: &str = ".marked";
/// The page that lists the copies.
const INDEX: &str = "index.html";

/// An input and the place of its copy.
struct Job {
    input: Input,
    copy: PathBuf,
}

/// Why there is no copy.
enum Fault {
    Unread(Unread),
    Refused(Refusal),
    NoReport,
    Unwritten(io::Error),
}

/// Runs the command.
pub(super) fn run(args: &AnnotateArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let mut finder = Finder::new(&args.common, desk);
    let mut takes = |path: &Path, is_folder| finder.takes(path, is_folder);
    let Some(ignored) = args.walking.ignored(desk) else {
        return Status::misused();
    };
    let inputs = Inputs::find(&args.paths, ignored, &mut takes);
    for complaint in &inputs.complaints {
        complaint.tell(desk, &mut status);
    }
    inputs.skipped.tell(desk, args.walking.verbose);
    let jobs = match jobs(args, inputs.list) {
        Ok(jobs) => jobs,
        Err(said) => {
            desk.tell(&said.say(desk.lang));
            return Status::misused();
        }
    };
    let list: Vec<Input> = jobs.iter().map(|j| j.input.clone()).collect();
    let wish = Wish {
        common: &args.common,
        options: Options {
            lang: desk.lang,
            select: args.select.clone(),
            ignore: args.ignore.clone(),
            no_fold: args.no_fold,
            ..Options::default()
        },
        stdin: STDIN,
        look: Look::default(),
    };
    let linters = Linters::new(wish, &list, &mut finder, &mut status);
    if !names_are_known(&args.select, &args.ignore, linters.rule_ids(), desk) {
        return Status::misused();
    }
    let wanted = Wanted {
        baseline: args.accepting.baseline.as_deref(),
        read: true,
        stdin: STDIN,
        common: &args.common,
        today: args.accepting.today,
    };
    let grounds = Grounds::find(&list, wanted, &mut finder, desk, &mut status);
    let marker = Marker {
        args,
        lang: desk.lang,
        linters: &linters,
        grounds: &grounds,
        named: &inputs.named,
    };
    if let Some(folder) = &args.dir
        && let Err(error) = fs::create_dir_all(folder)
    {
        desk.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
        return Status::misused();
    }
    let pool = match ThreadPoolBuilder::new().num_threads(args.jobs).build() {
        Ok(pool) => pool,
        Err(error) => {
            desk.say(&Text::NoThreads(&error.to_string()));
            return Status::misused();
        }
    };
    let progress = Progress::new(jobs.len());
    let one = |job: &Job| {
        let done = written(&marker, job);
        progress.step();
        done
    };
    let done: Vec<Result<Copied, Fault>> = pool.install(|| jobs.par_iter().map(one).collect());
    drop(progress);
    let entries = tell(args, &jobs, done, desk, &mut status);
    status.nothing = !entries.iter().any(|e| e.summary.reports > 0);
    if let Some(folder) = &args.dir {
        let path = folder.join(INDEX);
        if let Err(error) = put(&path, None, page(&entries, desk.lang).as_bytes()) {
            desk.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
            status.misuse = true;
        }
    }
    status
}

/// Where the copies go; what is wrong with that.
fn jobs(args: &AnnotateArgs, inputs: Vec<Input>) -> Result<Vec<Job>, Say<'_>> {
    let out = args.dir.as_deref().map(real);
    let mut jobs: Vec<Job> = Vec::new();
    let several = inputs.len() > 1;
    let files = inputs.iter().filter_map(|input| match input {
        Input::File(path) => Some(path.clone()),
        Input::Stdin => None,
    });
    let originals: HashSet<PathBuf> = files.collect();
    let mut taken = HashSet::new();
    for input in inputs {
        let Input::File(path) = &input else {
            return Err(Say::Stdin);
        };
        let copied = out.as_ref().is_some_and(|out| real(path).starts_with(out));
        if copied || several && originals.contains(&original(path)) {
            // a copy of an earlier run
            continue;
        }
        let copy = match (&args.output, &args.dir) {
            (Some(_), _) if several => return Err(Say::OneOutput),
            (Some(file), _) => file.clone(),
            (None, Some(folder)) => free(&folder.join(marked(path, false)), &taken),
            (None, None) if args.in_place => path.clone(),
            (None, None) => copy_of(path),
        };
        if !args.in_place && real(&copy) == real(path) {
            let named = args.output.as_deref().and_then(Path::to_str);
            return Err(Say::OverInput(named.unwrap_or("--dir")));
        }
        taken.insert(copy.clone());
        jobs.push(Job { input, copy });
    }
    Ok(jobs)
}

/// Where the marked copy of a file stands that nobody has given another place.
pub(super) fn copy_of(path: &Path) -> PathBuf {
    path.with_file_name(marked(path, true))
}

/// `report.docx` → `report.marked.docx`.
fn marked(path: &Path, beside: bool) -> String {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map_or_else(String::new, |p| p.to_string_lossy().into_owned())
    };
    let stem = part(path.file_stem());
    let stem = match beside {
        true => stem.as_str(),
        false => stem.strip_suffix(MARKED).unwrap_or(&stem),
    };
    match path.extension() {
        None => format!("{stem}{MARKED}"),
        ending => format!("{stem}{MARKED}.{}", part(ending)),
    }
}

/// `report.marked.docx` → `report.docx`; an empty path for a file that is no copy.
fn original(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    match (stem.strip_suffix(MARKED), ending) {
        (Some(stem), "") => path.with_file_name(stem),
        (Some(stem), ending) => path.with_file_name(format!("{stem}.{ending}")),
        (None, _) => PathBuf::new(),
    }
}

/// A path that no other copy has.
fn free(path: &Path, taken: &HashSet<PathBuf>) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let numbered = |n: usize| match n {
        1 => path.to_owned(),
        n => path.with_file_name(name.replacen(MARKED, &format!("-{n}{MARKED}"), 1)),
    };
    let mut all = (1..).map(numbered);
    all.find(|p| !taken.contains(p))
        .unwrap_or_else(|| path.to_owned())
}

fn written(marker: &Marker<'_>, job: &Job) -> Result<Copied, Fault> {
    let copied = copy(marker, &job.input)?;
    let old = marker.args.in_place.then_some(copied.read.as_slice());
    put(&job.copy, old, &copied.bytes).map_err(Fault::Unwritten)?;
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
    let mut file = match old {
        Some(old) => AtomicFile::over(path, old)?,
        None => AtomicFile::new(path)?,
    };
    file.write_all(bytes)?;
    file.keep()
}

/// Says what became of the inputs; gives what the index says of them.
fn tell(
    args: &AnnotateArgs,
    jobs: &[Job],
    done: Vec<Result<Copied, Fault>>,
    desk: Desk,
    status: &mut Status,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut lines = Vec::new();
    for (job, done) in jobs.iter().zip(done) {
        let name = job.input.name(STDIN);
        let copy = job.copy.display().to_string();
        let file = job
            .copy
            .file_name()
            .map(|n| n.to_string_lossy().into_owned());
        let entry = match done {
            Ok(copied) => {
                let n = copied.findings;
                lines.push(Say::Marked(&name, &copy, n).say(desk.lang));
                if args.level().is_some() && copied.format != Format::Docx {
                    desk.tell(&Say::Untracked(&name, copied.format).say(desk.lang));
                }
                Entry {
                    name,
                    file,
                    summary: copied.summary,
                    why: String::new(),
                }
            }
            Err(fault) => Entry {
                why: refused(&name, &copy, fault, desk, status),
                name,
                file: None,
                summary: Summary::default(),
            },
        };
        entries.push(entry);
    }
    desk.print(status, |out| {
        let mut lines = lines.iter();
        lines.try_for_each(|line| writeln!(out, "{}", flat(line)))
    });
    entries
}

/// Says why there is no copy.
fn refused(name: &str, copy: &str, fault: Fault, desk: Desk, status: &mut Status) -> String {
    match fault {
        Fault::Unread(error) => {
            unread(desk, name, &error);
            status.unread |= !matches!(error, Unread::Marked);
            reason(&error, desk.lang)
        }
        Fault::Refused(refusal) => {
            let message = refusal.message(desk.lang);
            desk.say(&Text::Unfit(name, &message));
            status.unread = true;
            message
        }
        Fault::NoReport => {
            let said = Say::NoReport.say(desk.lang);
            desk.say(&Text::Unfit(name, &said));
            said
        }
        Fault::Unwritten(error) => {
            desk.say(&Text::CannotWriteTo(copy, &error));
            status.misuse = true;
            why(&error, desk.lang)
        }
    }
}
