//! The levels of rows that no form prescribes, and what each is a part of.

use super::FreeRow;
use super::spec::FreeSpec;
use std::collections::{BTreeSet, HashMap};

/// Gives each row its level and the row that it is a part of: the one with the longest code that begins its own.
pub(super) fn give(free: &FreeSpec, rows: &mut [FreeRow]) {
    if !free.is_coded() {
        return under(free, rows);
    }
    let totals = totals(free, rows);
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut unit = 0;
    for row in rows.iter_mut() {
        if std::mem::replace(&mut unit, row.unit) != row.unit {
            known.clear();
        }
        let own = free.level(&row.code);
        row.level = own.filter(|_| !totals.contains(&row.at));
        let shorter = free.levels.iter().rev();
        let shorter = shorter.filter(|l| l.digits < row.code.len());
        row.parent = shorter
            .filter_map(|l| row.code.get(..l.digits))
            .find_map(|begin| known.get(begin).copied());
        if row.level.is_some() {
            known.insert(row.code.clone(), row.at);
        } else if row.parent.is_none() && free.is_foreign(&row.code) {
            known.clear();
        }
    }
}

/// Rows with a code that begins the one of something else in the row below, such as a unit of it: they have no level.
fn totals(free: &FreeSpec, rows: &[FreeRow]) -> BTreeSet<usize> {
    let begins = |above: &FreeRow, below: &FreeRow| {
        let highest = free.level(&above.code) == Some(0);
        highest && free.is_foreign(&below.code) && below.code.starts_with(&above.code)
    };
    let pairs = rows.windows(2).filter_map(|pair| match pair {
        [above, below] if begins(above, below) => Some(above.at),
        _ => None,
    });
    pairs.collect()
}

/// The same where names tell the level: the nearest row above of a higher one. A row of no level is the lowest.
fn under(free: &FreeSpec, rows: &mut [FreeRow]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for row in rows.iter_mut() {
        row.level = free.level_of_name(row.name());
        let own = row.level.unwrap_or(free.levels.len());
        open.retain(|(level, _)| *level < own);
        row.parent = open.last().map(|(_, at)| *at);
        if row.level.is_some() {
            open.push((own, row.at));
        }
    }
}
