//! Full-width signs of an expression as the signs that they look like. The text keeps its length, so that places in it
//! stay what they are: a sign that becomes shorter is filled up with blanks.

use std::borrow::Cow;

/// Signs, and what they stand for. Longer ones come first.
const SIGNS: &[(&str, &str)] = &[
    ("\u{ff1d}\u{ff1d}", "=="),
    ("\u{ff1c}\u{ff1d}", "<="),
    ("\u{ff1e}\u{ff1d}", ">="),
    ("\u{ff01}\u{ff1d}", "!="),
    ("=\u{ff1d}", "=="),
    ("\u{ff1d}=", "=="),
    ("\u{ff1c}=", "<="),
    ("<\u{ff1d}", "<="),
    ("\u{ff1e}=", ">="),
    (">\u{ff1d}", ">="),
    ("\u{ff01}=", "!="),
    ("!\u{ff1d}", "!="),
    ("\u{ff1d}", "=="),
    ("\u{ff1c}", "<"),
    ("\u{ff1e}", ">"),
    ("\u{2264}", "<="),
    ("\u{2266}", "<="),
    ("\u{2a7d}", "<="),
    ("\u{2265}", ">="),
    ("\u{2267}", ">="),
    ("\u{2a7e}", ">="),
    ("\u{2260}", "!="),
    ("\u{ff0c}", ","),
    ("\u{3001}", ","),
    ("\u{ff08}", "("),
    ("\u{ff09}", ")"),
    ("\u{ff3b}", "["),
    ("\u{3010}", "["),
    ("\u{ff3d}", "]"),
    ("\u{3011}", "]"),
    ("\u{ff0b}", "+"),
    ("\u{ff0d}", "-"),
    ("\u{2212}", "-"),
    ("\u{ff0a}", "*"),
    ("\u{d7}", "*"),
    ("\u{ff0f}", "/"),
    ("\u{f7}", "/"),
    ("\u{ff0e}", "."),
    ("\u{3000}", " "),
    ("\u{a0}", " "),
];

/// Quotes: what opens, what closes, and the plain one.
const QUOTES: &[(char, char, char)] = &[
    ('\'', '\'', '\''),
    ('"', '"', '"'),
    ('\u{201c}', '\u{201d}', '"'),
    ('\u{2018}', '\u{2019}', '\''),
    ('\u{ff02}', '\u{ff02}', '"'),
    ('\u{ff07}', '\u{ff07}', '\''),
];

/// A text with plain signs in place of full-width ones, but for what stands in quotes.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let quoted = QUOTES.iter().find(|(open, ..)| *open == c);
        let taken = match (quoted, sign(rest, c)) {
            (Some(quotes), _) => quote(rest, *quotes, &mut out),
            (None, Some((wide, sign))) => {
                fill(&mut out, sign, wide.len());
                wide.len()
            }
            (None, None) => digits(rest, &mut out).unwrap_or_else(|| {
                out.push(c);
                c.len_utf8()
            }),
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// The sign with which a text begins, and what it stands for; of most texts the first character shows that there is none.
fn sign(text: &str, first: char) -> Option<(&'static str, &'static str)> {
    if !is_wide(first) && !matches!(first, '=' | '<' | '>' | '!') {
        return None;
    }
    let mut all = SIGNS.iter().copied();
    all.find(|(wide, _)| text.starts_with(wide))
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{d7}' | '\u{f7}' | '\u{2018}'..='\u{201d}' | '\u{2212}' | '\u{2260}'..='\u{2267}')
        || matches!(c, '\u{2a7d}' | '\u{2a7e}' | '\u{3000}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}')
}

/// Writes something, and blanks up to a number of bytes.
fn fill(out: &mut String, text: &str, bytes: usize) {
    out.push_str(text);
    out.extend(std::iter::repeat_n(' ', bytes.saturating_sub(text.len())));
}

/// A text in quotes, as it stands; how many bytes it takes. Blanks stand outside of the quotes.
fn quote(text: &str, (open, close, plain): (char, char, char), out: &mut String) -> usize {
    let inner = text.get(open.len_utf8()..).unwrap_or_default();
    let end = inner.find(close);
    out.extend(std::iter::repeat_n(' ', open.len_utf8() - 1));
    out.push(plain);
    let Some(end) = end else {
        out.push_str(inner);
        return text.len();
    };
    out.push_str(inner.get(..end).unwrap_or_default());
    out.push(plain);
    out.extend(std::iter::repeat_n(' ', close.len_utf8() - 1));
    open.len_utf8() + end + close.len_utf8()
}

/// A run of full-width digits; how many bytes it takes. Digits of a name stay as they are.
fn digits(text: &str, out: &mut String) -> Option<usize> {
    let is_digit = |c: &char| ('\u{ff10}'..='\u{ff19}').contains(c);
    let plain = |c: char| char::from_u32(u32::from(c).checked_sub(0xff10 - 0x30)?);
    let run: String = text
        .chars()
        .take_while(is_digit)
        .filter_map(plain)
        .collect();
    let named = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if run.is_empty() || named {
        return None;
    }
    fill(out, &run, run.len() * 3);
    Some(run.len() * 3)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn signs_are_what_they_look_like_and_places_stay() {
        let text = "申请［新收，总计］＝＝７２ and has(甲, “一，二”) ≤ ‘（’";
        let folded = plain(text);
        assert_eq!(folded.len(), text.len());
        let tight: String = folded.split_whitespace().collect();
        assert_eq!(tight, "申请[新收,总计]==72andhas(甲,\"一，二\")<='（'");
        assert_eq!(plain("a ＞= ３、b × 2"), "a >=   3  ,  b *  2");
    }
}
