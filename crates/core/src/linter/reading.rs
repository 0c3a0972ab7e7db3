//! Keeps what was read in a report, for outputs that show more than findings.

use super::tables::tables;
use crate::diagnostic::{Reading, Sum};
use crate::report::Report;
use crate::rule::{self, Check, Outcome, Rule, Source};
use crate::text::{Lang, Span};

/// How much is kept of what was read in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Nothing but findings.
    #[default]
    Findings,
    /// Its headings and tables, with every cell.
    Tables,
    /// Also the comparisons that rules make, which takes another round of evaluations.
    Sums,
}

/// Rules are not evaluated once more on texts longer than this, in bytes; no report is as long.
const LONGEST: usize = 4 << 20;

/// What was read, and, where it is asked for, what the rules hold it to.
pub(super) fn reading<'r>(
    report: &Report<'_>,
    rules: impl Iterator<Item = &'r Rule>,
    keep: Keep,
    lang: Lang,
) -> Reading {
    let asked = keep == Keep::Sums && report.document.text.len() <= LONGEST;
    Reading {
        title: report.title.as_ref().map(|t| t.span),
        headings: report.headings.iter().map(|h| h.span).collect(),
        tables: tables(report),
        sums: rules
            .filter(|_| asked)
            .flat_map(|rule| sums(rule, report, lang))
            .collect(),
    }
}

/// The comparisons of a rule that read cells.
fn sums(rule: &Rule, report: &Report<'_>, lang: Lang) -> Vec<Sum> {
    if !matches!(rule.check, Check::Expression) {
        return Vec::new();
    }
    let runs = rule::trace(rule, report, lang).runs.into_iter();
    let sums = runs.filter_map(|run| {
        let holds = match run.outcome {
            Outcome::Pass => true,
            Outcome::Fail(_) => false,
            Outcome::Unknown(_) | Outcome::NotApplicable => return None,
        };
        let cells = run.seen.reads.iter();
        let mut cells: Vec<Span> = cells
            .filter(|read| read.source == Source::Cell)
            .filter_map(|read| read.span)
            .collect();
        cells.sort();
        cells.dedup();
        let said = run.seen.sums.last()?.clone();
        (!cells.is_empty()).then(|| Sum {
            rule: rule.id.clone(),
            instance: run.instance,
            holds,
            said,
            cells,
        })
    });
    sums.collect()
}
