//! Fixing: the fixes of findings are put into a text, which is then read and checked again, until none is left.
//!
//! No fix is taken on trust. A round is kept only where the document is still the same kind of report, no rule finds
//! more than before, nothing more is undecided and what was fixed is no longer found; else the fixes that did it are
//! left out and stay findings. Of a document that is no text [`tried`] makes the first round.

mod choose;
mod trial;

use self::choose::{choose, edits};
use self::trial::Trial;
use crate::diagnostic::{Applicability, Diagnostic, Fix, LintResult};
use crate::document::Document;
use crate::plain;
use crate::text::Edit;
use std::collections::BTreeSet;

/// More rounds than this are not made.
pub const ROUNDS: usize = 10;

/// What may be put into a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Only what is right whenever the finding is.
    #[default]
    Safe,
    /// Also what a person has to agree to.
    Suggestions,
}

/// Why fixing came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// No fix is left that does only good.
    Settled,
    /// The next round would have brought back a text that was there before.
    Circled,
    /// [`ROUNDS`] were made, and there would have been more to do.
    Bounded,
}

/// What fixing gave.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The document with its new text, read again.
    pub document: Document,
    /// What is found in it.
    pub checked: LintResult,
    /// The findings that were fixed, as they were when they were found.
    pub fixed: Vec<Diagnostic>,
    /// The findings in `checked` that have a fix which was not applied, because it would have done harm.
    pub left: Vec<Diagnostic>,
    /// The edits of each round, in order: those of the first apply to the text as it was, and so on.
    pub rounds: Vec<Vec<Edit>>,
    /// Why there were no more rounds.
    pub ending: Ending,
}

impl Level {
    /// The fix of a finding that may be applied; of several the safe one.
    pub fn fix(self, diagnostic: &Diagnostic) -> Option<&Fix> {
        let with = |wanted| {
            let mut fixes = diagnostic.fixes.iter();
            fixes.find(move |f| f.applicability == wanted && !f.edits.is_empty())
        };
        let suggestion = || match self {
            Level::Safe => None,
            Level::Suggestions => with(Applicability::Suggestion),
        };
        with(Applicability::Safe).or_else(suggestion)
    }
}

/// Fixes a document that is text. `check` returns what is found in a document; it has to say the same of the same text.
pub fn fix(document: Document, level: Level, check: &dyn Fn(&Document) -> LintResult) -> Fixed {
    let checked = check(&document);
    let mut state = State { document, checked };
    let mut known = BTreeSet::from([state.document.text.clone()]);
    let mut fixed = Vec::new();
    let mut rounds = Vec::new();
    let ending = loop {
        let plans = match state.document.format.is_text() {
            true => choose(&state.document.text, &state.checked.diagnostics, level),
            false => Vec::new(),
        };
        if rounds.len() == ROUNDS && !plans.is_empty() {
            break Ending::Bounded;
        }
        let Some((plans, next)) = Trial::new(&state, check).best(plans) else {
            break Ending::Settled;
        };
        if !known.insert(next.document.text.clone()) {
            break Ending::Circled;
        }
        rounds.push(edits(&plans));
        fixed.extend(plans.into_iter().map(|p| p.diagnostic));
        state = next;
    };
    let rest = state.checked.diagnostics.iter();
    let left = rest.filter(|d| level.fix(d).is_some()).cloned().collect();
    Fixed {
        document: state.document,
        checked: state.checked,
        fixed,
        left,
        rounds,
        ending,
    }
}

/// The edits of one round in a document of any format, in order: those of the fixes that do only good. `check` returns
/// what is found in a document, and `checked` what was found in this one.
pub fn tried(
    document: &Document,
    checked: &LintResult,
    level: Level,
    check: &dyn Fn(&Document) -> LintResult,
) -> Vec<Edit> {
    let plans = choose(&document.text, &checked.diagnostics, level);
    let state = State {
        document: document.clone(),
        checked: checked.clone(),
    };
    let best = Trial::new(&state, check).best(plans);
    best.map(|(plans, _)| edits(&plans)).unwrap_or_default()
}

/// A document with edits in it that do not overlap, read again; whether they do good nobody has asked.
pub fn edited(document: &Document, edits: &[Edit]) -> Document {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    match document.format.is_text() {
        true => plain::read_again(document, Edit::apply(&edits, &document.text)),
        // its words are replaced where they stand; its layout is not given by them
        false => document.edited(&edits),
    }
}

/// A text and what is found in it.
struct State {
    document: Document,
    checked: LintResult,
}

#[cfg(test)]
mod tests;
