//! A grid with the glyphs in it → a table; tables that go on from page to page.

use super::content::Glyph;
use super::geometry::{Point, Rect};
use super::grid::{Area, Grid};
use super::lines::{Line, lines, wrap_on};
use crate::input::plain::signs;

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The borders of columns.
    pub(super) xs: Vec<f64>,
    /// How many rows it has.
    pub(super) rows: usize,
    /// In reading order.
    pub(super) cells: Vec<Slot>,
    /// Where it begins on its first page.
    pub(super) top: f64,
}

/// A cell with its text.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) area: Area,
    pub(super) text: String,
    /// The page, from 0.
    pub(super) page: usize,
    /// Its last line fills it: more may follow on the next page.
    full: bool,
}

/// How far the borders of a table may move from page to page.
const MOVED: f64 = 5.0;
/// A cell over more rows is not looked at for missing lines.
const DIVIDED: usize = 4;
/// Space that may lie between a border and a text that fills the cell.
const PADDING: f64 = 6.5;

impl Sheet {
    /// Puts glyphs into a grid.
    pub(super) fn new(grid: &Grid, glyphs: Vec<Glyph>, page: usize) -> Sheet {
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); grid.areas.len()];
        for glyph in glyphs {
            let r = glyph.rect();
            let middle = Point {
                x: (r.x0 + r.x1) / 2.0,
                y: (r.y0 + r.y1) / 2.0,
            };
            if let Some(list) = grid.at(middle).and_then(|at| inside.get_mut(at)) {
                list.push(glyph);
            }
        }
        let cells = grid.areas.iter().zip(inside).map(|(area, glyphs)| Cell {
            slot: Slot {
                area: *area,
                text: String::new(),
                page,
                full: false,
            },
            rect: grid.rect_of(*area),
            glyphs,
        });
        let mut cells: Vec<Cell> = cells.flat_map(|c| c.divided(grid)).collect();
        cells.sort_by_key(|c| (c.slot.area.row, c.slot.area.column));
        let mut kept: Vec<Cell> = Vec::new();
        for cell in cells {
            match kept.last_mut() {
                Some(last) if last.runs_into(&cell) => last.swallow(cell),
                _ => kept.push(cell),
            }
        }
        Sheet {
            xs: grid.xs.clone(),
            rows: grid.ys.len().saturating_sub(1),
            cells: kept.into_iter().map(Cell::read).collect(),
            top: grid.rect().y0,
        }
    }

    /// Whether another table, at the top of the next page, is the rest of this one.
    pub(super) fn goes_on(&self, next: &Sheet) -> bool {
        let ends = |s: &Sheet| s.xs.first().copied().zip(s.xs.last().copied());
        let near = |a: f64, b: f64| (a - b).abs() <= MOVED;
        let sides = ends(self).zip(ends(next));
        let within =
            |few: &[f64], many: &[f64]| few.iter().all(|x| many.iter().any(|m| near(*x, *m)));
        sides.is_some_and(|((a, b), (c, d))| near(a, c) && near(b, d))
            && (within(&self.xs, &next.xs) || within(&next.xs, &self.xs))
    }

    /// Takes the end of a text that filled a cell of the last row; false where there is no such cell.
    pub(super) fn take_in(&mut self, line: &Line) -> bool {
        let (rows, xs) = (self.rows, &self.xs);
        let side = |at: usize| xs.get(at).copied().unwrap_or(0.0);
        let fits = |s: &&mut Slot| {
            let (from, to) = (side(s.area.column), side(s.area.column + s.area.columns));
            s.area.row + s.area.rows == rows && line.x0 > from - 1.0 && line.x1 < to + 1.0
        };
        let mut found = self.cells.iter_mut().filter(fits);
        match found.find(|s| s.full && !signs::is_value(&s.text)) {
            Some(slot) => wrap_on(&mut slot.text, &line.text),
            None => return false,
        }
        true
    }

    /// Appends the rest of the table. A head that is printed again is left out.
    pub(super) fn append(&mut self, mut next: Sheet) {
        match next.xs.len() > self.xs.len() {
            true => {
                let finer = next.xs.clone();
                self.rule(&finer);
            }
            false => {
                let finer = self.xs.clone();
                next.rule(&finer);
            }
        }
        next.drop_rows(self.repeated(&next));
        let joined = self.joins_rows(&next);
        if joined {
            self.join_rows(&mut next);
        }
        let base = self.rows;
        self.rows += next.rows;
        self.cells.extend(next.cells.into_iter().map(|mut slot| {
            slot.area.row += base;
            slot
        }));
        self.cells.sort_by_key(|s| (s.area.row, s.area.column));
    }

    /// Counts columns by finer borders.
    fn rule(&mut self, xs: &[f64]) {
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
            cells.map(|c| (c.area.column, c.text.clone())).collect()
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
        let mut filled = top().filter(|s| !s.text.is_empty());
        let goes_on = |s: &Slot| {
            above(s).is_some_and(|a| a.full && !signs::is_value(&a.text))
                && !signs::is_value(&s.text)
                && !opens(&s.text)
        };
        top().all(|s| above(s).is_some()) && filled.clone().next().is_some() && filled.all(goes_on)
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
                wrap_on(&mut slot.text, &more.text);
                slot.area.rows += more.area.rows - 1;
            }
        }
        next.drop_rows(1);
    }
}

/// Begins with the number of an item: a new row, not the rest of one.
fn opens(text: &str) -> bool {
    let number = text.trim_start_matches(['\u{ff08}', '(']);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || signs::is_numeral(c));
    (rest.len() < number.len() || number.len() < text.len())
        && rest.starts_with(['.', '\u{ff0e}', '\u{3001}', ')', '\u{ff09}'])
}

/// A cell with its glyphs.
struct Cell {
    slot: Slot,
    rect: Rect,
    glyphs: Vec<Glyph>,
}

impl Cell {
    /// Whether a number runs over the border into the next cell: which digit belongs where cannot be told.
    fn runs_into(&self, next: &Cell) -> bool {
        let beside = self.slot.area.row == next.slot.area.row
            && self.slot.area.column + self.slot.area.columns == next.slot.area.column;
        let digit = |g: &&Glyph| g.c.is_alphanumeric();
        beside
            && self.glyphs.iter().filter(digit).any(|a| {
                let near = |b: &&Glyph| {
                    (a.y - b.y).abs() < 0.1 * a.size && b.x0 - a.x1 < 0.12 * a.size && b.x0 > a.x0
                };
                next.glyphs.iter().filter(digit).any(|b| near(&b))
            })
    }

    /// Cells between which a line is missing: one text in the middle of each row, and space between them.
    fn divided(self, grid: &Grid) -> Vec<Cell> {
        let area = self.slot.area;
        if area.rows < 2 || area.rows > DIVIDED {
            return vec![self];
        }
        let mut parts: Vec<Cell> = (area.row..area.row + area.rows)
            .map(|row| {
                let area = Area {
                    row,
                    rows: 1,
                    ..area
                };
                let slot = Slot {
                    area,
                    ..self.slot.clone()
                };
                Cell {
                    slot,
                    rect: grid.rect_of(area),
                    glyphs: Vec::new(),
                }
            })
            .collect();
        for glyph in &self.glyphs {
            let middle = glyph.y - 0.35 * glyph.size;
            let holds = |c: &&mut Cell| middle < c.rect.y1;
            if let Some(part) = parts.iter_mut().find(holds) {
                part.glyphs.push(*glyph);
            }
        }
        let blocks: Vec<Option<(Rect, f64)>> = parts.iter().map(Cell::block).collect();
        let centred = parts.iter().zip(&blocks).all(|(part, block)| {
            block.is_some_and(|(b, size)| {
                (b.y0 + b.y1 - part.rect.y0 - part.rect.y1).abs() < 0.7 * size
            })
        });
        let apart = blocks.windows(2).all(|pair| match pair {
            [Some((a, size)), Some((b, _))] => b.y0 - a.y1 > 0.5 * size,
            _ => false,
        });
        if centred && apart { parts } else { vec![self] }
    }

    /// The box around the text, and the size of its font.
    fn block(&self) -> Option<(Rect, f64)> {
        let inked = self.glyphs.iter().filter(|g| !g.c.is_whitespace());
        inked
            .map(|g| (g.rect(), g.size))
            .reduce(|(a, size), (b, other)| {
                let both = Rect {
                    x0: a.x0.min(b.x0),
                    y0: a.y0.min(b.y0),
                    x1: a.x1.max(b.x1),
                    y1: a.y1.max(b.y1),
                };
                (both, size.max(other))
            })
    }

    fn swallow(&mut self, next: Cell) {
        self.slot.area.columns += next.slot.area.columns;
        self.slot.area.rows = self.slot.area.rows.max(next.slot.area.rows);
        self.rect.x1 = next.rect.x1;
        self.glyphs.extend(next.glyphs);
    }

    fn read(mut self) -> Slot {
        let lines = lines(std::mem::take(&mut self.glyphs));
        let mut before: Option<&Line> = None;
        for line in &lines {
            match before {
                Some(last) if self.parts_numbers(last, line) => {
                    self.slot.text.push('\n');
                    self.slot.text.push_str(&line.text);
                }
                _ => wrap_on(&mut self.slot.text, &line.text),
            }
            before = Some(line);
        }
        self.slot.full = before.is_some_and(|l| self.is_full(l));
        self.slot
    }

    fn is_full(&self, line: &Line) -> bool {
        let width = line.x1 - line.x0 + line.size;
        width > self.rect.width() - 2.0 * PADDING
    }

    /// Two numbers one above the other, not one that was wrapped.
    fn parts_numbers(&self, last: &Line, line: &Line) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let numbers = digit(last.text.chars().next_back()) && digit(line.text.chars().next());
        numbers && (!self.is_full(last) || line.y - last.y > 1.9 * line.size)
    }
}
