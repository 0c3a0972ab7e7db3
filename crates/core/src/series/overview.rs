//! Bodies over the years: what holds, what breaks, which year is missing, who did not report.

use super::lines::{BodyLine, BodyYear, YearState};
use super::{Series, SeriesFinding};
use crate::diagnostic::{CellName, Record};
use crate::text::Number;
use std::collections::{BTreeMap, BTreeSet};

/// Many bodies over several years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Every year from the first to the last that a report is on.
    pub years: Vec<i32>,
    /// The bodies, those that break most first.
    pub bodies: Vec<BodyLine>,
    /// Who has to report, where that is said.
    pub roll: Option<RollCall>,
    /// Reports of which body or year are not known.
    pub unplaced: Vec<String>,
    /// How many reports there are.
    pub reports: usize,
}

/// What is known of a report that was held against others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// What rules on other reports found.
    pub findings: Vec<SeriesFinding>,
    /// How many findings were accepted before.
    pub accepted: usize,
    /// It came too late, as a rule says.
    pub late: bool,
    /// The main figures of its kind.
    pub figures: Vec<Option<Number>>,
}

/// The main figures of a kind of report, and which of them join one year to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureNames {
    /// Their names.
    pub names: Vec<CellName>,
    /// What the year before leaves and this year takes up: indexes into the names.
    pub carried: Option<(usize, usize)>,
}

/// Who has to report, and what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollCall {
    /// Those that have to.
    pub entries: Vec<RollLine>,
    /// Bodies that reported and are not on the roll.
    pub others: Vec<String>,
}

/// A body that has to report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollLine {
    /// Its name as the roll has it.
    pub body: String,
    /// One entry for each year of the overview.
    pub years: Vec<RollYear>,
}

/// What a body that has to report did for a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollYear {
    /// Its reports; the last one counts.
    pub reports: Vec<String>,
    /// When that one was published, where it is known.
    pub dated: Option<String>,
    /// That one came too late.
    pub late: bool,
}

/// A body of the roll: its name there, and what it is distinguished by.
pub type OnRoll = (String, String);

impl Overview {
    /// Puts reports that were joined and held against each other in lines by body. `held` has an entry for each record,
    /// `figures` the names of the figures of each kind.
    pub fn new(
        series: &Series<'_>,
        held: &[Held],
        figures: &BTreeMap<String, FigureNames>,
        roll: Option<&[OnRoll]>,
    ) -> Self {
        let years: BTreeSet<i32> = series
            .bodies
            .values()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        let span = years.first().zip(years.last());
        let years: Vec<i32> = span.map_or_else(Vec::new, |(a, b)| (*a..=*b).take(MOST).collect());
        let builder = Builder {
            series,
            held,
            years: &years,
        };
        let none = FigureNames::default();
        let all = series.bodies.iter().map(|((kind, _), versions)| {
            let names = figures.get(*kind).unwrap_or(&none);
            builder.line(kind, versions, names)
        });
        let mut bodies: Vec<BodyLine> = all.collect();
        bodies.sort_by(|a, b| {
            let worst = b.weight().cmp(&a.weight());
            worst.then_with(|| (&a.body, &a.kind).cmp(&(&b.body, &b.kind)))
        });
        let lost = series
            .records
            .iter()
            .filter(|r| r.year.is_none() || r.key.is_empty());
        Overview {
            bodies,
            roll: roll.map(|roll| builder.roll(roll)),
            unplaced: lost.map(|r| r.path.clone()).collect(),
            reports: series.records.len(),
            years,
        }
    }
}

/// More years than that are a typing error in one of them.
const MOST: usize = 60;

struct Builder<'s> {
    series: &'s Series<'s>,
    held: &'s [Held],
    years: &'s [i32],
}

impl Builder<'_> {
    fn record(&self, at: usize) -> Option<&Record> {
        self.series.records.get(at)
    }

    fn line(
        &self,
        kind: &str,
        versions: &BTreeMap<i32, Vec<usize>>,
        figures: &FigureNames,
    ) -> BodyLine {
        let mut line = BodyLine {
            kind: kind.to_owned(),
            years: self.years.iter().map(|y| self.year(*y, versions)).collect(),
            carried: figures.carried,
            ..BodyLine::default()
        };
        let all = versions.values().rev().flatten();
        for name in all.filter_map(|at| self.record(*at)?.body.as_ref()) {
            if line.body.is_empty() {
                line.body.clone_from(name);
            } else if *name != line.body && !line.former.contains(name) {
                line.former.push(name.clone());
            }
        }
        for (at, name) in figures.names.iter().enumerate() {
            let value = |year: &i32| {
                let last = versions.get(year)?.last()?;
                *self.held.get(*last)?.figures.get(at)?
            };
            let values: Vec<Option<Number>> = self.years.iter().map(value).collect();
            line.figures.push((name.clone(), values));
        }
        carry(&mut line);
        line
    }

    fn year(&self, year: i32, versions: &BTreeMap<i32, Vec<usize>>) -> BodyYear {
        let inside = versions.range(..year).next().is_some();
        let state = match versions.contains_key(&year) {
            true if versions.contains_key(&year.saturating_sub(1)) => YearState::Follows,
            true => YearState::First,
            false if inside && versions.range(year..).next().is_some() => YearState::Gap,
            false => YearState::Outside,
        };
        let mut line = BodyYear {
            year,
            state,
            ..BodyYear::default()
        };
        for at in versions.get(&year).into_iter().flatten() {
            let (Some(record), Some(held)) = (self.record(*at), self.held.get(*at)) else {
                continue;
            };
            line.reports.push(record.path.clone());
            line.dated.clone_from(&record.dated);
            line.late = held.late;
            line.findings.extend(held.findings.iter().cloned());
            line.accepted += held.accepted;
        }
        line
    }

    fn roll(&self, roll: &[OnRoll]) -> RollCall {
        let mut bodies: BTreeMap<&str, Vec<&BTreeMap<i32, Vec<usize>>>> = BTreeMap::new();
        for ((_, key), versions) in &self.series.bodies {
            bodies.entry(key).or_default().push(versions);
        }
        let mut entries = Vec::new();
        for (body, key) in roll {
            let own = bodies.remove(key.as_str()).unwrap_or_default();
            let year = |year: &i32| {
                let all = own.iter().map(|versions| self.year(*year, versions));
                all.fold(RollYear::default(), |mut sum, one| {
                    sum.reports.extend(one.reports);
                    sum.dated = one.dated.or(sum.dated);
                    sum.late |= one.late;
                    sum
                })
            };
            entries.push(RollLine {
                body: body.clone(),
                years: self.years.iter().map(year).collect(),
            });
        }
        let left = bodies.values().filter_map(|all| {
            let last = all.first()?.values().next_back()?.last()?;
            self.record(*last)?.body.clone()
        });
        RollCall {
            entries,
            others: left.collect(),
        }
    }
}

/// Puts what was carried over from the year before to each year.
fn carry(line: &mut BodyLine) {
    let Some((before, now)) = line.carried else {
        return;
    };
    let values = |at: usize| line.figures.get(at).map(|(_, values)| values);
    let Some((out, taken)) = values(before).zip(values(now)) else {
        return;
    };
    let pairs = out.iter().zip(taken.iter().skip(1));
    let years = line.years.iter_mut().skip(1);
    for (year, (out, taken)) in years.zip(pairs) {
        if year.state == YearState::Follows {
            year.carried = out.zip(*taken);
        }
    }
}
