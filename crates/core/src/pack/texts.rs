//! The texts of rules: what they put between braces has to be a value of the rule.

use super::checks;
use super::messages::Say;
use super::rules::{Context, groups, groups_of};
use crate::fields::{At, Fields};
use crate::rule::{Builtin, Check, Each, Rule};
use crate::text::placeholders;
use std::collections::BTreeSet;

/// Checks that every value that the texts use is one that the rule has.
pub(super) fn texts(fields: &Fields<'_, '_>, rule: &Rule, context: &Context<'_>) {
    let programs = || rule.programs.iter().flatten();
    let mut groups = groups(&rule.check);
    groups.extend(programs().flat_map(|p| groups_of(&p.each, context.kind)));
    let mut known: Vec<&str> = groups.iter().map(String::as_str).collect();
    for program in programs() {
        known.extend(program.lets.iter().map(|(n, _)| n.as_str()));
        if let Each::Rows { name, .. } | Each::Columns { name, .. } = &program.each {
            known.push(name);
        }
        if let Each::Free { name, column, .. } = &program.each {
            known.push(name);
            known.extend(column.as_deref());
        }
    }
    match &rule.check {
        Check::Expression | Check::Match(_) => {
            known.extend(context.kind.mentions.iter().map(|m| m.id.as_str()));
            known.extend(Builtin::ALL.iter().map(|(n, _)| *n));
            known.extend(["trace", "lhs", "rhs", "delta", "match"]);
        }
        other => known.extend(checks::values(other)),
    }
    let check = |text: Option<At<String>>| {
        if let Some(text) = text {
            unknown_names(fields, &text, &known);
        }
    };
    check(fields.text("message"));
    check(fields.text("help"));
    let fix = rule.fix.as_ref().and_then(|_| fields.table("fix"));
    check(fix.and_then(|f| f.text("text")));
    if let Some(en) = fields.table("en") {
        check(en.text("message"));
        check(en.text("help"));
    }
}

fn unknown_names(fields: &Fields<'_, '_>, text: &At<String>, known: &[&str]) {
    for name in placeholders(&text.value) {
        if !known.contains(&name.as_str()) {
            let known: BTreeSet<&str> = known.iter().copied().collect();
            let known = known.into_iter().map(str::to_owned).collect();
            fields.file.fault(text.span, &Say::Placeholder(name, known));
        }
    }
}
