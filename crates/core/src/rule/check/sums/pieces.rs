//! The pieces of a paragraph that sums are read from: figures, words that open a list, marks.

use super::figure::{self, Figure};
use crate::grammar::TokenKind;
use crate::report::{Prose, ends_sentence};
use crate::rule::kinds::Breakdown;
use std::ops::Range;

/// Words behind which a list of parts begins.
#[derive(Clone, Debug)]
pub(super) struct Opener {
    pub range: Range<usize>,
    /// How many brackets are open behind it.
    pub depth: i32,
    /// It begins its sentence.
    pub first: bool,
    /// The end of the list's sentence.
    pub until: usize,
}

/// A paragraph, or a part of one, cut into pieces.
pub(super) struct Pieces {
    /// In order.
    pub figures: Vec<Figure>,
    /// In order.
    pub openers: Vec<Opener>,
    /// Where sentences end, in order; the last is the end of the range.
    pub stops: Vec<usize>,
    /// Where semicolons stand outside of brackets, in order.
    pub semicolons: Vec<usize>,
    range: Range<usize>,
}

/// A character that parts clauses.
pub(super) fn parts_clauses(c: char) -> bool {
    ends_sentence(c) || matches!(c, ',' | ';' | ':' | '\u{3001}' | '(' | ')')
}

/// What the marks say at a place.
#[derive(Clone, Copy, Default)]
struct State {
    depth: i32,
    quoted: bool,
    /// Where the clause begins.
    clause: usize,
}

impl Pieces {
    /// Cuts a range; `None` when no word opens a list and no figure can be a concluding total.
    pub fn read(prose: &Prose, range: &Range<usize>, spec: &Breakdown) -> Option<Pieces> {
        let searched = prose.searched();
        let mut opens = searched.find_all(&spec.opens, range).peekable();
        let concluded = spec.concludes.iter();
        let concluded = concluded.flat_map(|p| searched.find_all(p, range).map(|r| r.end));
        let concluded: Vec<usize> = concluded.collect();
        if opens.peek().is_none() && concluded.is_empty() {
            return None;
        }
        let paragraph = prose.paragraph_at(range.start)?;
        let mut pieces = Pieces {
            figures: Vec::new(),
            openers: Vec::new(),
            stops: Vec::new(),
            semicolons: Vec::new(),
            range: range.clone(),
        };
        let mut tokens = prose.tokens_in(paragraph, range).peekable();
        let (mut state, mut skip) = (State::default(), range.start);
        state.clause = range.start;
        for (at, c) in prose.text(range.clone()).char_indices() {
            let at = range.start + at;
            while let Some(token) = tokens.next_if(|t| t.range.start <= at) {
                if token.kind == TokenKind::Title {
                    skip = token.range.end;
                } else if !state.quoted {
                    let figure = figure::read(prose, range, token, state.clause, spec);
                    pieces.figures.extend(figure.map(|f| Figure {
                        depth: state.depth,
                        concludes: concluded.binary_search(&f.range.start).is_ok(),
                        ..f
                    }));
                }
            }
            if at < skip {
                continue;
            }
            pieces.mark(&mut state, at, c);
            while let Some(open) = opens.next_if(|o| o.end <= at + c.len_utf8()) {
                pieces.open(prose, open, state);
            }
        }
        pieces.stops.push(range.end);
        pieces.close();
        Some(pieces)
    }

    fn mark(&mut self, state: &mut State, at: usize, c: char) {
        let behind = at + c.len_utf8();
        match c {
            '(' => state.depth += 1,
            ')' => state.depth -= 1,
            '\u{201c}' => state.quoted = true,
            '\u{201d}' => state.quoted = false,
            ';' if state.depth == 0 => self.semicolons.push(at),
            _ if ends_sentence(c) => {
                self.stops.push(at);
                state.quoted = false;
                state.depth = 0;
            }
            _ => {}
        }
        if parts_clauses(c) {
            state.clause = behind;
        }
    }

    fn open(&mut self, prose: &Prose, range: Range<usize>, state: State) {
        if state.quoted {
            return;
        }
        let last = self.stops.last().copied();
        let between = last.map_or("", |stop| prose.text(stop..range.start));
        self.openers.push(Opener {
            first: last.is_some() && between.chars().all(ends_sentence),
            depth: state.depth,
            until: 0,
            range,
        });
    }

    /// Tells each opener where its sentence ends.
    fn close(&mut self) {
        for opener in &mut self.openers {
            let next = self.stops.partition_point(|s| *s < opener.range.end);
            opener.until = self.stops.get(next).copied().unwrap_or(self.range.end);
        }
    }

    /// The sentence that holds an offset; with the one before it, when asked.
    pub fn sentence(&self, at: usize, before: bool) -> Range<usize> {
        let next = self.stops.partition_point(|s| *s < at);
        let back = next.checked_sub(1 + usize::from(before));
        let start = back.and_then(|n| self.stops.get(n)).copied();
        let end = self.stops.get(next).copied();
        start.unwrap_or(self.range.start)..end.unwrap_or(self.range.end)
    }

    /// The figures that begin in a range.
    pub fn figures_in(&self, range: &Range<usize>) -> &[Figure] {
        let first = self
            .figures
            .partition_point(|f| f.range.start < range.start);
        let behind = self.figures.partition_point(|f| f.range.start < range.end);
        self.figures
            .get(first..behind.max(first))
            .unwrap_or_default()
    }

    /// The figures that begin before an offset.
    pub fn figures_before(&self, end: usize) -> &[Figure] {
        self.figures_in(&(self.range.start..end))
    }

    /// The figures of the sentence behind the one that ends at an offset.
    pub fn next_sentence(&self, end: usize) -> impl Iterator<Item = Figure> + '_ {
        let next = self.stops.partition_point(|s| *s <= end);
        let until = self.stops.get(next).copied().unwrap_or(end);
        self.figures_in(&(end..until)).iter().cloned()
    }

    /// Where the last semicolon before an offset stands, not before `from`.
    pub fn semicolon_before(&self, at: usize, from: usize) -> Option<usize> {
        let behind = self.semicolons.partition_point(|s| *s < at);
        let last = behind.checked_sub(1).and_then(|n| self.semicolons.get(n));
        last.copied().filter(|s| *s >= from)
    }
}
