//! Rules that hold a report against other reports.

use super::messages::Say;
use crate::fields::Fields;
use crate::rule::{Builtin, Check, Each, Function, Node, Program, Rule};

/// Whether a rule holds the report against others. Such a rule may read what is kept of reports only: a fault is
/// noted where it reads text.
pub(super) fn reads(fields: &Fields<'_, '_>, rule: &Rule) -> bool {
    if matches!(rule.check, Check::Copied(_) | Check::Replaced(_)) {
        return true;
    }
    let programs = || rule.programs.iter().flatten();
    let reads = programs().any(|program| any(program, |n| matches!(n, Node::Others { .. })));
    let is_text = |program: &Program| {
        let walks = matches!(program.each, Each::Sentence);
        walks || any(program, of_text)
    };
    let of_match = matches!(rule.check, Check::Match(_));
    if reads && (of_match || programs().any(|program| is_text(program))) {
        fields.file.fault(fields.span, &Say::TextOfOthers);
    }
    reads
}

/// Whether a part of an expression reads text, of which nothing is kept.
fn of_text(node: &Node) -> bool {
    match node {
        Node::Place(_) => true,
        Node::Fact(fact) => matches!(fact, Builtin::Title | Builtin::Wrapped),
        Node::Call(function, _) => matches!(
            function,
            Function::Says | Function::Here | Function::Elsewhere | Function::Pos
        ),
        _ => false,
    }
}

/// Whether an expression of a program has such a part.
pub(super) fn any(program: &Program, mut is: impl FnMut(&Node) -> bool) -> bool {
    let mut found = false;
    program.nodes(&mut |node| found |= is(node));
    found
}
