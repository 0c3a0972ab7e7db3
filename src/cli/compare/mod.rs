//! `gouji compare`: reports side by side.

mod messages;

use std::collections::BTreeSet;

use gouji_project::runner::Runner;

use super::args::{CompareArgs, ViewFormat};
use super::console::Console;
use super::joined::{self, Joined};
use super::read::Input;
use super::settings::Finder;
use super::status::Status;
use super::view;
use crate::diagnostic::Record;
use crate::document::Document;
use crate::linter::Opened;
use crate::output::series::compare::View;
use crate::report::Report;
use crate::series::{Comparison, Held, Series, SeriesFinding, compare};

use self::messages::Say;

/// Runs the command.
pub(super) fn run(args: &CompareArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let misused = |said: &Say<'_>| {
        console.tell(&said.say(console.lang));
        None
    };
    let mut finder = Finder::new(args.common.request(console.lang));
    let ignored = super::walk::Ignored::default();
    let inputs = joined::inputs(&args.reports, ignored, &mut finder);
    if let Some(wrong) = view::wrong(&args.viewing, &inputs.list) {
        console.say(&wrong);
        return None;
    }
    if inputs.problems.is_empty() && inputs.list.len() < 2 {
        return misused(&Say::TooFew(inputs.list.len()));
    }
    let with = (&args.common, &args.reading);
    let runner = Runner::alone();
    let joined = Joined::read(&inputs, finder, with, (console, &runner), &mut status);
    for stranger in &joined.strangers {
        console.tell(&Say::NoReport(stranger).say(console.lang));
        status.nothing = true;
    }
    if status.unread || status.nothing || joined.records.len() < 2 {
        status.nothing |= joined.records.len() < 2;
        return Some(status);
    }
    let kinds: BTreeSet<&str> = joined.records.iter().map(|r| r.kind.as_str()).collect();
    if kinds.len() > 1 {
        let kinds: Vec<&str> = kinds.into_iter().collect();
        return misused(&Say::Kinds(&kinds.join(", ")));
    }
    let order = order(&joined.records);
    for said in remarks(&order, &joined.records) {
        console.tell(&said.say(console.lang));
    }
    let series = Series::join(&joined.records, &joined.areas);
    let held = joined.held(&series, &runner);
    let findings = findings(&order, &held);
    let Some(comparison) = side_by_side(&joined, &order) else {
        status.unread = true;
        return Some(status);
    };
    let least = args.viewing.fail_on.severity();
    status.findings = least.is_some_and(|least| findings.iter().any(|f| f.severity >= least));
    let show = |format, style, out: &mut dyn std::io::Write| {
        let view = View {
            comparison: &comparison,
            findings: &findings,
            all: args.all,
            style,
        };
        match format {
            ViewFormat::Text => view.text(out),
            ViewFormat::Json => view.json(out),
            ViewFormat::Html => view.html(out),
            ViewFormat::Xlsx => view.xlsx(out),
        }
    };
    view::write(&args.viewing, &args.common, console, &mut status, &show);
    Some(status)
}

/// The reports from the oldest to the newest; of one year by date and name.
fn order(records: &[Record]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    // one that states no year comes last
    let key = |record: &Record| {
        (
            record.year.is_none(),
            record.year,
            record.dated.clone(),
            record.path.clone(),
        )
    };
    order.sort_by_key(|at| records.get(*at).map(key));
    order
}

/// What is odd about the reports, which are compared all the same.
fn remarks<'r>(order: &[usize], records: &'r [Record]) -> Vec<Say<'r>> {
    let mut said = Vec::new();
    let sorted: Vec<&Record> = order.iter().filter_map(|at| records.get(*at)).collect();
    for record in &sorted {
        if record.year.is_none() {
            said.push(Say::NoYear(&record.path));
        }
    }
    for pair in sorted.windows(2) {
        if let [a, b] = pair
            && let (Some(year), true) = (a.year, a.year == b.year && a.key == b.key)
        {
            said.push(Say::OneYear(year, &a.path, &b.path));
        }
    }
    let bodies: BTreeSet<&str> = sorted.iter().map(|r| r.key.as_str()).collect();
    if bodies.len() > 1 {
        said.push(Say::Bodies(bodies.len()));
    }
    said
}

/// What was found, from the oldest report on, the gravest of each first.
fn findings(order: &[usize], held: &[Held]) -> Vec<SeriesFinding> {
    let mut all = Vec::new();
    for held in order.iter().filter_map(|at| held.get(*at)) {
        let mut own = held.findings.clone();
        own.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        all.extend(own);
    }
    all
}

/// Reads the reports again, all at once; `None` where one of them is gone by now.
fn side_by_side(joined: &Joined, order: &[usize]) -> Option<Comparison> {
    let inputs: Option<Vec<&Input>> = order.iter().map(|at| joined.input(*at)).collect();
    let inputs = inputs?;
    let read = inputs.iter().map(|input| joined.document(input).ok());
    let documents: Vec<Document> = read.collect::<Option<_>>()?;
    let pairs = inputs.iter().zip(&documents);
    let opened = pairs.map(|(input, document)| joined.linters.of(input)?.open(document));
    let opened: Vec<Opened<'_>> = opened.collect::<Option<_>>()?;
    let (recognised, libraries): (Vec<_>, Vec<_>) = opened
        .into_iter()
        .map(|o| (o.recognised, o.library))
        .unzip();
    let reports = recognised
        .into_iter()
        .zip(&libraries)
        .map(|(one, library)| {
            let kind = library.kinds.iter().find(|kind| kind.id == one.kind)?;
            one.read(kind)
        });
    let reports: Vec<Report<'_>> = reports.collect::<Option<_>>()?;
    Some(compare(&reports.iter().collect::<Vec<_>>()))
}
