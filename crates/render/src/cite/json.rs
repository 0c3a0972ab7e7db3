//! Numbers against reports for programs: version 1 of the format.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use crate::json::{TOOL, Tool, VERSION};
use crate::place::Range;
use crate::series::json::number;
use gouji_core::cite::{Basis, Cited, Derivation, Support};

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    tool: &'static Tool,
    text: &'a str,
    reports: Vec<ReportOut<'a>>,
    numbers: Vec<NumberOut<'a>>,
    summary: SummaryOut,
}

#[derive(Serialize)]
struct ReportOut<'a> {
    path: &'a str,
    body: Option<&'a str>,
    year: Option<i32>,
}

#[derive(Serialize)]
struct NumberOut<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
    value: Option<serde_json::Number>,
    percent: bool,
    unit: &'a str,
    words: &'a str,
    state: &'static str,
    by: Option<&'static str>,
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    formula: &'a str,
    bases: Vec<GroundOut<'a>>,
}

/// A figure of the report with this index.
#[derive(Serialize)]
struct GroundOut<'a> {
    report: usize,
    #[serde(flatten)]
    range: Option<Range>,
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct SummaryOut {
    numbers: usize,
    stands: usize,
    follows: usize,
    unnamed: usize,
    differs: usize,
    absent: usize,
}

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let reports = view.citations.reports.iter().map(|report| ReportOut {
        path: view.documents.get(report.document).map_or("", |d| &d.name),
        body: report.body.as_deref(),
        year: report.year,
    });
    let numbers = view.citations.numbers.iter();
    let all = Out {
        version: VERSION,
        tool: &TOOL,
        text: &view.text.name,
        reports: reports.collect(),
        numbers: numbers.map(|n| number_out(view, n)).collect(),
        summary: SummaryOut {
            numbers: view.citations.numbers.len(),
            stands: view.count(Support::Stands),
            follows: view.count(Support::Follows),
            unnamed: view.count(Support::Unnamed),
            differs: view.count(Support::Differs),
            absent: view.count(Support::Absent),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

fn number_out<'a>(view: &'a View<'_>, cited: &'a Cited) -> NumberOut<'a> {
    NumberOut {
        range: Range::new(view.text, cited.span),
        text: view.text.slice(cited.span),
        value: number(cited.value),
        percent: cited.percent,
        unit: &cited.unit,
        words: &cited.words,
        state: cited.support.name(),
        by: cited.derivation.as_ref().map(Derivation::name),
        rule: match &cited.derivation {
            Some(Derivation::Rule(id)) => Some(id),
            _ => None,
        },
        formula: &cited.formula,
        bases: cited.bases.iter().map(|g| ground_out(view, g)).collect(),
    }
}

fn ground_out<'a>(view: &'a View<'_>, basis: &'a Basis) -> GroundOut<'a> {
    let document = view.document_of(basis).zip(basis.span);
    GroundOut {
        report: basis.report,
        range: document.map(|(document, span)| Range::new(document, span)),
        name: &basis.name,
        value: &basis.value,
    }
}
