//! Examples of rules, which are their tests: what they change in the kind's sample report, and what must come of it.

use crate::fields::{At, Fields, Wrong};
use crate::report::{Kind, TableSpec};
use crate::rule::{Case, CaseEdit, Expect};
use crate::text::near;

const EXPECT: &[(&str, Expect)] = &[
    ("pass", Expect::Pass),
    ("fail", Expect::Fail),
    ("unknown", Expect::Unknown),
];

/// Reads the cases of a rule.
pub(super) fn cases(fields: &Fields<'_, '_>, kind: &Kind) -> Vec<Case> {
    let section = default_section(fields, kind);
    fields
        .tables("case")
        .iter()
        .map(|f| case(f, kind, &section))
        .collect()
}

/// Where the text of a short case stands: the first place of the rule's `in`.
fn default_section(fields: &Fields<'_, '_>, kind: &Kind) -> CaseEdit {
    let named = fields.texts("in").into_iter().next().map(|t| t.value);
    let section = named.as_deref().filter(|n| kind.section(n).is_some());
    match (section, named.as_deref()) {
        (Some(id), _) => CaseEdit::Section(id.to_owned()),
        (None, Some("head")) => CaseEdit::Head,
        (None, Some("tail")) => CaseEdit::Tail,
        _ => CaseEdit::Section(
            kind.sections
                .first()
                .map(|s| s.id.clone())
                .unwrap_or_default(),
        ),
    }
}

fn case(fields: &Fields<'_, '_>, kind: &Kind, place: &CaseEdit) -> Case {
    let mut case = Case {
        span: fields.span,
        expect: fields.choice("expect", EXPECT).unwrap_or_default(),
        at: fields.text("at").map(|t| t.value),
        note: fields.plain("note"),
        edits: Vec::new(),
    };
    for (key, expect) in [
        ("pass", Expect::Pass),
        ("fail", Expect::Fail),
        ("unknown", Expect::Unknown),
    ] {
        if let Some(text) = fields.text(key) {
            case.expect = expect;
            case.edits.push((place.clone(), text.value));
        }
    }
    for (key, edit) in [
        ("text", CaseEdit::Text),
        ("title", CaseEdit::Title),
        ("head", CaseEdit::Head),
        ("tail", CaseEdit::Tail),
        ("form", CaseEdit::Form),
        ("body", CaseEdit::Body),
    ] {
        if let Some(text) = fields.text(key) {
            case.edits.push((edit, text.value));
        }
    }
    named(fields, kind, "section", &mut case, CaseEdit::Section);
    named(fields, kind, "heading", &mut case, CaseEdit::Heading);
    for (key, edit) in [
        ("set", CaseEdit::Cell as fn(String) -> CaseEdit),
        ("label", CaseEdit::Label),
    ] {
        let Some(table) = fields.table(key) else {
            continue;
        };
        for (name, values) in table.entries() {
            if !known_place(kind, &name.value) {
                let say = Wrong::Unknown(name.value.clone(), Vec::new());
                fields.file.fault(name.span, &say);
            }
            case.edits.push((edit(name.value), first(values)));
        }
    }
    fields.finish();
    case
}

/// The value of an entry: cases give each name one.
fn first(values: Vec<At<String>>) -> String {
    values
        .into_iter()
        .next()
        .map(|v| v.value)
        .unwrap_or_default()
}

/// Whether some form has the cell `table[row, column]`, or the row or group `table.row`.
fn known_place(kind: &Kind, selector: &str) -> bool {
    let tables = || kind.forms.iter().flat_map(|f| &f.tables);
    if let Some((table, row)) = selector.split_once('.') {
        let has = |t: &TableSpec| {
            t.id == table
                && (t.rows.iter().any(|r| r.id == row) || t.row_groups.iter().any(|g| g.id == row))
        };
        return tables().any(has);
    }
    let inner = selector.split_once('[').and_then(|(t, rest)| {
        let (row, column) = rest.strip_suffix(']')?.split_once(',')?;
        Some((t.trim(), row.trim(), column.trim()))
    });
    inner.is_some_and(|(table, row, column)| {
        let row_of = |t: &TableSpec| t.rows.iter().position(|r| r.id == row);
        let column_of = |t: &TableSpec| t.columns.iter().position(|c| c.id == column);
        tables().any(|t| {
            t.id == table && matches!((row_of(t), column_of(t)), (Some(r), Some(c)) if t.has(r, c))
        })
    })
}

/// Edits of sections, by their ids.
fn named(
    fields: &Fields<'_, '_>,
    kind: &Kind,
    key: &'static str,
    case: &mut Case,
    edit: fn(String) -> CaseEdit,
) {
    let Some(table) = fields.table(key) else {
        return;
    };
    for (name, values) in table.entries() {
        if kind.section(&name.value).is_none() {
            let close = near(&name.value, kind.sections.iter().map(|s| s.id.as_str()));
            fields
                .file
                .fault(name.span, &Wrong::Unknown(name.value.clone(), close));
            continue;
        }
        case.edits.push((edit(name.value), first(values)));
    }
}
