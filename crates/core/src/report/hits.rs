//! The matches of patterns, and the exceptions that touch them.

use super::matched::Barred;
use super::matcher::Matcher;
use super::prose::Prose;
use crate::document::Document;
use crate::text::{Captures, Planned, Prepared};
use std::cell::OnceCell;
use std::ops::Range;

/// A pattern, by index, with what it captured.
type Hit = (usize, Captures);

/// The patterns of a matcher, made ready for a text.
pub(super) struct Ready<'s, 't> {
    pub patterns: &'s [Prepared<'t>],
    /// The exceptions, once there is a match that they may touch.
    pub except: &'s OnceCell<Vec<Planned<'t>>>,
}

impl Matcher {
    /// Matches that no exception touches: in a range of the folded text, or in the paragraph as it was typed.
    pub(super) fn captures<'t>(
        &'t self,
        document: &Document,
        prose: &'t Prose,
        year: Option<i32>,
        (at, range): (usize, &Range<usize>),
        search: &Ready<'_, 't>,
        barred: &mut Option<Vec<Barred>>,
    ) -> Vec<Hit> {
        let paragraph = prose.paragraphs.get(at).filter(|_| self.raw);
        let typed = paragraph.map(|p| document.slice(p.span));
        let mut found: Vec<Hit> = Vec::new();
        for (nth, pattern) in self.patterns.iter().enumerate() {
            let captures = match (typed, search.patterns.get(nth)) {
                (Some(text), _) => pattern.captures_all(text),
                (None, Some(prepared)) => prepared.captures_all(range),
                (None, None) => Vec::new(),
            };
            found.extend(captures.into_iter().map(|captures| (nth, captures)));
        }
        if found.is_empty() {
            return found;
        }
        if !self.raw {
            let around = self.guard.around(prose, at, range);
            found.retain(|(_, captures)| around.allow(captures, &core(captures)));
        }
        let bars = self.bars(prose, year, range, typed, search);
        found.retain(|(pattern, captures)| {
            let core = core(captures);
            let touched =
                |(_, b): &&(usize, Range<usize>)| b.start < core.end && core.start < b.end;
            let mut by = bars.iter().filter(touched).peekable();
            let free = by.peek().is_none();
            if let Some(barred) = barred.as_mut().filter(|_| !free) {
                let by = by.map(|(nth, r)| (*nth, self.place(prose, at, r)));
                barred.push(Barred {
                    pattern: *pattern,
                    by: by.collect(),
                });
            }
            free
        });
        found
    }

    /// The words of exceptions, by the index of the exception.
    fn bars<'t>(
        &'t self,
        prose: &'t Prose,
        year: Option<i32>,
        range: &Range<usize>,
        typed: Option<&str>,
        search: &Ready<'_, 't>,
    ) -> Vec<(usize, Range<usize>)> {
        let places = |p: &Planned<'_>| -> Vec<Range<usize>> {
            match self.guard.years.is_empty() {
                true => p.find_all(range).collect(),
                false => {
                    let found = p.captures_all(range).into_iter();
                    let found = found.filter(|c| self.guard.bars(c, prose, year));
                    found.map(|c| c.whole).collect()
                }
            }
        };
        let numbered = |(nth, places): (usize, Vec<Range<usize>>)| {
            places.into_iter().map(move |place| (nth, place))
        };
        match typed {
            Some(text) => {
                let except = self.except.iter().enumerate();
                let found = except.map(|(nth, p)| (nth, p.find_all(text).collect()));
                found.flat_map(numbered).collect()
            }
            None => {
                let searched = prose.searched();
                let plan = || self.except.iter().map(|p| searched.plan(p)).collect();
                let except = search.except.get_or_init(plan).iter().enumerate();
                let found = except.map(|(nth, p)| (nth, places(p)));
                found.flat_map(numbered).collect()
            }
        }
    }
}

/// The part of a match that counts: its group `core`, else all of it.
pub(super) fn core(captures: &Captures) -> Range<usize> {
    captures.get("core").unwrap_or(captures.whole.clone())
}
