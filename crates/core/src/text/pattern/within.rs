//! Patterns in a text with an index: only before the words of a pattern matches of it can begin.

use super::needed::{Needed, Reach};
use super::search::Starts;
use super::{Captures, Found, Pattern};
use crate::text::Index;
use crate::text::index::Place;
use std::ops::Range;

/// A set of words with so few places is looked at before it is known whether another has fewer.
const FEW: usize = 2;

/// A pattern cannot match.
#[derive(Clone, Copy, Debug)]
struct Never;

/// A text that is searched many times.
#[derive(Clone, Copy, Debug)]
pub struct IndexedText<'t> {
    text: &'t str,
    index: &'t Index,
}

impl<'t> IndexedText<'t> {
    /// A text with its index.
    pub fn new(text: &'t str, index: &'t Index) -> Self {
        IndexedText { text, index }
    }

    fn part(self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Words of which every match holds one: the set of which the fewest places are known, with its index. `Err` when no
    /// match is possible, `Ok(None)` when nothing is known.
    fn rarest(self, pattern: &'t Pattern) -> Result<Option<(usize, Needed<'t>)>, Never> {
        let mut rarest: Option<(usize, Needed<'_>, usize)> = None;
        for (nth, set) in pattern.0.needs.sets().enumerate() {
            let count = set.words().map(|w| self.index.at_most(w)).sum();
            if count == 0 {
                return Err(Never);
            }
            if rarest.is_none_or(|(.., least)| count < least) {
                rarest = Some((nth, set, count));
            }
            if count <= FEW {
                break;
            }
        }
        Ok(rarest.map(|(nth, set, _)| (nth, set)))
    }

    /// Looks up which words of a pattern are rare, for searches in many ranges.
    pub fn plan(self, pattern: &'t Pattern) -> Planned<'t> {
        Planned {
            searched: self,
            pattern,
            rarest: self.rarest(pattern),
        }
    }

    /// Looks up where matches in a range can be, for several searches in parts of it.
    pub fn prepare(self, pattern: &'t Pattern, range: &Range<usize>) -> Prepared<'t> {
        self.plan(pattern).prepare(range)
    }

    fn holds_any(self, set: Needed<'_>, range: &Range<usize>) -> bool {
        let mut words = set.words();
        words.any(|w| self.index.places(self.text, w, range).next().is_some())
    }

    /// Whether the pattern occurs in a range.
    pub fn is_match(self, pattern: &'t Pattern, range: &Range<usize>) -> bool {
        let starts = self.prepare(pattern, range).starts(range);
        starts.is_some_and(|starts| pattern.engines().is_match(self.part(range), &starts))
    }

    /// The first match in a range, with its place in the whole text.
    pub fn find(self, pattern: &'t Pattern, range: &Range<usize>) -> Option<Found> {
        let starts = self.prepare(pattern, range).starts(range)?;
        let found = pattern.engines().find(self.part(range), &starts)?;
        Some(range.start + found.start..range.start + found.end)
    }

    /// All matches in a range, with their places in the whole text.
    pub fn find_all(
        self,
        pattern: &'t Pattern,
        range: &Range<usize>,
    ) -> impl Iterator<Item = Found> + use<'t> {
        self.plan(pattern).find_all(range)
    }

    /// All matches in a range with their named groups, with their places in the whole text.
    pub fn captures_all(self, pattern: &'t Pattern, range: &Range<usize>) -> Vec<Captures> {
        self.prepare(pattern, range).captures_all(range)
    }
}

/// A pattern of which the rare words in a text are known.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'t> {
    searched: IndexedText<'t>,
    pattern: &'t Pattern,
    rarest: Result<Option<(usize, Needed<'t>)>, Never>,
}

impl<'t> Planned<'t> {
    fn prepare(self, range: &Range<usize>) -> Prepared<'t> {
        let Planned {
            searched, pattern, ..
        } = self;
        let places = match self.rarest {
            Err(Never) => Places::None,
            Ok(None) => Places::Any,
            Ok(Some((rarest, set))) => {
                let mut places: Vec<Place> = Vec::new();
                for word in set.words() {
                    places.extend(searched.index.places(searched.text, word, range));
                }
                places.sort_unstable_by_key(|place| place.at);
                Places::Words {
                    rarest,
                    before: set.before,
                    places,
                }
            }
        };
        Prepared {
            searched,
            pattern,
            places,
        }
    }

    /// All matches in a range, with their places in the whole text.
    pub fn find_all(self, range: &Range<usize>) -> impl Iterator<Item = Found> + use<'t> {
        let (searched, pattern) = (self.searched, self.pattern);
        let starts = self.prepare(range).starts(range);
        let found = starts.map(|starts| pattern.engines().find_all(searched.part(range), &starts));
        let start = range.start;
        let found = found.into_iter().flatten();
        found.map(move |m| start + m.start..start + m.end)
    }

    /// All matches in a range with their named groups, with their places in the whole text.
    pub fn captures_all(self, range: &Range<usize>) -> Vec<Captures> {
        self.prepare(range).captures_all(range)
    }
}

/// A pattern of which it is known where matches can be.
#[derive(Debug)]
pub struct Prepared<'t> {
    searched: IndexedText<'t>,
    pattern: &'t Pattern,
    places: Places,
}

/// Where matches can be.
#[derive(Debug)]
enum Places {
    /// There are none.
    None,
    /// Anywhere.
    Any,
    /// Around words of the set with the index `rarest`, which stand at these places, in order; so many bytes lie at most
    /// before them.
    Words {
        rarest: usize,
        before: Option<usize>,
        places: Vec<Place>,
    },
}

impl<'t> Prepared<'t> {
    /// Places in the matches, in order; `None` when matches can be anywhere.
    pub fn near(&self) -> Option<impl Iterator<Item = usize>> {
        let places: &[Place] = match &self.places {
            Places::None => &[],
            Places::Any => return None,
            Places::Words { places, .. } => places,
        };
        Some(places.iter().map(|place| place.at))
    }

    /// All matches in a part of the range with their named groups, with their places in the whole text.
    pub fn captures_all(&self, range: &Range<usize>) -> Vec<Captures> {
        let Some(starts) = self.starts(range) else {
            return Vec::new();
        };
        let text = self.searched.part(range);
        let found = self.pattern.engines().captures_all(text, &starts);
        let found = found.into_iter();
        found
            .map(|captures| captures.shifted(range.start))
            .collect()
    }

    /// Where matches in a part of the range begin, as places of that part; `None` when there are none.
    fn starts(&self, range: &Range<usize>) -> Option<Starts> {
        let (rarest, before, places) = match &self.places {
            Places::None => return None,
            Places::Any => return Some(Starts::Anywhere),
            Places::Words {
                rarest,
                before,
                places,
            } => (*rarest, *before, places),
        };
        let (from, to) = (
            places.partition_point(|place| place.at < range.start),
            places.partition_point(|place| place.at < range.end),
        );
        let places = places.get(from..to).unwrap_or_default();
        let needs = &self.pattern.0.needs;
        let near = needs.reach == Reach::Sentence;
        let others = || needs.sets().enumerate().filter(|(n, _)| *n != rarest);
        let searched = self.searched;
        let all_in = |part: &Range<usize>| others().all(|(_, set)| searched.holds_any(set, part));
        if places.is_empty() || !near && !all_in(range) {
            return None;
        }
        let mut starts = Vec::with_capacity(places.len());
        let mut last: Option<(usize, Option<usize>)> = None;
        for place in places {
            // where the sentence begins, if it holds all words
            let floor = match last.filter(|(sentence, _)| near && *sentence == place.sentence) {
                Some((_, floor)) => floor,
                None if near => {
                    let whole = searched.index.sentence(place.sentence, searched.text);
                    let part = whole.start.max(range.start)..whole.end.min(range.end);
                    all_in(&part).then_some(part.start)
                }
                None => Some(range.start),
            };
            last = Some((place.sentence, floor));
            if let Some(floor) = floor {
                let first = before.map_or(floor, |bytes| place.at.saturating_sub(bytes));
                starts.push(first.max(floor) - range.start..place.at + 1 - range.start);
            }
        }
        (!starts.is_empty()).then_some(Starts::In(starts))
    }
}
