//! The numbers of a text with the words around them.

use super::in_tables::of_table;
use crate::document::{BlockKind, Document};
use crate::grammar::{self, Token, TokenKind};
use crate::report::{Paragraph, Part, Prose};
use crate::text::{Number, Span};
use std::ops::Range;

/// A number with what stands around it, folded.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    /// Where it stands, with its unit.
    pub span: Span,
    pub value: Number,
    pub percent: bool,
    pub unit: String,
    /// A word for "and some" stands with it.
    pub approx: bool,
    /// How many of its units the digits count: 10 000 where they are followed by such a word.
    pub scale: Number,
    /// The decimals of the digits.
    pub places: u8,
    /// The words in front of it, back to the number or the mark before.
    pub before: String,
    /// The words behind it, up to the next number or mark.
    pub after: String,
    /// The sentence in front of those words.
    pub earlier: String,
    /// Which sentence it stands in.
    pub sentence: usize,
    /// The years that the sentence names in front of it, the nearest last.
    pub years: Vec<i32>,
    /// The paragraph, by index; a row of a table counts as one.
    pub paragraph: usize,
    /// It stands in a row of several numbers, and nothing above it says which of them it is.
    pub unplaced: bool,
}

/// So much of a sentence is looked at in front of a number, in bytes.
pub(super) const LOOK_BACK: usize = 360;
/// The longest words behind a number that are looked at, and the longest label, in bytes.
const LOOK_AHEAD: usize = 90;

/// The numbers of a text, in order.
pub(super) fn of_text(document: &Document, prose: &Prose) -> Vec<Quote> {
    let mut all = of_prose(prose);
    let tables = document.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let mut rows = prose.paragraphs.len();
    for table in tables {
        of_table(document, table, &mut rows, &mut all);
    }
    all.sort_by_key(|q| (q.span.start, q.span.end));
    // the text of a row that holds nothing else is a paragraph, too
    all.dedup_by(|b, a| a.span.overlaps(b.span));
    all
}

/// The numbers of running text.
pub(super) fn of_prose(prose: &Prose) -> Vec<Quote> {
    let mut all = Vec::new();
    let mut sentences = 0;
    for (at, paragraph) in prose.paragraphs.iter().enumerate() {
        if paragraph.part == Part::Table {
            continue;
        }
        let mut sentence = 0..0;
        for token in &paragraph.tokens {
            if !sentence.contains(&token.range.start) {
                sentence = prose.sentence(paragraph, token.range.start);
                sentences += 1;
            }
            let sentence = sentence.clone();
            let quote = quoted(prose, (at, paragraph), token, sentence);
            all.extend(quote.map(|q| Quote {
                sentence: sentences,
                ..q
            }));
        }
    }
    all
}

fn quoted(
    prose: &Prose,
    (at, paragraph): (usize, &Paragraph),
    token: &Token,
    sentence: Range<usize>,
) -> Option<Quote> {
    if is_list_number(prose, paragraph, token) {
        return None;
    }
    let number = read(prose.text(token.range.clone()), token)?;
    let from = token.range.start;
    let mut start = sentence.start.max(from.saturating_sub(LOOK_BACK));
    while start < from && prose.text(start..from).is_empty() {
        start += 1;
    }
    let in_front: Vec<&Token> = prose.tokens_in(at, &(start..from)).collect();
    let figures = in_front.iter().filter(|t| is_figure(&t.kind));
    let last = figures.map(|t| t.range.end).max().unwrap_or(start);
    let words = prose.text(last.max(start)..from);
    let cut = words.rfind(ends_words).map_or(0, |p| {
        p + words
            .get(p..)
            .and_then(|w| w.chars().next())
            .map_or(1, char::len_utf8)
    });
    let border = last.max(start) + cut;
    let rest = token.range.end..sentence.end;
    let mut next = prose.tokens_in(at, &rest).map(|t| t.range.start);
    let next = next.next().unwrap_or(sentence.end);
    let behind = prose.text(token.range.end..next);
    let behind = behind
        .find(ends_words)
        .and_then(|p| behind.get(..p))
        .unwrap_or(behind);
    let years = in_front.iter().filter_map(|t| match t.kind {
        TokenKind::Year(year) | TokenKind::Date { year, .. } => Some(year),
        _ => None,
    });
    Some(Quote {
        span: prose.span(&token.range),
        before: prose.text(border..from).to_owned(),
        after: head(behind).to_owned(),
        earlier: prose.text(start..border).to_owned(),
        years: years.collect(),
        paragraph: at,
        ..number
    })
}

fn is_figure(kind: &TokenKind) -> bool {
    matches!(kind, TokenKind::Quantity { .. } | TokenKind::Percent(_))
}

/// A number without its surroundings; `None` for what counts nothing.
pub(super) fn read(text: &str, token: &Token) -> Option<Quote> {
    let empty = Quote {
        span: Span::at(0),
        value: Number::whole(0),
        percent: false,
        unit: String::new(),
        approx: false,
        scale: Number::whole(1),
        places: 0,
        before: String::new(),
        after: String::new(),
        earlier: String::new(),
        sentence: 0,
        years: Vec::new(),
        paragraph: 0,
        unplaced: false,
    };
    let part = |range: &Range<usize>| {
        let base = token.range.start;
        text.get(range.start.saturating_sub(base)..range.end.saturating_sub(base))
    };
    match &token.kind {
        TokenKind::Percent(value) => Some(Quote {
            value: *value,
            percent: true,
            places: value.places,
            ..empty
        }),
        TokenKind::Quantity {
            value,
            number,
            unit,
            approx,
        } => {
            let digits = part(number).and_then(Number::parse);
            Some(Quote {
                value: *value,
                unit: part(unit).unwrap_or_default().to_owned(),
                approx: *approx,
                scale: digits
                    .and_then(|d| value.checked_div(d))
                    .unwrap_or(Number::whole(1)),
                places: digits.map_or(0, |d| d.places),
                ..empty
            })
        }
        _ => None,
    }
}

/// Whether a number is that of a paragraph or of an item in a list.
fn is_list_number(prose: &Prose, paragraph: &Paragraph, token: &Token) -> bool {
    let opens = |o: &grammar::Opening| {
        o.number.start <= token.range.start && token.range.start < o.number.end
    };
    if paragraph.opening.as_ref().is_some_and(opens) {
        return true;
    }
    let in_front = prose.text(paragraph.range.start..token.range.start);
    let (base, bracket) = match in_front.strip_suffix('(') {
        Some(rest) => (rest, true),
        None => (in_front, false),
    };
    let begins = base.is_empty()
        || base.ends_with(|c| crate::report::ends_sentence(c) || matches!(c, ';' | ':'));
    let start = token.range.start.saturating_sub(usize::from(bracket));
    begins && grammar::opening(prose.text(start..paragraph.range.end)).is_some()
}

/// A mark behind which other words begin; those between items of a list do not end what is said of all of them.
fn ends_words(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '(' | ')' | '\n') || crate::report::ends_sentence(c)
}

/// The beginning of words, of bounded length.
pub(super) fn head(words: &str) -> &str {
    let mut end = words.len().min(LOOK_AHEAD);
    while !words.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    words.get(..end).unwrap_or_default()
}

/// The end of words, of bounded length.
pub(super) fn tail(words: &str) -> &str {
    let mut start = words.len().saturating_sub(LOOK_BACK);
    while !words.is_char_boundary(start) {
        start += 1;
    }
    words.get(start..).unwrap_or_default()
}
