//! `gouji pack …`: for those who write packs.

mod add;
mod bench;
mod cases;
mod diff;
mod messages;
mod mine;
mod trial;

pub(super) use bench::{Bench, unknown_pack};

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use gouji_project::runner::each;

use super::args::{
    CheckPackArgs, ListFormat, ListPacksArgs, NewArgs, PackCommand, ResolveArgs, SchemaArgs,
};
use super::console::{Console, Look};
use super::messages::Text;
use super::status::Status;
use super::{docs, scaffold, select, terminal};
use crate::output::packs::{Trail, list, list_json};
use crate::pack::{self, Pack};
use crate::text::Lang;

/// Runs a command.
pub(super) fn run(command: &PackCommand) -> Option<Status> {
    match command {
        PackCommand::List(args) => list_packs(args),
        PackCommand::New(args) => new(args),
        PackCommand::Check(args) => check(args),
        PackCommand::Test(args) => cases::test(args),
        PackCommand::Try(args) => trial::run(args),
        PackCommand::Sample(args) => cases::sample(args),
        PackCommand::Diff(args) => diff::run(args),
        PackCommand::Add(args) => add::run(args),
        PackCommand::Mine(args) => mine::run(args),
        PackCommand::Docs(args) => docs::run(args),
        PackCommand::Schema(args) => schema(args),
        PackCommand::Resolve(args) => resolve(args),
    }
}

fn list_packs(args: &ListPacksArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs("", &args.common, Look::of(&args.common), &mut status);
    let all = packs.catalogue.packs();
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => list(
            out,
            all,
            console.lang,
            terminal::width_of_list(args.common.width),
        ),
        ListFormat::Json => list_json(out, all, console.lang),
    });
    Some(status)
}

/// Writes a file to begin with; one that is there is left alone.
fn new(args: &NewArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let named = Path::new(&args.name);
    let path = named.with_extension("toml");
    let id = named.file_stem().map(|s| s.to_string_lossy().into_owned());
    let text = scaffold::text(&id.unwrap_or_default(), console.lang);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    let shown = path.display().to_string();
    match written {
        Ok(()) => console.say(&Text::NewPack(&shown)),
        Err(error) => {
            console.say(&Text::NoNewPack(&shown, &error));
            status.misuse = true;
        }
    }
    Some(status)
}

/// A step of a check; threads take one after the other, so that while one checks the first part, others parse the next.
enum Step<'p> {
    /// A file, which several parts may have: it is parsed once.
    Parse(usize),
    Check(&'p [&'p Pack]),
}

impl Step<'_> {
    fn done(&self, parsed: &pack::Parsed<'_>) -> Option<pack::Inspection> {
        match self {
            Step::Parse(at) => parsed.parse(*at).and(None),
            Step::Check(part) => Some(parsed.check(part)),
        }
    }
}

fn check(args: &CheckPackArgs) -> Option<Status> {
    let mut status = Status::default();
    let bench = Bench::new(&args.common, &args.packs, &mut status)?;
    let packs: Vec<&Pack> = bench.packs().collect();
    let parsed = bench.catalogue().parsed();
    // what builds on a kind needs it read first, so that those packs stay together
    let (bases, upper): (Vec<&Pack>, Vec<&Pack>) = packs.into_iter().partition(|p| p.base);
    let mut parts: Vec<Vec<&Pack>> = bases.into_iter().map(|base| vec![base]).collect();
    parts.push(upper);
    let steps = parts.iter().flat_map(|part| {
        let files = parsed.of(part).into_iter().map(Step::Parse);
        files.chain([Step::Check(part)])
    });
    let steps: Vec<Step<'_>> = steps.collect();
    let mut all = pack::Inspection::default();
    for part in each(&steps, |step| step.done(&parsed))
        .into_iter()
        .flatten()
    {
        all.take_in(part);
    }
    let pack::Inspection { rules, problems } = all;
    let errors = pack::errors(&problems);
    bench.show(problems, &mut status);
    // where no pack could be read, nothing is in order
    if errors == 0 && bench.count() > 0 {
        bench.console.say(&Text::PacksChecked(bench.count(), rules));
    }
    // the process ends here: taking the packs apart would take a twentieth of the time
    std::mem::forget(parsed);
    std::mem::forget(bench);
    Some(status)
}

fn schema(args: &SchemaArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let text = match args.for_config {
        true => pack::config_schema(),
        false => pack::schema(),
    };
    let text = described(text, console.lang);
    console.print(&mut status, |out| out.write_all(text.as_bytes()));
    Some(status)
}

/// A schema with its descriptions in one language; they are written `中文 / English`.
fn described(schema: &str, lang: Lang) -> String {
    let side = |line: &str| {
        let (before, text) = line.split_once("\"description\": \"")?;
        // a quote in a text stands behind a backslash
        let mut quotes = text.match_indices('"');
        let end = quotes.find(|(at, _)| !text.get(..*at).unwrap_or_default().ends_with('\\'));
        let (text, after) = text.split_at_checked(end?.0)?;
        let (chinese, english) = text.split_once(" / ")?;
        let text = lang.pick(chinese, english);
        Some(format!("{before}\"description\": \"{text}{after}"))
    };
    let lines = schema.lines();
    let lines = lines.map(|line| side(line).unwrap_or_else(|| line.to_owned()));
    lines.map(|line| line + "\n").collect()
}

fn resolve(args: &ResolveArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs("", &args.common, Look::of(&args.common), &mut status);
    let library = packs.library_with(&args.rule);
    let Some((_, rule)) = library.all_rules().find(|(_, r)| r.id == args.rule) else {
        let near = select::near(&args.rule, &packs.rule_ids());
        console.say(&Text::UnknownRule(None, &args.rule, &near));
        return None;
    };
    let trail = Trail {
        rule,
        settings: library.trail_of(&rule.id),
        lang: console.lang,
    };
    let width = terminal::width(args.common.width);
    console.print(&mut status, |out: &mut dyn Write| -> io::Result<()> {
        match args.format {
            ListFormat::Text => trail.write(out, width),
            ListFormat::Json => trail.json(out),
        }
    });
    Some(status)
}
