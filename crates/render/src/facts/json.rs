//! Facts for programs. Places are those of the findings: see [`crate::json`].

use std::io::{self, Write};

use serde::Serialize;

use super::division::DivisionOut;
use super::{content, days, fit_name};
use crate::clamp;
use crate::columns::one_line;
use crate::json::VERSION;
use crate::place::Range;
use gouji_core::document::Document;
use gouji_core::grammar::CellText;
use gouji_core::report::{
    Captured, Report, RowFacts, RowId, RowState, Stated, TableFacts, TableSpec,
};
use gouji_core::text::{Number, Span};

/// Writes the facts as one JSON value.
pub fn json(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &FactsOut::new(report))?;
    writeln!(out)
}

#[derive(Serialize)]
struct FactsOut<'a> {
    version: u32,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    encoding: &'a str,
    kind: &'a str,
    form: &'a str,
    form_markers: usize,
    title: Option<Value<String>>,
    year: Option<Value<i32>>,
    body: Option<Value<String>>,
    class: Option<&'a str>,
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    division: Option<DivisionOut<'a>>,
    sections: Vec<SectionOut<'a>>,
    tables: Vec<TableOut<'a>>,
    mentions: Vec<MentionOut<'a>>,
    dates: Vec<DateOut<'a>>,
}

#[derive(Serialize)]
struct Value<T> {
    value: T,
    #[serde(flatten)]
    place: Range,
}

#[derive(Serialize)]
struct SectionOut<'a> {
    id: Option<&'a str>,
    official: Option<&'a str>,
    title: Option<&'a str>,
    number: Option<u32>,
    fit: &'static str,
    #[serde(flatten)]
    place: Option<Range>,
}

#[derive(Serialize)]
struct TableOut<'a> {
    id: &'a str,
    title: &'a str,
    found: bool,
    #[serde(flatten)]
    place: Option<Range>,
    rows: Vec<RowOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    id: &'a str,
    label: &'a str,
    /// `read`, `absent`, `short` or `long`; only a row that was read has cells.
    state: &'static str,
    /// Values found and due.
    found: usize,
    due: usize,
    #[serde(flatten)]
    place: Option<Range>,
    cells: Vec<CellOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    column: &'a str,
    label: &'a str,
    content: &'static str,
    value: Option<serde_json::Number>,
    text: &'a str,
    #[serde(flatten)]
    place: Range,
}

#[derive(Serialize)]
struct MentionOut<'a> {
    id: &'a str,
    label: &'a str,
    text: String,
    #[serde(flatten)]
    place: Range,
    groups: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    name: &'a str,
    number: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
    date: Option<String>,
    text: String,
    #[serde(flatten)]
    place: Range,
}

#[derive(Serialize)]
struct DateOut<'a> {
    date: String,
    part: &'a str,
    #[serde(flatten)]
    place: Range,
}

impl<'a> FactsOut<'a> {
    fn new(report: &'a Report<'_>) -> Self {
        let document = report.document;
        let title = report.title.as_ref();
        let tables = report.form.tables.iter().zip(&report.tables);
        FactsOut {
            version: VERSION,
            path: &document.name,
            format: (!document.format.is_text()).then(|| document.format.name()),
            encoding: document.encoding,
            kind: &report.kind.id,
            form: &report.form.id,
            form_markers: report.markers,
            title: title.map(|t| Value {
                value: words(document, t.span),
                place: Range::new(document, t.span),
            }),
            year: report.stated_year.as_ref().map(|y| stated(document, y)),
            body: report.stated_body.as_ref().map(|b| stated(document, b)),
            class: report.class,
            place: report.own.place.as_deref(),
            division: DivisionOut::new(report),
            sections: sections(report),
            tables: tables.map(|(s, f)| TableOut::new(document, s, f)).collect(),
            mentions: mentions(report),
            dates: days(report)
                .into_iter()
                .map(|day| DateOut {
                    date: day.text,
                    part: report.part_name(day.part),
                    place: Range::new(document, day.span),
                })
                .collect(),
        }
    }
}

/// The headings in reading order, then the sections without one.
fn sections<'a>(report: &'a Report<'_>) -> Vec<SectionOut<'a>> {
    let specs = &report.kind.sections;
    let found = report.outline().into_iter().map(|heading| {
        let spec = heading.section.and_then(|s| specs.get(s));
        SectionOut {
            id: spec.map(|s| s.id.as_str()),
            official: spec.map(|s| s.title.as_str()),
            title: Some(heading.title.as_str()),
            number: heading.ordinal,
            fit: fit_name(heading.fit),
            place: Some(Range::new(report.document, heading.span)),
        }
    });
    let missing = specs.iter_ids();
    let missing = missing.filter(|(at, _)| report.heading(*at).is_none());
    let missing = missing.map(|(_, spec)| SectionOut {
        id: Some(&spec.id),
        official: Some(&spec.title),
        title: None,
        number: None,
        fit: "missing",
        place: None,
    });
    found.chain(missing).collect()
}

impl<'a> TableOut<'a> {
    fn new(document: &Document, spec: &'a TableSpec, facts: &'a TableFacts) -> Self {
        let rows = facts.rows.iter_ids();
        TableOut {
            id: &spec.id,
            title: &spec.title,
            found: facts.span.is_some(),
            place: facts.span.map(|s| Range::new(document, s)),
            rows: rows
                .filter_map(|(at, row)| RowOut::new(document, spec, at, row))
                .collect(),
        }
    }
}

impl<'a> RowOut<'a> {
    fn new(document: &Document, spec: &'a TableSpec, at: RowId, row: &'a RowFacts) -> Option<Self> {
        let axis = spec.rows.get(at)?;
        let due = spec.width(at);
        let (state, found) = match row.state {
            RowState::Absent => ("absent", 0),
            RowState::Read => ("read", due),
            RowState::Short(found) => ("short", found),
            RowState::Long(found) => ("long", found),
            RowState::Glued => ("glued", 1),
        };
        let cells = row.cells.iter_ids().filter_map(|(value, fact)| {
            let column = spec.columns.get(spec.column(at, value)?)?;
            Some(CellOut {
                column: &column.id,
                label: &column.label,
                content: content(&fact.text),
                value: match &fact.text {
                    CellText::Number { value, .. } => number(*value),
                    _ => None,
                },
                text: fact.folded(),
                place: Range::new(document, fact.span),
            })
        });
        Some(RowOut {
            id: &axis.id,
            label: &axis.label,
            state,
            found,
            due,
            place: row.label.map(|s| Range::new(document, s)),
            cells: cells.collect(),
        })
    }
}

fn mentions<'a>(report: &'a Report<'_>) -> Vec<MentionOut<'a>> {
    let document = report.document;
    let specs = report.kind.mentions.iter().zip(report.mentions.iter());
    let all = specs.flat_map(|(spec, found)| found.iter().map(move |hit| (spec, hit)));
    all.map(|(spec, hit)| MentionOut {
        id: &spec.id,
        label: &spec.label.zh,
        text: words(document, hit.span),
        place: Range::new(document, hit.span),
        groups: hit
            .groups
            .iter()
            .map(|g| GroupOut {
                name: &g.name,
                number: match &g.value {
                    Captured::Number { value, .. } => number(*value),
                    _ => None,
                },
                approximate: matches!(g.value, Captured::Number { approx: true, .. }),
                date: match &g.value {
                    Captured::Date { year, month, day } => {
                        Some(format!("{year:04}-{month:02}-{day:02}"))
                    }
                    _ => None,
                },
                text: words(document, g.span),
                place: Range::new(document, g.span),
            })
            .collect(),
    })
    .collect()
}

fn stated<T: Clone>(document: &Document, stated: &Stated<T>) -> Value<T> {
    Value {
        value: stated.value.clone(),
        place: Range::new(document, stated.span),
    }
}

/// The number as JSON: whole numbers exactly, others as printed.
fn number(value: Number) -> Option<serde_json::Number> {
    let text = value.to_string();
    match text.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => serde_json::Number::from_f64(text.parse().ok()?),
    }
}

/// The text at a span in one line.
fn words(document: &Document, span: Span) -> String {
    one_line(document.slice(clamp(&document.text, span)))
}
