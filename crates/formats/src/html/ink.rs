//! The text of a page as people see it: white space of the source falls together.

use gouji_core::text::Span;
use std::ops::Range;

/// Text that is being written.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) text: String,
    /// Pieces of the text and where each of them begins in the source.
    pub(super) origins: Vec<(Range<usize>, usize)>,
    /// Where the paragraph or cell begins.
    start: usize,
    gap: Gap,
    /// How many characters it has, without white space.
    chars: u32,
    /// How many of them lead to other pages.
    linked: u32,
}

/// White space that has not been written yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    /// An end of a line of the source, which parts words but not Chinese characters.
    Turn,
    /// An end of a line that people see.
    Line,
}

/// Something that was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) span: Span,
    pub(super) chars: u32,
    pub(super) linked: u32,
}

impl Ink {
    /// Nothing stands in this paragraph yet.
    pub(super) fn is_blank(&self) -> bool {
        self.chars == 0
    }

    /// Writes characters of the source, which begin at a byte of it; none for characters that do not stand there.
    pub(super) fn write(&mut self, source: &str, from: Option<usize>, linked: bool) {
        for (at, c) in source.char_indices() {
            match c {
                '\n' | '\r' => self.gap = self.gap.max(Gap::Turn),
                ' ' | '\t' | '\u{c}' => self.gap = self.gap.max(Gap::Blank),
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0' => {}
                c if c.is_whitespace() && self.is_blank() => {}
                c => {
                    self.put(c, linked);
                    if let Some(from) = from {
                        self.note(c.len_utf8(), from + at);
                    }
                }
            }
        }
    }

    /// The last character of so many bytes stands there in the source.
    fn note(&mut self, length: usize, from: usize) {
        let end = self.text.len();
        let start = end - length;
        match self.origins.last_mut() {
            Some((text, first)) if text.end == start && *first + text.len() == from => {
                text.end = end;
            }
            _ => self.origins.push((start..end, from)),
        }
    }

    fn put(&mut self, c: char, linked: bool) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.len() > self.start {
            let wide = |c: char| c >= '\u{2e80}';
            match gap {
                Gap::None => {}
                Gap::Turn if wide(c) && self.text.ends_with(wide) => {}
                Gap::Blank | Gap::Turn => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.text.push(c);
        let seen = u32::from(!c.is_whitespace());
        self.chars += seen;
        self.linked += if linked { seen } else { 0 };
    }

    /// The next character stands on a new line of the same paragraph or cell.
    pub(super) fn turn(&mut self) {
        self.gap = Gap::Line;
    }

    /// Ends a paragraph; `None` when nothing stands in it.
    pub(super) fn paragraph(&mut self) -> Option<Written> {
        if self.is_blank() {
            self.text.truncate(self.start);
            self.gap = Gap::None;
            return None;
        }
        Some(self.cell())
    }

    /// Ends a cell, blank or not.
    pub(super) fn cell(&mut self) -> Written {
        let end = self.text.trim_end().len().max(self.start);
        self.text.truncate(end);
        self.shorten(end);
        self.text.push('\n');
        let written = Written {
            span: Span::new(self.start, end),
            chars: std::mem::take(&mut self.chars),
            linked: std::mem::take(&mut self.linked),
        };
        self.start = self.text.len();
        self.gap = Gap::None;
        written
    }

    /// Lets nothing point behind the end of the text: white space was taken from it.
    fn shorten(&mut self, end: usize) {
        while self
            .origins
            .last()
            .is_some_and(|(text, _)| text.start >= end)
        {
            self.origins.pop();
        }
        if let Some((text, _)) = self.origins.last_mut() {
            text.end = text.end.min(end);
        }
    }

    /// Takes back all that was written since the text had this length.
    pub(super) fn rewind(&mut self, length: usize) {
        self.text.truncate(length);
        self.origins.retain(|(text, _)| text.end <= length);
        self.start = length;
    }
}
