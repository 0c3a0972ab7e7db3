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

/// A table of contents with other lines between its headings: two or more sections with no sentence between them, half of
/// which or more come again behind it. A heading of tables may not, nor one that takes two lines here.
pub(super) fn drop_contents(prose: &Prose, headings: &mut Vec<Heading>) {
    let said = |p: &Paragraph| prose.text(p.range.clone()).contains(ends_sentence);
    let mut run = 1;
    while let (Some(above), Some(next)) = (headings.get(run - 1), headings.get(run)) {
        let between = prose.paragraphs.get(above.paragraph..next.paragraph);
        let mut own = headings.iter().take(run);
        let again = own.any(|h| h.section == next.section);
        if again || between.unwrap_or_default().iter().any(said) {
            break;
        }
        run += 1;
    }
    let (listed, rest) = headings.split_at(run.min(headings.len()));
    let comes = |h: &&Heading| h.section.is_some() && rest.iter().any(|r| r.section == h.section);
    if run >= 2 && listed.iter().filter(comes).count() * 2 >= run {
        headings.drain(..run);
    }
}
