//! Rules that hold a report against other reports.

use super::messages::Say;
use super::rules::Context;
use crate::fields::{Fields, Wrong};
use crate::report::{MentionId, Scope, SectionId};
use crate::rule::{Builtin, Check, Copied, CopiedFrom, Each, Function, Node, Program, Rule};
use crate::text::near;

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

const COPIED: &[(&str, CopiedFrom)] = &[
    ("previous", CopiedFrom::Previous),
    ("others", CopiedFrom::Others),
];

/// Copied sentences: at least five and half of a section, unless the rule says otherwise.
pub(super) fn copied(fields: &Fields<'_, '_>, scope: &[Scope]) -> Option<Check> {
    let from = fields.choice("copied", COPIED)?;
    let sections = scope.iter().filter_map(|part| match part {
        Scope::Section(at) => Some(*at),
        _ => None,
    });
    let sections: Vec<SectionId> = sections.collect();
    if sections.is_empty() {
        fields
            .file
            .fault(fields.place("copied"), &Wrong::Missing("in"));
    }
    Some(Check::Copied(Copied {
        from,
        sections,
        sentences: fields.within("sentences", 1..=100).unwrap_or(5).into(),
        percent: fields.within("percent", 1..=100).unwrap_or(50).into(),
    }))
}

/// The mentions that say which of two reports is the later one.
pub(super) fn dates(fields: &Fields<'_, '_>, context: &Context<'_>) -> Vec<MentionId> {
    let known = &context.kind.mentions;
    let texts = fields.texts("replaced").into_iter();
    let found = texts.filter_map(|text| {
        let at = known.position(|m| m.id == text.value);
        if at.is_none() {
            let close = near(&text.value, known.iter().map(|m| m.id.as_str()));
            fields
                .file
                .fault(text.span, &Wrong::Unknown(text.value, close));
        }
        at
    });
    found.collect()
}
