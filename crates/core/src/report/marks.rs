//! Marks in the text that are no words of it: those that a word processor left, and those of bold type in Markdown.

use crate::grammar;
use crate::text::{Span, fold_char};
use std::ops::Range;

/// The mark before and behind bold words in Markdown.
const BOLD: &str = "**";

/// The parts of a span between the marks that a word processor left, and those of Markdown.
pub(super) fn without_marks(text: &str, span: Span) -> Vec<Span> {
    let here = span.of(text);
    if !here.contains('[') && here.matches(BOLD).nth(1).is_none() {
        return vec![span];
    }
    let flat: String = here
        .chars()
        .map(|c| if c.len_utf8() == 1 { fold_char(c) } else { c })
        .collect();
    let mut pieces = Vec::new();
    let mut from = 0;
    let bold = match flat.matches(BOLD).nth(1) {
        Some(_) => flat.match_indices(BOLD).collect(),
        None => Vec::new(),
    };
    let bold = bold.into_iter().map(|(at, mark)| at..at + mark.len());
    let mut marks: Vec<Range<usize>> = grammar::marks(&flat).into_iter().chain(bold).collect();
    marks.sort_by_key(|m| m.start);
    for mark in marks {
        if mark.start >= from {
            pieces.push(from..mark.start);
            from = mark.end;
        }
    }
    pieces.push(from..here.len());
    let base = span.start as usize;
    pieces
        .into_iter()
        .filter(|p| !p.is_empty())
        .map(|p| Span::new(base + p.start, base + p.end))
        .collect()
}
