//! Paragraphs as one line of folded characters that know where they stand.

use crate::document::{Block, Document};
use crate::text::{Span, fold_char};
use std::ops::Range;

/// A character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// Folded; any white space is a blank, the end of a block a line end.
    pub c: char,
    /// Where it stands.
    pub span: Span,
    /// It is a letter or digit: part of the key of a label.
    pub key: bool,
}

/// Characters in order.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub signs: Vec<Sign>,
}

impl Line {
    /// The text of blocks that follow each other, without comments.
    pub fn new(document: &Document, blocks: &[Block]) -> Self {
        let mut signs = Vec::new();
        for block in blocks {
            for part in document.without_comments(block.span) {
                let start = part.start as usize;
                let text = document.slice(part).char_indices();
                signs.extend(text.map(|(at, c)| sign(c, start + at)));
            }
            signs.push(Sign {
                c: '\n',
                span: Span::at(block.span.end as usize),
                key: false,
            });
        }
        Line { signs }
    }

    /// The sign at an index; a line end outside of the line.
    pub fn at(&self, at: usize) -> char {
        self.signs.get(at).map_or('\n', |s| s.c)
    }

    /// Signs of a range.
    pub fn part(&self, range: &Range<usize>) -> &[Sign] {
        self.signs.get(range.clone()).unwrap_or_default()
    }

    /// A range without blanks at its ends.
    pub fn trim(&self, range: Range<usize>) -> Range<usize> {
        let blank = |at: &usize| self.at(*at).is_whitespace();
        let lead = range.clone().take_while(blank).count();
        let start = range.start + lead;
        let tail = (start..range.end).rev().take_while(blank).count();
        start..range.end - tail
    }

    /// Where a range stands, without blanks at its ends.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let range = self.trim(range.clone());
        let signs = self.part(&range);
        match (signs.first(), signs.last()) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::at(
                self.signs
                    .get(range.start)
                    .map_or(0, |s| s.span.start as usize),
            ),
        }
    }

    /// The folded text of a range, without any blanks.
    pub fn text(&self, range: &Range<usize>) -> String {
        let signs = self.part(range).iter().map(|s| s.c);
        signs.filter(|c| !c.is_whitespace()).collect()
    }

    /// The index of the last sign before one that is no blank; line ends are none.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|i| self.at(*i) != ' ')
    }
}

fn sign(c: char, at: usize) -> Sign {
    let folded = fold_char(c);
    let folded = if folded.is_whitespace() { ' ' } else { folded };
    Sign {
        c: folded,
        span: Span::new(at, at + c.len_utf8()),
        key: folded.is_alphanumeric(),
    }
}
