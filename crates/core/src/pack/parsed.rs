//! The texts of packs, each parsed once for all threads that read them.

use super::catalogue::{Catalogue, Pack};
use super::reading::Reading;
use super::source::Source;
use crate::fields::{File, Parse};
use std::sync::OnceLock;

/// The texts of a catalogue's packs, each parsed when it is first asked for. Threads may share it.
#[derive(Debug)]
pub struct Parsed<'s> {
    pub(super) catalogue: &'s Catalogue,
    /// One for each source, and one for the configuration on top.
    texts: Vec<(&'s Source, OnceLock<Parse<'s>>)>,
}

impl Catalogue {
    /// The texts of all packs, to be parsed.
    pub fn parsed(&self) -> Parsed<'_> {
        let top = self.top.iter().map(|t| &t.source);
        let sources = self.sources.iter().chain(top);
        let texts = sources.map(|source| (source, OnceLock::new()));
        Parsed {
            catalogue: self,
            texts: texts.collect(),
        }
    }
}

impl<'s> Parsed<'s> {
    /// The indexes of the texts of some packs, and of all that they build on.
    pub fn of(&self, packs: &[&Pack]) -> Vec<usize> {
        let packs = self.catalogue.with_bases(packs).into_iter();
        packs.flat_map(|p| p.files.iter().copied()).collect()
    }

    /// What parsing a text came to; `None` where there is no such text.
    pub fn parse(&self, at: usize) -> Option<&Parse<'s>> {
        let (source, parse) = self.texts.get(at)?;
        Some(parse.get_or_init(|| Parse::of(&source.text)))
    }

    /// Opens the files, for one library or several.
    pub(super) fn reading<T>(&self, read: impl FnOnce(&Reading<'_, 's>) -> T) -> T {
        let catalogue = self.catalogue;
        let files = self.texts.iter().map(|(s, _)| s.file(catalogue.lang));
        let files: Vec<File<'s>> = files.collect();
        Reading::open(self, &files, read)
    }
}
