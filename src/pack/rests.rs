//! What locked rules rest on: whoever may not relax them may not take it away from under them.

use super::load::Built;
use super::lock::{FORMS, Guard, LABELS, Lock, SECTIONS};
use crate::fields::Fields;
use crate::rule::{Check, Each, Node, Program, Rule};

/// The parameters that locked rules use, and what they need the kind not to accept.
pub(super) fn guard<'f, 's>(built: &Built<'f, 's>) -> Guard<'f, 's> {
    let mut guard = Guard::default();
    for (rule, said, locks) in &built.rules {
        for lock in locks {
            one(built, rule, &said.fields, lock, &mut guard);
        }
    }
    guard
}

fn one<'f, 's>(
    built: &Built<'f, 's>,
    rule: &Rule,
    fields: &Fields<'f, 's>,
    lock: &Lock<'f, 's>,
    guard: &mut Guard<'f, 's>,
) {
    let accepts = match &rule.check {
        Check::Sections(_) => Some(SECTIONS),
        Check::Labels(_) | Check::Tables(_) => Some(LABELS),
        Check::Form => Some(FORMS),
        _ => None,
    };
    if let Some(name) = accepts {
        guard.accepts.add(name, *lock);
    }
    let (mut names, mut mentions) = (Vec::new(), Vec::new());
    for program in rule.programs.iter().flatten() {
        uses(program, &mut names, &mut mentions);
    }
    let texts: Vec<&Fields<'f, 's>> = mentions
        .iter()
        .filter_map(|at| built.mentions.get(*at))
        .chain([fields])
        .collect();
    for name in built.params.words.keys() {
        let used = format!("{{{name}}}");
        if texts.iter().any(|f| writes(f, &used)) {
            names.push(name.clone());
        }
    }
    names.sort();
    names.dedup();
    names.iter().for_each(|name| guard.params.add(name, *lock));
}

/// The parameters and mentions of a program.
fn uses(program: &Program, params: &mut Vec<String>, mentions: &mut Vec<usize>) {
    if let Each::Mention(at) = program.each {
        mentions.push(at);
    }
    let lets = program.lets.iter().map(|(_, node)| node);
    let parts = [&program.when, &program.check, &program.at];
    let soft = program.soften.as_ref().map(|(node, _)| node);
    for node in lets.chain(parts.into_iter().flatten()).chain(soft) {
        node.walk(&mut |node| match node {
            Node::Param { name, .. } => params.push(name.clone()),
            Node::Mention(at) => mentions.push(*at),
            _ => {}
        });
    }
}

/// Whether one of the values of a table holds a text.
fn writes(fields: &Fields<'_, '_>, text: &str) -> bool {
    let mut values = fields.written().into_iter();
    values.any(|(_, span)| span.of(fields.file.text).contains(text))
}
