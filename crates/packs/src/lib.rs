//! The rule packs in `rules/`, as the build read them: to read TOML, expressions and patterns anew takes longer than to
//! read a report.
//!
//! Both are packed in the program. A report is checked without the texts, so these are packed as small as they get, each
//! by itself, and what was read so that it is unpacked quickly.

mod packed;

use gouji_core::pack::{Bundle, Catalogue, Library, Source};
use gouji_core::text::Lang;

include!("files.rs");

/// The packs, and what the build read from them.
pub static BUNDLE: Bundle = Bundle::new(FILES, packed::text, packed::stored);

/// Their files.
pub fn sources() -> Vec<Source> {
    BUNDLE.sources()
}

/// A catalogue of them.
pub fn catalogue(lang: Lang) -> Catalogue {
    catalogue_of(sources(), lang)
}

/// A catalogue of some files, those in `rules/` among them.
pub fn catalogue_of(sources: Vec<Source>, lang: Lang) -> Catalogue {
    Catalogue::bundled(&BUNDLE, sources, lang)
}

/// What every kind rests on, without the packs for places.
pub fn library(lang: Lang) -> Library {
    load(&[], lang)
}

/// Loads packs on top of what every kind rests on. What is wrong with them is in the library's problems, in the
/// language that is asked for.
pub fn load(more: &[Source], lang: Lang) -> Library {
    let mut all = sources();
    all.extend(more.iter().cloned());
    catalogue_of(all, lang).asked()
}
