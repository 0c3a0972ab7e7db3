//! Whether people see a text: what elements say of how they are drawn, and what comes of it.

use crate::colour::{BLACK, Colour, WHITE};

/// So far to the left, in any unit, nothing is seen.
const OUTSIDE: f64 = -999.0;
/// Letters of so many pixels or points are dots.
const DOT: f64 = 1.0;

/// What letters are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Colour(Colour),
    /// Nothing.
    Clear,
    /// Some colour that cannot be determined.
    Unknown,
}

/// What letters are drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Background {
    Colour(Colour),
    /// A picture, or a colour that cannot be determined.
    Unknown,
}

/// Ways to take an element away with all that it holds. Each may be taken back by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Display,
    Opacity,
    Across,
    Down,
    Indent,
    Margin,
    Clip,
    Scale,
    Word,
}

/// How many [`Way`]s there are.
const WAYS: usize = 9;

/// What an element says of itself, or a rule of a style sheet of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    gone: [Option<bool>; WAYS],
    visible: Option<bool>,
    tiny: Option<bool>,
    ink: Option<Ink>,
    background: Option<Background>,
}

/// How text is drawn at a place of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    visible: bool,
    tiny: bool,
    ink: Ink,
    background: Background,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            visible: true,
            tiny: false,
            ink: Ink::Colour(BLACK),
            background: Background::Colour(WHITE),
        }
    }
}

impl Look {
    /// Within an element that says something.
    pub(super) fn within(self, own: &Declared) -> Look {
        Look {
            visible: own.visible.unwrap_or(self.visible),
            tiny: own.tiny.unwrap_or(self.tiny),
            ink: own.ink.unwrap_or(self.ink),
            background: own.background.unwrap_or(self.background),
        }
    }

    /// Where style sheets hold that are not in the page: the background may have any colour that is not given here.
    pub(super) fn restyled(self, own: &Declared) -> Look {
        Look {
            background: own.background.unwrap_or(Background::Unknown),
            ..self
        }
    }

    /// Nobody sees the text.
    pub(super) fn is_unseen(&self) -> bool {
        let same = match (self.ink, self.background) {
            (Ink::Colour(ink), Background::Colour(background)) => ink.is_like(background),
            // letters cut out of a picture
            (Ink::Clear, background) => background != Background::Unknown,
            _ => false,
        };
        !self.visible || self.tiny || same
    }
}

impl Declared {
    /// What declarations say, as [`plain`] leaves them.
    pub(super) fn of(plain: &[u8]) -> Self {
        let mut found = Declared::default();
        let mut cut = Cut::default();
        for (name, value) in pairs(plain) {
            let value = value.split(|b| *b == b'!').next().unwrap_or_default();
            found.take(name, value);
            cut.take(name, value);
        }
        if let Some(nothing) = cut.nothing() {
            found.set(Way::Clip, nothing);
        }
        found
    }

    fn set(&mut self, way: Way, gone: bool) {
        if let Some(known) = self.gone.get_mut(way as usize) {
            *known = Some(gone);
        }
    }

    fn take(&mut self, name: &[u8], value: &[u8]) {
        let outside = measure(value).is_some_and(|m| m <= OUTSIDE);
        match name {
            b"display" => self.set(Way::Display, value == b"none"),
            b"opacity" => self.set(Way::Opacity, measure(value) == Some(0.0)),
            b"left" | b"right" => self.set(Way::Across, outside),
            b"top" | b"bottom" => self.set(Way::Down, outside),
            b"text-indent" => self.set(Way::Indent, outside),
            b"margin-left" | b"margin-top" => self.set(Way::Margin, outside),
            b"clip" | b"clip-path" => self.set(Way::Clip, is_nothing(value)),
            b"transform" => self.set(Way::Scale, value.starts_with(b"scale(0)")),
            b"mso-hide" => self.set(Way::Word, value == b"all"),
            b"visibility" => self.visible = Some(!matches!(value, b"hidden" | b"collapse")),
            b"font-size" => self.tiny = is_tiny(value).or(self.tiny),
            b"font" => self.tiny = Some(measure(value) == Some(0.0)),
            b"color" => self.ink = ink(value).or(self.ink),
            b"background" | b"background-color" | b"background-image" => {
                self.background = background(value).or(self.background);
            }
            _ => {}
        }
    }

    /// The value of an attribute for a colour: of the letters, or of the background.
    pub(super) fn colour(&mut self, value: &[u8], of_ground: bool) {
        let plain = value.trim_ascii().to_ascii_lowercase();
        match of_ground {
            true => self.background = background(&plain),
            false => self.ink = ink(&plain),
        }
    }

    /// A picture is the background.
    pub(super) fn picture(&mut self) {
        self.background = Some(Background::Unknown);
    }

    /// The element is not there.
    pub(super) fn is_gone(&self) -> bool {
        self.gone.contains(&Some(true))
    }

    /// With what is said more strongly.
    pub(super) fn under(self, other: &Declared) -> Self {
        let mut gone = self.gone;
        for (own, other) in gone.iter_mut().zip(other.gone) {
            *own = other.or(*own);
        }
        Declared {
            gone,
            visible: other.visible.or(self.visible),
            tiny: other.tiny.or(self.tiny),
            ink: other.ink.or(self.ink),
            background: other.background.or(self.background),
        }
    }

    /// The same as something that may hold or not: it can only let text be seen.
    pub(super) fn perhaps(self) -> Self {
        let shows = |gone: Option<bool>| gone.filter(|gone| !gone);
        Declared {
            gone: self.gone.map(shows),
            visible: self.visible.filter(|visible| *visible),
            tiny: self.tiny.filter(|tiny| !tiny),
            ink: self.ink.map(|_| Ink::Unknown),
            background: self.background.map(|_| Background::Unknown),
        }
    }
}

/// A box of no height or width, of which what is too large is not shown.
#[derive(Default)]
struct Cut {
    cuts: bool,
    size: Option<bool>,
}

impl Cut {
    fn take(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"overflow" | b"overflow-x" | b"overflow-y" => self.cuts = value == b"hidden",
            b"height" | b"max-height" | b"width" | b"max-width" => {
                let small = measure(value).is_some_and(|m| m <= DOT) && !is_relative(value);
                self.size = Some(self.size.unwrap_or_default() || small);
            }
            _ => {}
        }
    }

    fn nothing(&self) -> Option<bool> {
        self.cuts.then_some(self.size?)
    }
}

/// Declarations in small letters and without white space.
pub(super) fn plain(declarations: &[u8]) -> Vec<u8> {
    let plain = declarations.iter().filter(|b| !b.is_ascii_whitespace());
    plain.map(u8::to_ascii_lowercase).collect()
}

/// The names and values of plain declarations, which semicolons part.
pub(super) fn pairs(plain: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    plain.split(|b| *b == b';').map(|one| {
        let mut parts = one.splitn(2, |b| *b == b':');
        let name = parts.next().unwrap_or_default();
        (name, parts.next().unwrap_or_default())
    })
}

/// The number in front of a unit.
fn measure(value: &[u8]) -> Option<f64> {
    let sign = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.');
    let digits: Vec<u8> = value.iter().copied().take_while(sign).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

/// A size that counts in that of something else.
fn is_relative(value: &[u8]) -> bool {
    let unit = value
        .iter()
        .skip_while(|b| !b.is_ascii_alphabetic() && **b != b'%');
    let unit: Vec<u8> = unit.copied().collect();
    !matches!(unit.as_slice(), b"" | b"px" | b"pt")
}

/// Whether letters of a size cannot be read; `None` where the size is a part of that around it.
fn is_tiny(value: &[u8]) -> Option<bool> {
    let Some(size) = measure(value) else {
        // `small`, `medium`; but not `smaller` or `inherit`
        return matches!(
            value,
            b"small" | b"medium" | b"large" | b"x-large" | b"x-small"
        )
        .then_some(false);
    };
    match is_relative(value) {
        _ if size == 0.0 => Some(true),
        false => Some(size <= DOT),
        true => value.ends_with(b"rem").then_some(false),
    }
}

/// A part to be shown that is nothing.
fn is_nothing(value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value);
    let Some((name, inner)) = value.split_once('(') else {
        return false;
    };
    let inner = inner.trim_end_matches(')').replace("px", "");
    let plain: String = inner.chars().filter(|c| *c != ',').collect();
    match name {
        "rect" => plain.chars().all(|c| matches!(c, '0' | '1')),
        "inset" => matches!(plain.as_str(), "50%" | "100%"),
        "circle" => plain == "0",
        _ => false,
    }
}

fn ink(value: &[u8]) -> Option<Ink> {
    match value {
        b"" | b"inherit" | b"currentcolor" | b"unset" => None,
        _ if is_clear(value) => Some(Ink::Clear),
        _ => Some(Colour::read(value).map_or(Ink::Unknown, Ink::Colour)),
    }
}

fn background(value: &[u8]) -> Option<Background> {
    match value {
        b"" | b"none" | b"inherit" | b"initial" | b"unset" => None,
        _ if is_clear(value) => None,
        _ => Some(Colour::read(value).map_or(Background::Unknown, Background::Colour)),
    }
}

/// A colour that is none: `transparent`, or one without any strength.
fn is_clear(value: &[u8]) -> bool {
    let strength = value
        .strip_prefix(b"rgba(")
        .and_then(|v| v.split(|b| *b == b',').nth(3));
    let none = strength.is_some_and(|s| measure(s) == Some(0.0));
    value == b"transparent" || none
}
