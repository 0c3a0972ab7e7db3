//! What stands in a folder: what is read, what is ignored there, and what is skipped.

mod ignored;
mod messages;

pub(super) use ignored::Ignored;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::messages::{By, Say};
use super::console::Console;
use crate::text::Lang;

/// Endings of files that are taken from folders.
const ENDINGS: [&str; 10] = [
    "txt", "md", "html", "htm", "docx", "docm", "dotx", "doc", "wps", "pdf",
];

/// Endings of what people write for gouji: nobody expects it to be checked.
const OWN: [&str; 1] = ["toml"];
/// How many skipped files are kept by name.
const NAMED: usize = 1000;

/// Files in folders that are not read.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    /// How many there are, by ending in small letters.
    endings: BTreeMap<String, usize>,
    /// The first of them.
    names: Vec<PathBuf>,
    /// Files and folders that `.gitignore` or `--exclude` name.
    pub ignored: usize,
    /// Marked copies that gouji wrote.
    pub marked: usize,
}

/// What a marked copy is called that was met in a folder.
pub(super) fn marked_copy(lang: Lang) -> String {
    Say::Copy.say(lang)
}

impl Skipped {
    fn add(&mut self, path: PathBuf) {
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if OWN.iter().any(|own| ending == *own) {
            return;
        }
        let ending = ending.to_string_lossy().into_owned();
        *self.endings.entry(ending).or_default() += 1;
        if self.names.len() < NAMED {
            self.names.push(path);
        }
    }

    /// Says how many files were skipped, in a line; and which, where somebody asks for it.
    pub fn tell(&self, console: Console, verbose: bool) {
        let mut sorts: Vec<(&str, usize)> = Vec::new();
        sorts.extend(self.endings.iter().map(|(e, n)| (e.as_str(), *n)));
        sorts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        if !sorts.is_empty() {
            console.tell(&Say::Unreadable(&sorts).say(console.lang));
        }
        let known = [(By::Rule, self.ignored), (By::Mark, self.marked)];
        for (by, count) in known.into_iter().filter(|(_, n)| *n > 0) {
            console.tell(&Say::Left(by, count).say(console.lang));
        }
        for path in self.names.iter().filter(|_| verbose) {
            console.tell(&path.display().to_string());
        }
    }
}

/// Something in a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A file.
    File,
    /// A link to a file.
    Link,
    /// A pipe, a socket, a device, or a link to one.
    Special,
    /// A folder.
    Folder,
}

/// What is of interest in a folder: first the files by name, then the folders, from the last one to the first.
pub(super) fn entries(folder: &Path, skipped: &mut Skipped) -> io::Result<Vec<Entry>> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Word keeps a file ~$… beside each document that is open
        let hidden = name.starts_with('.') || name.starts_with("~$");
        let kind = entry.file_type()?;
        let path = entry.path();
        if hidden {
            continue;
        }
        let read = |path: &Path| path.extension().is_some_and(is_read);
        if kind.is_dir() {
            let kind = Kind::Folder;
            folders.push(Entry { path, kind });
        } else if read(&path) && !(kind.is_symlink() && path.is_dir()) {
            let special = || fs::metadata(&path).is_ok_and(|m| !m.is_file());
            let kind = match kind.is_file() {
                true => Kind::File,
                false if special() => Kind::Special,
                false => Kind::Link,
            };
            files.push(Entry { path, kind });
        } else if kind.is_file() {
            skipped.add(path);
        }
    }
    files.sort();
    folders.sort();
    files.extend(folders.into_iter().rev());
    Ok(files)
}

fn is_read(ending: &OsStr) -> bool {
    ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e))
}
