//! Forms and their tables, and what a pack above changes in them.

use super::amend::FormEditor;
use super::axes;
use super::grids;
use super::kind::years;
use super::lock::Guard;
use super::messages::Say;
use super::parts;
use super::patterns::Lexicon;
use super::selector::ALL;
use super::stack::Stack;
use crate::fields::{At, Fields, Origin, Wrong, first_here};
use crate::report::{
    Axis, AxisGroup, ColumnId, Form, GroupId, Holds, Kind, RowId, TableSpec, row_key,
};
use crate::text::{Derived, Id, IdVec, near};

/// Reads the `[[form]]`s of all layers into the kind: new ones, variants of others, and changes to known ones.
pub(super) fn forms<'f, 's>(
    stack: &Stack<'f, 's>,
    guard: &Guard<'f, 's>,
    lexicon: &Lexicon,
    kind: &mut Kind,
) {
    axes::axes(stack, lexicon, kind);
    let mut places = Vec::new();
    for (layer, fields) in stack.tables("form") {
        let id = fields.needed("id");
        let known = kind.forms.iter().position(|f| f.id == id.value);
        let editor = FormEditor::new(stack, guard, lexicon, layer);
        match (known, layer) {
            _ if id.value.is_empty() => {}
            (None, 0) if !fields.has("base") => {
                let form = form(&fields, id.value, kind, lexicon);
                kind.forms.push(form);
                fields.finish();
            }
            (None, _) => kind.forms.extend(editor.variant(&fields, id.value, kind)),
            (Some(at), 1..) => {
                if let Some(mut form) = kind.forms.get(at).cloned() {
                    editor.amend(&fields, &mut form, kind);
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

fn form(fields: &Fields<'_, '_>, id: String, kind: &Kind, lexicon: &Lexicon) -> Form {
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
            let mut all: Vec<TableSpec> = Vec::new();
            for fields in &tables {
                all.push(table(fields, kind, lexicon, &all));
            }
            all.into()
        },
    }
}

pub(super) fn values(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

/// Reads a table of a form; `before` are the tables above it, which it may be like.
pub(super) fn table(
    fields: &Fields<'_, '_>,
    kind: &Kind,
    lexicon: &Lexicon,
    before: &[TableSpec],
) -> TableSpec {
    let like = axes::like(fields, before, &kind.axes);
    let like = like.as_ref();
    let mut columns: IdVec<ColumnId, Axis> = fields.tables("column").iter().map(column).collect();
    let written = fields.tables("row");
    let mut rows: IdVec<RowId, Axis> = written.iter().map(|f| row(f, &columns)).collect();
    let same = (columns.is_empty(), rows.is_empty());
    if let Some(like) = like {
        grids::take(&mut columns, &like.columns);
        grids::take(&mut rows, &like.rows);
    }
    partial(&fields.tables("row"), rows.as_slice(), &columns);
    parts::check(&fields.tables("row"), rows.as_slice());
    parts::check(&fields.tables("column"), columns.as_slice());
    let mut row_groups = parts::groups(fields, "row-group", &rows).into();
    let mut column_groups = parts::groups(fields, "column-group", &columns);
    if let Some(like) = like.filter(|_| same.1) {
        grids::take(&mut row_groups, &like.row_groups);
    }
    if let Some(like) = like.filter(|_| same.0) {
        grids::take(&mut column_groups, &like.column_groups);
    }
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
    let blank = fields.choice("blank", BLANKS).unwrap_or(Blank::Unknown);
    let grid = grids::grid(fields, lexicon, blank == Blank::Zero, like);
    let spec = TableSpec {
        id: fields.needed("id").value,
        title: fields.needed("title").value,
        section: section
            .and_then(|s| kind.around(s).last())
            .or(like.and_then(|l| l.section)),
        row_groups,
        column_groups,
        flat: fields.flag("flat"),
        sums: Vec::new(),
        blank_by_sums: blank == Blank::BySums,
        grid,
        rows,
        columns,
        label_keys: Derived::default(),
    };
    grids::apart(fields, &spec, before);
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
        parent: fields.text("parent").map(|t| t.value),
        name: label.clone(),
        label,
        keys,
        ..Axis::default()
    }
}

pub(super) fn column(fields: &Fields<'_, '_>) -> Axis {
    let axis = Axis {
        optional: fields.flag("optional"),
        year: fields
            .choice("year", &[("report", 0), ("before", -1)])
            .unwrap_or(0),
        unit: grids::column_unit(fields),
        ..axis(fields)
    };
    fields.finish();
    axis
}

pub(super) fn row(fields: &Fields<'_, '_>, columns: &IdVec<ColumnId, Axis>) -> Axis {
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
        columns: match own.as_slice() {
            [all] if all.value == ALL => columns.ids().collect(),
            own => own
                .iter()
                .filter_map(|t| index(fields, columns, t))
                .collect(),
        },
        optional: fields.flag("optional"),
        ..axis(fields)
    };
    fields.finish();
    row
}

/// What blank cells of a table count as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    Unknown,
    BySums,
    Zero,
}

const BLANKS: &[(&str, Blank)] = &[
    ("by-sums", Blank::BySums),
    ("unknown", Blank::Unknown),
    ("zero", Blank::Zero),
];

/// Where most rows have columns of their own, each says which.
fn partial(written: &[Fields<'_, '_>], rows: &[Axis], columns: &IdVec<ColumnId, Axis>) {
    let Some(first) = rows.iter().find(|r| !r.columns.is_empty()) else {
        return;
    };
    if !is_partial(rows) {
        return;
    }
    let mut before = first;
    for (fields, row) in written.iter().zip(rows) {
        if row.columns.is_empty() && !fields.has("columns") {
            let own = before.columns.iter().filter_map(|c| columns.get(*c));
            let own = own.map(|c| c.id.clone()).collect();
            fields.file.fault(fields.span, &Say::NoColumns(own));
        } else {
            before = row;
        }
    }
}

/// Whether most rows of a table have columns of their own.
fn is_partial(rows: &[Axis]) -> bool {
    let own = rows.iter().filter(|r| !r.columns.is_empty()).count();
    own * 2 > rows.len()
}

/// Rows that share a label are called by the label of their smallest group, too.
fn tell_apart(rows: &mut IdVec<RowId, Axis>, groups: &IdVec<GroupId, AxisGroup<RowId>>) {
    let keys: Vec<Vec<String>> = rows.iter().map(|r| r.keys.clone()).collect();
    for (at, row) in rows.ids().zip(rows.iter_mut()) {
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

pub(super) fn index<I: Id>(
    fields: &Fields<'_, '_>,
    all: &IdVec<I, Axis>,
    name: &At<String>,
) -> Option<I> {
    let found = all.position(|a| a.id == name.value);
    if found.is_none() {
        let close = near(&name.value, all.iter().map(|a| a.id.as_str()));
        fields
            .file
            .fault(name.span, &Wrong::Unknown(name.value.clone(), close));
    }
    found
}
