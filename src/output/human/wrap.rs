//! Breaks text that has no blanks. All functions take text that a [`Pen`](super::pen::Pen) has cleaned.

use unicode_width::UnicodeWidthChar;

/// Never at the start of a row.
const CLOSING: &str = "，。、；：！？）》〉」』】〕｝］”’…—％‰,.;:!?)]}%";
/// Never at the end of a row.
const OPENING: &str = "（《〈「『【〔｛［“‘([{";

/// Columns of a cleaned text.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Rows of at most `width` columns. Words stay whole where they fit; rows do not begin with closing punctuation
/// where that can be helped.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut rows = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, width, &mut rows);
    }
    rows
}

fn wrap_line(line: &str, width: usize, rows: &mut Vec<String>) {
    let mut row = String::new();
    let mut wide = 0;
    let mut cut = None;
    let mut last = None;
    for c in line.chars() {
        let w = c.width().unwrap_or(0);
        if last.is_some_and(|l| may_break(l, c)) {
            cut = Some(row.len());
        }
        while wide + w > width && !row.is_empty() {
            let at = cut.take().filter(|at| *at > 0).unwrap_or(row.len());
            let rest = row.split_off(at).trim_start().to_owned();
            rows.push(row.trim_end().to_owned());
            row = rest;
            wide = columns(&row);
        }
        last = Some(c);
        if c == ' ' && row.is_empty() && !rows.is_empty() {
            continue;
        }
        row.push(c);
        wide += w;
    }
    rows.push(row.trim_end().to_owned());
}

fn may_break(left: char, right: char) -> bool {
    let two = |c: char| c.width() == Some(2);
    if right == ' ' || right.width() == Some(0) || CLOSING.contains(right) || OPENING.contains(left)
    {
        return false;
    }
    left == ' ' || two(left) || two(right) || (CLOSING.contains(left) && !left.is_ascii())
}

/// The text, or as much of its beginning as fits before an ellipsis.
pub(super) fn clip_end(text: &str, width: usize, ellipsis: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    if columns(ellipsis) > width {
        return String::new();
    }
    let mut out = head(text, width.saturating_sub(columns(ellipsis)));
    out.push_str(ellipsis);
    out
}

/// The text, or as much of its end as fits after an ellipsis.
pub(super) fn clip_start(text: &str, width: usize, ellipsis: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let back: String = text.chars().rev().collect();
    let kept = head(&back, width.saturating_sub(columns(ellipsis)));
    let kept: String = kept.chars().rev().collect();
    format!("{ellipsis}{kept}")
}

fn head(text: &str, width: usize) -> String {
    let mut wide = 0;
    text.chars()
        .take_while(|c| {
            wide += c.width().unwrap_or(0);
            wide <= width
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_between_characters_and_not_before_a_full_stop() {
        let rows = wrap("本年新收申请六件，办结五件。", 16);
        assert_eq!(rows, ["本年新收申请六", "件，办结五件。"]);
        let rows = wrap("see rule requests-balance of pack", 14);
        assert_eq!(rows, ["see rule", "requests-balan", "ce of pack"]);
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("甲\n\n乙", 3), ["甲", "", "乙"]);
    }

    #[test]
    fn clips_keep_the_width() {
        assert_eq!(clip_end("一二三四", 5, "…"), "一二…");
        assert_eq!(clip_start("目录/很长/文件.txt", 11, "..."), "...文件.txt");
        assert_eq!(clip_start("a.txt", 11, "..."), "a.txt");
    }
}
