//! `gouji cite`: the numbers of another text against reports.

mod messages;

use std::io;

use super::args::{CiteArgs, ListFormat};
use super::console::{Console, Look};
use super::linters::Linters;
use super::paths::Inputs;
use super::read::{Input, STDIN};
use super::settings::Finder;
use super::status::Status;
use super::{joined, terminal};
use crate::cite::cite_documents;
use crate::document::Document;
use crate::linter::{Linter, Options};
use crate::output::cite::View;
use crate::output::why::Style;

use self::messages::Say;

/// Runs the command.
pub(super) fn run(args: &CiteArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look {
        color: args.color,
        ascii: args.ascii,
        ..Look::of(&args.common)
    };
    let mut finder = Finder::new(args.common.request(console.lang));
    let inputs = joined::inputs(&args.against, super::walk::Ignored::default(), &mut finder);
    let options = Options {
        lang: console.lang,
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    let own = Input::of(&args.text);
    let text = read(&own, args, true, console, &mut status);
    let documents = documents(&inputs, &linters, args, console, &mut status);
    let Some(text) = text else {
        return Some(status);
    };
    let pairs: Vec<(&Linter, &Document)> = documents.iter().map(|(l, d)| (*l, d)).collect();
    let citations = cite_documents(&text, &pairs, console.lang);
    for stranger in citations
        .strangers
        .iter()
        .filter_map(|at| documents.get(*at))
    {
        console.tell(&Say::NoReport(&stranger.1.name).say(console.lang));
    }
    if citations.reports.is_empty() {
        status.nothing = true;
        return Some(status);
    }
    status.findings = citations.numbers.iter().any(|n| n.support.is_wrong());
    let read: Vec<&Document> = documents.iter().map(|(_, document)| document).collect();
    let view = View {
        text: &text,
        documents: &read,
        citations: &citations,
        all: !args.quiet,
        style: Style {
            lang: console.lang,
            width: terminal::width(args.common.width),
            color: terminal::color(args.color, &io::stdout()),
            ascii: args.ascii,
        },
    };
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => view.text(out),
        ListFormat::Json => view.json(out),
    });
    Some(status)
}

/// The reports that can be read, each with its linter.
fn documents<'l>(
    inputs: &Inputs,
    linters: &'l Linters,
    args: &CiteArgs,
    console: Console,
    status: &mut Status,
) -> Vec<(&'l Linter, Document)> {
    let mut all = Vec::new();
    for input in &inputs.list {
        let named = inputs.named.contains(input);
        let document = read(input, args, named, console, status);
        all.extend(linters.of(input).zip(document));
    }
    all
}

/// A file as a document; `None` where it cannot be read, which is said.
fn read(
    input: &Input,
    args: &CiteArgs,
    named: bool,
    console: Console,
    status: &mut Status,
) -> Option<Document> {
    let name = input.name(STDIN);
    match input.read(&name, args.reading.allows_office(named)) {
        Ok(document) => Some(document),
        Err(why) => {
            console.unread(&name, &why);
            status.unread = true;
            None
        }
    }
}
