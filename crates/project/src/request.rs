//! What a host asks for.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::OptionWords;
use crate::read;
use gouji_core::text::Lang;

/// What decides, beside files, which configurations and packs hold.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The language of messages.
    pub lang: Lang,
    /// Further packs: ids, or paths of files.
    pub packs: Vec<String>,
    /// No packs are chosen by the place in a report's title.
    pub no_place_packs: bool,
    /// The configuration, in place of the nearest one.
    pub config: Option<PathBuf>,
    /// No configuration holds.
    pub no_config: bool,
    /// Folders whose configurations are trusted, beside the current one and those above it.
    pub trust: Vec<PathBuf>,
    /// All configurations are trusted.
    pub trust_all: bool,
    /// Texts of packs and configurations that take the place of files with these paths.
    pub texts: BTreeMap<PathBuf, String>,
    /// The words that `[output]` of a configuration may have.
    pub words: OptionWords,
}

impl Request {
    /// The text of a file that people wrote for gouji: the one that was handed over, else the one on disk.
    pub(crate) fn text(&self, path: &Path) -> io::Result<String> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone()),
            None => read::text(path),
        }
    }

    /// Whether there is a file that can be read to its end.
    pub(crate) fn is_plain(&self, path: &Path) -> bool {
        self.texts.contains_key(path) || read::is_plain(path)
    }
}
