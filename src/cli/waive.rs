//! `gouji waive`: signs for findings of a report, with the values that they have now.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::accept::{Grounds, Say, Wanted, relative};
use super::args::WaiveArgs;
use super::atomic::AtomicFile;
use super::check::unread;
use super::desk::Desk;
use super::messages::Text;
use super::packs::{self, Look};
use super::read::{Input, STDIN};
use super::select;
use super::settings::Finder;
use super::status::Status;
use crate::diagnostic::{Diagnostic, fingerprint};
use crate::linter::{Linter, Options, means};
use crate::waivers::{WAIVERS, Waiver};

/// Runs the command.
pub(super) fn run(args: &WaiveArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    for (option, text) in [("--reason", &args.reason), ("--who", &args.who)] {
        if text.trim().is_empty() {
            desk.tell(&Say::Blank(option).say(desk.lang));
            return Status::misused();
        }
    }
    let packs = packs::load_for(
        &args.report,
        &args.common,
        Look::default(),
        desk,
        &mut status,
    );
    let ids = packs.rule_ids();
    if !ids.contains(&args.rule) {
        let near = select::near(&args.rule, &ids);
        desk.say(&Text::UnknownRule(Some("--rule"), &args.rule, &near));
        return Status::misused();
    }
    let input = Input::of(&args.report);
    let wanted = Wanted {
        baseline: None,
        read: false,
        stdin: STDIN,
        common: &args.common,
        today: args.today,
    };
    let mut finder = Finder::new(&args.common, desk);
    let inputs = [input.clone()];
    let grounds = Grounds::find(&inputs, wanted, &mut finder, desk, &mut status);
    if status.misuse {
        return status;
    }
    let options = Options {
        lang: desk.lang,
        ..Options::default()
    };
    let linter = Linter::choosing(packs.catalogue, packs.by_place, options);
    waive(args, &input, &linter, &grounds, desk)
}

fn waive(
    args: &WaiveArgs,
    input: &Input,
    linter: &Linter,
    grounds: &Grounds,
    desk: Desk,
) -> Status {
    let name = input.name(STDIN);
    let document = match input.read(&name, args.reading.allows_office(true)) {
        Ok(document) => document,
        Err(why) => {
            unread(desk, &name, &why);
            return Status {
                unread: true,
                ..Status::default()
            };
        }
    };
    let checked = linter.check(&document);
    let (checked, _) = grounds.accept(linter, (input, &name), &document, checked, false);
    let place = grounds.of(input, &name);
    let Some((ground, file)) = place.and_then(|(at, f)| Some((grounds.list.get(at)?, f))) else {
        return Status::misused();
    };
    let folder = ground.home.parent().unwrap_or(Path::new(""));
    let mut waiver = Waiver {
        rule: args.rule.clone(),
        file: glob::Pattern::escape(&relative(folder, &file)),
        at: args.at.trim().to_owned(),
        reason: args.reason.trim().to_owned(),
        who: args.who.trim().to_owned(),
        until: args.until,
        ..Waiver::default()
    };
    let meant =
        |d: &&Diagnostic| d.rule == waiver.rule && means(&waiver, d, &document, &checked.sections);
    let found: Vec<&Diagnostic> = checked.diagnostics.iter().filter(meant).collect();
    if found.is_empty() {
        desk.tell(&Say::NoFinding(&name, &args.rule, &waiver.at).say(desk.lang));
        return Status::misused();
    }
    if let Some(lock) = found.iter().find_map(|d| linter.lock_of(&checked, d)) {
        desk.tell(&Say::Locked(&args.rule, &lock.path, lock.line).say(desk.lang));
        return Status::misused();
    }
    let parts = found.iter().flat_map(|d| d.parts());
    let prints = parts.map(|d| fingerprint(d, &document.text));
    waiver.values = prints.collect();
    let path = folder.join(WAIVERS);
    let shown = path.display().to_string();
    match append(&path, &waiver.text()) {
        Ok(()) => {
            desk.tell(&Say::Waived(WAIVERS, &args.rule, found.len()).say(desk.lang));
            Status::default()
        }
        Err(error) => {
            desk.say(&Text::CannotWriteTo(&shown, &error));
            Status::misused()
        }
    }
}

/// Puts a table at the end of a file, which need not be there.
fn append(path: &Path, table: &str) -> io::Result<()> {
    let old = match fs::read_to_string(path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let mut file = match old.is_empty() {
        true => AtomicFile::new(path)?,
        false => AtomicFile::over(path, old.as_bytes())?,
    };
    let old = old.trim_end();
    let gap = if old.is_empty() { "" } else { "\n\n" };
    write!(file, "{old}{gap}{table}")?;
    file.keep()
}
