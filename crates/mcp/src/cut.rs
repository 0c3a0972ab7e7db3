//! Answers of bounded length: an assistant has little room.

use gouji_core::text::Lang;

use crate::messages::cut_off;

/// The longest answer, in bytes.
pub(crate) const LONGEST: usize = 192 << 10;

/// A text that is short enough: cut behind a line where there is one, with a note that says so.
pub(crate) fn cut(mut text: String, lang: Lang) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    let whole = text.len();
    let mut end = LONGEST;
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let line = text.get(..end).and_then(|head| head.rfind('\n'));
    text.truncate(line.map_or(end, |at| at + 1));
    let left = whole.saturating_sub(text.len());
    text.push_str(&cut_off(left, lang));
    text
}
