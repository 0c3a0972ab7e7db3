//! What was read of files that packs are made of: while somebody types in one of them, the others stay as they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::roles::Role;
use super::scan::{Atom, scan};
use crate::lines::{Encoding, Lines};

/// A text with its lines, keys and strings.
#[derive(Debug, Default)]
pub struct FileText {
    /// The text.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
    /// Its keys and strings.
    pub atoms: Vec<Atom>,
    /// What they stand for, where it is a file of a pack.
    pub roles: Vec<Role>,
}

impl FileText {
    /// Reads a text.
    pub fn new(text: String, encoding: Encoding) -> Self {
        let atoms = scan(&text).atoms;
        FileText {
            lines: Lines::new(&text, encoding),
            roles: atoms.iter().map(Atom::role).collect(),
            atoms,
            text,
        }
    }
}

/// So many files are kept.
const MANY: usize = 64;

/// Files by their paths, each as it was read the last time.
#[derive(Debug, Default)]
pub struct Files(Mutex<BTreeMap<PathBuf, Arc<FileText>>>);

impl Files {
    /// What a file holds; it is read anew where its text is another one than the last time.
    pub fn read(&self, path: &Path, text: String, encoding: Encoding) -> Arc<FileText> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files.get(path).filter(|known| known.text == text) {
            return Arc::clone(known);
        }
        if files.len() >= MANY && !files.contains_key(path) {
            files.clear();
        }
        let read = Arc::new(FileText::new(text, encoding));
        files.insert(path.to_owned(), Arc::clone(&read));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_again_when_its_text_changes() {
        let files = Files::default();
        let read =
            |path: &str, text: &str| files.read(Path::new(path), text.to_owned(), Encoding::Utf8);
        let first = read("a", "x = 1");
        assert!(Arc::ptr_eq(&first, &read("a", "x = 1")));
        assert_eq!(read("b", "y = 'z'").atoms.len(), 2);
        assert_eq!(read("a", "x = 'z'").atoms.len(), 2);
        assert_eq!(first.atoms.len(), 1);
        for at in 0..200 {
            read(&at.to_string(), "");
        }
        assert!(files.0.lock().unwrap().len() <= MANY);
    }
}
