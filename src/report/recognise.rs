//! Of which kind a document is, and which places its body names.

use super::form::Kind;
use super::pieces;
use super::prose::Prose;
use super::read::{Report, finish};
use super::sections::{self, Heading};
use super::title::{self, Title};
use crate::document::Document;
use std::collections::BTreeSet;
use std::ops::Range;

/// What tells the kind of a report: its title and its headings.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    pub title: Option<Title>,
    pub headings: Vec<Heading>,
    /// How many labels of its sheets were found.
    labels: usize,
}

impl Outline {
    fn new(kind: &Kind, document: &Document, prose: &Prose) -> Self {
        let title = title::find(kind, prose);
        let labels = match title.is_some() && kind.min_labels > 0 {
            true => labels(kind, document, prose),
            false => 0,
        };
        Outline {
            headings: sections::find(kind, prose),
            title,
            labels,
        }
    }

    /// How much speaks for the kind; 0 when too little does.
    fn worth(&self, kind: &Kind) -> usize {
        let titled = self.title.is_some();
        if kind.min_labels > 0 {
            return match titled && self.labels >= kind.min_labels {
                true => 10 + self.labels.min(10),
                false => 0,
            };
        }
        let known = self.headings.iter().filter(|h| h.section.is_some()).count();
        let needed = match titled {
            true => kind.min_sections.min(2),
            false => kind.min_sections,
        };
        match known >= needed && known > 0 {
            true => known + usize::from(titled) * 10,
            false => 0,
        }
    }
}

/// How many different row labels of the kind's sheets a document shows.
fn labels(kind: &Kind, document: &Document, prose: &Prose) -> usize {
    let known = kind.sheet_keys();
    let pieces = pieces::pieces(document, prose.blocks(document), &known);
    let found: BTreeSet<&str> = pieces.iter().map(|p| p.key.as_str()).collect();
    found.intersection(&known).count()
}

/// A document of which the kind is known, not yet read.
#[derive(Debug)]
pub struct Recognised<'a> {
    /// The document.
    document: &'a Document,
    prose: Prose,
    outline: Outline,
    /// Its kind, as far as no pack has changed it.
    by: &'a Kind,
    /// Id of its kind.
    pub kind: String,
    /// The year that it reports on.
    pub year: Option<i32>,
    /// The places that the name of its body holds, the widest first.
    pub places: Vec<String>,
}

/// Finds the kind that most speaks for; `None` when the document is no report of any kind.
pub fn recognise<'a>(kinds: &'a [Kind], document: &'a Document) -> Option<Recognised<'a>> {
    let prose = Prose::of(kinds, document);
    let outlines = kinds.iter().map(|kind| {
        let outline = Outline::new(kind, document, &prose);
        (kind, outline.worth(kind), outline)
    });
    let (kind, worth, outline) = outlines.max_by_key(|(_, worth, _)| *worth)?;
    if worth == 0 {
        return None;
    }
    let title = outline.title.as_ref();
    let body = title.and_then(|t| t.body.as_ref());
    let body = body.map(|b| b.value.as_str()).unwrap_or_default();
    Some(Recognised {
        document,
        kind: kind.id.clone(),
        year: title.and_then(|t| Some(t.year.as_ref()?.value)),
        places: places(kind, body).0,
        prose,
        outline,
        by: kind,
    })
}

impl<'a> Recognised<'a> {
    /// Reads the document as a report of its kind.
    pub fn read<'k>(self, kind: &'k Kind) -> Option<Report<'k>>
    where
        'a: 'k,
    {
        let outline = match self.by.outlines_like(kind) {
            true => self.outline,
            false => Outline::new(kind, self.document, &self.prose),
        };
        finish(kind, self.document, self.prose, outline)
    }
}

/// The places in the name of a body, the widest first, and the one that it belongs to.
pub(super) fn places(kind: &Kind, body: &str) -> (Vec<String>, Option<String>) {
    let found = kind.place.iter().find_map(|p| p.captures(body));
    let Some(captures) = found else {
        return (Vec::new(), None);
    };
    let text = |range: Range<usize>| body.get(range).map(str::to_owned);
    let own = captures.get("place").and_then(text);
    let all = captures.named.into_iter();
    (all.filter_map(|(_, range)| text(range)).collect(), own)
}

/// Reads a document as a report of the kind that most speaks for; `None` when it is no report of any kind.
pub fn read<'a>(kinds: &'a [Kind], document: &'a Document) -> Option<Report<'a>> {
    let recognised = recognise(kinds, document)?;
    let kind = kinds.iter().find(|k| k.id == recognised.kind)?;
    recognised.read(kind)
}

/// Reads a document as a report of one kind, whatever speaks for it.
pub fn read_as<'a>(kind: &'a Kind, document: &'a Document) -> Option<Report<'a>> {
    let prose = Prose::of(std::slice::from_ref(kind), document);
    let outline = Outline::new(kind, document, &prose);
    finish(kind, document, prose, outline)
}
