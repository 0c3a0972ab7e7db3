//! Groups of places in a grid → cells.

/// A cell: a rectangle of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
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
pub(super) fn areas(groups: &[usize], columns: usize) -> (Vec<Area>, Vec<usize>) {
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
