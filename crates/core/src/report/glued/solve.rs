//! One way out of many for each row, so that the sums of a whole table hold.

use super::cuts::Sum;

/// The ways to read one row.
pub(super) type Ways = Vec<Vec<i64>>;

/// What cells of several rows must come to: multiples of them add up to nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Across {
    /// For each row that takes part, what its numbers count.
    pub rows: Vec<(usize, Sum)>,
}

impl Across {
    /// How often numbers count, all together.
    pub fn factors(&self, slip: Slip<'_>) -> i64 {
        let each = slip.iter().map(|(row, cell)| self.factor(*row, *cell));
        each.sum()
    }

    /// How often a number counts; 0 where it takes no part.
    pub fn factor(&self, row: usize, cell: usize) -> i64 {
        let rows = self.rows.iter().filter(|(r, _)| *r == row);
        let terms = rows.flat_map(|(_, s)| &s.terms);
        terms
            .filter(|(at, _)| *at == cell)
            .map(|(_, factor)| factor)
            .sum()
    }
}

/// Numbers that may be wrong in the text, by row and cell: they miss what the sums want, all of them by the same.
pub(super) type Slip<'s> = &'s [(usize, usize)];

/// Rows with their ways, and sums over them.
pub(super) struct Table<'t> {
    pub ways: Vec<Ways>,
    pub sums: &'t [Across],
    pub slip: Slip<'t>,
}

impl Table<'_> {
    /// All choices of a way for each row that fulfil the sums. `None` where there are more than `most`, or the work is
    /// more than `budget`.
    pub fn solutions(&self, most: usize, budget: &mut usize) -> Option<Vec<Vec<usize>>> {
        let all = self.ways.iter().map(|w| (0..w.len()).collect());
        let mut found = Vec::new();
        self.go(all.collect(), most, budget, &mut found)?;
        Some(found)
    }

    fn go(
        &self,
        mut open: Vec<Vec<usize>>,
        most: usize,
        budget: &mut usize,
        found: &mut Vec<Vec<usize>>,
    ) -> Option<()> {
        if !self.narrow(&mut open, budget)? {
            return Some(());
        }
        let several = open.iter().enumerate().filter(|(_, w)| w.len() > 1);
        let Some((row, ways)) = several.min_by_key(|(_, w)| w.len()) else {
            let choice: Vec<usize> = open.iter().flatten().copied().collect();
            if self.fits(&choice) {
                found.push(choice);
            }
            return (found.len() <= most).then_some(());
        };
        for way in ways {
            let mut next = open.clone();
            if let Some(slot) = next.get_mut(row) {
                *slot = vec![*way];
            }
            self.go(next, most, budget, found)?;
        }
        Some(())
    }

    /// Takes away ways that no choice for the other rows can make up for. False where a row has none left.
    fn narrow(&self, open: &mut [Vec<usize>], budget: &mut usize) -> Option<bool> {
        loop {
            let mut less = false;
            for sum in self.sums.iter().filter(|s| !self.excused(s)) {
                let count = |(row, _): &(usize, Sum)| open.get(*row).map_or(0, Vec::len);
                *budget = budget.checked_sub(sum.rows.iter().map(count).sum())?;
                let ends: Vec<(i64, i64)> = sum
                    .rows
                    .iter()
                    .map(|(row, part)| self.ends(*row, part, open))
                    .collect();
                let low: i64 = ends.iter().map(|e| e.0).sum();
                let high: i64 = ends.iter().map(|e| e.1).sum();
                for ((row, part), (least, most)) in sum.rows.iter().zip(&ends) {
                    let Some(ways) = open.get_mut(*row) else {
                        continue;
                    };
                    let before = ways.len();
                    ways.retain(|way| {
                        let value = self.value(*row, *way, part);
                        (low - least + value..=high - most + value).contains(&0)
                    });
                    less |= ways.len() < before;
                    if ways.is_empty() {
                        return Some(false);
                    }
                }
                if less {
                    break;
                }
            }
            if !less {
                return Some(open.iter().all(|w| !w.is_empty()));
            }
        }
    }

    /// The least and the most that a row can add to a sum.
    fn ends(&self, row: usize, part: &Sum, open: &[Vec<usize>]) -> (i64, i64) {
        let ways = open.get(row).map(Vec::as_slice).unwrap_or_default();
        let values = ways.iter().map(|way| self.value(row, *way, part));
        let least = values.clone().min().unwrap_or(0);
        (least, values.max().unwrap_or(0))
    }

    fn value(&self, row: usize, way: usize, part: &Sum) -> i64 {
        let numbers = self.ways.get(row).and_then(|w| w.get(way));
        part.of(numbers.map(Vec::as_slice).unwrap_or_default())
    }

    /// Whether a sum is out by what may be wrong.
    fn excused(&self, sum: &Across) -> bool {
        sum.factors(self.slip) != 0
    }

    /// Whether a choice fulfils all sums, but for those that are out by what may be wrong, all by the same.
    fn fits(&self, choice: &[usize]) -> bool {
        let mut missing = None;
        self.sums.iter().all(|sum| {
            let rest: i64 = sum
                .rows
                .iter()
                .map(|(row, part)| choice.get(*row).map_or(0, |w| self.value(*row, *w, part)))
                .sum();
            match sum.factors(self.slip) {
                0 => rest == 0,
                factor => {
                    let by = (rest % factor == 0).then(|| rest / factor);
                    by.is_some_and(|by| by != 0 && *missing.get_or_insert(by) == by)
                }
            }
        })
    }
}
