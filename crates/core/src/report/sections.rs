//! Headings ↔ sections: a sequence alignment, so that missing, renamed, displaced, repeated and additional headings
//! are distinguished.

use super::form::{Kind, row_key};
use super::ids::SectionId;
use super::prose::{Paragraph, Prose};
use super::rows::InRow;
use super::section::SectionSpec;
use super::worded;
use crate::grammar::{Opening, opening};
use crate::text::{Span, label_key};
use std::collections::BTreeSet;

/// A heading of the first level that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index of its first paragraph.
    pub paragraph: usize,
    /// How many paragraphs it is spread over.
    pub lines: usize,
    /// Its title without the number.
    pub span: Span,
    /// The folded title.
    pub title: String,
    /// Its number, if it has one.
    pub ordinal: Option<u32>,
    /// The section that it is.
    pub section: Option<SectionId>,
    /// How well it fits.
    pub fit: Fit,
}

/// How well a heading fits its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The official title.
    Exact,
    /// A title that is tolerated.
    Accepted,
    /// Another title in the place of the official one.
    Renamed,
    /// Another section of this title has been counted already.
    Repeated,
    /// The form knows no such section.
    Extra,
}

/// The level of numbers such as `1.`.
const POINT: u8 = 3;

/// The longest heading, in characters.
pub(super) const LONGEST: usize = 48;

/// The headings of the first level, in order.
pub(super) fn find(kind: &Kind, prose: &Prose) -> Vec<Heading> {
    let outer: Vec<SectionId> = kind.outer_sections().map(|(at, _)| at).collect();
    let mut specs = kind.outer_sections();
    if specs.any(|(_, s)| !s.patterns.is_empty()) {
        let mut headings = worded::headings(kind, prose);
        assign(&outer, &mut headings);
        return headings;
    }
    let mut headings: Vec<Heading> = Vec::new();
    let plain = plain(kind, prose);
    let mut skip_to = 0;
    for at in 0..prose.paragraphs.len() {
        if at < skip_to {
            continue;
        }
        if let Some(heading) = heading(kind, prose, at, plain) {
            skip_to = at + heading.lines;
            headings.push(heading);
        }
    }
    drop_contents_list(prose, &mut headings);
    worded::drop_contents(prose, &mut headings);
    assign(&outer, &mut headings);
    if plain == Plain::All {
        // the items of a list have numbers of the same kind
        headings.retain(|h| h.fit != Fit::Extra);
    }
    headings.retain(|h| h.section.is_some() || h.fit == Fit::Extra);
    headings
}

/// The headings that are titles of sections, each as often as it stands there; but for a table of contents.
pub(super) fn titled(kind: &Kind, prose: &Prose) -> Vec<Heading> {
    let mut headings = find(kind, prose);
    headings.retain(|h| matches!(h.fit, Fit::Exact | Fit::Accepted | Fit::Repeated));
    headings.retain(|h| h.section.is_some());
    headings
}

/// Reads a paragraph (or it and the next one) as a heading.
fn heading(kind: &Kind, prose: &Prose, at: usize, plain: Plain) -> Option<Heading> {
    let paragraph = prose.paragraphs.get(at)?;
    let own = title_range(paragraph, plain)?;
    let text = prose.text(own.clone());
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let key = label_key(text);
    let ordinal = paragraph
        .opening
        .as_ref()
        .filter(|o| is_first(paragraph, o, plain))
        .map(|o| o.numbering.ordinal);
    let whole = own.end == paragraph.range.end || paragraph.range.end - own.end <= 3;
    let mut found = Heading {
        paragraph: at,
        lines: 1,
        span: prose.span(&own),
        title: text.to_owned(),
        ordinal,
        section: None,
        fit: Fit::Extra,
    };
    if let Some((section, fit)) = titled_as(|| kind.outer_sections(), text) {
        found.section = Some(section);
        found.fit = fit;
        return (whole || ordinal.is_some()).then_some(found);
    }
    if let Some(next) = prose.paragraphs.get(at + 1)
        && ordinal.is_some()
        && whole
    {
        let joined = format!("{key}{}", label_key(prose.text(next.range.clone())));
        if let Some((section, fit)) = exact(kind, &joined) {
            found.lines = 2;
            found.span = found.span.cover(next.span);
            found.title = format!("{text}{}", prose.text(next.range.clone()));
            found.section = Some(section);
            found.fit = fit;
            return Some(found);
        }
    }
    // a label in a table is a heading only where it has the title of one
    let label = paragraph.in_row == InRow::Label;
    let plain = whole && ordinal.is_some() && !key.is_empty() && !label;
    (plain && !is_row_label(kind, text)).then_some(found)
}

/// The words of a paragraph that could be a title: after its number, up to the first full stop.
fn title_range(paragraph: &Paragraph, plain: Plain) -> Option<std::ops::Range<usize>> {
    match &paragraph.opening {
        Some(o) if is_first(paragraph, o, plain) => Some(o.lead.clone()),
        Some(_) => None,
        None => Some(paragraph.range.clone()),
    }
}

/// Whether the number of a paragraph is one of a section.
fn is_first(paragraph: &Paragraph, opening: &Opening, plain: Plain) -> bool {
    match opening.numbering.level {
        1 => true,
        POINT => match plain {
            Plain::None => false,
            Plain::Marked(level) => paragraph.heading == Some(level),
            Plain::All => true,
        },
        _ => false,
    }
}

/// Which numbers in digits are those of sections: programs that save a document in another format forget how its lists
/// were numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    /// None.
    None,
    /// Those of headings that the format marks with this level.
    Marked(u8),
    /// All that may be.
    All,
}

fn plain(kind: &Kind, prose: &Prose) -> Plain {
    let titled = |p: &Paragraph, level: u8| {
        let opening = p.opening.as_ref();
        let numbered = opening.filter(|o| o.numbering.level == level)?;
        let whole = p.range.end - numbered.lead.end <= 3;
        let found = exact(kind, &label_key(prose.text(numbered.lead.clone())));
        found.filter(|_| whole).map(|(section, _)| section)
    };
    let mut points = BTreeSet::new();
    for paragraph in &prose.paragraphs {
        if let Some(section) = titled(paragraph, POINT) {
            if let Some(level) = paragraph.heading {
                return Plain::Marked(level);
            }
            points.insert(section);
        }
    }
    let numbered = |p: &Paragraph| titled(p, 1).is_some();
    match points.len() >= PROOF.min(kind.outer()).max(1) && !prose.paragraphs.iter().any(numbered) {
        true => Plain::All,
        false => Plain::None,
    }
}

/// So many sections must be numbered in digits to show that they are.
const PROOF: usize = 2;

/// Of some sections the one that a heading names, perhaps with a remark in brackets behind its title.
pub(super) fn titled_as<'k, I>(specs: impl Fn() -> I, text: &str) -> Option<(SectionId, Fit)>
where
    I: Iterator<Item = (SectionId, &'k SectionSpec)>,
{
    let remark = || {
        let (title, _) = text.strip_suffix(')')?.rsplit_once('(')?;
        Some((known(specs(), &label_key(title))?.0, Fit::Accepted))
    };
    known(specs(), &label_key(text)).or_else(remark)
}

fn exact(kind: &Kind, key: &str) -> Option<(SectionId, Fit)> {
    known(kind.outer_sections(), key)
}

/// The section with a title, which a number may precede that lost its mark.
fn known<'k>(
    mut specs: impl Iterator<Item = (SectionId, &'k SectionSpec)>,
    key: &str,
) -> Option<(SectionId, Fit)> {
    let number = |n: &str| n.is_empty() || opening(&format!("{n}\u{3001}")).is_some();
    let fits = |title: &String| key.strip_suffix(title.as_str()).is_some_and(number);
    specs.find_map(|(at, spec)| {
        let (official, accepted) = spec.keys.split_first()?;
        match (fits(official), accepted.iter().any(fits)) {
            (true, _) => Some((at, Fit::Exact)),
            (false, true) => Some((at, Fit::Accepted)),
            (false, false) => None,
        }
    })
}

/// A label with fewer bytes is too short to be known by its beginning.
const SHORT_LABEL: usize = 12;

/// A row label that stands alone, where each cell is a paragraph; perhaps with more behind it, or cut.
pub(super) fn is_row_label(kind: &Kind, text: &str) -> bool {
    let key = row_key(text);
    let begins = |a: &str, b: &str| b.len() >= SHORT_LABEL && a.starts_with(b);
    let mut labels = kind.row_keys();
    labels.any(|l| *l == key || begins(&key, l) || begins(l, &key))
}

/// The longest table of contents, in headings.
const MOST_LISTED: usize = 40;

/// A table of contents: three or more headings with nothing between them, whose titles come again later.
fn drop_contents_list(prose: &Prose, headings: &mut Vec<Heading>) {
    let mut run = 1;
    while let (Some(a), Some(b)) = (headings.get(run - 1), headings.get(run)) {
        if a.paragraph + a.lines != b.paragraph || run > MOST_LISTED {
            break;
        }
        run += 1;
    }
    let again = |h: &Heading| {
        let later = headings.iter().skip(run);
        later.into_iter().any(|l| l.title == h.title)
    };
    let listed = headings.iter().take(run).filter(|h| again(h)).count();
    if run >= 3 && listed * 2 > run && prose.paragraphs.len() > run {
        headings.drain(..run);
    }
}

/// Gives each heading without an exact title that one of `own` sections, which is in the order of the kind, that its number
/// means, if it is still free and lies between its neighbours; marks repeats.
pub(super) fn assign(own: &[SectionId], headings: &mut [Heading]) {
    let mut taken: BTreeSet<SectionId> = BTreeSet::new();
    for heading in headings.iter_mut() {
        if heading.section.is_some_and(|s| !taken.insert(s)) {
            heading.fit = Fit::Repeated;
        }
    }
    // for each heading the sections that lie between its neighbours: behind the last known, before the next known
    let mut next: Option<SectionId> = None;
    let mut above: Vec<Option<SectionId>> = Vec::with_capacity(headings.len());
    for heading in headings.iter().rev() {
        above.push(next);
        next = heading.section.into_iter().chain(next).min();
    }
    let mut below = None;
    for (heading, above) in headings.iter_mut().zip(above.into_iter().rev()) {
        if heading.section.is_some() {
            below = below.max(heading.section);
            continue;
        }
        let nth = heading.ordinal.and_then(|n| (n as usize).checked_sub(1));
        let numbered = nth.and_then(|nth| own.get(nth).copied());
        let between = |s: &SectionId| below < Some(*s) && above.is_none_or(|next| *s < next);
        let by_number = numbered.filter(between);
        if let Some(section) = by_number.filter(|s| !taken.contains(s)) {
            heading.section = Some(section);
            heading.fit = Fit::Renamed;
            taken.insert(section);
        } else if nth.is_none() || numbered.is_some() {
            // a numbered list inside a section
            heading.fit = Fit::Repeated;
        }
    }
}
