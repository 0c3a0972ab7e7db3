//! `gouji check`.

mod beside;
mod done;
mod end;
mod listed;
mod said;

use std::collections::HashSet;
use std::io::ErrorKind;

use gouji_project::cache::{Cache, Outcome};
use gouji_project::runner::{Runner, batches};
use gouji_project::{Problem, changed};

use self::beside::{Joined, joins};
pub(super) use self::done::SideResult;
use self::done::{Done, without_strangers};
use self::listed::{Listed, Say};
pub(super) use self::said::{are_known, names_are_known};
use self::said::{say_used, unreadable};
use super::accept::{AcceptanceFolders, Tally, Wanted};
use super::args::{CheckArgs, keep};
use super::clock::Watch;
use super::console::{Console, Look};
use super::fix;
use super::linters::Linters;
use super::outputs::Outputs;
use super::paths::Inputs;
use super::progress::Progress;
use super::read::{self, Input, Unread};
use super::settings::Finder;
use super::status::Status;
use super::walk::Skipped;
use crate::diagnostic::{Stage, Statistics, Summary};
use crate::document::Document;
use crate::linter::{Keep, Neighbours, Options};

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look {
        color: args.color,
        ascii: args.ascii,
        ..Look::of(&args.common)
    };
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = args.walking.ignored(console)?;
    let mut inputs = Inputs::find(&args.paths, ignored, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    if fix::misused(args, &inputs.list, console) {
        return None;
    }
    if let Some(revision) = &args.changed_since {
        since(revision, &mut inputs, args, console)?;
    }
    let watch = Watch::new(args.timings);
    let options = Options {
        lang: console.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        no_fold: args.no_fold,
        keep: kept(args),
        timings: watch.timings(),
        records: true,
        ..Options::default()
    };
    let linters = Linters::new(options, &args.stdin_filename, &inputs.list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    if !names_are_known(&args.select, &args.ignore, linters.rule_ids(), console) {
        return None;
    }
    // one report is done before threads for it would have begun
    let many = inputs.list.len() > 1 && !args.fix.interactive;
    let runner = match many {
        true => console.runner(args.jobs)?,
        false => Runner::alone(),
    };
    let outputs = Outputs::open(args, &inputs.list, console)?;
    console.report(&inputs.problems, look, &mut status);
    if !args.quiet {
        say_used(&finder, console);
    }
    let wanted = Wanted {
        baseline: args.accepting.baseline.as_deref(),
        read: true,
        stdin: &args.stdin_filename,
        today: args.accepting.today,
    };
    let acceptances = AcceptanceFolders::find(&inputs.list, wanted, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    let former = acceptances.former(linters.former());
    console.report(former.as_slice(), look, &mut status);
    let cache = cache(args, &linters);
    let mut run = Run {
        args,
        named: inputs.named.clone(),
        console,
        linters,
        cache,
        acceptances,
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
    run.all(&inputs, &runner, outputs, &mut finder);
    run.cache.into_iter().for_each(Cache::close);
    if !args.again.watch {
        // the process ends: to take the rules apart first would only cost time
        std::mem::forget(run.linters);
    }
    Some(run.status)
}

/// Leaves only the inputs that have changed since a revision; nothing where that cannot be determined, which is said.
fn since(revision: &str, inputs: &mut Inputs, args: &CheckArgs, console: Console) -> Option<()> {
    let all = inputs.list.len();
    if let Err(unknown) = changed::keep(&mut inputs.list, &args.paths, revision) {
        let why = unknown.message(console.lang);
        console.tell(&Say::NotSince(&why).say(console.lang));
        return None;
    }
    if !args.quiet {
        let kept = Say::Since(revision, inputs.list.len(), all);
        console.tell(&kept.say(console.lang));
    }
    Some(())
}

/// How much is kept of what was read.
fn kept(args: &CheckArgs) -> Keep {
    match args.coverage {
        true => keep(&args.format).max(Keep::Facts),
        false => keep(&args.format),
    }
}

/// The results of earlier runs, where this one may use them.
fn cache(args: &CheckArgs, linters: &Linters) -> Option<Cache> {
    let whole = kept(args) != Keep::Findings;
    if args.again.no_cache || args.timings || whole || args.fix.level().is_some() {
        return None;
    }
    let office = [true, false].map(|named| args.reading.allows_office(named));
    let names_rules = args.format.iter().any(|t| t.format.names_rules());
    Cache::open(linters, office, names_rules)
}

/// A run over all inputs.
struct Run<'a> {
    args: &'a CheckArgs,
    console: Console,
    linters: Linters,
    acceptances: AcceptanceFolders,
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
    fn all(&mut self, inputs: &Inputs, runner: &Runner, mut outputs: Outputs, finder: &mut Finder) {
        // a bar would be drawn over questions
        let shown = match self.args.fix.interactive {
            true => 0,
            false => inputs.list.len(),
        };
        let progress = Progress::new(shown, self.console.lang);
        let mut live = outputs.write(|writer, out| writer.head(out));
        for problem in &inputs.problems {
            if let Problem::Unread(path, unread) = problem {
                let name = path.display().to_string();
                live = unreadable(&mut outputs, &name, &unread.reason(self.console.lang));
            }
        }
        let joins = joins(self.args, &inputs.list);
        let joined = joins.then(|| self.joined(inputs, runner, &progress, finder));
        let series = joined.as_ref().map(Joined::series);
        let beside = joined
            .as_ref()
            .zip(series.as_ref())
            .map(|(joined, series)| {
                let belong = progress.aside(|| self.belong(inputs, joined, series));
                (joined, belong.then_some(series))
            });
        let mut numbered = inputs.list.iter().enumerate();
        for batch in batches(&inputs.list) {
            if !live {
                break;
            }
            let batch: Vec<(usize, &Input)> = numbered.by_ref().take(batch.len()).collect();
            let one = |(at, input): &(usize, &Input)| match beside {
                Some((joined, series)) => self.second((*at, input), joined, series),
                None => {
                    let mut done = self.one(input, None);
                    if let Ok((_, checked, _)) = &mut done.1 {
                        checked.record = None;
                    }
                    progress.step();
                    done
                }
            };
            let done: Vec<Done> = runner.each(&batch, one);
            live = progress.aside(|| self.write(done, &mut outputs));
            progress.errors(self.summary.errors);
        }
        drop(progress);
        let none = live && self.summary.reports == 0;
        self.status.nothing = none && !self.passes_without();
        self.end(outputs);
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

    /// Checks an input, alone or beside others.
    fn one(&self, input: &Input, neighbours: Option<&Neighbours<'_>>) -> Done {
        let name = input.name(&self.args.stdin_filename);
        // one that is only compared with has no configuration of its own
        let linter = self.linters.of(input).or_else(|| self.linters.first());
        let Some(linter) = linter else {
            return (name, Err(Unread::System(ErrorKind::NotFound.into())));
        };
        let named = (input, name.as_str());
        let check = |document: &Document| {
            let checked = match neighbours {
                Some(neighbours) => linter.check_beside(document, neighbours),
                None => linter.check(document),
            };
            self.acceptances
                .accept(linter, named, document, checked, true)
        };
        let tally = |seen| self.acceptances.tally(input, &name, seen);
        if let Some(level) = self.args.fix.level() {
            let check = |document: &Document| {
                let (checked, seen) = check(document);
                (checked, tally(seen))
            };
            let office = self.allows_office(input);
            let named = (input, name.as_str());
            let result = fix::run(self.args, (level, office), &check, named, self.console);
            return (name, result);
        }
        let office = self.allows_office(input);
        let work = |bytes: &[u8]| {
            let read = || read::document(&name, bytes, office);
            let document = self.watch.stage(Stage::Read, read)?;
            let (checked, seen) = check(&document);
            Ok((document, checked, seen))
        };
        let cache = self.cache.as_ref().filter(|_| neighbours.is_none());
        let slot = cache.and_then(|c| c.slot(named, &self.linters, &self.acceptances));
        let outcome: Result<Outcome, Unread> = match slot {
            Some(slot) => slot.result(named, work),
            None => input.bytes().and_then(|bytes| work(&bytes)),
        };
        let result = outcome.and_then(|(document, checked, seen)| {
            if checked.marked && !self.is_named(input) {
                return Err(Unread::Marked);
            }
            let (tally, change) = (tally(seen), None);
            Ok((document, checked, SideResult { tally, change }))
        });
        (name, result)
    }

    /// False when no output is left.
    fn write(&mut self, done: Vec<Done>, outputs: &mut Outputs) -> bool {
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
                        change.tell(&name, self.args, self.console, status, summary);
                    }
                    self.watch
                        .stage(Stage::Render, || outputs.report(&document, &checked));
                }
                Err(Unread::Marked) => self.skipped.marked += 1,
                Err(unfit) => {
                    outputs.flush();
                    self.status.unread = true;
                    self.console.unread(&name, &unfit);
                    unreadable(outputs, &name, &unfit.reason(self.console.lang));
                }
            }
        }
        outputs.flush()
    }
}
