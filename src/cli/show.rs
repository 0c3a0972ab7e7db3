//! The commands that only print: `rules`, `explain`, `facts`.

use std::io;

use super::args::{ExplainArgs, FactsArgs, ListFormat, RulesArgs};
use super::console::{Console, Look};
use super::messages::Text;
use super::read::{Input, STDIN};
use super::status::Status;
use super::{select, terminal};
use crate::linter::{Linter, Options};
use crate::output::facts::{self, FactsOptions};
use crate::output::listing;

/// `gouji rules`.
pub(super) fn rules(args: &RulesArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs("", &args.common, Look::of(&args.common), &mut status);
    let library = packs.library();
    let rules: Vec<_> = library.all_rules().collect();
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => {
            let width = terminal::width_of_list(args.common.width);
            let name = |id: &str| packs.name_of(id, console.lang);
            listing::rules(out, &rules, &name, console.lang, width)
        }
        ListFormat::Json => listing::rules_json(out, &rules, console.lang),
    });
    Some(status)
}

/// `gouji explain`.
pub(super) fn explain(args: &ExplainArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look {
        color: args.color,
        ..Look::of(&args.common)
    };
    let packs = console.packs("", &args.common, look, &mut status);
    let library = packs.library_with(&args.rule);
    let found = library.all_rules().find(|(_, r)| r.id == args.rule);
    let Some((kind, rule)) = found else {
        let near = select::near(&args.rule, &packs.rule_ids());
        console.say(&Text::UnknownRule(None, &args.rule, &near));
        return None;
    };
    let page = listing::Page {
        rule,
        pack: &packs.name_of(&rule.pack, console.lang),
        kind: library.kinds.iter().find(|k| k.id == kind),
        lang: console.lang,
        width: terminal::width(args.common.width),
        color: terminal::color(args.color, &io::stdout()),
    };
    console.print(&mut status, |out| page.write(out));
    Some(status)
}

/// `gouji facts`.
pub(super) fn facts(args: &FactsArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let packs = console.packs(
        &args.file,
        &args.common,
        Look::of(&args.common),
        &mut status,
    );
    let input = Input::of(&args.file);
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
            console.print(&mut status, |out| match args.format {
                ListFormat::Text => facts::text(out, report, options),
                ListFormat::Json => facts::json(out, report),
            });
        })
    });
    if shown.is_none() {
        let weighed = linter.weigh(&document);
        console.print(&mut status, |out| match args.format {
            ListFormat::Text => facts::evidence_text(out, &document, &weighed, options),
            ListFormat::Json => facts::evidence_json(out, &document, &weighed),
        });
        console.say(&Text::NoReport(&name));
        status.nothing = true;
    }
    Some(status)
}
