//! Texts that hold both languages, `English · 中文`, paragraph by paragraph.

use crate::text::Lang;

/// Between the English and the Chinese of a text.
const BETWEEN: &str = " · ";

/// The side of a text that is in a language, paragraph by paragraph. A paragraph without sides is for both.
pub(super) fn in_language(text: &str, lang: Lang) -> String {
    let side = |paragraph: &str| match sides(paragraph) {
        Some((english, chinese)) => match lang {
            Lang::Zh => without_joints(chinese),
            Lang::En => english.to_owned(),
        },
        None => paragraph.to_owned(),
    };
    let sides: Vec<String> = text.split("\n\n").map(side).collect();
    sides.join("\n\n")
}

/// The English and the Chinese of a paragraph.
pub(super) fn sides(paragraph: &str) -> Option<(&str, &str)> {
    let found = paragraph.match_indices(BETWEEN).take_while(|(at, _)| {
        let before = paragraph.get(..*at).unwrap_or_default();
        !before.chars().any(is_chinese)
    });
    let (at, _) = found.last()?;
    let (english, rest) = paragraph.split_at_checked(at)?;
    let chinese = rest.strip_prefix(BETWEEN)?;
    chinese
        .chars()
        .any(is_chinese)
        .then_some((english, chinese))
}

/// Whether a character is Chinese writing.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// A text without the blanks that stand where its lines were joined, between Chinese characters.
fn without_joints(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let wide = |at: Option<usize>| {
        at.and_then(|at| all.get(at))
            .is_some_and(|c| is_chinese(*c))
    };
    let joint = |at: usize| wide(at.checked_sub(1)) && wide(Some(at + 1));
    let kept = all.iter().enumerate();
    let kept = kept.filter(|(at, c)| **c != ' ' || !joint(*at));
    kept.map(|(_, c)| *c).collect()
}
