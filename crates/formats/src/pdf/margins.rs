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
    let heads = |p: &&Place<'_>| {
        let text: &str = &p.line.text;
        p.outer && text.chars().count() <= LONGEST && !belongs(text)
    };
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

/// Whether a line is about the table beside it, though other pages may have the same one: a sentence, or one that
/// states a unit.
fn belongs(text: &str) -> bool {
    let after = |at: usize| text.get(at + UNIT.len()..).map(str::trim_start);
    let mut units = text.match_indices(UNIT).filter_map(|(at, _)| after(at));
    text.ends_with('\u{3002}') || units.any(|rest| rest.starts_with([':', '\u{ff1a}']))
}

/// The word for unit.
const UNIT: &str = "\u{5355}\u{4f4d}";

fn height(line: &Line) -> i64 {
    (line.y / MOVED).round() as i64
}

/// In quarters of a point.
fn size(line: &Line) -> i64 {
    (line.size * 4.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn lines_about_tables_are_no_running_heads() {
        for (text, expected) in [
            (
                "\u{516c}\u{5f00}08\u{8868} \u{5355}\u{4f4d}\u{ff1a}\u{4e07}\u{5143}",
                true,
            ),
            ("\u{672c}\u{8868}\u{65e0}\u{6570}\u{636e}\u{3002}", true),
            ("\u{5355}\u{4f4d}\u{5e74}\u{62a5}", false),
            ("\u{5e74}\u{5ea6}\u{62a5}\u{544a} 12", false),
        ] {
            assert_eq!(belongs(text), expected, "{text}");
        }
    }
}
