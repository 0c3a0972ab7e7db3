//! What all parts need that are changed: places replaced by others, and ids that nothing has.

use std::collections::BTreeSet;
use std::ops::Range;

/// The least id that is not in use; now it is.
pub(super) fn fresh(ids: &mut BTreeSet<u32>) -> u32 {
    let free = (0..).find(|id| !ids.contains(id)).unwrap_or_default();
    ids.insert(free);
    free
}

/// A text with some places replaced. What begins inside of another place is left out.
pub(super) fn replace(text: &str, mut places: Vec<(Range<usize>, String)>) -> String {
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
