//! What `numbering.xml` says of lists: how each level writes its number.

use super::xml::{Item, Tag, Xml};
use gouji_core::plain::ReadError;
use std::collections::HashMap;

/// Levels of a list.
pub(crate) const LEVELS: usize = 9;

/// All lists.
#[derive(Default)]
pub(crate) struct Numbering {
    pub(crate) patterns: HashMap<u32, Pattern>,
    pub(crate) lists: HashMap<u32, List>,
}

/// How lists look.
#[derive(Default)]
pub(crate) struct Pattern {
    pub(crate) levels: HashMap<u8, Level>,
    /// The style of lists that holds the levels instead.
    pub(crate) other: Option<String>,
}

/// A list: a pattern, and what is other in it.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) pattern: u32,
    pub(crate) starts: HashMap<u8, u32>,
    pub(crate) levels: HashMap<u8, Level>,
}

/// A level.
#[derive(Clone, Default)]
pub(crate) struct Level {
    pub(crate) start: Option<u32>,
    pub(crate) format: String,
    /// `%1` … `%9` stand for the numbers of the levels.
    pub(crate) text: String,
    pub(crate) suffix: Option<String>,
    /// After which level it begins anew: any higher one if not given, 0 for none.
    pub(crate) restart: Option<u32>,
    /// All numbers in it are plain.
    pub(crate) legal: bool,
    /// The style whose paragraphs stand on this level.
    pub(crate) style: Option<String>,
}

/// Where the reading stands.
#[derive(Default)]
struct Cursor {
    pattern: Option<u32>,
    list: Option<u32>,
    level: u8,
}

impl Numbering {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut numbering = Numbering::default();
        let mut cursor = Cursor::default();
        loop {
            match xml.next()? {
                Item::End => return Ok(numbering),
                Item::Open(tag) if tag.own => match tag.name() {
                    "numPicBullet" | "pPr" | "rPr" => xml.skip(&tag)?,
                    _ => numbering.tag(&tag, &mut cursor),
                },
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, at: &mut Cursor) {
        let number = |name| tag.attribute(name).and_then(|v| v.trim().parse().ok());
        match tag.name() {
            "abstractNum" => {
                at.pattern = number("abstractNumId");
                at.list = None;
                if let Some(id) = at.pattern {
                    self.patterns.insert(id, Pattern::default());
                }
            }
            "num" => {
                at.pattern = None;
                at.list = number("numId");
                if let Some(id) = at.list {
                    self.lists.insert(id, List::default());
                }
            }
            "abstractNumId" => {
                if let (Some(list), Some(id)) = (self.list(at), tag.number()) {
                    list.pattern = id;
                }
            }
            "numStyleLink" => {
                if let Some(pattern) = at.pattern.and_then(|id| self.patterns.get_mut(&id)) {
                    pattern.other = tag.val();
                }
            }
            "lvlOverride" => at.level = number("ilvl").map_or(0, |n: u32| n.min(8) as u8),
            "startOverride" => {
                let level = at.level;
                if let (Some(list), Some(start)) = (self.list(at), tag.number()) {
                    list.starts.insert(level, start);
                }
            }
            "lvl" => {
                at.level = number("ilvl").map_or(0, |n: u32| n.min(8) as u8);
                let levels = self.levels(at);
                levels.map(|levels| levels.insert(at.level, Level::default()));
            }
            _ => {
                let level = at.level;
                if let Some(level) = self.levels(at).and_then(|l| l.get_mut(&level)) {
                    level.tag(tag);
                }
            }
        }
    }

    fn list(&mut self, at: &Cursor) -> Option<&mut List> {
        self.lists.get_mut(&at.list?)
    }

    fn levels(&mut self, at: &Cursor) -> Option<&mut HashMap<u8, Level>> {
        match (at.pattern, at.list) {
            (Some(id), _) => self.patterns.get_mut(&id).map(|p| &mut p.levels),
            (None, Some(id)) => self.lists.get_mut(&id).map(|l| &mut l.levels),
            (None, None) => None,
        }
    }
}

impl Level {
    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "start" => self.start = tag.number(),
            "numFmt" => self.format = tag.val().unwrap_or_default(),
            "lvlText" => self.text = tag.val().unwrap_or_default(),
            "suff" => self.suffix = tag.val(),
            "lvlRestart" => self.restart = tag.number(),
            "isLgl" => self.legal = tag.on(),
            "pStyle" => self.style = tag.val(),
            _ => {}
        }
    }
}
