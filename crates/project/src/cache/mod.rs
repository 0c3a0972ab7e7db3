//! The results of earlier runs. A result is a function of the bytes of a report and of what is listed in `key`; where none
//! of that has changed, it is taken from a file instead of being worked out again.
//!
//! - `key` names all that a result depends on: settings, files, what was accepted beside a report.
//! - `kept` is what is stored of a result: enough for every output that goes report by report.
//! - `file` is a file of results, one for each settings; `index` is what stands where in it.
//! - `folder` is where these files lie.
//!
//! Nothing here fails a run: what cannot be read is worked out, what cannot be written is not kept.
//!
//! # When a file counts as unchanged
//!
//! As in git: when its path, size and times are those of the last run, it is not opened. A file that was changed within
//! two seconds before it was read may change again without another time, so its content is compared the next time.
//! Where the system records the time of the last change of any kind (Unix), setting the time of a file back does not hide
//! that it was changed; elsewhere new content of the same size with the old time is not noticed, and `--no-cache` is
//! the way out.

mod file;
mod folder;
mod index;
mod kept;
mod key;

pub use folder::{clean, place};
pub(crate) use folder::{make, of_packs};
pub use kept::{outcome, stored, to_bytes};
pub use key::{Words, code_is_in};

use std::path::PathBuf;

use self::file::CacheFile;
use self::index::Stamp;
use self::kept::Kept;
use crate::accept::AcceptanceFolders;
use crate::linters::Linters;
use crate::read::{Input, Unread};
use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;
use gouji_core::linter::{Linter, Seen};

/// The shelves of a run.
pub struct Cache {
    /// One for each linter.
    shelves: Vec<CacheFile>,
    /// The rules of a report are named in an output, also when they did not run.
    names_rules: bool,
}

/// A result with what came of the waivers.
pub type Outcome = (Document, LintResult, Vec<Seen>);

/// The place of one input on a shelf.
pub struct Slot<'a> {
    shelf: &'a CacheFile,
    linter: &'a Linter,
    file: PathBuf,
    /// What else its result depends on.
    beside: Words,
    names_rules: bool,
}

impl Cache {
    /// Opens the cache. LibreOffice may help with documents that were named, and with those that were met in folders;
    /// `names_rules`: the rules of a report are asked for, also when they did not run.
    pub fn open(linters: &Linters, office: [bool; 2], names_rules: bool) -> Option<Self> {
        let folder = folder::place().filter(|f| folder::is_own_alone(f))?;
        let common = key::common(office)?;
        let words = linters.words().iter();
        let shelves = words.map(|own| CacheFile::open(&folder, common.and(own).name()));
        Some(Cache {
            shelves: shelves.collect(),
            names_rules,
        })
    }

    /// Where the result of an input is kept.
    pub fn slot<'a>(
        &'a self,
        (input, name): (&Input, &str),
        linters: &'a Linters,
        acceptances: &AcceptanceFolders,
    ) -> Option<Slot<'a>> {
        if *input == Input::Stdin {
            return None;
        }
        let (file, beside) = acceptances.beside(input, name)?;
        Some(Slot {
            shelf: self.shelves.get(linters.at(input)?)?,
            linter: linters.of(input)?,
            file,
            beside,
            names_rules: self.names_rules,
        })
    }

    /// Keeps what is new for the next run.
    pub fn close(self) {
        let mut any = false;
        for shelf in self.shelves {
            any |= shelf.save().is_some();
        }
        if any {
            folder::tidy();
        }
    }
}

impl Slot<'_> {
    /// The result that is kept, else the one of `work`, which is kept from now on.
    pub fn result(
        self,
        (input, name): (&Input, &str),
        work: impl FnOnce(&[u8]) -> Result<Outcome, Unread>,
    ) -> Result<Outcome, Unread> {
        let path = self.beside.with(self.file.as_os_str().as_encoded_bytes());
        let path = path.name();
        // before the file is read: what changes afterwards has another stamp
        let stamp = Stamp::of(&self.file);
        if let Some(bytes) = self.shelf.by_path(path, stamp.as_ref())
            && let Some(outcome) = self.opened(&bytes, name)
        {
            return Ok(outcome);
        }
        let bytes = input.bytes()?;
        let content = self.beside.with(&bytes).name();
        if let Some(kept) = self.shelf.by_content(content)
            && let Some(outcome) = self.opened(&kept, name)
        {
            self.shelf.name(path, content, stamp);
            return Ok(outcome);
        }
        let (document, checked, seen) = work(&bytes)?;
        if let Some(kept) = kept::to_bytes(&document, &checked, &seen) {
            self.shelf.put(path, content, stamp, &kept);
        }
        Ok((document, checked, seen))
    }

    fn opened(&self, bytes: &[u8], name: &str) -> Option<Outcome> {
        let (document, checked, seen) = Kept::read(bytes)?.outcome(name)?;
        if self.names_rules {
            self.linter.prepare(&checked.packs);
        }
        Some((document, checked, seen))
    }
}
