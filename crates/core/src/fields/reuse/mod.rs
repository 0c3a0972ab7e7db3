//! Tables of a list that are like others: `like` takes over the keys that a table does not write itself, `with` puts values in
//! for `{name}`. They are written out before anything is read, so that no reader knows of it. An `abstract` table is there
//! for others only; it names what they have to put in.

mod words;

pub use words::Reused;

use super::file::Tree;
use super::{At, File, span};
use crate::text::{Span, near};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table may be like one that is like one …: so many steps.
const STEPS: usize = 8;
/// So many bytes may be written out for a file.
const ROOM: usize = 4_000_000;
/// Keys that belong to a table itself.
const OWN: [&str; 4] = ["id", "abstract", "like", "with"];
/// Tables whose keys are taken over one by one.
const MERGED: [&str; 2] = ["en", "let"];

/// A table that others may be like.
struct Known<'t, 's> {
    id: &'t str,
    table: &'t DeTable<'s>,
    /// It stands in the same file.
    here: bool,
}

struct Reuse<'t, 's> {
    file: &'t File<'s>,
    known: Vec<Known<'t, 's>>,
    /// So many bytes may still be written.
    room: Cell<usize>,
}

fn get<'t, 's>(table: &'t DeTable<'s>, key: &str) -> Option<&'t Spanned<DeValue<'s>>> {
    let mut all = table.iter();
    all.find(|(k, _)| k.get_ref().as_ref() == key)
        .map(|(_, v)| v)
}

fn text<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    get(table, key)?.get_ref().as_str()
}

/// A table without some of its keys.
fn without<'s>(table: &DeTable<'s>, is: impl Fn(&str) -> bool) -> DeTable<'s> {
    let rest = table.iter().filter(|(key, _)| !is(key.get_ref().as_ref()));
    rest.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Whether a table is there for others only.
fn is_abstract(table: &DeTable<'_>) -> bool {
    get(table, "abstract").is_some_and(|v| v.get_ref().as_bool() != Some(false))
}

/// The names that have to be put in.
fn names(table: &DeTable<'_>) -> Vec<String> {
    let value = get(table, "abstract").map(Spanned::get_ref);
    let one = value.and_then(DeValue::as_str).map(str::to_owned);
    let several = value.and_then(DeValue::as_array).into_iter().flatten();
    let several = several.filter_map(|v| v.get_ref().as_str().map(str::to_owned));
    one.into_iter().chain(several).collect()
}

impl<'s> Tree<'s> {
    fn list(&self, list: &str) -> impl Iterator<Item = &DeTable<'s>> {
        let all = get(self.table(), list).and_then(|v| v.get_ref().as_array());
        let all = all.into_iter().flatten();
        all.filter_map(|v| v.get_ref().as_table())
    }

    /// Whether a table of a list is like another one, or there for others.
    pub fn reuses(&self, list: &str) -> bool {
        let keys = ["like", "with", "abstract"];
        self.list(list)
            .any(|t| keys.iter().any(|k| get(t, k).is_some()))
    }

    /// The ids of the tables of a list that are there for others only, and those that tables are like.
    pub fn reused(&self, list: &str) -> (Vec<At<String>>, Vec<String>) {
        let only = self.list(list).filter(|t| is_abstract(t));
        let only = only.filter_map(|t| {
            let id = get(t, "id")?;
            Some(At {
                value: id.get_ref().as_str()?.to_owned(),
                span: span(id),
            })
        });
        let likes = self.list(list).filter_map(|t| text(t, "like"));
        (only.collect(), likes.map(str::to_owned).collect())
    }

    /// The tree with the tables of a list written out. They may be like those of this file and of others, the nearest
    /// first.
    pub fn written_out(&self, file: &File<'s>, list: &str, others: &[&Tree<'s>]) -> Tree<'s> {
        let own = self.list(list).map(|table| (table, true));
        let others = others.iter().flat_map(|tree| tree.list(list));
        let all = own.chain(others.map(|table| (table, false)));
        let known = all.filter_map(|(table, here)| {
            let id = text(table, "id")?;
            Some(Known { id, table, here })
        });
        let reuse = Reuse {
            file,
            known: known.collect(),
            room: Cell::new(ROOM),
        };
        let written = |value: &Spanned<DeValue<'s>>| -> Option<Spanned<DeValue<'s>>> {
            let Some(table) = value.get_ref().as_table() else {
                return Some(value.clone());
            };
            if is_abstract(table) {
                reuse.twice(table);
                return None;
            }
            let table = reuse.out(table, 0)?;
            Some(Spanned::new(value.span(), DeValue::Table(table)))
        };
        let mut root = DeTable::new();
        for (key, value) in self.table().iter() {
            let items = value.get_ref().as_array();
            let value = match items.filter(|_| key.get_ref().as_ref() == list) {
                Some(items) => {
                    let items = items.iter().filter_map(written).collect();
                    Spanned::new(value.span(), DeValue::Array(items))
                }
                None => value.clone(),
            };
            root.insert(key.clone(), value);
        }
        self.with_table(root)
    }
}

impl<'t, 's> Reuse<'t, 's> {
    /// Says so where a table that is there for others has the id of another one.
    fn twice(&self, table: &DeTable<'s>) {
        let Some(id) = get(table, "id") else {
            self.file.fault(Span::at(0), &Reused::NoId);
            return;
        };
        let own = id.get_ref().as_str().unwrap_or_default();
        let mut same = self.known.iter().filter(|k| k.here && k.id == own);
        if same.nth(1).is_some() {
            let twice = super::Wrong::Duplicate(own.to_owned());
            self.file.fault(span(id), &twice);
        }
    }

    /// A table with all that it takes over.
    fn out(&self, table: &DeTable<'s>, steps: usize) -> Option<DeTable<'s>> {
        let Some(like) = get(table, "like") else {
            if let Some(with) = get(table, "with") {
                self.file.fault(span(with), &Reused::NoLike);
            }
            return Some(without(table, |key| key == "with"));
        };
        let name = like.get_ref().as_str().unwrap_or_default();
        let found = self.known.iter().find(|k| k.id == name);
        let Some(found) = found.filter(|_| steps < STEPS) else {
            let near = near(name, self.known.iter().map(|k| k.id));
            let fault = match found {
                Some(_) => Reused::Circle(name.to_owned()),
                None => Reused::Unknown(name.to_owned(), near),
            };
            self.file.fault(span(like), &fault);
            return None;
        };
        let base = self.out(found.table, steps + 1)?;
        let fill = Fill {
            reuse: self,
            values: self.values(table, found, like)?,
            place: (!found.here).then(|| like.span()),
        };
        let mut all = DeTable::new();
        for (key, value) in base.iter() {
            let name = key.get_ref().as_ref();
            if OWN.contains(&name) {
                continue;
            }
            let own = get(table, name);
            let parts = own.and_then(|o| o.get_ref().as_table());
            let parts = parts.filter(|_| MERGED.contains(&name));
            let value = match (own, parts, fill.value(value)) {
                (Some(own), Some(parts), filled) => {
                    let filled = filled.get_ref().as_table().cloned().unwrap_or_default();
                    let mut merged = without(&filled, |key| get(parts, key).is_some());
                    merged.extend(parts.iter().map(|(k, v)| (k.clone(), v.clone())));
                    Spanned::new(own.span(), DeValue::Table(merged))
                }
                (Some(_), None, _) => continue,
                (None, _, filled) => filled,
            };
            all.insert(fill.key(key), value);
        }
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            if !["like", "with"].contains(&name) && get(&all, name).is_none() {
                all.insert(key.clone(), value.clone());
            }
        }
        if self.room.get() == 0 {
            self.file.fault(span(like), &Reused::Room(ROOM / 1_000_000));
            return None;
        }
        Some(all)
    }

    /// What a table puts in for the names of the one that it is like; `None` where something lacks.
    fn values<'v>(
        &self,
        table: &'v DeTable<'s>,
        found: &Known<'_, 's>,
        like: &Spanned<DeValue<'s>>,
    ) -> Option<Vec<(String, &'v Spanned<DeValue<'s>>)>> {
        let wanted = names(found.table);
        let with = get(table, "with");
        let given = with.and_then(|w| w.get_ref().as_table());
        if let (Some(with), None) = (with, given) {
            let fault = super::Wrong::Type("table", with.get_ref().type_str());
            self.file.fault(span(with), &fault);
        }
        let given: Vec<_> = given.into_iter().flat_map(|g| g.iter()).collect();
        for (key, _) in &given {
            let name = key.get_ref().as_ref();
            if !wanted.iter().any(|w| w == name) {
                let near = near(name, wanted.iter().map(String::as_str));
                let fault = Reused::NoName(name.to_owned(), found.id.to_owned(), near);
                let place = key.span();
                self.file.fault(Span::new(place.start, place.end), &fault);
            }
        }
        let mut values = Vec::new();
        let mut whole = true;
        for name in wanted {
            let value = given.iter().find(|(k, _)| k.get_ref().as_ref() == name);
            match value {
                Some((_, value)) => values.push((name, *value)),
                None => {
                    whole = false;
                    let place = with.map_or(span(like), span);
                    self.file
                        .fault(place, &Reused::Lacks(name, found.id.to_owned()));
                }
            }
        }
        whole.then_some(values)
    }
}

/// Puts values in for names.
struct Fill<'f, 't, 's> {
    reuse: &'f Reuse<'t, 's>,
    values: Vec<(String, &'f Spanned<DeValue<'s>>)>,
    /// Where all that is taken over stands, where it comes from another file.
    place: Option<Range<usize>>,
}

impl<'s> Fill<'_, '_, 's> {
    fn place(&self, own: Range<usize>) -> Range<usize> {
        self.place.clone().unwrap_or(own)
    }

    fn key(&self, key: &Spanned<Cow<'s, str>>) -> Spanned<Cow<'s, str>> {
        Spanned::new(self.place(key.span()), self.text(key.get_ref()))
    }

    fn value(&self, value: &Spanned<DeValue<'s>>) -> Spanned<DeValue<'s>> {
        let filled = match value.get_ref() {
            DeValue::String(text) => match self.whole(text) {
                Some(whole) => whole,
                None => DeValue::String(self.text(text)),
            },
            DeValue::Array(items) => DeValue::Array(items.iter().map(|v| self.value(v)).collect()),
            DeValue::Table(table) => {
                let all = table.iter();
                DeValue::Table(all.map(|(k, v)| (self.key(k), self.value(v))).collect())
            }
            other => other.clone(),
        };
        Spanned::new(self.place(value.span()), filled)
    }

    /// What stands for a name alone, where it is no text.
    fn whole(&self, text: &str) -> Option<DeValue<'s>> {
        let name = text.strip_prefix('{')?.strip_suffix('}')?;
        let (_, value) = self.values.iter().find(|(n, _)| n == name)?;
        let value = value.get_ref();
        let plain = value.is_str() || value.is_integer() || value.is_float();
        (!plain).then(|| value.clone())
    }

    fn text(&self, text: &Cow<'s, str>) -> Cow<'s, str> {
        let mut filled = text.clone();
        for (name, value) in &self.values {
            let hole = format!("{{{name}}}");
            if filled.contains(&hole) {
                let value = super::string_of(value.get_ref()).unwrap_or_default();
                let times = filled.matches(&hole).count();
                if times.saturating_mul(value.len()) > self.reuse.room.get() {
                    self.reuse.room.set(0);
                    return Cow::Borrowed("");
                }
                filled = Cow::Owned(filled.replace(&hole, &value));
            }
        }
        let room = &self.reuse.room;
        room.set(room.get().saturating_sub(filled.len()));
        filled
    }
}
