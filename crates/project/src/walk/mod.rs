//! What stands in a folder: what is read, what is ignored there, and what is skipped.

mod ignored;
mod own;

pub use ignored::Ignored;
pub use own::configurations;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Endings of files that are taken from folders.
const ENDINGS: [&str; 13] = [
    "txt", "md", "html", "htm", "docx", "docm", "dotx", "doc", "wps", "pdf", "xlsx", "xlsm", "xltx",
];

/// Endings of what people write for gouji: nobody expects it to be checked.
const OWN: [&str; 1] = ["toml"];
/// How many skipped files are kept by name.
const NAMED: usize = 1000;

/// Files in folders that are not read.
#[derive(Debug, Default)]
pub struct Skipped {
    /// How many there are, by ending in small letters.
    endings: BTreeMap<String, usize>,
    /// The first of them.
    pub names: Vec<PathBuf>,
    /// Files and folders that `.gitignore` or `--exclude` name.
    pub ignored: usize,
    /// Marked copies that gouji wrote.
    pub marked: usize,
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

    /// How many there are by ending, the most first.
    pub fn by_ending(&self) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> = Vec::new();
        all.extend(self.endings.iter().map(|(e, n)| (e.as_str(), *n)));
        all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        all
    }
}

/// Something in a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub kind: Kind,
}

/// What something in a folder is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
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
pub(crate) fn entries(folder: &Path, skipped: &mut Skipped) -> io::Result<Vec<Entry>> {
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
