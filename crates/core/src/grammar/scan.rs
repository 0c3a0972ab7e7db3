//! Where a token of prose can begin, and where it has ended at the latest. The grammar decides whether there is one; what is
//! passed by here is nothing to it.

use std::ops::Range;

/// The longest that stands behind the last figure of a token: a unit of measure, in bytes.
const LONGEST_UNIT: usize = 16;

/// The most groups of digits that one number has behind its first.
const MOST_GROUPS: usize = 3;

/// The next place of a text in which a token can begin, up to where it has ended.
pub(super) fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let may = begins(first) || is_numeral(first);
        match may.then(|| reach(rest)).flatten() {
            Some(bytes) => return Some(at..at + bytes),
            None => at += passed_by(rest),
        }
    }
}

/// How many bytes to pass by where no token begins: a run of text with which none can begin, a run of numerals, or one
/// character. Within a run of other text no numeral of contracts begins a token.
pub(super) fn passed_by(text: &str) -> usize {
    match text.chars().next() {
        None => 1,
        Some(first) if !begins(first) => run(text, |c| !begins(c)),
        Some(first) => run(text, is_numeral).max(first.len_utf8()),
    }
}

/// How many bytes a token has at most that begins here; `None` when none does.
fn reach(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let behind = text.get(first.len_utf8()..)?;
    match first {
        '0'..='9' => {}
        TITLE => return title(text),
        '(' | '[' | '\u{3010}' | '\u{3014}' | '\u{fe5d}' => {
            if !(behind.starts_with("19") || behind.starts_with("20")) {
                return None;
            }
        }
        ORDINAL => {
            if !behind.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c)) {
                return None;
            }
        }
        _ => {
            let numerals = run(text, is_numeral);
            let next = text.get(numerals..)?.chars().next()?;
            if !(matches!(next, PIECE | COPY | CASE | YEAR | PART)) {
                return None;
            }
        }
    }
    let figures = first.len_utf8() + run(behind, is_figure);
    let figures = figures + groups(text.get(figures..)?);
    let mut end = (figures + LONGEST_UNIT).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Some(end)
}

/// How many bytes of groups of digits a text begins with that are parted by blanks, and what is a figure behind them.
fn groups(text: &str) -> usize {
    let mut bytes = 0;
    for _ in 0..MOST_GROUPS {
        match text.get(bytes..).and_then(|rest| rest.strip_prefix(' ')) {
            Some(group) if group.starts_with(|c: char| c.is_ascii_digit()) => {
                bytes += 1 + run(group, is_figure);
            }
            _ => break,
        }
    }
    bytes
}

/// Up to the first mark that ends a title; none when a sentence ends before it.
fn title(text: &str) -> Option<usize> {
    let ends = |c: char| matches!(c, '\u{300b}' | '\u{3002}' | '\n');
    let (at, mark) = text.char_indices().find(|(_, c)| ends(*c))?;
    (mark == '\u{300b}').then_some(at + mark.len_utf8())
}

/// How many bytes of such characters a text begins with.
fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

const TITLE: char = '\u{300a}';
const ORDINAL: char = '\u{7b2c}';
const YEAR: char = '\u{5e74}';
const MONTH: char = '\u{6708}';
const DAY: char = '\u{65e5}';
const PIECE: char = '\u{4ef6}';
const COPY: char = '\u{4efd}';
const CASE: char = '\u{5b97}';
/// What stands behind the hundred of a share.
const PART: char = '\u{5206}';
/// What parts the hundred from its share.
const OF: char = '\u{4e4b}';

/// A character with which a token can begin.
fn begins(c: char) -> bool {
    match c {
        '0'..='9' | '(' | '[' => true,
        '\0'..='\u{25ca}' => false,
        '\u{300a}' | '\u{3010}' | '\u{3014}' | '\u{fe5d}' | '\u{7b2c}' => true,
        '\u{25cb}' | '\u{3007}' | '\u{4e00}' | '\u{4e03}' | '\u{4e09}' | '\u{4e24}' => true,
        '\u{4e5d}' | '\u{4e8c}' | '\u{4e94}' | '\u{516b}' | '\u{516d}' | '\u{5341}' => true,
        '\u{56db}' | '\u{767e}' | '\u{96f6}' => true,
        _ => false,
    }
}

/// A character of a Chinese numeral, those of contracts included.
pub(super) fn is_numeral(c: char) -> bool {
    match c {
        '\0'..='\u{25ca}' => false,
        '\u{25cb}' | '\u{3007}' | '\u{96f6}' => true,
        '\u{4e00}' | '\u{4e8c}' | '\u{4e24}' | '\u{4e09}' | '\u{56db}' | '\u{4e94}' => true,
        '\u{516d}' | '\u{4e03}' | '\u{516b}' | '\u{4e5d}' | '\u{5341}' | '\u{767e}' => true,
        '\u{5343}' | '\u{4e07}' | '\u{58f9}' | '\u{8d30}' | '\u{53c1}' | '\u{8086}' => true,
        '\u{4f0d}' | '\u{9646}' | '\u{67d2}' | '\u{634c}' | '\u{7396}' | '\u{62fe}' => true,
        '\u{4f70}' | '\u{4edf}' => true,
        _ => false,
    }
}

/// A character that can stand before the unit of a token.
fn is_figure(c: char) -> bool {
    match c {
        '0'..='9' | '.' | ',' | ':' | '-' | '~' | '/' | '%' | ')' | ']' => true,
        '\u{2014}' | '\u{3011}' | '\u{3015}' | '\u{fe5e}' | ORDINAL | YEAR | MONTH | DAY | PART
        | OF => true,
        c => is_numeral(c),
    }
}
