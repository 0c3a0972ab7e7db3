//! A figure in prose that several rules hold against other values: with another value all of them would be content.

use super::Run;
use crate::diagnostic::Severity;
use crate::grammar::Op;
use crate::report::{Captured, MentionId, Report};
use crate::rule::check;
use crate::rule::model::{Each, Program};
use crate::rule::node::Node;
use crate::rule::verdict::{Finding, Outcome};
use crate::text::{Lang, Number, Span};
use std::sync::Arc;

/// A figure that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The evaluations that fail with it and would not with another value, that of the rule about it first.
    pub failures: Vec<(usize, usize)>,
    /// The value that all of them ask for.
    pub right: Number,
}

/// Evaluations that figures are tried with: each figure costs a look at the whole report, which may hold any number.
const TRIED: usize = 10_000;

/// The figures whose change would fix several findings and break nothing, of those that fail by themselves.
pub fn figures(report: &Report<'_>, runs: &[Run<'_>], lang: Lang) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let all: usize = runs.iter().map(|run| run.verdicts.len()).sum();
    let mut left = TRIED / all.max(1);
    for (at, run) in runs.iter().enumerate() {
        let Some(program) = check::plan(run.rule, report).ok() else {
            continue;
        };
        let Each::Mention(mention) = program.each else {
            continue;
        };
        if !equates(program, mention) {
            continue;
        }
        for (nth, verdict) in run.verdicts.iter().enumerate() {
            let known = figures.iter().any(|f| f.failures.contains(&(at, nth)));
            if let Outcome::Fail(finding) = &verdict.outcome
                && !known
                && let Some((span, found)) = stated(report, mention, nth)
                && let Some(right) = other(finding, found)
                && left > 0
            {
                left -= 1;
                let failures = fixed(report, runs, span, right, lang);
                let failures = failures.filter(|f| f.len() > 1 && f.contains(&(at, nth)));
                figures.extend(failures.map(|mut failures| {
                    failures.sort_by_key(|f| *f != (at, nth));
                    Figure {
                        span,
                        failures,
                        right,
                    }
                }));
            }
        }
    }
    figures
}

/// Whether the check says that a mention is equal to something.
fn equates(program: &Program, mention: MentionId) -> bool {
    let is = |node: &Node| matches!(node, Node::Mention(at) if *at == mention);
    let mut found = false;
    if let Some(check) = &program.check {
        check.walk(&mut |node| {
            if let Node::Chain(first, rest) = node {
                let equal = rest.iter().any(|(op, _)| *op == Op::Eq);
                found |= equal && (is(first) || rest.iter().any(|(_, side)| is(side)));
            }
        });
    }
    found
}

/// The number that a match of a mention states.
fn stated(report: &Report<'_>, mention: MentionId, nth: usize) -> Option<(Span, Number)> {
    let hit = report.mentions.get(mention)?.get(nth)?;
    hit.groups.iter().find_map(|group| match group.value {
        Captured::Number {
            value,
            approx: false,
        } => Some((group.span, value)),
        _ => None,
    })
}

/// The side of the comparison that is not the figure.
fn other(finding: &Finding, found: Number) -> Option<Number> {
    let (left, right) = finding.compared.as_ref()?.numbers?;
    match (left.same(found), right.same(found)) {
        (true, false) => Some(right),
        (false, true) => Some(left),
        _ => None,
    }
}

/// The findings that another value would fix; `None` if it would break something.
fn fixed(
    report: &Report<'_>,
    runs: &[Run<'_>],
    span: Span,
    right: Number,
    lang: Lang,
) -> Option<Vec<(usize, usize)>> {
    let mut changed = report.clone();
    let mut touched = Vec::new();
    let mentions = Arc::make_mut(&mut changed.mentions);
    for (at, hits) in mentions.ids().zip(mentions.iter_mut()) {
        for group in hits.iter_mut().flat_map(|h| &mut h.groups) {
            if let Captured::Number { value, .. } = &mut group.value
                && group.span == span
            {
                *value = right;
                touched.push(at);
            }
        }
    }
    let mut fixed = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let program = check::plan(run.rule, report).ok();
        let Some(program) = program.filter(|p| reads(p, &touched)) else {
            continue;
        };
        let after = check::run(run.rule, &changed, program, lang, &mut ());
        if after.len() != run.verdicts.len() {
            return None;
        }
        for (nth, (before, after)) in run.verdicts.iter().zip(&after).enumerate() {
            match (&before.outcome, &after.outcome) {
                (Outcome::Fail(_), Outcome::Fail(_)) => {}
                (Outcome::Fail(_), _) => fixed.push((at, nth)),
                (_, Outcome::Fail(_)) if run.rule.severity >= Severity::Warning => return None,
                _ => {}
            }
        }
    }
    Some(fixed)
}

/// Whether an evaluation reads one of some mentions.
fn reads(program: &Program, mentions: &[MentionId]) -> bool {
    let mut found = matches!(&program.each, Each::Mention(at) if mentions.contains(at));
    let lets = program.lets.iter().map(|(_, node)| node);
    let nodes = [&program.check, &program.when].into_iter().flatten();
    for node in nodes.chain(lets) {
        node.walk(&mut |node| {
            found |= matches!(node, Node::Mention(at) if mentions.contains(at));
        });
    }
    found
}
