//! The way back: where on the pages a text is printed.

use super::geometry::{Matrix, Point, Rect};
use super::printed::Printed;
use super::text::Drawn;
use gouji_core::text::Span;

/// Where the text of a document is printed.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Every printed character, in the order of the text. Blanks between words are not printed.
    pub sources: Vec<Source>,
    /// The blank cells.
    pub blanks: Vec<Blank>,
    /// Where the glyph of a number stands; that of number 0 is nowhere.
    glyphs: Vec<(usize, Rect)>,
    /// For each page the way from page space to that of the file.
    maps: Vec<Option<Matrix>>,
}

/// A character of the text and where it is printed.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The bytes of [`gouji_core::document::Document::text`].
    pub text: Span,
    /// The page, from 0.
    pub page: usize,
    rect: Rect,
}

/// A blank cell and where it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Blank {
    /// Where its text would stand in [`gouji_core::document::Document::text`].
    pub text: Span,
    /// The page, from 0.
    pub page: usize,
    pub(super) rect: Rect,
}

/// A box on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// Its corners as one reads: upper left, upper right, lower left, lower right. In the space of the file: the origin
    /// is mostly the lower left corner of the paper, the unit 1/72 inch.
    pub corners: [(f64, f64); 4],
}

/// Characters in one line are farther apart than this, in heights: they stand in two cells.
const APART: f64 = 2.0;
/// Characters in one line are out of line by less, in heights.
const AMISS: f64 = 0.4;

impl Trace {
    /// Numbers the glyphs of pages.
    pub(super) fn number(&mut self, pages: &mut [Drawn]) {
        self.glyphs.push((0, Rect::default()));
        for (at, page) in pages.iter_mut().enumerate() {
            self.maps.push(page.map.and_then(Matrix::inverse));
            for glyph in &mut page.glyphs {
                glyph.ink = u32::try_from(self.glyphs.len()).unwrap_or(0);
                self.glyphs.push((at, glyph.rect()));
            }
        }
    }

    /// Keeps where a text is printed that was put at a place without so many bytes at its beginning.
    pub(super) fn put(&mut self, text: &Printed, skipped: usize, place: Span) {
        for (at, ink) in text.inks() {
            let len = text.get(at..).and_then(|t| t.chars().next());
            let len = len.map_or(0, char::len_utf8);
            let Some(start) = at.checked_sub(skipped) else {
                continue;
            };
            let start = place.start as usize + start;
            let span = Span::new(start, start + len);
            let glyph = self.glyphs.get(ink as usize).copied();
            if let Some((page, rect)) = glyph.filter(|_| place.contains(span)) {
                self.sources.push(Source {
                    text: span,
                    page,
                    rect,
                });
            }
        }
    }

    /// Where words are printed, line by line; for an empty span the blank cell there, else the character in front of it
    /// or behind. Nothing where nothing of it is printed.
    pub fn places(&self, span: Span) -> Vec<Place> {
        let from = self.sources.partition_point(|s| s.text.end <= span.start);
        let here = self.sources.iter().skip(from);
        let here = here.take_while(|s| s.text.start < span.end);
        let mut boxes: Vec<(usize, Rect)> = Vec::new();
        for source in here {
            match boxes.last_mut() {
                Some((page, rect)) if *page == source.page && goes_on(*rect, source.rect) => {
                    *rect = rect.joined(source.rect);
                }
                _ => boxes.push((source.page, source.rect)),
            }
        }
        if boxes.is_empty() {
            boxes.extend(self.blank(span).or_else(|| self.beside(span)));
        }
        let places = boxes.into_iter();
        places.filter_map(|(p, r)| self.place(p, r)).collect()
    }

    /// The blank cell at a span.
    fn blank(&self, span: Span) -> Option<(usize, Rect)> {
        let mut all = self.blanks.iter();
        let blank = all.find(|b| b.text.start == span.start)?;
        Some((blank.page, blank.rect))
    }

    /// The character that ends or begins at a span.
    fn beside(&self, span: Span) -> Option<(usize, Rect)> {
        let at = self.sources.partition_point(|s| s.text.end < span.start);
        let touches = |s: &&Source| s.text.end == span.start || s.text.start == span.end;
        let source = self.sources.get(at).filter(touches)?;
        Some((source.page, source.rect))
    }

    fn place(&self, page: usize, rect: Rect) -> Option<Place> {
        let map = self.maps.get(page).copied().flatten()?;
        let corner = |x: f64, y: f64| map.apply(x, y).map(|Point { x, y }| (x, y));
        let corners = [
            corner(rect.x0, rect.y0)?,
            corner(rect.x1, rect.y0)?,
            corner(rect.x0, rect.y1)?,
            corner(rect.x1, rect.y1)?,
        ];
        Some(Place { page, corners })
    }
}

/// Whether a character goes on a line.
fn goes_on(line: Rect, next: Rect) -> bool {
    let height = line.height().max(next.height());
    (line.y1 - next.y1).abs() < AMISS * height
        && next.x0 - line.x1 < APART * height
        && next.x0 > line.x0 - AMISS * height
}
