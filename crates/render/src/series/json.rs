//! Bodies over the years for programs: version 1 of the format.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use crate::json::{TOOL, Tool, VERSION};
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, BodyYear, RollCall, RollYear, SeriesFinding, YearState};
use gouji_core::text::Number;

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    tool: &'static Tool,
    reports: usize,
    years: &'a [i32],
    summary: SumOut,
    bodies: Vec<BodyOut<'a>>,
    roll: Option<RollOut<'a>>,
    unplaced: &'a [String],
    strangers: &'a [String],
}

#[derive(Serialize)]
struct SumOut {
    bodies: usize,
    broken: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    gaps: usize,
    doubles: usize,
}

#[derive(Serialize)]
struct BodyOut<'a> {
    kind: &'a str,
    body: &'a str,
    former: &'a [String],
    errors: usize,
    warnings: usize,
    infos: usize,
    gaps: Vec<i32>,
    doubles: Vec<i32>,
    years: Vec<YearOut<'a>>,
    figures: Vec<FigureOut<'a>>,
}

#[derive(Serialize)]
struct YearOut<'a> {
    year: i32,
    state: &'static str,
    reports: &'a [String],
    dated: Option<&'a str>,
    late: bool,
    accepted: usize,
    carried: Option<CarriedOut>,
    findings: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct CarriedOut {
    left: Option<serde_json::Number>,
    taken: Option<serde_json::Number>,
}

/// A finding of a rule on other reports.
#[derive(Serialize)]
pub(super) struct FindingOut<'a> {
    rule: &'a str,
    fault: &'a str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    others: &'a [String],
}

#[derive(Serialize)]
struct FigureOut<'a> {
    table: &'a str,
    row: &'a str,
    column: &'a str,
    values: Vec<Option<serde_json::Number>>,
}

#[derive(Serialize)]
struct RollOut<'a> {
    bodies: Vec<EntryOut<'a>>,
    others: &'a [String],
}

#[derive(Serialize)]
struct EntryOut<'a> {
    body: &'a str,
    years: Vec<EntryYearOut<'a>>,
}

#[derive(Serialize)]
struct EntryYearOut<'a> {
    year: i32,
    reports: &'a [String],
    dated: Option<&'a str>,
    late: bool,
}

impl<'a> FindingOut<'a> {
    pub fn of(finding: &'a SeriesFinding) -> Self {
        FindingOut {
            rule: &finding.rule,
            fault: &finding.fault,
            severity: finding.severity.name(),
            message: &finding.message,
            path: &finding.path,
            others: &finding.others,
        }
    }
}

/// The name of a state.
fn state(state: YearState) -> &'static str {
    match state {
        YearState::Outside => "outside",
        YearState::Gap => "gap",
        YearState::First => "first",
        YearState::Follows => "follows",
    }
}

fn year(year: &BodyYear) -> YearOut<'_> {
    YearOut {
        year: year.year,
        state: state(year.state),
        reports: &year.reports,
        dated: year.dated.as_deref(),
        late: year.late,
        accepted: year.accepted,
        carried: year.carried.map(|(left, taken)| CarriedOut {
            left: number(left),
            taken: number(taken),
        }),
        findings: year.findings.iter().map(FindingOut::of).collect(),
    }
}

fn body(line: &BodyLine) -> BodyOut<'_> {
    let having = |is: &dyn Fn(&BodyYear) -> bool| -> Vec<i32> {
        let years = line.years.iter().filter(|year| is(year));
        years.map(|year| year.year).collect()
    };
    BodyOut {
        kind: &line.kind,
        body: &line.body,
        former: &line.former,
        errors: line.count(Severity::Error),
        warnings: line.count(Severity::Warning),
        infos: line.count(Severity::Info),
        gaps: having(&|year| year.state == YearState::Gap),
        doubles: having(&|year| year.reports.len() > 1),
        years: line.years.iter().map(year).collect(),
        figures: line
            .figures
            .iter()
            .map(|(name, values)| FigureOut {
                table: &name.table,
                row: &name.row,
                column: &name.column,
                values: values.iter().map(|v| v.and_then(number)).collect(),
            })
            .collect(),
    }
}

fn roll<'a>(roll: &'a RollCall, years: &'a [i32]) -> RollOut<'a> {
    let one = |(year, entry): (&i32, &'a RollYear)| EntryYearOut {
        year: *year,
        reports: &entry.reports,
        dated: entry.dated.as_deref(),
        late: entry.late,
    };
    let entries = roll.entries.iter().map(|entry| EntryOut {
        body: &entry.body,
        years: years.iter().zip(&entry.years).map(one).collect(),
    });
    RollOut {
        bodies: entries.collect(),
        others: &roll.others,
    }
}

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = view.overview;
    let sum = |of: &dyn Fn(&BodyLine) -> usize| all.bodies.iter().map(of).sum();
    let value = Out {
        version: VERSION,
        tool: &TOOL,
        reports: all.reports,
        years: &all.years,
        summary: SumOut {
            bodies: all.bodies.len(),
            broken: view.broken(),
            errors: sum(&|line| line.count(Severity::Error)),
            warnings: sum(&|line| line.count(Severity::Warning)),
            infos: sum(&|line| line.count(Severity::Info)),
            gaps: sum(&BodyLine::gaps),
            doubles: sum(&BodyLine::doubles),
        },
        bodies: all.bodies.iter().map(body).collect(),
        roll: all.roll.as_ref().map(|r| roll(r, &all.years)),
        unplaced: &all.unplaced,
        strangers: view.strangers,
    };
    serde_json::to_writer(&mut *out, &value)?;
    writeln!(out)
}

/// A number as JSON has it: a whole one as it is.
pub(crate) fn number(value: Number) -> Option<serde_json::Number> {
    let text = value.to_string();
    match text.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => serde_json::Number::from_f64(text.parse().ok()?),
    }
}
