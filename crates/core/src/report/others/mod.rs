//! Other reports that a report is held against: the one of the year before, those of the bodies below, all others of
//! a run.
//!
//! What is kept of a report for that is its [`Record`]: cells, a few mentions, and marks of its sentences. A record is
//! read as a [`Report`] again, one without text, so that rules read all reports by the same names.

mod record;
mod sentences;

pub use record::{Wanted, body_key};
pub use sentences::Shared;

use super::read::Report;
use crate::diagnostic::Record;
use serde::{Deserialize, Serialize};

/// How other reports stand to the one at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// The same body, the year before.
    Previous,
    /// The bodies below, the same year.
    Below,
}

impl Relation {
    /// Every relation.
    pub const ALL: &'static [Relation] = &[Relation::Previous, Relation::Below];

    /// Its name in expressions.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Previous => "previous",
            Relation::Below => "below",
        }
    }

    /// The relation of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|relation| relation.name() == name)
    }
}

/// Another report, read from its record.
#[derive(Debug)]
pub struct Other<'a> {
    /// What its rules may read: all but its text.
    pub report: Report<'a>,
    /// What was kept of it.
    pub record: &'a Record,
}

/// The other reports that one report is held against.
#[derive(Clone, Debug, Default)]
pub struct Others<'a> {
    /// What is kept of the report at hand itself.
    pub own: Option<&'a Record>,
    /// The report of the year before; `None` where it is not at hand.
    pub previous: Option<&'a Other<'a>>,
    /// It is said which bodies report to this one, and these are all.
    pub has_below: bool,
    /// The reports of the bodies below; `None` where not all of those that have to report are at hand.
    pub below: Option<&'a [Other<'a>]>,
    /// Another report of the same body and year that stands in its place.
    pub newer: Option<&'a Other<'a>>,
    /// Reports of other bodies whose sentences it shares, the most first.
    pub alike: &'a [Shared<'a>],
}

impl<'a> Others<'a> {
    /// The reports of a relation, where they are at hand.
    pub fn of(&self, relation: Relation) -> Option<&'a [Other<'a>]> {
        match relation {
            Relation::Previous => self.previous.map(std::slice::from_ref),
            Relation::Below => self.below,
        }
    }
}
