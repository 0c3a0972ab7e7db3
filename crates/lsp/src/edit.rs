//! Many changes of one text: it is kept in chunks, so that a change costs what it touches and not the whole text, nor a
//! whole line.

use lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use super::lines::Encoding;

/// Bytes of a chunk; one with more than twice as many is divided.
const SIZE: usize = 4 << 10;

/// A text in chunks. None of them is blank, but for the only one of a blank text; no line end of two characters is parted.
#[derive(Debug)]
pub struct Draft {
    chunks: Vec<Chunk>,
    encoding: Encoding,
}

/// A piece of the text.
#[derive(Debug, Default)]
struct Chunk {
    text: String,
    /// How many lines end in it.
    ends: usize,
    /// How many units its characters count.
    units: usize,
}

/// A chunk, and a byte in it.
type Place = (usize, usize);

impl Chunk {
    fn new(text: String, encoding: Encoding) -> Self {
        Chunk {
            ends: ends(&text).count(),
            units: encoding.count(text.as_bytes()),
            text,
        }
    }
}

impl Draft {
    /// Takes a text apart.
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let mut draft = Draft {
            chunks: Vec::new(),
            encoding,
        };
        draft.put(0..0, text);
        draft
    }

    /// The whole text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.bytes());
        text.extend(self.chunks.iter().map(|chunk| chunk.text.as_str()));
        text
    }

    /// How many bytes there are.
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.text.len()).sum()
    }

    /// Takes in changes, one after the other.
    pub fn take(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => *self = Draft::new(&change.text, encoding),
                Some(range) => self.change(range, &change.text),
            }
        }
    }

    /// Replaces what stands in a range.
    pub fn change(&mut self, range: Range, text: &str) {
        let start = self.place(range.start);
        let end = self.place(range.end).max(start);
        // with the chunks on both sides: a line end of two characters may come together, or be parted
        let (from, to) = (
            start.0.saturating_sub(1),
            (end.0 + 2).min(self.chunks.len()),
        );
        let piece = |(chunk, from): Place, to: Place| {
            let part = |at: usize| {
                let text = self.chunks.get(at).map_or("", |c| c.text.as_str());
                let start = if at == chunk { from } else { 0 };
                let end = if at == to.0 { to.1 } else { text.len() };
                text.get(start..end).unwrap_or_default()
            };
            (chunk..=to.0).map(part).collect::<String>()
        };
        let before = piece((from, 0), start);
        let behind = piece(end, (to, 0));
        self.put(from..to, &(before + text + &behind));
    }

    /// Puts a text in the place of some chunks.
    fn put(&mut self, range: std::ops::Range<usize>, text: &str) {
        let mut chunks = Vec::new();
        let mut rest = text;
        while rest.len() > 2 * SIZE {
            let parted = |at: &usize| {
                let (before, behind) = rest.split_at_checked(*at)?;
                let whole = before.ends_with('\r') && behind.starts_with('\n');
                (!whole).then_some((before, behind))
            };
            let Some((first, more)) = (SIZE..2 * SIZE).find_map(|at| parted(&at)) else {
                break;
            };
            chunks.push(Chunk::new(first.to_owned(), self.encoding));
            rest = more;
        }
        if !rest.is_empty() {
            chunks.push(Chunk::new(rest.to_owned(), self.encoding));
        }
        let range = range.start.min(self.chunks.len())..range.end.min(self.chunks.len());
        self.chunks.splice(range, chunks);
    }

    /// The byte at a position; one behind the end of its line means that end, one behind the last line the end of the text.
    fn place(&self, position: Position) -> Place {
        let Some((mut chunk, mut byte)) = self.line(position.line as usize) else {
            let last = self.chunks.last().map_or(0, |c| c.text.len());
            return (self.chunks.len().saturating_sub(1), last);
        };
        let mut left = position.character as usize;
        while let Some(here) = self.chunks.get(chunk) {
            if byte == 0 && here.ends == 0 && here.units <= left {
                left -= here.units;
            } else {
                let rest = here.text.get(byte..).unwrap_or_default();
                for (at, c) in rest.char_indices() {
                    let units = self.encoding.units(c);
                    if left < units || matches!(c, '\n' | '\r') {
                        return (chunk, byte + at);
                    }
                    left -= units;
                }
            }
            if chunk + 1 == self.chunks.len() {
                return (chunk, here.text.len());
            }
            (chunk, byte) = (chunk + 1, 0);
        }
        (chunk, byte)
    }

    /// Where a line begins.
    fn line(&self, mut line: usize) -> Option<Place> {
        if line == 0 {
            return Some((0, 0));
        }
        for (at, chunk) in self.chunks.iter().enumerate() {
            if line <= chunk.ends {
                let end = ends(&chunk.text).nth(line - 1)?;
                // the next character may stand in the next chunk
                let last = end == chunk.text.len() && at + 1 < self.chunks.len();
                return Some(if last { (at + 1, 0) } else { (at, end) });
            }
            line -= chunk.ends;
        }
        None
    }
}

/// The bytes behind which lines begin.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| match bytes.get(*at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(ends).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Lines;

    /// One change after the other, the slow way.
    fn slowly(text: &str, changes: &[(Range, &str)]) -> String {
        let mut text = text.to_owned();
        for (range, new) in changes {
            let lines = Lines::new(&text, Encoding::Utf16);
            let start = lines.offset(&text, range.start);
            let end = lines.offset(&text, range.end).max(start);
            text.replace_range(start..end, new);
        }
        text
    }

    #[test]
    fn many_changes_do_what_one_after_the_other_does() {
        let news = [
            "",
            "\n",
            "\r",
            "\r\n",
            "公",
            "a\r",
            "\nb",
            "𠮷\r\n\r\rc",
            "\n\n",
        ];
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        let long = format!("{}\r\n𠮷", "长𠮷a".repeat(9000));
        let turns = "\r\n".repeat(9000);
        for text in [
            "",
            "一\r\n二\n\r三",
            &"行\n".repeat(3000),
            "\r\r\n",
            &long,
            &turns,
        ] {
            for _ in 0..40 {
                let changes: Vec<(Range, &str)> = (0..30)
                    .map(|_| {
                        let most = if next(4) == 0 { 4000 } else { 6 };
                        let far = if next(3) == 0 { 40_000 } else { 4 };
                        let start = Position::new(next(most), next(far));
                        let end = Position::new(start.line + next(3), next(far));
                        let new = news.get(next(9) as usize).copied();
                        (Range::new(start, end), new.unwrap_or_default())
                    })
                    .collect();
                let mut draft = Draft::new(text, Encoding::Utf16);
                for (range, new) in &changes {
                    draft.change(*range, new);
                }
                assert_eq!(draft.text(), slowly(text, &changes), "{changes:?}");
            }
        }
    }
}
