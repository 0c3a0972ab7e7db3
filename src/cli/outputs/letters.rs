//! `-f letters=FOLDER`: a Word document for each body whose reports have findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::PathBuf;

use super::messages::Say;
use crate::annotate::letter::Letter;
use crate::cli::args::{Format, Target};
use crate::cli::atomic::AtomicFile;
use crate::cli::console::Console;
use crate::cli::messages::Text;
use crate::cli::paths::first_free;
use crate::cli::status::Status;
use crate::diagnostic::LintResult;
use crate::document::Document;

/// The letters of a run.
pub(super) struct Letters {
    folder: PathBuf,
    /// By body.
    all: BTreeMap<String, Letter>,
    console: Console,
}

impl Letters {
    /// The letters that the options ask for. Says what is wrong with that; then it is an error.
    pub fn open(targets: &[Target], console: Console) -> Result<Option<Self>, ()> {
        let mut asked = targets.iter().filter(|t| t.format == Format::Letters);
        let Some(target) = asked.next() else {
            return Ok(None);
        };
        let folder = target.file.clone().filter(|f| !f.as_os_str().is_empty());
        let Some(folder) = folder.filter(|_| asked.next().is_none()) else {
            console.tell(&Say::OneFolder.say(console.lang));
            return Err(());
        };
        if let Err(error) = fs::create_dir_all(&folder) {
            console.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
            return Err(());
        }
        Ok(Some(Letters {
            folder,
            all: BTreeMap::new(),
            console,
        }))
    }

    /// Takes in a result.
    pub fn add(&mut self, document: &Document, checked: &LintResult) {
        let Some(letter) = Letter::new(document, checked, self.console.lang) else {
            return;
        };
        match self.all.get_mut(letter.body()) {
            Some(known) => known.add(letter),
            None => drop(self.all.insert(letter.body().to_owned(), letter)),
        }
    }

    /// Writes the documents, and says how many there are, or what could not be written.
    pub fn finish(self, day: &str, status: &mut Status) {
        let (console, lang) = (self.console, self.console.lang);
        let mut names = BTreeSet::new();
        for letter in self.all.values() {
            let name = free(&letter.name(lang), &names);
            let path = self.folder.join(&name);
            let bytes = letter.docx(day, lang);
            let bytes = bytes.map_err(|error| io::Error::other(error.message(lang)));
            if let Err(error) = bytes.and_then(|bytes| AtomicFile::new(&path)?.keep_with(&bytes)) {
                console.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                status.misuse = true;
                return;
            }
            names.insert(name);
        }
        let folder = self.folder.display().to_string();
        console.tell(&Say::Letters(names.len(), &folder).say(lang));
    }
}

/// A name that no other letter has.
fn free(name: &str, names: &BTreeSet<String>) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = |n: usize| match n {
        1 => name.to_owned(),
        n => format!("{stem}-{n}.{ending}"),
    };
    first_free(numbered, |n| names.contains(n))
}
