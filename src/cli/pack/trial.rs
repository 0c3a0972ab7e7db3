//! `gouji pack try`: what a pattern or an expression comes to on reports.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_project::Problem;
use gouji_project::trial::{self, Base, Shape, Trial, Under};

use super::messages::Say;
use crate::cli::args::{ListFormat, TryArgs};
use crate::cli::console::{Console, Look};
use crate::cli::read::{Input, STDIN};
use crate::cli::settings::Finder;
use crate::cli::status::Status;
use crate::cli::{joined, terminal, walk};
use crate::document::Document;
use crate::fields::Problem as FileProblem;
use crate::grammar::{self, ExprKind};
use crate::linter::Linter;
use crate::output::trial::{Answer, Leading, Matched, Tally, Tried};
use crate::output::why::Style;
use crate::pack::Library;
use crate::report::{Captured, Matcher, Report, read_as};
use crate::rule::{Check, Rule};
use crate::text::Span;

/// So many places of a leading part are shown.
const PLACES: usize = 3;

/// Runs the command.
pub(in crate::cli) fn run(args: &TryArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let look = Look {
        color: args.color,
        ascii: args.ascii,
        ..Look::of(&args.common)
    };
    let mut finder = Finder::new(args.common.request(console.lang));
    let inputs = joined::inputs(&args.files, walk::Ignored::default(), &mut finder);
    console.report(&finder.problems(), look, &mut status);
    console.report(&inputs.problems, look, &mut status);
    let mut bases = Bases {
        args,
        console,
        look,
        by_folder: BTreeMap::new(),
    };
    let mut reports: Vec<Opened> = Vec::new();
    for input in &inputs.list {
        let name = input.name(STDIN);
        let named = inputs.named.contains(input) || *input == Input::Stdin;
        match input.read(&name, args.reading.allows_office(named)) {
            Ok(document) => reports.extend(bases.open(input, document, &mut status)),
            Err(why) => {
                console.unread(&name, &why);
                status.unread = true;
            }
        }
    }
    if reports.is_empty() {
        status.nothing = true;
        return Some(status);
    }
    let Some(rules) = put(args, &bases, &reports, &mut status) else {
        status.misuse = true;
        return Some(status);
    };
    show(args, &bases, (&reports, &rules), &mut status);
    Some(status)
}

/// The packs of the folders that reports lie in.
struct Bases<'a> {
    args: &'a TryArgs,
    console: Console,
    look: Look,
    by_folder: BTreeMap<PathBuf, Base>,
}

/// A report, and what it gets.
struct Opened {
    document: Document,
    folder: PathBuf,
    kind: String,
    under: Under,
}

impl Bases<'_> {
    /// Finds out which report a document is; says where it is none.
    fn open(&mut self, input: &Input, document: Document, status: &mut Status) -> Option<Opened> {
        let place = input.place(STDIN);
        let folder = place.parent().unwrap_or(Path::new("")).to_owned();
        let (args, console, look) = (self.args, self.console, self.look);
        let base = self.by_folder.entry(folder.clone()).or_insert_with(|| {
            let request = args.common.request(console.lang);
            let (base, problems) = Base::load(&place, &request);
            console.report(&problems, look, status);
            base
        });
        let opened = base.linter.open(&document);
        let found = opened.and_then(|opened| {
            opened.with(|report, library, _| {
                let under = Under {
                    packs: library.packs.clone(),
                    form: report.form.id.clone(),
                };
                (report.kind.id.clone(), under)
            })
        });
        let Some((kind, under)) = found else {
            console.tell(&Say::NoReport(&document.name).say(console.lang));
            return None;
        };
        Some(Opened {
            document,
            folder,
            kind,
            under,
        })
    }

    fn of(&self, report: &Opened) -> Option<&Base> {
        self.by_folder.get(&report.folder)
    }
}

impl Opened {
    fn key(&self) -> (PathBuf, Under) {
        (self.folder.clone(), self.under.clone())
    }
}

/// What is tried, as a rule of the packs of each report.
type Rules = BTreeMap<(PathBuf, Under), (Shape, Linter)>;

fn trial(args: &TryArgs) -> Trial {
    Trial {
        text: args.text.clone(),
        each: args.each.clone(),
        within: args.within.clone(),
    }
}

/// Puts the text on top of the packs of each report; `None` where it is nothing for one of them, which is said.
fn put(
    args: &TryArgs,
    bases: &Bases<'_>,
    reports: &[Opened],
    status: &mut Status,
) -> Option<Rules> {
    let mut rules = Rules::new();
    let mut remarked = false;
    for report in reports {
        let key = report.key();
        if rules.contains_key(&key) {
            continue;
        }
        let base = bases.of(report)?;
        match as_any(args, base, &report.under) {
            Ok((shape, linter, remark)) => {
                if let Some(why) = remark.filter(|_| !remarked) {
                    remarked = true;
                    bases
                        .console
                        .tell(&Say::AsPattern(&why).say(bases.console.lang));
                }
                rules.insert(key, (shape, linter));
            }
            Err(problem) => {
                let problems = [Problem::Packs(vec![*problem])];
                bases.console.report(&problems, bases.look, status);
                return None;
            }
        }
    }
    Some(rules)
}

/// A shape that the text has, the rule, and why it is no expression although it reads like one.
type Put = (Shape, Linter, Option<String>);

/// The text as an expression where it is one for the form, else as a pattern.
fn as_any(args: &TryArgs, base: &Base, under: &Under) -> Result<Put, Box<FileProblem>> {
    let trial = trial(args);
    let put = |shape| trial.put(base, under, shape);
    if args.pattern || !args.within.is_empty() {
        return put(Shape::Pattern).map(|linter| (Shape::Pattern, linter, None));
    }
    let value = match put(Shape::Value) {
        Ok(linter) => return Ok((Shape::Value, linter, None)),
        Err(why) => why,
    };
    if let Ok(linter) = put(Shape::List) {
        return Ok((Shape::List, linter, None));
    }
    if args.expr || args.each.is_some() {
        return Err(value);
    }
    let parsed = grammar::expression(&args.text);
    // a word alone is looked for
    let reads_like_one = parsed.is_ok_and(|e| !matches!(e.kind, ExprKind::Name(_)));
    match put(Shape::Pattern) {
        Ok(linter) => {
            let why = value.diagnostics.first().filter(|_| reads_like_one);
            Ok((Shape::Pattern, linter, why.map(|d| d.message.clone())))
        }
        Err(_) if reads_like_one => Err(value),
        Err(why) => Err(why),
    }
}

fn show(
    args: &TryArgs,
    bases: &Bases<'_>,
    (reports, rules): (&[Opened], &Rules),
    status: &mut Status,
) {
    let libraries: Vec<Option<(Shape, &Linter, Arc<Library>)>> = reports
        .iter()
        .map(|report| {
            let (shape, linter) = rules.get(&report.key())?;
            Some((*shape, linter, linter.libraries().into_iter().next()?))
        })
        .collect();
    let mut read = Vec::new();
    for (report, put) in reports.iter().zip(&libraries) {
        let Some((shape, linter, library)) = put else {
            continue;
        };
        let document = &report.document;
        let kind = library.kinds.iter().find(|k| k.id == report.kind);
        let opened = kind.and_then(|kind| read_as(kind, document));
        let rule = trial::rule(library);
        read.extend(
            rule.zip(opened)
                .map(|(rule, opened)| (document, *shape, *linter, rule, opened)),
        );
    }
    let tried = read
        .iter()
        .map(|(document, shape, linter, rule, report)| Tried {
            document,
            result: result(*shape, linter, rule, report),
        });
    let tried: Vec<Tried<'_>> = tried.collect();
    let matched = |t: &Tried<'_>| !matches!(&t.result, Tally::Matches(all) if all.is_empty());
    status.findings = !tried.iter().any(matched);
    let leading = status.findings.then(|| leading(args, bases, reports));
    let answer = Answer {
        text: &args.text,
        reports: &tried,
        leading: leading.as_ref().and_then(Option::as_ref),
        style: Style {
            lang: bases.console.lang,
            width: terminal::width(args.common.width),
            color: terminal::color(args.color, &io::stdout()),
            ascii: args.ascii,
        },
    };
    bases.console.print(status, |out| match args.format {
        ListFormat::Text => answer.text(out),
        ListFormat::Json => answer.json(out),
    });
}

/// What comes of a report.
fn result<'r>(shape: Shape, linter: &Linter, rule: &'r Rule, report: &Report<'_>) -> Tally<'r> {
    match (&rule.check, shape) {
        (Check::Match(matcher), _) => Tally::Matches(matches(matcher, report)),
        (_, shape) => {
            let trace = linter.why(&report.kind.id, rule, report.document, Some(report), &[]);
            Tally::Values(trace.runs, rule, shape == Shape::List)
        }
    }
}

fn matches(matcher: &Matcher, report: &Report<'_>) -> Vec<Matched> {
    let all = matcher.run(report.document, &report.prose, &report.zones, report.year());
    let all = all.into_iter().filter(|m| !m.span.is_empty());
    let one = |found: crate::report::Match| Matched {
        span: found.span,
        groups: found
            .groups
            .iter()
            .map(|g| (g.name.clone(), value(&g.value)))
            .collect(),
    };
    all.map(one).collect()
}

fn value(value: &Captured) -> String {
    match value {
        Captured::Number { value, .. } => value.to_string(),
        Captured::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        Captured::Text(text) => text.clone(),
    }
}

/// The longest leading part of the pattern that matches in one of the reports.
fn leading(args: &TryArgs, bases: &Bases<'_>, reports: &[Opened]) -> Option<Leading> {
    let first = reports.first()?;
    let found = trial::leading(
        &trial(args),
        bases.of(first)?,
        &first.under,
        |library, matcher| {
            let one = |(nth, report): (usize, &Opened)| -> Option<Vec<(usize, Span)>> {
                let kind = library.kinds.iter().find(|k| k.id == report.kind)?;
                let read = read_as(kind, &report.document)?;
                let places = matches(matcher, &read).into_iter();
                Some(places.map(|m| (nth, m.span)).collect())
            };
            let all = reports.iter().enumerate().filter_map(one);
            let all: Vec<(usize, Span)> = all.flatten().collect();
            (!all.is_empty()).then_some(all)
        },
    );
    found.map(|(text, mut at)| Leading {
        text,
        count: at.len(),
        at: {
            at.truncate(PLACES);
            at
        },
    })
}
