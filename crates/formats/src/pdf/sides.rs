//! Which sides of the places of a grid are drawn, and which were lost.

use super::grid::SLACK;
use super::paint::Rule;

/// A row that is lower than this holds no text.
const LOW: f64 = 10.0;

/// Which sides of places are drawn.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    columns: usize,
    rows: usize,
    /// The left side of each place and the right side of the last, row by row.
    upright: Vec<bool>,
    /// The upper side of each place, and the lower sides of the last row.
    flat: Vec<bool>,
}

impl Sides {
    pub(super) fn new(upright: &[Rule], flat: &[Rule], xs: &[f64], ys: &[f64]) -> Sides {
        let spans = |list: &[f64]| -> Vec<(f64, f64)> {
            let pairs = list.windows(2);
            pairs
                .filter_map(|p| Some((*p.first()?, *p.last()?)))
                .collect()
        };
        let (wide, high) = (spans(xs), spans(ys));
        let across = high
            .iter()
            .flat_map(|(y0, y1)| xs.iter().map(|x| drawn(upright, *x, *y0, *y1)));
        let along = ys
            .iter()
            .flat_map(|y| wide.iter().map(|(x0, x1)| drawn(flat, *y, *x0, *x1)));
        Sides {
            columns: wide.len(),
            rows: high.len(),
            upright: across.collect(),
            flat: along.collect(),
        }
    }

    /// Left of a place.
    pub(super) fn upright(&self, row: usize, column: usize) -> bool {
        row < self.rows && self.upright.get(row * (self.columns + 1) + column) == Some(&true)
    }

    /// Above a place.
    pub(super) fn flat(&self, row: usize, column: usize) -> bool {
        column < self.columns && self.flat.get(row * self.columns + column) == Some(&true)
    }

    /// Two borders that are one, drawn higher over some columns than over the others, as the end of a page within a head
    /// leaves it.
    pub(super) fn step(&self, ys: &[f64]) -> Option<(f64, f64)> {
        let pairs = ys.windows(2).enumerate().skip(1);
        let mut low = pairs.filter_map(|(row, pair)| match pair {
            [a, b] if b - a < LOW && row + 1 < self.rows => Some((row, *a, *b)),
            _ => None,
        });
        let one =
            |row: usize| (0..self.columns).all(|c| self.flat(row, c) != self.flat(row + 1, c));
        low.find(|(row, ..)| one(*row)).map(|(_, a, b)| (a, b))
    }

    /// In a table no line ends but at another that goes through. One that ends without and begins again lost a piece,
    /// as the lines of merged cells do at the end of a page.
    pub(super) fn repair(&mut self) {
        for row in 1..self.rows {
            for column in 1..self.columns {
                let (left, right) = (self.flat(row, column - 1), self.flat(row, column));
                let (up, down) = (self.upright(row - 1, column), self.upright(row, column));
                if left && !right && !(up && down) {
                    let gap = (column..self.columns)
                        .take_while(|c| !self.flat(row, *c))
                        .count();
                    if column + gap < self.columns {
                        let from = row * self.columns + column;
                        self.flat
                            .iter_mut()
                            .skip(from)
                            .take(gap)
                            .for_each(|side| *side = true);
                    }
                }
                if up && !down && !(left && right) {
                    let gap = (row..self.rows)
                        .take_while(|r| !self.upright(*r, column))
                        .count();
                    if row + gap < self.rows {
                        let step = self.columns + 1;
                        let from = row * step + column;
                        let gap = self.upright.iter_mut().skip(from).step_by(step).take(gap);
                        gap.for_each(|side| *side = true);
                    }
                }
            }
        }
    }
}

/// Whether a line is drawn along most of a side.
fn drawn(rules: &[Rule], at: f64, from: f64, to: f64) -> bool {
    let near = rules.iter().filter(|r| (r.at - at).abs() <= SLACK);
    let longest = near
        .map(|r| r.to.min(to) - r.from.max(from))
        .fold(0.0, f64::max);
    longest >= 0.6 * (to - from)
}
