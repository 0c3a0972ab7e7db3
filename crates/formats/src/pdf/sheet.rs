//! A grid with the glyphs in it → a table; tables that go on from page to page.

use super::areas::Area;
use super::geometry::{Point, Rect};
use super::grid::Grid;
use super::lines::{Line, lines};
use super::printed::Printed;
use super::text::Glyph;

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
    /// How many columns of values it has, where no lines are drawn and only their borders are known.
    pub(super) aligned: Option<usize>,
}

/// A cell with its text.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) area: Area,
    pub(super) text: Printed,
    /// Its place on the page.
    pub(super) rect: Rect,
    /// The page, from 0.
    pub(super) page: usize,
    /// Its last line fills it: more may follow on the next page.
    pub(super) full: bool,
}

/// A cell with more characters is no number.
const LOOKED_AT: usize = 200;
/// A cell beside more rows is not looked at for missing lines.
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
                text: Printed::default(),
                rect: grid.rect_of(*area),
                page,
                full: false,
            },
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
            aligned: None,
        }
    }
}

/// A cell with its glyphs.
struct Cell {
    slot: Slot,
    glyphs: Vec<Glyph>,
}

impl Cell {
    /// Whether a number runs over the border into the next cell: which digit belongs where cannot be determined.
    fn runs_into(&self, next: &Cell) -> bool {
        let beside = self.slot.area.row == next.slot.area.row
            && self.slot.area.column + self.slot.area.columns == next.slot.area.column;
        let digit = |g: &&Glyph| g.c.is_alphanumeric();
        beside
            && self.glyphs.iter().filter(digit).take(LOOKED_AT).any(|a| {
                let near = |b: &&Glyph| {
                    (a.y - b.y).abs() < 0.1 * a.size && b.x0 - a.x1 < 0.12 * a.size && b.x0 > a.x0
                };
                next.glyphs
                    .iter()
                    .filter(digit)
                    .take(LOOKED_AT)
                    .any(|b| near(&b))
            })
    }

    /// Cells between which a line is missing: one text in the middle of each row, and space between them.
    fn divided(self, grid: &Grid) -> Vec<Cell> {
        let area = self.slot.area;
        let bands = grid.bands(area);
        if bands.len() < 2 || bands.len() > DIVIDED {
            return vec![self];
        }
        let part = |(row, rows)| {
            let area = Area { row, rows, ..area };
            let slot = Slot {
                area,
                rect: grid.rect_of(area),
                ..self.slot.clone()
            };
            Cell {
                slot,
                glyphs: Vec::new(),
            }
        };
        let mut parts: Vec<Cell> = bands.into_iter().map(part).collect();
        for glyph in &self.glyphs {
            let middle = glyph.y - 0.35 * glyph.size;
            let holds = |c: &&mut Cell| middle < c.slot.rect.y1;
            if let Some(part) = parts.iter_mut().find(holds) {
                part.glyphs.push(*glyph);
            }
        }
        let blocks: Vec<Option<(Rect, f64)>> = parts.iter().map(Cell::block).collect();
        let centred = parts.iter().zip(&blocks).all(|(part, block)| {
            block.is_some_and(|(b, size)| {
                (b.y0 + b.y1 - part.slot.rect.y0 - part.slot.rect.y1).abs() < 0.7 * size
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
            .reduce(|(a, size), (b, other)| (a.joined(b), size.max(other)))
    }

    fn swallow(&mut self, next: Cell) {
        self.slot.area.columns += next.slot.area.columns;
        self.slot.area.rows = self.slot.area.rows.max(next.slot.area.rows);
        self.slot.rect.x1 = next.slot.rect.x1;
        self.glyphs.extend(next.glyphs);
    }

    fn read(mut self) -> Slot {
        let lines = lines(std::mem::take(&mut self.glyphs));
        let mut before: Option<&Line> = None;
        for line in &lines {
            match before {
                Some(last) if self.parts_numbers(last, line) => {
                    self.slot.text.push('\n');
                    self.slot.text.append(&line.text);
                }
                _ => self.slot.text.wrap_on(&line.text),
            }
            before = Some(line);
        }
        self.slot.full = before.is_some_and(|l| self.is_full(l));
        self.slot
    }

    fn is_full(&self, line: &Line) -> bool {
        // a sign that may not begin a line takes one more along
        let width = line.x1 - line.x0 + 2.2 * line.size;
        width > self.slot.rect.width() - 2.0 * PADDING
    }

    /// Two numbers one above the other, not one that was wrapped.
    fn parts_numbers(&self, last: &Line, line: &Line) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let numbers = digit(last.text.chars().next_back()) && digit(line.text.chars().next());
        numbers && (!self.is_full(last) || line.y - last.y > 1.9 * line.size)
    }
}
