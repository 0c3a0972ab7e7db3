//! Texts that know where their characters are printed, when that is asked for.

use super::lines::is_wide;
use super::text::Glyph;
use std::ops::Deref;

/// A text put together from glyphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    text: String,
    /// The byte at which a character begins, and the number of its glyph. Empty where nobody asked.
    inks: Vec<(usize, u32)>,
}

impl Deref for Printed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Printed {
    /// The characters that are printed: the byte at which each begins, and the number of its glyph.
    pub(super) fn inks(&self) -> impl Iterator<Item = (usize, u32)> {
        self.inks.iter().copied()
    }

    /// Adds a character that is not printed.
    pub(super) fn push(&mut self, c: char) {
        self.text.push(c);
    }

    /// Adds the character of a glyph.
    pub(super) fn put(&mut self, glyph: &Glyph) {
        if glyph.ink > 0 {
            self.inks.push((self.text.len(), glyph.ink));
        }
        self.text.push(glyph.c);
    }

    /// Adds a text as it is.
    pub(super) fn append(&mut self, more: &Printed) {
        let by = self.text.len();
        self.inks
            .extend(more.inks().map(|(at, ink)| (at + by, ink)));
        self.text.push_str(&more.text);
    }

    /// Adds a text in front.
    pub(super) fn prepend(&mut self, first: &Printed) {
        let mut whole = first.clone();
        whole.append(self);
        *self = whole;
    }

    /// Adds the next line, as the text was before it was wrapped.
    pub(super) fn wrap_on(&mut self, more: &Printed) {
        if let (Some(last), Some(first)) = (self.chars().next_back(), more.chars().next()) {
            let word = |c: char| c.is_alphanumeric() && !is_wide(c);
            // a number that was broken at the end of a line; two numbers have something between them
            let number = last.is_ascii_digit() && first.is_ascii_digit();
            if word(last) && word(first) && !number {
                self.push(' ');
            }
        }
        self.append(more);
    }
}
