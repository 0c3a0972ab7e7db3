//! `gouji facts`: what was read from a report, for people and programs; of many reports as tables.

mod messages;
mod tables;

use std::path::Path;

use self::messages::Say;
use super::args::{FactsArgs, FactsFormat, Target};
use super::console::{Console, Look};
use super::messages::Text;
use super::outputs::sinks;
use super::read::{Input, STDIN};
use super::status::Status;
use super::terminal;
use super::view;
use crate::linter::{Linter, Options};
use crate::output::facts::{self, FactsOptions};

/// Runs the command.
pub(super) fn run(args: &FactsArgs) -> Option<Status> {
    let console = Console::new(&args.common)?;
    let whole = |t: &&Target<FactsFormat>| t.format.table().is_none();
    match (args.format.iter().find(whole), args.paths.as_slice()) {
        (None, _) => tables::run(args, console),
        (Some(_), [path]) if args.format.iter().all(|t| whole(&t)) => one(args, path, console),
        _ => {
            console.tell(&Say::OneReport.say(console.lang));
            None
        }
    }
}

/// Shows what was read from one report.
fn one(args: &FactsArgs, path: &Path, console: Console) -> Option<Status> {
    let mut status = Status::default();
    let look = Look::of(&args.common);
    let input = Input::of(path);
    let targets = args.format.iter().map(|t| (t.file.as_deref(), false));
    if let Some(wrong) = sinks::wrong(targets, std::slice::from_ref(&input)) {
        console.say(&wrong);
        return None;
    }
    let packs = console.packs(path, &args.common, look, &mut status);
    let name = input.name(STDIN);
    let document = match input.read(&name, args.reading.allows_office(true)) {
        Ok(document) => document,
        Err(why) => {
            console.unread(&name, &why);
            status.unread = true;
            return Some(status);
        }
    };
    let linter = Linter::choosing(packs.catalogue, packs.by_place, Options::default());
    let options = FactsOptions {
        lang: console.lang,
        width: terminal::width(args.common.width),
        positions: args.positions,
    };
    let shown = linter.open(&document).and_then(|opened| {
        opened.with(|report, _, _| {
            for target in &args.format {
                let file = target.file.as_deref();
                view::put(file, console, &mut status, |out| match target.format {
                    FactsFormat::Json => facts::json(out, report),
                    _ => facts::text(out, report, options),
                });
            }
        })
    });
    if shown.is_none() {
        let weighed = linter.weigh(&document);
        for target in &args.format {
            let file = target.file.as_deref();
            view::put(file, console, &mut status, |out| match target.format {
                FactsFormat::Json => facts::evidence_json(out, &document, &weighed),
                _ => facts::evidence_text(out, &document, &weighed, options),
            });
        }
        console.say(&Text::NoReport(&name));
        status.nothing = true;
    }
    Some(status)
}
