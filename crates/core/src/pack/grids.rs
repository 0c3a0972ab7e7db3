//! What a `[[form.table]]` says of a table that is found by its caption, and of rows that no form prescribes.

use super::patterns::Lexicon;
use crate::fields::{Fields, Wrong};
use crate::report::{CodeLevel, FreeSpec, GridSpec, TableSpec, row_key, unit};
use crate::text::near;

/// Keys that only such a table has.
const OWN: [&str; 4] = ["side", "skip", "unit", "rows"];

/// Reads the keys of a table with a `caption`; says so where one of them stands without.
pub(super) fn grid(
    fields: &Fields<'_, '_>,
    lexicon: &Lexicon,
    zero: bool,
    like: Option<&TableSpec>,
) -> Option<Box<GridSpec>> {
    let written = fields.written();
    let own = OWN.iter().any(|key| written.iter().any(|(k, _)| k == key));
    if !fields.has("caption") {
        if own || zero {
            fields.file.fault(fields.span, &Wrong::Missing("caption"));
        }
        OWN.iter().for_each(|key| {
            fields.has(key);
        });
        return None;
    }
    let free = fields.tables("rows");
    let like = like.and_then(|l| l.grid.as_deref());
    let texts = fields.texts("skip");
    let mut skip: Vec<String> = texts.iter().map(|t| row_key(&t.value)).collect();
    if let Some(like) = like {
        take(&mut skip, &like.skip);
    }
    Some(Box::new(GridSpec {
        captions: lexicon.all(fields, "caption"),
        side: fields.within("side", 1..=4).map_or(0, usize::from),
        skip,
        blank_is_zero: zero || like.is_some_and(|l| l.blank_is_zero && !fields.has("blank")),
        unit: money(fields).or(like.and_then(|l| l.unit)),
        free: free.first().map(rows).or_else(|| like?.free.clone()),
    }))
}

/// The table above that a table is like: it has the same columns, rows and groups where it has none of its own.
pub(super) fn like<'b>(fields: &Fields<'_, '_>, before: &'b [TableSpec]) -> Option<&'b TableSpec> {
    let id = fields.text("like")?;
    let found = before.iter().find(|t| t.id == id.value);
    if found.is_none() {
        let close = near(&id.value, before.iter().map(|t| t.id.as_str()));
        fields.file.fault(id.span, &Wrong::Unknown(id.value, close));
    }
    found
}

/// What a table does not have of its own.
pub(super) fn take<T: Clone>(own: &mut Vec<T>, other: &[T]) {
    if own.is_empty() {
        own.extend_from_slice(other);
    }
}

/// The unit under a key, as a power of ten.
pub(super) fn money(fields: &Fields<'_, '_>) -> Option<u32> {
    let text = fields.text("unit")?;
    let found = unit(&text.value).filter(|(_, len)| *len == text.value.len());
    if found.is_none() {
        let all = super::words::UNITS.iter().map(|u| (*u).to_owned());
        let fault = Wrong::Choice(text.value.clone(), all.collect());
        fields.file.fault(text.span, &fault);
    }
    found.map(|(power, _)| power)
}

/// Rows that no form prescribes: with codes of some levels, or with names.
fn rows(fields: &Fields<'_, '_>) -> FreeSpec {
    let id = fields.needed("id").value;
    let coded = fields.choice("type", &[("code", true), ("name", false)]);
    let levels = fields.table("levels").map(|t| t.entries());
    if coded == Some(true) && levels.is_none() {
        fields.file.fault(fields.span, &Wrong::Missing("levels"));
    }
    let levels = levels.unwrap_or_default().into_iter();
    let mut levels: Vec<CodeLevel> = levels
        .filter_map(|(name, values)| {
            let value = values.into_iter().next()?;
            let digits = value.value.parse().ok().filter(|n| (1..=12).contains(n));
            if digits.is_none() {
                fields
                    .file
                    .fault(value.span, &Wrong::Type("integer", "string"));
            }
            Some(CodeLevel {
                id: name.value,
                digits: digits?,
            })
        })
        .collect();
    levels.sort_by_key(|l| l.digits);
    fields.finish();
    FreeSpec { id, levels }
}
