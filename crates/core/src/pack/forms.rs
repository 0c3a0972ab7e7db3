//! Forms and their tables, and what a pack above changes in them.

use super::amend::Hand;
use super::kind::years;
use super::lock::Guard;
use super::stack::Stack;
use crate::fields::{At, Fields, Origin, Wrong, first_here};
use crate::report::{Axis, AxisGroup, Form, Holds, Kind, TableSpec, row_key};
use crate::text::{Derived, near};

/// Reads the `[[form]]`s of all layers into the kind: new ones, variants of others, and changes to known ones.
pub(super) fn forms<'f, 's>(stack: &Stack<'f, 's>, guard: &Guard<'f, 's>, kind: &mut Kind) {
    let mut places = Vec::new();
    for (layer, fields) in stack.tables("form") {
        let id = fields.needed("id");
        let known = kind.forms.iter().position(|f| f.id == id.value);
        let hand = Hand::new(stack, guard, layer);
        match (known, layer) {
            _ if id.value.is_empty() => {}
            (None, 0) if !fields.has("base") => {
                let form = form(&fields, id.value, kind);
                kind.forms.push(form);
                fields.finish();
            }
            (None, _) => kind.forms.extend(hand.variant(&fields, id.value, kind)),
            (Some(at), 1..) => {
                if let Some(mut form) = kind.forms.get(at).cloned() {
                    hand.amend(&fields, &mut form, kind);
                    kind.forms.splice(at..=at, [form]);
                }
            }
            (Some(at), 0) => {
                let fault = Wrong::Duplicate(id.value);
                let word = first_here(fields.file.lang);
                if let Some(first) = places.get(at) {
                    fields.file.fault_beside(id.span, &fault, first, word);
                }
            }
        }
        // no other form takes the place of one that is faulty
        if places.len() < kind.forms.len() {
            places.push(fields.at(id.span));
        }
    }
}

fn form(fields: &Fields<'_, '_>, id: String, kind: &Kind) -> Form {
    let tables = fields.tables("table");
    Form {
        id,
        title: fields.needed("title").value,
        source: fields.plain("source"),
        years: years(fields, "years"),
        markers: values(fields.texts("markers")),
        base: None,
        marker_keys: Derived::default(),
        cells: Derived::default(),
        tables: {
            once(&tables);
            tables.iter().map(|t| table(t, kind)).collect()
        },
    }
}

pub(super) fn values(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

pub(super) fn table(fields: &Fields<'_, '_>, kind: &Kind) -> TableSpec {
    let columns: Vec<Axis> = fields.tables("column").iter().map(column).collect();
    let mut rows: Vec<Axis> = fields
        .tables("row")
        .iter()
        .map(|f| row(f, &columns))
        .collect();
    let row_groups = groups(fields, "row-group", &rows);
    tell_apart(&mut rows, &row_groups);
    let section = fields.text("section").and_then(|text| {
        let found = kind.section(&text.value);
        if found.is_none() {
            let all = kind.sections.iter().map(|s| s.id.as_str());
            let close = near(&text.value, all);
            fields
                .file
                .fault(text.span, &Wrong::Unknown(text.value, close));
        }
        found
    });
    for key in ["row", "column", "row-group", "column-group"] {
        once(&fields.tables(key));
    }
    let spec = TableSpec {
        id: fields.needed("id").value,
        title: fields.needed("title").value,
        section,
        row_groups,
        column_groups: groups(fields, "column-group", &columns),
        flat: fields.flag("flat"),
        sums: Vec::new(),
        blank_by_sums: fields
            .choice("blank", &[("by-sums", true), ("unknown", false)])
            .unwrap_or(false),
        rows,
        columns,
        label_keys: Derived::default(),
    };
    fields.finish();
    spec
}

/// An id stands once in a list.
pub(super) fn once(all: &[Fields<'_, '_>]) {
    let mut seen: Vec<(String, Origin<'_, '_>)> = Vec::new();
    for fields in all {
        let Some(id) = fields.text("id") else {
            continue;
        };
        match seen.iter().find(|(known, _)| *known == id.value) {
            Some((_, first)) => {
                let word = first_here(fields.file.lang);
                let fault = Wrong::Duplicate(id.value);
                fields.file.fault_beside(id.span, &fault, first, word);
            }
            None => seen.push((id.value, fields.at(id.span))),
        }
    }
}

/// What a row and a column have: an id, a label and its other spellings.
fn axis(fields: &Fields<'_, '_>) -> Axis {
    // a head may be blank
    if !fields.has("label") {
        fields.file.fault(fields.span, &Wrong::Missing("label"));
    }
    let label = fields.plain("label");
    let mut keys = vec![row_key(&label)];
    keys.extend(fields.texts("also").iter().map(|t| row_key(&t.value)));
    Axis {
        id: fields.needed("id").value,
        name: label.clone(),
        label,
        keys,
        ..Axis::default()
    }
}

fn column(fields: &Fields<'_, '_>) -> Axis {
    let axis = axis(fields);
    fields.finish();
    axis
}

pub(super) fn row(fields: &Fields<'_, '_>, columns: &[Axis]) -> Axis {
    let own = fields.texts("columns");
    let options = values(fields.texts("options"));
    let text = fields.choice("type", &[("number", false), ("text", true)]);
    let row = Axis {
        holds: match (options.is_empty(), text) {
            (false, _) => Holds::Choice(options),
            (true, Some(true)) => Holds::Text,
            (true, _) => Holds::Number,
        },
        states_body: fields.choice("states", &[("body", true)]).unwrap_or(false),
        columns: own
            .iter()
            .filter_map(|t| index(fields, columns, t))
            .collect(),
        optional: fields.flag("optional"),
        ..axis(fields)
    };
    fields.finish();
    row
}

/// Rows that share a label are called by the label of their smallest group, too.
fn tell_apart(rows: &mut [Axis], groups: &[AxisGroup]) {
    let keys: Vec<Vec<String>> = rows.iter().map(|r| r.keys.clone()).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        let shared = |k: &&Vec<String>| row.keys.iter().any(|own| k.contains(own));
        if keys.iter().filter(shared).count() < 2 {
            continue;
        }
        let own = groups
            .iter()
            .filter(|g| !g.label.is_empty() && g.members.contains(&at));
        if let Some(group) = own.min_by_key(|g| g.members.len()) {
            row.name = format!("{} \u{b7} {}", group.label, row.label);
        }
    }
}

pub(super) fn index(fields: &Fields<'_, '_>, all: &[Axis], name: &At<String>) -> Option<usize> {
    let found = all.iter().position(|a| a.id == name.value);
    if found.is_none() {
        let close = near(&name.value, all.iter().map(|a| a.id.as_str()));
        fields
            .file
            .fault(name.span, &Wrong::Unknown(name.value.clone(), close));
    }
    found
}

/// Groups name their members, or `first..last`.
fn groups(fields: &Fields<'_, '_>, key: &'static str, all: &[Axis]) -> Vec<AxisGroup> {
    let read = |fields: &Fields<'_, '_>| {
        let mut members = Vec::new();
        for text in fields.texts("members") {
            let end = |part: &str| {
                let name = At {
                    value: part.trim().to_owned(),
                    span: text.span,
                };
                index(fields, all, &name)
            };
            match text.value.split_once("..") {
                Some((from, to)) => {
                    if let (Some(from), Some(to)) = (end(from), end(to)) {
                        members.extend(from..=to);
                    }
                }
                None => members.extend(end(&text.value)),
            }
        }
        let label = fields.plain("label");
        let mut keys = vec![row_key(&label)];
        keys.extend(fields.texts("also").iter().map(|t| row_key(&t.value)));
        keys.retain(|k| !k.is_empty());
        let group = AxisGroup {
            id: fields.needed("id").value,
            keys,
            label,
            members,
        };
        fields.finish();
        group
    };
    fields.tables(key).iter().map(read).collect()
}
