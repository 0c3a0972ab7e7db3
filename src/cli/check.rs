//! `gouji check`.

mod batch;
mod listed;
mod said;

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::Path;

use rayon::ThreadPool;
use rayon::prelude::*;

pub(super) use self::batch::Aside;
use self::batch::{Done, batch, pool, without_strangers};
use self::listed::Listed;
pub(super) use self::said::{are_known, names_are_known, reason, unread};
use self::said::{say_used, unreadable};
use super::accept::{Grounds, Tally, Wanted};
use super::args::{CheckArgs, keep};
use super::cache::{Cache, Outcome};
use super::changed;
use super::clock::Watch;
use super::desk::Desk;
use super::face::Faces;
use super::linters::{Linters, Wish};
use super::mend;
use super::messages::{Text, why};
use super::packs::Look;
use super::paths::{Complaint, Inputs};
use super::progress::Progress;
use super::read::{self, Input, Unread};
use super::settings::Finder;
use super::status::Status;
use super::walk::Skipped;
use crate::diagnostic::{Stage, Statistics, Summary};
use crate::document::Document;
use crate::linter::Options;
use crate::output::End;
use crate::rule::Rule;

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let mut finder = Finder::new(&args.common, desk);
    let mut takes = |path: &Path, is_folder| finder.takes(path, is_folder);
    let Some(ignored) = args.walking.ignored(desk) else {
        return Status::misused();
    };
    let mut inputs = Inputs::find(&args.paths, ignored, &mut takes);
    if mend::misused(args, &inputs.list, desk) {
        return Status::misused();
    }
    let since = args.changed_since.as_deref();
    if since.is_some_and(|since| !changed::keep(&mut inputs, args, since, desk)) {
        return Status::misused();
    }
    let watch = Watch::new(args.timings);
    let options = Options {
        lang: desk.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        no_fold: args.no_fold,
        keep: keep(&args.format),
        timings: watch.timings(),
        ..Options::default()
    };
    let wish = Wish {
        common: &args.common,
        options,
        stdin: &args.stdin_filename,
        look: Look {
            color: args.color,
            ascii: args.ascii,
        },
    };
    let linters = Linters::new(wish, &inputs.list, &mut finder, &mut status);
    if !names_are_known(&args.select, &args.ignore, linters.rule_ids(), desk) {
        return Status::misused();
    }
    // one report is done before threads for it would have begun
    let many = inputs.list.len() > 1 && !args.mend.interactive;
    let Ok(pool) = many.then(|| pool(args.jobs, desk)).transpose() else {
        return Status::misused();
    };
    let Some(faces) = Faces::open(args, &inputs.list, desk) else {
        return Status::misused();
    };
    for complaint in &inputs.complaints {
        complaint.tell(desk, &mut status);
    }
    if !args.quiet {
        say_used(&finder, desk);
    }
    let wanted = Wanted {
        baseline: args.accepting.baseline.as_deref(),
        read: true,
        stdin: &args.stdin_filename,
        common: &args.common,
        today: args.accepting.today,
    };
    let grounds = Grounds::find(&inputs.list, wanted, &mut finder, desk, &mut status);
    let cache = Cache::open(args, &linters);
    let mut run = Run {
        args,
        named: inputs.named.clone(),
        desk,
        linters,
        cache,
        grounds,
        tally: Tally::new(),
        status,
        summary: Summary {
            statistics: args.statistics.then(Statistics::default),
            by_report: (inputs.list.len() > 1).then(Vec::new),
            narrowed: !args.select.is_empty() || !args.ignore.is_empty(),
            ..Summary::default()
        },
        watch,
        skipped: std::mem::take(&mut inputs.skipped),
        listed: Listed::new(&args.listing),
        suggested: 0,
    };
    run.all(&inputs, pool.as_ref(), faces);
    run.cache.into_iter().for_each(Cache::close);
    if !args.again.watch {
        // the process ends: to take the rules apart first would only cost time
        std::mem::forget(run.linters);
    }
    run.status
}

/// A run over all inputs.
struct Run<'a> {
    args: &'a CheckArgs,
    desk: Desk,
    linters: Linters,
    grounds: Grounds,
    cache: Option<Cache>,
    /// The inputs that were named, and not met in a folder.
    named: HashSet<Input>,
    /// What came of the waivers so far.
    tally: Tally,
    status: Status,
    summary: Summary,
    watch: Watch,
    /// What folders hold besides.
    skipped: Skipped,
    listed: Listed,
    /// How many findings that are left have only suggestions.
    suggested: usize,
}

impl Run<'_> {
    /// Checks batch after batch: in parallel inside a batch, written in the order of the inputs.
    fn all(&mut self, inputs: &Inputs, pool: Option<&ThreadPool>, mut faces: Faces) {
        // a bar would be drawn over questions
        let shown = match self.args.mend.interactive {
            true => 0,
            false => inputs.list.len(),
        };
        let progress = Progress::new(shown, self.desk.lang);
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
            let done: Vec<Done> = match pool {
                Some(pool) => pool.install(|| batch.par_iter().map(one).collect()),
                None => batch.iter().map(one).collect(),
            };
            live = progress.aside(|| self.write(done, &mut faces));
            progress.errors(self.summary.errors);
        }
        drop(progress);
        let none = live && self.summary.reports == 0;
        self.status.nothing = none && !self.passes_without();
        self.end(faces);
    }

    /// Whether a run is fine in which nothing is a report.
    fn passes_without(&self) -> bool {
        self.args.allow_none || self.args.changed_since.is_some()
    }

    /// Whether LibreOffice may help with an input.
    fn allows_office(&self, input: &Input) -> bool {
        self.args.reading.allows_office(self.is_named(input))
    }

    /// Whether an input was named, and not met in a folder.
    fn is_named(&self, input: &Input) -> bool {
        *input == Input::Stdin || self.named.contains(input)
    }

    fn one(&self, input: &Input) -> Done {
        let name = input.name(&self.args.stdin_filename);
        let Some(linter) = self.linters.of(input) else {
            return (name, Err(Unread::System(ErrorKind::NotFound.into())));
        };
        let named = (input, name.as_str());
        let check = |document: &Document| {
            let checked = linter.check(document);
            self.grounds.accept(linter, named, document, checked, true)
        };
        let tally = |seen| self.grounds.tally(input, &name, seen);
        if let Some(level) = self.args.mend.level() {
            let check = |document: &Document| {
                let (checked, seen) = check(document);
                (checked, tally(seen))
            };
            let office = self.allows_office(input);
            let named = (input, name.as_str());
            let result = mend::run(self.args, (level, office), &check, named, self.desk);
            return (name, result);
        }
        let office = self.allows_office(input);
        let work = |bytes: &[u8]| {
            let read = || read::document(&name, bytes, office);
            let document = self.watch.stage(Stage::Read, read)?;
            let (checked, seen) = check(&document);
            Ok((document, checked, seen))
        };
        let cache = self.cache.as_ref();
        let slot = cache.and_then(|c| c.slot(named, &self.linters, &self.grounds));
        let outcome: Result<Outcome, Unread> = match slot {
            Some(slot) => slot.result(named, work),
            None => input.bytes().and_then(|bytes| work(&bytes)),
        };
        let result = outcome.and_then(|(document, checked, seen)| {
            if checked.marked && !self.is_named(input) {
                return Err(Unread::Marked);
            }
            let (tally, change) = (tally(seen), None);
            Ok((document, checked, Aside { tally, change }))
        });
        (name, result)
    }

    /// False when no output is left.
    fn write(&mut self, done: Vec<Done>, faces: &mut Faces) -> bool {
        for (name, result) in done {
            match result {
                Ok((document, checked, aside)) => {
                    self.tally.extend(aside.tally);
                    let checked = match self.args.allow_none {
                        true => without_strangers(checked),
                        false => checked,
                    };
                    self.summary.add(&checked);
                    let checked = self.listed.take(checked);
                    if let Some(change) = aside.change {
                        self.suggested += change.suggested;
                        let (status, summary) = (&mut self.status, &mut self.summary);
                        change.tell(&name, self.args, self.desk, status, summary);
                    }
                    self.watch
                        .stage(Stage::Render, || faces.report(&document, &checked));
                }
                Err(Unread::Marked) => self.skipped.marked += 1,
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
    fn end(&mut self, mut faces: Faces) {
        for (document, checked) in self.grounds.settle(std::mem::take(&mut self.tally)) {
            self.summary.add_findings(&checked);
            faces.report(&document, &checked);
        }
        let gone = self.grounds.gone().into_iter();
        let gone = gone.filter(|v| self.linters.run(&v.rule));
        self.summary.vanished.extend(gone);
        let limit = self.args.fail_on.severity();
        self.status.findings = match self.args.mend.diff {
            true => self.summary.mended > 0,
            false => limit.is_some_and(|s| self.summary.at_least(s) > 0),
        };
        let libraries = self.linters.libraries();
        let rules = libraries.iter().flat_map(|l| l.all_rules());
        let rules: BTreeMap<&str, &Rule> = rules.map(|(_, r)| (r.id.as_str(), r)).collect();
        let end = End {
            summary: &self.summary,
            exit: self.status.code(),
            day: Some(self.grounds.dated()),
            rules: &|id| rules.get(id).copied(),
        };
        let (desk, status) = (self.desk, &mut self.status);
        let finish = || faces.finish(&end, desk, status);
        self.watch.stage(Stage::Render, finish);
        self.watch.tell(self.args, desk);
        let (findings, files) = (self.summary.mended, self.summary.mended_files);
        if self.args.mend.diff && findings > 0 {
            desk.say(&Text::WouldMend(findings, files));
        }
        mend::advise(self.args.mend, self.suggested, desk);
        if !self.args.quiet {
            if !self.status.misuse {
                Listed::tell_written(&self.args.format, desk);
            }
            self.skipped.tell(desk, self.args.walking.verbose);
            self.listed.tell(desk);
        }
        if self.status.nothing {
            self.desk.say(&Text::NothingChecked);
        }
    }
}
