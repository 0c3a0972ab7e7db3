//! `gouji why`: what one rule did on a report.

use std::io;

use super::args::{ListFormat, WhyArgs};
use super::console::{Console, Look};
use super::linters::configured;
use super::messages::Text;
use super::read::{Input, STDIN};
use super::status::Status;
use super::{select, terminal};
use crate::diagnostic::UsedPack;
use crate::document::Document;
use crate::linter::{Linter, Options};
use crate::output::why::{Page, Style};
use crate::pack::Library;
use crate::report::Report;
use crate::rule::{Rule, Skip, Trace};

/// Runs the command.
pub(super) fn run(args: &WhyArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look {
        color: args.color,
        ascii: args.ascii,
        ..Look::of(&args.common)
    };
    let packs = console.packs(&args.file, &args.common, look, &mut status);
    let all = packs.library_with(&args.rule);
    let Some((kind, rule)) = all.all_rules().find(|(_, r)| r.id == args.rule) else {
        let near = select::near(&args.rule, &packs.rule_ids());
        console.say(&Text::UnknownRule(None, &args.rule, &near));
        return None;
    };
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
    let settings = packs.settings.as_deref();
    let options = Options {
        lang: console.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        configured: configured(args.select.is_empty(), settings, &packs.areas),
        no_fold: false,
        ..Options::default()
    };
    let pack = packs.name_of(&rule.pack, console.lang);
    let linter = Linter::choosing(packs.catalogue, packs.by_place, options);
    let answer = Answer {
        args,
        console,
        linter: &linter,
        kind,
        rule,
        pack,
        document: &document,
    };
    let opened = linter.open(&document);
    let known = opened.and_then(|o| {
        let see = |report: &Report<'_>, library: &Library, _: &[UsedPack]| {
            answer.give(Some((report, library)), &mut status);
        };
        o.with(see)
    });
    if known.is_none() {
        answer.give(None, &mut status);
    }
    Some(status)
}

/// The question, and what is needed to answer it.
struct Answer<'a> {
    args: &'a WhyArgs,
    console: Console,
    linter: &'a Linter,
    kind: &'a str,
    rule: &'a Rule,
    /// The name of its pack.
    pack: String,
    document: &'a Document,
}

impl Answer<'_> {
    fn give(&self, known: Option<(&Report<'_>, &Library)>, status: &mut Status) {
        let report = known.map(|(report, _)| report);
        let own = known.map(|(_, library)| library);
        let same = |l: &&Library| l.rules_of(self.kind).iter().any(|r| r.id == self.rule.id);
        let got = own.filter(same);
        // as the packs of this report have it, where they have it
        let rules = got.map(|l| l.rules_of(self.kind)).unwrap_or_default();
        let rule = rules
            .iter()
            .find(|r| r.id == self.rule.id)
            .unwrap_or(self.rule);
        let other =
            own.is_some() && got.is_none() && report.is_some_and(|r| r.kind.id == self.kind);
        let trace = match other {
            true => Trace {
                skip: Some(Skip::Pack(rule.pack.clone())),
                ..Trace::default()
            },
            false => self
                .linter
                .why(self.kind, rule, self.document, report, rules),
        };
        status.nothing = matches!(trace.skip, Some(Skip::NoReport | Skip::Refused(_)));
        let mut above = got.map_or_else(Vec::new, |l| self.linter.trail(l, &rule.id));
        above.retain(|s| s.pack != rule.pack);
        let page = Page {
            rule,
            pack: &self.pack,
            document: self.document,
            report,
            trace: &trace,
            layers: &above,
            style: Style {
                lang: self.console.lang,
                width: terminal::width(self.args.common.width),
                color: terminal::color(self.args.color, &io::stdout()),
                ascii: self.args.ascii,
            },
        };
        self.console.print(status, |out| match self.args.format {
            ListFormat::Text => page.text(out),
            ListFormat::Json => page.json(out),
        });
    }
}
