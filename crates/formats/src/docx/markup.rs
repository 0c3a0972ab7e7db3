//! The elements of a part with their places, for those who change a part and leave the rest of it as it is.

use super::damaged;
use super::xml::{Item, Xml};
use gouji_core::plain::ReadError;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'x> {
    /// Its name with the prefix.
    pub name: &'x str,
    /// Its start tag.
    pub open: Range<usize>,
    /// Its end tag; empty, behind the start tag, where that is the end as well.
    pub close: Range<usize>,
    /// The element around it, as an index.
    pub parent: Option<usize>,
}

/// All elements of a part in the order of their start tags.
#[derive(Clone, Debug)]
pub struct Markup<'x> {
    /// The part.
    pub text: &'x str,
    /// Its elements; the first one is the root.
    pub elements: Vec<Element<'x>>,
}

impl Element<'_> {
    /// The name without the prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// From the first byte of the start tag to the last one of the end tag.
    pub fn whole(&self) -> Range<usize> {
        self.open.start..self.close.end
    }

    /// Whether its start tag is its end as well.
    pub fn is_closed(&self) -> bool {
        self.close.is_empty()
    }
}

impl<'x> Markup<'x> {
    /// Reads a part.
    ///
    /// # Errors
    ///
    /// It is not well-formed, or has no element.
    pub fn read(text: &'x str) -> Result<Self, ReadError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).ok();
        let mut elements: Vec<Element<'x>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            let from = at(&reader).ok_or_else(damaged)?;
            let event = reader.read_event().map_err(|_| damaged())?;
            let place = from..at(&reader).ok_or_else(damaged)?;
            match event {
                Event::Start(_) | Event::Empty(_) => {
                    let tag = text.get(place.clone()).unwrap_or_default();
                    let name = tag.trim_start_matches('<');
                    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
                    let parent = open.last().copied();
                    if matches!(event, Event::Start(_)) {
                        open.push(elements.len());
                    }
                    elements.push(Element {
                        name: name.into_iter().next().unwrap_or_default(),
                        close: place.end..place.end,
                        open: place,
                        parent,
                    });
                }
                Event::End(_) => {
                    let ended = open.pop().and_then(|at| elements.get_mut(at));
                    ended.ok_or_else(damaged)?.close = place;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match open.is_empty() && !elements.is_empty() {
            true => Ok(Markup { text, elements }),
            false => Err(damaged()),
        }
    }

    /// An element by its index.
    pub fn get(&self, at: usize) -> Option<&Element<'x>> {
        self.elements.get(at)
    }

    /// The last element whose start tag begins at a byte or before it, as an index.
    pub fn at(&self, byte: usize) -> Option<usize> {
        let behind = self.elements.partition_point(|e| e.open.start <= byte);
        behind.checked_sub(1)
    }

    /// An element and those around it, from the inside, as indexes.
    pub fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |at| self.elements.get(*at)?.parent)
    }

    /// The elements in an element, but not those in them, as indexes.
    pub fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.elements.get(of).map_or(0, |e| e.close.start);
        let inside = self.elements.iter().enumerate().skip(of + 1);
        inside
            .take_while(move |(_, e)| e.open.start < end)
            .filter(move |(_, e)| e.parent == Some(of))
            .map(|(at, _)| at)
    }

    /// An attribute of an element, by its name without prefix.
    pub fn attribute(&self, element: &Element<'_>, name: &str) -> Option<String> {
        let tag = self.text.get(element.open.clone())?;
        match Xml::new(tag).next() {
            Ok(Item::Open(tag)) => tag.attribute(name),
            _ => None,
        }
    }

    /// The text at a place.
    pub fn slice(&self, place: Range<usize>) -> &'x str {
        self.text.get(place).unwrap_or_default()
    }
}
