//! What `styles.xml` says of paragraphs: headings, numbers, hidden text.

use super::look::Look;
use super::words;
use super::xml::{Item, Xml};
use gouji_core::plain::ReadError;
use std::collections::HashMap;

/// All styles, by id.
#[derive(Default)]
pub(crate) struct Styles {
    pub(crate) all: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    pub(crate) default: Option<String>,
}

/// A style, as it stands in the file.
#[derive(Default)]
pub(crate) struct Style {
    pub(crate) based_on: Option<String>,
    pub(crate) heading: Option<u8>,
    pub(crate) outline: Option<u8>,
    pub(crate) contents: bool,
    pub(crate) number: Number,
    pub(crate) hidden: Option<bool>,
    pub(crate) look: Look,
}

/// A place in a list: its id and level. Either may be inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) list: Option<u32>,
    pub(crate) level: Option<u8>,
}

/// What a style and those it is based on come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// Level of outline from 1; 10 is text.
    pub(crate) outline: Option<u8>,
    /// A line of a table of contents.
    pub(crate) contents: bool,
    /// The list, and the style that names it.
    pub(crate) number: Number,
    pub(crate) numbered_by: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) look: Look,
}

/// The longest id of a style, in bytes: each paragraph may ask for it.
const LONGEST: usize = 1_000;

/// How many styles one may be based on, one behind the other; a circle ends here too.
const CHAIN: usize = 32;

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        loop {
            let tag = match xml.next()? {
                Item::End => break,
                Item::Open(tag) => tag,
                _ => continue,
            };
            if !tag.own {
                continue;
            }
            if tag.name() == "style" {
                styles.all.extend(open.take());
                let kind = tag.attribute("type");
                if kind.as_deref() == Some("table") {
                    // nothing is asked of them, and they are most of the part
                    xml.leap(&tag)?;
                    continue;
                }
                let id = tag.attribute("styleId").filter(|id| id.len() <= LONGEST);
                let id = id.unwrap_or_default();
                let paragraph = kind.is_none_or(|t| t == "paragraph");
                let default = tag
                    .attribute("default")
                    .is_some_and(|d| d != "0" && d != "false");
                if paragraph && default {
                    styles.default = Some(id.clone());
                }
                open = Some((id, Style::default()));
                continue;
            }
            let Some((_, style)) = &mut open else {
                continue;
            };
            match tag.name() {
                "name" => {
                    let name = tag.val().unwrap_or_default().to_lowercase();
                    style.heading = words::heading(&name);
                    style.contents = words::is_contents(&name);
                }
                "basedOn" => style.based_on = tag.val(),
                "outlineLvl" => style.outline = tag.number().map(level),
                "numId" => style.number.list = tag.number(),
                "ilvl" => style.number.level = tag.number().map(|n| n.min(8) as u8),
                "vanish" => style.hidden = Some(tag.on()),
                "color" | "sz" | "shd" | "highlight" => style.look.take(&tag),
                // parts of tables, and what was there before a change
                "tblStylePr" | "pPrChange" | "rPrChange" => xml.skip(&tag)?,
                _ => {}
            }
        }
        styles.all.extend(open);
        Ok(styles)
    }

    /// What the style of a paragraph comes to.
    pub(crate) fn resolve(&self, id: Option<&str>) -> Resolved {
        let mut found = Resolved::default();
        let mut hidden = None;
        let mut next = id.or(self.default.as_deref());
        for _ in 0..CHAIN {
            let Some((id, style)) = next.and_then(|id| self.all.get_key_value(id)) else {
                break;
            };
            found.outline = found.outline.or(style.outline).or(style.heading);
            found.contents |= style.contents;
            if found.number.list.is_none() && style.number.list.is_some() {
                found.number.list = style.number.list;
                found.numbered_by = Some(id.clone());
            }
            found.number.level = found.number.level.or(style.number.level);
            hidden = hidden.or(style.hidden);
            found.look = found.look.or(style.look);
            next = style.based_on.as_deref();
        }
        found.hidden = hidden.unwrap_or_default();
        found
    }

    /// The list that a style of lists stands for.
    pub(crate) fn list(&self, id: &str) -> Option<u32> {
        self.all.get(id)?.number.list
    }
}

/// Files count levels of outline from 0, people from 1.
pub(crate) fn level(outline: u32) -> u8 {
    outline.min(9) as u8 + 1
}
