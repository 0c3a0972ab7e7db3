//! What was read from many reports, as tables.

use std::collections::HashSet;

use gouji_project::runner::{Runner, batches};

use super::Say;
use crate::cli::args::FactsArgs;
use crate::cli::console::{Console, Look};
use crate::cli::linters::Linters;
use crate::cli::outputs::folder;
use crate::cli::outputs::sinks::{self, Sinks};
use crate::cli::paths::Inputs;
use crate::cli::progress::Progress;
use crate::cli::read::{Input, STDIN, Unread};
use crate::cli::settings::Finder;
use crate::cli::status::Status;
use crate::diagnostic::{LintResult, Summary};
use crate::document::Document;
use crate::linter::{Keep, Options};
use crate::output::tables::{Table, Tables};
use crate::output::{self, End};

/// The tables that need no rules.
const ALL: [Table; 3] = [Table::Reports, Table::Cells, Table::Mentions];

/// Writes the tables.
pub(super) fn run(args: &FactsArgs, console: Console) -> Option<Status> {
    let mut status = Status::default();
    let look = Look::of(&args.common);
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = args.walking.ignored(console)?;
    let inputs = Inputs::find(&args.paths, ignored, &mut finder);
    let mut sinks = open(args, &inputs.list, console)?;
    let options = Options {
        lang: console.lang,
        keep: Keep::Facts,
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    let runner = match inputs.list.len() {
        0 | 1 => Runner::alone(),
        _ => console.runner(args.jobs)?,
    };
    let mut run = Run {
        args,
        console,
        linters,
        named: inputs.named.clone(),
        reports: 0,
        strangers: 0,
        status,
    };
    run.all(&inputs.list, &runner, &mut sinks);
    let mut status = run.status;
    status.nothing = run.reports == 0;
    if run.strangers > 0 {
        console.tell(&Say::Strangers(run.strangers).say(console.lang));
    }
    sinks.close(console, &mut status);
    Some(status)
}

/// Opens the outputs that the options ask for. Says what is wrong with them; then there are none.
fn open(args: &FactsArgs, inputs: &[Input], console: Console) -> Option<Sinks> {
    let formats = args.format.iter().map(|t| (t, t.format.table()));
    let targets = formats.clone().map(|(target, format)| {
        let binary = format.is_some_and(output::tables::Format::is_binary);
        (target.file.as_deref(), binary)
    });
    if let Some(wrong) = sinks::wrong(targets, inputs) {
        console.say(&wrong);
        return None;
    }
    let mut sinks = Sinks::default();
    for (target, format) in formats.filter_map(|(target, format)| Some((target, format?))) {
        let file = target.file.as_deref();
        match file.filter(|_| target.is_folder()) {
            Some(into) => folder(&mut sinks, format, into, (&ALL, false), console)?,
            None => {
                let writer = Tables::new(format, args.table.table(), console.lang, false);
                let added = sinks.add(Box::new(writer), file, (false, false), console);
                added.ok()?;
            }
        }
    }
    Some(sinks)
}

struct Run<'r> {
    args: &'r FactsArgs,
    console: Console,
    linters: Linters,
    /// The inputs that were named, and not met in a folder.
    named: HashSet<Input>,
    reports: usize,
    strangers: usize,
    status: Status,
}

impl Run<'_> {
    /// Reads batch after batch, and writes in the order of the inputs.
    fn all(&mut self, list: &[Input], runner: &Runner, sinks: &mut Sinks) {
        let progress = Progress::new(list.len(), self.console.lang);
        let mut live = sinks.write(|writer, out| writer.head(out));
        for now in batches(list) {
            if !live {
                break;
            }
            let read = runner.each(now, |input| {
                let read = self.one(input);
                progress.step();
                read
            });
            for (input, read) in now.iter().zip(read) {
                live = progress.aside(|| self.write(input, read, sinks));
            }
        }
        drop(progress);
        let summary = Summary::default();
        let end = End {
            summary: &summary,
            exit: 0,
            day: None,
            rules: &|_| None,
        };
        sinks.write(|writer, out| writer.finish(out, &end));
    }

    fn one(&self, input: &Input) -> Result<(Document, LintResult), Unread> {
        let named = *input == Input::Stdin || self.named.contains(input);
        let office = self.args.reading.allows_office(named);
        let document = input.read(&input.name(STDIN), office)?;
        let linter = self.linters.of(input).or_else(|| self.linters.first());
        let checked = linter.map(|linter| linter.read(&document));
        let checked = checked.unwrap_or_else(|| LintResult {
            path: document.name.clone(),
            ..LintResult::default()
        });
        match checked.marked && !named {
            true => Err(Unread::Marked),
            false => Ok((document, checked)),
        }
    }

    /// False when no output is left.
    fn write(
        &mut self,
        input: &Input,
        read: Result<(Document, LintResult), Unread>,
        sinks: &mut Sinks,
    ) -> bool {
        match read {
            Ok((document, checked)) => {
                match checked.kind {
                    Some(_) => self.reports += 1,
                    None => self.strangers += 1,
                }
                sinks.write(|writer, out| writer.report(out, &document, &checked))
            }
            // a copy with remarks stands for its original
            Err(Unread::Marked) => true,
            Err(unread) => {
                let name = input.name(STDIN);
                self.status.unread = true;
                self.console.unread(&name, &unread);
                let why = unread.reason(self.console.lang);
                let input = output::Unread {
                    path: &name,
                    why: &why,
                };
                sinks.write(|writer, out| writer.unread(out, &input))
            }
        }
    }
}
