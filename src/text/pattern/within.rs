//! Patterns in a text with an index: only sentences that hold the words of a pattern are searched for it.

use super::needed::Reach;
use super::{Captures, Found, Pattern};
use crate::text::Index;
use crate::text::index::Word;
use std::ops::Range;

/// A pattern cannot match.
struct Never;

/// A text that is searched many times.
#[derive(Clone, Copy, Debug)]
pub struct Searched<'t> {
    text: &'t str,
    index: &'t Index,
}

impl<'t> Searched<'t> {
    /// A text with its index.
    pub fn new(text: &'t str, index: &'t Index) -> Self {
        Searched { text, index }
    }

    fn part(self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// Words of which every match holds one: the set of which the fewest places are known, by its index. `Err` when no match
    /// is possible, `Ok(None)` when nothing is known.
    fn rarest(self, pattern: &'t Pattern) -> Result<Option<(usize, &'t [Word])>, Never> {
        let mut rarest: Option<(usize, &[Word], usize)> = None;
        for (nth, set) in pattern.0.needs.words.iter().enumerate() {
            let count = set.iter().map(|w| self.index.at_most(w)).sum();
            if count == 0 {
                return Err(Never);
            }
            if rarest.is_none_or(|(.., least)| count < least) {
                rarest = Some((nth, set, count));
            }
        }
        Ok(rarest.map(|(nth, set, _)| (nth, set)))
    }

    /// Places of words of which every match holds one, in no order; `None` when matches can be anywhere.
    pub fn near(self, pattern: &'t Pattern) -> Option<Vec<usize>> {
        let whole = 0..self.text.len();
        let set = match self.rarest(pattern) {
            Err(Never) => return Some(Vec::new()),
            Ok(set) => set?.1,
        };
        let places = set
            .iter()
            .flat_map(|w| self.index.places(self.text, w, &whole));
        Some(places.map(|place| place.at).collect())
    }

    /// The parts of a range that can hold a match, in order. What is found in them is what is found in the range.
    pub fn parts(self, pattern: &'t Pattern, range: &Range<usize>) -> Vec<Range<usize>> {
        let needs = &pattern.0.needs;
        let (rarest, set) = match self.rarest(pattern) {
            Err(Never) => return Vec::new(),
            Ok(None) => return vec![range.clone()],
            Ok(Some(rarest)) => rarest,
        };
        let others = || needs.words.iter().enumerate().filter(|(n, _)| *n != rarest);
        let all_in = |part: &Range<usize>| others().all(|(_, set)| self.holds_any(set, part));
        if needs.reach == Reach::Far {
            let fits = self.holds_any(set, range) && all_in(range);
            return match fits {
                true => vec![range.clone()],
                false => Vec::new(),
            };
        }
        let mut parts = self.sentences(set, range);
        parts.retain(all_in);
        parts
    }

    fn holds_any(self, set: &[Word], range: &Range<usize>) -> bool {
        let mut words = set.iter();
        words.any(|w| self.index.places(self.text, w, range).next().is_some())
    }

    /// The sentences of a range that hold one of some words.
    fn sentences(self, set: &[Word], range: &Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<usize> = Vec::new();
        for word in set {
            let places = self.index.places(self.text, word, range);
            for place in places {
                if found.last() != Some(&place.sentence) {
                    found.push(place.sentence);
                }
            }
        }
        if set.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        let cut = |nth: usize| {
            let whole = self.index.sentence(nth, self.text);
            whole.start.max(range.start)..whole.end.min(range.end)
        };
        found.into_iter().map(cut).collect()
    }

    /// Whether the pattern occurs in a range.
    pub fn is_match(self, pattern: &Pattern, range: &Range<usize>) -> bool {
        let mut parts = self.parts(pattern, range).into_iter();
        parts.any(|part| pattern.matches(self.part(part)))
    }

    /// The first match in a range, with its place in the whole text.
    pub fn find(self, pattern: &Pattern, range: &Range<usize>) -> Option<Found> {
        self.find_all(pattern, range).next()
    }

    /// All matches in a range, with their places in the whole text.
    pub fn find_all(
        self,
        pattern: &'t Pattern,
        range: &Range<usize>,
    ) -> impl Iterator<Item = Found> + use<'t> {
        let parts = self.parts(pattern, range).into_iter();
        parts.flat_map(move |part| {
            let start = part.start;
            let found = pattern.searched(self.part(part)).into_iter();
            found.map(move |m| start + m.start..start + m.end)
        })
    }

    /// All matches in a range with their named groups, with their places in the whole text.
    pub fn captures_all(self, pattern: &Pattern, range: &Range<usize>) -> Vec<Captures> {
        let mut all = Vec::new();
        for part in self.parts(pattern, range) {
            let start = part.start;
            let found = pattern.captures_in(self.part(part));
            all.extend(found.into_iter().map(|captures| captures.shifted(start)));
        }
        all
    }
}
