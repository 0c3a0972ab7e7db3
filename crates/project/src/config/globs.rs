//! Which files are meant: `drafts/**`, `*.docx`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::messages::BadGlob;
use gouji_core::fields::{At, Fields};

/// Patterns of paths.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    /// As they are written.
    pub written: Vec<At<String>>,
    set: GlobSet,
}

impl Globs {
    /// Reads a pattern or a list of them. One that is none is a fault, and is left out.
    pub(super) fn read(fields: &Fields<'_, '_>, key: &'static str) -> Self {
        let written = fields.texts(key);
        let mut set = GlobSetBuilder::new();
        for text in &written {
            let tidy = text.value.strip_prefix("./").unwrap_or(&text.value);
            let glob = GlobBuilder::new(tidy.trim_end_matches('/'))
                .literal_separator(true)
                .build();
            match glob {
                Ok(glob) => _ = set.add(glob),
                Err(error) => {
                    let why = error.kind().to_string();
                    fields.file.fault(text.span, &BadGlob(why));
                }
            }
        }
        // each pattern was built before, so that the set is, too
        let set = set.build().unwrap_or_default();
        Globs { written, set }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether a path is meant, or a folder that it lies in.
    pub fn mean(&self, path: &str) -> bool {
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        folders.chain([path]).any(|p| self.set.is_match(p))
    }
}
