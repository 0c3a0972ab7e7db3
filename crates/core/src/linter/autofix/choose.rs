//! Which fixes go together into a text.

use super::Level;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::text::{Edit, Span};
use std::cmp::Reverse;

/// A fix that is to be applied.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// What decides between this and an overlapping one: the least goes first.
    rank: (bool, Reverse<Severity>, Span),
}

/// The fixes of findings that go together, by place. Of two that overlap, the safer goes first, then that of the graver
/// finding, then the one further up. A fix is taken with all its edits or not at all.
pub(super) fn choose(text: &str, diagnostics: &[Diagnostic], level: Level) -> Vec<Plan> {
    let mut all: Vec<Plan> = diagnostics
        .iter()
        .filter_map(|d| plan(text, d, level))
        .collect();
    all.sort_by_key(|p| p.rank);
    let mut chosen: Vec<Plan> = Vec::new();
    for plan in all {
        let apart = chosen.iter().all(|other| go_together(&plan, other));
        if apart {
            chosen.push(plan);
        }
    }
    // the sort is stable: of edits at one place the safer one's come first
    chosen.sort_by_key(|p| p.edits.first().map(|e| e.span));
    chosen
}

/// The edits of plans that go together, in order; one that several ask for, once.
pub(super) fn edits(plans: &[Plan]) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::new();
    for edit in plans.iter().flat_map(|p| &p.edits) {
        if !all.contains(edit) {
            all.push(edit.clone());
        }
    }
    all.sort_by_key(|e| (e.span.start, e.span.end));
    all
}

/// The fix of a finding, where its edits fit the text and change it.
fn plan(text: &str, diagnostic: &Diagnostic, level: Level) -> Option<Plan> {
    let fix = level.fix(diagnostic)?;
    let mut edits: Vec<Edit> = fix.edits.clone();
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    edits.dedup();
    let fits = edits.iter().all(|e| text.get(e.span.range()).is_some());
    let apart = edits.windows(2).all(|w| match w {
        [a, b] => a.span.end <= b.span.start,
        _ => true,
    });
    edits.retain(|e| e.span.of(text) != e.text);
    let first = edits.first()?.span;
    let rank = (
        fix.applicability != Applicability::Safe,
        Reverse(diagnostic.severity),
        first,
    );
    (fits && apart).then(|| Plan {
        diagnostic: diagnostic.clone(),
        edits,
        rank,
    })
}

fn go_together(one: &Plan, other: &Plan) -> bool {
    let mut pairs = one
        .edits
        .iter()
        .flat_map(|a| other.edits.iter().map(move |b| (a, b)));
    pairs.all(|(a, b)| a == b || !collide(a.span, b.span))
}

/// Whether two edits want the same text. What is put in at the end of a replaced text is beside it.
fn collide(a: Span, b: Span) -> bool {
    let inside = |at: Span, of: Span| at.is_empty() && of.start < at.start && at.start < of.end;
    a.overlaps(b) && !a.is_empty() && !b.is_empty() || inside(a, b) || inside(b, a)
}
