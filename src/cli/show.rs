//! The commands that only print: `rules`, `explain`.

use std::io;

use super::args::{ExplainArgs, ListFormat, RulesArgs};
use super::console::{Console, Look};
use super::messages::Text;
use super::status::Status;
use super::{select, terminal};
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
