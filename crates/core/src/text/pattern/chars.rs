//! Characters of a text by their places in its bytes. A search asks for one at each step, so they are always put in where they are
//! used, in programs made small as well.

use super::program::Edge;
use super::set::Set;

/// The character that begins at a place of UTF-8, and how many bytes it has.
#[inline(always)]
pub(super) fn char_at(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let (c, behind) = split(rest)?;
    Some((c, rest.len() - behind.len()))
}

/// The character that UTF-8 begins with, and the text behind it.
#[inline(always)]
pub(super) fn split(text: &[u8]) -> Option<(u32, &[u8])> {
    let low = |b: u8| u32::from(b & 0x3f);
    Some(match text {
        [a, rest @ ..] if *a < 0x80 => (u32::from(*a), rest),
        [a, b, c, rest @ ..] if *a & 0xf0 == 0xe0 => {
            (u32::from(*a & 0x0f) << 12 | low(*b) << 6 | low(*c), rest)
        }
        [a, b, rest @ ..] if *a & 0xe0 == 0xc0 => (u32::from(*a & 0x1f) << 6 | low(*b), rest),
        [a, b, c, d, rest @ ..] => (
            u32::from(*a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d),
            rest,
        ),
        _ => return None,
    })
}

/// Behind the character at a place, if it is in a set.
#[inline(always)]
pub(super) fn one(text: &[u8], at: usize, set: Option<&Set>) -> Option<usize> {
    let (c, bytes) = char_at(text, at)?;
    set?.holds(c).then_some(at + bytes)
}

#[inline(always)]
pub(super) fn starts(text: &[u8], at: usize, with: &[u8]) -> bool {
    let here = text.get(at..).unwrap_or_default();
    // the third byte differs between most Chinese characters
    match (here, with) {
        ([_, _, a, ..], [_, _, b, ..]) if a != b => false,
        _ => here.starts_with(with),
    }
}

#[inline(always)]
pub(super) fn is_edge(text: &[u8], at: usize, edge: Edge) -> bool {
    let before = || at.checked_sub(1).and_then(|at| text.get(at));
    match edge {
        Edge::TextStart => at == 0,
        Edge::TextEnd => at == text.len(),
        Edge::LineStart => before().is_none_or(|b| *b == b'\n'),
        Edge::LineEnd => text.get(at).is_none_or(|b| *b == b'\n'),
    }
}
