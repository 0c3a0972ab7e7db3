//! `gouji pack mine`: sums and equalities that hold in reports, as candidates for rules.

mod messages;
mod text;

use gouji_project::mine::{Bar, Mines};

use super::messages::Say as Said;
use crate::cli::args::{ListFormat, MineArgs};
use crate::cli::console::{Console, Look};
use crate::cli::linters::Linters;
use crate::cli::paths::Inputs;
use crate::cli::progress::Progress;
use crate::cli::read::{STDIN, Unread};
use crate::cli::settings::Finder;
use crate::cli::status::Status;
use crate::cli::{joined, skipped};
use crate::linter::Options;

/// Runs the command.
pub(in crate::cli) fn run(args: &MineArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look::of(&args.common);
    let ignored = args.walking.ignored(console)?;
    let mut finder = Finder::new(args.common.request(console.lang));
    let inputs = joined::inputs(&args.paths, ignored, &mut finder);
    let options = Options {
        lang: console.lang,
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    let mines = read(args, (&inputs, &linters), console, &mut status);
    skipped::tell(&inputs.skipped, console, args.walking.verbose);
    if mines.reports() == 0 {
        status.nothing = true;
        return Some(status);
    }
    let bar = Bar {
        support: args.support.max(1),
        against: args.against.min(100),
    };
    let mut candidates = mines.candidates(bar);
    let all = candidates.len();
    if !args.all {
        candidates.retain(|c| c.required.is_empty());
    }
    let counts = (mines.reports(), all - candidates.len());
    console.print(&mut status, |out| match args.format {
        ListFormat::Text => text::write(out, &candidates, counts, console.lang),
        ListFormat::Json => {
            out.write_all(gouji_project::mine::json(&candidates, counts.0)?.as_bytes())
        }
    });
    Some(status)
}

/// Reads all reports; what is none is said.
fn read(
    args: &MineArgs,
    (inputs, linters): (&Inputs, &Linters),
    console: Console,
    status: &mut Status,
) -> Mines {
    let progress = Progress::new(inputs.list.len(), console.lang);
    let mut mines = Mines::default();
    for input in &inputs.list {
        let name = input.name(STDIN);
        let named = inputs.named.contains(input);
        let document = input.read(&name, args.reading.allows_office(named));
        progress.step();
        let document = match document {
            Ok(document) => document,
            Err(Unread::Marked) => continue,
            Err(why) => {
                status.unread = true;
                progress.aside(|| console.unread(&name, &why));
                continue;
            }
        };
        let opened = linters.of(input).and_then(|linter| linter.open(&document));
        let taken = opened.and_then(|opened| {
            opened.with(|report, library, _| mines.take(report, library.rules_of(&report.kind.id)))
        });
        if taken.is_none() {
            progress.aside(|| console.tell(&Said::NoReport(&name).say(console.lang)));
        }
    }
    mines
}
