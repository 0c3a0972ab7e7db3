//! What stands in the margins of pages: page numbers and running heads.

use super::lines::Line;
use gouji_core::plain::layout::{chrome, signs};
use std::collections::HashMap;

/// A line outside of tables, as it is looked at here.
pub(super) struct Place<'l> {
    pub(super) page: usize,
    pub(super) line: &'l Line,
    /// It is among the first or last lines of its page, with no table beyond.
    pub(super) outer: bool,
}

/// How far a running head may move from page to page.
const MOVED: f64 = 4.0;
/// A running head is no longer, in characters.
const LONGEST: usize = 60;

/// For each line whether it is no text of the document.
pub(super) fn marginal(places: &[Place<'_>]) -> Vec<bool> {
    let mut seen: HashMap<(String, i64, i64), Vec<usize>> = HashMap::new();
    let words =
        |line: &Line| -> String { line.text.chars().filter(|c| c.is_alphabetic()).collect() };
    let heads = |p: &&Place<'_>| p.outer && p.line.text.chars().count() <= LONGEST;
    for place in places.iter().filter(heads) {
        seen.entry((words(place.line), height(place.line), size(place.line)))
            .or_default()
            .push(place.page);
    }
    let repeated = |place: &Place<'_>| {
        let at = height(place.line);
        let pages =
            (at - 1..=at + 1).filter_map(|at| seen.get(&(words(place.line), at, size(place.line))));
        let others = pages.flatten().filter(|page| **page != place.page).count();
        others > 0
    };
    let number = |place: &Place<'_>| {
        let page = place.page as i64 + 1;
        let read = place.line.text.parse::<i64>().ok();
        signs::is_digits(&place.line.text) && read.is_some_and(|n| (n - page).abs() <= 2)
    };
    let one = |place: &Place<'_>| {
        chrome::is_chrome(&place.line.text) || heads(&place) && (repeated(place) || number(place))
    };
    places.iter().map(one).collect()
}

fn height(line: &Line) -> i64 {
    (line.y / MOVED).round() as i64
}

/// In quarters of a point.
fn size(line: &Line) -> i64 {
    (line.size * 4.0).round() as i64
}
