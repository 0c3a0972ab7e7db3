//! Which part of a report each paragraph belongs to.

use super::form::Kind;
use super::ids::SectionId;
use super::prose::{Part, Prose};
use super::rows::InRow;
use super::sections::Heading;

/// Writes into each paragraph which part of the report it belongs to.
pub(super) fn outside(prose: &mut Prose, headings: &[Heading]) {
    let mut part = Part::Head;
    let mut next = headings.iter().filter(|h| h.section.is_some()).peekable();
    let mut inside = 0;
    for (at, paragraph) in prose.paragraphs.iter_mut().enumerate() {
        if inside == 0
            && let Some(heading) = next.peek().filter(|h| h.paragraph == at)
            && let Some(section) = heading.section
        {
            part = Part::Section(section);
            inside = heading.lines;
            next.next();
            paragraph.part = Part::Title(section);
            inside -= 1;
            continue;
        }
        paragraph.part = match (inside, part) {
            (0, _) if paragraph.in_row == InRow::Label => Part::Table,
            (0, part) => part,
            (_, Part::Section(section)) => {
                inside -= 1;
                Part::Title(section)
            }
            (_, part) => part,
        };
    }
}

/// Writes into each paragraph in which sections with a parent it stands; a heading stands in those around its own.
pub(super) fn inside(kind: &Kind, prose: &mut Prose, (outer, inner): (&[Heading], &[Heading])) {
    let begin = |h: &Heading| Some((h.paragraph, h.section?));
    let mut all: Vec<(usize, SectionId)> = outer.iter().chain(inner).filter_map(begin).collect();
    all.sort_unstable();
    let mut all = all.into_iter().peekable();
    let mut open: Vec<SectionId> = Vec::new();
    for (at, paragraph) in prose.paragraphs.iter_mut().enumerate() {
        paragraph.inner.clone_from(&open);
        if let Some((_, section)) = all.next_if(|(paragraph, _)| *paragraph <= at) {
            open = kind.around(section).filter(|s| kind.is_inner(*s)).collect();
            open.reverse();
            let around = open.iter().copied().filter(|s| *s != section);
            paragraph.inner = around.collect();
        }
    }
}
