//! Numbers as their formats show them.
//!
//! A number has fifteen digits, as spreadsheets have it: what the last bits of a float say beyond is nothing. The digits
//! are rounded as people round, half up.

use super::date;
use super::decimal::Decimal;
use super::format::{Token, sections};

/// What a cell with a number shows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// Its text.
    pub text: String,
    /// The text has fewer digits than the number.
    pub rounded: bool,
    /// The format shows nothing; the text is the number itself.
    pub hidden: bool,
}

/// A number as a format shows it.
pub(super) fn shown(value: f64, format: &str, from_1904: bool) -> Shown {
    let sections = sections(format);
    let strange = sections.iter().flatten().any(|t| *t == Token::Strange);
    let number = Decimal::of(value);
    let plain = || Shown {
        text: number.plain(),
        ..Shown::default()
    };
    let zero = number.is_zero();
    let (section, sign) = match (sections.as_slice(), value < 0.0 && !zero) {
        _ if strange => return plain(),
        ([], _) => return plain(),
        ([one], negative) => (one, negative),
        ([_, below, ..], true) => (below, false),
        ([_, _, none, ..], false) if zero => (none, false),
        ([above, ..], _) => (above, false),
    };
    let is_time = |t: &Token| matches!(t, Token::Part(..) | Token::Elapsed(_));
    if section.iter().any(is_time) {
        return match date::shown(value, section, from_1904) {
            Some(text) => Shown {
                text,
                ..Shown::default()
            },
            None => plain(),
        };
    }
    let Some((text, rounded)) = filled(&number, section) else {
        return plain();
    };
    if text.trim().is_empty() {
        return Shown {
            hidden: true,
            ..plain()
        };
    }
    let sign = if sign && text.contains(|c: char| matches!(c, '1'..='9')) {
        "-"
    } else {
        ""
    };
    Shown {
        text: format!("{sign}{}", text.trim()),
        rounded,
        hidden: false,
    }
}

/// The digits of a number in the places of a section, and whether digits were cut; `None` where it is no format of a
/// number.
fn filled(number: &Decimal, section: &[Token]) -> Option<(String, bool)> {
    let is_digit = |t: &Token| matches!(t, Token::Zero | Token::Digit);
    let (first, last) = (
        section.iter().position(is_digit),
        section.iter().rposition(is_digit),
    );
    let (mut out, mut rounded) = (String::new(), false);
    let percents = section.iter().filter(|t| **t == Token::Percent).count() as i64;
    for (at, token) in section.iter().enumerate() {
        match token {
            Token::Literal(c) => out.push(*c),
            Token::Percent => out.push('%'),
            Token::General | Token::Text => out.push_str(&number.absolute()),
            Token::Slash if first.is_some() => return None,
            Token::Slash => out.push('/'),
            _ if Some(at) == first => {
                let inside = section.get(at..=last?)?;
                let behind = section.iter().skip(last? + 1);
                let commas = behind.take_while(|t| **t == Token::Comma).count() as i64;
                let (digits, cut) = digits(&number.shifted(2 * percents - 3 * commas), inside);
                out.push_str(&digits);
                rounded |= cut;
            }
            _ => {}
        }
    }
    Some((out, rounded))
}

/// A number in the places from the first to the last of a section.
fn digits(number: &Decimal, inside: &[Token]) -> (String, bool) {
    let count = |tokens: &[Token], wanted: &[Token]| {
        let found = tokens.iter().filter(|t| wanted.contains(t));
        found.count()
    };
    let point = inside.iter().position(|t| *t == Token::Point);
    let (whole, part) = inside.split_at(point.unwrap_or(inside.len()));
    let most = count(part, &[Token::Zero, Token::Digit]);
    let (number, rounded) = number.rounded(most);
    let (mut before, mut behind) = number.parts();
    let least = count(part, &[Token::Zero]);
    while behind.len() > least && behind.ends_with('0') {
        behind.pop();
    }
    while behind.len() < least {
        behind.push('0');
    }
    if before == "0" {
        before.clear();
    }
    let zeros = count(whole, &[Token::Zero]);
    if before.len() < zeros {
        before = format!("{before:0>zeros$}");
    }
    if whole.contains(&Token::Comma) {
        before = grouped(&before);
    }
    let point = if behind.is_empty() { "" } else { "." };
    (format!("{before}{point}{behind}"), rounded)
}

/// Digits in threes.
fn grouped(digits: &str) -> String {
    let length = digits.chars().count();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: f64, format: &str) -> String {
        shown(value, format, false).text
    }

    #[test]
    fn numbers_are_shown_as_spreadsheets_show_them() {
        for (value, format, due) in [
            (3.0, "General", "3"),
            (3.000_000_1, "General", "3.0000001"),
            (0.1 + 0.2, "General", "0.3"),
            (1e-7, "General", "0.0000001"),
            (-12.5, "General", "-12.5"),
            (-0.0, "General", "0"),
            (123_456_789_012.0, "General", "123456789012"),
            (3.000_000_1, "0", "3"),
            (2.5, "0", "3"),
            (-2.5, "0_ ", "-3"),
            (-0.4, "0", "0"),
            (999.5, "#,##0", "1,000"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (
                1_234_567.0,
                "#,##0.00_);[Red]\\(#,##0.00\\)",
                "1,234,567.00",
            ),
            (-1_234.0, "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.00)"),
            (0.1234, "0.00%", "12.34%"),
            (0.07, "0%", "7%"),
            (1.005, "0.00", "1.01"),
            (5.0, "0\"件\"", "5件"),
            (5.0, "000", "005"),
            (0.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "-"),
            (12_345.0, "0.0,", "12.3"),
            (5.5, "G/通用格式", "5.5"),
            (5.5, "# ?/?", "5.5"),
            (5.5, "0.0E+0", "5.5"),
            (5.5, "[>=100]0;0.0", "5.5"),
            (8.0, "[$¥-804]#,##0", "¥8"),
            (45_310.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年1月19日"),
            (45_310.75, "yyyy/m/d h:mm", "2024/1/19 18:00"),
            (45_310.75, "h:mm AM/PM", "6:00 PM"),
            (1.5, "[h]:mm:ss", "36:00:00"),
            (1.0, "yyyy-mm-dd", "1900-01-01"),
            (61.0, "yyyy-mm-dd", "1900-03-01"),
            (-1.0, "yyyy-mm-dd", "-1"),
        ] {
            assert_eq!(text(value, format), due, "{value} {format}");
        }
        assert_eq!(shown(43_848.0, "yyyy/m/d", true).text, "2024/1/19");
    }

    #[test]
    fn what_is_not_shown_is_known() {
        assert!(shown(3.4, "0", false).rounded);
        assert!(!shown(3.0, "0", false).rounded);
        assert!(!shown(0.5, "0%", false).rounded);
        for format in [";;;", "#", "#,###", "0;-0;;@"] {
            let zero = shown(0.0, format, false);
            assert!(zero.hidden && zero.text == "0", "{format}: {zero:?}");
        }
        assert!(!shown(5.0, "#,###", false).hidden);
    }

    #[test]
    fn no_number_and_no_format_does_harm() {
        for value in [f64::MAX, f64::MIN_POSITIVE, -f64::MAX, 1e300, 5e-324] {
            for format in [
                "",
                ";",
                "[",
                "\"",
                "\\",
                "_",
                "*",
                "0.0,,,,%%%",
                "yyyy",
                "G",
                "@",
            ] {
                let found = shown(value, format, false);
                assert!(found.text.len() < 1000, "{found:?}");
            }
        }
    }
}
