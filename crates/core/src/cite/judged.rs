//! What the rules of reports say about the figures of a text: mentions are looked for in it, and held against the cells.

use super::pick::Pick;
use super::quotes::Quote;
use super::{Against, Basis};
use crate::diagnostic::CellName;
use crate::document::Document;
use crate::report::{Other, Prose};
use crate::rule::{self, Check, Choice, Each, Node, Outcome, Read, Rule, Traced};
use crate::text::{Lang, Number, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one rule says about one figure.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    /// The report whose rule it is, by index.
    pub report: usize,
    pub rule: String,
    /// The rule holds.
    pub holds: bool,
    /// It holds reports of two years against each other.
    pub others: bool,
    /// The cells that were read, with their values.
    pub cells: Vec<(Basis, Option<Number>)>,
    /// So many of the first of them decide; the others are conditions, or of the year before.
    pub deciding: usize,
    /// The comparisons that were made, as true sentences.
    pub sums: Vec<String>,
}

/// The judgements of all rules, by where the figures stand.
#[derive(Debug, Default)]
pub(super) struct Judgements {
    by_place: BTreeMap<u32, Vec<Judgement>>,
}

impl Judgements {
    pub fn of(
        (text, prose): (&Document, &Arc<Prose>),
        (against, others): (&[Against<'_>], &[Option<Other<'_>>]),
        pick: &Pick,
        lang: Lang,
    ) -> Self {
        let mut all = Judgements::default();
        for (at, one) in against.iter().enumerate() {
            let previous = others.get(at).and_then(Option::as_ref);
            let report = one.report.with_text(text, prose, previous);
            for rule in one
                .rules
                .iter()
                .filter(|r| !r.off && matches!(r.check, Check::Expression))
            {
                let mut programs = rule.programs.iter().flatten();
                if !programs.any(|p| matches!(p.each, Each::Mention(_))) {
                    continue;
                }
                let before = previous.and_then(|p| Some((pick.before(at)?, p)));
                for run in rule::trace(rule, &report, lang).runs {
                    let cells = cells(&run, at, rule, before);
                    all.add(&run, rule, at, cells);
                }
            }
        }
        all
    }

    fn add(
        &mut self,
        run: &Traced,
        rule: &Rule,
        report: usize,
        (cells, deciding): (Vec<(Basis, Option<Number>)>, usize),
    ) {
        let holds = match run.outcome {
            Outcome::Pass => true,
            Outcome::Fail(_) => false,
            _ => return,
        };
        for span in places(run) {
            let here = self.by_place.entry(span.start).or_default();
            here.push(Judgement {
                report,
                rule: rule.id.clone(),
                holds,
                others: rule.others,
                cells: cells.clone(),
                deciding,
                sums: run.seen.sums.clone(),
            });
        }
    }

    /// What is said about a number of the text.
    pub fn about(&self, quote: &Quote) -> impl Iterator<Item = &Judgement> {
        let range = quote.span.start..quote.span.end.max(quote.span.start + 1);
        self.by_place.range(range).flat_map(|(_, all)| all)
    }
}

/// Where the figures stand that an evaluation is about.
fn places(run: &Traced) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let figures = run.seen.reads.iter().filter(|read| {
        read.role == rule::Role::Check
            && matches!(read.source, rule::Source::Mention | rule::Source::Group)
    });
    for span in figures.filter_map(|read| read.span) {
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    if let (Outcome::Fail(finding), true) = (&run.outcome, spans.len() > 1) {
        // a rule that reads several figures is about the one at which it draws its finding
        let labels = finding.labels.iter().filter(|l| l.cell.is_none());
        let drawn: Vec<Span> = labels.map(|l| l.span).collect();
        spans.retain(|span| drawn.iter().any(|d| d.overlaps(*span)));
    }
    spans
}

/// The cells that an evaluation read, of the year before as well; and how many of the first ones decide.
fn cells(
    run: &Traced,
    report: usize,
    rule: &Rule,
    before: Option<(usize, &Other<'_>)>,
) -> (Vec<(Basis, Option<Number>)>, usize) {
    let mut all: Vec<(Basis, Option<Number>)> = Vec::new();
    let mut deciding = 0;
    for role in [rule::Role::Check, rule::Role::When] {
        for read in run.seen.reads.iter().filter(|read| read.role == role) {
            if let Some(name) = &read.cell {
                all.push((basis(report, read, name), Number::parse(&read.text)));
            }
        }
        if role == rule::Role::Check {
            deciding = all.len();
        }
    }
    let last = before.filter(|_| rule.others);
    if let Some((at, other)) = last {
        all.extend(of_last_year(rule, at, other));
    }
    (all, deciding)
}

fn basis(report: usize, read: &Read, name: &CellName) -> Basis {
    Basis {
        report,
        span: read.span.filter(|s| !s.is_empty()),
        name: format!("{} · {}", name.table, name.title()),
        value: read.text.clone(),
    }
}

/// The cells of the year before that a rule reads.
fn of_last_year(rule: &Rule, at: usize, other: &Other<'_>) -> Vec<(Basis, Option<Number>)> {
    let report = &other.report;
    let form = report
        .kind
        .forms
        .iter()
        .position(|f| f.id == report.form.id);
    let mut all: Vec<(Basis, Option<Number>)> = Vec::new();
    for program in rule.programs.iter().flatten() {
        program.nodes(&mut |node| {
            let Node::Others { by_form, .. } = node else {
                return;
            };
            let own = form.and_then(|form| by_form.get(form)?.as_ref());
            let Some(Node::Cells {
                table,
                rows: Choice::One(row),
                columns: Choice::One(column),
            }) = own
            else {
                return;
            };
            let cell = report.form.cell(*table, *row, *column);
            let Some((cell, fact)) = cell.and_then(|cell| Some((cell, report.at(cell)?))) else {
                return;
            };
            let name = report.form.name(cell);
            let value = fact.number();
            let basis = Basis {
                report: at,
                span: Some(fact.span).filter(|s| !s.is_empty()),
                name: format!("{} · {}", name.table, name.title()),
                value: value.map_or_else(String::new, |n| n.to_string()),
            };
            if !all.iter().any(|(known, _)| *known == basis) {
                all.push((basis, value));
            }
        });
    }
    all
}
