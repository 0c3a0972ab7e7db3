//! Glyphs → lines of text.

use super::printed::Printed;
use super::text::Glyph;

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: Printed,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
    /// How many parts there are between wide gaps.
    pub(super) parts: usize,
    /// The words between gaps that are no part of writing: cells of a table may stand as near to each other.
    pub(super) words: Vec<Word>,
}

/// A part of a line without gaps.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) text: Printed,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Word {
    /// Where its middle stands.
    pub(super) fn middle(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

/// How far base lines in one line may lie apart, in sizes of the font.
const RAISED: f64 = 0.35;
/// The same character as near as this is printed twice, to look bold.
const TWICE: f64 = 0.25;
/// A gap between parts.
const WIDE: f64 = 1.4;
/// A gap between wide characters of two words.
const APART: f64 = 0.38;

/// Written without blanks between words.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
        || matches!(
            c,
            '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{b7}'
        )
}

/// The lines of some glyphs, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut out = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        let limit = first.y + RAISED * rest.iter().take(8).map(|g| g.size).fold(0.0, f64::max);
        let len = rest.partition_point(|g| g.y <= limit).max(1);
        let (here, later) = rest.split_at_mut(len);
        rest = later;
        here.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        out.extend(line(here));
    }
    out
}

fn line(glyphs: &[Glyph]) -> Option<Line> {
    let mut line = Line::default();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace() || glyph.c.is_control() {
            blank = true;
            continue;
        }
        if let Some(before) = last {
            if before.c == glyph.c && (glyph.x0 - before.x0).abs() < TWICE * glyph.size {
                continue;
            }
            let em = before.size.max(glyph.size);
            let gap = glyph.x0 - before.x1;
            let usual = match (is_wide(before.c), is_wide(glyph.c)) {
                (true, true) => WIDE * em,
                (false, false) => 0.22 * em,
                _ => 0.5 * em,
            };
            let blank = blank && gap > -0.2 * em;
            if blank || gap > usual {
                line.text.push(' ');
            }
            line.parts += usize::from(gap > WIDE * em);
            // a blank is written between words, a gap is left between cells
            if gap > usual.min(APART * em) && !(blank && gap < 0.7 * em) {
                line.words.push(Word::default());
            }
        } else {
            line.x0 = glyph.x0;
            line.parts = 1;
            line.words.push(Word::default());
        }
        if let Some(word) = line.words.last_mut() {
            word.put(glyph);
        }
        line.text.put(glyph);
        line.x1 = glyph.x1.max(line.x1);
        line.size = glyph.size.max(line.size);
        line.y = glyph.y;
        (last, blank) = (Some(glyph), false);
    }
    last.map(|_| line)
}

impl Word {
    fn put(&mut self, glyph: &Glyph) {
        if self.text.is_empty() {
            self.x0 = glyph.x0;
        }
        self.text.put(glyph);
        self.x1 = glyph.x1.max(self.x1);
        self.size = glyph.size.max(self.size);
        self.y = glyph.y;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::pdf) fn glyphs(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let mut x0 = x;
        let one = |c: char| {
            let x1 = x0 + if is_wide(c) { 10.0 } else { 5.0 };
            let glyph = Glyph {
                c,
                x0,
                x1,
                y,
                size: 10.0,
                turn: Some(0),
                hidden: false,
                ink: 0,
            };
            x0 = x1;
            glyph
        };
        text.chars().map(one).collect()
    }

    #[test]
    fn lines_are_read_from_left_to_right() {
        let mut all = glyphs("\u{7532}2024\u{5e74}", 10.0, 30.5);
        all.extend(glyphs("7", 100.0, 30.0));
        all.extend(glyphs("Page 1", 10.0, 10.0));
        all.rotate_left(4);
        let found = lines(all);
        let texts: Vec<&str> = found.iter().map(|l| &*l.text).collect();
        assert_eq!(texts, ["Page 1", "\u{7532}2024\u{5e74} 7"]);
        assert_eq!(found[1].parts, 2);
        assert_eq!(found[1].words.len(), 2);
    }

    #[test]
    fn print_that_looks_bold_is_read_once() {
        let mut all = glyphs("\u{603b}\u{8ba1}11", 10.0, 30.0);
        all.extend(glyphs("\u{603b}\u{8ba1}11", 10.4, 30.0));
        assert_eq!(&*lines(all)[0].text, "\u{603b}\u{8ba1}11");
    }
}
