//! Reports side by side for programs: version 1 of the format.

use std::io::{self, Write};

use serde::Serialize;

use super::{View, steps};
use crate::json::{TOOL, Tool, VERSION};
use crate::series::json::{FindingOut, number};
use gouji_core::series::{CellLine, TextChange};
use gouji_core::text::Span;

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    tool: &'static Tool,
    reports: Vec<ReportOut<'a>>,
    findings: Vec<FindingOut<'a>>,
    cells: Vec<CellOut<'a>>,
    sections: Vec<ChangeOut<'a>>,
}

#[derive(Serialize)]
struct ReportOut<'a> {
    path: &'a str,
    body: Option<&'a str>,
    year: Option<i32>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    table: &'a str,
    row: &'a str,
    column: &'a str,
    values: Vec<Option<serde_json::Number>>,
    changes: Vec<Option<serde_json::Number>>,
}

/// What changed in a section from the report `from` to the report `to`, by index.
#[derive(Serialize)]
struct ChangeOut<'a> {
    section: &'a str,
    from: usize,
    to: usize,
    kept: usize,
    added: Vec<SentenceOut<'a>>,
    removed: Vec<SentenceOut<'a>>,
}

/// A sentence, and the bytes of its report that it stands in.
#[derive(Serialize)]
struct SentenceOut<'a> {
    text: &'a str,
    offset: u32,
    end: u32,
}

fn cell(line: &CellLine) -> CellOut<'_> {
    CellOut {
        table: &line.name.table,
        row: &line.name.row,
        column: &line.name.column,
        values: line.values.iter().map(|v| v.and_then(number)).collect(),
        changes: steps(line)
            .into_iter()
            .map(|v| v.and_then(number))
            .collect(),
    }
}

fn change(change: &TextChange) -> ChangeOut<'_> {
    ChangeOut {
        section: &change.section,
        from: change.to.saturating_sub(1),
        to: change.to,
        kept: change.kept,
        added: sentences(&change.added),
        removed: sentences(&change.removed),
    }
}

fn sentences(all: &[(String, Span)]) -> Vec<SentenceOut<'_>> {
    let one = all.iter().map(|(text, span)| SentenceOut {
        text,
        offset: span.start,
        end: span.end,
    });
    one.collect()
}

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let reports = view.comparison.reports.iter().map(|report| ReportOut {
        path: &report.path,
        body: report.body.as_deref(),
        year: report.year,
    });
    let tables = view.tables();
    let sections = view.sections();
    let value = Out {
        version: VERSION,
        tool: &TOOL,
        reports: reports.collect(),
        findings: view.findings.iter().map(FindingOut::of).collect(),
        cells: tables
            .iter()
            .flat_map(|(_, lines)| lines)
            .map(|l| cell(l))
            .collect(),
        sections: sections
            .iter()
            .flat_map(|(_, all)| all)
            .map(|c| change(c))
            .collect(),
    };
    serde_json::to_writer(&mut *out, &value)?;
    writeln!(out)
}
