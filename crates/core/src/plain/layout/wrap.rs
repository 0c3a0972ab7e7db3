//! Prose that was broken at a fixed width, as in text taken from a PDF.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::text::Span;

/// Lines narrower than this tell nothing about a fixed width.
const NARROWEST: u32 = 40;
/// Lines wider than this are no hard-wrapped lines.
const WIDEST: usize = 320;
/// How many columns the right edge of full lines may vary.
const RAGGED: usize = 6;

/// The fixed width of a text.
pub(super) struct Wrap {
    /// The right edge of full lines, in columns.
    width: u32,
    /// The left edge of lines that are not indented, in columns.
    margin: u32,
    /// Blank lines between two lines of one paragraph.
    spacing: u32,
    /// Lines were broken at a number of characters: they end at different columns.
    ragged: bool,
}

/// A line of more bytes is wider than hard-wrapped lines are.
const LONGEST: usize = 480;
/// So many lines that end inside of a sentence show that lines were broken.
const TORN: usize = 4;

impl Wrap {
    /// Finds a fixed width: most long lines end at nearly the same column, hardly any goes beyond it, and few of them
    /// end a sentence although they are prose.
    pub(super) fn detect(page: &Page) -> Option<Wrap> {
        Wrap::even(page).or_else(|| Wrap::uneven(page))
    }

    /// Lines that were broken at a number of characters: two thirds of the full lines with clauses end inside of a
    /// sentence, and none is longer.
    fn uneven(page: &Page) -> Option<Wrap> {
        let text = page.text;
        let plain = || page.lines.iter().filter(|l| l.shape == Shape::Plain);
        // a paragraph on one line
        if plain().any(|l| l.body.len() > LONGEST) {
            return None;
        }
        let clauses = |l: &&Line| {
            let words = l.body.of(text);
            l.body.len() >= NARROWEST as usize && has_clauses(words) && !signs::is_row_like(words)
        };
        let edges = plain().filter(clauses).map(|l| (edge(text, l), l));
        let all: Vec<(u32, &Line)> = edges.filter(|(edge, _)| *edge >= NARROWEST).collect();
        let torn = |l: &Line| is_torn(l.body.of(text));
        let width = all.iter().filter(|(_, l)| torn(l)).map(|(e, _)| *e).max()?;
        let longest = all.iter().map(|(e, _)| *e).max()?;
        let full = || all.iter().filter(|(e, _)| e * 5 >= width * 4);
        let count = full().filter(|(_, l)| torn(l)).count();
        let shown = count >= TORN && count * 3 >= full().count() * 2 && longest <= width + 2;
        shown.then_some(Wrap {
            width,
            margin: full().map(|(_, l)| indent(text, l)).min()?,
            spacing: 0,
            ragged: true,
        })
    }

    /// Lines that were broken at a column.
    fn even(page: &Page) -> Option<Wrap> {
        let text = page.text;
        let prose = |l: &&Line| l.shape == Shape::Plain && !signs::is_row_like(l.body.of(text));
        let mut counts = vec![0usize; WIDEST + 1];
        for line in page.lines.iter().filter(prose) {
            let edge = edge(text, line);
            if edge >= NARROWEST
                && let Some(n) = counts.get_mut((edge as usize).min(WIDEST))
            {
                *n += 1;
            }
        }
        let window = |from: usize| counts.iter().skip(from).take(RAGGED).sum::<usize>();
        let from = (0..WIDEST - RAGGED)
            .rev()
            .max_by_key(|from| window(*from))?;
        let (full, total) = (window(from), counts.iter().sum::<usize>());
        if full < 6 || full * 2 < total {
            return None;
        }
        // a wide line without a sentence is a row of a table, or its head
        let sentence = |l: &&Line| signs::is_prose(l.body.of(text));
        let limit = (from + RAGGED + 2) as u32;
        let wide = page.lines.iter().filter(prose).filter(sentence);
        let beyond = wide.filter(|l| edge(text, l) >= limit).count();
        if beyond * 20 > full {
            return None;
        }
        let (low, high) = (from as u32, (from + RAGGED) as u32);
        let is_full = |l: &&Line| (low..high).contains(&edge(text, l));
        let full_lines = || page.lines.iter().filter(prose).filter(is_full);
        let ended = full_lines()
            .filter(|l| signs::ends_sentence(page.words(l)))
            .count();
        let clauses = full_lines().filter(|l| has_clauses(page.words(l))).count();
        if ended * 5 > full * 2 || clauses * 2 < full {
            return None;
        }
        let apart = full_lines().filter(|l| l.gap == 1).count();
        Some(Wrap {
            width: full_lines().map(|l| edge(text, l)).max()?,
            margin: full_lines().map(|l| indent(text, l)).min()?,
            spacing: u32::from(apart * 2 > full),
            ragged: false,
        })
    }

    /// Whether a line end between two plain lines is an accident of the width. Where a page ends between them, blank
    /// lines tell nothing.
    pub(super) fn joins(&self, text: &str, line: &Line, next: &Line, page_ends: bool) -> bool {
        let (words, more) = (line.body.of(text), next.body.of(text));
        let inside = signs::begins_inside(more);
        // a mark that begins no line stays with its line, which may then end early
        let full = edge(text, line) * 5 >= self.width * 4;
        (full || inside && edge(text, line) * 5 >= self.width * 3)
            && (page_ends || next.gap <= self.spacing)
            && indent(text, next) < self.margin + 2
            && edge(text, next) <= self.width + 2
            && !signs::ends_sentence(words)
            && (!self.ragged || is_torn(words) || inside)
            && !signs::is_enumerated(more)
            && !signs::is_row_like(words)
            && !signs::is_row_like(more)
    }
}

/// Ends in a word, a figure, a percentage or a comma.
fn is_torn(words: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | '\u{ff0c}' | '\u{3001}' | '%');
    words.chars().next_back().is_some_and(goes_on)
}

fn indent(text: &str, line: &Line) -> u32 {
    signs::width(Span::new(line.span.start as usize, line.body.start as usize).of(text))
}

/// The column where a line ends. A blank beside a figure or a Latin word takes half the room of a letter on paper.
fn edge(text: &str, line: &Line) -> u32 {
    let body = line.body.of(text);
    let blanks = body.matches([' ', '\u{a0}']).count() / 2;
    let width = indent(text, line).saturating_add(signs::width(body));
    width.saturating_sub(u32::try_from(blanks).unwrap_or(u32::MAX))
}

/// Holds a comma or full stop before its end.
fn has_clauses(words: &str) -> bool {
    let inner = words
        .char_indices()
        .next_back()
        .and_then(|(at, _)| words.get(..at));
    inner.is_some_and(|t| {
        t.contains([
            '\u{ff0c}', '\u{3002}', '\u{3001}', '\u{ff1b}', ',', '\u{201c}', '\u{300a}',
        ])
    })
}
