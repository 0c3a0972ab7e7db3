//! Examples of rules, which are their tests: what they change in the kind's sample report, and what must come of it.

use super::drawn::{self, Drawing};
use super::rules::{self, Context};
use super::selector::{ALL, Selector, Tables};
use crate::fields::{At, Fields, Wrong};
use crate::report::Kind;
use crate::rule::{Case, CaseEdit, CaseRole, Expect};
use crate::text::near;

/// Reads the cases of a rule. The text of a short one stands in the first of the parts that the rule names.
pub(super) fn cases(
    fields: &Fields<'_, '_>,
    context: &Context<'_>,
    parts: &[At<String>],
) -> Vec<Case> {
    let place = default_section(parts, context);
    let cases = fields.tables("case");
    cases.iter().map(|f| case(f, context, &place)).collect()
}

/// Where the text of a short case stands: the first place of the rule's `in`, of a zone the first section that it lies in.
fn default_section(parts: &[At<String>], context: &Context<'_>) -> CaseEdit {
    let kind = context.kind;
    let aliases = &context.shared.lexicon.aliases;
    let named = parts
        .first()
        .map(|t| aliases.get(&t.value).unwrap_or(&t.value).as_str());
    let zone = kind.zones.iter().find(|z| named == Some(&z.id));
    let section = named.and_then(|n| kind.section(n));
    let section = section.or_else(|| zone?.scope.iter().find_map(|s| s.section()));
    let section = section.and_then(|at| kind.sections.get(at));
    match (section, named) {
        (Some(section), _) => CaseEdit::Section(section.id.clone()),
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

/// What a case says of its outcome, and the text that may stand there.
const OUTCOMES: &[(&str, Expect)] = &[
    ("pass", Expect::Pass),
    ("fail", Expect::Fail),
    ("unknown", Expect::Unknown),
];

/// Texts that replace a part of the sample.
const PARTS: &[(&str, CaseEdit)] = &[
    ("text", CaseEdit::Text),
    ("title", CaseEdit::Title),
    ("head", CaseEdit::Head),
    ("tail", CaseEdit::Tail),
    ("form", CaseEdit::Form),
    ("body", CaseEdit::Body),
];

/// Other reports that a case may have.
const OTHERS: &[(&str, CaseRole)] = &[
    ("previous", CaseRole::Previous),
    ("below", CaseRole::Below),
    ("newer", CaseRole::Newer),
    ("other", CaseRole::Other),
];

fn case(fields: &Fields<'_, '_>, context: &Context<'_>, place: &CaseEdit) -> Case {
    let mut case = Case {
        pack: context.pack.to_owned(),
        place: rules::place(fields, fields.span),
        todo: fields.flag("todo"),
        note: fields.plain("note"),
        ..Case::default()
    };
    outcome(fields, place, &mut case);
    let tables = tables(fields, context);
    case.at = places(fields, &tables, case.expect);
    case.open = count(fields, "open");
    edits(fields, context, &mut case.edits);
    for (key, role) in OTHERS {
        for other in fields.tables(key) {
            let mut changes = Vec::new();
            edits(&other, context, &mut changes);
            other.finish();
            case.others.push((*role, changes));
        }
    }
    fields.finish();
    case
}

/// The tables that a report of a case has.
fn tables<'k>(fields: &Fields<'_, '_>, context: &Context<'k>) -> Tables<'k> {
    let form = form(fields, context.kind);
    let own = Some(context.sample_form).filter(|f| !f.is_empty());
    Tables::new(context.kind, form.as_deref().or(own))
}

/// Reads what is changed in the sample.
fn edits(fields: &Fields<'_, '_>, context: &Context<'_>, edits: &mut Vec<(CaseEdit, String)>) {
    let (kind, tables) = (context.kind, tables(fields, context));
    for (key, edit) in PARTS {
        if let Some(text) = fields.text(key) {
            edits.push((edit.clone(), text.value));
        }
    }
    named(fields, kind, "section", edits, CaseEdit::Section);
    named(fields, kind, "heading", edits, CaseEdit::Heading);
    for drawing in fields.texts("table") {
        let cells = drawn::cells(fields.file, &tables, &drawing).into_iter();
        edits.extend(cells.map(|(c, v)| (CaseEdit::Cell(c), v)));
    }
    for (name, values) in entries(fields, "rows") {
        if tables.grid(fields.file, &name) {
            edits.push((CaseEdit::Rows(name.value), first(values)));
        }
    }
    set(fields, &tables, edits);
    for (name, values) in entries(fields, "label") {
        if let Some(key) = tables.label(fields.file, &name) {
            edits.push((CaseEdit::Label(key), first(values)));
        }
    }
}

/// The form that a case asks for, where there is one of the name.
fn form(fields: &Fields<'_, '_>, kind: &Kind) -> Option<String> {
    let text = fields.text("form")?;
    let ids = || kind.forms.iter().map(|f| f.id.as_str());
    if ids().any(|id| id == text.value) {
        return Some(text.value);
    }
    let close = near(&text.value, ids());
    fields
        .file
        .fault(text.span, &Wrong::Unknown(text.value, close));
    None
}

/// Reads what must come, and the text of a short case.
fn outcome(fields: &Fields<'_, '_>, place: &CaseEdit, case: &mut Case) {
    let mut keys = Vec::new();
    if fields.has("expect") {
        keys.push("expect".to_owned());
        case.expect = fields.choice("expect", OUTCOMES).unwrap_or_default();
    }
    for (key, expect) in OUTCOMES {
        if let Some(text) = fields.text(key) {
            keys.push((*key).to_owned());
            case.expect = *expect;
            case.edits.push((place.clone(), text.value));
        }
    }
    match keys.len() {
        0 => fields.file.fault(fields.span, &Wrong::Missing("expect")),
        1 => {}
        _ => fields.file.fault(fields.span, &Drawing::Several(keys)),
    }
}

/// The places of all findings. What looks like a cell of a table that there is must be one.
fn places(fields: &Fields<'_, '_>, tables: &Tables<'_>, expect: Expect) -> Option<Vec<String>> {
    if !fields.has("at") {
        return None;
    }
    let all = fields.texts("at");
    for place in &all {
        if Selector::parse(&place.value).is_some_and(|s| tables.has(s.table.text)) {
            tables.cell(fields.file, place);
        }
    }
    if let Some(one) = all.first().filter(|_| expect == Expect::Pass) {
        fields.file.fault(one.span, &Drawing::NoPlace);
    }
    Some(all.into_iter().map(|t| t.value).collect())
}

fn count(fields: &Fields<'_, '_>, key: &'static str) -> Option<usize> {
    let number = fields.integer(key)?;
    let count = usize::try_from(number).ok();
    if count.is_none() {
        fields.file.fault(fields.span, &Drawing::Negative);
    }
    count
}

/// Edits of cells. Those of whole rows and columns come first, so that others refine them.
fn set(fields: &Fields<'_, '_>, tables: &Tables<'_>, edits: &mut Vec<(CaseEdit, String)>) {
    let mut all = entries(fields, "set");
    let stars = |name: &str| name.matches(ALL).count();
    all.sort_by_key(|(name, _)| std::cmp::Reverse(stars(&name.value)));
    for (name, values) in all {
        if tables.cell(fields.file, &name) {
            edits.push((CaseEdit::Cell(name.value), first(values)));
        }
    }
}

fn entries(fields: &Fields<'_, '_>, key: &'static str) -> Vec<(At<String>, Vec<At<String>>)> {
    let table = fields.table(key);
    table.map(|t| t.entries()).unwrap_or_default()
}

/// The value of an entry: cases give each name one.
fn first(values: Vec<At<String>>) -> String {
    values
        .into_iter()
        .next()
        .map(|v| v.value)
        .unwrap_or_default()
}

/// Edits of sections, by their ids.
fn named(
    fields: &Fields<'_, '_>,
    kind: &Kind,
    key: &'static str,
    edits: &mut Vec<(CaseEdit, String)>,
    edit: fn(String) -> CaseEdit,
) {
    for (name, values) in entries(fields, key) {
        if kind.section(&name.value).is_none() {
            let close = near(&name.value, kind.sections.iter().map(|s| s.id.as_str()));
            fields
                .file
                .fault(name.span, &Wrong::Unknown(name.value.clone(), close));
            continue;
        }
        edits.push((edit(name.value), first(values)));
    }
}
