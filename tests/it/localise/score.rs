//! What was found, counted.

use gouji::report::FormCell;
use gouji::rule::localise::{Cause, Explanation};
use gouji::text::Number;
use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

/// Results of one kind of mistake.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Mistakes that sums can notice.
    pub all: usize,
    /// Those that no sum notices: they do not count.
    pub unnoticed: usize,
    /// The truth is what every cause names first.
    pub first: usize,
    /// The truth is among what the causes list.
    pub listed: usize,
    /// Every cause is sure.
    pub sure: usize,
    /// A cause is sure of what is not true.
    pub wrong: usize,
    pub time: Duration,
    pub worst: Duration,
}

impl Score {
    /// Counts one mistake: the cells that are wrong with what is right in them, and what was found.
    pub fn add(&mut self, truth: &[(FormCell, i128)], causes: &[Cause], time: Duration) {
        let truth: BTreeSet<(FormCell, String)> = truth
            .iter()
            .map(|(c, v)| (*c, Number::whole(*v).to_string()))
            .collect();
        let first = causes.iter().map(|c| c.explanations.first());
        let best = causes.iter().map(|cause| {
            let fit = cause
                .explanations
                .iter()
                .filter(|e| said(e).is_subset(&truth));
            fit.max_by_key(|e| e.changes.len())
        });
        let wrong = causes.iter().filter(|c| c.sure).any(|c| {
            let named = c.explanations.first().map(said);
            named.is_none_or(|n| !n.is_subset(&truth))
        });
        self.all += 1;
        self.first += usize::from(together(first) == truth);
        self.listed += usize::from(together(best) == truth);
        self.sure += usize::from(!causes.is_empty() && causes.iter().all(|c| c.sure));
        self.wrong += usize::from(wrong);
        self.time += time;
        self.worst = self.worst.max(time);
    }

    pub fn join(&mut self, other: &Score) {
        self.all += other.all;
        self.unnoticed += other.unnoticed;
        self.first += other.first;
        self.listed += other.listed;
        self.sure += other.sure;
        self.wrong += other.wrong;
        self.time += other.time;
        self.worst = self.worst.max(other.worst);
    }

    fn percent(&self, part: usize) -> f64 {
        part as f64 * 100.0 / self.all.max(1) as f64
    }

    /// Asserts at least this many percent of the truth first, and listed, of what was tried.
    #[track_caller]
    pub fn demand(&self, name: &str, first: f64, listed: f64) {
        if self.all == 0 {
            return;
        }
        assert!(self.percent(self.first) >= first, "{name}: {self}");
        assert!(self.percent(self.listed) >= listed, "{name}: {self}");
    }
}

/// The heads of what a score shows.
pub const HEADS: &str = "     n    first   listed     sure    wrong  mean µs worst µs unnoticed";

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mean = self.time.as_micros() / self.all.max(1) as u128;
        write!(
            f,
            "{:6} {:7.2}% {:7.2}% {:7.2}% {:7.2}% {mean:8} {:8} {:9}",
            self.all,
            self.percent(self.first),
            self.percent(self.listed),
            self.percent(self.sure),
            self.percent(self.wrong),
            self.worst.as_micros(),
            self.unnoticed,
        )
    }
}

/// What an explanation says is right.
fn said(one: &Explanation) -> BTreeSet<(FormCell, String)> {
    let changes = one.changes.iter();
    changes.map(|c| (c.cell, c.right.to_string())).collect()
}

/// What explanations say together; nothing where one is missing.
fn together<'e>(
    all: impl Iterator<Item = Option<&'e Explanation>>,
) -> BTreeSet<(FormCell, String)> {
    let all: Option<Vec<_>> = all.map(|e| e.map(said)).collect();
    all.unwrap_or_default().into_iter().flatten().collect()
}
