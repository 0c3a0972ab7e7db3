//! `gouji pack diff`: what a change of a pack does to reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gouji_project::Request;
use gouji_project::runner::Runner;

use super::messages::Say;
use crate::cli::args::{DiffArgs, ListFormat};
use crate::cli::console::{Console, Look};
use crate::cli::packs::{Packs, is_named};
use crate::cli::progress::Progress;
use crate::cli::read::{Input, STDIN, Unread};
use crate::cli::settings::Finder;
use crate::cli::status::Status;
use crate::cli::{joined, skipped, terminal};
use crate::diagnostic::{Diagnostic, LintResult};
use crate::document::Document;
use crate::linter::{Keep, Linter, Options};
use crate::output::packs::{DiffFinding, PackDiff, ParamDiff, RuleDiff};
use crate::output::place_in_words;
use crate::pack::{Fate, Library};
use crate::rule::Rule;

/// Runs the command.
pub(in crate::cli) fn run(args: &DiffArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look::of(&args.common);
    let request = Request {
        config: None,
        no_config: true,
        ..args.common.request(console.lang)
    };
    let sides = [&args.old, &args.new];
    let sides = sides.map(|name| Side::load(name, &request, (console, look), &mut status));
    let [Some(old), Some(new)] = sides else {
        status.misuse = true;
        return Some(status);
    };
    let ignored = args.walking.ignored(console)?;
    let mut finder = Finder::new(request);
    let inputs = joined::inputs(&args.paths, ignored, &mut finder);
    console.report(&inputs.problems, look, &mut status);
    let runner = console.runner(0)?;
    let named = |input: &Input| inputs.named.contains(input);
    let allowed = |input: &Input| args.reading.allows_office(named(input));
    let results = compared(
        &inputs.list,
        (&old, &new),
        allowed,
        (&runner, console),
        &mut status,
    );
    if results.is_empty() {
        status.nothing = true;
        return Some(status);
    }
    let diff = joined_up(args, (&old, &new), results);
    status.findings = args.no_loss && diff.lost() > 0;
    skipped::tell(&inputs.skipped, console, args.walking.verbose);
    let width = terminal::width(args.common.width);
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => diff.text(out, console.lang, width),
        ListFormat::Json => diff.json(out),
    });
    Some(status)
}

/// A state of the pack.
struct Side {
    linter: Linter,
    library: Library,
    /// Id of the pack.
    pack: String,
}

impl Side {
    fn load(
        name: &str,
        request: &Request,
        (console, look): (Console, Look),
        status: &mut Status,
    ) -> Option<Self> {
        let mut request = request.clone();
        request.packs.push(name.to_owned());
        let (packs, problems) = Packs::load(Path::new(""), request);
        console.report(&problems, look, status);
        let pack = packs.catalogue.packs().iter().find(|p| is_named(p, name))?;
        let library = packs.catalogue.library(&[pack]);
        let pack = pack.id.clone();
        let options = Options {
            lang: console.lang,
            no_fold: true,
            keep: Keep::Facts,
            ..Options::default()
        };
        Some(Side {
            linter: Linter::choosing(packs.catalogue, packs.by_place, options),
            library,
            pack,
        })
    }

    fn rules(&self) -> BTreeMap<&str, &Rule> {
        let rules = self.library.all_rules().filter(|(_, r)| !r.off);
        rules.map(|(_, r)| (r.id.as_str(), r)).collect()
    }

    /// The settings of parameters that hold, by name and key.
    fn params(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let settings = self
            .library
            .params
            .iter()
            .flat_map(|(_, settings)| settings);
        for setting in settings.filter(|s| s.fate == Fate::Holds) {
            all.entry(&setting.key).or_default().push(&setting.value);
        }
        all
    }
}

/// What came of one report with both states.
struct Compared {
    old: LintResult,
    new: LintResult,
    rules: BTreeMap<String, RuleDiff>,
}

/// Checks every file with both states; what is no report is said.
fn compared(
    inputs: &[Input],
    (old, new): (&Side, &Side),
    allowed: impl Fn(&Input) -> bool + Sync,
    (runner, console): (&Runner, Console),
    status: &mut Status,
) -> Vec<Compared> {
    let progress = Progress::new(inputs.len(), console.lang);
    let done = runner.each(inputs, |input| -> Result<Option<Compared>, Unread> {
        let document = input.read(&input.name(STDIN), allowed(input))?;
        let (before, now) = (old.linter.check(&document), new.linter.check(&document));
        progress.step();
        let known = before.kind.is_some() || now.kind.is_some();
        Ok(known.then(|| Compared {
            rules: differences(&document, (&before, &now), console),
            old: before,
            new: now,
        }))
    });
    let mut all = Vec::new();
    for (input, done) in inputs.iter().zip(done) {
        let name = input.name(STDIN);
        match done {
            Ok(Some(compared)) => all.push(compared),
            Ok(None) => progress.aside(|| console.tell(&Say::NoReport(&name).say(console.lang))),
            Err(Unread::Marked) => {}
            Err(why) => {
                status.unread = true;
                progress.aside(|| console.unread(&name, &why));
            }
        }
    }
    all
}

/// A rule, and the place of its finding.
type Key<'d> = (&'d str, Option<(u32, u32)>);

fn by_place(checked: &LintResult) -> BTreeMap<Key<'_>, Vec<&Diagnostic>> {
    let mut all: BTreeMap<Key<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for d in &checked.diagnostics {
        let place = d.primary().map(|l| (l.span.start, l.span.end));
        all.entry((&d.rule, place)).or_default().push(d);
    }
    all
}

/// The findings that are on one side only, by rule. Findings of a rule at one place are the same.
fn differences(
    document: &Document,
    (before, now): (&LintResult, &LintResult),
    console: Console,
) -> BTreeMap<String, RuleDiff> {
    let (old, new) = (by_place(before), by_place(now));
    let keys: BTreeSet<&Key<'_>> = old.keys().chain(new.keys()).collect();
    let mut rules: BTreeMap<String, RuleDiff> = BTreeMap::new();
    for key in keys {
        let side = |of: &BTreeMap<Key<'_>, Vec<&Diagnostic>>| of.get(key).map_or(0, Vec::len);
        let both = side(&old).min(side(&new));
        let finding = |d: &Diagnostic, checked: &LintResult| DiffFinding {
            path: document.name.clone(),
            place: d.primary().map_or_else(String::new, |l| {
                place_in_words(document, &checked.sections, l.span, console.lang)
            }),
            message: d.message.clone(),
            severity: d.severity.name(),
        };
        let rule = rules.entry(key.0.to_owned()).or_default();
        let lost = old.get(key).into_iter().flatten().skip(both);
        rule.lost.extend(lost.map(|d| finding(d, before)));
        let gained = new.get(key).into_iter().flatten().skip(both);
        rule.gained.extend(gained.map(|d| finding(d, now)));
        let pairs = old
            .get(key)
            .into_iter()
            .flatten()
            .zip(new.get(key).into_iter().flatten());
        let graded = pairs.filter(|(a, b)| a.severity != b.severity);
        rule.graded.extend(graded.map(|(_, b)| finding(b, now)));
    }
    rules
}

/// Evaluations of each rule: those that stayed undecided, and those that applied.
fn outcomes<'c>(all: impl Iterator<Item = &'c LintResult>) -> BTreeMap<&'c str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let readings = all.filter_map(|checked| checked.reading.as_ref());
    for outcome in readings.flat_map(|reading| &reading.outcomes) {
        let entry = counts.entry(&outcome.rule).or_default();
        let c = &outcome.counts;
        entry.0 += c.unknown;
        entry.1 += c.pass + c.fail + c.unknown;
    }
    counts
}

/// What came of all reports together.
fn joined_up(args: &DiffArgs, (old, new): (&Side, &Side), results: Vec<Compared>) -> PackDiff {
    let mut rules: BTreeMap<String, RuleDiff> = BTreeMap::new();
    for (id, one) in results.iter().flat_map(|r| &r.rules) {
        let all = rules.entry(id.clone()).or_default();
        all.gained.extend_from_slice(&one.gained);
        all.lost.extend_from_slice(&one.lost);
        all.graded.extend_from_slice(&one.graded);
    }
    let before = outcomes(results.iter().map(|r| &r.old));
    let now = outcomes(results.iter().map(|r| &r.new));
    for id in before.keys().chain(now.keys()) {
        let undecided = |of: &BTreeMap<&str, (usize, usize)>| of.get(id).map_or(0, |c| c.0);
        let all = rules.entry((*id).to_owned()).or_default();
        (all.undecided_before, all.undecided_now) = (undecided(&before), undecided(&now));
    }
    for (id, rule) in &mut rules {
        rule.rule.clone_from(id);
    }
    let (old_rules, new_rules) = (old.rules(), new.rules());
    let only = |a: &BTreeMap<&str, &Rule>, b: &BTreeMap<&str, &Rule>| {
        let ids = a.keys().filter(|id| !b.contains_key(*id));
        ids.map(|id| (*id).to_owned()).collect::<Vec<_>>()
    };
    let applied = |id: &str| now.get(id).is_some_and(|c| c.1 > 0);
    // what is held against other reports has none here
    let own = new_rules
        .values()
        .filter(|r| r.pack == new.pack && !r.others);
    let never = own.filter(|r| !applied(&r.id)).map(|r| r.id.clone());
    PackDiff {
        old: args.old.clone(),
        new: args.new.clone(),
        reports: results.len(),
        params: params(old, new),
        removed: only(&old_rules, &new_rules),
        added: only(&new_rules, &old_rules),
        never: never.collect(),
        rules: rules.into_values().filter(RuleDiff::is_any).collect(),
    }
}

/// The settings of parameters that differ.
fn params(old: &Side, new: &Side) -> Vec<ParamDiff> {
    let (before, now) = (old.params(), new.params());
    let keys: BTreeSet<&&str> = before.keys().chain(now.keys()).collect();
    let changed = keys
        .into_iter()
        .filter(|key| before.get(**key) != now.get(**key));
    let side = |of: &BTreeMap<&str, Vec<&str>>, key: &str| of.get(key).map(|v| v.join(", "));
    let one = |key: &&str| ParamDiff {
        key: (*key).to_owned(),
        old: side(&before, key),
        new: side(&now, key),
    };
    changed.map(one).collect()
}
