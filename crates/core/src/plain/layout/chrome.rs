//! Things on a page that are not its text.

use super::line::{Line, Shape};
use super::signs;
use std::collections::HashMap;

/// A page number with its dress, a rule, or the fence of a code block, alone on a line (trimmed).
pub fn is_chrome(line: &str) -> bool {
    if line.len() > LONGEST_NUMBER || line.is_empty() {
        return false;
    }
    is_rule(line) || is_fence(line) || is_page_number(line)
}

/// No page number is longer with its dress, in bytes.
const LONGEST_NUMBER: usize = 200;

/// Whether what is no text may stand where a page ends inside of a sentence: page numbers and running heads, not rules,
/// fences or comments.
pub fn may_part(line: &str) -> bool {
    line.contains(char::is_alphanumeric) && !line.starts_with('<') && !is_fence(line)
}

/// The number of a page in its dress.
fn is_page_number(line: &str) -> bool {
    line.len() <= LONGEST_NUMBER
        && (is_dashed_number(line) || is_page_word(line) || is_page_of(line))
}

/// `---`, `***`, `___`, `===`: three or more of one mark.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else {
        return false;
    };
    matches!(first, '-' | '*' | '_' | '=')
        && marks.clone().all(|c| c == first)
        && marks.nth(1).is_some()
}

fn is_fence(line: &str) -> bool {
    let info = line.trim_start_matches('`');
    line.len() - info.len() >= 3
        && !info.contains('`')
        && info.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `- 3 -`, with any dashes or dots.
fn is_dashed_number(line: &str) -> bool {
    let dashes = [
        '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2500}',
        '\u{ff0d}', '\u{2212}', '\u{b7}', '\u{2022}', '~', '\u{ff5e}',
    ];
    let opened = line.trim_start_matches(dashes);
    let inner = opened.trim_end_matches(dashes);
    opened.len() < line.len() && inner.len() < opened.len() && is_page_digits(inner.trim())
}

/// `Page 9`, `Page 9 - …`, `P. 9`.
fn is_page_word(line: &str) -> bool {
    if !line.starts_with(['p', 'P']) {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let (rest, may_go_on) = match (lower.strip_prefix("page"), lower.strip_prefix('p')) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest.trim_start_matches('.'), false),
        _ => return false,
    };
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let after = after.trim_start();
    let goes_on =
        after.starts_with(['-', '\u{2013}', '\u{2014}', '/', '|']) || after.starts_with("of ");
    (1..=4).contains(&digits) && (after.is_empty() || (may_go_on && goes_on))
}

/// "page 3", "page 3 of 9" in Chinese, with any blanks.
fn is_page_of(line: &str) -> bool {
    let marks = [
        ' ', '\u{3000}', '\u{a0}', '/', ',', '\u{ff0c}', '-', '\u{2014}', '|', '\u{7b2c}',
        '\u{5171}',
    ];
    let mut numbers = 0;
    let mut parts = line.split('\u{9875}');
    let last = parts.next_back().unwrap_or_default();
    for part in parts {
        numbers += 1;
        let number = part.trim_matches(marks);
        let ordinal = part.contains('\u{7b2c}') || part.contains('\u{5171}');
        if numbers > 2 || !ordinal || !is_page_digits(number) {
            return false;
        }
    }
    numbers > 0 && last.trim_matches(marks).is_empty()
}

fn is_page_digits(text: &str) -> bool {
    signs::is_digits(text) && text.chars().nth(4).is_none()
}

/// Bare page numbers: the number of the sheet at the foot of a sheet, and a number after the last words of a text.
pub(super) fn mark_bare_numbers(text: &str, lines: &mut [Line]) {
    let parted = lines.last().is_some_and(|l| l.sheet > 1);
    for line in lines.iter_mut().filter(|l| parted && l.ends_sheet) {
        let near = |n: u32| n.abs_diff(line.sheet) <= 2;
        let digits = line.body.of(text);
        if line.shape == Shape::Plain && is_page_digits(digits) && digits.parse().is_ok_and(near) {
            line.shape = Shape::Other;
        }
    }
    let mut tail = lines.iter_mut().rev().filter(|l| !l.body.is_empty());
    if let (Some(last), Some(before)) = (tail.next(), tail.next()) {
        let words = matches!(before.shape, Shape::Plain | Shape::Heading(_))
            && !signs::is_value(before.body.of(text));
        if words && last.shape == Shape::Plain && is_page_digits(last.body.of(text)) {
            last.shape = Shape::Other;
        }
    }
}

/// Page numbers with the number of all pages, `2 / 8`: so many of the same number, counting up, that they are no values.
pub(super) fn mark_page_counts(text: &str, lines: &mut [Line]) {
    let short = |line: &Line| line.body.len() <= LONGEST_COUNT && line.shape == Shape::Plain;
    let short = lines.iter().enumerate().filter(|(_, line)| short(line));
    let counts = short.filter_map(|(at, line)| {
        let (page, all) = line.body.of(text).split_once('/')?;
        let (page, all) = (page.trim(), all.trim());
        let digits = is_page_digits(page) && is_page_digits(all);
        let numbers = digits.then(|| Some((page.parse::<u32>().ok()?, all.parse::<u32>().ok()?)));
        numbers.flatten().map(|(page, all)| (at, page, all))
    });
    let counts: Vec<(usize, u32, u32)> = counts.collect();
    let follows = |pair: &[(usize, u32, u32)]| match pair {
        [(_, a, of), (_, b, all)] => a < b && b <= all && of == all,
        _ => false,
    };
    if counts.len() < PAGES || !counts.windows(2).all(follows) {
        return;
    }
    for (at, _, _) in counts {
        if let Some(line) = lines.get_mut(at) {
            line.shape = Shape::Other;
        }
    }
}

/// No page number of that kind is longer, in bytes.
const LONGEST_COUNT: usize = 12;
/// So many page numbers show that they are some.
const PAGES: usize = 3;

/// Running heads: a line that opens two sheets or more, or stands behind two page numbers or more, and is not the first
/// line of all.
pub(super) fn mark_running_heads(text: &str, lines: &mut [Line]) {
    let number = |line: &Line| line.shape == Shape::Other && is_page_number(line.body.of(text));
    let ends = |line: &Line| line.ends_sheet || number(line);
    let opens = |pair: &[Line]| match pair {
        [before, line] => {
            ends(before) && line.shape == Shape::Plain && signs::is_short(line.body.of(text))
        }
        _ => false,
    };
    let heads: Vec<usize> = lines
        .windows(2)
        .enumerate()
        .filter(|(_, p)| opens(p))
        .map(|(at, _)| at + 1)
        .collect();
    let words = |at: &usize| {
        lines
            .get(*at)
            .map(|l| without_digits(l.body.of(text)))
            .filter(|w| !w.is_empty())
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for head in heads.iter().filter_map(words) {
        *seen.entry(head).or_default() += 1;
    }
    let repeated = |at: &usize| words(at).is_some_and(|w| seen.get(&w).is_some_and(|n| *n > 1));
    let repeated: Vec<usize> = heads.iter().copied().filter(repeated).collect();
    for at in repeated {
        if let Some(line) = lines.get_mut(at) {
            line.shape = Shape::Other;
        }
    }
}

/// The letters of a line: page numbers in a running head differ.
fn without_digits(words: &str) -> String {
    words.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_and_rules() {
        for line in [
            "- 3 -",
            "— 3 —",
            "－12－",
            "Page 9",
            "page 9 - 报告",
            "P. 9",
            "p9",
            "第 3 页",
            "第3页 共9页",
            "第 3 页，共 9 页",
            "---",
            "* * *",
            "_____",
            "```",
            "```text",
            "===",
        ] {
            assert!(is_chrome(line), "{line}");
        }
        for line in [
            "0",
            "-3",
            "- 3",
            "—",
            "--",
            "-",
            "18468",
            "pages",
            "Pages 9 x",
            "p 9 x",
            "页",
            "第三页",
            "3页",
            "甲",
            "- 甲 -",
            "2023-01-17",
            "* 甲",
            "",
        ] {
            assert!(!is_chrome(line), "{line}");
        }
    }
}
