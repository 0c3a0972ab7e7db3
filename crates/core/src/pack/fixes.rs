//! How findings are fixed.

use super::messages::Say;
use super::rules::Context;
use crate::diagnostic::Applicability;
use crate::fields::{Fields, Wrong};
use crate::rule::{Check, FixSpec};

/// Reads `fix`: new text, or signs to exchange. The terms of a rule about terms say themselves what is right.
pub(super) fn fix(
    fields: &Fields<'_, '_>,
    context: &Context<'_>,
    check: Option<&Check>,
) -> Option<FixSpec> {
    let table = fields.table("fix")?;
    let given = usize::from(table.has("text")) + usize::from(table.has("signs"));
    let due = match check {
        Some(Check::Terms(_)) => 0,
        _ => 1,
    };
    if given != due {
        table.file.fault(table.span, &Say::Fix);
    }
    let spec = FixSpec {
        part: context.shared.lexicon.one(&table, "part"),
        text: table.plain("text"),
        signs: signs(&table),
        applicability: match table.flag("safe") {
            true => Applicability::Safe,
            false => Applicability::Suggestion,
        },
    };
    table.finish();
    Some(spec)
}

/// Single signs and what each of them becomes.
fn signs(table: &Fields<'_, '_>) -> Vec<(char, String)> {
    let entries = table.table("signs").map(|t| t.entries());
    let mut all = Vec::new();
    for (name, new) in entries.unwrap_or_default() {
        let mut signs = name.value.chars();
        match (signs.next(), signs.next(), new.into_iter().next()) {
            (Some(sign), None, Some(new)) => all.push((sign, new.value)),
            (Some(_), None, None) => {}
            _ => {
                let wrong = Wrong::Type("a single sign", "string");
                table.file.fault(name.span, &wrong);
            }
        }
    }
    all
}
