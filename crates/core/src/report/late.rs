//! Where a text begins only inside of a report: a part of it is shown, the first sections are not.

use super::form::Kind;
use super::ids::SectionId;
use super::prose::{Part, Prose};
use super::sections::Heading;
use super::title::Title;
use super::truncation::Cut;
use crate::text::{Id, Span};
use std::collections::BTreeSet;

/// The begin of a text that lacks the first sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// The first section that is there.
    pub section: SectionId,
    /// Its heading.
    pub span: Span,
}

/// So many sections must be missing at the begin of a text with a title that goes on to the end: a report that lacks
/// only the first one is whole.
const MISSING: usize = 2;

/// Where the text begins, if that is behind the first section, or with its heading where the last sections are not
/// shown either: then nobody can tell what stands before it. What stands before the heading may be no list from its
/// first item on: that would be a section whose heading is missing.
pub(super) fn find(
    prose: &Prose,
    headings: &[Heading],
    title: Option<&Title>,
    cut: Option<&Cut>,
) -> Option<Late> {
    let first = headings.iter().find(|h| h.section.is_some())?;
    let section = first.section?;
    let lowest = headings.iter().filter_map(|h| h.section).min()?;
    let part = title.is_none() || cut.is_some();
    let before = section.index();
    let enough = before >= MISSING || before > 0 && part;
    let mut head = prose.paragraphs.iter().filter(|p| p.part == Part::Head);
    let bare = head.clone().next().is_none() && title.is_none();
    let extract = before == 0 && bare && cut.is_some_and(|c| c.whole);
    let listed = head.any(|p| p.opening.as_ref().is_some_and(|o| o.numbering.ordinal == 1));
    ((enough || extract) && lowest == section && !listed).then_some(Late {
        section,
        span: first.span,
    })
}

/// So many paragraphs before the first section may say that the text is a part of a report.
const HEAD: usize = 20;

/// Where the text says, before its first section, that it is a part of a report; else where it shows that it is one.
pub(super) fn extract(kind: &Kind, prose: &Prose, headings: &[Heading]) -> Option<Span> {
    said(kind, prose, headings).or_else(|| gap(kind, headings))
}

/// So many sections at least are not shown in an extract that does not say that it is one.
const LEFT_OUT: usize = 3;

/// The first heading behind a gap, where no more than half of the sections are shown, the first or the last one not
/// among them: whoever takes some sections of a report leaves out others between them.
fn gap(kind: &Kind, headings: &[Heading]) -> Option<Span> {
    let shown: BTreeSet<SectionId> = headings.iter().filter_map(|h| h.section).collect();
    let total = kind.outer();
    let ends = shown.contains(&SectionId::new(0))
        && shown.last().is_some_and(|last| last.index() + 1 == total);
    let few = shown.len() * 2 <= total && shown.len() + LEFT_OUT <= total && !ends;
    let behind = shown
        .iter()
        .zip(shown.iter().skip(1))
        .find(|(a, b)| a.next() < **b);
    let (_, section) = behind.filter(|_| few)?;
    let heading = headings.iter().find(|h| h.section == Some(*section));
    heading.map(|h| h.span)
}

fn said(kind: &Kind, prose: &Prose, headings: &[Heading]) -> Option<Span> {
    let first = headings.iter().find(|h| h.section.is_some());
    let before = first
        .map_or(prose.paragraphs.len(), |h| h.paragraph)
        .min(HEAD);
    let mut head = prose.paragraphs.iter().take(before);
    head.find_map(|paragraph| {
        let range = paragraph.range.clone();
        let text = prose.text(range.clone());
        let says = kind.extracts.iter().any(|p| p.is_match(text));
        says.then(|| prose.span(&range))
    })
}
