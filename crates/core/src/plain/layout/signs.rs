//! What can be asked about a piece of text alone.

use crate::text::Span;

/// White space, and characters without width that exporters leave behind.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '\u{180e}'
        )
}

/// A span without white space at either end; an all-blank span becomes empty at its start.
pub fn trim(text: &str, span: Span) -> Span {
    let here = span.of(text);
    let tail = here.trim_start_matches(is_blank);
    let start = span.start as usize;
    if tail.is_empty() {
        return Span::at(start);
    }
    let body = tail.trim_end_matches(is_blank);
    let start = start + (here.len() - tail.len());
    Span::new(start, start + body.len())
}

/// The trimmed pieces of a span between the characters that `parts` it, in order, empty ones included.
pub fn pieces(text: &str, span: Span, parts: impl Fn(usize, char) -> bool) -> Vec<Span> {
    let here = span.of(text);
    let base = span.start as usize;
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, c) in here.char_indices().filter(|(at, c)| parts(*at, *c)) {
        found.push(trim(text, Span::new(base + start, base + at)));
        start = at + c.len_utf8();
    }
    found.push(trim(text, Span::new(base + start, base + here.len())));
    found
}

/// Short enough for a label: at most 60 characters.
pub fn is_short(text: &str) -> bool {
    text.chars().nth(60).is_none()
}

/// A number, a dash, a per cent sign: something without any letter.
pub fn is_value(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphabetic)
}

/// Only ASCII or full-width digits.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '0'..='9' | '\u{ff10}'..='\u{ff19}'))
}

/// A sentence: long and closed by a full stop, or very long.
pub fn is_prose(text: &str) -> bool {
    text.chars().nth(150).is_some() || (text.chars().nth(30).is_some() && ends_sentence(text))
}

/// Ends in a sentence mark, inside or outside of closing quotes and brackets.
pub fn ends_sentence(text: &str) -> bool {
    let closers = [
        '\u{201d}', '\u{2019}', '\u{ff09}', ')', '"', '\u{300d}', '\u{300f}', '\u{300b}',
        '\u{3011}',
    ];
    text.trim_end_matches(closers).ends_with([
        '\u{3002}', '\u{ff01}', '\u{ff1f}', '\u{ff1a}', '\u{ff1b}', '\u{2026}', '!', '?', ':', ';',
    ])
}

/// Numerals of Chinese, one to ten.
pub fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '\u{4e00}'
            | '\u{4e8c}'
            | '\u{4e09}'
            | '\u{56db}'
            | '\u{4e94}'
            | '\u{516d}'
            | '\u{4e03}'
            | '\u{516b}'
            | '\u{4e5d}'
            | '\u{5341}'
    )
}

/// Begins with a mark that begins no line: a comma, a stop, the end of a bracket or quotation.
pub fn begins_inside(text: &str) -> bool {
    text.starts_with([
        '\u{ff0c}', '\u{3001}', '\u{ff1b}', '\u{3002}', '\u{ff1a}', '\u{ff09}', '\u{201d}',
        '\u{300b}', '%', '\u{ff05}',
    ])
}

/// Begins with a Chinese numeral and a point: the number of a chapter, or of the first column of a table.
pub fn is_enumerated(text: &str) -> bool {
    let rest = text.trim_start_matches(is_numeral);
    rest.len() < text.len() && rest.starts_with(['\u{3001}', '.', '\u{ff0e}', '\u{3002}'])
}

/// A list number, a TAB, words: how word processors write lists, not a row of a table.
pub fn is_list_item(text: &str) -> bool {
    let Some((mark, words)) = text.split_once('\t') else {
        return false;
    };
    let mark = mark.trim();
    mark.chars().nth(6).is_none()
        && mark.ends_with([
            '\u{3001}', '.', ')', '\u{ff09}', '\u{ff0e}', '\u{2022}', '-', '*',
        ])
        && mark.chars().all(|c| is_numeral(c) || !c.is_alphabetic())
        && words.chars().any(char::is_alphabetic)
}

/// Short words or numbers side by side: a row of a table that lost its lines.
pub fn is_row_like(text: &str) -> bool {
    let (mut words, mut numbers, mut long) = (0usize, 0usize, false);
    for word in text.split_whitespace() {
        words += 1;
        numbers += usize::from(is_value(word) && word.contains(char::is_numeric));
        long |=
            word.chars().nth(10).is_some() || word.contains(['\u{ff0c}', '\u{3002}', '\u{ff1b}']);
    }
    match words {
        0 => false,
        1 => is_value(text) && !ends_sentence(text),
        2 => numbers == 2,
        _ => numbers * 5 >= words * 3 || !long,
    }
}

/// Columns on a screen: two for a wide character. Punctuation that East Asian fonts draw wide counts as wide.
pub fn width(text: &str) -> u32 {
    let columns = |c: char| if c < '\u{1100}' { 1 } else { 2 };
    text.chars()
        .fold(0u32, |sum, c| sum.saturating_add(columns(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_trimmed_and_parted() {
        let text = "甲\t\u{a0}\t 0\u{3000}";
        let found = pieces(text, Span::new(0, text.len()), |_, c| c == '\t');
        assert_eq!(found, [Span::new(0, 3), Span::at(4), Span::new(8, 9)]);
    }

    #[test]
    fn values_and_numbers() {
        assert!(
            ["0", "1,077.5", "-", "—", "58%"]
                .iter()
                .all(|t| is_value(t))
        );
        assert!(["", "无", "0件"].iter().all(|t| !is_value(t)));
        assert!(is_digits("12") && !is_digits("-12"));
    }

    #[test]
    fn kinds_of_line() {
        assert!(is_enumerated("三、收到") && is_enumerated("十一、其他"));
        assert!(!is_enumerated("（五）不予处理") && !is_enumerated("一是加强"));
        assert!(is_list_item("1.\t加强") && is_list_item("一、\t总体"));
        assert!(!is_list_item("规章\t0") && !is_list_item("1.\t0"));
        assert!(is_row_like("1.属于国家秘密 0 0 0 0 0 0 0") && is_row_like("商业 科研 其他"));
        assert!(
            !is_row_like("2023 年，我办公开政府信息 192 条，比上年增加") && !is_row_like("机构")
        );
        assert!(ends_sentence("他说：“好。”") && !ends_sentence("好，"));
    }
}
