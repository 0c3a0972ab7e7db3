//! Which places of a finding are drawn, in which box, and which are only listed.
//!
//! The first box holds the primary place and what lies within [`NEAR`] lines of it. Running prose that is further away
//! gets boxes of its own, at most [`BOXES`] in all. Cells are listed, for a table may have a cell on each line; only
//! cells on the very line of the primary place are drawn.

use super::pen::Pen;
use crate::clamp;
use crate::columns::width;
use crate::messages::Text;
use crate::place::behind;
use gouji_core::diagnostic::{CellName, Diagnostic, Label, Section};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Lines above and below a place that belong to its box.
const NEAR: usize = 2;
/// Boxes of one finding.
const BOXES: usize = 3;
/// Places drawn on one line.
const CROWD: usize = 3;
/// Lines shown of a place that goes over several.
const TALL: usize = 4;

/// The places of a finding, sorted out.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub boxes: Vec<Frame>,
    /// Indices of the labels that are listed.
    pub listed: Vec<usize>,
}

/// What one box shows.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Index of the label that it is about.
    pub anchor: usize,
    /// Where that one begins, as it stands behind the path.
    pub head: String,
    pub pieces: Vec<Piece>,
}

/// The part of a place on one line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Index of its label.
    pub label: usize,
    /// From 0.
    pub line: usize,
    pub start: usize,
    pub end: usize,
    /// The words under it, not yet broken into rows.
    pub words: String,
}

/// What is needed to put a label into words and lines.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub document: &'a Document,
    /// The sections of the report.
    pub sections: &'a [Section],
    pub lang: Lang,
    pub pen: Pen,
}

impl Plan {
    /// Sorts the labels of a finding.
    pub fn new(setting: Setting<'_>, diagnostic: &Diagnostic) -> Self {
        let mut plan = Plan::default();
        let labels = &diagnostic.labels;
        let main = labels.iter().position(|l| l.primary).unwrap_or(0);
        let Some(frame) = labels.get(main).and_then(|l| setting.frame(main, l)) else {
            return plan;
        };
        let row = frame.anchor_line();
        plan.boxes.push(frame);
        let on_row = |l: &Label| l.cell.is_some() && setting.first_line(l) == row;
        let beside = labels.iter().filter(|l| on_row(l)).count();
        for (at, label) in labels.iter().enumerate().filter(|(at, _)| *at != main) {
            let drawn = label.cell.is_none() || (on_row(label) && beside <= CROWD);
            if !drawn || !plan.place(setting, at, label) {
                plan.listed.push(at);
            }
        }
        plan
    }

    /// Puts a label into a box; false when there is no place for it.
    fn place(&mut self, setting: Setting<'_>, at: usize, label: &Label) -> bool {
        let pieces = setting.pieces(at, label);
        if let Some(frame) = self.boxes.iter_mut().find(|f| f.is_near(&pieces)) {
            return frame.add(pieces);
        }
        match setting.frame(at, label) {
            Some(frame) if self.boxes.len() < BOXES => self.boxes.push(frame),
            _ => return false,
        }
        true
    }

    /// Takes a label out of the boxes and lists it.
    pub fn demote(&mut self, label: usize) {
        for frame in &mut self.boxes {
            frame.pieces.retain(|p| p.label != label);
        }
        self.listed.push(label);
        self.listed.sort_unstable();
    }
}

impl Frame {
    /// The first and the last line that are drawn.
    pub fn lines(&self) -> (usize, usize) {
        let lines = || self.pieces.iter().map(|p| p.line);
        (lines().min().unwrap_or(0), lines().max().unwrap_or(0))
    }

    /// The pieces on a line, from left to right.
    pub fn on(&self, line: usize) -> Vec<&Piece> {
        let mut pieces: Vec<&Piece> = self.pieces.iter().filter(|p| p.line == line).collect();
        pieces.sort_by_key(|p| p.start);
        pieces
    }

    fn anchor_line(&self) -> usize {
        self.anchor_lines().0
    }

    fn anchor_lines(&self) -> (usize, usize) {
        let own = || self.pieces.iter().filter(|p| p.label == self.anchor);
        let first = own().map(|p| p.line).min().unwrap_or(0);
        (first, own().map(|p| p.line).max().unwrap_or(first))
    }

    fn is_near(&self, pieces: &[Piece]) -> bool {
        let (first, last) = self.anchor_lines();
        pieces
            .iter()
            .all(|p| p.line + NEAR >= first && p.line <= last + NEAR)
    }

    /// Takes pieces in unless they overlap with others or a line gets crowded. A place that is there already gets
    /// both words.
    fn add(&mut self, pieces: Vec<Piece>) -> bool {
        let same = |a: &Piece, b: &Piece| (a.start, a.end) == (b.start, b.end);
        if let [only] = pieces.as_slice()
            && let Some(there) = self.pieces.iter_mut().find(|p| same(p, only))
        {
            if !only.words.is_empty() && !there.words.contains(&only.words) {
                let parted = !there.words.is_empty();
                there.words.push_str(if parted { "\n" } else { "" });
                there.words.push_str(&only.words);
            }
            return true;
        }
        let blocked = pieces.iter().any(|p| {
            let on_line: Vec<&Piece> = self.on(p.line);
            on_line.len() >= CROWD || on_line.iter().any(|there| there.touches(p))
        });
        if !blocked {
            self.pieces.extend(pieces);
        }
        !blocked
    }
}

impl Piece {
    /// True when both need the same column. An empty place needs the one behind it.
    fn touches(&self, other: &Piece) -> bool {
        let end = |p: &Piece| p.end.max(p.start + 1);
        self.start < end(other) && other.start < end(self)
    }
}

impl Setting<'_> {
    fn first_line(self, label: &Label) -> usize {
        let span = clamp(&self.document.text, label.span);
        self.document.lines.line_of(span.start)
    }

    fn frame(self, at: usize, label: &Label) -> Option<Frame> {
        let pieces = self.pieces(at, label);
        (!pieces.is_empty()).then(|| Frame {
            anchor: at,
            head: behind(self.document, self.sections, label.span, self.lang),
            pieces,
        })
    }

    /// The place line by line. The words stand under the last line that is shown.
    fn pieces(self, at: usize, label: &Label) -> Vec<Piece> {
        let Document { text, lines, .. } = self.document;
        let span = clamp(text, label.span);
        let first = lines.line_of(span.start);
        let last = lines.line_of(span.end.saturating_sub(1).max(span.start));
        let shown = last.min(first + TALL - 1);
        let several = last > first;
        let mut pieces: Vec<Piece> = (first..=shown)
            .map(|line| {
                let whole = lines.line_span(text, line);
                let mut here = whole;
                here.start = span.start.clamp(whole.start, whole.end);
                here.end = span.end.clamp(here.start, whole.end);
                let here = if several { here.trim(text) } else { here };
                Piece {
                    label: at,
                    line,
                    start: here.start as usize,
                    end: here.end as usize,
                    words: String::new(),
                }
            })
            .collect();
        if several && pieces.iter().any(|p| p.start < p.end) {
            pieces.retain(|p| p.start < p.end);
        } else {
            pieces.truncate(1);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.words = self.words(label);
            if last > shown {
                let to = Text::ToLine(u32::try_from(last + 1).unwrap_or(u32::MAX));
                piece.words.push_str(&self.pen.clean(&to.say(self.lang)));
            }
        }
        pieces
    }

    /// What is written under a place.
    fn words(self, label: &Label) -> String {
        let message = self.pen.clean(label.message.trim());
        let name = label.cell.as_ref().map(|c| self.cell_name(c, None));
        match name.filter(|n| !n.is_empty()) {
            None => message,
            Some(name) if message.is_empty() => name,
            Some(name) => name + &self.pen.clean(&Text::Colon.say(self.lang)) + &message,
        }
    }

    /// Row and column of a cell, with its table where that is another than `known`.
    pub fn cell_name(self, cell: &CellName, known: Option<&str>) -> String {
        let table = known.filter(|k| *k != cell.table).map(|_| &cell.table);
        let parts = table.into_iter().chain([&cell.row, &cell.column]);
        let parts: Vec<String> = parts
            .map(|p| self.pen.flat(p))
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(&self.pen.clean(" · "))
    }
}

/// The widest row of words.
pub(super) fn need(words: &str) -> usize {
    words.split('\n').map(width).max().unwrap_or(0)
}
