//! `gouji pack …`: for those who write packs.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use gouji_project::Problem;
use gouji_project::runner::each;

use super::args::{
    CheckPackArgs, Common, ListFormat, ListPacksArgs, NewArgs, PackCommand, ResolveArgs,
    SchemaArgs, TestArgs,
};
use super::console::{Console, Look};
use super::messages::Text;
use super::packs::{self, Packs, Wanted};
use super::settings::Finder;
use super::status::Status;
use super::{docs, scaffold, select, terminal};
use crate::fields::Problem as FileProblem;
use crate::linter::{self, run_case};
use crate::output::cases::{self, CaseCounts, CaseRun};
use crate::output::packs::{Trail, list, list_json};
use crate::pack::{self, Library, Pack};
use crate::text::Lang;

/// Runs a command.
pub(super) fn run(command: &PackCommand) -> Option<Status> {
    match command {
        PackCommand::List(args) => list_packs(args),
        PackCommand::New(args) => new(args),
        PackCommand::Check(args) => check(args),
        PackCommand::Test(args) => test(args),
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

/// The packs that are named, else those of the configuration, else all that came with gouji.
pub(super) struct Bench {
    pub console: Console,
    pub look: Look,
    packs: Packs,
    ids: Vec<String>,
}

impl Bench {
    pub fn new(common: &Common, names: &[String], status: &mut Status) -> Option<Self> {
        let console = Console::new(common)?;
        let look = Look::of(common);
        let request = common.request(console.lang);
        let mut finder = Finder::new(request.clone());
        let settings = match names.is_empty() {
            true => finder.in_folder(Path::new("")).map(|f| f.settings),
            false => None,
        };
        let mut problems = finder.problems();
        let mut wanted = match names.is_empty() {
            true => Wanted::new(&request, settings.as_deref(), &mut problems),
            false => Wanted::default(),
        };
        wanted.packs.extend(names.iter().cloned());
        let all = wanted.packs.is_empty() && wanted.by_place.is_empty();
        let packs = Packs::gather(&wanted, console.lang, &mut problems);
        let own = settings.iter().filter_map(|s| s.problem.clone());
        problems.push(Problem::Packs(own.collect()));
        console.report(&problems, look, status);
        let wanted = |p: &&Pack| match names.is_empty() {
            true => all || p.foreign,
            false => names.iter().any(|n| packs::is_named(p, n)),
        };
        let ids = packs.catalogue.packs().iter().filter(wanted);
        let ids: Vec<String> = ids.map(|p| p.id.clone()).collect();
        Some(Bench {
            console,
            look,
            packs,
            ids,
        })
    }

    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        let ids = self.ids.iter();
        ids.filter_map(|id| self.packs.catalogue.find(id))
    }

    /// These packs, and all that they build on.
    pub fn with_those_below(&self) -> Vec<&Pack> {
        let named: Vec<&Pack> = self.packs().collect();
        let under = |p: &Pack| named.iter().any(|n| n.is_or_extends(&p.id));
        let all = self.packs.catalogue.packs();
        all.iter().filter(|p| under(p)).collect()
    }

    /// Reads a pack with all that it builds on. Says what is wrong with it.
    pub fn library(&self, pack: &Pack, status: &mut Status) -> Library {
        let library = self.packs.catalogue.library(&[pack]);
        self.show(library.problems.clone(), status);
        library
    }

    fn show(&self, files: Vec<FileProblem>, status: &mut Status) {
        let problems = [Problem::Packs(files)];
        self.console.report(&problems, self.look, status);
    }
}

fn check(args: &CheckPackArgs) -> Option<Status> {
    let mut status = Status::default();
    let bench = Bench::new(&args.common, &args.packs, &mut status)?;
    // what builds on a kind needs it read first, so that those packs stay together
    let (bases, upper): (Vec<&Pack>, Vec<&Pack>) = bench.packs().partition(|p| p.base);
    let mut parts: Vec<Vec<&Pack>> = bases.into_iter().map(|base| vec![base]).collect();
    parts.push(upper);
    let catalogue = &bench.packs.catalogue;
    let mut all = pack::Inspection::default();
    for part in each(&parts, |part| catalogue.check(part)) {
        all.take_in(part);
    }
    let pack::Inspection { rules, problems } = all;
    let errors = pack::errors(&problems);
    bench.show(problems, &mut status);
    // where no pack could be read, nothing is in order
    if errors == 0 && !bench.ids.is_empty() {
        bench
            .console
            .say(&Text::PacksChecked(bench.ids.len(), rules));
    }
    Some(status)
}

fn test(args: &TestArgs) -> Option<Status> {
    let mut status = Status::default();
    let bench = Bench::new(&args.common, &args.packs, &mut status)?;
    if args.mutate {
        return mutate(args, &bench, status);
    }
    let console = bench.console;
    let mut runs = Vec::new();
    for pack in bench.packs() {
        let library = bench.library(pack, &mut status);
        runs.extend(run_cases(&library, &pack.id, console));
    }
    let width = terminal::width(args.common.width);
    console.print(&mut status, |out| match args.format {
        ListFormat::Text if bench.ids.is_empty() => Ok(()),
        ListFormat::Text => cases::draw(out, &runs, console.lang, width),
        ListFormat::Json => cases::json(out, &runs),
    });
    status.findings = CaseCounts::of(&runs).failed > 0;
    status.nothing = runs.is_empty();
    Some(status)
}

/// Changes all that the rules of the packs read, on all cores.
fn mutate(args: &TestArgs, bench: &Bench, mut status: Status) -> Option<Status> {
    let console = bench.console;
    let mut mutations = Vec::new();
    for pack in bench.packs() {
        let library = bench.library(pack, &mut status);
        let kinds = library
            .kinds
            .iter()
            .zip(&library.samples)
            .zip(&library.rules);
        for ((kind, sample), (_, rules)) in kinds {
            let own: Vec<_> = rules.iter().filter(|r| r.pack == pack.id).collect();
            mutations.extend(each(&own, |rule| linter::mutate(kind, sample, rule)));
        }
    }
    let width = terminal::width(args.common.width);
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => cases::draw_mutations(out, &mutations, console.lang, width),
        ListFormat::Json => cases::mutations_json(out, &mutations),
    });
    let (covered, total) = cases::score(&mutations);
    status.findings = covered * 100 < total * args.min_score;
    status.nothing = total == 0;
    Some(status)
}

fn run_cases(library: &Library, pack: &str, console: Console) -> Vec<CaseRun> {
    let run = |e: pack::Example<'_>| CaseRun {
        rule: e.rule.id.clone(),
        note: e.case.note.clone(),
        file: e.case.place.path.clone(),
        line: u32::try_from(e.case.place.line).unwrap_or(u32::MAX),
        result: run_case(e.kind, e.sample, e.rule, e.case, console.lang),
    };
    library.cases_of(pack).map(run).collect()
}

pub(super) fn unknown_pack(bench: &Bench, name: &str, mut status: Status) -> Option<Status> {
    if !status.misuse {
        let near = bench.packs.catalogue.near(name);
        let problems = [Problem::UnknownPack(name.to_owned(), near)];
        bench.console.report(&problems, bench.look, &mut status);
    }
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
        let text = match lang {
            Lang::Zh => chinese,
            Lang::En => english,
        };
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
