//! Many changes of one text: its lines are kept in chunks, so that a change costs what it touches and not the whole text.

use lsp_types::{Position, Range};

use super::lines::{Encoding, body, inside};

/// Lines of a chunk; one with more than twice as many is divided.
const CHUNK: usize = 512;

/// A text as its lines, each with what ends it; the last one, and no other, ends with nothing.
#[derive(Debug)]
pub struct Draft {
    chunks: Vec<Vec<String>>,
    encoding: Encoding,
}

/// A line, and a byte in it.
type Place = (usize, usize);

impl Draft {
    /// Takes a text apart.
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let mut lines = split(text);
        if lines
            .last()
            .is_none_or(|line| body(line).len() < line.len())
        {
            lines.push(String::new());
        }
        let mut draft = Draft {
            chunks: vec![lines],
            encoding,
        };
        draft.divide(0);
        draft
    }

    /// The whole text.
    pub fn text(self) -> String {
        self.chunks.into_iter().flatten().collect()
    }

    /// Replaces what stands in a range.
    pub fn change(&mut self, range: Range, text: &str) {
        let start = self.place(range.start);
        let end = self.place(range.end).max(start);
        let (mut first, last) = (start.0, end.0);
        let before = self.line(first).get(..start.1).unwrap_or_default();
        let after = self.line(last).get(end.1..).unwrap_or_default();
        let mut joined = [before, text, after].concat();
        // a line break of two characters may come together
        if joined.starts_with('\n') && first > 0 && self.line(first - 1).ends_with('\r') {
            first -= 1;
            joined.insert_str(0, self.line(first));
        }
        let mut lines = split(&joined);
        let ends = |line: &String| body(line).len() < line.len();
        if last + 1 == self.count() && lines.last().is_none_or(ends) {
            lines.push(String::new());
        }
        self.splice(first, last, lines);
    }

    fn count(&self) -> usize {
        self.chunks.iter().map(Vec::len).sum()
    }

    fn line(&self, at: usize) -> &str {
        let (chunk, at) = self.find(at);
        let line = self.chunks.get(chunk).and_then(|c| c.get(at));
        line.map_or("", String::as_str)
    }

    /// The chunk of a line, and its number there.
    fn find(&self, mut line: usize) -> (usize, usize) {
        for (at, chunk) in self.chunks.iter().enumerate() {
            if line < chunk.len() {
                return (at, line);
            }
            line -= chunk.len();
        }
        (self.chunks.len(), 0)
    }

    fn place(&self, position: Position) -> Place {
        let line = position.line as usize;
        let last = self.count().saturating_sub(1);
        if line > last {
            return (last, self.line(last).len());
        }
        (
            line,
            inside(self.line(line), position.character, self.encoding),
        )
    }

    /// Puts lines in the place of the lines `first` to `last`.
    fn splice(&mut self, first: usize, last: usize, lines: Vec<String>) {
        let ((from, start), (to, end)) = (self.find(first), self.find(last));
        let mut rest = match self.chunks.get_mut(to) {
            Some(chunk) => chunk.split_off((end + 1).min(chunk.len())),
            None => Vec::new(),
        };
        if let Some(chunk) = self.chunks.get_mut(from) {
            chunk.truncate(start);
            chunk.extend(lines);
            chunk.append(&mut rest);
        }
        self.chunks
            .drain((from + 1).min(to + 1)..(to + 1).min(self.chunks.len()));
        self.divide(from);
    }

    fn divide(&mut self, at: usize) {
        let Some(chunk) = self.chunks.get_mut(at).filter(|c| c.len() > 2 * CHUNK) else {
            return;
        };
        let mut lines = std::mem::take(chunk).into_iter();
        let next = || Some(lines.by_ref().take(CHUNK).collect::<Vec<_>>());
        let parts = std::iter::from_fn(next).take_while(|part| !part.is_empty());
        let parts: Vec<Vec<String>> = parts.collect();
        self.chunks.splice(at..=at, parts);
    }
}

/// The lines of a text, each with what ends it; nothing stands behind the last end.
fn split(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest.get(at..).is_some_and(|r| r.starts_with("\r\n")) => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, more) = rest.split_at(end);
        lines.push(line.to_owned());
        rest = more;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::lines::Lines;

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
        for text in ["", "一\r\n二\n\r三", &"行\n".repeat(3000), "\r\r\n"] {
            for _ in 0..40 {
                let changes: Vec<(Range, &str)> = (0..30)
                    .map(|_| {
                        let most = if next(4) == 0 { 4000 } else { 6 };
                        let start = Position::new(next(most), next(4));
                        let end = Position::new(start.line + next(3), next(4));
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
