//! Languages of messages, texts in both, and the `{name}` placeholders in them.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

/// The language of what people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Names or parts of a sentence, one after the other.
    pub fn list<S: Borrow<str>>(self, parts: &[S]) -> String {
        parts.join(self.pick("、", ", "))
    }
}

/// A message in a language: the Chinese text above the English one, which are templates of [`format!`].
///
/// Values for both stand behind them; a text with values of its own stands in brackets with these. Behind another
/// semicolon follows what to do about it, and the result is a pair, as [`Fault`](crate::fields::Fault) gives it. The
/// semicolon behind the language keeps the texts on lines of their own, however they are formatted.
///
/// ```
/// use gouji_core::text::{Lang, many, say};
///
/// let (path, n) = ("report.md", 2);
/// let said = |lang| say!(lang; "{path}：{n} 处", ("{path}: {}", many(n, "finding")));
/// assert_eq!(said(Lang::Zh), "report.md：2 处");
/// assert_eq!(said(Lang::En), "report.md: 2 findings");
/// let (wrong, help) = say!(Lang::En; "「{}」重复", "`{}` stands twice", path; "删去一个", "delete one");
/// assert_eq!((wrong.as_str(), help.as_deref()), ("`report.md` stands twice", Some("delete one")));
/// ```
#[macro_export]
macro_rules! say {
    (@ ($($text:tt)+)) => { format!($($text)+) };
    (@ $text:literal $(, $value:expr)*) => { format!($text $(, $value)*) };
    ($lang:expr; $zh:tt, $en:tt $(, $value:expr)* $(,)?) => {
        match $lang {
            $crate::text::Lang::Zh => $crate::say!(@ $zh $(, $value)*),
            $crate::text::Lang::En => $crate::say!(@ $en $(, $value)*),
        }
    };
    ($lang:expr; $zh:tt, $en:tt $(, $value:expr)*; $($help:tt)+) => {
        ($crate::say!($lang; $zh, $en $(, $value)*), Some($crate::say!($lang; $($help)+)))
    };
}

/// An English number with its noun.
pub fn many(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", plural(n, "", "s"))
}

/// The English word for one, or the one for any other number.
pub fn plural<'a>(n: usize, one: &'a str, more: &'a str) -> &'a str {
    if n == 1 { one } else { more }
}

/// A text in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in a language; the other one where it is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }

    /// True when there is a text in this very language.
    pub fn has(&self, lang: Lang) -> bool {
        !match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
        .is_empty()
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// Fills each `{name}` with what `value` gives; an unknown name stays as it is written. `{name|row|rows}` is the first
/// word where the value is 1, else the second.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (key, words) = choice(name);
        match (value(key), words) {
            (Some(text), None) => out.push_str(&text),
            (Some(text), Some((one, more))) => out.push_str(if text == "1" { one } else { more }),
            (None, _) => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// A name between braces, and the words for one and for more where they stand behind it.
fn choice(inside: &str) -> (&str, Option<(&str, &str)>) {
    match inside.split_once('|') {
        Some((name, words)) => (name.trim(), words.split_once('|')),
        None => (inside.trim(), None),
    }
}

/// How many characters of a quotation are shown at its beginning …
const FIRST: usize = 120;
/// … and at its end.
const LAST: usize = 20;

/// A text as it is quoted: without its middle, where it is longer than anybody reads.
pub fn abridged(text: &str) -> String {
    let mut rest = text.chars();
    let head: String = rest.by_ref().take(FIRST).collect();
    let mut tail: Vec<char> = rest.clone().rev().take(LAST + 1).collect();
    if tail.len() <= LAST {
        return text.to_owned();
    }
    tail.truncate(LAST);
    let tail: String = tail.into_iter().rev().collect();
    format!("{head}\u{2026}{tail}")
}

/// The names in a template, in order.
pub fn placeholders(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    fill(template, |name| {
        names.push(name.to_owned());
        None
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_quotations_lose_their_middle() {
        let long = "甲".repeat(FIRST + LAST);
        assert_eq!(abridged(&long), long);
        let abridged = abridged(&format!("乙{long}丙"));
        assert_eq!(abridged.chars().count(), FIRST + LAST + 1);
        assert!(abridged.starts_with('乙') && abridged.ends_with('丙'));
    }

    #[test]
    fn words_follow_the_number() {
        let say = |n: &str| {
            fill("{n} {n|cell is|cells are} blank, {no|a|b}", |name| {
                (name == "n").then(|| n.to_owned())
            })
        };
        assert_eq!(say("1"), "1 cell is blank, {no|a|b}");
        assert_eq!(say("12"), "12 cells are blank, {no|a|b}");
        assert_eq!(placeholders("{n} {n|a|b}"), ["n", "n"]);
    }

    #[test]
    fn placeholders_are_filled_and_listed() {
        let filled = fill("「{列}」差 {delta}，{no}", |name| match name {
            "列" => Some("自然人".into()),
            "delta" => Some("1".into()),
            _ => None,
        });
        assert_eq!(filled, "「自然人」差 1，{no}");
        assert_eq!(placeholders("{a}{b} {"), ["a", "b"]);
    }
}
