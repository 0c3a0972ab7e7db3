//! One cause, one finding: what the same wrong cell breaks is said once, at the cell.
//!
//! Arithmetic names the cell ([`localise`]); here findings are folded into one. Nothing is lost: the finding keeps
//! those that it stands for.

mod alike;
mod excerpt;
mod figures;
mod rest;
mod unread;
mod words;

use super::fix::figure;
use crate::diagnostic::{Applicability, Candidate, Cause, Correction, Diagnostic, Fix, Label};
use crate::report::{FormCell, Report};
use crate::rule::localise::{self, Change, Explanation, Run, localise};
use crate::rule::{self, Addition, Outcome};
use crate::text::{Edit, Lang, Span};
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// A finding with its evaluation: indexes of the run and of its verdict.
pub(super) struct Item {
    pub at: (usize, usize),
    pub diagnostic: Diagnostic,
}

/// Candidates that a finding lists.
const LISTED: usize = 5;

/// Folds the findings of a report that have one cause.
pub(super) fn fold(
    report: &Report<'_>,
    runs: &[Run<'_>],
    mut items: Vec<Item>,
    lang: Lang,
) -> Vec<Diagnostic> {
    let mut folded = Vec::new();
    let sums = LazyCell::new(|| {
        let all = runs
            .iter()
            .flat_map(|run| rule::additions(run.rule, report));
        all.collect::<Vec<Addition>>()
    });
    for cause in localise(report, runs, lang) {
        let mut members: BTreeSet<(usize, usize)> = cause.failures.iter().copied().collect();
        if let Some(first) = cause
            .explanations
            .first()
            .filter(|e| e.effect.breaks.is_empty())
        {
            members.extend(&first.effect.cures);
        }
        let (mine, others): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|i| members.contains(&i.at));
        items = others;
        let folder = Folder {
            report,
            runs,
            sums: &sums,
            lang,
            cause,
        };
        folded.extend(folder.fold(mine));
    }
    let (mut items, said) = figures::fold(report, runs, items, lang);
    folded.extend(said);
    unread::suggest(report, runs, &mut items, lang);
    let rest = items.into_iter().map(|i| i.diagnostic);
    alike::fold(rest.chain(folded).collect(), lang)
}

struct Folder<'f, 'r> {
    report: &'f Report<'r>,
    runs: &'f [Run<'f>],
    /// The plain sums of the rules.
    sums: &'f [Addition],
    lang: Lang,
    cause: localise::Cause,
}

impl Folder<'_, '_> {
    fn fold(self, items: Vec<Item>) -> Vec<Diagnostic> {
        let Some(lead) = self.lead(&items) else {
            // none of the sums was asked for
            return items.into_iter().map(|i| i.diagnostic).collect();
        };
        match (self.cause.sure, self.cause.explanations.first()) {
            (_, None) => self.unexplained(items),
            (true, Some(first)) => vec![self.named(lead, first, items)],
            (false, Some(_)) => vec![self.open(lead, items)],
        }
    }

    /// The gravest of the sums that fail, the first of several.
    fn lead(&self, items: &[Item]) -> Option<Diagnostic> {
        let sums = items.iter().filter(|i| self.cause.failures.contains(&i.at));
        let gravest = sums.rev().max_by_key(|i| i.diagnostic.severity)?;
        Some(gravest.diagnostic.clone())
    }

    /// The cell is known: the finding stands there.
    fn named(&self, lead: Diagnostic, first: &Explanation, items: Vec<Item>) -> Diagnostic {
        let cells: Vec<Correction> = first
            .changes
            .iter()
            .filter_map(|c| self.correction(c))
            .collect();
        let mut labels: Vec<Label> = Vec::new();
        for (nth, cell) in cells.iter().enumerate() {
            labels.push(Label {
                span: cell.span,
                message: words::should_be(cell, self.lang),
                primary: nth == 0,
                cell: Some(cell.cell.clone()),
            });
        }
        add_primary(&mut labels, &items);
        let corrected = localise::corrected(self.report, &first.changes);
        let sums: Vec<words::Sum> = self
            .cause
            .failures
            .iter()
            .filter_map(|at| self.before_after(*at, &corrected))
            .collect();
        let help = words::explained(&cells, first.mistake, &sums, self.lang);
        let message = words::named(&cells, first.mistake, items.len(), self.lang);
        let fixes = self.fixes(&cells).into_iter().collect();
        let severity = items.iter().map(|i| i.diagnostic.severity).max();
        Diagnostic {
            severity: severity.unwrap_or(lead.severity),
            message,
            help: Some(help),
            labels,
            fixes,
            cause: Some(Box::new(self.cause(items))),
            ..lead
        }
    }

    /// Several explanations are as good: the finding stays at the sum and lists them.
    fn open(&self, lead: Diagnostic, items: Vec<Item>) -> Diagnostic {
        let mut labels = lead.labels.clone();
        add_primary(&mut labels, &items);
        let others = items
            .iter()
            .filter(|i| i.diagnostic.message != lead.message);
        let others: Vec<String> = others.map(|i| i.diagnostic.message.clone()).collect();
        let cause = self.cause(items);
        for cell in cause.candidates.iter().flat_map(|c| &c.cells) {
            match labels.iter_mut().find(|l| l.span == cell.span) {
                Some(known) if known.message.is_empty() => {
                    known.message = words::perhaps(cell, self.lang);
                }
                Some(_) => {}
                None => labels.push(Label {
                    span: cell.span,
                    message: words::perhaps(cell, self.lang),
                    primary: false,
                    cell: Some(cell.cell.clone()),
                }),
            }
        }
        for span in cause.candidates.iter().flat_map(|c| &c.against) {
            if labels.iter().all(|l| l.span != *span) {
                labels.push(rule::label(*span, words::speaks_against(self.lang), false));
            }
        }
        let said = words::candidates(&cause, LISTED, &others, self.lang);
        let mut open = Diagnostic {
            labels,
            cause: Some(Box::new(cause)),
            ..lead
        };
        add_help(&mut open, &said);
        open
    }

    /// No few cells explain it: the findings stay as they are, and the first says so.
    fn unexplained(&self, items: Vec<Item>) -> Vec<Diagnostic> {
        let several = items.len() > 1;
        let mut all: Vec<Diagnostic> = items.into_iter().map(|i| i.diagnostic).collect();
        if let Some(first) = all.first_mut().filter(|_| several || self.cause.bounded) {
            add_help(first, &words::unexplained(self.cause.bounded, self.lang));
        }
        all
    }

    /// All that is known, for programs.
    fn cause(&self, items: Vec<Item>) -> Cause {
        let candidates = self.cause.explanations.iter().map(|one| Candidate {
            cells: one
                .changes
                .iter()
                .filter_map(|c| self.correction(c))
                .collect(),
            mistake: one.mistake.map(|m| m.name().into()),
            against: one.effect.breaks.iter().filter_map(|b| b.span).collect(),
        });
        let suspects =
            self.cause
                .explanations
                .iter()
                .take(if self.cause.sure { 1 } else { LISTED });
        let suspects: Vec<Change> = suspects.flat_map(|e| e.changes.iter().copied()).collect();
        Cause {
            candidates: candidates.collect(),
            sure: self.cause.sure,
            bounded: self.cause.bounded,
            findings: items.into_iter().map(|i| i.diagnostic).collect(),
            excerpt: {
                let wrong = (suspects.as_slice(), self.cause.equations.as_slice());
                excerpt::excerpt(self.report, self.sums, wrong, self.lang)
            },
        }
    }

    fn correction(&self, change: &Change) -> Option<Correction> {
        Some(Correction {
            span: self.span(change.cell)?,
            cell: self.report.form.name(change.cell),
            found: change.found.to_string(),
            right: change.right.to_string(),
        })
    }

    fn span(&self, cell: FormCell) -> Option<Span> {
        Some(self.report.at(cell)?.span)
    }

    /// The sum of a failed evaluation, before and after the correction.
    fn before_after(
        &self,
        (run, nth): (usize, usize),
        corrected: &Report<'_>,
    ) -> Option<words::Sum> {
        let run = self.runs.get(run)?;
        let verdict = run.verdicts.get(nth)?;
        let Outcome::Fail(finding) = &verdict.outcome else {
            return None;
        };
        let before = finding.compared.as_ref()?.text.clone();
        let after = rule::trace(run.rule, corrected, self.lang);
        Some(words::Sum {
            name: verdict.instance.clone(),
            before,
            after: after.runs.get(nth)?.seen.sums.last()?.clone(),
        })
    }

    /// Puts the right values in place.
    fn fixes(&self, cells: &[Correction]) -> Option<Fix> {
        if cells.is_empty() {
            return None;
        }
        let text = &self.report.document.text;
        let edit = |cell: &Correction| Edit {
            span: figure(text, cell.span),
            text: cell.right.clone(),
        };
        let mut edits: Vec<Edit> = cells.iter().map(edit).collect();
        edits.sort_by_key(|e| e.span.start);
        Some(Fix {
            message: words::correct(cells, self.lang),
            applicability: Applicability::Suggestion,
            edits,
        })
    }
}

/// Adds lines to what a finding says about what to do.
fn add_help(diagnostic: &mut Diagnostic, said: &str) {
    diagnostic.help = Some(match diagnostic.help.take() {
        Some(help) => format!("{help}\n{said}"),
        None => said.to_owned(),
    });
}

/// Adds the primary places of findings as further ones.
fn add_primary(labels: &mut Vec<Label>, items: &[Item]) {
    let all = items.iter().flat_map(|i| &i.diagnostic.labels);
    for label in all.filter(|l| l.primary) {
        if labels.iter().all(|l| l.span != label.span) {
            labels.push(Label {
                primary: false,
                ..label.clone()
            });
        }
    }
}
