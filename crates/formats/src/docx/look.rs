//! Whether people see a text: its colour, what it is printed on, and its size.

use super::xml::Tag;
use crate::colour::{Colour, WHITE};

/// Letters of so many half points are dots.
const DOT: u32 = 2;

/// What letters are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Background {
    Colour(Colour),
    /// A pattern, or what styles of tables and shapes say.
    Unknown,
}

impl Background {
    /// Paper.
    pub(crate) const PAPER: Background = Background::Colour(WHITE);
}

/// What properties of a run, a paragraph or a style say of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// `None` within: the colour that goes with what it is printed on.
    ink: Option<Option<Colour>>,
    background: Option<Background>,
    tiny: Option<bool>,
}

impl Look {
    /// Says the colour; `None` for the one that goes with what letters are printed on.
    pub(crate) fn set_ink(&mut self, ink: Option<Colour>) {
        self.ink = Some(ink);
    }

    /// Says what letters are printed on.
    pub(crate) fn set_ground(&mut self, background: Background) {
        self.background = Some(background);
    }

    /// Says the size in half points.
    pub(crate) fn set_size(&mut self, size: u32) {
        self.tiny = Some(size <= DOT);
    }

    /// A property.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let hexadecimal = |name: &str| {
            tag.attribute(name)
                .and_then(|v| Colour::read(v.to_lowercase().as_bytes()))
        };
        match tag.name() {
            "color" => self.ink = Some(hexadecimal("val")),
            "sz" => self.tiny = tag.number().map(|size| size <= DOT),
            "shd" => {
                let plain = tag
                    .val()
                    .is_none_or(|v| matches!(v.as_str(), "clear" | "nil"));
                let fill = tag.attribute("fill").filter(|f| f != "auto");
                match (plain, fill) {
                    (true, None) => {}
                    (true, Some(_)) => {
                        self.background = Some(
                            hexadecimal("fill").map_or(Background::Unknown, Background::Colour),
                        );
                    }
                    (false, _) => self.background = Some(Background::Unknown),
                }
            }
            "highlight" => match tag.val().as_deref() {
                None | Some("none") => {}
                Some("white") => self.background = Some(Background::PAPER),
                Some(_) => self.background = Some(Background::Unknown),
            },
            _ => {}
        }
    }

    /// With what holds where nothing is said.
    pub(crate) fn or(self, below: Look) -> Look {
        Look {
            ink: self.ink.or(below.ink),
            background: self.background.or(below.background),
            tiny: self.tiny.or(below.tiny),
        }
    }

    /// Nobody sees such letters, on a background where nothing else is said.
    pub(crate) fn is_unseen(&self, background: Background) -> bool {
        let same = match (self.ink.flatten(), self.background.unwrap_or(background)) {
            (Some(ink), Background::Colour(background)) => ink.is_like(background),
            _ => false,
        };
        same || self.tiny == Some(true)
    }
}
