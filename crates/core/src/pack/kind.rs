//! Kinds of report and their forms.

use super::classes::class;
use super::evidence;
use super::header::is_path;
use super::lock::{self, Guard};
use super::messages::Say;
use super::patterns::Lexicon;
use super::sections;
use super::source::beside;
use super::stack::Stack;
use crate::fields::{Fields, Wrong};
use crate::report::{Gate, Kind, MentionSpec, PlaceSpec, Scope, Years, Zone};
use crate::rule::scope;
use crate::text::{Pattern, label_key, near};

/// Reads the `[kind]` table.
pub(super) fn kind(id: &str, fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Kind {
    let kind = Kind {
        id: id.to_owned(),
        name: fields.words("name", "name-en"),
        titles: lexicon.all(fields, "titles"),
        near_titles: lexicon.all(fields, "near-titles"),
        not_titles: lexicon.all(fields, "not-titles"),
        title_labels: keys(fields, "title-labels"),
        extracts: lexicon.all(fields, "extracts"),
        footers: lexicon.all(fields, "footers"),
        evidence: evidence::evidence(fields, lexicon),
        stated: evidence::stated(fields, lexicon),
        place: places(fields, lexicon),
        sections: sections::nested(&fields.tables("section"), lexicon),
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
    titled(fields, &kind);
    fields.finish();
    kind
}

/// Something has to tell a report of the kind, and its year.
fn titled(fields: &Fields<'_, '_>, kind: &Kind) {
    let titles = kind.titles.iter().chain(&kind.near_titles);
    let mut all = titles
        .chain(kind.stated.iter().flat_map(|s| &s.patterns))
        .peekable();
    let given = ["titles", "near-titles", "stated"].map(|key| fields.has(key));
    if !given.contains(&true) {
        fields.file.fault(fields.span, &Say::NoTitles);
    } else if all.peek().is_some() && !all.any(|p| p.names().any(|n| n == "year")) {
        fields.file.fault(fields.place("titles"), &Say::NoYearGroup);
    }
}

/// How places are read from the name of a body.
fn places(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> PlaceSpec {
    let gazetteer = fields.plain("gazetteer");
    PlaceSpec {
        gazetteer: match is_path(&gazetteer) {
            true => beside(fields.file.name, &gazetteer),
            false => gazetteer,
        },
        before: lexicon.all(fields, "before-place"),
        short: lexicon.all(fields, "after-short-place"),
        patterns: lexicon.all(fields, "place"),
        not: lexicon.all(fields, "not-places"),
        ..PlaceSpec::default()
    }
}

fn keys(fields: &Fields<'_, '_>, key: &'static str) -> Vec<String> {
    let texts = fields.texts(key).into_iter();
    texts.map(|t| label_key(&t.value)).collect()
}

fn count(number: Option<i64>, default: usize) -> usize {
    number
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(default)
}

/// Reads the `[[section]]`s of upper layers: further titles of sections that the kind has.
pub(super) fn more_titles(stack: &Stack<'_, '_>, guard: &Guard<'_, '_>, kind: &mut Kind) {
    for (layer, fields) in stack.tables("section") {
        let id = fields.needed("id");
        let close = near(&id.value, kind.sections.iter().map(|s| s.id.as_str()));
        let Some(known) = kind.sections.iter_mut().find(|s| s.id == id.value) else {
            fields.file.fault(id.span, &Wrong::Unknown(id.value, close));
            continue;
        };
        let accepted = fields.texts("accepted");
        fields.finish();
        match guard.accepts.against(stack, lock::SECTIONS, layer) {
            Some(held) => {
                let place = fields.place("accepted");
                lock::refuse(stack, &held, fields.file, place, "accepted");
            }
            None => known
                .keys
                .extend(accepted.iter().map(|t| label_key(&t.value))),
        }
    }
}

fn gate(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Option<Gate> {
    let id = fields.needed("id").value;
    let text = fields.needed("pattern");
    let pattern = lexicon.pattern(fields.file, &text, true);
    let message = fields.words("message", "message-en");
    let at_least = count(fields.integer("at-least"), 1);
    let per_thousand = count(fields.integer("per-thousand"), 0);
    fields.finish();
    Some(Gate {
        id,
        pattern: pattern?.0,
        at_least,
        per_thousand,
        message,
    })
}

/// Reads a range of years: `2021`, `2021..`, `..2020`, `2019..2020`.
pub(super) fn years(fields: &Fields<'_, '_>, key: &'static str) -> Years {
    let Some(text) = fields.text(key) else {
        return Years::default();
    };
    let year = |t: &str| -> Option<i32> {
        let digits = t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
        t.parse().ok().filter(|_| digits)
    };
    let end = |t: &str| match t.trim() {
        "" => Some(None),
        t => year(t).map(Some),
    };
    let range = match text.value.split_once("..") {
        Some((from, to)) => end(from).zip(end(to)),
        None => year(text.value.trim()).map(|y| (Some(y), Some(y))),
    };
    let turned =
        |(from, to): &(Option<i32>, Option<i32>)| from.zip(*to).is_some_and(|(f, t)| f > t);
    match range.filter(|r| !turned(r)) {
        Some((from, to)) => Years { from, to },
        None => {
            fields.file.fault(text.span, &Say::Years);
            Years::default()
        }
    }
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
        let after = plain.strip_suffix(super::words::BEHIND);
        let after = after.map(|table| format!("{AFTER}{}", table.trim_end()));
        let plain = after.as_ref().unwrap_or(plain);
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

/// What stands in front of a table in the id of the zone behind it.
pub(super) const AFTER: &str = "after ";

/// The zones behind the tables of all forms, as far as they are not there yet.
pub(super) fn zones_behind(kind: &mut Kind) -> usize {
    let mut new: Vec<Zone> = Vec::new();
    for table in kind.forms.iter().flat_map(|f| &f.tables) {
        let id = format!("{AFTER}{}", table.id);
        if !kind.zones.iter().chain(&new).any(|z| z.id == id) {
            new.push(Zone {
                id,
                scope: Vec::new(),
                from: None,
                to: None,
                after: Some(table.id.clone()),
            });
        }
    }
    let count = new.len();
    kind.zones.extend(new);
    count
}

/// Reads one `[[zone]]`.
pub(super) fn zone(fields: &Fields<'_, '_>, kind: &Kind, lexicon: &Lexicon) -> Zone {
    let one = |key: &'static str| -> Option<Pattern> { lexicon.one(fields, key) };
    let zone = Zone {
        id: fields.needed("id").value,
        scope: scopes(fields, "in", kind, lexicon),
        from: one("from"),
        to: one("to"),
        after: None,
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
