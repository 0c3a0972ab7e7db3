//! Patterns as packs write them, for folded text.

use super::{Pattern, fault};
use crate::text::fold_char;
use std::ops::Range;

impl Pattern {
    /// A pattern that is written for folded text, as it stands for text as it stands.
    pub fn fold(source: &str) -> String {
        let mut folded = String::with_capacity(source.len());
        let mut in_class = false;
        let mut rest = source;
        while let Some(at) = rest.bytes().position(may_change) {
            folded.push_str(rest.get(..at).unwrap_or_default());
            let mut chars = rest.get(at..).unwrap_or_default().chars();
            match chars.next() {
                Some('\\') => match (chars.next(), in_class) {
                    (Some('d'), true) => folded.push_str("0-9"),
                    (Some('d'), false) => folded.push_str("[0-9]"),
                    (Some(escaped), _) => folded.extend(['\\', escaped]),
                    (None, _) => folded.push('\\'),
                },
                Some(c) => {
                    in_class = (in_class || c == '[') && c != ']';
                    let f = fold_char(c);
                    if f != c && !f.is_ascii_alphanumeric() {
                        folded.push('\\');
                    }
                    folded.push(f);
                }
                None => break,
            }
            rest = chars.as_str();
        }
        folded.push_str(rest);
        folded
    }

    /// What is wrong with a pattern as a person wrote it, and where in it: full-width signs stand for themselves.
    pub fn fault(written: &str) -> Option<(Range<usize>, String)> {
        let plain = written.chars().fold(String::new(), |mut out, c| {
            match fold_char(c) == c {
                true => out.push(c),
                false => out.extend(std::iter::repeat_n('x', c.len_utf8())),
            }
            out
        });
        fault::fault(&plain)
    }
}

/// Whether a character that begins with a byte may be written otherwise when a pattern is folded: escapes, full-width signs
/// and what is near them; and brackets, between which an escape stands for other text.
fn may_change(byte: u8) -> bool {
    matches!(byte, b'\\' | b'[' | b']' | 0xef)
}
