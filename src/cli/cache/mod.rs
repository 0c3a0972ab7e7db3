//! The results of earlier runs. A result is a function of the bytes of a report and of what is listed in `key`; where none
//! of that has changed, it is taken from a file instead of being worked out again.
//!
//! - `key` names all that a result depends on: settings, files, what was accepted beside a report.
//! - `kept` is what is stored of a result: enough for every output that goes report by report.
//! - `file` is a file of results, one for each settings; `index` tells what stands where in it.
//! - `folder` is where these files lie; `command` shows and empties it.
//! - `messages`: what is said, in both languages.
//!
//! Nothing here fails a run: what cannot be read is worked out, what cannot be written is not kept.
//!
//! # When a file counts as unchanged
//!
//! As in git: when its path, size and times are those of the last run, it is not opened. A file that was changed within
//! two seconds before it was read may change again without another time, so its content is compared the next time.
//! Where the system tells the time of the last change of any kind (Unix), setting the time of a file back does not hide
//! that it was changed; elsewhere new content of the same size with the old time is not noticed, and `--no-cache` is
//! the way out.

mod command;
mod file;
mod folder;
mod index;
mod kept;
mod messages;

pub(super) use command::run;
pub(super) use folder::{make, of_packs, place};
pub(super) use kept::stored;

use std::path::PathBuf;

use gouji_project::cache::key::{self, Words};

use self::file::CacheFile;
use self::index::Stamp;
use self::kept::Kept;
use super::accept::AcceptanceFolders;
use super::args::{CheckArgs, keep};
use super::linters::Linters;
use super::read::{Input, Unread};
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::linter::{Keep, Linter, Seen};

/// The shelves of a run.
pub(super) struct Cache {
    /// One for each linter.
    shelves: Vec<CacheFile>,
    /// The rules of a report are named in an output, also when they did not run.
    names_rules: bool,
}

/// A result with what came of the waivers.
pub(super) type Outcome = (Document, Checked, Vec<Seen>);

/// The place of one input on a shelf.
pub(super) struct Slot<'a> {
    shelf: &'a CacheFile,
    linter: &'a Linter,
    file: PathBuf,
    /// What else its result depends on.
    beside: Words,
    names_rules: bool,
}

impl Cache {
    /// Opens the cache, where a run may use it.
    pub fn open(args: &CheckArgs, linters: &Linters) -> Option<Self> {
        let whole = keep(&args.format) != Keep::Findings;
        if args.again.no_cache || args.timings || whole || args.mend.level().is_some() {
            return None;
        }
        let folder = folder::place().filter(|f| folder::is_own_alone(f))?;
        let office = [true, false].map(|named| args.reading.allows_office(named));
        let common = key::common(office)?;
        let words = linters.words().iter();
        let shelves = words.map(|own| CacheFile::open(&folder, common.and(own).name()));
        Some(Cache {
            shelves: shelves.collect(),
            names_rules: args.format.iter().any(|t| t.format.names_rules()),
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
