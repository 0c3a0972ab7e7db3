//! The state of a page being drawn, and the operators of text.

use super::colour::Areas;
use super::font::{Code, Font};
use super::geometry::{Matrix, Point, Rect};
use super::paint::{Path, Rule};
use super::words::unified;
use lopdf::Object;
use lopdf::content::Operation;
use std::rc::Rc;

/// A character on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Clockwise quarters that the text is turned by; `None` for anything between.
    pub(super) turn: Option<u8>,
    /// Drawn without ink, as the text behind a scan is, or in white on white.
    pub(super) hidden: bool,
    /// Its number in the file, from 1, where somebody asks where the text is printed; else 0.
    pub(super) ink: u32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) images: usize,
    /// What is painted in colour so far.
    pub(super) areas: Areas,
    /// Glyphs of which the file does not tell the character.
    pub(super) unread: usize,
    /// From the space of the file to page space.
    pub(super) map: Option<Matrix>,
    /// It is wider than high.
    pub(super) wide: bool,
}

/// The state that `q` saves.
#[derive(Clone)]
pub(super) struct State {
    pub(super) map: Matrix,
    /// What lies outside is not seen.
    pub(super) clip: Rect,
    pub(super) pen: f64,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter: f64,
    pub(super) word: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// Letters are drawn without ink.
    pub(super) hidden: bool,
    /// Letters are filled, and nothing else.
    pub(super) filled: bool,
    /// What is filled becomes white.
    pub(super) white: bool,
    /// One number is a shade of grey.
    pub(super) grey: bool,
}

/// A stream of operators being drawn.
pub(super) struct Run<'r> {
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) line: Matrix,
    pub(super) text: Matrix,
    pub(super) path: Path,
    pub(super) out: &'r mut Drawn,
    pub(super) depth: usize,
}

impl State {
    /// The state in which a page begins.
    pub(super) fn new(map: Matrix, clip: Rect) -> State {
        State {
            map,
            clip,
            pen: 1.0,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            hidden: false,
            filled: true,
            white: false,
            grey: true,
        }
    }
}

impl<'r> Run<'r> {
    pub(super) fn new(state: State, depth: usize, out: &'r mut Drawn) -> Self {
        Run {
            state,
            saved: Vec::new(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            path: Path::default(),
            out,
            depth,
        }
    }
}

impl Run<'_> {
    pub(super) fn state_operator(&mut self, operator: &str, n: &[f64]) -> bool {
        let Some(first) = n.first().copied() else {
            return false;
        };
        let state = &mut self.state;
        match operator {
            "w" => state.pen = first.abs(),
            "Tc" => state.letter = first,
            "Tw" => state.word = first,
            "Tz" => state.stretch = first / 100.0,
            "TL" => state.leading = first,
            "Ts" => state.rise = first,
            "Tr" => {
                state.hidden = first == 3.0;
                state.filled = first == 0.0;
            }
            _ => return false,
        }
        true
    }

    pub(super) fn draw(&mut self, operator: &str, n: &[f64]) {
        if matches!(operator, "W" | "W*") {
            // the path may be smaller than its box, never larger
            let inside = self.path.around();
            self.state.clip = inside.map_or(self.state.clip, |r| r.shared(self.state.clip));
            return;
        }
        self.coloured(operator);
        let pen = self.state.pen * self.state.map.scale();
        let mut rules = Vec::new();
        self.path
            .operator(operator, n, self.state.map, pen, &mut rules);
        let clip = self.state.clip;
        let seen = rules.into_iter().filter_map(|r| r.clipped(clip));
        self.out.rules.extend(seen);
    }

    pub(super) fn text_operator(&mut self, operator: &str, op: &Operation, n: &[f64]) -> bool {
        match (operator, n) {
            ("BT", _) => {
                self.line = Matrix::IDENTITY;
                self.text = Matrix::IDENTITY;
            }
            ("Td", [x, y, ..]) => self.next_line(*x, *y),
            ("TD", [x, y, ..]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            ("Tm", n) => {
                if let Some(m) = matrix(n) {
                    self.line = m;
                    self.text = m;
                }
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tj", _) => self.strings(&op.operands),
            ("TJ", _) => {
                if let Some(Object::Array(list)) = op.operands.first() {
                    self.strings(list);
                }
            }
            ("'", _) => {
                self.next_line(0.0, -self.state.leading);
                self.strings(&op.operands);
            }
            ("\"", [word, letter, ..]) => {
                self.state.word = *word;
                self.state.letter = *letter;
                self.next_line(0.0, -self.state.leading);
                self.strings(op.operands.get(2..).unwrap_or_default());
            }
            _ => return false,
        }
        true
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.text = self.line;
    }

    /// Strings, and between them numbers that move the pen back by thousandths.
    fn strings(&mut self, parts: &[Object]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for part in parts {
            match part {
                Object::String(bytes, _) => {
                    let mut rest = bytes.as_slice();
                    while let Some(code) = font.code(rest) {
                        rest = rest.get(code.len.max(1)..).unwrap_or_default();
                        self.show(&font, code);
                    }
                }
                other => {
                    let back = -number(other).unwrap_or(0.0) / 1000.0 * self.state.size;
                    self.advance(&font, back);
                }
            }
        }
    }

    fn advance(&mut self, font: &Font, by: f64) {
        self.text = match font.vertical {
            true => self.text.moved(0.0, by),
            false => self.text.moved(by * self.state.stretch, 0.0),
        };
    }

    fn show(&mut self, font: &Font, code: Code) {
        let State {
            size,
            rise,
            letter,
            word,
            stretch,
            ..
        } = self.state;
        let width = font.width(code) * size;
        let mut text = String::new();
        if !font.text(code, &mut text) {
            self.out.unread += 1;
            text.push('\u{fffd}');
        }
        let (left, base) = match font.vertical {
            true => (-width / 2.0, rise - 0.88 * size),
            false => (0.0, rise),
        };
        self.put(&text, left, base, width * stretch);
        let blank = if font.is_blank(code) { word } else { 0.0 };
        match font.vertical {
            true => self.advance(font, -size - letter - blank),
            false => self.advance(font, width + letter + blank),
        }
    }

    /// Puts the characters of one code side by side onto its place.
    fn put(&mut self, text: &str, left: f64, base: f64, width: f64) {
        let map = self.text.then(self.state.map);
        let (Some(from), Some(to), Some(up)) = (
            map.apply(left, base),
            map.apply(left + width.max(0.001), base),
            map.apply(left, base + self.state.size),
        ) else {
            return;
        };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let turn = match (dx.abs() > 8.0 * dy.abs(), dy.abs() > 8.0 * dx.abs()) {
            (true, _) => Some(if dx > 0.0 { 0 } else { 2 }),
            (_, true) => Some(if dy > 0.0 { 1 } else { 3 }),
            _ => None,
        };
        let middle = Point {
            x: (from.x + to.x) / 2.0,
            y: (from.y + to.y) / 2.0,
        };
        if !self
            .state
            .clip
            .holds(middle, self.state.size.abs() * self.state.map.scale())
        {
            return;
        }
        let unseen = self.state.white && self.state.filled && self.out.images == 0;
        let hidden = self.state.hidden || unseen && !self.out.areas.hold(middle);
        let count = text.chars().count().max(1) as f64;
        for (at, c) in text.chars().enumerate() {
            let (start, end) = (at as f64 / count, (at + 1) as f64 / count);
            self.out.glyphs.push(Glyph {
                c: unified(c),
                x0: from.x + dx * start,
                x1: from.x + dx * end,
                y: from.y,
                size: ((up.x - from.x).powi(2) + (up.y - from.y).powi(2)).sqrt(),
                turn,
                hidden,
                ink: 0,
            });
        }
    }
}

impl Glyph {
    /// The box that it takes.
    pub(super) fn rect(&self) -> Rect {
        Rect {
            x0: self.x0,
            x1: self.x1,
            y0: self.y - 0.85 * self.size,
            y1: self.y + 0.15 * self.size,
        }
    }
}

pub(super) fn number(object: &Object) -> Option<f64> {
    object
        .as_float()
        .ok()
        .map(f64::from)
        .filter(|n| n.is_finite())
}

pub(super) fn name(op: &Operation) -> Option<&[u8]> {
    op.operands.first()?.as_name().ok()
}

pub(super) fn matrix(n: &[f64]) -> Option<Matrix> {
    n.get(..6)?.try_into().ok().map(Matrix)
}
