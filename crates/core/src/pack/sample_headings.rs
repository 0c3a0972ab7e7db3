//! Headings of sections in a sample: with the numbers that reports have.

use crate::report::{Kind, SectionId, SectionSpec};

/// The heading of a section. Where it is recognised by how it reads its title is the whole line; else its number depends on how
/// many numbered sections it is a part of.
pub(super) fn heading(kind: &Kind, at: SectionId, section: &SectionSpec) -> String {
    if !section.patterns.is_empty() {
        return section.title.clone();
    }
    let around = kind.around(at).skip(1).filter_map(|s| kind.sections.get(s));
    let depth = around.filter(|s| s.patterns.is_empty()).count();
    let nth = kind.nth(at) + 1;
    let title = &section.title;
    match depth {
        0 => format!("{}\u{3001}{title}", numeral(nth)),
        1 => format!("\u{ff08}{}\u{ff09}{title}", numeral(nth)),
        _ => format!("{nth}.{title}"),
    }
}

/// One to ten as they stand in headings.
fn numeral(n: usize) -> char {
    let all = "\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}";
    all.chars().nth(n.saturating_sub(1)).unwrap_or('\u{5341}')
}
