//! Cells, labels and tables.

use super::Looked;
use crate::report::{Report, RowState, TableFacts, TableSpec};
use crate::rule::check::{cell_is, cell_name, is_asked};
use crate::rule::kinds::{CellFault, LabelFault, TableFault};
use crate::rule::node::Builtin;
use crate::rule::trace::{Read, Source};
use crate::text::{Span, label_key};

fn all<'r>(report: &'r Report<'_>) -> impl Iterator<Item = (&'r TableSpec, &'r TableFacts)> {
    report.form.tables.iter().zip(&report.tables)
}

/// All cells that were read; those with the fault have it as their name's end.
pub(super) fn cells(
    report: &Report<'_>,
    tables: &[String],
    rows: &[String],
    fault: CellFault,
) -> Vec<Looked> {
    let mut looked = Vec::new();
    for (spec, facts) in all(report) {
        if !(tables.is_empty() || tables.contains(&spec.id)) {
            continue;
        }
        looked.extend(table_cells(spec, facts, rows).map(|(mut read, fact)| {
            // a cell with the fault is drawn in full, the others are counted
            if !cell_is(report, fact, fault) {
                read.name.clear();
            }
            (Some(spec.title.clone()), read)
        }));
    }
    looked
}

fn table_cells<'t>(
    spec: &'t TableSpec,
    facts: &'t TableFacts,
    wanted: &'t [String],
) -> impl Iterator<Item = (Read, &'t crate::report::Fact)> {
    let rows = facts.rows.iter().enumerate();
    let asked = move |at: usize| is_asked(spec, at, wanted);
    let rows = rows.filter(move |(at, r)| r.state == RowState::Read && asked(*at));
    rows.flat_map(move |(at, row)| {
        row.cells.iter().enumerate().map(move |(nth, fact)| {
            let name = cell_name(spec, at, nth);
            let column = spec.column(at, nth).and_then(|c| spec.columns.get(c));
            let id = format!(
                "{}[{}, {}]",
                spec.id,
                spec.rows.get(at).map(|r| r.id.as_str()).unwrap_or_default(),
                column.map(|c| c.id.as_str()).unwrap_or_default()
            );
            let read = Read::found(Source::Cell, id, &fact.folded, fact.span).named(name.title());
            let read = Read {
                cell: Some(name),
                ..read
            };
            (read, fact)
        })
    })
}

/// The year and the labels that tell which form was used.
pub(super) fn form(report: &Report<'_>) -> Vec<Read> {
    let year = report.stated_year.as_ref();
    let mut reads: Vec<Read> = year
        .map(|y| {
            Read::found(
                Source::Fact(Builtin::Year),
                "year",
                &y.value.to_string(),
                y.span,
            )
        })
        .into_iter()
        .collect();
    for marker in &report.form.markers {
        let key = label_key(marker);
        let mut labels = report.tables.iter().flat_map(|t| &t.labels);
        let found = labels.find(|(k, _)| k.contains(&key));
        let read = match found {
            Some((_, span)) => Read::found(Source::Label, report.form.id.as_str(), marker, *span),
            None => Read::absent(Source::Label, report.form.id.as_str()),
        };
        reads.push(read.named(marker.as_str()));
    }
    reads
}

pub(super) fn labels(report: &Report<'_>, fault: LabelFault) -> Vec<Looked> {
    let mut looked = Vec::new();
    for (spec, facts) in all(report).filter(|(_, f)| f.span.is_some()) {
        let reads = match fault {
            LabelFault::Variant if spec.flat => {
                facts.span.map(|s| table(spec, s)).into_iter().collect()
            }
            LabelFault::Variant => row_labels(report, spec, facts),
            LabelFault::Group => {
                let groups = spec.row_groups.iter().filter(|g| !g.label.is_empty());
                groups
                    .flat_map(|g| label(report, spec, facts, &g.id, &g.label))
                    .collect()
            }
            LabelFault::Head => {
                let columns = spec.columns.iter();
                let rows = spec.rows.iter().filter(|_| spec.flat);
                let axes = columns.chain(rows);
                axes.flat_map(|a| label(report, spec, facts, &a.id, &a.label))
                    .collect()
            }
        };
        looked.extend(reads.into_iter().map(|r| (Some(spec.title.clone()), r)));
    }
    looked
}

/// A label that should stand in a table: the pieces that hold it, else those that are a part of it.
fn label(
    report: &Report<'_>,
    spec: &TableSpec,
    facts: &TableFacts,
    id: &str,
    label: &str,
) -> Vec<Read> {
    let key = label_key(label);
    let id = format!("{}.{id}", spec.id);
    let mut spans: Vec<Span> = Vec::new();
    let whole = facts.labels.iter().filter(|(k, _)| k.contains(&key));
    spans.extend(whole.map(|(_, span)| span));
    if spans.is_empty() {
        let held = |k: &str| !k.is_empty() && key.contains(k);
        let parts = facts.labels.iter().filter(|(k, _)| held(k));
        spans.extend(parts.map(|(_, span)| span));
    }
    let mut reads: Vec<Read> = spans
        .into_iter()
        .map(|span| {
            Read::found(
                Source::Label,
                id.as_str(),
                report.document.slice(span),
                span,
            )
        })
        .collect();
    if reads.is_empty() {
        reads.push(Read::absent(Source::Label, id));
    }
    reads.into_iter().map(|r| r.named(label)).collect()
}

fn row_labels(report: &Report<'_>, spec: &TableSpec, facts: &TableFacts) -> Vec<Read> {
    let rows = spec.rows.iter().zip(&facts.rows);
    // the rows of a flat table have no labels in front of them
    rows.filter(|(axis, _)| !axis.label.is_empty() && !spec.flat)
        .map(|(axis, row)| {
            let id = format!("{}.{}", spec.id, axis.id);
            let span = row.label.filter(|_| !row.text.is_empty());
            let read = match span {
                Some(span) => Read::found(Source::Label, id, report.document.slice(span), span),
                None => Read::absent(Source::Label, id),
            };
            read.named(axis.label.as_str())
        })
        .collect()
}

pub(super) fn tables(report: &Report<'_>, fault: TableFault) -> Vec<Looked> {
    let mut looked = Vec::new();
    for (spec, facts) in all(report) {
        let reads = match (fault, facts.span) {
            (TableFault::Absent, Some(span)) => vec![table(spec, span)],
            (_, None) => vec![Read::absent(Source::Table, spec.id.as_str())],
            // the rows of a flat table are found by their place, not by labels
            (TableFault::Rows, Some(span)) if spec.flat => vec![table(spec, span)],
            (TableFault::Rows, _) => row_labels(report, spec, facts),
            // how many there are counts, not what is in them
            (TableFault::Width | TableFault::Lost, _) => {
                let cells = table_cells(spec, facts, &[]);
                cells.map(|(read, _)| read.named("")).collect()
            }
        };
        looked.extend(reads.into_iter().map(|r| (Some(spec.title.clone()), r)));
    }
    looked
}

fn table(spec: &TableSpec, span: Span) -> Read {
    Read::found(Source::Table, spec.id.as_str(), &spec.title, span)
}
