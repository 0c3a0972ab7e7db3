//! What a pack says of a section, and which sections stand inside of others.

use super::form::Kind;
use super::ids::SectionId;
use crate::text::{Id, Pattern};
use serde::{Deserialize, Serialize};

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SectionSpec {
    /// Id in rules.
    pub id: String,
    /// Official title, without its number.
    pub title: String,
    /// The section that it is a part of; those without one stand first.
    pub parent: Option<SectionId>,
    /// Keys of its titles: the official one first, then those that are in use and tolerated.
    pub keys: Vec<String>,
    /// What a heading with one of these titles is worth as evidence.
    pub worth: i32,
    /// How its headings read as whole lines.
    pub patterns: Vec<Pattern>,
}

impl Kind {
    /// The section with a name in rules.
    pub fn section(&self, id: &str) -> Option<SectionId> {
        self.sections.position(|s| s.id == id)
    }

    /// How many sections have no parent; they stand first.
    pub fn outer(&self) -> usize {
        let inner = self.sections.iter().position(|s| s.parent.is_some());
        inner.unwrap_or(self.sections.len())
    }

    /// The sections without a parent.
    pub fn outer_sections(&self) -> impl Iterator<Item = (SectionId, &SectionSpec)> + Clone {
        self.sections.iter_ids().take(self.outer())
    }

    /// Whether a section has a parent.
    pub fn is_inner(&self, section: SectionId) -> bool {
        section.index() >= self.outer()
    }

    /// The sections of a parent.
    pub fn inside(&self, parent: SectionId) -> impl Iterator<Item = (SectionId, &SectionSpec)> {
        let all = self.sections.iter_ids();
        all.filter(move |(_, s)| s.parent == Some(parent))
    }

    /// A section and those that it is a part of, from the inside out.
    pub fn around(&self, section: SectionId) -> impl Iterator<Item = SectionId> {
        let parent = |at: &SectionId| self.sections.get(*at)?.parent.filter(|p| p < at);
        std::iter::successors(Some(section), parent)
    }

    /// The place of a section among those with its parent, from 0.
    pub fn nth(&self, section: SectionId) -> usize {
        let parent = self.sections.get(section).and_then(|s| s.parent);
        let before = self.sections.before(section).iter();
        before.filter(|s| s.parent == parent).count()
    }

    /// The title of a section behind those that it is a part of.
    pub fn path(&self, section: SectionId) -> String {
        let specs = self.around(section).filter_map(|at| self.sections.get(at));
        let mut titles: Vec<&str> = specs.map(|s| s.title.as_str()).collect();
        titles.reverse();
        titles.join(" \u{b7} ")
    }
}
