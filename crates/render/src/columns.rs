//! Display columns: widths, padding, clipping and line breaks of text that may have no blanks.
//!
//! What does not say otherwise takes text in which nothing steers a terminal: text that [`clean`], [`flat`] or the pen
//! of the boxes has been over.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Stands for what is left out.
pub(super) const DOTS: &str = "…";
/// Not at the start of a row, unless there is no other way.
const CLOSING: &str = "，。、；：！？）》〉」』】〕｝］”’…—％‰,.;:!?)]}%";
/// Not at the end of a row.
const OPENING: &str = "（《〈「『【〔｛［“‘([{";

/// Any text in one line: each run of white space is one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Any text in one line, without anything that steers a terminal.
pub fn flat(text: &str) -> String {
    clean(&one_line(text))
}

/// Any text without what steers a terminal. Line ends stay.
pub(super) fn clean(text: &str) -> String {
    let seen = text.chars().filter(|c| *c != '\r');
    seen.map(|c| match c {
        '\n' => c,
        '\t' => ' ',
        c if c.width().is_none() || turns(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    })
    .collect()
}

/// Marks that turn the direction of text or hide in it: a name that holds them reads as another.
pub(super) fn turns(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Columns of a character.
pub(super) fn wide(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Columns of a text.
pub fn width(text: &str) -> usize {
    text.chars().map(wide).sum()
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
    clip_end(text, columns, DOTS)
}

/// The text, or as much of its beginning as fits before `dots`.
pub(super) fn clip_end(text: &str, columns: usize, dots: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    match columns.checked_sub(width(dots)) {
        Some(room) => fitting(text.chars(), room).collect::<String>() + dots,
        None => String::new(),
    }
}

/// The text, or as much of its end as fits after `dots`.
pub(super) fn clip_start(text: &str, columns: usize, dots: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(dots));
    let kept: Vec<char> = fitting(text.chars().rev(), room).collect();
    dots.chars().chain(kept.into_iter().rev()).collect()
}

fn fitting(text: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    let mut taken = 0;
    text.take_while(move |c| {
        taken += wide(*c);
        taken <= columns
    })
}

/// The rows into which a text is broken, without blanks at their ends and, after the first one, at their starts.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let rows = rows(text, columns).into_iter().enumerate();
    rows.map(|(nth, row)| {
        let words = text.get(row).unwrap_or_default().trim_end();
        let words = if nth == 0 { words } else { words.trim_start() };
        words.to_owned()
    })
    .collect()
}

/// The byte ranges of the rows into which a text is broken; line ends lie between them. Words stay whole where they
/// fit; rows do not begin with closing punctuation where that can be helped. Blanks at the end of a row may hang over.
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
    let (mut start, mut taken) = (0, 0);
    // the last good place to break, and how much the row takes up to there
    let mut good: Option<(usize, usize)> = None;
    let mut last = None;
    for (at, c) in line.char_indices() {
        if last.is_some_and(|l| may_break(l, c)) {
            good = Some((at, taken));
        }
        while taken + wide(c) > columns && at > start && !blank(c) {
            let (cut, before) = good.take().unwrap_or((at, taken));
            rows.push(base + start..base + cut);
            start = cut;
            taken = taken.saturating_sub(before);
        }
        taken += wide(c);
        last = Some(c);
    }
    rows.push(base + start..base + line.len());
}

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

fn may_break(left: char, right: char) -> bool {
    let bound = blank(right) || right.width() == Some(0);
    if bound || CLOSING.contains(right) || OPENING.contains(left) {
        return false;
    }
    let ends = CLOSING.contains(left) && !left.is_ascii();
    blank(left) || wide(left) == 2 || wide(right) == 2 || ends
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
    fn rows_break_between_characters_and_not_before_a_full_stop() {
        let rows = wrap("本年新收申请六件，办结五件。", 16);
        assert_eq!(rows, ["本年新收申请六", "件，办结五件。"]);
        let rows = wrap("see rule requests-balance of pack", 14);
        assert_eq!(rows, ["see rule", "requests-balan", "ce of pack"]);
        assert_eq!(wrap("甲、乙〔六〕〕丙", 12), ["甲、乙", "〔六〕〕丙"]);
    }

    #[test]
    fn blanks_at_the_edge_are_dropped_by_wrap_only() {
        assert_eq!(wrap("  one two three", 9), ["  one two", "three"]);
        assert_eq!(wrap("甲乙　　丙", 4), ["甲乙", "丙"]);
        assert_eq!(broken("甲乙　　丙", 4), ["甲乙　　", "丙"]);
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("甲\n\n乙", 3), ["甲", "", "乙"]);
    }

    #[test]
    fn no_row_is_too_wide_where_nothing_may_be_broken() {
        for text in [
            "a甲，，，，，b",
            "”bcde，x",
            "（（（（（（甲",
            "甲e\u{301}，。 ）x",
        ] {
            for columns in 2..9 {
                let rows = broken(text, columns);
                assert_eq!(rows.concat(), text);
                let most = rows.iter().map(|r| width(r.trim_end())).max();
                assert!(most <= Some(columns), "{columns}: {rows:?}");
            }
        }
    }

    #[test]
    fn columns_count_full_width_twice() {
        assert_eq!(width("甲a"), 3);
        assert_eq!(left("甲", 3), "甲 ");
        assert_eq!(right("甲", 3), " 甲");
    }

    #[test]
    fn clips_keep_the_width() {
        assert_eq!(clip("甲乙丙丁", 6), "甲乙…");
        assert_eq!(clip("甲乙丙", 6), "甲乙丙");
        assert_eq!(clip_end("一二三四", 2, "..."), "");
        assert_eq!(clip_start("目录/很长/文件.txt", 11, "..."), "...文件.txt");
        assert_eq!(clip_start("a.txt", 11, "..."), "a.txt");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(flat(" 甲\t乙\n\u{1b}[31m"), "甲 乙 \u{fffd}[31m");
    }
}
