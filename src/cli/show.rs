//! The commands that only print: `rules`, `explain`, `facts`.

use std::io;

use super::args::{ColorWhen, ExplainArgs, FactsArgs, ListFormat, RulesArgs};
use super::check::unread;
use super::desk::Desk;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use super::{packs, select, terminal};
use crate::linter::{Linter, Options};
use crate::output::facts::{self, FactsOptions};
use crate::output::listing;

/// `gouji rules`.
pub(super) fn rules(args: &RulesArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let library = packs::load(&args.common, ColorWhen::Auto, false, desk, &mut status);
    let rules: Vec<_> = library.all_rules().collect();
    desk.print(&mut status, |out| match args.format {
        ListFormat::Text => {
            let width = terminal::width(args.common.width);
            listing::rules(out, &rules, desk.lang, width)
        }
        ListFormat::Json => listing::rules_json(out, &rules, desk.lang),
    });
    status
}

/// `gouji explain`.
pub(super) fn explain(args: &ExplainArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let library = packs::load(&args.common, args.color, false, desk, &mut status);
    let found = library.all_rules().find(|(_, r)| r.id == args.rule);
    let Some((kind, rule)) = found else {
        let near = select::near(&args.rule, &library);
        desk.say(&Text::UnknownRule(None, &args.rule, &near));
        return Status::misused();
    };
    let page = listing::Page {
        rule,
        kind: library.kinds.iter().find(|k| k.id == kind),
        lang: desk.lang,
        width: terminal::width(args.common.width),
        color: terminal::color(args.color, &io::stdout()),
    };
    desk.print(&mut status, |out| page.write(out));
    status
}

/// `gouji facts`.
pub(super) fn facts(args: &FactsArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let library = packs::load(&args.common, ColorWhen::Auto, false, desk, &mut status);
    let input = Input::of(&args.file);
    let name = input.name("<stdin>");
    let document = match input.read(&name) {
        Ok(document) => document,
        Err(why) => {
            unread(desk, &name, &why);
            status.unread = true;
            return status;
        }
    };
    let linter = Linter::new(library, Options::default());
    let Some(report) = linter.read(&document) else {
        desk.say(&Text::NoReport(&name));
        status.nothing = true;
        return status;
    };
    let options = FactsOptions {
        lang: desk.lang,
        width: terminal::width(args.common.width),
        positions: args.positions,
    };
    desk.print(&mut status, |out| match args.format {
        ListFormat::Text => facts::text(out, &report, options),
        ListFormat::Json => facts::json(out, &report),
    });
    status
}
