//! Where matches can begin in a text without an index: not far before the words that they hold.

use super::Pattern;
use super::needed::Needed;
use super::search::Starts;
use memchr::{memchr_iter, memmem};

/// More words than this are not looked for one by one.
const MOST_WORDS: usize = 8;

impl Pattern {
    /// Where matches in a text can begin.
    pub(super) fn starts(&self, text: &str) -> Starts {
        if self.engines().is_quick() {
            return Starts::Anywhere;
        }
        let few = |set: &Needed<'_>| set.words().count() <= MOST_WORDS;
        let mut sets = self.0.needs.sets().filter(few);
        let near = sets.find_map(|set| Some((set, set.before?)));
        let Some((set, before)) = near else {
            return Starts::Anywhere;
        };
        let mut places: Vec<usize> = Vec::new();
        for word in set.words() {
            match word.text {
                [byte] => places.extend(memchr_iter(*byte, text.as_bytes())),
                word => places.extend(memmem::find_iter(text.as_bytes(), word)),
            }
        }
        places.sort_unstable();
        let places = places.into_iter();
        Starts::In(places.map(|at| at.saturating_sub(before)..at + 1).collect())
    }
}
