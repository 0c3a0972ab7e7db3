//! The findings that were there when a baseline was drawn.

use super::{Diagnostic, fingerprint};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The findings of many reports, by what does not change when a line moves. Findings that were folded stand by
/// themselves: which are folded depends on the rules that run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How many findings there were of each, and where.
    pub entries: BTreeMap<Key, Entry>,
}

/// What makes a finding the same one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The report: its path from the folder of the baseline, with forward strokes.
    pub path: String,
    /// Id of the rule.
    pub rule: String,
    /// See [`fingerprint`].
    pub fingerprint: String,
}

/// The findings with one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// How many.
    pub count: usize,
    /// The cell or the words that they are about, for people; empty without a place.
    pub at: String,
}

/// Findings of a baseline that are no longer found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vanished {
    /// The report, as in the baseline.
    pub path: String,
    /// Id of the rule.
    pub rule: String,
    /// The cell or the words that they were about.
    pub at: String,
    /// How many.
    pub count: usize,
}

/// The longest words that are kept, in characters.
const LONGEST: usize = 24;

impl Baseline {
    /// Takes in one finding of a report with this path.
    pub fn add(&mut self, path: &str, diagnostic: &Diagnostic, text: &str) {
        for part in diagnostic.parts() {
            let key = Key {
                path: path.to_owned(),
                rule: part.rule.clone(),
                fingerprint: fingerprint(part, text),
            };
            let entry = self.entries.entry(key).or_default();
            entry.count += 1;
            if entry.at.is_empty() {
                entry.at = about(part, text);
            }
        }
    }

    /// What it knows of one report.
    pub fn of<'b>(&'b self, path: &'b str) -> impl Iterator<Item = (&'b Key, &'b Entry)> {
        let first = Key {
            path: path.to_owned(),
            ..Key::default()
        };
        let from = self.entries.range(first..);
        from.take_while(move |(key, _)| key.path == path)
    }

    /// The reports, in order.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.entries.keys().map(|k| k.path.as_str()).collect();
        paths.dedup();
        paths
    }

    /// How many findings there are in all.
    pub fn findings(&self) -> usize {
        self.entries.values().map(|e| e.count).sum()
    }
}

/// The cell or the words that a finding is about.
fn about(diagnostic: &Diagnostic, text: &str) -> String {
    let Some(label) = diagnostic.primary() else {
        return String::new();
    };
    match &label.cell {
        Some(cell) => cell.title(),
        None => quote(text, label.span),
    }
}

fn quote(text: &str, span: Span) -> String {
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let line = words.join(" ");
    match line.chars().nth(LONGEST) {
        Some(_) => line.chars().take(LONGEST).chain(['\u{2026}']).collect(),
        None => line,
    }
}
