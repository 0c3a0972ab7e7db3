//! Display columns of plain lists: widths, padding, clipping and line breaks. Boxes have a pen of their own.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Stands for what is left out.
const DOTS: &str = "…";
/// Not at the start of a row, unless there is no other way.
const CLOSING: &str = "，。、；：！？）》〉」』】”’…％,.;:!?)]}%";
/// Not at the end of a row.
const OPENING: &str = "（《〈「『【“‘([{";

/// The text in one line, without anything that steers a terminal; each run of white space is one blank.
pub(super) fn flat(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    clean(&words.join(" "))
}

/// The text without anything that steers a terminal. Line ends stay.
pub(super) fn clean(text: &str) -> String {
    let seen = text.chars().filter(|c| *c != '\r');
    seen.map(|c| match c {
        '\n' => c,
        '\t' => ' ',
        c if c.width().is_none() => char::REPLACEMENT_CHARACTER,
        c => c,
    })
    .collect()
}

/// Columns of a text.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text with blanks behind it.
pub(super) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with blanks before it.
pub(super) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text, or as much of its beginning as fits before an ellipsis.
pub(super) fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(width(DOTS));
    let fits = text.chars().take_while(|c| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    });
    let head: String = fits.collect();
    head + DOTS
}

/// The byte ranges of the rows into which a text is broken; line ends lie between them.
pub(super) fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        break_line(line, start, columns, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn break_line(line: &str, base: usize, columns: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut wide) = (0, 0);
    // the last good place to break, and how wide the row is up to there
    let mut good: Option<(usize, usize)> = None;
    let mut last = None;
    for (at, c) in line.char_indices() {
        let w = c.width().unwrap_or(0);
        if last.is_some_and(|l| may_break(l, c)) {
            good = Some((at, wide));
        }
        if wide + w > columns && at > start && c != ' ' {
            let (cut, before) = good.take().unwrap_or((at, wide));
            rows.push(base + start..base + cut);
            start = cut;
            wide = wide.saturating_sub(before);
        }
        wide += w;
        last = Some(c);
    }
    rows.push(base + start..base + line.len());
}

fn may_break(left: char, right: char) -> bool {
    let two = |c: char| c.width() == Some(2);
    let bound = right == ' ' || right.width() == Some(0);
    if bound || CLOSING.contains(right) || OPENING.contains(left) {
        return false;
    }
    left == ' ' || two(left) || two(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, columns: usize) -> Vec<&str> {
        let ranges = rows(text, columns);
        ranges.into_iter().map(|r| text.get(r).unwrap()).collect()
    }

    #[test]
    fn rows_are_pieces_of_the_text() {
        assert_eq!(
            broken("本年新收六件，办结五件。", 12),
            ["本年新收六", "件，办结五", "件。"]
        );
        assert_eq!(broken("two words and more", 10), ["two words ", "and more"]);
        assert_eq!(broken("甲\n\n乙", 9), ["甲", "", "乙"]);
        assert_eq!(broken("abcdef", 4), ["abcd", "ef"]);
    }

    #[test]
    fn columns_count_full_width_twice() {
        assert_eq!(width("甲a"), 3);
        assert_eq!(left("甲", 3), "甲 ");
        assert_eq!(right("甲", 3), " 甲");
        assert_eq!(clip("甲乙丙丁", 6), "甲乙…");
        assert_eq!(clip("甲乙丙", 6), "甲乙丙");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(flat(" 甲\t乙\n\u{1b}[31m"), "甲 乙 \u{fffd}[31m");
    }
}
