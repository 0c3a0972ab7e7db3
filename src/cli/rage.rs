//! `gouji rage`: what a report of an error in gouji needs, and nothing that is private.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{ColorWhen, Common, ListFormat, RageArgs};
use super::console::{Console, Look};
use super::packs::Packs;
use super::read::{Input, STDIN};
use super::settings::above;
use super::status::Status;
use super::terminal;
use super::version::COMMIT;
use crate::config;
use crate::diagnostic::{LintResult, digest};
use crate::document::{BlockKind, Document};
use crate::linter::{Linter, Options};
use crate::output::rage::{Facts, Rage, Topic};

/// What decides about language and colours.
const VARIABLES: &[&str] = &[
    "GOUJI_LANG",
    "NO_COLOR",
    "TERM",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
];

/// Runs the command.
pub(super) fn run(args: &RageArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs("", &args.common, Look::of(&args.common), &mut status);
    let mut rage = Rage::default();
    rage.put(Topic::Program, program());
    rage.put(Topic::System, system());
    rage.put(Topic::Terminal, of_terminal(args));
    rage.put(Topic::Environment, environment());
    rage.put(Topic::Configuration, configuration(&args.common));
    rage.put(Topic::Packs, of_packs(&packs));
    if let Some(file) = &args.file {
        let input = Input::of(file);
        let name = input.name(STDIN);
        match input.read(&name, args.reading.allows_office(true)) {
            Ok(document) => of_file(args, &input, &document, packs, &mut rage),
            Err(why) => {
                console.unread(&name, &why);
                status.unread = true;
            }
        }
    }
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => rage.text(out, console.lang),
        ListFormat::Json => rage.json(out),
    });
    Some(status)
}

fn program() -> Facts {
    let mut facts = Facts::default();
    facts.put("version", env!("CARGO_PKG_VERSION"));
    if !COMMIT.is_empty() {
        facts.put("commit", COMMIT);
    }
    let features: &[&str] = if cfg!(feature = "pdf") { &["pdf"] } else { &[] };
    facts.put("features", features.join(" "));
    let profile = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    facts.put("profile", profile);
    facts
}

fn system() -> Facts {
    let mut facts = Facts::default();
    facts.put(
        "target",
        format!("{}-{}", env::consts::ARCH, env::consts::OS),
    );
    if let Some(name) = distribution() {
        facts.put("os", name);
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    facts.put("cores", cores);
    facts
}

/// What a Linux calls itself.
fn distribution() -> Option<String> {
    let text = fs::read_to_string("/etc/os-release").ok()?;
    let mut names = text.lines().filter_map(|l| l.strip_prefix("PRETTY_NAME="));
    names.next().map(|name| name.trim_matches('"').to_owned())
}

fn of_terminal(args: &RageArgs) -> Facts {
    let mut facts = Facts::default();
    facts.put("stdout", is_terminal(&io::stdout()));
    facts.put("stderr", is_terminal(&io::stderr()));
    facts.put("width", terminal::width(args.common.width));
    facts.put("color", terminal::color(ColorWhen::Auto, &io::stdout()));
    facts
}

fn is_terminal(stream: &impl IsTerminal) -> &'static str {
    match stream.is_terminal() {
        true => "terminal",
        false => "file or pipe",
    }
}

fn environment() -> Facts {
    let mut facts = Facts::default();
    for name in VARIABLES {
        if let Some(value) = env::var_os(name) {
            facts.put(name, value.to_string_lossy());
        }
    }
    facts
}

/// Where the configuration is, from the current folder, and which it is; not what it says.
fn configuration(common: &Common) -> Facts {
    let mut facts = Facts::default();
    let Some((place, path)) = nearest(common) else {
        facts.put("found", "none");
        return facts;
    };
    facts.put("found", place);
    match fs::read_to_string(path) {
        Ok(text) => facts.put("digest", digest([text.as_str()])),
        Err(error) => facts.put("unread", error.kind()),
    }
    facts
}

fn nearest(common: &Common) -> Option<(String, PathBuf)> {
    if common.no_config {
        return None;
    }
    if let Some(path) = &common.config {
        return Some(("by --config".to_owned(), path.clone()));
    }
    let (up, path) = above(&env::current_dir().ok()?)?;
    Some((format!("{}{}", "../".repeat(up), config::NAME), path))
}

fn of_packs(packs: &Packs) -> Facts {
    let mut facts = Facts::default();
    for pack in packs.catalogue.packs() {
        let from = if pack.foreign { " (not built in)" } else { "" };
        let digest = packs.catalogue.digest(pack);
        facts.put(&pack.id, format!("{digest}{from}"));
    }
    facts.put("by-place", packs.by_place);
    facts
}

/// What a file is and what was recognised in it.
fn of_file(args: &RageArgs, input: &Input, document: &Document, packs: Packs, rage: &mut Rage) {
    let mut facts = Facts::default();
    let ending = match input {
        Input::File(path) => path.extension().map(|e| e.to_string_lossy().into_owned()),
        Input::Stdin => None,
    };
    facts.put("ending", ending.unwrap_or_default());
    facts.put("bytes", input.size());
    shape(document, &mut facts);
    let options = Options::default();
    let linter = Linter::choosing(packs.catalogue, packs.by_place, options);
    recognised(&linter.check(document), &mut facts);
    rage.put(Topic::File, facts);
    if args.with_content {
        let mut facts = Facts::default();
        facts.put("name", Path::new(&document.name).display());
        facts.put("text", &document.text);
        rage.put(Topic::Content, facts);
    }
}

/// What the reader made of it.
fn shape(document: &Document, facts: &mut Facts) {
    facts.put("format", document.format.name());
    facts.put("encoding", document.encoding);
    facts.put("characters", document.text.chars().count());
    facts.put("lines", document.text.lines().count());
    facts.put("pages", document.pages.len());
    let blocks = |is: fn(&BlockKind) -> bool| {
        let blocks = document.blocks.iter();
        blocks.filter(|b| is(&b.kind)).count()
    };
    facts.put("headings", blocks(|k| matches!(k, BlockKind::Heading(_))));
    facts.put("paragraphs", blocks(|k| matches!(k, BlockKind::Paragraph)));
    let tables = document.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Table(table) => {
            let widest = table.rows.iter().map(|r| r.cells.len()).max();
            Some(format!("{}x{}", table.rows.len(), widest.unwrap_or(0)))
        }
        _ => None,
    });
    facts.put("tables", tables.collect::<Vec<_>>().join(" "));
    let notes = document.notes.iter();
    let notes = notes.map(|n| format!("{:?}:{}", n.kind, n.count));
    facts.put("notes", notes.collect::<Vec<_>>().join(" "));
}

/// What the linter made of it: ids and counts.
fn recognised(checked: &LintResult, facts: &mut Facts) {
    facts.put("kind", checked.kind.as_deref().unwrap_or("none"));
    facts.put("form", checked.form.as_deref().unwrap_or("none"));
    if let Some(year) = checked.year {
        facts.put("year", year);
    }
    let packs: Vec<&str> = checked.packs.iter().map(|p| p.id.as_str()).collect();
    facts.put("packs", packs.join(" "));
    let counts = checked.counts;
    facts.put(
        "checks",
        format!(
            "pass:{} fail:{} unknown:{} not-applicable:{}",
            counts.pass, counts.fail, counts.unknown, counts.not_applicable
        ),
    );
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &checked.diagnostics {
        *rules.entry(&diagnostic.rule).or_default() += 1;
    }
    let rules = rules.iter().map(|(rule, n)| format!("{rule}:{n}"));
    facts.put("findings", rules.collect::<Vec<_>>().join(" "));
}
