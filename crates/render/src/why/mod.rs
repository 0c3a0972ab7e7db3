//! What one rule did on a report: for people and for programs.

mod json;
mod text;
mod words;

pub(crate) use json::evaluation;

use gouji_core::diagnostic::Counts;
use gouji_core::document::Document;
use gouji_core::pack::Setting;
use gouji_core::report::Report;
use gouji_core::rule::{Outcome, Rule, Trace};
use gouji_core::text::Lang;

/// A rule, a report, and what came of them.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The name of its pack.
    pub pack: &'a str,
    /// The document.
    pub document: &'a Document,
    /// The document as a report, if it is one.
    pub report: Option<&'a Report<'a>>,
    /// What the rule did.
    pub trace: &'a Trace,
    /// What packs above have set for the rule.
    pub layers: &'a [Setting],
    /// How it is shown.
    pub style: Style,
}

/// How an answer is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The language.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours are used.
    pub color: bool,
    /// Whether only ASCII signs are drawn besides the words.
    pub ascii: bool,
}

impl Page<'_> {
    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for run in &self.trace.runs {
            match run.outcome {
                Outcome::Pass => counts.pass += 1,
                Outcome::Fail(_) => counts.fail += 1,
                Outcome::Unknown(_) => counts.unknown += 1,
                Outcome::NotApplicable => counts.not_applicable += 1,
            }
        }
        counts
    }
}
