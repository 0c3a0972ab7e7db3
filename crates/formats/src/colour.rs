//! Colours as they are written in style sheets, attributes and office files.

/// How far two colours may lie apart in red, green or blue, of 255, that nobody can tell them apart.
const ALIKE: i16 = 8;

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const BLACK: Colour = Colour(0, 0, 0);

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(u8, u8, u8);

impl Colour {
    /// A colour by its parts.
    pub(super) const fn new(red: u8, green: u8, blue: u8) -> Self {
        Colour(red, green, blue)
    }

    /// Nobody can tell them apart.
    pub(super) fn is_like(self, other: Colour) -> bool {
        let pairs = [(self.0, other.0), (self.1, other.1), (self.2, other.2)];
        pairs
            .into_iter()
            .all(|(a, b)| (i16::from(a) - i16::from(b)).abs() <= ALIKE)
    }

    /// A colour as it is written in style sheets and attributes.
    pub(super) fn read(value: &[u8]) -> Option<Colour> {
        let text = std::str::from_utf8(value).ok()?;
        if let Some(digits) = text.strip_prefix('#') {
            return hexadecimal(digits);
        }
        let parts = text
            .strip_prefix("rgb(")
            .or_else(|| text.strip_prefix("rgba("));
        if let Some(parts) = parts {
            let mut parts = parts.trim_end_matches(')').split([',', '/']).map(part);
            return Some(Colour(parts.next()??, parts.next()??, parts.next()??));
        }
        match text {
            "white" | "window" | "snow" | "ghostwhite" => Some(WHITE),
            "black" | "windowtext" => Some(BLACK),
            "red" => Some(Colour(255, 0, 0)),
            "blue" => Some(Colour(0, 0, 255)),
            "yellow" => Some(Colour(255, 255, 0)),
            "whitesmoke" => Some(Colour(245, 245, 245)),
            // attributes may leave out the sign
            _ if text.len() == 6 => hexadecimal(text),
            _ => None,
        }
    }
}

fn part(text: &str) -> Option<u8> {
    let whole = match text.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok()? * 2.55,
        None => text.parse().ok()?,
    };
    (0.0..=255.5)
        .contains(&whole)
        .then_some(whole.round() as u8)
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let at = |from: usize, length: usize| {
        let digits = digits.get(from * length..(from + 1) * length)?;
        let number = u8::from_str_radix(digits, 16).ok()?;
        Some(if length == 1 { number * 17 } else { number })
    };
    let length = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    Some(Colour(at(0, length)?, at(1, length)?, at(2, length)?))
}
