//! Paragraphs as one line of folded characters that know where they stand.

use crate::document::{Block, Document};
use crate::text::{Span, fold_char, is_letter, pair_number};
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
#[derive(Debug)]
pub(super) struct Line {
    pub signs: Vec<Sign>,
    /// For each sign the pair that it begins.
    pairs: Vec<Pair>,
}

/// Two letters or digits that follow each other, whatever blanks and marks stand between them, as a number that few other
/// pairs have; zero where a sign begins none.
pub(super) type Pair = u16;

/// The pair of two characters.
pub(super) fn pair(first: char, second: char) -> Pair {
    (pair_number(first, second) as Pair).max(1)
}

/// Whether nothing goes on behind a sign: the end of a line or of a sentence.
pub(super) fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\u{3002}')
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
        let pairs = pairs(&signs);
        Line { signs, pairs }
    }

    /// The pairs that the signs of a range begin.
    pub fn pairs(&self, range: Range<usize>) -> &[Pair] {
        self.pairs.get(range).unwrap_or_default()
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

fn pairs(signs: &[Sign]) -> Vec<Pair> {
    let mut next = None;
    let backwards = signs.iter().rev().map(|sign| {
        if !sign.key {
            next = next.filter(|_| !is_end(sign.c));
            return 0;
        }
        let begun = next.replace(sign.c);
        begun.map_or(0, |second| pair(sign.c, second))
    });
    let mut pairs: Vec<Pair> = backwards.collect();
    pairs.reverse();
    pairs
}

fn sign(c: char, at: usize) -> Sign {
    let folded = fold_char(c);
    let folded = if folded.is_whitespace() { ' ' } else { folded };
    Sign {
        c: folded,
        span: Span::new(at, at + c.len_utf8()),
        key: is_letter(folded),
    }
}
