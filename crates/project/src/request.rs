//! What a host asks for.

use std::path::PathBuf;

use crate::config::OptionWords;
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
    /// The words that `[output]` of a configuration may have.
    pub words: OptionWords,
}
