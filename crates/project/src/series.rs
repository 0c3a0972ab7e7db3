//! Reports of a run that are held against each other: of several years, of the bodies of an area.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::config::Config;
use crate::settings::Finder;
use gouji_core::diagnostic::Record;
use gouji_core::linter::Linter;
pub use gouji_core::series::strangers;
use gouji_core::series::{Area, OnRoll};
use gouji_core::text::label_key;

/// The reports that configurations name to compare with, as paths and patterns from the current folder.
pub fn with(finder: &Finder) -> Vec<PathBuf> {
    let used = finder.used().into_iter();
    let named = used.flat_map(|settings| {
        let folder = settings
            .path
            .parent()
            .map(PathBuf::from)
            .unwrap_or_default();
        let with = settings.config.series.with.iter();
        with.map(move |path| folder.join(&path.value))
            .collect::<Vec<_>>()
    });
    named.collect()
}

/// The lists of who reports to whom, for all kinds of report that there are. Records of bodies that have another name
/// now get that one's.
pub fn areas(finder: &Finder, linter: &Linter, records: &mut [Record]) -> Vec<Area> {
    let used: Vec<&Config> = finder.used().into_iter().map(|s| &s.config).collect();
    let mut kinds: Vec<String> = records.iter().map(|r| r.kind.clone()).collect();
    kinds.sort();
    kinds.dedup();
    let mut areas = Vec::new();
    for kind in kinds {
        let names = Names::of(&kind, linter, records);
        let alias = used.iter().flat_map(|config| &config.series.alias);
        let alias = alias.map(|(former, now)| (names.key(&former.value), names.key(&now.value)));
        let alias: BTreeMap<String, String> = alias.collect();
        for record in records.iter_mut().filter(|r| r.kind == kind) {
            if let Some(now) = alias.get(&record.key) {
                record.key.clone_from(now);
            }
        }
        for config in &used {
            let complete = config.reporting.complete;
            areas.extend(config.reporting.lists.iter().map(|(body, below)| Area {
                kind: kind.clone(),
                body: names.key(&body.value),
                below: below.iter().map(|b| names.key(&b.value)).collect(),
                complete,
            }));
        }
    }
    areas
}

/// Who has to report: the bodies of a list where there is one, else all of `[area]`; nothing where neither says so. Names
/// are those of the kind that most reports are of.
pub fn roll(
    finder: &Finder,
    linter: &Linter,
    records: &[Record],
    list: Option<&[String]>,
) -> Option<Vec<OnRoll>> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records {
        *kinds.entry(&record.kind).or_default() += 1;
    }
    let (kind, _) = kinds.into_iter().max_by_key(|(_, n)| *n)?;
    let used: Vec<&Config> = finder.used().into_iter().map(|s| &s.config).collect();
    let names = Names::of(kind, linter, records);
    let alias = used.iter().flat_map(|config| &config.series.alias);
    let alias = alias.map(|(former, now)| (names.key(&former.value), names.key(&now.value)));
    let alias: BTreeMap<String, String> = alias.collect();
    let named: Vec<String> = match list {
        Some(list) => list.to_vec(),
        None => {
            let lists = used.iter().flat_map(|config| &config.reporting.lists);
            let all = lists.flat_map(|(body, below)| std::iter::once(body).chain(below));
            all.map(|name| name.value.clone()).collect()
        }
    };
    let mut known = BTreeSet::new();
    let mut roll = Vec::new();
    for name in named {
        let key = names.key(&name);
        let key = alias.get(&key).cloned().unwrap_or(key);
        if known.insert(key.clone()) {
            roll.push((name, key));
        }
    }
    (!roll.is_empty()).then_some(roll)
}

/// What bodies are distinguished by, by their names: as in their reports, where there is one.
struct Names<'l> {
    kind: String,
    linter: &'l Linter,
    known: BTreeMap<String, String>,
}

impl<'l> Names<'l> {
    fn of(kind: &str, linter: &'l Linter, records: &[Record]) -> Self {
        let own = records.iter().filter(|r| r.kind == kind);
        let named = own.filter_map(|r| Some((label_key(r.body.as_deref()?), r.key.clone())));
        Names {
            kind: kind.to_owned(),
            linter,
            known: named.collect(),
        }
    }

    fn key(&self, name: &str) -> String {
        let known = self.known.get(&label_key(name)).cloned();
        known.unwrap_or_else(|| self.linter.body_key(&self.kind, name))
    }
}
