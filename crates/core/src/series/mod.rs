//! Layer 7: the reports of many bodies and years, joined: which is the one of the year before, which are those of the
//! bodies below, which were published twice, and which have the same sentences.
//!
//! Pure: all it sees of a report is its [`Record`].

mod alike;
mod area;
mod compare;
mod figures;
mod lines;
mod overview;
mod strangers;
#[cfg(test)]
mod tests;

pub use area::Area;
pub use compare::{CellLine, Comparison, Named, TextChange, compare};
pub use figures::{FigureKey, MainFigures, late_rules};
pub use lines::{BodyLine, BodyYear, YearState};
pub use overview::{FigureNames, Held, OnRoll, Overview, RollCall, RollLine, RollYear};
pub use strangers::strangers;

use crate::diagnostic::{Diagnostic, Record, Severity};
use crate::linter::Neighbours;
use crate::report::Shared;
use std::collections::BTreeMap;

/// More reports of one body and year than this are drafts or a collection, not a report and its corrections.
const VERSIONS: usize = 3;

/// A body, by the kind of its reports and what it is distinguished by.
type Body<'r> = (&'r str, &'r str);

/// Reports, joined by body and year.
#[derive(Debug, Default)]
pub struct Series<'r> {
    records: &'r [Record],
    /// The reports of each body by year, by index; of two for one year the one that counts is the last.
    bodies: BTreeMap<Body<'r>, BTreeMap<i32, Vec<usize>>>,
    /// The bodies below each body, where that is known and complete.
    below: BTreeMap<Body<'r>, Vec<&'r str>>,
    /// Reports of other bodies with the same sentences, by index.
    alike: BTreeMap<usize, Vec<Shared<'r>>>,
}

/// The reports of one body.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'r> {
    /// Its reports by year, the one that counts of each.
    pub years: Vec<(i32, &'r Record)>,
}

/// The reports that one is held against, which is no part of the records: in an editor it changes while they stay. Those
/// with the same sentences are not looked for.
pub fn around<'r>(own: &Record, records: &'r [Record], areas: &'r [Area]) -> Neighbours<'r> {
    let Some(year) = own.year.filter(|_| !own.key.is_empty()) else {
        return Neighbours::default();
    };
    let last = |key: &str, year: i32| {
        let same = records.iter().filter(move |r| {
            r.kind == own.kind && r.key == key && r.year == Some(year) && r.path != own.path
        });
        same.max_by_key(|r| (&r.dated, &r.path))
    };
    let mut areas = areas.iter().filter(|area| area.complete);
    let area = areas.find(|area| area.kind == own.kind && area.body == own.key);
    let later = |r: &&Record| (&r.dated, &r.path) > (&own.dated, &own.path);
    Neighbours {
        previous: last(&own.key, year - 1),
        has_below: area.is_some(),
        below: area.and_then(|area| area.below.iter().map(|key| last(key, year)).collect()),
        newer: last(&own.key, year).filter(later),
        alike: Vec::new(),
    }
}

/// What a rule on other reports found in a report.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesFinding {
    /// Id of the rule.
    pub rule: String,
    /// The short name of what is wrong.
    pub fault: String,
    /// How grave it is.
    pub severity: Severity,
    /// What was found and what was expected, in one sentence.
    pub message: String,
    /// The report that it was found in.
    pub path: String,
    /// The other reports that show it.
    pub others: Vec<String>,
}

impl SeriesFinding {
    /// A finding, without its places.
    pub fn of(path: &str, diagnostic: &Diagnostic) -> Self {
        let mut others: Vec<String> = Vec::new();
        for other in &diagnostic.elsewhere {
            if !others.contains(&other.path) {
                others.push(other.path.clone());
            }
        }
        SeriesFinding {
            rule: diagnostic.rule.clone(),
            fault: diagnostic.fault.clone(),
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            path: path.to_owned(),
            others,
        }
    }
}

impl<'r> Series<'r> {
    /// Joins reports. What they are distinguished by has to be the same for all names of one body.
    pub fn join(records: &'r [Record], areas: &'r [Area]) -> Self {
        let mut series = Series {
            records,
            alike: alike::find(records),
            ..Series::default()
        };
        for (at, record) in records.iter().enumerate() {
            let (Some(year), false) = (record.year, record.key.is_empty()) else {
                continue;
            };
            let body = (record.kind.as_str(), record.key.as_str());
            let years = series.bodies.entry(body).or_default();
            years.entry(year).or_default().push(at);
        }
        for versions in series.bodies.values_mut().flat_map(BTreeMap::values_mut) {
            // one that says no date counts less; of two equal ones the name decides, so that runs agree
            versions.sort_by_key(|at| records.get(*at).map(|r| (&r.dated, &r.path)));
        }
        for area in areas.iter().filter(|area| area.complete) {
            let below = area.below.iter().map(String::as_str).collect();
            series.below.insert((&area.kind, &area.body), below);
        }
        series
    }

    /// The reports of each body by year, in the order of bodies.
    pub fn lines(&self) -> impl Iterator<Item = Line<'r>> {
        self.bodies.values().map(|years| Line {
            years: years
                .iter()
                .filter_map(|(year, versions)| Some((*year, self.last(versions)?)))
                .collect(),
        })
    }

    fn last(&self, versions: &[usize]) -> Option<&'r Record> {
        self.records.get(*versions.last()?)
    }

    /// The report of a body for a year that counts; none where there are so many that they are no versions of one.
    fn of(&self, body: Body<'_>, year: i32) -> Option<&'r Record> {
        let versions = self.bodies.get(&body)?.get(&year)?;
        self.last(versions).filter(|_| versions.len() <= VERSIONS)
    }

    /// The reports that one is held against, by its index.
    pub fn neighbours(&self, at: usize) -> Neighbours<'r> {
        let alike = self.alike.get(&at).cloned().unwrap_or_default();
        let Some(record) = self.records.get(at) else {
            return Neighbours::default();
        };
        let body = (record.kind.as_str(), record.key.as_str());
        let Some(year) = record.year else {
            return Neighbours {
                alike,
                ..Neighbours::default()
            };
        };
        let newer = self.of(body, year).filter(|last| last.path != record.path);
        let keys = self.below.get(&body);
        let below = keys.and_then(|keys| {
            let all = keys.iter().map(|key| self.of((body.0, key), year));
            all.collect::<Option<Vec<_>>>()
        });
        Neighbours {
            previous: self.of(body, year - 1),
            has_below: keys.is_some(),
            below,
            newer,
            alike,
        }
    }
}
