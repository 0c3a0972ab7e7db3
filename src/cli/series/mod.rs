//! `gouji series`: bodies over the years.

mod messages;

use std::path::Path;

use super::args::{SeriesArgs, ViewFormat};
use super::console::{Console, Look};
use super::joined::{self, Joined};
use super::messages::{Text, why};
use super::read;
use super::settings::Finder;
use super::status::Status;
use super::view;
use crate::diagnostic::Severity;
use crate::output::series::View;
use crate::series::{Overview, Series};

use self::messages::Say;

/// Runs the command.
pub(super) fn run(args: &SeriesArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let list = match args.roll.as_deref().map(|path| names(path, console)) {
        Some(None) => return None,
        Some(Some(list)) => Some(list),
        None => None,
    };
    let ignored = args.walking.ignored(console)?;
    let runner = console.runner(args.jobs)?;
    let mut finder = Finder::new(args.common.request(console.lang));
    let inputs = joined::inputs(&args.paths, ignored, &mut finder);
    console.report(&finder.problems(), Look::of(&args.common), &mut status);
    if let Some(wrong) = view::wrong(&args.viewing, &inputs.list) {
        console.say(&wrong);
        return None;
    }
    let with = (&args.common, &args.reading);
    let mut joined = Joined::read(&inputs, finder, with, (console, &runner), &mut status);
    let strangers = std::mem::take(&mut joined.strangers);
    if joined.records.is_empty() {
        status.nothing = true;
        console.say(&Text::NothingChecked);
        return Some(status);
    }
    let series = Series::join(&joined.records, &joined.areas);
    let held = joined.held(&series, &runner);
    let roll = joined.roll(list.as_deref());
    let mut overview = Overview::new(&series, &held, &joined.figures(), roll.as_deref());
    if let (Some(roll), None) = (&mut overview.roll, &list) {
        // a configuration may name a part of the bodies only
        roll.others.clear();
    }
    let least = args.viewing.fail_on.severity();
    status.findings = least.is_some_and(|least| fails(&overview, least));
    view::write(
        &args.viewing,
        &args.common,
        console,
        &mut status,
        &|format, style, out| {
            let view = View {
                overview: &overview,
                strangers: &strangers,
                style,
            };
            match format {
                ViewFormat::Text => view.text(out),
                ViewFormat::Json => view.json(out),
                ViewFormat::Html => view.html(out),
                ViewFormat::Xlsx => view.xlsx(out),
            }
        },
    );
    Some(status)
}

fn fails(overview: &Overview, least: Severity) -> bool {
    let years = overview.bodies.iter().flat_map(|line| &line.years);
    let mut findings = years.flat_map(|year| &year.findings);
    findings.any(|finding| finding.severity >= least)
}

/// The names in a file, one on each line; `#` begins a remark. `None` where it cannot be read or names nobody, which is
/// said.
fn names(path: &Path, console: Console) -> Option<Vec<String>> {
    let shown = path.display().to_string();
    let text = match read::text(path) {
        Ok(text) => text,
        Err(error) => {
            let why = why(&error, console.lang);
            console.tell(&Say::NoRoll(&shown, &why).say(console.lang));
            return None;
        }
    };
    let names = text.lines().map(|line| line.split('#').next());
    let names = names.flatten().map(str::trim).filter(|n| !n.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.is_empty() {
        console.tell(&Say::EmptyRoll(&shown).say(console.lang));
        return None;
    }
    Some(names)
}
