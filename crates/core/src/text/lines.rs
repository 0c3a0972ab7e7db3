//! Bytes ↔ lines and columns.

use super::Span;

/// A place as people count: both numbers start at 1, columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// The characters of which the ends of lines consist: of Unix, of Windows together, of old Macs the second alone.
pub const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// The starts of all lines of one text. A line ends at `\n`; `\r\n` counts as one end.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many characters begin before every [`STEP`] bytes: columns of a line of megabytes are not counted from its
    /// start.
    chars: Vec<u32>,
}

/// Bytes that are counted through at most.
const STEP: usize = 4 << 10;

/// How many characters begin in some bytes of a text. So few are counted at a time that their number fits into a byte:
/// the compiler then counts many at once.
fn chars(bytes: &[u8]) -> u32 {
    let begins = |byte: &u8| u8::from(byte & 0xc0 != 0x80);
    let few = bytes.chunks(usize::from(u8::MAX));
    few.map(|few| u32::from(few.iter().map(begins).sum::<u8>()))
        .sum()
}

impl LineIndex {
    /// Scans the text once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        starts.extend(ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        let mut sum = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            sum += chars(step);
            sum
        });
        LineIndex {
            chars: [0].into_iter().chain(steps).collect(),
            starts,
        }
    }

    /// How many characters begin before a byte.
    fn chars_before(&self, text: &str, at: usize) -> u32 {
        let step = at / STEP;
        let rest = text.as_bytes().get(step * STEP..at).unwrap_or_default();
        self.chars.get(step).copied().unwrap_or(0) + chars(rest)
    }

    /// How many lines the text has (at least one).
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 0-based line that holds `offset`.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts
            .partition_point(|s| *s <= offset)
            .saturating_sub(1)
    }

    /// The span of a 0-based line without its line end; empty past the last line.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let end_of_text = text.len();
        let start = self
            .starts
            .get(line)
            .map_or(end_of_text, |s| *s as usize)
            .min(end_of_text);
        let end = self
            .starts
            .get(line + 1)
            .map_or(end_of_text, |s| *s as usize)
            .min(end_of_text);
        let body = text.get(start..end).unwrap_or_default();
        Span::new(start, start + body.trim_end_matches(['\n', '\r']).len())
    }

    /// Line and column of a byte offset (clamped to the text).
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = (offset as usize).min(text.len());
        let line = self.line_of(offset as u32);
        let start = self.starts.get(line).map_or(0, |s| *s as usize);
        let column = match offset - start {
            0..STEP => chars(text.as_bytes().get(start..offset).unwrap_or_default()),
            _ => {
                let before = self.chars_before(text, start);
                self.chars_before(text, offset).saturating_sub(before)
            }
        };
        Position {
            line: line as u32 + 1,
            column: column + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice)]

    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "甲乙\r\n丙1丁";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 2);
        let at = text.find('丁').unwrap() as u32;
        assert_eq!(index.position(text, at), Position { line: 2, column: 3 });
        assert_eq!(index.line_span(text, 0).of(text), "甲乙");
        assert_eq!(index.line_span(text, 1).of(text), "丙1丁");
        assert_eq!(index.line_span(text, 9).of(text), "");
        assert_eq!(index.position(text, 999), Position { line: 2, column: 4 });
    }

    #[test]
    fn columns_of_long_lines_are_those_that_counting_gives() {
        for lead in 0..4 {
            let text = format!(
                "{}\n{}丁\n甲",
                "a".repeat(lead + STEP),
                "甲1乙".repeat(5000)
            );
            let index = LineIndex::new(&text);
            let start = lead + STEP + 1;
            for (nth, (at, _)) in text[start..].char_indices().enumerate().step_by(97) {
                let place = index.position(&text, (start + at) as u32);
                let (line, column) = (2, nth as u32 + 1);
                assert_eq!(place, Position { line, column });
            }
            let end = index.position(&text, text.len() as u32);
            assert_eq!(end, Position { line: 3, column: 2 });
        }
    }
}
