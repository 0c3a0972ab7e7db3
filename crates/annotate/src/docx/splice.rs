//! What all parts need that are changed: places replaced by others, and ids that nothing has.

use std::collections::BTreeSet;
use std::ops::Range;

/// Changes to a text, by place.
pub(super) type Places = Vec<(Range<usize>, String)>;

/// Ids that are in use.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: BTreeSet<u32>,
    /// All below it are in use.
    next: u32,
}

impl Ids {
    /// The least id that is not in use; now it is.
    pub fn fresh(&mut self) -> u32 {
        let free = (self.next..).find(|id| !self.used.contains(id));
        let free = free.unwrap_or_default();
        self.used.insert(free);
        self.next = free.saturating_add(1);
        free
    }
}

impl FromIterator<u32> for Ids {
    fn from_iter<I: IntoIterator<Item = u32>>(used: I) -> Self {
        Ids {
            used: used.into_iter().collect(),
            next: 0,
        }
    }
}

/// A text with some places replaced. What begins inside of another place is left out.
pub(super) fn replace(text: &str, mut places: Places) -> String {
    places.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (place, new) in places {
        if place.start < done {
            continue;
        }
        out.push_str(text.get(done..place.start).unwrap_or_default());
        out.push_str(&new);
        done = place.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
