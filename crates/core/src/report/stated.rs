//! Where year and body stand besides the title: the preamble, the period, the signature.

use super::form::Kind;
use super::prose::{Paragraph, Prose};
use super::sections::Heading;
use super::title::Title;
use crate::text::{Captures, Pattern, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// Something that was read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// How a text says its year or its body besides the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Stating {
    /// How it reads: groups `body` and `year`; `again`, the same year said once more; `after`, the year after it.
    pub patterns: Vec<Pattern>,
    /// Where it stands.
    pub place: StatedIn,
    /// It holds only where the form of the tables is for that year.
    pub bounded: bool,
}

/// Where a text may say its year or its body besides the title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatedIn {
    /// Before the first section.
    #[default]
    Head,
    /// At the end, perhaps over two lines.
    Tail,
    /// Anywhere in a text without a title; it holds only where all places say the same year.
    Text,
}

/// Year and body of a report, from wherever they are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub year: Option<Stated<i32>>,
    pub body: Option<Stated<String>>,
    /// The year holds only where the form of the tables is for it.
    pub is_year_bounded: bool,
}

/// How many paragraphs before the first section are looked at.
const HEAD: usize = 40;
/// How many of them where no section was found.
const FEW: usize = 10;
/// How many paragraphs the signature may have.
const TAIL: usize = 8;

/// What the title says, and what the rest says where the title does not.
pub(super) fn identity(
    kind: &Kind,
    prose: &Prose,
    title: Option<&Title>,
    headings: &[Heading],
) -> Identity {
    let mut known = Identity {
        year: title.and_then(|t| t.year.clone()),
        body: title.and_then(|t| t.body.clone()),
        is_year_bounded: false,
    };
    for stating in &kind.stated {
        if known.year.is_some() && known.body.is_some() {
            break;
        }
        if stating.place == StatedIn::Text && (title.is_some() || !agrees(prose, stating)) {
            continue;
        }
        for range in ranges(prose, headings, stating.place) {
            let text = prose.text(range.clone());
            let first = |p: &Pattern| p.captures_all(text).into_iter().next();
            for captures in stating.patterns.iter().filter_map(first) {
                let before = known.year.is_some();
                take(kind, prose, &range, &captures, &mut known);
                known.is_year_bounded |= !before && known.year.is_some() && stating.bounded;
            }
        }
    }
    known
}

/// Whether all places that fit say the same year and the same body.
fn agrees(prose: &Prose, stating: &Stating) -> bool {
    let (mut years, mut bodies) = (BTreeSet::new(), BTreeSet::new());
    for paragraph in &prose.paragraphs {
        let text = prose.text(paragraph.range.clone());
        for captures in stating.patterns.iter().flat_map(|p| p.captures_all(text)) {
            let said = |group: &str| captures.get(group).and_then(|range| text.get(range));
            years.extend(said("year"));
            bodies.extend(said("body"));
        }
    }
    years.len() <= 1 && bodies.len() <= 1
}

/// The texts to look in: the paragraphs of the head, all of them, or the lines of the signature with the next ones.
fn ranges(prose: &Prose, headings: &[Heading], place: StatedIn) -> Vec<Range<usize>> {
    let all = &prose.paragraphs;
    match place {
        StatedIn::Head => {
            let first = headings.first().map_or(FEW, |h| h.paragraph.min(HEAD));
            return all.iter().take(first).map(|p| p.range.clone()).collect();
        }
        StatedIn::Text => return all.iter().map(|p| p.range.clone()).collect(),
        StatedIn::Tail => {}
    }
    let behind = headings.last().map_or(0, |h| h.paragraph + h.lines);
    let from = all.len().saturating_sub(TAIL).max(behind);
    let tail: Vec<&Paragraph> = all.iter().skip(from).collect();
    let next = tail.iter().skip(1).map(|p| p.range.end);
    let ends = next.chain(tail.last().map(|p| p.range.end));
    let tail = tail.iter().zip(ends);
    tail.map(|(p, end)| p.range.start..end).collect()
}

fn take(
    kind: &Kind,
    prose: &Prose,
    range: &Range<usize>,
    captures: &Captures,
    known: &mut Identity,
) {
    let words = |name: &str| {
        let group = captures.get(name)?;
        let text = prose.text(range.start + group.start..range.start + group.end);
        let span = prose.span(&(range.start + group.start..range.start + group.end));
        Some((text, span))
    };
    let year = |name: &str| {
        let (text, span) = words(name)?;
        let value: i32 = text.parse().ok()?;
        Some(Stated { value, span })
    };
    let own = year("year");
    let own = own.or_else(|| {
        let after = year("after")?;
        Some(Stated {
            value: after.value - 1,
            ..after
        })
    });
    let same = |y: &Stated<i32>| year("again").is_none_or(|again| again.value == y.value);
    let own = own.filter(|y| kind.years().contains(y.value) && same(y));
    if known.year.is_none() {
        known.year = own;
    }
    if known.body.is_none() {
        known.body = words("body").map(|(text, span)| Stated {
            value: text.to_owned(),
            span,
        });
    }
}
