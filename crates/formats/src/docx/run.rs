//! Runs and fields.

use super::look::Look;
use super::styles::Styles;
use super::words;
use super::xml::Tag;

/// An open run.
#[derive(Default)]
pub(super) struct Run {
    /// Whether its text is hidden, where it says so.
    pub(super) hidden: Option<bool>,
    pub(super) look: Look,
}

impl Run {
    /// A property of the run.
    pub(super) fn property(&mut self, tag: &Tag<'_>, styles: &Styles) {
        match tag.name() {
            "vanish" => self.hidden = Some(tag.on()),
            "rStyle" => {
                if let Some(style) = tag.val().map(|id| styles.resolve(Some(&id))) {
                    self.hidden = self.hidden.or(Some(style.hidden));
                    self.look = self.look.or(style.look);
                }
            }
            "color" | "sz" | "shd" | "highlight" => self.look.take(tag),
            _ => {}
        }
    }

    /// The character of a font of signs.
    pub(super) fn sign(tag: &Tag<'_>) -> Option<char> {
        let font = tag.attribute("font").unwrap_or_default();
        let code = u32::from_str_radix(tag.attribute("char")?.trim(), 16).ok()?;
        words::sign(&font, code)
    }
}

/// The most fields in a field.
const DEEPEST: usize = 64;

/// Characters of a code that are kept: its first word names it.
const CODE: usize = 16;

/// An open field: its code, then its result.
pub(super) struct Field {
    in_code: bool,
    code: String,
}

impl Field {
    /// A mark: a field begins, its code ends, it ends.
    pub(super) fn mark(fields: &mut Vec<Field>, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") if fields.len() < DEEPEST => fields.push(Field {
                in_code: true,
                code: String::new(),
            }),
            Some("separate") => {
                if let Some(field) = fields.last_mut() {
                    field.in_code = false;
                }
            }
            Some("end") => {
                fields.pop();
            }
            _ => {}
        }
    }

    /// A code hardly ever goes on in the next paragraph: where its end is missing, the text is not lost.
    pub(super) fn line_ended(fields: &mut [Field]) {
        fields.iter_mut().for_each(|field| field.in_code = false);
    }

    pub(super) fn code(&mut self, text: &str) {
        if self.code.len() < 8 {
            self.code.extend(text.trim_start().chars().take(CODE));
        }
    }

    pub(super) fn in_code(&self) -> bool {
        self.in_code
    }

    /// Whether its result is a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.code.split_whitespace().next() == Some("TOC")
    }
}
