//! What was read from a report, for people and for programs: every value with its place.

mod blocks;
mod division;
mod evidence;
mod json;
mod messages;
mod table;
mod text;

pub use evidence::{evidence_json, evidence_text};
pub use json::json;
pub use text::{FactsOptions, text};

use gouji_core::grammar::{CellText, TokenKind};
use gouji_core::report::{Fit, Part, Report};
use gouji_core::text::Span;

/// A day that stands in the text, or a month and day without a year.
struct Day {
    text: String,
    part: Part,
    span: Span,
}

/// All days in the text, in order.
fn days(report: &Report<'_>) -> Vec<Day> {
    let mut days = Vec::new();
    for paragraph in &report.prose.paragraphs {
        for token in &paragraph.tokens {
            let text = match token.kind {
                TokenKind::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
                TokenKind::MonthDay { month, day } => format!("--{month:02}-{day:02}"),
                _ => continue,
            };
            days.push(Day {
                text,
                part: paragraph.part,
                span: report.prose.span(&token.range),
            });
        }
    }
    days
}

/// The name of what a cell holds.
fn content(cell: &CellText) -> &'static str {
    match cell {
        CellText::Blank => "blank",
        CellText::Number { .. } => "number",
        CellText::Dash => "dash",
        CellText::Nothing => "none",
        CellText::Text => "text",
    }
}

/// The name of how a heading fits.
fn fit_name(fit: Fit) -> &'static str {
    match fit {
        Fit::Exact => "exact",
        Fit::Accepted => "accepted",
        Fit::Renamed => "renamed",
        Fit::Repeated => "repeated",
        Fit::Extra => "extra",
    }
}
