//! What a `[[form.table]]` says of a table that is found by its caption, and of rows that no form prescribes.

use super::messages::Say;
use super::patterns::Lexicon;
use super::shape::Shape;
use crate::fields::{Fields, Wrong};
use crate::report::{CodeLevel, ColumnUnit, FreeSpec, GridSpec, TableSpec, row_key, unit};

/// Keys that only such a table has.
const OWN: [&str; 7] = [
    "side", "skip", "unit", "rows", "repeats", "heads", "shape-of",
];

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
        repeats: fields.flag("repeats"),
        heads: fields.within("heads", 2..=9).map_or(0, usize::from),
        free: free
            .first()
            .map(|f| rows(f, lexicon))
            .or_else(|| like?.free.clone()),
    }))
}

/// What a table does not have of its own.
pub(super) fn take<L: Clone>(own: &mut L, other: &L)
where
    for<'l> &'l L: IntoIterator,
{
    if (&*own).into_iter().next().is_none() {
        own.clone_from(other);
    }
}

/// Two tables of a form are not read from the same place, one of them would get nothing, or what is another's; but for a
/// table that is said to be another shape in which the first may be drawn.
pub(super) fn apart(fields: &Fields<'_, '_>, spec: &TableSpec, before: &[TableSpec]) {
    let Some(grid) = &spec.grid else { return };
    let same = |other: &&TableSpec| {
        let known = other.grid.as_ref();
        known.is_some_and(|o| {
            let sides = o.side == grid.side || o.side == 0 || grid.side == 0;
            o.captions == grid.captions && sides
        })
    };
    let shape = fields.text("shape-of");
    if let Some(shape) = &shape
        && !before.iter().filter(same).any(|o| o.id == shape.value)
    {
        let known = before.iter().filter(same).map(|o| o.id.clone()).collect();
        let fault = Wrong::Choice(shape.value.clone(), known);
        fields.file.fault(shape.span, &fault);
    }
    if let Some(other) = before.iter().find(same).filter(|_| shape.is_none()) {
        let fault = Say::OnePlace(other.id.clone());
        fields.file.fault(fields.place("caption"), &fault);
    }
}

/// The unit of a column: money, or another one.
pub(super) fn column_unit(fields: &Fields<'_, '_>) -> Option<ColumnUnit> {
    let text = fields.text("unit")?;
    if text.value == OTHER {
        return Some(ColumnUnit::Other);
    }
    let found = unit(&text.value).filter(|(_, len)| *len == text.value.len());
    if found.is_none() {
        let all = super::words::UNITS.iter().chain([&OTHER]);
        let all = all.map(|u| (*u).to_owned()).collect();
        fields
            .file
            .fault(text.span, &Wrong::Choice(text.value, all));
    }
    found.map(|(power, _)| ColumnUnit::Money(power))
}

/// The unit of a column whose numbers are no money.
const OTHER: &str = "none";

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

/// Rows that no form prescribes: with codes of some levels, or with names, whose levels what they begin with may tell.
pub(super) fn rows(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> FreeSpec {
    let id = fields.needed("id").value;
    let coded = fields.choice("type", &[("code", true), ("name", false)]);
    let levels = fields.table("levels").map(|t| t.entries());
    if coded == Some(true) && levels.is_none() {
        fields.file.fault(fields.span, &Wrong::Missing("levels"));
    }
    let mut levels = levels.unwrap_or_default();
    levels.sort_by_key(|(name, _)| name.span.start);
    let mut read: Vec<CodeLevel> = Vec::new();
    for (name, values) in levels {
        let Some(value) = values.into_iter().next() else {
            continue;
        };
        let mut level = CodeLevel {
            id: name.value,
            ..CodeLevel::default()
        };
        if coded == Some(false) {
            let pattern = lexicon.pattern(fields.file, &value, false);
            level.pattern = pattern.map(|(p, _)| p);
        } else {
            let digits = value.value.parse().ok().filter(|n| (1..=12).contains(n));
            if digits.is_none() {
                let fault = Wrong::Type("integer", "string");
                fields.file.fault(value.span, &fault);
            }
            level.digits = digits.unwrap_or(0);
        }
        if level.digits > 0 || level.pattern.is_some() {
            read.push(level);
        }
    }
    // names: from the highest to the lowest, as they are written; codes: by their length
    read.sort_by_key(|l| l.digits);
    let key = key(fields, &read);
    fields.finish();
    FreeSpec {
        id,
        key,
        levels: read,
    }
}

/// The heads of the columns that hold a code: one, or one for each level.
fn key(fields: &Fields<'_, '_>, levels: &[CodeLevel]) -> Vec<String> {
    let texts = fields.texts("key");
    let coded = levels.iter().any(|l| l.digits > 0);
    if !texts.is_empty() && !coded {
        fields.file.fault(fields.place("key"), &Shape::KeyOfNames);
    } else if texts.len() > 1 && texts.len() != levels.len() {
        let fault = Shape::Keys(levels.len());
        fields.file.fault(fields.place("key"), &fault);
    }
    texts.iter().map(|t| row_key(&t.value)).collect()
}
