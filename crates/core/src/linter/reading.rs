//! Keeps what was read in a report, for outputs that show more than findings.

use super::tables::tables;
use crate::diagnostic::{Reading, Sum};
use crate::report::Report;
use crate::rule::{Check, Outcome, Rule, Source, Traced};
use crate::text::Span;

/// How much is kept of what was read in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Nothing but findings.
    #[default]
    Findings,
    /// Its headings and tables, with every cell.
    Tables,
    /// Also the comparisons that rules make.
    Sums,
}

/// The comparisons in texts longer than this, in bytes, are not kept; no report is as long.
const LONGEST: usize = 4 << 20;

/// Whether the comparisons of a rule are kept.
pub(super) fn keeps_sums(rule: &Rule, report: &Report<'_>, keep: Keep) -> bool {
    let expression = matches!(rule.check, Check::Expression);
    keep == Keep::Sums && expression && report.document.text.len() <= LONGEST
}

/// What was read, with the comparisons that were kept.
pub(super) fn reading(report: &Report<'_>, sums: Vec<Sum>) -> Reading {
    Reading {
        title: report.title.as_ref().map(|t| t.span),
        headings: report.headings.iter().map(|h| h.span).collect(),
        tables: tables(report),
        sums,
    }
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
