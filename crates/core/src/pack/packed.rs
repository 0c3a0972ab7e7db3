//! The packs that come along, as they were read when gouji was built: to read TOML, expressions and patterns anew
//! takes longer than to read a report.

use super::Library;
use super::catalogue::{Catalogue, Pack};
use super::gazetteer::{self, is_gazetteer};
use super::source::{Source, SourceOrigin, Unpack};
use crate::report::{Gazetteer, Kind};
use crate::rule::{Rule, linear};
use crate::text::{Deferred, Lang, Pattern, Pool, open};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// All that linting needs of them, each part as bytes that are opened when it is asked for. What several libraries share
/// is there once.
#[derive(Default, Serialize, Deserialize)]
struct Packed<'b> {
    /// The packs, by their headers.
    packs: &'b [u8],
    /// How reports of each kind are recognised.
    kinds: &'b [u8],
    /// Kinds and rules.
    #[serde(borrow)]
    parts: Vec<&'b [u8]>,
    libraries: Vec<Entry>,
    /// The gazetteers: path, id, and the places.
    #[serde(borrow)]
    gazetteers: Vec<(&'b str, &'b str, &'b [u8])>,
    /// All patterns: a pack that stands on these is read with them.
    patterns: &'b [u8],
    /// The long texts in all of these.
    pool: &'b [u8],
}

/// Patterns, in the order of their digests.
#[derive(Serialize, Deserialize)]
struct Patterns<'b> {
    digests: Vec<u64>,
    #[serde(borrow)]
    stored: Vec<&'b [u8]>,
}

/// What was opened so far: libraries share rules and kinds, with the patterns in them. Most runs open one library, of which
/// no copies are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Opened(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    /// A library was opened: what the next ones open is kept.
    several: bool,
    rules: BTreeMap<usize, Rule>,
    kinds: BTreeMap<usize, Kind>,
    /// A library that was read to see what is wrong with it, and is not in use.
    ready: Option<Library>,
}

impl Opened {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a library for whoever asks for it.
    pub fn put(&self, library: Library) {
        self.memory().ready = Some(library);
    }

    /// The library that was kept, if it is that of some packs.
    pub fn take(&self, packs: &[&Pack]) -> Option<Library> {
        let ids = || packs.iter().map(|p| &p.id);
        let mut memory = self.memory();
        memory.ready.take_if(|ready| ready.packs.iter().eq(ids()))
    }
}

/// A part, opened once where it is kept.
fn opened<T: Clone + Deserialize<'static>>(
    known: &mut BTreeMap<usize, T>,
    (part, pool): (&'static [u8], &'static [u8]),
    at: usize,
    keeps: bool,
) -> Option<T> {
    if let Some(part) = known.get(&at) {
        return Some(part.clone());
    }
    let part: T = open(part, pool).ok()?;
    if keeps {
        known.insert(at, part.clone());
    }
    Some(part)
}

/// A library.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// Ids of its packs.
    packs: Vec<String>,
    /// Its kinds: the part that is the kind, the one that is its basis, and the parts that are its rules.
    kinds: Vec<(usize, usize, Vec<usize>)>,
}

/// Parts that are there once.
#[derive(Default)]
struct Parts {
    known: BTreeMap<Vec<u8>, usize>,
    pool: Pool,
}

impl Parts {
    fn add(&mut self, part: &impl Serialize) -> Result<usize, postcard::Error> {
        let next = self.known.len();
        let bytes = self.pool.write(part)?;
        Ok(*self.known.entry(bytes).or_insert(next))
    }

    fn entry(&mut self, library: &Library) -> Result<Entry, postcard::Error> {
        let mut kinds = Vec::new();
        for (kind, basis) in library.kinds.iter().zip(&library.bases) {
            let rules = library.rules_of(&kind.id).iter();
            let rules = rules.inspect(|rule| linear::prepare(rule, &kind.forms));
            let rules: Result<Vec<usize>, _> = rules.map(|rule| self.add(rule)).collect();
            kinds.push((self.add(kind)?, self.add(&**basis)?, rules?));
        }
        Ok(Entry {
            packs: library.packs.clone(),
            kinds,
        })
    }
}

/// Reads the packs of some files, alone and for each of the places that they name, and stores what was read.
pub fn store(sources: Vec<Source>) -> Result<Vec<u8>, postcard::Error> {
    let catalogue = Catalogue::new(sources, Lang::default());
    let mut parts = Parts::default();
    let mut libraries: Vec<Entry> = Vec::new();
    for base in catalogue.packs().iter().filter(|p| p.base) {
        let own = catalogue.packs().iter().filter(|p| p.kind == base.kind);
        let places = own.flat_map(|p| &p.places).map(std::slice::from_ref);
        for places in std::iter::once(None).chain(places.map(Some)) {
            let chosen = catalogue.choose(&base.kind, None, places);
            let ids = chosen.iter().map(|p| &p.id);
            if !libraries.iter().any(|l| l.packs.iter().eq(ids.clone())) {
                libraries.push(parts.entry(&catalogue.library(&chosen))?);
            }
        }
    }
    let mut ordered: Vec<(&[u8], usize)> = Vec::new();
    ordered.extend(parts.known.iter().map(|(part, at)| (part.as_slice(), *at)));
    ordered.sort_by_key(|(_, at)| *at);
    let own = catalogue.sources.iter().filter(|s| is_gazetteer(&s.text));
    let pool = &mut parts.pool;
    let read = own.map(|s| {
        let places = pool.write(&gazetteer::read(&s.file(Lang::default())))?;
        Ok((s.name.as_str(), gazetteer::id(&s.text), places))
    });
    let gazetteers: Vec<(&str, Option<String>, Vec<u8>)> =
        read.collect::<Result<_, postcard::Error>>()?;
    let named = gazetteers.iter();
    let named = named
        .map(|(path, id, places)| (*path, id.as_deref().unwrap_or_default(), places.as_slice()));
    let made = catalogue.made.all().into_iter();
    let stored = made.map(|p| Ok((digest(p.source()), pool.write(&p)?)));
    let mut patterns: Vec<(u64, Vec<u8>)> = stored.collect::<Result<_, postcard::Error>>()?;
    patterns.sort();
    postcard::to_allocvec(&Packed {
        packs: &pool.write(&catalogue.packs())?,
        kinds: &pool.write(&catalogue.read_kinds())?,
        parts: ordered.into_iter().map(|(part, _)| part).collect(),
        libraries,
        gazetteers: named.collect(),
        patterns: &postcard::to_allocvec(&Patterns {
            digests: patterns.iter().map(|(digest, _)| *digest).collect(),
            stored: patterns.iter().map(|(_, p)| p.as_slice()).collect(),
        })?,
        pool: &std::mem::take(pool).into_bytes(),
    })
}

/// The same number for the same text in each build (FNV-1a).
fn digest(text: &str) -> u64 {
    let bytes = text.bytes();
    bytes.fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Packs that a program brings along: their files, and what its build read from them.
pub struct Bundle {
    files: &'static [&'static str],
    unpack: Unpack,
    stored: fn() -> &'static [u8],
    all: OnceLock<Option<Packed<'static>>>,
    patterns: OnceLock<Option<Patterns<'static>>>,
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bundle({} files)", self.files.len())
    }
}

impl Bundle {
    /// Paths of the files, what unpacks the text of each, and what gives the bytes that [`store`] made of them. With no
    /// bytes, or those of another version, the files are read anew.
    pub const fn new(
        files: &'static [&'static str],
        unpack: Unpack,
        stored: fn() -> &'static [u8],
    ) -> Self {
        Bundle {
            files,
            unpack,
            stored,
            all: OnceLock::new(),
            patterns: OnceLock::new(),
        }
    }

    /// The files.
    pub fn sources(&self) -> Vec<Source> {
        let all = self.files.iter().enumerate();
        all.map(|(number, name)| Source::packed(name, number, self.unpack))
            .collect()
    }

    fn all(&self) -> Option<&Packed<'static>> {
        let read = || postcard::from_bytes((self.stored)()).ok();
        self.all.get_or_init(read).as_ref()
    }

    /// A pattern that the packs that come along have, too: to open it takes a fiftieth of the time to read it.
    pub(super) fn pattern(&self, source: &str) -> Option<Pattern> {
        let all = self.all()?;
        let read = || postcard::from_bytes(all.patterns).ok();
        let known = self.patterns.get_or_init(read).as_ref()?;
        let at = known.digests.binary_search(&digest(source)).ok()?;
        let pattern: Pattern = open(known.stored.get(at)?, all.pool).ok()?;
        (pattern.source() == source).then_some(pattern)
    }

    /// The packs that come along, by their headers, where these are all.
    pub(super) fn packs(&self, sources: &[Source]) -> Option<Vec<Pack>> {
        let own = |s: &Source| s.origin == SourceOrigin::Builtin;
        let all_own = sources.iter().all(own) && sources.len() == self.files.len();
        let all = all_own.then(|| self.all())??;
        open(all.packs, all.pool).ok()
    }

    /// The gazetteers that come along: path, id, and the places.
    pub(super) fn gazetteers(&self) -> Option<Vec<(&'static str, &'static str, Gazetteer)>> {
        let all = self.all()?;
        let stored = all.gazetteers.iter();
        stored
            .map(|(path, id, places)| Some((*path, *id, open(places, all.pool).ok()?)))
            .collect()
    }

    /// How reports of the kinds that come along are recognised.
    pub(super) fn kinds(&self) -> Option<Vec<Kind>> {
        let all = self.all()?;
        open(all.kinds, all.pool).ok()
    }

    /// The library of packs that come along: what linting needs of it, without cases, sample and trail.
    pub(super) fn library(&self, chosen: &[&Pack], memory: &Opened) -> Option<Library> {
        if chosen.iter().any(|p| p.foreign) {
            return None;
        }
        let all = self.all()?;
        let is = |l: &&Entry| l.packs.iter().eq(chosen.iter().map(|p| &p.id));
        let entry = all.libraries.iter().find(is)?;
        let mut memory = memory.memory();
        let Memory {
            rules: known_rules,
            kinds,
            several,
            ..
        } = &mut *memory;
        let keeps = std::mem::replace(several, true);
        let part = |at: usize| Some((*all.parts.get(at)?, all.pool));
        let mut library = Library {
            packs: entry.packs.clone(),
            ..Library::default()
        };
        for (kind, basis, rules) in &entry.kinds {
            let kind = opened(kinds, part(*kind)?, *kind, keeps)?;
            let rules = rules.iter();
            let rules = rules.map(|at| opened(known_rules, part(*at)?, *at, keeps));
            library
                .rules
                .push((kind.id.clone(), rules.collect::<Option<Vec<Rule>>>()?));
            library.kinds.push(kind);
            let (basis, pool) = part(*basis)?;
            library.bases.push(Deferred::stored(basis, pool));
        }
        Some(library)
    }
}
