//! The title of a report: which body, which year.

use super::form::Kind;
use super::prose::Prose;
use crate::text::{Captures, Span};

/// Something that was read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// What the title says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Where the whole title stands.
    pub span: Span,
    /// The year.
    pub year: Option<Stated<i32>>,
    /// The body.
    pub body: Option<Stated<String>>,
}

/// How many paragraphs at the start may hold the title.
const HEAD: usize = 40;
/// Over how many paragraphs a title may be spread.
const LINES: usize = 3;
/// The longest title, in bytes.
const LONGEST: usize = 270;

/// The title among the first paragraphs: the first pattern of the kind that fits, over as few paragraphs as it can be.
pub(super) fn find(kind: &Kind, prose: &Prose) -> Option<Title> {
    let count = prose.paragraphs.len().min(HEAD);
    let mut candidates = Vec::new();
    for lines in 1..=LINES {
        candidates.extend((0..count).filter_map(|first| Joined::new(prose, first, lines)));
    }
    let barred = |c: &Joined| kind.not_titles.iter().any(|p| p.is_match(&c.text));
    kind.titles.iter().find_map(|pattern| {
        let mut found = candidates.iter().filter_map(|c| {
            let captures = pattern.captures(&c.text).filter(|_| !barred(c))?;
            Some(title(prose, &c.text, &c.places, &captures))
        });
        found.next()
    })
}

/// Some paragraphs as one text.
struct Joined {
    text: String,
    /// For each paragraph: where it begins in the text, and in the folded text.
    places: Vec<(usize, usize)>,
}

impl Joined {
    fn new(prose: &Prose, first: usize, lines: usize) -> Option<Self> {
        let mut joined = Joined {
            text: String::new(),
            places: Vec::new(),
        };
        for paragraph in prose.paragraphs.get(first..first + lines)? {
            let text = prose.text(paragraph.range.clone()).trim_start_matches('#');
            joined
                .places
                .push((joined.text.len(), paragraph.range.end - text.len()));
            joined.text.push_str(text);
            if joined.text.len() > LONGEST {
                return None;
            }
        }
        Some(joined)
    }
}

fn title(prose: &Prose, joined: &str, places: &[(usize, usize)], captures: &Captures) -> Title {
    let at = |offset: usize, end: bool| {
        let place = places.iter().rev().find(|(start, _)| {
            if end {
                *start < offset
            } else {
                *start <= offset
            }
        });
        place.map_or(0, |(start, folded)| folded + (offset - start))
    };
    let span = |r: &std::ops::Range<usize>| prose.span(&(at(r.start, false)..at(r.end, true)));
    let group = |name: &str| {
        let range = captures.get(name)?;
        let value = joined.get(range.clone())?.to_owned();
        Some(Stated {
            value,
            span: span(&range),
        })
    };
    Title {
        span: span(&captures.whole),
        body: group("body"),
        year: group("year").and_then(|y| {
            Some(Stated {
                value: y.value.parse().ok()?,
                span: y.span,
            })
        }),
    }
}
