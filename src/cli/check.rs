//! `gouji check`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::CheckArgs;
use super::desk::Desk;
use super::face::Faces;
use super::messages::{Text, why};
use super::packs::{self, Look, Packs};
use super::paths::{Complaint, Inputs};
use super::progress::Progress;
use super::read::{Input, Unread};
use super::select;
use super::status::Status;
use crate::diagnostic::{Checked, Summary};
use crate::document::Document;
use crate::linter::{Linter, Options};
use crate::output::{self, End};
use crate::rule::Rule;
use crate::text::Lang;

/// How many files are held in memory at a time …
const FILES: usize = 64;
/// … and about how many bytes of them.
const BYTES: u64 = 32 << 20;

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let look = Look {
        color: args.color,
        ascii: args.ascii,
    };
    let packs = packs::load(&args.common, look, desk, &mut status);
    if !names_are_known(args, &packs, desk) {
        return Status::misused();
    }
    let pool = match ThreadPoolBuilder::new().num_threads(args.jobs).build() {
        Ok(pool) => pool,
        Err(error) => {
            desk.say(&Text::NoThreads(&error.to_string()));
            return Status::misused();
        }
    };
    let options = Options {
        lang: desk.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        no_fold: args.no_fold,
        reading: args.format.iter().any(|t| t.format.draws_reports()),
    };
    let inputs = Inputs::find(&args.paths);
    let Some(faces) = Faces::open(args, &inputs.list, desk) else {
        return Status::misused();
    };
    for complaint in &inputs.complaints {
        complain(complaint, desk, &mut status);
    }
    let mut run = Run {
        args,
        desk,
        linter: Linter::choosing(packs.catalogue, packs.by_place, options),
        status,
        summary: Summary::default(),
    };
    run.all(&inputs, &pool, faces);
    run.status
}

/// Says which names of `--select` and `--ignore` mean no rule.
fn names_are_known(args: &CheckArgs, packs: &Packs, desk: Desk) -> bool {
    if args.select.is_empty() && args.ignore.is_empty() {
        return true;
    }
    let ids = packs.rule_ids();
    let mut known = true;
    for (option, patterns) in [("--select", &args.select), ("--ignore", &args.ignore)] {
        for name in select::unknown(patterns, &ids) {
            let near = select::near(name, &ids);
            desk.say(&Text::UnknownRule(Some(option), name, &near));
            known = false;
        }
    }
    known
}

fn complain(complaint: &Complaint, desk: Desk, status: &mut Status) {
    match complaint {
        Complaint::Unread(path, error) => {
            desk.say(&Text::Unread(&path.display().to_string(), error));
            status.unread = true;
        }
        Complaint::NoMatch(pattern) => desk.say(&Text::NoMatch(pattern)),
        Complaint::BadPattern(pattern, why) => {
            desk.say(&Text::BadPattern(pattern, why));
            status.misuse = true;
        }
        Complaint::Empty(path) => desk.say(&Text::EmptyFolder(&path.display().to_string())),
    }
}

/// A run over all inputs.
struct Run<'a> {
    args: &'a CheckArgs,
    desk: Desk,
    linter: Linter,
    status: Status,
    summary: Summary,
}

/// One input, done.
type Done = (String, Result<(Document, Checked), Unread>);

impl Run<'_> {
    /// Checks batch after batch: in parallel inside a batch, written in the order of the inputs.
    fn all(&mut self, inputs: &Inputs, pool: &ThreadPool, mut faces: Faces) {
        let progress = Progress::new(inputs.list.len());
        let mut live = faces.write(|writer, out| writer.head(out));
        for complaint in &inputs.complaints {
            if let Complaint::Unread(path, error) = complaint {
                let name = path.display().to_string();
                live = unreadable(&mut faces, &name, &why(error, self.desk.lang));
            }
        }
        let mut rest = inputs.list.as_slice();
        while !rest.is_empty() && live {
            let (batch, later) = rest.split_at(batch(rest));
            rest = later;
            let one = |input: &Input| {
                let done = self.one(input);
                progress.step();
                done
            };
            let done: Vec<Done> = pool.install(|| batch.par_iter().map(one).collect());
            live = progress.aside(|| self.write(done, &mut faces));
        }
        drop(progress);
        self.status.nothing = live && self.summary.reports == 0;
        self.end(faces);
    }

    fn one(&self, input: &Input) -> Done {
        let name = input.name(&self.args.stdin_filename);
        let result = input
            .read(&name, self.args.reading.allows_office())
            .map(|document| {
                let checked = self.linter.check(&document);
                (document, checked)
            });
        (name, result)
    }

    /// False when no output is left.
    fn write(&mut self, done: Vec<Done>, faces: &mut Faces) -> bool {
        for (name, result) in done {
            match result {
                Ok((document, checked)) => {
                    self.summary.add(&checked);
                    faces.write_each(|writer, out| writer.report(out, &document, &checked));
                }
                Err(unfit) => {
                    faces.flush();
                    self.status.unread = true;
                    unread(self.desk, &name, &unfit);
                    unreadable(faces, &name, &reason(&unfit, self.desk.lang));
                }
            }
        }
        faces.flush()
    }

    /// What stands behind the reports, and what is said after everything has been written.
    fn end(&mut self, faces: Faces) {
        let limit = self.args.fail_on.severity();
        self.status.findings = limit.is_some_and(|s| self.summary.at_least(s) > 0);
        let libraries = self.linter.libraries();
        let rules = libraries.iter().flat_map(|l| l.all_rules());
        let rules: BTreeMap<&str, &Rule> = rules.map(|(_, r)| (r.id.as_str(), r)).collect();
        let end = End {
            summary: &self.summary,
            exit: self.status.code(),
            rules: &|id| rules.get(id).copied(),
        };
        faces.finish(&end, self.desk, &mut self.status);
        if self.status.nothing {
            self.desk.say(&Text::NothingChecked);
        }
    }
}

/// Writes that an input could not be read; false when no output is left.
fn unreadable(faces: &mut Faces, path: &str, why: &str) -> bool {
    let input = output::Unread { path, why };
    faces.write_each(|writer, out| writer.unread(out, &input))
}

/// Why an input could not be read, without its name.
fn reason(unread: &Unread, lang: Lang) -> String {
    match unread {
        Unread::System(error) => why(error, lang),
        Unread::Content(error) => error.message(lang),
    }
}

/// Says why an input could not be read.
pub(super) fn unread(desk: Desk, name: &str, why: &Unread) {
    match why {
        Unread::System(error) => desk.say(&Text::Unread(name, error)),
        Unread::Content(error) => desk.say(&Text::Unfit(name, &error.message(desk.lang))),
    }
}

/// How many of the inputs make a batch; at least one.
fn batch(inputs: &[Input]) -> usize {
    let mut bytes = 0;
    let fits = inputs.iter().take(FILES).take_while(|input| {
        let before = bytes;
        bytes += input.size();
        before < BYTES
    });
    fits.count().max(1)
}
