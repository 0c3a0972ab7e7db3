//! The ways in which a run of digits can be parted into numbers.

use std::ops::Range;

/// The longest number, in digits: no report counts ten million of anything.
const LONGEST: usize = 7;

/// What numbers must come to: multiples of them add up to nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    /// Which number, and how often it counts.
    pub terms: Vec<(usize, i64)>,
}

impl Sum {
    /// What the numbers come to.
    pub fn of(&self, values: &[i64]) -> i64 {
        let parts = self.terms.iter();
        let parts = parts.map(|(at, factor)| values.get(*at).copied().unwrap_or(0) * factor);
        parts.sum()
    }

    fn last(&self) -> Option<usize> {
        self.terms.iter().map(|(at, _)| *at).max()
    }
}

/// Digits that stand for several numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Digits {
    /// All of them, each from 0 to 9.
    pub digits: Vec<u8>,
    /// Where a number must begin, because the text has a gap there.
    pub gaps: Vec<usize>,
}

impl Digits {
    /// All ways to part the digits into `width` numbers that fulfil the sums. A number has no zero in front. `None`
    /// where there are more than `most`, or the work is more than `budget`.
    pub fn cuts(
        &self,
        width: usize,
        sums: &[Sum],
        most: usize,
        budget: &mut usize,
    ) -> Option<Vec<Vec<i64>>> {
        let mut search = Search {
            digits: self,
            width,
            sums,
            most,
            found: Vec::new(),
        };
        search.go(0, &mut Vec::with_capacity(width), budget)?;
        Some(search.found)
    }

    /// Where each number of a cut stands among the digits.
    pub fn places(values: &[i64]) -> Vec<Range<usize>> {
        let mut from = 0;
        let place = |value: &i64| {
            let to = from + value.checked_ilog10().map_or(1, |n| n as usize + 1);
            let here = from..to;
            from = to;
            here
        };
        values.iter().map(place).collect()
    }
}

/// A search for cuts.
struct Search<'d> {
    digits: &'d Digits,
    width: usize,
    sums: &'d [Sum],
    most: usize,
    found: Vec<Vec<i64>>,
}

impl Search<'_> {
    /// Goes on from a digit. `None` where it was given up.
    fn go(&mut self, from: usize, values: &mut Vec<i64>, budget: &mut usize) -> Option<()> {
        *budget = budget.checked_sub(1)?;
        let left = self.digits.digits.len() - from;
        let cells = self.width - values.len();
        if cells == 0 {
            if left == 0 {
                self.found.push(values.clone());
            }
            return (self.found.len() <= self.most).then_some(());
        }
        if left < cells || left > cells * LONGEST {
            return Some(());
        }
        let mut value = 0;
        let digits = self.digits.digits.iter().enumerate().skip(from);
        for (at, digit) in digits.take(LONGEST) {
            let apart = at > from && self.digits.gaps.contains(&at);
            let zero = at > from && value == 0;
            if apart || zero {
                break;
            }
            value = value * 10 + i64::from(*digit);
            values.push(value);
            if self.holds(values) {
                self.go(at + 1, values, budget)?;
            }
            values.pop();
        }
        Some(())
    }

    /// Whether the sums hold that the last number completes.
    fn holds(&self, values: &[i64]) -> bool {
        let last = values.len().checked_sub(1);
        let mut done = self.sums.iter().filter(|s| s.last() == last);
        done.all(|s| s.of(values) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(text: &str, width: usize, sums: &[Sum]) -> Vec<Vec<i64>> {
        let digits = Digits {
            digits: text.bytes().map(|b| b - b'0').collect(),
            gaps: Vec::new(),
        };
        digits.cuts(width, sums, 1000, &mut 100_000).unwrap()
    }

    fn total(width: usize) -> Sum {
        let parts = (0..width).map(|at| (at, if at + 1 == width { -1 } else { 1 }));
        Sum {
            terms: parts.collect(),
        }
    }

    #[test]
    fn as_many_digits_as_numbers_leave_one_way() {
        assert_eq!(cuts("7100008", 7, &[]), [[7, 1, 0, 0, 0, 0, 8]]);
        assert_eq!(cuts("209", 3, &[]), [[2, 0, 9]]);
        assert_eq!(cuts("1234", 3, &[]).len(), 3);
        assert_eq!(cuts("12", 3, &[]).len(), 0);
    }

    #[test]
    fn a_sum_rules_ways_out() {
        let found = cuts("120100013", 7, &[total(7)]);
        assert_eq!(found, [[1, 2, 0, 10, 0, 0, 13], [12, 0, 1, 0, 0, 0, 13]]);
        assert!(cuts("120100013", 7, &[]).len() > found.len());
        assert!(cuts("120100014", 7, &[total(7)]).is_empty());
        assert_eq!(Digits::places(&[12, 0, 130]), [0..2, 2..3, 3..6]);
    }

    #[test]
    fn a_gap_parts_numbers_and_work_is_bounded() {
        let digits = Digits {
            digits: vec![1, 2, 0, 0],
            gaps: vec![1],
        };
        let found = digits.cuts(3, &[], 10, &mut 1000).unwrap();
        assert_eq!(found, [[1, 2, 0], [1, 20, 0]].map(Vec::from)[1..].to_vec());
        let long = Digits {
            digits: vec![1; 60],
            gaps: Vec::new(),
        };
        assert_eq!(long.cuts(15, &[], usize::MAX, &mut 10_000), None);
    }
}
