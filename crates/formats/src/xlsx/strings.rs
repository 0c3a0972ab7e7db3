//! Texts of cells.

use crate::ReadError;
use crate::docx::xml::{Item, Xml};
use std::rc::Rc;

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<Rc<str>>);

impl Strings {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut all = Vec::new();
        let mut text = String::new();
        // whether each open element is a text or an item
        let mut open: Vec<Kind> = Vec::new();
        loop {
            match xml.next()? {
                Item::Open(tag) => {
                    let kind = match tag.name() {
                        // how a word is spoken
                        "rPh" => {
                            xml.skip(&tag)?;
                            continue;
                        }
                        "si" => Kind::Item,
                        "t" => Kind::Text,
                        _ => Kind::Other,
                    };
                    open.push(kind);
                }
                Item::Close if open.pop() == Some(Kind::Item) => {
                    all.push(decoded(&text).into());
                    text.clear();
                }
                Item::Text(more, _) if open.last() == Some(&Kind::Text) => text.push_str(&more),
                Item::Char(c, _) if open.last() == Some(&Kind::Text) => text.push(c),
                Item::End => return Ok(Strings(all)),
                _ => {}
            }
        }
    }

    /// A text by its number.
    pub(super) fn get(&self, at: usize) -> Option<Rc<str>> {
        self.0.get(at).cloned()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Item,
    Text,
    Other,
}

/// A text of a cell: characters that XML cannot hold stand as `_x000D_`; ends of lines are all the same, and tabs, which
/// part cells here, are blanks.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        out.push_str(before);
        match escaped(behind) {
            Some((c, left)) => {
                out.push(c);
                rest = left;
            }
            None => {
                out.push_str("_x");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    match out.contains(['\r', '\t']) {
        true => out
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\t', " "),
        false => out,
    }
}

/// The character of an escape, and what stands behind it.
fn escaped(text: &str) -> Option<(char, &str)> {
    let (code, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('_')?;
    let all = code.chars().all(|c| c.is_ascii_hexdigit());
    let code = u32::from_str_radix(code, 16).ok().filter(|_| all)?;
    Some((char::from_u32(code)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(decoded("甲_x000D_\n乙_x5F_x"), "甲\n乙_x5F_x");
        assert_eq!(decoded("_x005F_x000D_"), "_x000D_");
        assert_eq!(decoded("_x"), "_x");
    }
}
