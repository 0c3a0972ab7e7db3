//! Trying fixes out: what does harm is left out.

use super::choose::{Plan, edits};
use super::{State, edited};
use crate::diagnostic::{Diagnostic, LintResult};
use crate::document::Document;
use crate::text::{Edit, Span};
use std::collections::BTreeMap;

/// Fixes for one state of a text.
pub(super) struct Trial<'t> {
    before: &'t State,
    check: &'t dyn Fn(&Document) -> LintResult,
}

impl<'t> Trial<'t> {
    pub fn new(before: &'t State, check: &'t dyn Fn(&Document) -> LintResult) -> Self {
        Trial { before, check }
    }

    /// As many of the plans as do only good, and what they lead to; `None` where there are none.
    pub fn best(&self, plans: Vec<Plan>) -> Option<(Vec<Plan>, State)> {
        let mut kept = (Vec::new(), None);
        self.grow(&mut kept, &plans);
        let (kept, state) = kept;
        Some((kept, state?))
    }

    /// Adds a part of the plans: all of it, or what its halves have that does no harm.
    fn grow(&self, kept: &mut (Vec<Plan>, Option<State>), part: &[Plan]) {
        if part.is_empty() {
            return;
        }
        let mut plans = kept.0.clone();
        plans.extend_from_slice(part);
        if let Some(state) = self.run(&plans) {
            *kept = (plans, Some(state));
        } else if part.len() > 1 {
            let (first, second) = part.split_at(part.len() / 2);
            self.grow(kept, first);
            self.grow(kept, second);
        }
    }

    /// What plans lead to, unless it is worse than before.
    fn run(&self, plans: &[Plan]) -> Option<State> {
        let edits = edits(plans);
        let document = edited(&self.before.document, &edits);
        let checked = (self.check)(&document);
        let stays = |plan: &Plan| {
            let mut now = checked.diagnostics.iter();
            now.any(|d| is_same(d, plan, &edits))
        };
        let worse = worse(&self.before.checked, &checked) || plans.iter().any(stays);
        (!worse).then_some(State { document, checked })
    }
}

/// Whether a finding is that of a plan, at its place or where its edits have moved it to.
fn is_same(found: &Diagnostic, plan: &Plan, edits: &[Edit]) -> bool {
    let old = &plan.diagnostic;
    let start = |d: &Diagnostic| d.primary().map(|l| l.span.start);
    let new: usize = plan.edits.iter().map(|e| e.text.len()).sum();
    let near = match (start(old), start(found)) {
        (Some(old), Some(found)) => {
            let due = Span::at(old as usize).after(edits).range().start;
            (due..=due + new).contains(&(found as usize))
        }
        (old, found) => old == found,
    };
    near && found.rule == old.rule && found.message == old.message
}

/// Whether a result is worse than another: no report of that kind any more, more that fails, or more that is undecided.
fn worse(before: &LintResult, after: &LintResult) -> bool {
    let (old, new) = (tally(before), tally(after));
    after.kind != before.kind
        || after.form != before.form
        || after.counts.fail > before.counts.fail
        || after.counts.unknown > before.counts.unknown
        || new
            .iter()
            .any(|(rule, n)| *n > old.get(rule).copied().unwrap_or(0))
}

/// How many findings each rule has, with those that are folded into others.
fn tally(checked: &LintResult) -> BTreeMap<&str, usize> {
    let mut tally = BTreeMap::new();
    for diagnostic in &checked.diagnostics {
        match &diagnostic.cause {
            Some(cause) if !cause.findings.is_empty() => {
                for one in &cause.findings {
                    *tally.entry(one.rule.as_str()).or_insert(0) += 1;
                }
            }
            _ => *tally.entry(diagnostic.rule.as_str()).or_insert(0) += 1,
        }
    }
    tally
}
