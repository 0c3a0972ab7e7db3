//! Where the body of a report is, for programs.

use gouji_core::report::{Code, Report};
use serde::Serialize;
use std::ops::Range;

/// The place of the body, with the places above it and its code where the gazetteer has it.
pub(super) fn line(report: &Report<'_>) -> String {
    let place = report.own.place.clone().unwrap_or_default();
    let certain = report.own.certain();
    let line = report.kind.place.names.line(certain);
    match line.is_empty() || !report.own.listed {
        true => place,
        false => {
            let names: Vec<&str> = line.iter().map(|(_, name)| *name).collect();
            format!("{place}  {} {certain:0<6}", names.join(" "))
        }
    }
}

/// Where the body is, by the gazetteer: as far down as that is certain, and where more places have its name, which.
#[derive(Serialize)]
pub(super) struct DivisionOut<'a> {
    province: Option<PlaceOut<'a>>,
    city: Option<PlaceOut<'a>>,
    county: Option<PlaceOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<PlaceOut<'a>>,
}

#[derive(Clone, Serialize)]
struct PlaceOut<'a> {
    code: String,
    name: &'a str,
}

impl<'a> DivisionOut<'a> {
    pub fn new(report: &'a Report<'_>) -> Option<Self> {
        let names = &report.kind.place.names;
        let certain = report.own.certain();
        let line = names.line(certain);
        let level = |codes: Range<Code>| {
            let place = line.iter().find(|(code, _)| codes.contains(code));
            place.map(|(code, name)| PlaceOut::new(*code, name))
        };
        let several = report.own.codes.iter().filter(|c| **c != certain);
        let candidates = several.filter_map(|c| Some(PlaceOut::new(*c, names.name(*c)?)));
        (!report.own.codes.is_empty()).then(|| DivisionOut {
            province: level(1..100),
            city: level(100..10_000),
            county: level(10_000..Code::MAX),
            candidates: candidates.collect(),
        })
    }
}

impl<'a> PlaceOut<'a> {
    /// A code is written with the six digits of the standard.
    fn new(code: Code, name: &'a str) -> Self {
        PlaceOut {
            code: format!("{code:0<6}"),
            name,
        }
    }
}
