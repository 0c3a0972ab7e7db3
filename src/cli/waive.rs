//! `gouji waive`: signs for findings of reports, with the values that they have now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::accept::{AcceptanceFolders, Wanted, append, pattern_of, relative};
use super::args::WaiveArgs;
use super::baseline::Say;
use super::check::are_known;
use super::console::{Console, Look};
use super::linters::Linters;
use super::messages::Text;
use super::paths::Inputs;
use super::read::{Input, STDIN, Unread};
use super::settings::Finder;
use super::status::Status;
use crate::diagnostic::{Diagnostic, LintResult, fingerprint};
use crate::document::Document;
use crate::linter::{Linter, Options, means};
use crate::rule::names;
use crate::waivers::{WAIVERS, Waiver};

/// Stands for all rules.
const ALL: &str = "*";

/// Runs the command.
pub(super) fn run(args: &WaiveArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    for (option, text) in [("--reason", &args.reason), ("--who", &args.who)] {
        if text.trim().is_empty() {
            console.tell(&Say::Blank(option).say(console.lang));
            return None;
        }
    }
    let look = Look::of(&args.common);
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = args.walking.ignored(console)?;
    let inputs = Inputs::find(&args.reports, ignored, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    // a finding into which others were folded is only found where all rules run
    let options = Options {
        lang: console.lang,
        select: vec![ALL.to_owned()],
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    let known = linters.rule_ids();
    if !inputs.list.is_empty() && !are_known("--rule", &args.rule, known, console) {
        return None;
    }
    let wanted = Wanted {
        baseline: None,
        read: false,
        stdin: STDIN,
        today: args.today,
    };
    let acceptances = AcceptanceFolders::find(&inputs.list, wanted, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    if status.misuse {
        return Some(status);
    }
    let mut signing = Signing {
        args,
        linters: &linters,
        acceptances: &acceptances,
        named: &inputs,
        console,
        files: BTreeMap::new(),
        met: BTreeSet::new(),
        locked: false,
    };
    for input in &inputs.list {
        if let Err(why) = signing.report(input) {
            console.unread(&input.name(STDIN), &why);
            status.unread = true;
        }
    }
    status.nothing = inputs.list.is_empty();
    signing.end(&mut status);
    Some(status)
}

/// The waivers of a run.
struct Signing<'a> {
    args: &'a WaiveArgs,
    linters: &'a Linters,
    acceptances: &'a AcceptanceFolders,
    named: &'a Inputs,
    console: Console,
    /// The tables for each file, and how many findings of each rule they are for.
    files: BTreeMap<PathBuf, (Vec<String>, BTreeMap<String, usize>)>,
    /// The names of rules of which something was found.
    met: BTreeSet<&'a str>,
    /// Something was found that a pack has locked.
    locked: bool,
}

impl Signing<'_> {
    /// Signs for the findings of one report.
    fn report(&mut self, input: &Input) -> Result<(), Unread> {
        let name = input.name(STDIN);
        let is_named = *input == Input::Stdin || self.named.named.contains(input);
        let allowed = self.args.reading.allows_office(is_named);
        let document = input.read(&name, allowed)?;
        let Some(linter) = self.linters.of(input) else {
            return Ok(());
        };
        let checked = linter.check(&document);
        if checked.marked && !is_named {
            return Ok(());
        }
        let here = (input, name.as_str());
        let accepted = self
            .acceptances
            .accept(linter, here, &document, checked, false);
        let place = self.acceptances.of(input, &name);
        let place = place.and_then(|(at, f)| Some((self.acceptances.list.get(at)?, f)));
        if let Some((acceptance, file)) = place {
            let folder = acceptance
                .config
                .parent()
                .unwrap_or(Path::new(""))
                .to_owned();
            let file = relative(&folder, &file);
            self.findings((linter, &document), &accepted.0, (&folder, &file));
        }
        Ok(())
    }

    /// A waiver for each rule that has findings.
    fn findings(
        &mut self,
        (linter, document): (&Linter, &Document),
        checked: &LintResult,
        (folder, file): (&Path, &str),
    ) {
        let args = self.args;
        let mut by_rule: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for found in &checked.diagnostics {
            let named = || args.rule.iter().filter(|name| names(name, &found.rule));
            let waiver = self.waiver(&found.rule, file);
            if named().next().is_some() && means(&waiver, found, document, &checked.sections) {
                self.met.extend(named().map(String::as_str));
                by_rule.entry(&found.rule).or_default().push(found);
            }
        }
        for (rule, found) in by_rule {
            if let Some(lock) = found.iter().find_map(|d| linter.lock_of(checked, d)) {
                let said = Say::Locked(rule, &lock.path, lock.line);
                self.console.tell(&said.say(self.console.lang));
                self.locked = true;
                continue;
            }
            let mut waiver = self.waiver(rule, file);
            let parts = found.iter().flat_map(|d| d.parts());
            waiver.values = parts.map(|d| fingerprint(d, &document.text)).collect();
            let (tables, counts) = self.files.entry(folder.join(WAIVERS)).or_default();
            tables.push(waiver.text());
            *counts.entry(rule.to_owned()).or_default() += found.len();
        }
    }

    /// A waiver of a rule in a report, without the values.
    fn waiver(&self, rule: &str, file: &str) -> Waiver {
        let args = self.args;
        Waiver {
            rule: rule.to_owned(),
            file: pattern_of(file),
            at: args.at.trim().to_owned(),
            reason: args.reason.trim().to_owned(),
            who: args.who.trim().to_owned(),
            until: args.until,
            ..Waiver::default()
        }
    }

    /// Writes the waivers, and says of which rules nothing was found.
    fn end(self, status: &mut Status) {
        let (args, console) = (self.args, self.console);
        status.misuse |= self.locked;
        let reports: Vec<String> = args
            .reports
            .iter()
            .map(|p| p.display().to_string())
            .collect();
        let reports = reports.join(", ");
        let at = args.at.trim();
        for rule in args.rule.iter().filter(|r| !self.met.contains(r.as_str())) {
            if !status.nothing && !status.unread {
                console.tell(&Say::NoFinding(&reports, rule, at).say(console.lang));
                status.misuse = true;
            }
        }
        for (path, (tables, counts)) in &self.files {
            match append(path, &tables.join("\n")) {
                Ok(()) => {
                    for (rule, count) in counts {
                        console.tell(&Say::Waived(WAIVERS, rule, *count).say(console.lang));
                    }
                }
                Err(error) => {
                    console.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                    status.misuse = true;
                }
            }
        }
    }
}
