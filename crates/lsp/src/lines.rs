//! Bytes ↔ positions of the protocol.

use lsp_types::{Position, PositionEncodingKind, Range};

use gouji_core::text::Span;

/// What a `character` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The best of those that a client knows.
    pub fn of(known: Option<&[PositionEncodingKind]>) -> Self {
        let has = |kind| known.is_some_and(|k| k.contains(&kind));
        match () {
            () if has(PositionEncodingKind::UTF8) => Encoding::Utf8,
            () => Encoding::Utf16,
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a character counts.
    pub(super) fn units(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// How many units the characters count that begin in some bytes.
    pub(super) fn count(self, bytes: &[u8]) -> usize {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        let long = |byte: &&u8| **byte >= 0xf0;
        match self {
            Encoding::Utf8 => bytes.len(),
            Encoding::Utf16 => {
                bytes.iter().filter(begins).count() + bytes.iter().filter(long).count()
            }
            Encoding::Utf32 => bytes.iter().filter(begins).count(),
        }
    }
}

/// Bytes that are counted through at most: columns of a line of megabytes are not counted from its start.
const STEP: usize = 4 << 10;

/// A line without what ends it.
pub(super) fn body(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// The byte at a place in a line; one behind its end means the end.
pub(super) fn inside(line: &str, character: u32, encoding: Encoding) -> usize {
    let body = body(line);
    let mut left = character as usize;
    for (at, c) in body.char_indices() {
        let units = encoding.units(c);
        if left < units {
            return at;
        }
        left -= units;
    }
    body.len()
}

/// The lines of a text as the protocol counts them: a line ends at `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    encoding: Encoding,
    starts: Vec<usize>,
    /// How many units there are before every [`STEP`] bytes.
    units: Vec<usize>,
}

impl Lines {
    /// Scans a text once.
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        let mut sum = 0;
        let steps = bytes.chunks(STEP).map(|step| {
            sum += encoding.count(step);
            sum
        });
        Lines {
            encoding,
            units: [0].into_iter().chain(steps).collect(),
            starts,
        }
    }

    /// How many units there are before a byte.
    fn units_before(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        let rest = text.as_bytes().get(step * STEP..at).unwrap_or_default();
        self.units.get(step).copied().unwrap_or(0) + self.encoding.count(rest)
    }

    /// The byte at a position; one behind the end of its line means the end, one behind the last line the end of the text.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        start + inside(line, position.character, self.encoding)
    }

    /// The position of a byte, clamped to the text.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|s| *s <= offset).max(1) - 1;
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.units_before(text, start);
        let units = self.units_before(text, offset).saturating_sub(before);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position::new(number(line), number(units))
    }

    /// The range of a span.
    pub fn range(&self, text: &str, span: Span) -> Range {
        let of = |at: u32| self.position(text, at as usize);
        Range::new(of(span.start), of(span.end))
    }

    /// The range of the whole text.
    pub fn whole(&self, text: &str) -> Range {
        Range::new(Position::default(), self.position(text, text.len()))
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}
