//! Keeps what was read in a report, for outputs that draw it.

use crate::diagnostic::{ReadRow, ReadTable, Reading, Sum};
use crate::report::{Report, RowFacts, TableFacts, TableSpec};
use crate::rule::{self, Check, Outcome, Rule, Source};
use crate::text::{Lang, Span};

/// Rules are not evaluated once more on texts longer than this, in bytes; no report is as long.
const LONGEST: usize = 4 << 20;

/// What was read, and what the rules hold it to.
pub(super) fn reading<'r>(
    report: &Report<'_>,
    rules: impl Iterator<Item = &'r Rule>,
    lang: Lang,
) -> Reading {
    let short = report.document.text.len() <= LONGEST;
    let specs = report.form.tables.iter().zip(&report.tables);
    Reading {
        title: report.title.as_ref().map(|t| t.span),
        headings: report.headings.iter().map(|h| h.span).collect(),
        tables: specs.filter_map(|(s, t)| table(s, t)).collect(),
        sums: rules
            .filter(|_| short)
            .flat_map(|rule| sums(rule, report, lang))
            .collect(),
    }
}

fn table(spec: &TableSpec, facts: &TableFacts) -> Option<ReadTable> {
    let rows = spec.rows.iter().zip(&facts.rows).enumerate();
    let rows = rows.filter(|(_, (_, row))| !row.cells.is_empty() || row.label.is_some());
    Some(ReadTable {
        title: spec.title.clone(),
        span: facts.span?,
        columns: spec.columns.iter().map(|c| c.name.clone()).collect(),
        rows: rows
            .map(|(at, (axis, row))| ReadRow {
                name: axis.name.clone(),
                label: row.label,
                cells: cells(spec, at, row),
            })
            .collect(),
    })
}

fn cells(spec: &TableSpec, row: usize, facts: &RowFacts) -> Vec<Option<Span>> {
    let mut cells = vec![None; spec.columns.len()];
    for (nth, fact) in facts.cells.iter().enumerate() {
        let column = spec.column(row, nth);
        if let Some(cell) = column.and_then(|c| cells.get_mut(c)) {
            *cell = Some(fact.span);
        }
    }
    cells
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
