//! Byte ranges and edits.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of bytes in a text: `start` inclusive, `end` exclusive. Both lie on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`; offsets beyond 4 GiB saturate (readers refuse such texts).
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// An empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The span as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// True when the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text at this span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// This span without white space at either end of its text (an all-blank span becomes empty at its start).
    pub fn trim(self, text: &str) -> Span {
        let here = self.of(text);
        let lead = here.len() - here.trim_start().len();
        let body = here.trim().len();
        if body == 0 {
            return Span::at(self.start as usize);
        }
        let start = self.start as usize + lead;
        Span::new(start, start + body)
    }

    /// Where this span is after edits, which are in order. What is put in at one of its ends belongs to it.
    pub fn after(self, edits: &[Edit]) -> Span {
        let shift = |at: u32, behind: bool| {
            let before = edits.iter().filter(|e| {
                let (start, end) = (e.span.start, e.span.end);
                end <= at && (behind || start < at)
            });
            let (gone, new) = before.fold((0, 0), |(gone, new), e| {
                (gone + e.span.len(), new + e.text.len())
            });
            at as usize + new - gone
        };
        Span::new(shift(self.start, false), shift(self.end, true))
    }
}

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// A text with edits, which are in order and do not overlap.
    pub fn apply(edits: &[Edit], text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in edits {
            let range = edit.span.range();
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&edit.text);
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}
