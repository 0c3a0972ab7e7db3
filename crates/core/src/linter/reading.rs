//! Keeps what was read in a report, for outputs that show more than findings.

use super::tables::tables;
use super::{Linter, words};
use crate::diagnostic::{
    Diagnostic, Division, LintResult, ReadGroup, ReadMention, Reading, RuleOutcome, Section, Sum,
    UnreadFigure,
};
use crate::document::{Document, NoteKind};
use crate::grammar::TokenKind;
use crate::report::{Captured, Group, Part, Report};
use crate::rule::{Check, Outcome, Rule, Source, Traced, Verdict};
use crate::text::{Lang, Span};

/// How much is kept of what was read in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Nothing but findings.
    #[default]
    Findings,
    /// Its headings and tables, with every cell.
    Tables,
    /// Also what its prose says, and how the evaluations of each rule ended.
    Facts,
    /// Also the comparisons that rules make.
    Sums,
}

/// What is kept of how rules were evaluated.
#[derive(Default)]
pub(super) struct Evidence {
    /// The comparisons.
    pub sums: Vec<Sum>,
    /// How the evaluations of each rule ended.
    pub outcomes: Vec<RuleOutcome>,
}

/// The comparisons in texts longer than this, in bytes, are not kept; no report is as long.
const LONGEST: usize = 4 << 20;

/// Whether the comparisons of a rule are kept.
pub(super) fn keeps_sums(rule: &Rule, report: &Report<'_>, keep: Keep) -> bool {
    let expression = matches!(rule.check, Check::Expression);
    keep == Keep::Sums && expression && report.document.text.len() <= LONGEST
}

impl Linter {
    /// Reads a document and holds it to no rule: which report it is, and as much of what it says as the options keep.
    pub fn read(&self, document: &Document) -> LintResult {
        let mut checked = self.begun(document);
        if let Some(refused) = self.refused(document) {
            checked.diagnostics.push(refused);
            return checked;
        }
        let opened = self.open(document);
        let read = opened.and_then(|opened| {
            opened.with(|report, _, packs| {
                checked.packs = packs.to_vec();
                self.identify(report, &mut checked);
                let reading = reading(report, self.options.keep);
                checked.reading = Some(Box::new(reading));
            })
        });
        if read.is_none() {
            checked.diagnostics.extend(self.not_a_report(document));
        }
        checked
    }

    /// The result of a document before its rules have run: its name, and what its reader noted.
    pub(super) fn begun(&self, document: &Document) -> LintResult {
        let mut checked = LintResult {
            path: document.name.clone(),
            marked: document.note(NoteKind::Marked).is_some(),
            ..LintResult::default()
        };
        self.notes(document, &mut checked);
        checked
    }

    /// Says that it is no report, unless its reader has said why it cannot be one.
    pub(super) fn not_a_report(&self, document: &Document) -> Option<Diagnostic> {
        let unfit = document
            .note(NoteKind::Mojibake)
            .or(document.note(NoteKind::Empty));
        unfit
            .is_none()
            .then(|| words::not_a_report(self.options.lang))
    }

    /// Says which report it is.
    pub(super) fn identify(&self, report: &Report<'_>, checked: &mut LintResult) {
        checked.kind = Some(report.kind.id.clone());
        checked.kind_name = report.kind.name.get(self.options.lang).to_owned();
        checked.form = Some(report.form.id.clone());
        checked.year = report.year();
        checked.body = report.body().map(str::to_owned);
        checked.class = report.class.map(str::to_owned);
        checked.sections = sections(report);
    }
}

/// Where the sections of a report stand.
fn sections(report: &Report<'_>) -> Vec<Section> {
    let starts = report.headings.iter().map(|h| h.span.start as usize);
    let ends = starts.skip(1).chain([report.document.text.len()]);
    let all = report
        .headings
        .iter()
        .zip(ends)
        .map(|(heading, end)| Section {
            title: heading.title.clone(),
            span: Span::new(heading.span.start as usize, end),
        });
    all.collect()
}

/// What was read.
pub(super) fn reading(report: &Report<'_>, keep: Keep) -> Reading {
    Reading {
        title: report.title.as_ref().map(|t| t.span),
        headings: report.headings.iter().map(|h| h.span).collect(),
        tables: tables(report),
        division: division(report),
        mentions: kept(keep, || mentions(report)),
        unread_figures: kept(keep, || unread_figures(report)),
        ..Reading::default()
    }
}

fn kept<T>(keep: Keep, read: impl FnOnce() -> Vec<T>) -> Vec<T> {
    match keep >= Keep::Facts {
        true => read(),
        false => Vec::new(),
    }
}

/// The figures outside of tables that stand in no mention. Dates, years and numbers in a series count nothing.
fn unread_figures(report: &Report<'_>) -> Vec<UnreadFigure> {
    let paragraphs = report.prose.paragraphs.iter();
    let prose = paragraphs.filter(|p| matches!(p.part, Part::Head | Part::Section(_) | Part::Tail));
    let tokens = prose.flat_map(|p| p.tokens.iter().map(move |token| (p.part, token)));
    let figures = tokens.filter_map(|(part, token)| {
        let (value, approximate) = match token.kind {
            TokenKind::Quantity { value, approx, .. } => (value, approx),
            TokenKind::Percent(value) => (value, false),
            _ => return None,
        };
        let span = report.prose.span(&token.range);
        (!report.mentions(span)).then(|| UnreadFigure {
            part: report.part_name(part).to_owned(),
            value,
            approximate,
            span,
        })
    });
    figures.collect()
}

/// The place of the body and the places above it.
fn division(report: &Report<'_>) -> Vec<Division> {
    if report.own.codes.is_empty() {
        return Vec::new();
    }
    let line = report.kind.place.names.line(report.own.certain());
    let named = line.into_iter().map(|(code, name)| Division {
        code: format!("{code:0<6}"),
        name: name.to_owned(),
    });
    named.collect()
}

/// What the prose says. Marks of the text as it was typed, such as punctuation, are there to be counted.
fn mentions(report: &Report<'_>) -> Vec<ReadMention> {
    let specs = report.kind.mentions.iter().zip(report.mentions.iter());
    let specs = specs.filter(|(spec, _)| !spec.matcher.raw);
    let hits = specs.flat_map(|(spec, found)| found.iter().map(move |hit| (spec, hit)));
    let read = hits.map(|(spec, hit)| ReadMention {
        id: spec.id.clone(),
        label: spec.label.zh.clone(),
        part: part_of(report, hit.paragraph).to_owned(),
        span: hit.span,
        groups: hit.groups.iter().map(group).collect(),
    });
    read.collect()
}

fn group(group: &Group) -> ReadGroup {
    let (number, approximate) = match group.value {
        Captured::Number { value, approx } => (Some(value), approx),
        _ => (None, false),
    };
    let date = match group.value {
        Captured::Date { year, month, day } => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    };
    ReadGroup {
        name: group.name.clone(),
        number,
        approximate,
        date,
        span: group.span,
    }
}

/// The id of the part that a paragraph stands in.
fn part_of<'a>(report: &Report<'a>, paragraph: usize) -> &'a str {
    let part = report.prose.paragraphs.get(paragraph).map(|p| p.part);
    part.map_or("", |part| report.part_name(part))
}

/// How the evaluations of a rule ended.
pub(super) fn outcome(rule: &Rule, verdicts: &[Verdict], lang: Lang) -> RuleOutcome {
    let mut outcome = RuleOutcome {
        rule: rule.id.clone(),
        ..RuleOutcome::default()
    };
    let counts = &mut outcome.counts;
    for verdict in verdicts {
        match &verdict.outcome {
            Outcome::Pass => counts.pass += 1,
            Outcome::Fail(_) => counts.fail += 1,
            Outcome::NotApplicable => counts.not_applicable += 1,
            Outcome::Unknown(unknown) => {
                counts.unknown += 1;
                let reason = || words::reason(&unknown.reason, lang);
                outcome.reason.get_or_insert_with(reason);
            }
        }
    }
    outcome
}

/// The comparison that an evaluation made, where it read cells.
pub(super) fn sum(rule: &Rule, run: &Traced) -> Option<Sum> {
    let holds = match run.outcome {
        Outcome::Pass => true,
        Outcome::Fail(_) => false,
        Outcome::Unknown(_) | Outcome::NotApplicable => return None,
    };
    let cells = run.seen.reads.iter().filter(|r| r.source == Source::Cell);
    let mut cells: Vec<Span> = cells.filter_map(|read| read.span).collect();
    cells.sort();
    cells.dedup();
    let said = run.seen.sums.last()?.clone();
    (!cells.is_empty()).then(|| Sum {
        rule: rule.id.clone(),
        instance: run.instance.clone(),
        holds,
        said,
        cells,
    })
}
