//! `gouji baseline`: writes down what is found, so that only new findings count.

mod messages;

pub(super) use self::messages::Say;

use gouji_project::Problem;

use super::accept::{AcceptanceFolder, AcceptanceFolders, Renewal, ReportFindings, Wanted};
use super::args::{BaselineArgs, BaselineCommand};
use super::console::{Console, Look};
use super::linters::Linters;
use super::messages::Text;
use super::paths::Inputs;
use super::read::{Input, STDIN, Unread};
use super::settings::Finder;
use super::status::Status;
use crate::diagnostic::Baseline;
use crate::document::NoteKind;
use crate::linter::Options;

/// What is done to a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Create { force: bool },
    Update,
    Prune,
}

/// Runs the command.
pub(super) fn run(command: &BaselineCommand) -> Option<Status> {
    match command {
        BaselineCommand::Create { baseline, force } => {
            renew(baseline, Act::Create { force: *force })
        }
        BaselineCommand::Update(args) => renew(args, Act::Update),
        BaselineCommand::Prune(args) => renew(args, Act::Prune),
    }
}

fn renew(args: &BaselineArgs, act: Act) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look::of(&args.common);
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = args.walking.ignored(console)?;
    let inputs = Inputs::find(&args.paths, ignored, &mut finder);
    // where only a configuration cannot be read, the baseline is written without what it says
    let mut unconfigured = Status::default();
    let mut report = |problems: Vec<Problem>, status: &mut Status| {
        for problem in problems {
            let status = match problem {
                Problem::NoConfig(..) => &mut unconfigured,
                _ => &mut *status,
            };
            console.report(&[problem], look, status);
        }
    };
    report(finder.problems(), &mut status);
    report(inputs.problems, &mut status);
    let wanted = Wanted {
        baseline: args.accepting.baseline.as_deref(),
        read: !matches!(act, Act::Create { .. }),
        stdin: STDIN,
        today: args.accepting.today,
    };
    let acceptances = AcceptanceFolders::find(&inputs.list, wanted, &mut finder);
    report(finder.problems(), &mut status);
    let refused = acceptances.list.iter().filter_map(|g| refused(g, act));
    for said in refused {
        console.tell(&said.say(console.lang));
        status.misuse = true;
    }
    if status.misuse {
        return Some(status);
    }
    let options = Options {
        lang: console.lang,
        ..Options::default()
    };
    let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
    report(finder.problems(), &mut status);
    status.misuse |= unconfigured.misuse;
    let found = search(
        args,
        &inputs.list,
        &linters,
        &acceptances,
        console,
        &mut status,
    )?;
    let renewal = match act {
        Act::Create { .. } | Act::Update => Renewal::Replace,
        Act::Prune => Renewal::Prune,
    };
    for (at, acceptance) in acceptances.list.iter().enumerate() {
        let here = found
            .iter()
            .filter(|f| f.acceptance == at)
            .collect::<Vec<_>>();
        let new = acceptance.renewed(&here, renewal);
        put(acceptance, &new, console, &mut status);
    }
    status.nothing = found.is_empty();
    Some(status)
}

/// Why nothing can be done to a baseline.
fn refused(acceptance: &AcceptanceFolder, act: Act) -> Option<Say<'_>> {
    let name = acceptance.file.to_str().unwrap_or_default();
    let exists = acceptance.file.exists();
    match act {
        Act::Create { force } => (exists && !force).then_some(Say::Exists(name)),
        Act::Update | Act::Prune => (!exists).then_some(Say::Absent(name)),
    }
}

/// Lints the inputs.
fn search(
    args: &BaselineArgs,
    inputs: &[Input],
    linters: &Linters,
    acceptances: &AcceptanceFolders,
    console: Console,
    status: &mut Status,
) -> Option<Vec<ReportFindings>> {
    let runner = console.runner(args.jobs)?;
    let one = |input: &Input| {
        let name = input.name(STDIN);
        let found = look(input, &name, args, linters, acceptances);
        (name, found)
    };
    let mut all = Vec::new();
    for (name, result) in runner.each(inputs, one) {
        match result {
            Ok(found) => all.extend(found),
            Err(why) => {
                console.unread(&name, &why);
                status.unread = true;
            }
        }
    }
    Some(all)
}

fn look(
    input: &Input,
    name: &str,
    args: &BaselineArgs,
    linters: &Linters,
    acceptances: &AcceptanceFolders,
) -> Result<Option<ReportFindings>, Unread> {
    let document = input.read(name, args.reading.allows_office(false))?;
    if document.note(NoteKind::Marked).is_some() {
        return Ok(None);
    }
    let Some(linter) = linters.of(input) else {
        return Ok(None);
    };
    Ok(acceptances.findings(linter, (input, name), &document))
}

/// Writes a baseline, and says what has changed.
fn put(acceptance: &AcceptanceFolder, new: &Baseline, console: Console, status: &mut Status) {
    let name = acceptance.file.display().to_string();
    if let Err(error) = acceptance.put(new) {
        console.say(&Text::CannotWriteTo(&name, &error));
        status.misuse = true;
        return;
    }
    let old = acceptance.baseline.clone().unwrap_or_default();
    let more = |a: &Baseline, b: &Baseline| {
        let of = |key| b.entries.get(key).map_or(0, |e| e.count);
        let all = a
            .entries
            .iter()
            .map(|(key, e)| e.count.saturating_sub(of(key)));
        all.sum::<usize>()
    };
    let (added, removed) = (more(new, &old), more(&old, new));
    let said = Say::Written(&name, new.findings(), new.paths().len(), added, removed);
    console.tell(&said.say(console.lang));
}
