//! Headings of sections in a sample: with the numbers that reports have.

use crate::grammar::written;
use crate::report::{Kind, SectionId, SectionSpec};

/// The heading of a section. Where it is recognised by how it reads its title is the whole line; else its number depends on how
/// many numbered sections it is a part of.
pub(super) fn heading(kind: &Kind, at: SectionId, section: &SectionSpec) -> String {
    if !section.patterns.is_empty() {
        return section.title.clone();
    }
    let around = kind.around(at).skip(1).filter_map(|s| kind.sections.get(s));
    let depth = around.filter(|s| s.patterns.is_empty()).count();
    let nth = u32::try_from(kind.nth(at) + 1).unwrap_or(u32::MAX);
    let title = &section.title;
    match depth {
        0 => format!("{}\u{3001}{title}", written(nth)),
        1 => format!("\u{ff08}{}\u{ff09}{title}", written(nth)),
        _ => format!("{nth}.{title}"),
    }
}
