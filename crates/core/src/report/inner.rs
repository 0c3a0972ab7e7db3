//! Headings of sections that have a parent: they count inside of it only, so that equal numbers and titles in other parts
//! are other sections.

use super::form::Kind;
use super::ids::SectionId;
use super::prose::{Paragraph, Prose};
use super::rows::InRow;
use super::section::SectionSpec;
use super::sections::{self, Fit, Heading, LONGEST};
use crate::text::label_key;
use std::ops::Range;

/// A section with a stretch of paragraphs that it takes up.
type Extent = (SectionId, Range<usize>);

/// The headings of all sections with a parent, in order; `outer` are those of the others.
pub(super) fn find(kind: &Kind, prose: &Prose, outer: &[Heading]) -> Vec<Heading> {
    let mut found = Vec::new();
    if kind.outer() < kind.sections.len() {
        let extents = extents(outer.iter(), prose.paragraphs.len());
        inside(kind, prose, &extents, &mut found);
        found.sort_by_key(|h| h.paragraph);
    }
    found
}

/// What stands behind each of some headings, up to the next one or the end.
fn extents<'h>(headings: impl Iterator<Item = &'h Heading>, end: usize) -> Vec<Extent> {
    let known = headings.filter_map(|h| Some((h.section?, h)));
    let known: Vec<(SectionId, &Heading)> = known.collect();
    let ends = known.iter().skip(1).map(|(_, h)| h.paragraph);
    let all = known.iter().zip(ends.chain([end]));
    all.map(|((section, h), end)| (*section, h.paragraph + h.lines..end))
        .collect()
}

/// Looks in each of some sections for the headings of those inside of it.
fn inside(kind: &Kind, prose: &Prose, outer: &[Extent], found: &mut Vec<Heading>) {
    for (at, (parent, _)) in outer.iter().enumerate() {
        let own: Vec<(SectionId, &SectionSpec)> = kind.inside(*parent).collect();
        let mut before = outer.iter().take(at);
        if own.is_empty() || before.any(|(section, _)| section == parent) {
            continue;
        }
        let ranges = outer.iter().filter(|(section, _)| section == parent);
        let ranges: Vec<Range<usize>> = ranges.map(|(_, range)| range.clone()).collect();
        let headings = Inside { kind, prose, own }.headings(&ranges);
        let below = ranges.iter().flat_map(|range| {
            let here = headings.iter().filter(|h| range.contains(&h.paragraph));
            extents(here, range.end)
        });
        let below: Vec<Extent> = below.collect();
        inside(kind, prose, &below, found);
        found.extend(headings);
    }
}

/// The sections of one parent.
struct Inside<'k> {
    kind: &'k Kind,
    prose: &'k Prose,
    own: Vec<(SectionId, &'k SectionSpec)>,
}

impl Inside<'_> {
    /// Their headings in the parent's parts of the text.
    fn headings(&self, extents: &[Range<usize>]) -> Vec<Heading> {
        let paragraphs = extents.iter().flat_map(Range::clone);
        let mut found: Vec<(Heading, u8)> = paragraphs.filter_map(|at| self.heading(at)).collect();
        // numbers of the level that the titles have are those of sections
        let titled = found.iter().filter(|(h, _)| h.section.is_some());
        let level = titled.map(|(_, level)| *level).filter(|l| *l > 0).min();
        found.retain(|(h, own)| h.section.is_some() || Some(*own) == level);
        let mut headings: Vec<Heading> = found.into_iter().map(|(h, _)| h).collect();
        let own: Vec<SectionId> = self.own.iter().map(|(at, _)| *at).collect();
        sections::assign(&own, &mut headings);
        headings.retain(|h| h.section.is_some() || h.fit == Fit::Extra);
        headings
    }

    /// A paragraph as a heading, with the level of its number, 0 without one.
    fn heading(&self, at: usize) -> Option<(Heading, u8)> {
        let paragraph = self.prose.paragraphs.get(at)?;
        let whole = self.prose.text(paragraph.range.clone());
        let opening = paragraph.opening.as_ref();
        let numbering = opening.map(|o| o.numbering);
        let lead = opening.map_or(paragraph.range.clone(), |o| o.lead.clone());
        let text = self.prose.text(lead.clone());
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let found = |section: Option<SectionId>, fit: Fit| Heading {
            paragraph: at,
            lines: 1,
            span: self.prose.span(&lead),
            title: text.to_owned(),
            ordinal: numbering.map(|n| n.ordinal),
            section,
            fit,
        };
        let level = numbering.map_or(0, |n| n.level);
        let reads = |s: &SectionSpec| s.patterns.iter().any(|p| p.is_match(whole));
        let alone = lead.end == paragraph.range.end || paragraph.range.end - lead.end <= 3;
        if let Some((section, _)) = self.own.iter().find(|(_, s)| reads(s)) {
            return Some((found(Some(*section), Fit::Exact), level));
        }
        let titled = sections::titled_as(|| self.own.iter().copied(), text);
        if let Some((section, fit)) = titled.filter(|_| alone || numbering.is_some()) {
            return Some((found(Some(section), fit), level));
        }
        let free = alone && level > 0 && !label_key(text).is_empty();
        let free = free && !self.is_label(paragraph, text);
        free.then(|| (found(None, Fit::Extra), level))
    }

    fn is_label(&self, paragraph: &Paragraph, text: &str) -> bool {
        paragraph.in_row == InRow::Label || sections::is_row_label(self.kind, text)
    }
}
