//! The title of a report: which body, which year.

use super::form::Kind;
use super::prose::Prose;
use super::sections::Heading;
use super::stated::Stated;
use crate::document::{BlockKind, Document, SheetCell};
use crate::grammar::{self, TokenKind};
use crate::text::{Captures, Folded, Pattern, Span, label_key};
use std::ops::Range;

/// What the title says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Where the whole title stands.
    pub span: Span,
    /// Its folded text.
    pub text: String,
    /// It says the same in other words, or runs on into the text.
    pub near: bool,
    /// The year.
    pub year: Option<Stated<i32>>,
    /// The body.
    pub body: Option<Stated<String>>,
}

/// How many paragraphs at the start may hold the title.
const HEAD: usize = 40;
/// How many cells at the start may hold it: tables that say what the page is.
const CELLS: usize = 40;
/// How many sheets of a workbook may begin with it.
const SHEETS: usize = 64;
/// Over how many paragraphs a title may be spread.
const LINES: usize = 3;
/// The longest title, in bytes.
const LONGEST: usize = 270;

/// The title: the first pattern of the kind that fits among the first paragraphs, over as few of them as it can be; else
/// among the cells of tables before the text, else at the head of a sheet. What stands before the first heading comes first.
pub(super) fn find(
    kind: &Kind,
    document: &Document,
    prose: &Prose,
    headings: &[Heading],
) -> Option<Title> {
    let count = prose.paragraphs.len().min(HEAD);
    let first = headings.first().map_or(count, |h| h.paragraph.min(count));
    let lines = |from: usize, to: usize| -> Vec<Candidate> {
        let starts = (1..=LINES).flat_map(|n| (from..to).map(move |at| (n, at)));
        starts
            .filter_map(|(n, at)| Candidate::joined(kind, prose, at, n))
            .collect()
    };
    let before = lines(0, first);
    let exact = |all: &[Candidate]| fitting(kind, prose, &kind.titles, all);
    let near = |all: &[Candidate]| {
        let found = fitting(kind, prose, &kind.near_titles, all)?;
        Some(Title {
            near: true,
            ..found
        })
    };
    exact(&before)
        .or_else(|| exact(&cells(kind, document, prose, first)))
        .or_else(|| exact(&lines(first, count)))
        .or_else(|| exact(&sheets(kind, document, prose)))
        .or_else(|| exact(&named(document)))
        .or_else(|| near(&before))
        .or_else(|| near(&beginnings(kind, prose, first.max(1).min(count))))
        .or_else(|| near(&cells(kind, document, prose, first)))
        .or_else(|| near(&named(document)))
}

/// How many kinds take the text of a title for one of theirs, in their own words.
pub(super) fn bearers(kinds: &[Kind], title: &Title) -> usize {
    let fits = |kind: &&Kind| kind.titles.iter().any(|p| p.is_match(&title.text));
    kinds.iter().filter(fits).count()
}

/// The first pattern that fits one of the texts.
fn fitting(
    kind: &Kind,
    prose: &Prose,
    patterns: &[Pattern],
    candidates: &[Candidate],
) -> Option<Title> {
    let barred = |c: &Candidate| kind.not_titles.iter().any(|p| p.is_match(&c.text));
    patterns.iter().find_map(|pattern| {
        let mut found = candidates.iter().filter_map(|c| {
            let captures = pattern.captures(&c.text).filter(|_| !barred(c))?;
            Some(c.title(prose, &captures))
        });
        found.next()
    })
}

/// A text that may be a title.
struct Candidate {
    text: String,
    places: Places,
}

/// Where the signs of a candidate stand.
enum Places {
    /// For each paragraph: where it begins in the text, and in the folded text.
    Lines(Vec<(usize, usize)>),
    /// In a folded cell, from this offset on.
    Cell(Folded, usize),
}

impl Candidate {
    /// Some paragraphs as one text.
    fn joined(kind: &Kind, prose: &Prose, first: usize, lines: usize) -> Option<Self> {
        let mut text = String::new();
        let mut places = Vec::new();
        for paragraph in prose.paragraphs.get(first..first + lines)? {
            let words = prose.text(paragraph.range.clone()).trim_start_matches('#');
            let words = match places.is_empty() {
                true => bare(kind, words),
                false => words,
            };
            places.push((text.len(), paragraph.range.end - words.len()));
            text.push_str(words);
            if text.len() > LONGEST {
                return None;
            }
        }
        Some(Candidate {
            text,
            places: Places::Lines(places),
        })
    }

    fn title(&self, prose: &Prose, captures: &Captures) -> Title {
        let group = |name: &str| {
            let range = captures.get(name)?;
            let value = self.text.get(range.clone())?.to_owned();
            Some(Stated {
                value,
                span: self.span(prose, &range),
            })
        };
        let whole = captures.get("title").unwrap_or(captures.whole.clone());
        Title {
            span: self.span(prose, &whole),
            text: self.text.get(whole).unwrap_or_default().to_owned(),
            near: false,
            body: group("body"),
            year: group("year").and_then(|y| {
                Some(Stated {
                    value: year(&y.value)?,
                    span: y.span,
                })
            }),
        }
    }

    fn span(&self, prose: &Prose, range: &Range<usize>) -> Span {
        let places = match &self.places {
            Places::Cell(folded, from) => {
                return folded.source(from + range.start, from + range.end);
            }
            Places::Lines(places) => places,
        };
        let at = |offset: usize, end: bool| {
            let mut before = places.iter().rev();
            let place = before.find(|(start, _)| match end {
                true => *start < offset,
                false => *start <= offset,
            });
            place.map_or(0, |(start, folded)| folded + (offset - start))
        };
        prose.span(&(at(range.start, false)..at(range.end, true)))
    }
}

/// A year in digits, or in Chinese ones.
fn year(text: &str) -> Option<i32> {
    text.parse()
        .ok()
        .or_else(|| match grammar::tokens(text).first()?.kind {
            TokenKind::Quantity { value, .. } => value.to_whole()?.try_into().ok(),
            _ => None,
        })
}

/// A line without the word before its colon, where that says that a title follows.
fn bare<'t>(kind: &Kind, line: &'t str) -> &'t str {
    let Some((label, rest)) = line.split_once(':') else {
        return line;
    };
    match kind.title_labels.contains(&label_key(label)) {
        true => rest,
        false => line,
    }
}

/// The beginnings of paragraphs that are longer than a title.
fn beginnings(kind: &Kind, prose: &Prose, count: usize) -> Vec<Candidate> {
    let long = prose.paragraphs.iter().take(count);
    let long = long.filter(|p| p.range.len() > LONGEST);
    long.map(|paragraph| {
        let whole = prose.text(paragraph.range.clone()).trim_start_matches('#');
        let words = bare(kind, whole);
        let mut end = words.len().min(LONGEST);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        Candidate {
            text: words.get(..end).unwrap_or_default().to_owned(),
            places: Places::Lines(vec![(0, paragraph.range.end - words.len())]),
        }
    })
    .collect()
}

/// The parts of the name that the format gives the text: pages add the name of their site.
fn named(document: &Document) -> Vec<Candidate> {
    let Some(span) = document.named else {
        return Vec::new();
    };
    let folded = Folded::new(&document.text, span);
    let whole = folded.text().to_owned();
    let mut from = 0;
    let parts = whole.split_inclusive(['_', '-', '|', '\u{2014}']);
    parts
        .map(|part| {
            let text = part
                .trim_end_matches(['_', '-', '|', '\u{2014}'])
                .to_owned();
            let places = Places::Cell(folded.clone(), from);
            from += part.len();
            Candidate { text, places }
        })
        .collect()
}

/// The first lines of the sheets of a workbook: the text may stand in the last one.
fn sheets(kind: &Kind, document: &Document, prose: &Prose) -> Vec<Candidate> {
    let first = |sheet: &[SheetCell]| {
        let start = sheet.first()?.at;
        let at = prose.paragraphs.partition_point(|p| p.span.start < start);
        Candidate::joined(kind, prose, at, 1)
    };
    let sheets = document.sheets.cells.chunk_by(|a, b| a.sheet == b.sheet);
    sheets.take(SHEETS).filter_map(first).collect()
}

/// The first cells of the tables that stand before a paragraph.
fn cells(kind: &Kind, document: &Document, prose: &Prose, first: usize) -> Vec<Candidate> {
    let end = prose.paragraphs.get(first).map(|p| p.block);
    let blocks = prose.blocks(document);
    let blocks = blocks.iter().take(end.unwrap_or(blocks.len()));
    let tables = blocks.filter_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let spans = tables.flat_map(|t| t.cells()).map(|(_, cell)| cell.span);
    let short = spans.take(CELLS).filter(|s| s.len() <= LONGEST);
    short
        .map(|span| {
            let folded = Folded::new(&document.text, span);
            let words = bare(kind, folded.text());
            let from = folded.len() - words.len();
            Candidate {
                text: words.to_owned(),
                places: Places::Cell(folded, from),
            }
        })
        .collect()
}
