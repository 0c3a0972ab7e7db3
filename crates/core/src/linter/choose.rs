//! Which rules a report gets: those of the packs that are for it.

use crate::diagnostic::UsedPack;
use crate::pack::{Catalogue, Library, Pack, Setting};
use crate::report::{Kind, Recognised, Report};
use crate::text::Lang;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Where rules come from.
#[derive(Debug)]
pub(super) enum Rules {
    /// All reports get the same.
    Same(Arc<Library>),
    /// Each gets those of the packs that are for it.
    Chosen(Box<Chooser>),
}

/// Libraries by the ids of their packs.
type Made = Mutex<BTreeMap<Vec<String>, Arc<Library>>>;

/// A catalogue, and the libraries that were made from it so far.
#[derive(Debug)]
pub(super) struct Chooser {
    catalogue: Catalogue,
    by_place: bool,
    made: Made,
    /// The same with all that packs say, which is asked for rarely.
    whole: Made,
}

/// A document of which the kind and the packs are known.
#[derive(Debug)]
pub struct Opened<'d> {
    /// The document, not yet read.
    pub recognised: Recognised<'d>,
    /// The rules for it.
    pub library: Arc<Library>,
    /// Where they come from.
    pub packs: Vec<UsedPack>,
}

impl Opened<'_> {
    /// Reads the document and hands it over with the rules.
    pub fn with<T>(self, see: impl FnOnce(&Report<'_>, &Library, &[UsedPack]) -> T) -> Option<T> {
        let library = self.library;
        let kind = library
            .kinds
            .iter()
            .find(|k| k.id == self.recognised.kind)?;
        let report = self.recognised.read(kind)?;
        Some(see(&report, &library, &self.packs))
    }
}

impl Rules {
    /// How reports are recognised.
    pub fn kinds(&self) -> &[Kind] {
        match self {
            Rules::Same(library) => &library.kinds,
            Rules::Chosen(chooser) => chooser.catalogue.kinds(),
        }
    }

    /// The libraries that reports got so far.
    pub fn libraries(&self) -> Vec<Arc<Library>> {
        match self {
            Rules::Same(library) => vec![Arc::clone(library)],
            Rules::Chosen(chooser) => {
                let made = chooser.made.lock().unwrap_or_else(PoisonError::into_inner);
                made.values().map(Arc::clone).collect()
            }
        }
    }

    /// What the packs of a library set for a rule.
    pub fn trail(&self, library: &Library, rule: &str) -> Vec<Setting> {
        match self {
            Rules::Same(whole) => whole.trail_of(rule).to_vec(),
            Rules::Chosen(chooser) => chooser.whole(&library.packs).trail_of(rule).to_vec(),
        }
    }

    /// The rules that a report got, by what it says of its packs.
    pub fn library_of(&self, packs: &[UsedPack]) -> Option<Arc<Library>> {
        match self {
            Rules::Same(library) => Some(Arc::clone(library)),
            Rules::Chosen(chooser) => {
                let key: Vec<String> = packs.iter().map(|p| p.id.clone()).collect();
                let made = chooser.made.lock().unwrap_or_else(PoisonError::into_inner);
                made.get(&key).map(Arc::clone)
            }
        }
    }

    /// Puts the rules of packs together, as if a report had got them.
    pub fn prepare(&self, packs: &[UsedPack]) {
        if let Rules::Chosen(chooser) = self {
            let packs = packs.iter();
            let chosen = packs.filter_map(|used| chooser.catalogue.find(&used.id));
            chooser.made(&chosen.collect::<Vec<_>>());
        }
    }

    /// The rules for a report, and where they come from.
    pub fn library(&self, report: &Recognised<'_>, lang: Lang) -> (Arc<Library>, Vec<UsedPack>) {
        match self {
            Rules::Same(library) => {
                let packs = library.packs.iter().map(|id| UsedPack {
                    id: id.clone(),
                    name: id.clone(),
                    ..UsedPack::default()
                });
                (Arc::clone(library), packs.collect())
            }
            Rules::Chosen(chooser) => chooser.library(report, lang),
        }
    }
}

impl Chooser {
    pub fn new(catalogue: Catalogue, by_place: bool) -> Self {
        Chooser {
            catalogue,
            by_place,
            made: Mutex::default(),
            whole: Mutex::default(),
        }
    }

    fn library(&self, report: &Recognised<'_>, lang: Lang) -> (Arc<Library>, Vec<UsedPack>) {
        let choose = |places| self.catalogue.choose(&report.kind, report.year, places);
        let asked = choose(None);
        let chosen = match self.by_place {
            true => choose(Some(&report.places)),
            false => asked.clone(),
        };
        let packs = chosen.iter().map(|p| UsedPack {
            id: p.id.clone(),
            name: p.called(lang).to_owned(),
            base: p.base,
            by_place: !asked.iter().any(|a| a.id == p.id),
        });
        let packs = packs.collect();
        (self.made(&chosen), packs)
    }

    fn whole(&self, packs: &[String]) -> Arc<Library> {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let library = whole.entry(packs.to_vec()).or_insert_with(|| {
            let chosen = packs.iter().filter_map(|p| self.catalogue.find(p));
            let chosen: Vec<&Pack> = chosen.collect();
            Arc::new(self.catalogue.library(&chosen))
        });
        Arc::clone(library)
    }

    fn made(&self, chosen: &[&Pack]) -> Arc<Library> {
        let key: Vec<String> = chosen.iter().map(|p| p.id.clone()).collect();
        // a thread that panicked leaves the map as it was
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let library = made
            .entry(key)
            .or_insert_with(|| Arc::new(self.catalogue.rules_for(chosen)));
        Arc::clone(library)
    }
}
