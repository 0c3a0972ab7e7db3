//! The way back from the text to the page.

use super::ink::Ink;
use super::tree::{Origin, Tree};
use gouji_core::text::Span;
use std::ops::Range;

/// Where the text of a page stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The decoded page, without a byte-order mark.
    pub page: String,
    /// Pieces of the text in order. White space between words and numbers of lists have none.
    pub sources: Vec<Source>,
}

/// A piece of the text and where it stands in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The piece of [`gouji_core::document::Document::text`].
    pub text: Span,
    /// Bytes of the page: as many as the text has, or those of the reference that a character is written as.
    pub page: Span,
}

/// The longest reference that is looked for, in bytes.
const LONGEST: usize = 40;

/// Where the ink stands in the page.
pub(super) fn sources(page: &str, tree: &Tree, ink: &Ink) -> Vec<Source> {
    let mut found = Vec::new();
    for (text, from) in &ink.origins {
        let piece = *from..from + text.len();
        let first = tree.origins.partition_point(|o| o.text.end <= piece.start);
        let here = tree.origins.iter().skip(first);
        for origin in here.take_while(|o| o.text.start < piece.end) {
            let words = tree.text.get(origin.text.clone()).unwrap_or_default();
            for (inside, bytes) in aligned(page, words, origin) {
                let start = inside.start.max(piece.start);
                let end = inside.end.min(piece.end);
                if start >= end {
                    continue;
                }
                let bytes = match inside.len() == bytes.len() {
                    true => bytes.start + start - inside.start..bytes.start + end - inside.start,
                    false => bytes,
                };
                let at = text.start + start - piece.start;
                found.push(Source {
                    text: Span::new(at, at + end - start),
                    page: Span::new(bytes.start, bytes.end),
                });
            }
        }
    }
    found
}

/// Pieces of the characters that are shown beside the same bytes of the page, and characters beside their references.
/// What cannot be determined ends the list.
fn aligned(page: &str, words: &str, origin: &Origin) -> Vec<(Range<usize>, Range<usize>)> {
    if page.get(origin.page.clone()) == Some(words) {
        return vec![(origin.text.clone(), origin.page.clone())];
    }
    let mut pieces: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut at = origin.page.start;
    for (inside, c) in words.char_indices() {
        let rest = page.get(at..).unwrap_or_default();
        let Some(length) = written(rest, c) else {
            break;
        };
        let text = origin.text.start + inside;
        let text = text..text + c.len_utf8();
        let place = at..at + length;
        at += length;
        match pieces.last_mut() {
            Some((t, p)) if t.len() == p.len() && length == c.len_utf8() => {
                (t.end, p.end) = (text.end, place.end);
            }
            _ => pieces.push((text, place)),
        }
    }
    pieces
}

/// How many bytes a character is written with at the beginning of a piece of the page.
fn written(rest: &str, c: char) -> Option<usize> {
    if let Some(reference) = rest.strip_prefix('&') {
        let near = reference.char_indices().take(LONGEST);
        let mut inside = near.skip_while(|(_, c)| c.is_ascii_alphanumeric() || *c == '#');
        let (end, last) = inside.next().unwrap_or((reference.len(), ' '));
        let name = reference.get(..end).unwrap_or_default();
        let itself = matches!(name, "amp" | "AMP" | "#38" | "#x26" | "#X26");
        if !name.is_empty() && (c != '&' || itself) {
            return Some(1 + end + usize::from(last == ';'));
        }
    }
    if c == '\n' && rest.starts_with("\r\n") {
        return Some(2);
    }
    if c == '\n' && rest.starts_with('\r') {
        return Some(1);
    }
    rest.starts_with(c).then(|| c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::super::trace;

    #[test]
    fn every_piece_stands_in_the_page() {
        let page = "<!DOCTYPE html><html><body><h1>某县报告</h1>\r\n<p>甲 &amp; 乙&nbsp;丙&#x4e01;戊&lt;己>\r\n庚</p>\
            <table><tr><td>项<b>目</b></td><td>1</td></tr></table><pre>一\n二</pre></body></html>";
        let (document, trace) = trace(page.as_bytes());
        let mut seen = String::new();
        for source in &trace.sources {
            let (text, page) = (document.slice(source.text), source.page.of(&trace.page));
            seen.push_str(text);
            assert!(text == page || page.starts_with('&'), "{text:?} {page:?}");
        }
        let solid = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(solid(&seen), solid(&document.text));
    }
}
