//! XML as a flat sequence of tags and text. Nothing is expanded but the five entities of XML and references to
//! characters; nothing recurses, so that depth costs no stack.

use super::damaged;
use gouji_core::plain::ReadError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// Reads one part.
pub(crate) struct Xml<'x> {
    part: &'x str,
    reader: Reader<&'x [u8]>,
    /// Where the reader began.
    base: usize,
    /// The prefix of the root element: that of the vocabulary of the part, whichever of its namespaces is meant.
    prefix: Option<String>,
    /// An element without an end: it is not looked for again.
    endless: Option<String>,
}

/// What comes next.
pub(crate) enum Item<'x> {
    /// A start tag; one that ends itself is followed by a `Close` too.
    Open(Tag<'x>),
    Close,
    /// Characters as they stand in the part, and where they begin.
    Text(Cow<'x, str>, usize),
    /// A character that a reference stands for, and the place of the reference.
    Char(char, Range<usize>),
    End,
}

/// A start tag.
pub(crate) struct Tag<'x> {
    start: BytesStart<'x>,
    /// Whether it has the prefix of the root element.
    pub(super) own: bool,
    /// Where it begins in the part.
    pub(super) at: usize,
}

impl<'x> Xml<'x> {
    pub(crate) fn new(part: &'x str) -> Self {
        Xml {
            part,
            reader: reader(part),
            base: 0,
            prefix: None,
            endless: None,
        }
    }

    pub(crate) fn next(&mut self) -> Result<Item<'x>, ReadError> {
        loop {
            let from = self.at();
            let event = self.reader.read_event().map_err(|_| damaged())?;
            return Ok(match event {
                Event::Start(start) => Item::Open(self.tag(start, from)),
                Event::End(_) => Item::Close,
                Event::Text(text) => Item::Text(text.into_inner(), from),
                Event::CData(text) => Item::Text(text.into_inner(), from + "<![CDATA[".len()),
                Event::GeneralRef(name) => match character(&name) {
                    Some(c) => Item::Char(c, from..self.at()),
                    None => continue,
                },
                Event::Eof => Item::End,
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            });
        }
    }

    /// Leaves out what stands in an element, its end included.
    pub(crate) fn skip(&mut self, tag: &Tag<'x>) -> Result<(), ReadError> {
        let skipped = self.reader.read_to_end(tag.start.name());
        skipped.map(|_| ()).map_err(|_| damaged())
    }

    /// The same for an element that holds none of its own name, without a look at what it holds.
    pub(crate) fn leap(&mut self, tag: &Tag<'x>) -> Result<(), ReadError> {
        let rest = self.part.get(self.at()..).unwrap_or_default();
        let end = format!("</{}>", tag.full_name());
        let empty = self
            .part
            .get(..self.at())
            .is_some_and(|p| p.ends_with("/>"));
        if empty || self.endless.as_deref() == Some(tag.full_name()) {
            return self.skip(tag);
        }
        let Some((inside, behind)) = rest.split_once(end.as_str()) else {
            // none of those that follow has an end either
            self.endless = Some(tag.full_name().to_owned());
            return self.skip(tag);
        };
        self.base = self.at() + inside.len() + end.len();
        self.reader = reader(behind);
        // elements that are open here end behind
        self.reader.config_mut().allow_unmatched_ends = true;
        Ok(())
    }

    fn at(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position());
        self.base.saturating_add(read.unwrap_or(usize::MAX))
    }

    fn tag(&mut self, start: BytesStart<'x>, at: usize) -> Tag<'x> {
        let name = start.name();
        let prefix = name.prefix();
        let prefix = prefix.as_ref().map_or("", |p| p.as_ref());
        let own = *self.prefix.get_or_insert_with(|| prefix.to_owned()) == prefix;
        Tag { start, own, at }
    }
}

fn reader(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    reader
}

/// A reference to a character, or one of the entities that XML itself knows.
fn character(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The whole name.
    pub(crate) fn full_name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        // names that come twice do no harm here, and looking for them takes the square of their number
        let mut all = all.with_checks(false).filter_map(Result::ok);
        let found = all.find(|a| a.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The attribute `val`, the usual place of a value.
    pub(crate) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `val` as a number; a number that is too large is the largest.
    pub(crate) fn number(&self) -> Option<u32> {
        let val = self.val()?;
        let val: f64 = val.trim().parse().ok()?;
        // the cast saturates, and makes 0 of what is no number
        Some(val as u32)
    }

    /// Whether a switch is on: it is, unless it says otherwise.
    pub(crate) fn on(&self) -> bool {
        let val = self.val();
        !matches!(val.as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
