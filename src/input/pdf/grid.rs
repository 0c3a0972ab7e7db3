//! Lines → grids: where tables have columns, rows and merged cells.

use super::geometry::{Point, Rect};
use super::paint::Rule;

/// How far lines may miss each other and still meet, and how far borders of neighbours may lie apart.
const SLACK: f64 = 3.0;
/// Lines beside each other that are one line.
const SAME: f64 = 1.5;
/// How far a line reaches out to count as the border of an open side.
const OPEN: f64 = 6.0;
/// A page with more lines than this is a drawing.
const MOST_RULES: usize = 6_000;
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
}

/// A cell: a rectangle of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
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

/// Lines that go on in each other become one.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| {
        let key = |r: &Rule| (r.upright, (r.at / SAME).round() as i64);
        key(a).cmp(&key(b)).then(a.from.total_cmp(&b.from))
    });
    let mut out: Vec<Rule> = Vec::new();
    for rule in sorted {
        match out.last_mut() {
            Some(last)
                if last.upright == rule.upright
                    && (last.at - rule.at).abs() <= SAME
                    && rule.from <= last.to + SLACK =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => out.push(rule),
        }
    }
    out
}

/// For each line the group of lines that it hangs together with.
fn touching(rules: &[Rule]) -> Vec<usize> {
    let mut sets = Sets::new(rules.len());
    let reach = |r: &Rule, at: f64| at >= r.from - SLACK && at <= r.to + SLACK;
    let mut flat: Vec<(usize, &Rule)> = rules
        .iter()
        .enumerate()
        .filter(|(_, r)| !r.upright)
        .collect();
    flat.sort_by(|a, b| a.1.at.total_cmp(&b.1.at));
    for (i, upright) in rules.iter().enumerate().filter(|(_, r)| r.upright) {
        let from = flat.partition_point(|(_, r)| r.at < upright.from - SLACK);
        let near = flat
            .iter()
            .skip(from)
            .take_while(|(_, r)| r.at <= upright.to + SLACK);
        for (j, _) in near.filter(|(_, r)| reach(r, upright.at)) {
            sets.join(i, *j);
        }
    }
    (0..rules.len()).map(|i| sets.find(i)).collect()
}

impl Grid {
    fn new(rules: &[Rule]) -> Option<Grid> {
        let (upright, flat): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|r| r.upright);
        let xs = borders(&upright, &flat);
        let ys = borders(&flat, &upright);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns == 0 || rows == 0 || columns.saturating_mul(rows) > MOST_PLACES {
            return None;
        }
        let mut sides = Sides::new(&upright, &flat, &xs, &ys);
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

/// Whether a line is drawn along most of a side.
fn drawn(rules: &[Rule], at: f64, from: f64, to: f64) -> bool {
    let near = rules.iter().filter(|r| (r.at - at).abs() <= SLACK);
    let longest = near
        .map(|r| r.to.min(to) - r.from.max(from))
        .fold(0.0, f64::max);
    longest >= 0.6 * (to - from)
}

/// Which sides of places are drawn.
struct Sides {
    columns: usize,
    rows: usize,
    /// The left side of each place and the right side of the last, row by row.
    upright: Vec<bool>,
    /// The upper side of each place, and the lower sides of the last row.
    flat: Vec<bool>,
}

impl Sides {
    fn new(upright: &[Rule], flat: &[Rule], xs: &[f64], ys: &[f64]) -> Sides {
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
    fn upright(&self, row: usize, column: usize) -> bool {
        row < self.rows && self.upright.get(row * (self.columns + 1) + column) == Some(&true)
    }

    /// Above a place.
    fn flat(&self, row: usize, column: usize) -> bool {
        column < self.columns && self.flat.get(row * self.columns + column) == Some(&true)
    }

    /// In a table no line ends but at another that goes through. One that ends without and begins again lost a piece,
    /// as the lines of merged cells do at the end of a page.
    fn repair(&mut self) {
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

/// What is known of a group of places.
#[derive(Clone, Copy)]
struct Bound {
    /// The rectangle around it.
    around: Area,
    /// How many places it has.
    count: usize,
    /// The columns that all its rows have so far.
    common: (usize, usize),
}

/// Groups of places as rectangles. Where a group is none, a piece of a line is missing: the columns that all its rows
/// share stay together, or else it is cut into its rows. A row with too few cells is not read, one with wrong cells
/// would be.
fn areas(groups: &[usize], columns: usize) -> (Vec<Area>, Vec<usize>) {
    let bounds = bounds(groups, columns);
    let mut areas: Vec<Area> = Vec::new();
    let mut known: Vec<Option<usize>> = vec![None; groups.len()];
    let mut places = Vec::with_capacity(groups.len());
    let mut before = None;
    for (at, group) in groups.iter().enumerate() {
        let (row, column) = (at / columns, at % columns);
        let core = bounds.get(*group).copied().flatten().and_then(Bound::core);
        let core = core.filter(|a| (a.column..a.column + a.columns).contains(&column));
        let first = known.get(*group).copied().flatten();
        let part = (*group, row, core.is_some());
        let index = match (core, first) {
            (Some(_), Some(index)) => index,
            (None, _) if before == Some(part) && !areas.is_empty() => {
                if let Some(area) = areas.last_mut() {
                    area.columns += 1;
                }
                areas.len() - 1
            }
            _ => {
                areas.push(core.unwrap_or(Area {
                    column,
                    row,
                    columns: 1,
                    rows: 1,
                }));
                areas.len() - 1
            }
        };
        if let (Some(slot), true) = (known.get_mut(*group), core.is_some()) {
            *slot = Some(index);
        }
        before = Some(part);
        places.push(index);
    }
    (areas, places)
}

fn bounds(groups: &[usize], columns: usize) -> Vec<Option<Bound>> {
    let mut bounds: Vec<Option<Bound>> = vec![None; groups.len()];
    for (row, places) in groups.chunks(columns).enumerate() {
        let mut column = 0;
        for run in places.chunk_by(|a, b| a == b) {
            let (from, to) = (column, column + run.len());
            column = to;
            let Some(slot) = run.first().and_then(|g| bounds.get_mut(*g)) else {
                continue;
            };
            let around = Area {
                column: from,
                row,
                columns: to - from,
                rows: 1,
            };
            let fresh = Bound {
                around,
                count: 0,
                common: (from, to),
            };
            let bound = slot.get_or_insert(fresh);
            let area = &mut bound.around;
            let left = area.column.min(from);
            area.columns = (area.column + area.columns).max(to) - left;
            area.column = left;
            area.rows = row + 1 - area.row;
            bound.count += run.len();
            bound.common = (bound.common.0.max(from), bound.common.1.min(to));
        }
    }
    bounds
}

impl Bound {
    /// The rectangle that stays together.
    fn core(self) -> Option<Area> {
        let Area {
            columns, rows, row, ..
        } = self.around;
        if columns * rows == self.count {
            return Some(self.around);
        }
        let (from, to) = self.common;
        (from < to).then(|| Area {
            column: from,
            row,
            columns: to - from,
            rows,
        })
    }
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Sets((0..count).collect())
    }

    fn find(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(up) = self.0.get(root).copied().filter(|up| *up != root) {
            root = up;
        }
        let mut at = at;
        while let Some(slot) = self.0.get_mut(at).filter(|up| **up != root) {
            at = std::mem::replace(slot, root);
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
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
        let areas: Vec<_> = found[0]
            .areas
            .iter()
            .map(|a| (a.column, a.row, a.columns, a.rows))
            .collect();
        assert_eq!(
            areas,
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
        let found = grids(&rules);
        let areas: Vec<_> = found[0]
            .areas
            .iter()
            .map(|a| (a.column, a.row, a.columns, a.rows))
            .collect();
        assert_eq!(areas, [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
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
