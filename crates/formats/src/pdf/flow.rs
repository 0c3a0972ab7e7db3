//! Pages → what follows what: paragraphs, whole again across lines and pages, and tables.

use super::aligned;
use super::geometry::Point;
use super::grid::{Grid, grids};
use super::lines::{Line, is_wide, lines};
use super::margins::{Place, marginal};
use super::printed::Printed;
use super::rest::opens;
use super::sheet::Sheet;
use super::text::Drawn;
use gouji_core::plain::layout::signs;

/// A piece of the document.
pub(super) enum Item {
    /// Text, in parts with the page that each begins on.
    Text(Vec<(usize, Printed)>),
    Table(Sheet),
    /// What is no text of the document.
    Aside(Printed),
}

/// What is on a page, from top to bottom.
enum Thing {
    Line(Line),
    Table(Sheet),
}

impl Thing {
    fn top(&self) -> f64 {
        match self {
            Thing::Line(line) => line.y - 0.6 * line.size,
            Thing::Table(sheet) => sheet.top,
        }
    }
}

/// Lines at either end of a page that may be running heads.
const OUTER: usize = 2;

/// Puts pages together.
pub(super) fn flow(pages: Vec<Drawn>) -> Vec<Item> {
    let wide: Vec<bool> = pages.iter().map(|p| p.wide).collect();
    let pages: Vec<Vec<Thing>> = pages
        .into_iter()
        .enumerate()
        .map(|(at, page)| things(page, at))
        .collect();
    let (marginal, margins): (Vec<bool>, Vec<Margins>) = {
        let places = places(&pages);
        let marginal = marginal(&places);
        // pages that lie on their side have margins of their own
        let of = |side: bool| {
            let text = places.iter().zip(&marginal).filter(|(_, m)| !**m);
            let here = |p: &&Place| wide.get(p.page) == Some(&side);
            let text: Vec<&Line> = text.map(|(p, _)| p).filter(here).map(|p| p.line).collect();
            Margins::of(&text)
        };
        let (upright, lying) = (of(false), of(true));
        let margins = wide.iter().map(|w| if *w { lying } else { upright });
        (marginal, margins.collect())
    };
    let mut aside = marginal.into_iter();
    let mut out = Flow {
        margins,
        items: Vec::new(),
        open: None,
        asides: Vec::new(),
    };
    for (page, things) in pages.into_iter().enumerate() {
        for thing in things {
            match thing {
                Thing::Line(line) if aside.next() == Some(true) => {
                    out.asides.push(Item::Aside(line.text))
                }
                Thing::Line(line) => out.line(line, page),
                Thing::Table(sheet) => out.table(sheet, page),
            }
        }
    }
    out.end();
    out.items
}

fn things(page: Drawn, at: usize) -> Vec<Thing> {
    let grids = grids(&page.rules);
    let mut inside: Vec<Vec<_>> = vec![Vec::new(); grids.len()];
    let mut free = Vec::new();
    for glyph in page.glyphs {
        let r = glyph.rect();
        let middle = Point {
            x: (r.x0 + r.x1) / 2.0,
            y: (r.y0 + r.y1) / 2.0,
        };
        // the smallest one: a table may stand in a cell of another
        let holds = |(_, g): &(usize, &Grid)| g.at(middle).is_some();
        let area = |g: &Grid| g.rect().width() * g.rect().height();
        let found = grids
            .iter()
            .enumerate()
            .filter(holds)
            .min_by(|a, b| area(a.1).total_cmp(&area(b.1)));
        match found.and_then(|(i, _)| inside.get_mut(i)) {
            Some(list) => list.push(glyph),
            None => free.push(glyph),
        }
    }
    let tables = grids
        .iter()
        .zip(inside)
        .map(|(grid, glyphs)| Sheet::new(grid, glyphs, at));
    // a grid without any text is a drawing
    let tables = tables
        .filter(|s| s.cells.iter().any(|c| !c.text.is_empty()))
        .map(Thing::Table);
    let (lines, sheets) = aligned::tables(lines(free), at);
    let mut all: Vec<Thing> = tables
        .chain(sheets.into_iter().map(Thing::Table))
        .chain(lines.into_iter().map(Thing::Line))
        .collect();
    all.sort_by(|a, b| a.top().total_cmp(&b.top()));
    all
}

fn places(pages: &[Vec<Thing>]) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for (page, things) in pages.iter().enumerate() {
        let is_line = |t: &Thing| matches!(t, Thing::Line(_));
        let first = things.iter().take_while(|t| is_line(t)).count().min(OUTER);
        let last = things.len()
            - things
                .iter()
                .rev()
                .take_while(|t| is_line(t))
                .count()
                .min(OUTER);
        for (at, thing) in things.iter().enumerate() {
            if let Thing::Line(line) = thing {
                places.push(Place {
                    page,
                    line,
                    outer: at < first || at >= last,
                });
            }
        }
    }
    places
}

/// Where lines of running text begin and end, and how far they lie apart.
#[derive(Clone, Copy, Default)]
struct Margins {
    left: f64,
    right: f64,
    size: f64,
    pitch: f64,
}

/// How many lines agree on a margin, at least …
const AGREE: usize = 3;
/// … and one of so many: notes under tables may be wider than the text.
const SHARE: usize = 32;

impl Margins {
    fn of(lines: &[&Line]) -> Margins {
        let middle = |mut list: Vec<f64>| {
            list.sort_by(f64::total_cmp);
            list.get(list.len() / 2).copied().unwrap_or(0.0)
        };
        let size = middle(lines.iter().map(|l| l.size).collect());
        let usual = || lines.iter().filter(|l| (l.size - size).abs() < 0.2 * size);
        let mut ends: Vec<f64> = usual().map(|l| -l.x1).collect();
        let mut starts: Vec<f64> = usual().map(|l| l.x0).collect();
        let steps = lines.windows(2).filter_map(|pair| match pair {
            [a, b] if b.y > a.y && (a.size - b.size).abs() < 0.2 * size => Some(b.y - a.y),
            _ => None,
        });
        Margins {
            left: outermost(&mut starts, size),
            right: -outermost(&mut ends, size),
            size,
            pitch: middle(steps.collect()),
        }
    }
}

/// The least value that some more agree on.
fn outermost(values: &mut [f64], size: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let agree = AGREE.max(values.len() / SHARE);
    let agreed = values.windows(agree).find_map(|w| match w {
        [first, .., last] if last - first < size => Some(*first),
        _ => None,
    });
    agreed.or(values.first().copied()).unwrap_or(0.0)
}

/// No paragraph begins so far to the right, in characters.
const INDENT: f64 = 5.0;

/// Whether two lines have the same middle.
fn is_below(before: &Line, line: &Line) -> bool {
    let middle = |l: &Line| (l.x0 + l.x1) / 2.0;
    (middle(before) - middle(line)).abs() < line.size
}

/// A paragraph that may go on.
struct Open {
    parts: Vec<(usize, Printed)>,
    last: Line,
    page: usize,
    lines: usize,
}

struct Flow {
    /// Those of each page.
    margins: Vec<Margins>,
    items: Vec<Item>,
    open: Option<Open>,
    /// They wait for the end of the paragraph or table that they interrupt.
    asides: Vec<Item>,
}

impl Flow {
    fn line(&mut self, line: Line, page: usize) {
        if let Some(open) = self.open.as_mut()
            && let Some(margins) = self.margins.get(open.page)
            && margins.joins(&open.last, &line, open.page != page)
        {
            match open.parts.last_mut().filter(|(p, _)| *p == page) {
                Some((_, text)) => text.wrap_on(&line.text),
                None => open.parts.push((page, line.text.clone())),
            }
            open.last = line;
            open.page = page;
            open.lines += 1;
            return;
        }
        if self.open.is_some() {
            self.end();
        }
        self.open = Some(Open {
            parts: vec![(page, line.text.clone())],
            last: line,
            page,
            lines: 1,
        });
    }

    fn table(&mut self, sheet: Sheet, page: usize) {
        // some programs print the end of a cell that a page cuts outside of the table
        let stray = self.open.as_ref().filter(|o| o.lines == 1);
        if let Some(Item::Table(before)) = self.items.last_mut()
            && (self.open.is_none()
                || stray.is_some_and(|o| before.goes_on(&sheet) && before.take_in(&o.last)))
            && before.cells.iter().all(|c| c.page < page)
            && before.goes_on(&sheet)
        {
            before.append(sheet);
            self.open = None;
            return;
        }
        self.end();
        self.items.push(Item::Table(sheet));
    }

    /// Ends what is open.
    fn end(&mut self) {
        self.items
            .extend(self.open.take().map(|open| Item::Text(open.parts)));
        self.items.append(&mut self.asides);
    }
}

impl Margins {
    /// Whether a line goes on the paragraph of the one before it.
    fn joins(&self, before: &Line, line: &Line, new_page: bool) -> bool {
        let size = before.size.max(line.size);
        let alike = (before.size - line.size).abs() < 0.15 * size;
        let near = new_page || line.y - before.y < 1.35 * self.pitch.max(1.2 * size);
        let parted = before.parts > 1 || line.parts > 1;
        // a line of a title in brackets is one of its own
        let title = line.size > 1.2 * self.size && line.text.starts_with(['(', '\u{ff08}']);
        let item = signs::is_enumerated(&line.text) || opens(&line.text);
        let new_item = title || item && signs::ends_sentence(&before.text);
        alike
            && near
            && !parted
            && !new_item
            && self.is_full(before, line)
            && self.is_inner(before, line)
            && self.is_open(before, line)
    }

    /// The first word of the next line had no room: a sign that may not begin a line takes one more along.
    fn is_full(&self, before: &Line, line: &Line) -> bool {
        let word = line
            .text
            .chars()
            .take_while(|c| !is_wide(*c) && !c.is_whitespace())
            .count();
        let room = (word as f64 * 0.55).max(1.0) + 1.2;
        self.right - before.x1 < room * line.size
    }

    /// Not indented; or a title in the middle that takes two lines.
    fn is_inner(&self, before: &Line, line: &Line) -> bool {
        let title = line.size > 1.2 * self.size && is_below(before, line);
        line.x0 - self.left < 0.9 * line.size || title
    }

    /// The line before may be one of a paragraph: those in the middle of the page are captions of what follows.
    fn is_open(&self, before: &Line, line: &Line) -> bool {
        before.x0 - self.left < INDENT * before.size || is_below(before, line)
    }
}
