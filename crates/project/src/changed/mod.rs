//! The files that differ from what a revision of their git repository holds.
//!
//! git is only asked what it has stored: which revision is meant, which files it lists, and what is in them. It is not
//! asked to look at files, for then it would run what the configuration of a repository names: file system monitors,
//! hooks, filters. Files are compared here, byte for byte; a line end of Windows is as good as another.

pub(crate) mod git;
mod messages;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::git::{Repository, Wrong};
use crate::read::Input;

/// Leaves only the inputs that have changed since a revision; stdin stays. The paths are those that were named.
///
/// # Errors
///
/// That it cannot be determined: a path lies in no repository, or git does not answer.
pub fn keep(inputs: &mut Vec<Input>, paths: &[PathBuf], since: &str) -> Result<(), Unknown> {
    let mut known = Known {
        since,
        repositories: BTreeMap::new(),
    };
    // a folder that lies in no repository is wrong also where nothing is in it
    for folder in paths.iter().filter(|p| p.is_dir()) {
        known.of(folder)?;
    }
    let mut changed = HashSet::new();
    for input in inputs.iter() {
        if known.has_changed(input)? {
            changed.insert(input.clone());
        }
    }
    inputs.retain(|i| changed.contains(i));
    Ok(())
}

/// Why it cannot be determined what has changed.
#[derive(Debug)]
pub struct Unknown {
    /// The file or folder.
    path: PathBuf,
    /// The revision.
    since: String,
    wrong: Wrong,
}

impl Unknown {
    fn new(path: &Path, since: &str, wrong: Wrong) -> Self {
        Unknown {
            path: path.to_owned(),
            since: since.to_owned(),
            wrong,
        }
    }
}

/// The repositories that were opened, by their folders.
struct Known<'a> {
    since: &'a str,
    repositories: BTreeMap<PathBuf, Repository>,
}

impl Known<'_> {
    /// The repository in which a file or folder lies, and its path without links.
    fn of(&mut self, path: &Path) -> Result<(&mut Repository, PathBuf), Unknown> {
        let since = self.since;
        let fault = |wrong| Unknown::new(path, since, wrong);
        let real = fs::canonicalize(path).map_err(|_| fault(Wrong::Outside))?;
        let top = real.ancestors().find(|folder| folder.join(".git").exists());
        let top = top.ok_or_else(|| fault(Wrong::Outside))?.to_owned();
        let repository = match self.repositories.remove(&top) {
            Some(known) => known,
            None => Repository::open(&top, self.since).map_err(fault)?,
        };
        Ok((self.repositories.entry(top).or_insert(repository), real))
    }

    fn has_changed(&mut self, input: &Input) -> Result<bool, Unknown> {
        let Input::File(path) = input else {
            return Ok(true);
        };
        let since = self.since;
        let (repository, real) = self.of(path)?;
        let stored = repository.stored(&real);
        let Some(stored) = stored.map_err(|wrong| Unknown::new(path, since, wrong))? else {
            return Ok(true);
        };
        // what cannot be read, or is too large, is said when it is checked
        Ok(input.bytes().map_or(true, |now| !same(&now, &stored)))
    }
}

/// Whether two contents are the same, whatever ends their lines.
fn same(now: &[u8], stored: &[u8]) -> bool {
    if now == stored {
        return true;
    }
    let is_text = !now.contains(&0) && !stored.contains(&0);
    is_text && lines(now).eq(lines(stored))
}

/// The bytes of a text without those that stand before a line end.
fn lines(text: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let next = text.iter().skip(1).copied().map(Some).chain([None]);
    let pairs = text.iter().copied().zip(next);
    pairs
        .filter(|pair| *pair != (b'\r', Some(b'\n')))
        .map(|(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_no_change_of_a_text() {
        assert!(same(b"a\r\nb\r\n", b"a\nb\n"));
        assert!(!same(b"a\r\nb", b"a\nb\n"));
        assert!(!same(b"a\rb", b"ab"));
        assert!(!same(b"\0a\r\n", b"\0a\n"));
    }
}
