//! Kinds of report and their forms.

use super::messages::Say;
use super::patterns::Lexicon;
use crate::fields::{At, Fields, Wrong};
use crate::report::{
    Axis, AxisGroup, BodyClass, Form, Gate, Holds, Kind, MentionSpec, Scope, SectionSpec,
    TableSpec, Years, Zone, row_key,
};
use crate::rule::scope;
use crate::text::{Pattern, label_key, near};

/// Reads the `[kind]` table.
pub(super) fn kind(id: &str, fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Kind {
    let kind = Kind {
        id: id.to_owned(),
        name: fields.words("name", "name-en"),
        titles: lexicon.all(fields, "titles"),
        not_titles: lexicon.all(fields, "not-titles"),
        min_sections: count(fields.integer("min-sections"), 1),
        min_labels: count(fields.integer("min-labels"), 0),
        place: lexicon.all(fields, "place"),
        sections: fields.tables("section").iter().map(section).collect(),
        classes: fields
            .tables("class")
            .iter()
            .filter_map(|f| class(f, lexicon))
            .collect(),
        gates: fields
            .tables("gate")
            .iter()
            .filter_map(|f| gate(f, lexicon))
            .collect(),
        ..Kind::default()
    };
    fields.finish();
    kind
}

fn count(number: Option<i64>, default: usize) -> usize {
    number
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(default)
}

fn section(fields: &Fields<'_, '_>) -> SectionSpec {
    let title = fields.needed("title").value;
    let mut keys = vec![label_key(&title)];
    keys.extend(fields.texts("accepted").iter().map(|t| label_key(&t.value)));
    let spec = SectionSpec {
        id: fields.needed("id").value,
        title,
        keys,
    };
    fields.finish();
    spec
}

fn class(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Option<BodyClass> {
    let id = fields.needed("id").value;
    let pattern = lexicon.one(fields, "pattern");
    fields.finish();
    Some(BodyClass {
        id,
        pattern: pattern?,
    })
}

fn gate(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Option<Gate> {
    let id = fields.needed("id").value;
    let text = fields.needed("pattern");
    let pattern = lexicon.pattern(fields.file, &text, true);
    let message = fields.words("message", "message-en");
    let at_least = count(fields.integer("at-least"), 1);
    fields.finish();
    Some(Gate {
        id,
        pattern: pattern?.0,
        at_least,
        message,
    })
}

fn values(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|t| t.value).collect()
}

/// Reads one `[[form]]`.
pub(super) fn form(fields: &Fields<'_, '_>, kind: &Kind) -> Form {
    let form = Form {
        id: fields.needed("id").value,
        title: fields.needed("title").value,
        years: years(fields, "years"),
        markers: values(fields.texts("markers")),
        tables: fields
            .tables("table")
            .iter()
            .map(|t| table(t, kind))
            .collect(),
    };
    fields.finish();
    form
}

/// Reads a range of years: `2021`, `2021..`, `..2020`, `2019..2020`.
pub(super) fn years(fields: &Fields<'_, '_>, key: &'static str) -> Years {
    let Some(text) = fields.text(key) else {
        return Years::default();
    };
    let end = |t: &str| -> Option<Option<i32>> {
        match t.trim() {
            "" => Some(None),
            year => year.parse().ok().map(Some),
        }
    };
    let range = match text.value.split_once("..") {
        Some((from, to)) => end(from).zip(end(to)),
        None => end(&text.value).map(|y| (y, y)),
    };
    match range {
        Some((from, to)) => Years { from, to },
        None => {
            fields.file.fault(text.span, &Say::Years);
            Years::default()
        }
    }
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

/// The parts of the text that a key names.
pub(super) fn scopes(
    fields: &Fields<'_, '_>,
    key: &'static str,
    kind: &Kind,
    lexicon: &Lexicon,
) -> Vec<Scope> {
    let mut all = Vec::new();
    for text in fields.texts(key) {
        let plain = lexicon.aliases.get(&text.value).unwrap_or(&text.value);
        match scope(kind, plain) {
            Some(found) => all.push(found),
            None => {
                let sections = kind.sections.iter().map(|s| s.id.as_str());
                let zones = kind.zones.iter().map(|z| z.id.as_str());
                let names = sections.chain(zones).chain(["head", "tail", "headings"]);
                let close = near(&text.value, names);
                fields
                    .file
                    .fault(text.span, &Wrong::Unknown(text.value, close));
            }
        }
    }
    all
}

/// Reads one `[[zone]]`.
pub(super) fn zone(fields: &Fields<'_, '_>, kind: &Kind, lexicon: &Lexicon) -> Zone {
    let one = |key: &'static str| -> Option<Pattern> { lexicon.one(fields, key) };
    let zone = Zone {
        id: fields.needed("id").value,
        scope: scopes(fields, "in", kind, lexicon),
        from: one("from"),
        to: one("to"),
    };
    fields.finish();
    zone
}

/// Reads one `[[mention]]`.
pub(super) fn mention(fields: &Fields<'_, '_>, kind: &Kind, lexicon: &Lexicon) -> MentionSpec {
    let id = fields.needed("id");
    let patterns = fields.texts("pattern");
    if patterns.is_empty() {
        fields.file.fault(fields.span, &Wrong::Missing("pattern"));
    }
    let scope = scopes(fields, "in", kind, lexicon);
    let mut label = fields.words("label", "label-en");
    if label.is_empty() {
        label.zh.clone_from(&id.value);
    }
    let spec = MentionSpec {
        id: id.value,
        label,
        matcher: lexicon.matcher(fields, &patterns, scope),
    };
    fields.finish();
    spec
}
