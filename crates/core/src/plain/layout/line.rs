//! Lines and their shapes.

use super::{chrome, comments, pipe, signs};
use crate::text::Span;

/// A line that is not blank. (A line that holds nothing but a TAB is an empty cell, hence not blank.)
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// All of it, without its end.
    pub(super) span: Span,
    /// Its text without white space around it; for a heading without its marks.
    pub(super) body: Span,
    /// How many blank lines stand before it.
    pub(super) gap: u32,
    /// The sheet it stands on, from 1, where form feeds part sheets.
    pub(super) sheet: u32,
    /// It is the last line of its sheet.
    pub(super) ends_sheet: bool,
    /// What it looks like.
    pub(super) shape: Shape,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A Markdown heading.
    Heading(u8),
    /// Not text: a page number, a rule.
    Other,
    /// A TAB and one cell.
    Stacked,
    /// Cells parted by TABs.
    Tsv,
    /// A line with at least one pipe.
    Pipe,
    /// Anything else.
    Plain,
}

impl Shape {
    /// Whether TABs make cells of the line.
    pub(super) fn has_tabs(self) -> bool {
        matches!(self, Shape::Stacked | Shape::Tsv)
    }
}

/// All lines of a text that are not blank. A line of nothing but comments is not blank either.
pub(super) fn lines(text: &str, comments: &[Span]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut start, mut gap, mut sheet) = (0usize, 0u32, 1u32);
    let mut after_return = false;
    for piece in text.split_inclusive(is_end) {
        let content = piece.trim_end_matches(is_end);
        let end = piece.chars().next_back().filter(|c| is_end(*c));
        let halves_of_one = after_return && piece == "\n";
        after_return = end == Some('\r');
        let span = Span::new(start, start + content.len());
        start += piece.len();
        let body = signs::trim(text, span);
        if !body.is_empty() || content.contains('\t') {
            let words = comments::trim(text, comments, body);
            let (shape, body) = match words.is_empty() && !body.is_empty() {
                true => (Shape::Other, body),
                false => shape(text, span, words),
            };
            lines.push(Line {
                span,
                body,
                gap,
                sheet,
                ends_sheet: false,
                shape,
            });
            gap = 0;
        } else if !halves_of_one && end != Some('\u{c}') {
            gap = gap.saturating_add(1);
        }
        if end == Some('\u{c}') {
            sheet = sheet.saturating_add(1);
            if let Some(last) = lines.last_mut() {
                last.ends_sheet = true;
            }
        }
    }
    lines
}

/// A character that ends a line.
pub(super) fn is_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn shape(text: &str, span: Span, body: Span) -> (Shape, Span) {
    let words = body.of(text);
    // with the white space in front of it, without comments behind it
    let (start, end) = (span.start as usize, body.end as usize);
    let marked = words
        .starts_with('#')
        .then(|| heading(Span::new(start, end).of(text)));
    if let Some((level, title)) = marked.flatten() {
        let title = Span::new(start + title.start as usize, start + title.end as usize);
        return (Shape::Heading(level), title);
    }
    if chrome::is_chrome(words) {
        return (Shape::Other, body);
    }
    let tabs = Tabs::count(text, span, body);
    let shape = match pipe::count(words) {
        0 => tabs.shape(words),
        1 if tabs.any() => tabs.shape(words),
        _ => Shape::Pipe,
    };
    (shape, body)
}

/// The level of a Markdown heading, and where its title stands in the line: `#` to `######`, white space, text; closing
/// `#`s are marks too.
pub fn heading(line: &str) -> Option<(u8, Span)> {
    let body = signs::trim(line, Span::new(0, line.len()));
    let words = body.of(line);
    let rest = words.trim_start_matches('#');
    let level = words.len() - rest.len();
    if !(1..=6).contains(&level) || body.start > 3 || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let open = rest.trim_end_matches('#');
    let title = if open.ends_with(char::is_whitespace) {
        open
    } else {
        rest
    };
    let start = body.start as usize + level;
    let title = signs::trim(line, Span::new(start, start + title.len()));
    (!title.is_empty()).then_some((level as u8, title))
}

/// Where the TABs of a line stand.
struct Tabs {
    lead: usize,
    inner: usize,
    trail: usize,
}

impl Tabs {
    fn count(text: &str, span: Span, body: Span) -> Self {
        let tabs = |s: Span| s.of(text).matches('\t').count();
        if body.is_empty() {
            return Tabs {
                lead: tabs(span),
                inner: 0,
                trail: 0,
            };
        }
        let part = |start: u32, end: u32| Span::new(start as usize, end as usize);
        Tabs {
            lead: tabs(part(span.start, body.start)),
            inner: tabs(body),
            trail: tabs(part(body.end, span.end)),
        }
    }

    fn any(&self) -> bool {
        self.lead + self.inner + self.trail > 0
    }

    fn shape(&self, words: &str) -> Shape {
        let only_lead = self.inner + self.trail == 0;
        match self.lead + self.inner + self.trail {
            0 => Shape::Plain,
            1 if self.lead == 1 => Shape::Stacked,
            1 if signs::is_prose(words) || signs::is_list_item(words) => Shape::Plain,
            _ if only_lead && signs::is_prose(words) => Shape::Stacked,
            _ => Shape::Tsv,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&str, u32, Shape)> {
        let found = lines(text, &[]);
        found
            .iter()
            .map(|l| (l.body.of(text), l.gap, l.shape))
            .collect()
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "甲\r\n\r\n乙\r\r丙\n\u{c}丁\u{2028}戊\n \u{3000}\n\u{feff}己";
        let gaps: Vec<_> = lines(text, &[]).iter().map(|l| l.gap).collect();
        assert_eq!(gaps, [0, 1, 1, 0, 0, 1]);
        let sheets: Vec<_> = lines(text, &[])
            .iter()
            .map(|l| (l.sheet, l.ends_sheet))
            .collect();
        assert_eq!(sheets[2..4], [(1, true), (2, false)]);
        assert_eq!(lines(text, &[]).last().unwrap().body.of(text), "己");
    }

    #[test]
    fn shapes_follow_from_marks() {
        assert_eq!(
            shapes(
                "## 一、甲 ##\n#乙\n\t丙\n丁\t0\n\t\t0\n\t\u{a0}\n戊 | 0\n1.\t己庚\n----\n\u{2003}辛"
            ),
            [
                ("一、甲", 0, Shape::Heading(2)),
                ("#乙", 0, Shape::Plain),
                ("丙", 0, Shape::Stacked),
                ("丁\t0", 0, Shape::Tsv),
                ("0", 0, Shape::Tsv),
                ("", 0, Shape::Stacked),
                ("戊 | 0", 0, Shape::Pipe),
                ("1.\t己庚", 0, Shape::Plain),
                ("----", 0, Shape::Other),
                ("辛", 0, Shape::Plain),
            ]
        );
    }
}
