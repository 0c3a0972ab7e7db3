//! Mistakes that people make when they fill in a table.

use super::tables::{Grid, Random};
use gouji::report::FormCell;
use gouji::text::Id;
use std::collections::BTreeMap;

/// What is written instead of what is right.
pub type Wrong = Vec<(FormCell, i128)>;

/// What a hand does to one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slip {
    Digit,
    Dropped,
    Doubled,
    Added,
    Swapped,
    Scaled,
    Arbitrary,
}

const SLIPS: [Slip; 7] = [
    Slip::Digit,
    Slip::Dropped,
    Slip::Doubled,
    Slip::Added,
    Slip::Swapped,
    Slip::Scaled,
    Slip::Arbitrary,
];

impl Slip {
    /// Another number, if the mistake can be made with this one.
    pub fn apply(self, right: i128, random: &mut Random) -> Option<i128> {
        let mut digits: Vec<u8> = right.to_string().into_bytes();
        let at = random.below(digits.len());
        match self {
            Slip::Digit => {
                let other = usize::from(digits[at] - b'0') + 1 + random.below(9);
                digits[at] = b'0' + (other % 10) as u8;
            }
            Slip::Dropped if digits.len() > 1 => drop(digits.remove(at)),
            Slip::Doubled if right > 0 => digits.insert(at, digits[at]),
            Slip::Added if right > 0 => digits.insert(at, b'0' + random.below(10) as u8),
            Slip::Swapped if digits.len() > 1 => {
                let at = at.min(digits.len() - 2);
                digits.swap(at, at + 1);
            }
            Slip::Scaled if right > 0 => return Some(right * 10_000),
            Slip::Arbitrary => {
                let other = random.from(0, right * 2 + 20);
                return Some(other + i128::from(other >= right));
            }
            _ => return None,
        }
        let wrong = String::from_utf8(digits).unwrap().parse().unwrap();
        (wrong != right).then_some(wrong)
    }
}

/// A mistake that can be made with a number, and what it makes of it.
pub fn slip(right: i128, random: &mut Random) -> (Slip, i128) {
    loop {
        let slip = SLIPS[random.below(SLIPS.len())];
        if let Some(wrong) = slip.apply(right, random) {
            return (slip, wrong);
        }
    }
}

/// One wrong cell.
pub fn single((cell, right): (FormCell, i128), random: &mut Random) -> Wrong {
    vec![(cell, slip(right, random).1)]
}

/// A total that was not updated when one of its parts changed by a little.
pub fn stale(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let total =
        |c: FormCell| c.column.index() + 1 == grid.columns || c.row.index() + 2 == grid.rows;
    let cells = grid.cells().into_iter();
    let totals: Vec<_> = cells.filter(|(c, v)| total(*c) && *v > 0).collect();
    let (cell, right) = *random.pick(&totals)?;
    let change = random.from(1, 3);
    let wrong = if random.chance(50) && right >= change {
        right - change
    } else {
        right + change
    };
    Some(vec![(cell, wrong)])
}

/// Two wrong cells, independent of each other.
pub fn pair(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let cells = grid.cells();
    let (one, other) = (*random.pick(&cells)?, *random.pick(&cells)?);
    let two = || [single(one, random), single(other, random)].concat();
    (one.0 != other.0).then(two)
}

/// Four to six wrong cells, independent of each other.
pub fn many(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let cells = grid.cells();
    let mut wrong = BTreeMap::new();
    for _ in 0..4 + random.below(3) {
        let right = *random.pick(&cells)?;
        wrong.extend(single(right, random));
    }
    Some(wrong.into_iter().collect())
}

/// A cell and the total of its row, both off by the same amount.
pub fn with_total(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let (cell, right) = *random.pick(&grid.cells())?;
    let (total, sum) = grid.at(cell.row.index(), grid.columns - 1)?;
    let wrong = single((cell, right), random)[0].1;
    let both = vec![(cell, wrong), (total, sum + wrong - right)];
    (cell != total && sum + wrong >= right).then_some(both)
}

/// A cell with a value, and a neighbour of it in its row or column.
fn neighbours(grid: &Grid, random: &mut Random) -> Option<[(FormCell, i128); 2]> {
    let filled: Vec<_> = grid.cells().into_iter().filter(|(_, v)| *v != 0).collect();
    let one = *random.pick(&filled)?;
    let (row, column) = (one.0.row.index(), one.0.column.index());
    let (row, column) = match random.below(4) {
        0 => (row.checked_sub(1)?, column),
        1 => (row + 1, column),
        2 => (row, column.checked_sub(1)?),
        _ => (row, column + 1),
    };
    Some([one, grid.at(row, column)?])
}

/// A value in the cell beside its own, which is left at zero.
pub fn misplaced(grid: &Grid, random: &mut Random, totals: bool) -> Option<Wrong> {
    let [one, other] = neighbours(grid, random)?;
    let total = [one, other]
        .iter()
        .any(|(c, _)| c.column.index() + 1 == grid.columns);
    let wrong = vec![(one.0, 0), (other.0, one.1)];
    (other.1 == 0 && total == totals).then_some(wrong)
}

/// Two cells beside each other, each with the other's value.
pub fn exchanged(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let [one, other] = neighbours(grid, random)?;
    let wrong = vec![(one.0, other.1), (other.0, one.1)];
    (other.1 != 0 && other.1 != one.1).then_some(wrong)
}

/// Two rows, one below the other, each with the other's values.
pub fn rows(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let row = random.below(grid.rows - 1);
    let both = (0..grid.columns).filter_map(|c| Some((grid.at(row, c)?, grid.at(row + 1, c)?)));
    let wrong = both.flat_map(|(a, b)| [(a.0, b.1), (b.0, a.1)]);
    changed(grid, wrong.collect(), 3)
}

/// Some values of a row one column too far; the last of them was zero.
pub fn shifted(grid: &Grid, random: &mut Random) -> Option<Wrong> {
    let row = random.below(grid.rows);
    let mut cells: Vec<_> = (0..grid.columns).filter_map(|c| grid.at(row, c)).collect();
    if random.chance(50) {
        cells.reverse();
    }
    let start = random.below(cells.len().checked_sub(2)?);
    let run = &cells[start..start + 3 + random.below(cells.len() - start - 2)];
    let (last, rest) = run.split_last()?;
    let values = [0].into_iter().chain(rest.iter().map(|(_, v)| *v));
    let wrong = run.iter().map(|(c, _)| *c).zip(values).collect();
    (last.1 == 0).then(|| changed(grid, wrong, 3))?
}

/// What is really another value; `None` where that is fewer cells than asked for.
fn changed(grid: &Grid, mut wrong: Wrong, least: usize) -> Option<Wrong> {
    wrong.retain(|(cell, value)| grid.values.get(cell) != Some(value));
    (wrong.len() >= least).then_some(wrong)
}
