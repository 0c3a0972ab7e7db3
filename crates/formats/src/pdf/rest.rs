//! Tables that go on from page to page.

use super::lines::Line;
use super::sheet::{Sheet, Slot};
use gouji_core::plain::layout::signs;

/// The end of a text that stands outside of its table is no longer, in characters.
const STRAY: usize = 8;
/// How far the borders of a table may move from page to page.
const MOVED: f64 = 5.0;

impl Sheet {
    /// Whether another table, at the top of the next page, is the rest of this one.
    pub(super) fn goes_on(&self, next: &Sheet) -> bool {
        if self.aligned.is_some() || next.aligned.is_some() {
            return self.values_go_on(next);
        }
        let ends = |s: &Sheet| s.xs.first().copied().zip(s.xs.last().copied());
        let near = |a: f64, b: f64| (a - b).abs() <= MOVED;
        let sides = ends(self).zip(ends(next));
        let within =
            |few: &[f64], many: &[f64]| few.iter().all(|x| many.iter().any(|m| near(*x, *m)));
        sides.is_some_and(|((a, b), (c, d))| near(a, c) && near(b, d))
            && (within(&self.xs, &next.xs) || within(&next.xs, &self.xs))
    }

    /// Whether the values of two tables without drawn lines stand in the same columns.
    fn values_go_on(&self, next: &Sheet) -> bool {
        let inner = |s: &Sheet| -> Vec<f64> {
            let count = s.aligned.unwrap_or(0);
            let all = s.xs.iter().rev().skip(1).take(count.saturating_sub(1));
            all.copied().collect()
        };
        let near = |(a, b): (f64, f64)| (a - b).abs() <= MOVED;
        self.aligned == next.aligned && inner(self).into_iter().zip(inner(next)).all(near)
    }

    /// Gives the labels of a table without drawn lines more columns, and the borders of another.
    fn widen(&mut self, xs: &[f64]) {
        let more = xs.len().saturating_sub(self.xs.len());
        let labels = self.xs.len().saturating_sub(self.aligned.unwrap_or(0) + 1);
        for area in self.cells.iter_mut().map(|s| &mut s.area) {
            match area.column {
                at if at >= labels => area.column += more,
                at if at + area.columns == labels => area.columns += more,
                _ => {}
            }
        }
        self.xs = xs.to_vec();
    }

    /// Takes the end of a text that filled a cell of the last row; false where there is no such cell.
    pub(super) fn take_in(&mut self, line: &Line) -> bool {
        let (rows, xs) = (self.rows, &self.xs);
        let side = |at: usize| xs.get(at).copied().unwrap_or(0.0);
        let fits = |s: &&mut Slot| {
            let (from, to) = (side(s.area.column), side(s.area.column + s.area.columns));
            s.area.row + s.area.rows == rows && line.x0 > from - 1.0 && line.x1 < to + 1.0
        };
        if opens(&line.text) || line.text.chars().nth(STRAY).is_some() {
            return false;
        }
        let mut found = self.cells.iter_mut().filter(fits);
        match found.find(|s| s.full && !signs::is_value(&s.text)) {
            Some(slot) => slot.text.wrap_on(&line.text),
            None => return false,
        }
        true
    }

    /// Appends the rest of the table. A head that is printed again is left out.
    pub(super) fn append(&mut self, mut next: Sheet) {
        match next.xs.len() > self.xs.len() {
            true => self.rule(&next.xs),
            false => next.rule(&self.xs),
        }
        next.drop_rows(self.repeated(&next));
        if self.takes_stray(&next) {
            next.drop_rows(1);
        }
        let joined = self.joins_rows(&next);
        match joined {
            true => self.join_rows(&mut next),
            false => self.join_tall(&mut next),
        }
        let base = self.rows;
        self.rows += next.rows;
        self.cells.extend(next.cells.into_iter().map(|mut slot| {
            slot.area.row += base;
            slot
        }));
        self.cells.sort_by_key(|s| (s.area.row, s.area.column));
    }

    /// Takes the end of the last label, where no lines are drawn and the end of the page cut it off.
    fn takes_stray(&mut self, next: &Sheet) -> bool {
        let values = next.xs.len().saturating_sub(next.aligned.unwrap_or(0) + 1);
        let mut top = next.cells.iter().filter(|s| s.area.row == 0);
        let last = self.rows.saturating_sub(1);
        let label = |s: &&mut Slot| s.area.row == last && s.area.column + s.area.columns == values;
        let (Some(rest), None, Some(_)) = (top.next(), top.next(), next.aligned) else {
            return false;
        };
        let short = rest.text.chars().nth(STRAY).is_none() && !opens(&rest.text);
        match self.cells.iter_mut().find(label) {
            Some(label) if short && rest.area.column < values => label.text.wrap_on(&rest.text),
            _ => return false,
        }
        true
    }

    /// Counts columns by finer borders.
    fn rule(&mut self, xs: &[f64]) {
        if self.aligned.is_some() {
            return self.widen(xs);
        }
        let nearest = |x: f64| {
            let all = xs.iter().enumerate();
            let best = all.min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs()));
            best.map_or(0, |(at, _)| at)
        };
        let map: Vec<usize> = self.xs.iter().map(|x| nearest(*x)).collect();
        let of = |at: usize| map.get(at).copied().unwrap_or(0);
        for slot in &mut self.cells {
            let (from, to) = (
                of(slot.area.column),
                of(slot.area.column + slot.area.columns),
            );
            slot.area.column = from;
            slot.area.columns = to.saturating_sub(from).max(1);
        }
        self.xs = xs.to_vec();
    }

    /// How many rows at the top of `next` repeat the rows at the top of this table.
    fn repeated(&self, next: &Sheet) -> usize {
        let row = |s: &Sheet, at: usize| -> Vec<(usize, String)> {
            let cells = s.cells.iter().filter(|c| c.area.row == at);
            cells.map(|c| (c.area.column, c.text.to_string())).collect()
        };
        let same = |at: &usize| row(self, *at) == row(next, *at);
        let rows = (0..next.rows.min(self.rows)).take_while(same).count();
        let is_head = |s: &&Slot| s.area.row < rows && !s.text.is_empty();
        let mut texts = next.cells.iter().filter(is_head);
        // rows of numbers may be alike by chance
        let words = texts.clone().next().is_some() && texts.all(|s| !signs::is_value(&s.text));
        if words { rows } else { 0 }
    }

    fn drop_rows(&mut self, rows: usize) {
        self.cells.retain(|c| c.area.row >= rows);
        for slot in &mut self.cells {
            slot.area.row -= rows;
        }
        self.rows -= rows;
    }

    /// Whether the end of the page cut through a row: what stands on top of the next page goes on a text that filled its
    /// cell, and no column has a value on both sides.
    fn joins_rows(&self, next: &Sheet) -> bool {
        let top = || next.cells.iter().filter(|s| s.area.row == 0);
        let above = |s: &Slot| {
            self.last_row()
                .find(|a| a.area.column == s.area.column && a.area.columns == s.area.columns)
        };
        let goes_on = |s: &&Slot| above(s).is_some_and(|a| a.is_begun(s));
        let alone = |s: &&Slot| s.text.is_empty() || above(s).is_some_and(|a| a.text.is_empty());
        let fits = |s: &Slot| above(s).is_some() && (alone(&s) || goes_on(&s));
        top().all(fits) && top().any(|s| goes_on(&s))
    }

    /// Joins the cells beside many rows that the end of the page cut in the middle of their text.
    fn join_tall(&mut self, next: &mut Sheet) {
        let rows = self.rows;
        for slot in self
            .cells
            .iter_mut()
            .filter(|s| s.area.row + s.area.rows == rows)
        {
            let rest =
                |s: &Slot| s.area.row == 0 && s.area.rows > 1 && s.covers(slot) && slot.is_begun(s);
            if let Some(at) = next.cells.iter().position(rest) {
                let more = next.cells.remove(at);
                slot.text.wrap_on(&more.text);
                slot.area.rows += more.area.rows;
            }
        }
    }

    fn last_row(&self) -> impl Iterator<Item = &Slot> {
        self.cells
            .iter()
            .filter(|s| s.area.row + s.area.rows == self.rows)
    }

    fn join_rows(&mut self, next: &mut Sheet) {
        let rows = self.rows;
        for slot in self
            .cells
            .iter_mut()
            .filter(|s| s.area.row + s.area.rows == rows)
        {
            let more = next
                .cells
                .iter()
                .find(|s| s.area.row == 0 && s.area.column == slot.area.column);
            if let Some(more) = more {
                slot.text.wrap_on(&more.text);
                slot.area.rows += more.area.rows - 1;
            }
        }
        next.drop_rows(1);
    }
}

impl Slot {
    fn covers(&self, other: &Slot) -> bool {
        (self.area.column, self.area.columns) == (other.area.column, other.area.columns)
    }

    /// Whether its text fills it and may go on in another cell.
    fn is_begun(&self, rest: &Slot) -> bool {
        let words = |s: &Slot| !s.text.is_empty() && !signs::is_value(&s.text);
        self.full && words(self) && words(rest) && !opens(&rest.text)
    }
}

/// Begins with the number of an item: a new row, not the rest of one.
pub(super) fn opens(text: &str) -> bool {
    let number = text.trim_start_matches(['\u{ff08}', '(']);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || signs::is_numeral(c));
    (rest.len() < number.len() || number.len() < text.len())
        && rest.starts_with(['.', '\u{ff0e}', '\u{3001}', ')', '\u{ff09}'])
}
