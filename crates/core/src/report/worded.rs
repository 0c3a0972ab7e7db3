//! Headings that are known by how they read, where no title is prescribed; and lists of contents, which hold each heading a
//! first time.

use super::form::Kind;
use super::prose::{Paragraph, Prose, ends_sentence};
use super::sections::{Fit, Heading, LONGEST};

/// The headings of a kind whose headings are known by how they read.
pub(super) fn headings(kind: &Kind, prose: &Prose) -> Vec<Heading> {
    let whole = prose.whole();
    let mut headings: Vec<Heading> = Vec::new();
    for (section, spec) in kind.outer_sections() {
        let patterns = spec.patterns.iter();
        let found = patterns.flat_map(|p| prose.searched().find_all(p, &whole));
        for range in found {
            let Some(paragraph) = prose.paragraph_at(range.start) else {
                continue;
            };
            let text = prose.text(range.clone());
            if text.chars().nth(LONGEST).is_some() {
                continue;
            }
            headings.push(Heading {
                paragraph,
                lines: 1,
                span: prose.span(&range),
                title: text.to_owned(),
                ordinal: None,
                section: Some(section),
                fit: Fit::Exact,
            });
        }
    }
    headings.sort_by_key(|h| h.paragraph);
    headings.dedup_by_key(|h| h.paragraph);
    drop_contents(prose, &mut headings);
    headings
}

/// A table of contents with other lines between its headings: two or more sections whose headings come again, and no
/// sentence before they do.
pub(super) fn drop_contents(prose: &Prose, headings: &mut Vec<Heading>) {
    let Some(first) = headings.first().filter(|h| h.section.is_some()) else {
        return;
    };
    let (section, start) = (first.section, first.paragraph);
    let again = headings.iter().skip(1).position(|h| h.section == section);
    let Some(again) = again.map(|at| at + 1).filter(|at| *at >= 2) else {
        return;
    };
    let (listed, rest) = headings.split_at(again);
    let comes = |h: &Heading| h.section.is_none() || rest.iter().any(|r| r.section == h.section);
    let end = rest.first().map_or(start, |h| h.paragraph);
    let between = prose.paragraphs.get(start..end).unwrap_or_default();
    let said = |p: &Paragraph| prose.text(p.range.clone()).contains(ends_sentence);
    if listed.iter().all(comes) && !between.iter().any(said) {
        headings.drain(..again);
    }
}
