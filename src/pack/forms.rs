//! Forms and their tables, and what a pack above changes in them.

use super::kind::years;
use super::lock::{self, Guard, Lock};
use super::messages::Say;
use super::stack::Stack;
use crate::fields::{At, Fields, Wrong, first_here};
use crate::report::{Axis, AxisGroup, Form, Holds, Kind, TableSpec, row_key};
use crate::text::near;

/// Reads the `[[form]]`s of all layers into the kind: new ones, variants of others, and changes to known ones.
pub(super) fn forms<'f, 's>(stack: &Stack<'f, 's>, guard: &Guard<'f, 's>, kind: &mut Kind) {
    let hand = |layer| Hand {
        stack,
        held: guard.accepts.against(stack, lock::LABELS, layer),
    };
    let mut places = Vec::new();
    for (layer, fields) in stack.tables("form") {
        let id = fields.needed("id");
        let known = kind.forms.iter().position(|f| f.id == id.value);
        let base = fields.text("base");
        let place = fields.at(id.span);
        match (known, layer) {
            (None, 0) if base.is_none() => {
                let form = form(&fields, id.value, kind);
                kind.forms.push(form);
            }
            (None, _) => match guard.accepts.against(stack, lock::FORMS, layer) {
                Some(held) => lock::refuse(stack, &held, &fields, "base"),
                None => variant(&fields, id.value, base, &hand(layer), kind),
            },
            (Some(at), 1..) => {
                if let Some(mut form) = kind.forms.get(at).cloned() {
                    amend(&fields, &mut form, &hand(layer), kind);
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
        places.push(place);
        fields.finish();
    }
}

fn form(fields: &Fields<'_, '_>, id: String, kind: &Kind) -> Form {
    let tables = fields.tables("table");
    Form {
        id,
        title: fields.needed("title").value,
        years: years(fields, "years"),
        markers: values(fields.texts("markers")),
        base: None,
        tables: tables.iter().map(|t| table(t, kind)).collect(),
    }
}

/// A form like another one: a copy with changes.
fn variant(
    fields: &Fields<'_, '_>,
    id: String,
    base: Option<At<String>>,
    hand: &Hand<'_, '_, '_>,
    kind: &mut Kind,
) {
    let Some(base) = base else {
        fields.file.fault(fields.span, &Say::NoBaseForm);
        return;
    };
    let Some(known) = kind.forms.iter().find(|f| f.id == base.value) else {
        let close = near(&base.value, kind.forms.iter().map(|f| f.id.as_str()));
        let fault = Wrong::Unknown(base.value, close);
        fields.file.fault(base.span, &fault);
        return;
    };
    let mut form = Form {
        id,
        base: Some(base.value),
        markers: Vec::new(),
        ..known.clone()
    };
    amend(fields, &mut form, hand, kind);
    kind.forms.push(form);
}

fn amend(fields: &Fields<'_, '_>, form: &mut Form, hand: &Hand<'_, '_, '_>, kind: &Kind) {
    if let Some(title) = fields.text("title") {
        form.title = title.value;
    }
    if fields.has("years") {
        form.years = years(fields, "years");
    }
    form.markers.extend(values(fields.texts("markers")));
    for table in fields.tables("table") {
        let id = table.needed("id");
        match form.tables.iter_mut().find(|t| t.id == id.value) {
            Some(spec) => {
                hand.rows(&table, spec);
                hand.columns(&table, spec);
                table.finish();
            }
            None => form.tables.push(self::table(&table, kind)),
        }
    }
}

/// What a layer may do to labels.
struct Hand<'a, 'f, 's> {
    stack: &'a Stack<'f, 's>,
    /// The lock that forbids further labels.
    held: Option<Lock<'f, 's>>,
}

impl Hand<'_, '_, '_> {
    /// Rows of a known table: further labels of those that it has, and rows that are put in.
    fn rows(&self, fields: &Fields<'_, '_>, spec: &mut TableSpec) {
        for row in fields.tables("row") {
            let id = row.needed("id");
            match spec.rows.iter_mut().find(|r| r.id == id.value) {
                Some(known) => self.labels(&row, known),
                None => put_in(&row, spec),
            }
            row.finish();
        }
    }

    fn columns(&self, fields: &Fields<'_, '_>, spec: &mut TableSpec) {
        for column in fields.tables("column") {
            let id = column.needed("id");
            let close = near(&id.value, spec.columns.iter().map(|c| c.id.as_str()));
            match spec.columns.iter_mut().find(|c| c.id == id.value) {
                Some(known) => self.labels(&column, known),
                None => column.file.fault(id.span, &Wrong::Unknown(id.value, close)),
            }
            column.finish();
        }
    }

    fn labels(&self, fields: &Fields<'_, '_>, axis: &mut Axis) {
        let also = fields.texts("also");
        match &self.held {
            Some(lock) => lock::refuse(self.stack, lock, fields, "also"),
            None => axis.keys.extend(also.iter().map(|t| row_key(&t.value))),
        }
    }
}

/// Puts a row behind another one; what counts rows by their place counts anew.
fn put_in(fields: &Fields<'_, '_>, spec: &mut TableSpec) {
    let after = fields.text("after");
    let at = match after.as_ref() {
        None => spec.rows.len(),
        Some(after) => match index(fields, &spec.rows, after) {
            Some(at) => at + 1,
            None => return,
        },
    };
    let group = fields.text("group");
    let axis = axis(fields, &spec.columns);
    spec.rows.insert(at, axis);
    let members = spec.row_groups.iter_mut().flat_map(|g| &mut g.members);
    members.filter(|m| **m >= at).for_each(|m| *m += 1);
    let Some(group) = group else { return };
    let close = near(&group.value, spec.row_groups.iter().map(|g| g.id.as_str()));
    match spec.row_groups.iter_mut().find(|g| g.id == group.value) {
        Some(known) => {
            let place = known.members.partition_point(|m| *m < at);
            known.members.insert(place, at);
        }
        None => {
            let fault = Wrong::Unknown(group.value, close);
            fields.file.fault(group.span, &fault);
        }
    }
}

fn values(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

fn table(fields: &Fields<'_, '_>, kind: &Kind) -> TableSpec {
    let columns: Vec<Axis> = fields
        .tables("column")
        .iter()
        .map(|f| axis(f, &[]))
        .collect();
    let mut rows: Vec<Axis> = fields
        .tables("row")
        .iter()
        .map(|f| axis(f, &columns))
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
    let spec = TableSpec {
        id: fields.needed("id").value,
        title: fields.needed("title").value,
        section,
        row_groups,
        column_groups: groups(fields, "column-group", &columns),
        flat: fields.flag("flat"),
        rows,
        columns,
    };
    fields.finish();
    spec
}

fn axis(fields: &Fields<'_, '_>, columns: &[Axis]) -> Axis {
    let label = fields.needed("label").value;
    let mut keys = vec![row_key(&label)];
    keys.extend(fields.texts("also").iter().map(|t| row_key(&t.value)));
    let own = fields.texts("columns");
    let options = values(fields.texts("options"));
    let text = fields.choice("type", &[("number", false), ("text", true)]);
    let axis = Axis {
        id: fields.needed("id").value,
        name: label.clone(),
        label,
        keys,
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
    };
    fields.finish();
    axis
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

fn index(fields: &Fields<'_, '_>, all: &[Axis], name: &At<String>) -> Option<usize> {
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
