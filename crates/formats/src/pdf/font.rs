//! Fonts: the bytes of a string → codes → text and widths. What a glyph looks like does not matter here.

use super::cmap::CMap;
use super::letters::letters;
use super::store::Store;
use encoding_rs::{BIG5, Encoding as Charset, GB18030};
use lopdf::{Dictionary, Object};

/// A font as far as text needs it.
pub(super) struct Font {
    codes: Codes,
    unicode: Option<CMap>,
    /// The characters of one-byte codes, for fonts that have no more.
    letters: Vec<String>,
    widths: Widths,
    /// Glyph space → text space.
    scale: f64,
    /// Written from top to bottom.
    pub(super) vertical: bool,
}

/// How codes are distinguished, and what they mean by themselves.
enum Codes {
    One,
    /// Two bytes that are the glyph; the glyphs are numbered as in Adobe-GB1.
    Glyphs {
        gb1: bool,
    },
    /// UTF-16.
    Utf16,
    /// A charset of one and more bytes.
    Charset(&'static Charset),
    /// A map of the file's own.
    Own(Box<CMap>),
}

/// Widths in glyph space.
struct Widths {
    /// First code or glyph, last one, width; sorted.
    ranges: Vec<(u32, u32, f64)>,
    missing: f64,
}

/// A code and how many bytes it takes.
#[derive(Clone, Copy)]
pub(super) struct Code {
    pub(super) value: u32,
    pub(super) len: usize,
}

/// More widths than this are ignored.
const MOST_WIDTHS: usize = 100_000;

impl Font {
    /// Reads a font. What is missing or makes no sense gets a usual value.
    pub(super) fn new(store: &mut Store<'_>, font: &Dictionary) -> Font {
        let unicode = store.stream(font, b"ToUnicode").map(|s| CMap::parse(&s));
        match store.name(font, b"Subtype") {
            b"Type0" => Font::composite(store, font, unicode),
            kind => Font::simple(store, font, unicode, kind == b"Type3"),
        }
    }

    fn simple(store: &Store<'_>, font: &Dictionary, unicode: Option<CMap>, drawn: bool) -> Font {
        let matrix = store.numbers(font, b"FontMatrix");
        let first = store
            .number(font, b"FirstChar")
            .unwrap_or(0.0)
            .clamp(0.0, 255.0) as u32;
        let widths = store.numbers(font, b"Widths");
        let ranges = (first..=255).zip(widths).map(|(code, w)| (code, code, w));
        let descriptor = store.dict(font, b"FontDescriptor");
        let missing = descriptor.and_then(|d| store.number(d, b"MissingWidth"));
        // the standard fonts come without widths; half an em is that of their digits
        let usual = if drawn { 0.0 } else { 500.0 };
        Font {
            codes: Codes::One,
            unicode,
            letters: letters(store, font),
            widths: Widths {
                ranges: ranges.collect(),
                missing: missing.filter(|w| *w > 0.0).unwrap_or(usual),
            },
            scale: matrix.first().filter(|_| drawn).map_or(0.001, |a| a.abs()),
            vertical: false,
        }
    }

    fn composite(store: &mut Store<'_>, font: &Dictionary, unicode: Option<CMap>) -> Font {
        let below = store.first_of(font, b"DescendantFonts");
        let system = below.and_then(|d| store.dict(d, b"CIDSystemInfo"));
        let ordering = system.and_then(|s| store.string(s, b"Ordering"));
        let gb1 = ordering == Some(b"GB1".as_slice());
        let name = store.name(font, b"Encoding");
        let own = store.stream(font, b"Encoding").map(|s| CMap::parse(&s));
        Font {
            codes: own.map_or_else(|| Codes::named(name, gb1), |map| Codes::Own(Box::new(map))),
            unicode,
            letters: Vec::new(),
            widths: Widths {
                ranges: below.map(|d| glyph_widths(store, d)).unwrap_or_default(),
                missing: below.and_then(|d| store.number(d, b"DW")).unwrap_or(1000.0),
            },
            scale: 0.001,
            vertical: name.ends_with(b"-V"),
        }
    }

    /// The first code of some bytes.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<Code> {
        let first = *bytes.first()?;
        let second = bytes.get(1).copied().unwrap_or(0);
        let len = match &self.codes {
            Codes::One => 1,
            Codes::Glyphs { .. } => 2,
            Codes::Utf16 => {
                if (0xd8..0xdc).contains(&first) {
                    4
                } else {
                    2
                }
            }
            Codes::Charset(_) if first < 0x81 => 1,
            Codes::Charset(_) => {
                if second.is_ascii_digit() {
                    4
                } else {
                    2
                }
            }
            Codes::Own(map) => map.code_len(bytes).unwrap_or(2),
        };
        let len = len.min(bytes.len());
        let taken = bytes.get(..len)?;
        let value = taken.iter().fold(0, |n: u32, b| n << 8 | u32::from(*b));
        Some(Code { value, len })
    }

    /// Appends the text of a code; false where the file does not tell it.
    pub(super) fn text(&self, code: Code, out: &mut String) -> bool {
        if self
            .unicode
            .as_ref()
            .is_some_and(|map| map.text(code.value, out))
        {
            return true;
        }
        let bytes = code.value.to_be_bytes();
        let bytes = bytes.get(4 - code.len.min(4)..).unwrap_or_default();
        let before = out.len();
        match &self.codes {
            Codes::One => out.extend(self.letters.get(code.value as usize).map(String::as_str)),
            Codes::Utf16 => {
                let units = bytes
                    .chunks_exact(2)
                    .map(|p| p.iter().fold(0, |n: u16, b| n << 8 | u16::from(*b)));
                out.extend(char::decode_utf16(units).map_while(Result::ok));
            }
            Codes::Charset(charset) => {
                let decoded = charset.decode_without_bom_handling_and_without_replacement(bytes);
                out.push_str(&decoded.unwrap_or_default());
            }
            // in all collections of Adobe the glyphs 1 to 95 are ASCII
            Codes::Glyphs { gb1: true } if (1..=95).contains(&code.value) => {
                out.extend(char::from_u32(code.value + 0x1f));
            }
            Codes::Glyphs { .. } | Codes::Own(_) => {}
        }
        out.len() > before
    }

    /// How far a code moves the pen, in text space with a font of size 1.
    pub(super) fn width(&self, code: Code) -> f64 {
        let glyph = match &self.codes {
            Codes::One | Codes::Glyphs { .. } => Some(code.value),
            Codes::Own(map) => map.glyph(code.value),
            Codes::Utf16 | Codes::Charset(_) => (0x20..0x7f)
                .contains(&code.value)
                .then(|| code.value - 0x1f),
        };
        self.widths.of(glyph) * self.scale
    }

    /// Whether word spacing applies to a code.
    pub(super) fn is_blank(&self, code: Code) -> bool {
        code.len == 1 && code.value == 0x20
    }
}

impl Codes {
    fn named(name: &[u8], gb1: bool) -> Codes {
        let holds = |part: &[u8]| name.windows(part.len()).any(|w| w == part);
        if holds(b"UCS2") || holds(b"UTF16") {
            Codes::Utf16
        } else if name.starts_with(b"GB") {
            Codes::Charset(GB18030)
        } else if holds(b"B5") {
            Codes::Charset(BIG5)
        } else {
            Codes::Glyphs { gb1 }
        }
    }
}

impl Widths {
    fn of(&self, glyph: Option<u32>) -> f64 {
        let found = glyph.and_then(|g| {
            let after = self.ranges.partition_point(|(low, ..)| *low <= g);
            let (_, high, width) = self.ranges.get(after.checked_sub(1)?)?;
            (g <= *high).then_some(*width)
        });
        found.unwrap_or(self.missing)
    }
}

/// The `W` array: `first [w w …]` and `first last w`.
fn glyph_widths(store: &Store<'_>, font: &Dictionary) -> Vec<(u32, u32, f64)> {
    let mut ranges = Vec::new();
    let list = store.array(font, b"W");
    let mut at = 0;
    let whole = |o: Option<&Object>| {
        o.and_then(|o| store.value(o))
            .map(|n| n.clamp(0.0, 1e9) as u32)
    };
    while let Some(first) = whole(list.get(at)) {
        match list.get(at + 1).map(|o| store.resolve(o)) {
            Some(Object::Array(widths)) => {
                let each = (first..)
                    .zip(widths)
                    .filter_map(|(g, w)| Some((g, g, store.value(w)?)));
                ranges.extend(each.take(MOST_WIDTHS));
                at += 2;
            }
            _ => {
                let last = whole(list.get(at + 1));
                let width = list.get(at + 2).and_then(|o| store.value(o));
                if let (Some(last), Some(width)) = (last, width) {
                    ranges.push((first, last, width));
                }
                at += 3;
            }
        }
        if ranges.len() > MOST_WIDTHS {
            break;
        }
    }
    ranges.sort_by_key(|(low, ..)| *low);
    ranges
}
