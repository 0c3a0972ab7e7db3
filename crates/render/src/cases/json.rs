//! Cases for programs: one object with `cases` and `counts`.

use std::io::{self, Write};

use serde::Serialize;

use super::{CaseCounts, CaseRun};
use crate::json::VERSION;
use gouji_core::rule::{CasePlace, CaseResult, Expected, Found};

#[derive(Serialize)]
struct AllOut<'a> {
    version: u32,
    cases: Vec<CaseOut<'a>>,
    counts: CaseCounts,
}

#[derive(Serialize)]
struct CaseOut<'a> {
    rule: &'a str,
    note: &'a str,
    file: &'a str,
    line: u32,
    result: &'static str,
    /// Of a case that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<ExpectedOut<'a>>,
    /// Of a case that failed; null where its text was not read as a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Option<FoundOut<'a>>>,
}

#[derive(Serialize)]
struct ExpectedOut<'a> {
    /// Null for one finding of any place.
    places: Option<&'a [String]>,
    /// Null for at least one.
    open: Option<usize>,
}

#[derive(Serialize)]
struct FoundOut<'a> {
    places: Vec<PlaceOut<'a>>,
    open: &'a [String],
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    text: &'a str,
    cell: Option<&'a str>,
}

pub(super) fn write(out: &mut dyn Write, runs: &[CaseRun]) -> io::Result<()> {
    let all = AllOut {
        version: VERSION,
        cases: runs.iter().map(CaseOut::new).collect(),
        counts: CaseCounts::of(runs),
    };
    serde_json::to_writer(&mut *out, &all)?;
    writeln!(out)
}

impl<'a> CaseOut<'a> {
    fn new(run: &'a CaseRun) -> Self {
        let failure = match &run.result {
            CaseResult::Failed(failure) => Some(failure),
            _ => None,
        };
        CaseOut {
            rule: &run.rule,
            note: &run.note,
            file: &run.file,
            line: run.line,
            result: match run.result {
                CaseResult::Passed => "passed",
                CaseResult::Failed(_) => "failed",
                CaseResult::Todo => "todo",
                CaseResult::TodoPasses => "todo-passes",
            },
            expected: failure.map(|f| expected(&f.expected)),
            found: failure.map(|f| f.found.as_ref().map(found)),
        }
    }
}

fn expected(expected: &Expected) -> ExpectedOut<'_> {
    ExpectedOut {
        places: expected.places.as_deref(),
        open: expected.open,
    }
}

fn found(found: &Found) -> FoundOut<'_> {
    FoundOut {
        places: found.places.iter().map(PlaceOut::new).collect(),
        open: &found.open,
    }
}

impl<'a> PlaceOut<'a> {
    fn new(place: &'a CasePlace) -> Self {
        PlaceOut {
            text: &place.text,
            cell: place.cell.as_deref(),
        }
    }
}
