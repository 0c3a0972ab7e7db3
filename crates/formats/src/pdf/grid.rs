//! Lines → grids: where tables have columns, rows and merged cells.

use super::areas::{Area, areas};
use super::geometry::{Point, Rect};
use super::joined::{merged, touching};
use super::paint::Rule;
use super::sets::Sets;
use super::sides::Sides;

/// How far lines may miss each other and still meet, and how far borders of neighbours may lie apart.
pub(super) const SLACK: f64 = 3.0;
/// Lines beside each other that are one line.
pub(super) const SAME: f64 = 1.5;
/// How far a line reaches out to count as the border of an open side.
const OPEN: f64 = 6.0;
/// A page with more lines than this is a drawing.
const MOST_RULES: usize = 6_000;
/// A table has no more borders with a step on a page.
const STEPS: usize = 3;
/// A grid with more places than this is a drawing.
const MOST_PLACES: usize = 250_000;

/// A table that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// The borders of columns, from left to right.
    pub(super) xs: Vec<f64>,
    /// The borders of rows, from top to bottom.
    pub(super) ys: Vec<f64>,
    pub(super) areas: Vec<Area>,
    /// The area of each place, row by row.
    places: Vec<usize>,
    sides: Sides,
}

/// The grids on a page, each of two cells at least.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let rules = merged(rules);
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut groups: Vec<(usize, Vec<Rule>)> = Vec::new();
    for (group, rule) in touching(&rules).into_iter().zip(rules) {
        match groups.iter_mut().find(|(g, _)| *g == group) {
            Some((_, list)) => list.push(rule),
            None => groups.push((group, vec![rule])),
        }
    }
    let grids = groups.iter().filter_map(|(_, rules)| Grid::new(rules));
    grids.filter(|g| g.areas.len() > 1).collect()
}

impl Grid {
    fn new(rules: &[Rule]) -> Option<Grid> {
        let (upright, mut flat): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|r| r.upright);
        let xs = borders(&upright, &flat);
        let mut ys = borders(&flat, &upright);
        let (columns, most) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns == 0 || most == 0 || columns.saturating_mul(most) > MOST_PLACES {
            return None;
        }
        let mut sides = Sides::new(&upright, &flat, &xs, &ys);
        for _ in 0..STEPS {
            let Some((upper, lower)) = sides.step(&ys) else {
                break;
            };
            ys.retain(|y| *y != upper);
            let near = |r: &&mut Rule| (r.at - upper).abs() <= SLACK;
            flat.iter_mut().filter(near).for_each(|r| r.at = lower);
            sides = Sides::new(&upright, &flat, &xs, &ys);
        }
        let rows = ys.len().checked_sub(1)?;
        sides.repair();
        let mut sets = Sets::new(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let here = row * columns + column;
                if column + 1 < columns && !sides.upright(row, column + 1) {
                    sets.join(here, here + 1);
                }
                if row + 1 < rows && !sides.flat(row + 1, column) {
                    sets.join(here, here + columns);
                }
            }
        }
        let groups: Vec<usize> = (0..columns * rows).map(|i| sets.find(i)).collect();
        let (areas, places) = areas(&groups, columns);
        Some(Grid {
            xs,
            ys,
            areas,
            places,
            sides,
        })
    }

    /// The whole table.
    pub(super) fn rect(&self) -> Rect {
        let ends = |list: &[f64]| {
            (
                list.first().copied().unwrap_or(0.0),
                list.last().copied().unwrap_or(0.0),
            )
        };
        let ((x0, x1), (y0, y1)) = (ends(&self.xs), ends(&self.ys));
        Rect { x0, y0, x1, y1 }
    }

    /// The first row and the number of rows of each cell right of an area.
    pub(super) fn bands(&self, area: Area) -> Vec<(usize, usize)> {
        let (end, column) = (area.row + area.rows, area.column + area.columns);
        let begins = (area.row..end).filter(|r| *r == area.row || self.sides.flat(*r, column));
        let begins: Vec<usize> = begins.collect();
        let ends = begins.iter().skip(1).copied().chain([end]);
        begins
            .iter()
            .zip(ends)
            .map(|(from, to)| (*from, to - from))
            .collect()
    }

    /// The area at a point.
    pub(super) fn at(&self, p: Point) -> Option<usize> {
        if !self.rect().holds(p, SAME) {
            return None;
        }
        let place = |list: &[f64], v: f64| {
            let after = list.partition_point(|b| *b <= v);
            after.saturating_sub(1).min(list.len().saturating_sub(2))
        };
        let columns = self.xs.len() - 1;
        self.places
            .get(place(&self.ys, p.y) * columns + place(&self.xs, p.x))
            .copied()
    }

    /// The rectangle of an area.
    pub(super) fn rect_of(&self, area: Area) -> Rect {
        let side = |list: &[f64], at: usize| list.get(at).copied().unwrap_or(0.0);
        Rect {
            x0: side(&self.xs, area.column),
            x1: side(&self.xs, area.column + area.columns),
            y0: side(&self.ys, area.row),
            y1: side(&self.ys, area.row + area.rows),
        }
    }
}

/// Where lines stand, each place once; and where the others end, if far outside of them: tables may be open at a side.
fn borders(rules: &[Rule], across: &[Rule]) -> Vec<f64> {
    let mut at: Vec<f64> = rules.iter().map(|r| r.at).collect();
    at.sort_by(f64::total_cmp);
    let (first, last) = (
        at.first().copied().unwrap_or(0.0),
        at.last().copied().unwrap_or(0.0),
    );
    let low = across.iter().map(|r| r.from).fold(f64::INFINITY, f64::min);
    let high = across
        .iter()
        .map(|r| r.to)
        .fold(f64::NEG_INFINITY, f64::max);
    if !at.is_empty() {
        at.extend((low < first - OPEN).then_some(low));
        at.extend((high > last + OPEN).then_some(high));
        at.sort_by(f64::total_cmp);
    }
    let mut out: Vec<f64> = Vec::new();
    for v in at {
        if out.last().is_none_or(|l| v - l > SLACK) {
            out.push(v);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(at: f64, from: f64, to: f64) -> Rule {
        Rule {
            upright: false,
            at,
            from,
            to,
        }
    }

    fn upright(at: f64, from: f64, to: f64) -> Rule {
        Rule {
            upright: true,
            at,
            from,
            to,
        }
    }

    /// Column, row, columns and rows of each area.
    fn areas(grid: &Grid) -> Vec<(usize, usize, usize, usize)> {
        let areas = grid.areas.iter();
        areas
            .map(|a| (a.column, a.row, a.columns, a.rows))
            .collect()
    }

    #[test]
    fn a_merged_head_is_one_cell() {
        let rules = [
            flat(0.0, 0.0, 90.0),
            flat(20.0, 30.0, 90.0),
            flat(40.0, 0.0, 90.0),
            upright(0.0, 0.0, 40.0),
            upright(30.0, 0.0, 40.0),
            upright(60.0, 20.0, 40.0),
            upright(90.0, 0.0, 40.0),
        ];
        let found = grids(&rules);
        assert_eq!(
            areas(&found[0]),
            [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]
        );
        assert_eq!(found[0].at(Point { x: 70.0, y: 10.0 }), Some(1));
        assert_eq!(found[0].at(Point { x: 70.0, y: 50.0 }), None);
    }

    #[test]
    fn what_is_no_rectangle_keeps_the_columns_that_its_rows_share() {
        // the upper part of the line between the columns is missing
        let rules = [
            flat(0.0, 0.0, 60.0),
            flat(20.0, 30.0, 60.0),
            flat(40.0, 0.0, 60.0),
            upright(0.0, 0.0, 40.0),
            upright(30.0, 20.0, 40.0),
            upright(60.0, 0.0, 40.0),
        ];
        let shared = areas(&grids(&rules)[0]);
        assert_eq!(shared, [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn lines_of_two_tables_at_nearly_one_place_stay_apart() {
        let table = |top: f64, between: f64| {
            let across = [top, top + 20.0].map(|y| flat(y, 0.0, 60.0));
            let down = [0.0, between, 60.0].map(|x| upright(x, top, top + 20.0));
            across.into_iter().chain(down)
        };
        let rules: Vec<Rule> = table(0.0, 30.0).chain(table(50.0, 29.2)).collect();
        let cells = grids(&rules)
            .iter()
            .map(|g| g.areas.len())
            .collect::<Vec<_>>();
        assert_eq!(cells, [2, 2]);
    }

    #[test]
    fn a_border_with_a_step_is_one() {
        let rules = [
            flat(0.0, 0.0, 60.0),
            flat(20.0, 0.0, 30.0),
            flat(28.0, 30.0, 60.0),
            flat(48.0, 0.0, 60.0),
            upright(0.0, 0.0, 48.0),
            upright(30.0, 0.0, 48.0),
            upright(60.0, 0.0, 48.0),
        ];
        let found = grids(&rules);
        assert_eq!((found[0].ys.len(), found[0].areas.len()), (3, 4));
    }

    #[test]
    fn open_sides_are_closed_and_frames_are_no_tables() {
        let open = [
            flat(0.0, 0.0, 60.0),
            flat(20.0, 0.0, 60.0),
            upright(30.0, 0.0, 20.0),
        ];
        assert_eq!(grids(&open)[0].areas.len(), 2);
        let frame = [
            flat(0.0, 0.0, 60.0),
            flat(20.0, 0.0, 60.0),
            upright(0.0, 0.0, 20.0),
            upright(60.0, 0.0, 20.0),
        ];
        assert!(grids(&frame).is_empty());
    }
}
