//! Where to look: parts of a report, and named zones in them.

use super::form::TableSpec;
use super::ids::{SectionId, ZoneId};
use super::prose::{Paragraph, Part, Prose};
use super::table::TableFacts;
use crate::text::{IdVec, Pattern};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A part of the text to look in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Before the first section.
    Head,
    /// Section headings.
    Headings,
    /// A section, without its heading.
    Section(SectionId),
    /// The signature and what follows.
    Tail,
    /// A zone of the kind.
    Zone(ZoneId),
}

impl Scope {
    /// The section, where it is one.
    pub fn section(self) -> Option<SectionId> {
        match self {
            Scope::Section(section) => Some(section),
            _ => None,
        }
    }
}

/// A named part of the text: inside `scope`, after the first match of `from`, up to the first match of `to` after it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Zone {
    /// Id in rules.
    pub id: String,
    /// Where it lies.
    pub scope: Vec<Scope>,
    /// What opens it; it begins with the match. Without it the zone opens where the scope begins.
    pub from: Option<Pattern>,
    /// What closes it; it ends before the match. Without it, or without a match, it runs to the end.
    pub to: Option<Pattern>,
    /// The id of a table: the zone is what stands behind it, up to the next table or heading.
    pub after: Option<String>,
}

/// Where zones lie in one report: folded ranges for each zone of the kind.
pub type ZoneRanges = IdVec<ZoneId, Vec<Range<usize>>>;

/// The parts of a paragraph that lie in a scope.
pub(super) fn within(
    scope: &[Scope],
    prose: &Prose,
    at: usize,
    zones: &ZoneRanges,
) -> Vec<Range<usize>> {
    let Some(paragraph) = prose.paragraphs.get(at) else {
        return Vec::new();
    };
    let whole = paragraph.range.clone();
    if paragraph.part == Part::Table {
        return Vec::new();
    }
    if scope.is_empty() {
        return vec![whole];
    }
    let mut parts = Vec::new();
    for one in scope {
        match (one, paragraph.part) {
            (Scope::Head, Part::Head)
            | (Scope::Tail, Part::Tail)
            | (Scope::Headings, Part::Title(_)) => {
                return vec![whole];
            }
            (Scope::Section(wanted), _) if paragraph.is_in(*wanted) => return vec![whole],
            (Scope::Zone(zone), _) => {
                let ranges = zones.get(*zone).map(Vec::as_slice).unwrap_or_default();
                parts.extend(ranges.iter().filter_map(|r| {
                    let cut = r.start.max(whole.start)..r.end.min(whole.end);
                    (cut.start < cut.end).then_some(cut)
                }));
            }
            _ => {}
        }
    }
    parts
}

/// Finds the zones of a kind in one report.
pub(super) fn zone_ranges(
    zones: &IdVec<ZoneId, Zone>,
    prose: &Prose,
    tables: &[(&TableSpec, &TableFacts)],
) -> ZoneRanges {
    let mut found = ZoneRanges::default();
    for zone in zones {
        found.push(match &zone.after {
            Some(table) => behind(table, prose, tables),
            None => zone.ranges(prose, &found),
        });
    }
    found
}

/// The paragraphs behind a table, up to the next table or heading.
fn behind(id: &str, prose: &Prose, tables: &[(&TableSpec, &TableFacts)]) -> Vec<Range<usize>> {
    let all = || tables.iter().flat_map(|(_, facts)| facts.all());
    let own = tables.iter().filter(|(spec, _)| spec.id == id);
    let own = own.flat_map(|(_, facts)| facts.all());
    let mut ranges = Vec::new();
    for end in own.filter(|t| t.span.is_some()).map(|t| t.blocks.end) {
        let rest = prose.paragraphs.iter().filter(|p| p.block >= end);
        let ends = |p: &&Paragraph| {
            let caption = |t: &TableFacts| t.span.is_some_and(|s| s.overlaps(p.span));
            p.heading.is_some()
                || matches!(p.part, Part::Table | Part::Title(_))
                || all().any(caption)
        };
        ranges.extend(rest.take_while(|p| !ends(p)).map(|p| p.range.clone()));
    }
    ranges
}

impl Zone {
    fn ranges(&self, prose: &Prose, known: &ZoneRanges) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut open = self.from.is_none();
        for at in 0..prose.paragraphs.len() {
            for part in within(&self.scope, prose, at, known) {
                let searched = prose.searched();
                let mut zone = part.clone();
                let mut rest = part;
                if !open {
                    let hit = self.from.as_ref().and_then(|p| searched.find(p, &rest));
                    let Some(hit) = hit else {
                        continue;
                    };
                    open = true;
                    zone.start = hit.start;
                    // the opening words may hold a closing word: look after them
                    rest.start = hit.end;
                }
                let close = self.to.as_ref().and_then(|p| searched.find(p, &rest));
                zone.end = close.as_ref().map_or(zone.end, |c| c.start);
                ranges.push(zone);
                if close.is_some() {
                    return ranges;
                }
            }
        }
        ranges
    }
}
