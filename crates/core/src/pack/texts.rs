//! The texts of rules: what they put between braces has to be a value of the rule.

use super::checks;
use super::messages::Say;
use super::rules::{Context, groups, groups_of};
use crate::fields::{At, Fields};
use crate::rule::{Builtin, Check, Each, Rule};
use crate::text::placeholders;

/// Checks that every value that the texts use is one that the rule has.
pub(super) fn texts(fields: &Fields<'_, '_>, rule: &Rule, context: &Context<'_>) {
    let mut known: Vec<String> = groups(&rule.check);
    for program in rule.programs.iter().flatten() {
        known.extend(program.lets.iter().map(|(n, _)| n.clone()));
        if let Each::Rows { name, .. } | Each::Columns { name, .. } = &program.each {
            known.push(name.clone());
        }
        if let Each::Free { name, column, .. } = &program.each {
            known.push(name.clone());
            known.extend(column.clone());
        }
        known.extend(groups_of(&program.each, context.kind));
    }
    let given = match &rule.check {
        Check::Expression | Check::Match(_) => {
            known.extend(context.kind.mentions.iter().map(|m| m.id.clone()));
            known.extend(Builtin::ALL.iter().map(|(n, _)| (*n).to_owned()));
            &["trace", "lhs", "rhs", "delta", "match"][..]
        }
        other => checks::values(other),
    };
    known.extend(given.iter().map(|g| (*g).to_owned()));
    known.sort();
    known.dedup();
    for key in ["message", "help"] {
        let Some(text) = fields.text(key) else {
            continue;
        };
        unknown_names(fields, &text, &known);
    }
    let fix = rule.fix.as_ref().and_then(|_| fields.table("fix"));
    if let Some(text) = fix.and_then(|f| f.text("text")) {
        unknown_names(fields, &text, &known);
    }
    if let Some(en) = fields.table("en") {
        for key in ["message", "help"] {
            if let Some(text) = en.text(key) {
                unknown_names(fields, &text, &known);
            }
        }
    }
}

fn unknown_names(fields: &Fields<'_, '_>, text: &At<String>, known: &[String]) {
    for name in placeholders(&text.value) {
        if !known.contains(&name) {
            let say = Say::Placeholder(name, known.to_vec());
            fields.file.fault(text.span, &say);
        }
    }
}
