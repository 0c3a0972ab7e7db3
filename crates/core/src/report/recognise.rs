//! Of which kind a document is, and which places its body names.

use super::evidence::{self, Text, Weighed};
use super::form::Kind;
use super::prose::Prose;
use super::read::{Report, finish};
use super::sections::{self, Heading};
use super::stated::{self, Identity};
use super::title::{self, Title};
use crate::document::Document;

/// What shows the kind of a report: its title, its headings, its year and body.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    pub title: Option<Title>,
    pub headings: Vec<Heading>,
    pub identity: Identity,
}

impl Outline {
    fn new(kind: &Kind, document: &Document, prose: &Prose) -> Self {
        let headings = sections::find(kind, prose);
        let title = title::find(kind, document, prose, &headings);
        Outline {
            identity: stated::identity(kind, prose, title.as_ref(), &headings),
            headings,
            title,
        }
    }
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
    let text = Text::new(document, &prose);
    let (kind, outline) = decide(kinds, &text)?;
    let identity = &outline.identity;
    let body = identity.body.as_ref().map(|b| b.value.as_str());
    Some(Recognised {
        document,
        kind: kind.id.clone(),
        year: identity.year.as_ref().map(|y| y.value),
        places: kind.place.own(body.unwrap_or_default(), &prose).names,
        outline,
        by: kind,
        prose,
    })
}

/// The kind that the evidence decides for. Where its own title stands above it, and no other kind has that title, no
/// other is weighed; labels of tables are counted where the rest does not decide.
fn decide<'a>(kinds: &'a [Kind], text: &Text<'_>) -> Option<(&'a Kind, Outline)> {
    let mut all: Vec<(Weighed<'a>, Outline)> = Vec::new();
    for kind in kinds {
        let outline = Outline::new(kind, text.document, text.prose);
        let weighed = evidence::weigh(kind, text, &outline, false);
        let own = |title: &Title| !title.near && title::bearers(kinds, title) == 1;
        if weighed.is_enough() && outline.title.as_ref().is_some_and(own) {
            return Some((kind, outline));
        }
        all.push((weighed, outline));
    }
    let speaks = all.iter().filter(|(w, _)| w.score() > 0).count();
    if speaks != 1 || !all.iter().any(|(w, _)| w.is_enough()) {
        for (weighed, outline) in &mut all {
            let most = weighed.kind.evidence.most_labels;
            if weighed.score().saturating_add(most) >= weighed.kind.evidence.threshold {
                *weighed = evidence::weigh(weighed.kind, text, outline, true);
            }
        }
    }
    let enough = all.into_iter().filter(|(w, _)| w.is_enough());
    let best = enough.max_by_key(|(w, _)| w.share())?;
    Some((best.0.kind, best.1))
}

/// All that speaks for each of the kinds, and what is missing.
pub fn weigh<'k>(kinds: &'k [Kind], document: &Document) -> Vec<Weighed<'k>> {
    let prose = Prose::of(kinds, document);
    let text = Text::new(document, &prose);
    let weighed = kinds.iter().map(|kind| {
        let outline = Outline::new(kind, document, &prose);
        evidence::weigh(kind, &text, &outline, true)
    });
    weighed.collect()
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
