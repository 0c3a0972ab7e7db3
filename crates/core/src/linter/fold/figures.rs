//! A figure in prose that is at odds with several other values is one finding.

use super::{Item, add_help, add_primary, words};
use crate::diagnostic::{Cause, Diagnostic};
use crate::report::Report;
use crate::rule::localise::{Figure, Run, figures};
use crate::text::Lang;

/// Folds the findings that one figure is behind; gives back the others.
pub(super) fn fold(
    report: &Report<'_>,
    runs: &[Run<'_>],
    mut items: Vec<Item>,
    lang: Lang,
) -> (Vec<Item>, Vec<Diagnostic>) {
    let mut folded = Vec::new();
    if items.len() < 2 {
        return (items, folded);
    }
    for figure in figures(report, runs, lang) {
        let (mine, others): (Vec<Item>, Vec<Item>) = items
            .into_iter()
            .partition(|i| figure.failures.contains(&i.at));
        items = others;
        match mine.len() {
            0 | 1 => items.extend(mine),
            _ => folded.extend(one(&figure, mine, lang)),
        }
    }
    (items, folded)
}

fn one(figure: &Figure, items: Vec<Item>, lang: Lang) -> Option<Diagnostic> {
    let about = |i: &&Item| figure.failures.first() == Some(&i.at);
    let lead = items
        .iter()
        .find(about)
        .or(items.first())?
        .diagnostic
        .clone();
    let mut labels = lead.labels.clone();
    add_primary(&mut labels, &items);
    let others = items.iter().map(|i| &i.diagnostic).filter(|d| **d != lead);
    let others: Vec<String> = others.map(|d| d.message.clone()).collect();
    let said = words::same_figure(figure.right, &others, lang);
    let severity = items.iter().map(|i| i.diagnostic.severity).max();
    let mut one = Diagnostic {
        severity: severity.unwrap_or(lead.severity),
        labels,
        cause: Some(Box::new(Cause {
            candidates: Vec::new(),
            sure: false,
            bounded: false,
            findings: items.into_iter().map(|i| i.diagnostic).collect(),
            excerpt: None,
        })),
        ..lead
    };
    add_help(&mut one, &said);
    Some(one)
}
