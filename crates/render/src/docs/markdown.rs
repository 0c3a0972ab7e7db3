//! Texts as Markdown (CommonMark, with the tables of GitHub) that reads as they are written.

use crate::columns::{clean, flat};

/// Signs that mean something inside a line.
const SIGNS: &str = "\\`*_[]<>|~&";

/// A text in one line.
pub(super) fn line(text: &str) -> String {
    let mut out = String::new();
    for c in flat(text).chars() {
        if SIGNS.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text in one line that begins a paragraph, where a few more signs mean something.
pub fn paragraph(text: &str) -> String {
    let text = line(text);
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if text.starts_with(['#', '-', '+', '=']) {
        return format!("\\{text}");
    }
    match digits.len() < text.len() && digits.starts_with(['.', ')']) {
        true => {
            let number = text.strip_suffix(digits).unwrap_or_default();
            format!("{number}\\{digits}")
        }
        false => text,
    }
}

/// A text as typed, in one line; nothing in it means anything.
pub(super) fn code(text: &str) -> String {
    let text = clean(text).replace('\n', " ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let edge = |c: Option<char>| c.is_none_or(|c| c == '`' || c == ' ');
    match edge(text.chars().next()) || edge(text.chars().next_back()) {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// The rows of a text as typed between fences.
pub(super) fn block(text: &str) -> Vec<String> {
    let text = clean(text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    let rows = text.lines().map(|row| row.trim_end().to_owned());
    let mut all = vec![format!("{fence}text")];
    all.extend(rows);
    all.push(fence);
    all
}

/// The fragment by which a heading is linked to: the id, with a hyphen for what links do not carry.
pub(crate) fn anchor(id: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let signs = id.chars().map(|c| if plain(c) { c } else { '-' });
    signs.collect()
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_themselves() {
        assert_eq!(line("a_b*[c]|<d>\n&"), "a\\_b\\*\\[c\\]\\|\\<d\\> \\&");
        assert_eq!(paragraph("# 甲"), "\\# 甲");
        assert_eq!(paragraph("12. 甲"), "12\\. 甲");
        assert_eq!(paragraph("12 件"), "12 件");
    }

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("甲"), "`甲`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(block("```\n甲  "), ["````text", "```", "甲", "````"]);
    }

    #[test]
    fn anchors_hold_letters_of_any_script() {
        assert_eq!(anchor("date-late"), "date-late");
        assert_eq!(anchor("日期 \"a\""), "日期--a-");
    }
}
