//! What is not decided where the text ends too early: whether something is there that would stand behind the end.

use crate::report::{Cut, Report, Scope, TableSpec};
use crate::rule::kinds::{CellFault, Check, LabelFault, SectionFault, TopicFault};
use crate::rule::model::{Program, Rule};
use crate::rule::node::{Function, Node};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};

/// Takes back the findings that say that something is missing, where it may be lost.
pub(super) fn undecided(
    rule: &Rule,
    report: &Report<'_>,
    program: &Program,
    mut verdicts: Vec<Verdict>,
) -> Vec<Verdict> {
    let Some(cut) = &report.cut else {
        return verdicts;
    };
    let reads = reads_behind(rule, report, program, cut.section);
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let Outcome::Fail(finding) = &verdict.outcome else {
            continue;
        };
        let lost = match &rule.check {
            Check::Sections(SectionFault::Cut) => false,
            Check::Sections(SectionFault::Missing) => at > cut.section,
            Check::Tables(_)
            | Check::Labels(LabelFault::Group | LabelFault::Head)
            | Check::Cells {
                fault: CellFault::Blank,
                ..
            } => is_behind(report, cut.section, (&rule.check, at)),
            _ => reads || at_end(finding, cut),
        };
        if lost {
            verdict.outcome = Outcome::Unknown(Reason::Cut.at(cut.span));
        }
    }
    verdicts
}

/// Whether a finding is drawn in what stands last: a part of it may be lost.
fn at_end(finding: &Finding, cut: &Cut) -> bool {
    finding.labels.iter().any(|l| l.span.overlaps(cut.span))
}

/// Whether the table of a verdict, by its index, stands in the section in which the text ends, or in a later one.
fn is_behind(report: &Report<'_>, section: usize, (check, at): (&Check, usize)) -> bool {
    let looked_at = |t: &&TableSpec| match check {
        Check::Cells { tables, .. } => tables.is_empty() || tables.contains(&t.id),
        _ => true,
    };
    let table = report.form.tables.iter().filter(looked_at).nth(at);
    table.is_some_and(|t| t.section.is_none_or(|s| s >= section))
}

/// Whether a check asks if something is there that may stand behind the end.
fn reads_behind(rule: &Rule, report: &Report<'_>, program: &Program, section: usize) -> bool {
    match &rule.check {
        Check::Require { scope, .. } => reaches(report, scope, section),
        Check::Topics {
            section: at, fault, ..
        } => *at >= section && *fault != TopicFault::Variant,
        Check::Expression => {
            let check = program.check.as_ref();
            check.is_some_and(|node| asks(report, program, node, section))
        }
        _ => false,
    }
}

/// Whether parts of the text lie where the text ends, or behind.
fn reaches(report: &Report<'_>, scope: &[Scope], section: usize) -> bool {
    let behind = |s: &Scope| match s {
        Scope::Head => false,
        Scope::Headings | Scope::Tail => true,
        Scope::Section(at) => *at >= section,
        Scope::Zone(at) => {
            let zone = report.kind.zones.get(*at);
            zone.is_none_or(|z| reaches(report, &z.scope, section))
        }
    };
    scope.is_empty() || scope.iter().any(behind)
}

/// Whether an expression asks how much there is of something that may stand behind the end.
fn asks(report: &Report<'_>, program: &Program, node: &Node, section: usize) -> bool {
    let any = |nodes: &[Node]| nodes.iter().any(|n| asks(report, program, n, section));
    match node {
        Node::Call(function, args) => {
            let counts = matches!(
                function,
                Function::Found | Function::Count | Function::Len | Function::Has
            );
            let behind = args.first().is_some_and(|arg| match arg {
                Node::Place(scope) => reaches(report, scope, section),
                Node::Mention(at) => {
                    let spec = report.kind.mentions.get(*at);
                    spec.is_none_or(|m| reaches(report, &m.matcher.scope, section))
                }
                _ => false,
            });
            counts && behind || any(args)
        }
        Node::Local(name) => {
            // a name may use only names before it
            let at = program.lets.iter().position(|(n, _)| n == name);
            let found = at.and_then(|at| program.lets.get(at));
            let earlier = |n: &Node| matches!(n, Node::Local(other) if other == name);
            found.is_some_and(|(_, n)| !earlier(n) && asks(report, program, n, section))
        }
        Node::Minus(inner) | Node::Not(inner) => asks(report, program, inner, section),
        Node::Binary(_, a, b) => {
            asks(report, program, a, section) || asks(report, program, b, section)
        }
        Node::Chain(first, rest) => {
            let rest = rest.iter().any(|(_, n)| asks(report, program, n, section));
            asks(report, program, first, section) || rest
        }
        _ => false,
    }
}
