//! Which numbers the rows of a table hold for certain.

use super::Glued;
use super::cuts::{Digits, Sum};
use super::solve::{Across, Slip, Table, Ways};
use crate::report::ids::RowId;
use std::collections::BTreeSet;

/// How many ways to part a row are looked at.
const MOST_WAYS: usize = 3_000;
/// How many readings of a table are distinguished.
const MOST_READINGS: usize = 32;
/// How much work a table is worth, in steps.
const BUDGET: usize = 3_000_000;

/// Rows that share their runs, as one sequence of numbers.
pub(super) struct Unit {
    /// Its rows.
    pub rows: Vec<RowId>,
    /// How many numbers it has.
    pub width: usize,
    /// What stands in them.
    pub what: What,
}

/// What stands in rows.
pub(super) enum What {
    /// Its numbers.
    Known(Vec<i64>),
    /// Its digits.
    Run(Digits),
    /// It was not read, or holds something else.
    Unknown,
}

/// The numbers of a unit, where they are certain.
pub(super) type Numbers = Option<Vec<i64>>;

/// The numbers of each unit, where they are certain, and what became of those that are runs of digits.
pub(super) fn judge(units: &[Unit], sums: &[Across]) -> (Vec<Numbers>, Glued) {
    let mut judge = Judge {
        units,
        sums,
        budget: BUDGET,
        result: Glued::default(),
    };
    let read = judge.read();
    (read, judge.result)
}

/// What is found out about the units of a table.
struct Judge<'t> {
    units: &'t [Unit],
    sums: &'t [Across],
    budget: usize,
    result: Glued,
}

impl Judge<'_> {
    /// The numbers of each unit, where they are certain.
    fn read(&mut self) -> Vec<Numbers> {
        let sure: Vec<Option<Ways>> = (0..self.units.len()).map(|u| self.sure(u)).collect();
        let ways: Vec<Option<Ways>> = (0..self.units.len())
            .map(|u| {
                let known = sure.get(u).cloned().flatten();
                known.or_else(|| self.ways(u, &[]))
            })
            .collect();
        for (unit, ways) in self.units.iter().zip(&ways) {
            if ways.as_ref().is_some_and(Vec::is_empty) {
                self.result.unfit.extend(&unit.rows);
            }
        }
        let open = |u: usize| sure.get(u).is_some_and(Option::is_none);
        let decided = match (0..self.units.len()).any(|u| open(u) && self.is_run(u)) {
            true => self.decide(&sure, &ways),
            false => Vec::new(),
        };
        let mut read: Vec<Numbers> = Vec::new();
        for (u, sure) in sure.into_iter().enumerate() {
            let only = sure.and_then(|w| w.into_iter().next());
            let by_sums = decided.get(u).cloned().flatten();
            self.result.by_sums |= only.is_none() && by_sums.is_some();
            read.push(only.or(by_sums));
        }
        let certain = |u: usize| read.get(u).is_some_and(Option::is_some);
        let units = self.units.iter().enumerate();
        let certain = units.filter(|(u, _)| certain(*u)).map(|(_, u)| &u.rows);
        let certain: BTreeSet<RowId> = certain.flatten().copied().collect();
        self.result.unfit.retain(|r| !certain.contains(r));
        read
    }

    fn is_run(&self, unit: usize) -> bool {
        let what = self.units.get(unit).map(|u| &u.what);
        matches!(what, Some(What::Run(_)))
    }

    /// The one way to read a unit that there is whatever the sums say.
    fn sure(&mut self, unit: usize) -> Option<Ways> {
        let unit = self.units.get(unit)?;
        match &unit.what {
            What::Known(values) => Some(vec![values.clone()]),
            What::Unknown => None,
            What::Run(run) => {
                let only = run.cuts(unit.width, &[], 1, &mut self.budget)?;
                (only.len() == 1).then_some(only)
            }
        }
    }

    /// The sums over one unit alone, but for those that hold a number that may be wrong.
    fn own(&self, unit: usize, slip: Slip<'_>) -> Vec<Sum> {
        let alone = |s: &&Across| matches!(s.rows.as_slice(), [(u, _)] if *u == unit);
        let own = self.sums.iter().filter(alone);
        let own = own.filter(|s| s.factors(slip) == 0);
        own.flat_map(|s| s.rows.iter().map(|(_, sum)| sum.clone()))
            .collect()
    }

    /// All ways to read a unit that fulfil its own sums; `None` where they are too many.
    fn ways(&mut self, unit: usize, slip: Slip<'_>) -> Option<Ways> {
        let own = self.own(unit, slip);
        let unit = self.units.get(unit)?;
        match &unit.what {
            What::Known(values) => Some(vec![values.clone()]),
            What::Unknown => None,
            What::Run(run) => run.cuts(unit.width, &own, MOST_WAYS, &mut self.budget),
        }
    }

    /// What all readings of the table have in common: those in which all sums hold; where there are none, those in
    /// which all hold but for one wrong number.
    fn decide(&mut self, sure: &[Option<Ways>], ways: &[Option<Ways>]) -> Vec<Numbers> {
        // a unit of which nothing is known stands in no sum; one with too many ways cannot be decided
        let known = |u: usize, w: &Option<Ways>| {
            let unknown = self.units.get(u).map(|u| &u.what);
            w.is_some() || matches!(unknown, Some(What::Unknown))
        };
        if !ways.iter().enumerate().all(|(u, w)| known(u, w)) {
            return Vec::new();
        }
        let given: Vec<Ways> = ways
            .iter()
            .map(|w| w.clone().unwrap_or(vec![Vec::new()]))
            .collect();
        let unfit: Vec<usize> = (0..given.len())
            .filter(|u| given.get(*u).is_some_and(Vec::is_empty))
            .collect();
        let held = match unfit.is_empty() {
            true => self.readings(given.clone(), &[]),
            false => Some(Vec::new()),
        };
        let readings = match held {
            Some(none) if none.is_empty() && unfit.len() < 2 => self.slipped(sure, &given, &unfit),
            held => held.unwrap_or_default(),
        };
        let Some((first, rest)) = readings.split_first() else {
            return Vec::new();
        };
        let all = first.iter().enumerate();
        all.map(|(u, values)| {
            let same = rest.iter().all(|r| r.get(u) == Some(values));
            (same && self.confirmed(u)).then(|| values.clone())
        })
        .collect()
    }

    /// Readings in which all sums hold but for one number that is wrong; where there are none, but for one that is wrong
    /// together with the total of its row.
    fn slipped(
        &mut self,
        sure: &[Option<Ways>],
        given: &[Ways],
        unfit: &[usize],
    ) -> Vec<Vec<Vec<i64>>> {
        let units = (0..self.units.len()).filter(|u| unfit.iter().all(|other| other == u));
        let width = |u: usize| self.units.get(u).map_or(0, |u| u.width);
        let cells = units.flat_map(|u| (0..width(u)).map(move |cell| (u, cell)));
        let alone: Vec<Vec<(usize, usize)>> = cells.map(|c| vec![c]).collect();
        let totals = |slip: &Vec<(usize, usize)>| {
            let (unit, cell) = slip.first().copied()?;
            let total = self.total(unit, cell)?;
            Some(vec![(unit, cell), (unit, total)])
        };
        let with_total = alone.iter().filter_map(totals).collect();
        for slips in [alone, with_total] {
            let mut all = Vec::new();
            for slip in slips {
                match self.slipped_by(sure, given, &slip) {
                    Some(found) => all.extend(found),
                    None => return Vec::new(),
                }
            }
            if !all.is_empty() {
                all.sort();
                all.dedup();
                return all;
            }
        }
        Vec::new()
    }

    /// The number of a unit that is the total of another one.
    fn total(&self, unit: usize, cell: usize) -> Option<usize> {
        let own = self.own(unit, &[]);
        let sum = own
            .iter()
            .find(|s| s.terms.iter().any(|(at, _)| *at == cell))?;
        let totals: Vec<usize> = sum
            .terms
            .iter()
            .filter(|(_, f)| *f < 0)
            .map(|(at, _)| *at)
            .collect();
        match totals.as_slice() {
            [total] if *total != cell => Some(*total),
            _ => None,
        }
    }

    /// Readings in which some numbers are wrong; `None` where they are too many.
    fn slipped_by(
        &mut self,
        sure: &[Option<Ways>],
        given: &[Ways],
        slip: Slip<'_>,
    ) -> Option<Vec<Vec<Vec<i64>>>> {
        let (unit, _) = slip.first().copied()?;
        let mut ways = given.to_vec();
        let certain = sure.get(unit).is_some_and(Option::is_some);
        if self.is_run(unit)
            && !certain
            && let Some(slot) = ways.get_mut(unit)
        {
            *slot = self.ways(unit, slip)?;
        }
        self.readings(ways, slip)
    }

    /// All readings of the table; `None` where they are too many.
    fn readings(&mut self, ways: Vec<Ways>, slip: Slip<'_>) -> Option<Vec<Vec<Vec<i64>>>> {
        let table = Table {
            ways,
            sums: self.sums,
            slip,
        };
        let choices = table.solutions(MOST_READINGS, &mut self.budget)?;
        let reading = |choice: Vec<usize>| {
            let rows = table.ways.iter().zip(choice);
            rows.map(|(ways, way)| ways.get(way).cloned().unwrap_or_default())
                .collect()
        };
        Some(choices.into_iter().map(reading).collect())
    }

    /// Whether enough sums hold each number of a unit: each stands in two, or several stand in the unit alone.
    fn confirmed(&self, unit: usize) -> bool {
        let width = self.units.get(unit).map_or(0, |u| u.width);
        let counts = |cell: usize| {
            let sums = self.sums.iter().filter(|s| s.factor(unit, cell) != 0);
            sums.count()
        };
        self.own(unit, &[]).len() > 1 || (0..width).all(|cell| counts(cell) > 1)
    }
}
