//! The bytes of a page for the tokenizer, which goes a call deeper at each attribute in double quotes: of a tag with
//! hundreds of them the rest is read as blanks.

use html5gum::{Readable, Reader, StringReader};
use std::cell::Cell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

/// Attributes of a tag that count.
const MOST: usize = 200;

/// How many attributes the open tag has so far, and where the name of the one that is too many begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    seen: Rc<Cell<usize>>,
    full: Rc<Cell<Option<usize>>>,
}

impl Count {
    /// An attribute, whose name begins at a byte of the page.
    pub(super) fn attribute(&self, at: usize) {
        self.seen.set(self.seen.get() + 1);
        if self.seen.get() == MOST {
            self.full.set(Some(at));
        }
    }

    /// A tag begins or ends.
    pub(super) fn tag(&self) {
        self.seen.set(0);
        self.full.set(None);
    }
}

/// Gives the bytes of a page. Those of attributes that are too many become blanks, so that all others keep their places.
pub(super) struct Feed<'p> {
    page: &'p [u8],
    count: Count,
    /// What comes before the blanks, or up to the end.
    plain: StringReader<'p>,
    /// How many bytes were given.
    at: usize,
    /// The bytes that are blanks.
    blanks: Range<usize>,
}

impl<'p> Feed<'p> {
    pub(super) fn new(page: &'p [u8], count: Count) -> Self {
        Feed {
            page,
            count,
            plain: page.to_reader(),
            at: 0,
            blanks: page.len()..page.len(),
        }
    }

    fn piece(&self, range: Range<usize>) -> StringReader<'p> {
        self.page.get(range).unwrap_or_default().to_reader()
    }

    /// Sees whether the next byte is a blank.
    fn is_blank(&mut self) -> bool {
        if let Some(name) = self.count.full.take() {
            self.blanks = rest(self.page, name);
            self.blanks.start = self.blanks.start.max(self.at);
            self.blanks.end = self.blanks.end.max(self.blanks.start);
            self.plain = self.piece(self.at..self.blanks.start);
        }
        if self.at == self.blanks.end && self.at < self.page.len() && !self.blanks.is_empty() {
            self.blanks = self.page.len()..self.page.len();
            self.plain = self.piece(self.at..self.page.len());
        }
        self.blanks.contains(&self.at)
    }
}

impl Reader for Feed<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let byte = match self.is_blank() {
            true => Some(b' '),
            false => self.plain.read_byte()?,
        };
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], exact: bool) -> Result<bool, Infallible> {
        let found = !self.is_blank() && self.plain.try_read_string(text, exact)?;
        self.at += if found { text.len() } else { 0 };
        Ok(found)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        if self.is_blank() {
            self.at += 1;
            return Ok(Some(b" "));
        }
        let found = self.plain.read_until(needle, buffer)?;
        self.at += found.map_or(0, <[u8]>::len);
        Ok(found)
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

/// What stands in a tag behind the attribute that begins at a byte.
fn rest(page: &[u8], name: usize) -> Range<usize> {
    let first = behind(page, name);
    let mut at = first;
    loop {
        let skipped = |b: &u8| is_space(*b) || *b == b'/';
        at += count(page, at, skipped);
        match page.get(at) {
            None | Some(b'>') => return first..at,
            Some(_) => at = behind(page, at).max(at + 1),
        }
    }
}

/// The first byte behind an attribute.
fn behind(page: &[u8], name: usize) -> usize {
    let goes_on = |b: &u8| !is_space(*b) && !matches!(*b, b'/' | b'>' | b'=');
    // a name may begin with the sign of a value
    let mut at = name + 1;
    at += count(page, at, goes_on);
    let blanks = count(page, at, |b| is_space(*b));
    if page.get(at + blanks) != Some(&b'=') {
        return at.min(page.len());
    }
    at += blanks + 1;
    at += count(page, at, |b| is_space(*b));
    match page.get(at).copied() {
        Some(quote @ (b'"' | b'\'')) => {
            let end = at + 1 + count(page, at + 1, |b| *b != quote);
            (end + 1).min(page.len())
        }
        _ => at + count(page, at, |b| !is_space(*b) && *b != b'>'),
    }
}

/// How many bytes from a place on are such.
fn count(page: &[u8], from: usize, is: impl Fn(&u8) -> bool) -> usize {
    let rest = page.get(from..).unwrap_or_default();
    rest.iter().take_while(|b| is(b)).count()
}

#[cfg(test)]
mod tests {
    use super::super::trace;

    /// A paragraph with so many attributes, written in some way.
    fn page(count: usize, attribute: &str) -> String {
        let all = attribute.repeat(count);
        format!(
            "<!doctype html><html><body><p {all}>甲 &amp; 乙</p><p class=\"x\">丙</p></body></html>"
        )
    }

    #[test]
    fn any_number_of_attributes_is_read_and_the_text_keeps_its_place() {
        let ways = [
            "a=\"1\" ",
            "a='1' ",
            "a=1 ",
            "a ",
            "a=\"\" ",
            "a=\"x>y'\" ",
            "a = \"1\"\n",
            "a=\"1\"/",
            "a=\"&lt;\" ",
            "a=\"1\"\r\n",
            "= ",
            "a='>\"' ",
            "a=\"1\"b='2'",
        ];
        for attribute in ways {
            for count in [1, 199, 200, 201, 202, 5_000, 50_000] {
                let page = page(count, attribute);
                let (document, trace) = trace(page.as_bytes());
                assert_eq!(document.text, "甲 & 乙\n丙\n", "{attribute} {count}");
                let last = trace.sources.last().unwrap();
                assert_eq!(last.page.of(&trace.page), "丙", "{attribute} {count}");
            }
        }
    }

    #[test]
    fn a_tag_that_never_ends_holds_no_text() {
        let page = format!("<html><body><p>甲</p><p {}", "a=\"1\" ".repeat(20_000));
        assert_eq!(trace(page.as_bytes()).0.text, "甲\n");
    }
}
