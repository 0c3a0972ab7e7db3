//! Who reports to whom.

use super::Series;
use crate::diagnostic::Record;

/// The bodies below a body, by what they are told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Id of the kind of report.
    pub kind: String,
    /// The body above.
    pub body: String,
    /// Those that report to it, with their names as they were given.
    pub below: Vec<String>,
    /// These are all.
    pub complete: bool,
}

/// What became of a report that a body has to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Roll<'r> {
    /// The body, by what it is told apart by.
    pub body: &'r str,
    /// Its reports for the year, the one that counts last; none where it did not report.
    pub reports: Vec<&'r Record>,
}

impl<'r> Series<'r> {
    /// Which of the bodies that have to report did for a year, in the order in which they are named.
    pub fn roll(&self, kind: &str, bodies: &'r [String], year: i32) -> Vec<Roll<'r>> {
        let entry = |body: &'r String| {
            let years = self.bodies.get(&(kind, body.as_str()));
            let versions = years.and_then(|years| years.get(&year));
            let versions = versions.into_iter().flatten();
            Roll {
                body,
                reports: versions.filter_map(|at| self.records.get(*at)).collect(),
            }
        };
        bodies.iter().map(entry).collect()
    }
}
