//! Numbers of list items. They are no characters of the page, but what people read.

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Decimal,
    None,
    SmallLetter,
    Letter,
    SmallRoman,
    Roman,
    Chinese,
}

use Style::*;

const ALL: [Style; 7] = [
    Decimal,
    None,
    SmallLetter,
    Letter,
    SmallRoman,
    Roman,
    Chinese,
];

impl Style {
    /// The style with a code.
    pub(super) fn from_code(code: u32) -> Style {
        ALL.get(code as usize).copied().unwrap_or_default()
    }

    /// Its code.
    pub(super) fn code(self) -> u8 {
        let at = ALL.iter().position(|s| *s == self).unwrap_or(0);
        u8::try_from(at).unwrap_or(0)
    }

    /// `type="a"`.
    pub(super) fn of_type(value: &[u8]) -> Option<Style> {
        Some(match value {
            b"1" => Decimal,
            b"a" => SmallLetter,
            b"A" => Letter,
            b"i" => SmallRoman,
            b"I" => Roman,
            _ => return Option::None,
        })
    }

    /// `list-style-type: lower-alpha`, in small letters and without white space.
    pub(super) fn of_css(value: &[u8]) -> Option<Style> {
        let text = std::str::from_utf8(value).ok()?;
        let has = |word: &str| text.contains(word);
        Some(match text {
            _ if has("none") => None,
            _ if has("ideographic") || has("chinese") => Chinese,
            _ if has("lower-alpha") || has("lower-latin") => SmallLetter,
            _ if has("upper-alpha") || has("upper-latin") => Letter,
            _ if has("lower-roman") => SmallRoman,
            _ if has("upper-roman") => Roman,
            _ if has("decimal") => Decimal,
            _ => return Option::None,
        })
    }

    /// What stands before the nth item; nothing where the text shows a number of its own.
    pub(super) fn marker(self, n: u32) -> String {
        match self {
            None => String::new(),
            Decimal => format!("{n}. "),
            SmallLetter => format!("{}. ", letters(n)),
            Letter => format!("{}. ", letters(n).to_ascii_uppercase()),
            SmallRoman => format!("{}. ", roman(n)),
            Roman => format!("{}. ", roman(n).to_ascii_uppercase()),
            Chinese => format!("{}\u{3001}", chinese(n)),
        }
    }
}

fn letters(n: u32) -> String {
    let mut letters = Vec::new();
    let mut left = n;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'a' + (left % 26) as u8));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

fn roman(n: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if n >= 4000 {
        return n.to_string();
    }
    let mut left = n;
    let mut text = String::new();
    for (worth, letters) in STEPS {
        while left >= worth {
            left -= worth;
            text.push_str(letters);
        }
    }
    text
}

/// Up to 99, as headings are numbered; digits above.
fn chinese(n: u32) -> String {
    const DIGITS: [char; 10] = [
        '\u{3007}', '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}',
        '\u{4e03}', '\u{516b}', '\u{4e5d}',
    ];
    const TEN: char = '\u{5341}';
    let digit = |d: u32| DIGITS.get(d as usize).copied().unwrap_or(TEN);
    match (n / 10, n % 10) {
        (0, d) => digit(d).to_string(),
        (1, 0) => TEN.to_string(),
        (1, d) => [TEN, digit(d)].iter().collect(),
        (t, 0) if t < 10 => [digit(t), TEN].iter().collect(),
        (t, d) if t < 10 => [digit(t), TEN, digit(d)].iter().collect(),
        _ => n.to_string(),
    }
}

/// Text that begins with a number of its own.
pub(super) fn is_numbered(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('(' | '\u{ff08}') => true,
        Some(c) if c.is_ascii_digit() => {
            let next = chars.find(|c| !c.is_ascii_digit());
            next.is_some_and(|c| matches!(c, '.' | '\u{ff0e}' | '\u{3001}' | ')' | '\u{ff09}'))
        }
        Some('\u{2460}'..='\u{249b}') => true,
        Some('\u{3400}'..='\u{9fff}') => {
            let next = chars.take(3).find(|c| matches!(c, '\u{3001}' | '\u{ff0e}'));
            next.is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_the_style_says() {
        let marker = |css: &str, n| Style::of_css(css.as_bytes()).unwrap_or_default().marker(n);
        assert_eq!(marker("decimal", 12), "12. ");
        assert_eq!(marker("lower-alpha", 28), "ab. ");
        assert_eq!(marker("upper-roman", 14), "XIV. ");
        assert_eq!(marker("simp-chinese-informal", 23), "二十三、");
        assert_eq!(marker("none", 3), "");
        assert_eq!(
            Style::of_type(b"A").map(|s| s.marker(2)).as_deref(),
            Some("B. ")
        );
    }

    #[test]
    fn a_number_in_the_text_is_seen() {
        for text in ["1.甲", "（一）甲", "十二、甲", "① 甲", "12、甲"] {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["甲乙丙丁戊、己", "2023年", "甲"] {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
