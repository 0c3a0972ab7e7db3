//! `gouji why`: what one rule did on a report.

use std::io;

use super::args::{ListFormat, WhyArgs};
use super::check::unread;
use super::desk::Desk;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use super::{packs, select, terminal};
use crate::linter::{Linter, Options};
use crate::output::why::{Page, Style};
use crate::rule::Skip;

/// Runs the command.
pub(super) fn run(args: &WhyArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let library = packs::load(&args.common, args.color, args.ascii, desk, &mut status);
    let options = Options {
        lang: desk.lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
    };
    let linter = Linter::new(library, options);
    let found = linter
        .library()
        .all_rules()
        .find(|(_, r)| r.id == args.rule);
    let Some((kind, rule)) = found else {
        let near = select::near(&args.rule, linter.library());
        desk.say(&Text::UnknownRule(None, &args.rule, &near));
        return Status::misused();
    };
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
    let report = linter.read(&document);
    let trace = linter.why(kind, rule, &document, report.as_ref());
    status.nothing = matches!(trace.skip, Some(Skip::NoReport | Skip::Refused(_)));
    let page = Page {
        rule,
        document: &document,
        report: report.as_ref(),
        trace: &trace,
        style: Style {
            lang: desk.lang,
            width: terminal::width(args.common.width),
            color: terminal::color(args.color, &io::stdout()),
            ascii: args.ascii,
        },
    };
    desk.print(&mut status, |out| match args.format {
        ListFormat::Text => page.text(out),
        ListFormat::Json => page.json(out),
    });
    status
}
