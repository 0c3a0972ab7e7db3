//! Patterns in a text with an index: only before the words of a pattern matches of it can begin.

use super::needed::{Needed, Reach};
use super::search::Starts;
use super::{Captures, Found, Pattern};
use crate::text::Index;
use crate::text::index::Place;
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

    fn part(self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Words of which every match holds one: the set of which the fewest places are known, with its index. `Err` when no
    /// match is possible, `Ok(None)` when nothing is known.
    fn rarest(self, pattern: &'t Pattern) -> Result<Option<(usize, &'t Needed)>, Never> {
        let mut rarest: Option<(usize, &Needed, usize)> = None;
        for (nth, set) in pattern.0.needs.words.iter().enumerate() {
            let count = set.words.iter().map(|w| self.index.at_most(w)).sum();
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
        let words = set.words.iter();
        let places = words.flat_map(|w| self.index.places(self.text, w, &whole));
        Some(places.map(|place| place.at).collect())
    }

    /// Where matches in a range begin, as places of the range; `None` when there are none.
    fn starts(self, pattern: &'t Pattern, range: &Range<usize>) -> Option<Starts> {
        let needs = &pattern.0.needs;
        let (rarest, set) = match self.rarest(pattern) {
            Err(Never) => return None,
            Ok(None) => return Some(Starts::Anywhere),
            Ok(Some(rarest)) => rarest,
        };
        let near = needs.reach == Reach::Sentence;
        let others = || needs.words.iter().enumerate().filter(|(n, _)| *n != rarest);
        let all_in = |part: &Range<usize>| others().all(|(_, set)| self.holds_any(set, part));
        if !near && !all_in(range) {
            return None;
        }
        let mut places: Vec<Place> = Vec::new();
        for word in &set.words {
            places.extend(self.index.places(self.text, word, range));
        }
        places.sort_unstable_by_key(|place| place.at);
        let mut starts = Vec::with_capacity(places.len());
        let mut last: Option<(usize, Option<usize>)> = None;
        for place in places {
            // where the sentence begins, if it holds all words
            let floor = match last.filter(|(sentence, _)| near && *sentence == place.sentence) {
                Some((_, floor)) => floor,
                None if near => {
                    let whole = self.index.sentence(place.sentence, self.text);
                    let part = whole.start.max(range.start)..whole.end.min(range.end);
                    all_in(&part).then_some(part.start)
                }
                None => Some(range.start),
            };
            last = Some((place.sentence, floor));
            if let Some(floor) = floor {
                let first = set
                    .before
                    .map_or(floor, |bytes| place.at.saturating_sub(bytes));
                starts.push(first.max(floor) - range.start..place.at + 1 - range.start);
            }
        }
        (!starts.is_empty()).then_some(Starts::In(starts))
    }

    fn holds_any(self, set: &Needed, range: &Range<usize>) -> bool {
        let mut words = set.words.iter();
        words.any(|w| self.index.places(self.text, w, range).next().is_some())
    }

    /// Whether the pattern occurs in a range.
    pub fn is_match(self, pattern: &'t Pattern, range: &Range<usize>) -> bool {
        let starts = self.starts(pattern, range);
        starts.is_some_and(|starts| pattern.engines().is_match(self.part(range), &starts))
    }

    /// The first match in a range, with its place in the whole text.
    pub fn find(self, pattern: &'t Pattern, range: &Range<usize>) -> Option<Found> {
        let starts = self.starts(pattern, range)?;
        let found = pattern.engines().find(self.part(range), &starts)?;
        Some(range.start + found.start..range.start + found.end)
    }

    /// All matches in a range, with their places in the whole text.
    pub fn find_all(
        self,
        pattern: &'t Pattern,
        range: &Range<usize>,
    ) -> impl Iterator<Item = Found> + use<'t> {
        let starts = self.starts(pattern, range);
        let found = starts.map(|starts| pattern.engines().find_all(self.part(range), &starts));
        let start = range.start;
        let found = found.into_iter().flatten();
        found.map(move |m| start + m.start..start + m.end)
    }

    /// All matches in a range with their named groups, with their places in the whole text.
    pub fn captures_all(self, pattern: &'t Pattern, range: &Range<usize>) -> Vec<Captures> {
        let Some(starts) = self.starts(pattern, range) else {
            return Vec::new();
        };
        let found = pattern.engines().captures_all(self.part(range), &starts);
        let found = found.into_iter();
        found
            .map(|captures| captures.shifted(range.start))
            .collect()
    }
}
