//! `--changed-since`: the files that differ from what a revision of their git repository holds.
//!
//! git is only asked what it has stored: which revision is meant, which files it lists, and what is in them. It is not
//! asked to look at files, for then it would run what the configuration of a repository names: file system monitors,
//! hooks, filters. Files are compared here, byte for byte; a line end of Windows is as good as another.

mod git;
mod messages;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::git::{Repository, Wrong};
use self::messages::Say;
use super::args::CheckArgs;
use super::console::Console;
use super::paths::Inputs;
use super::read::Input;

/// Leaves only the inputs that have changed since a revision; stdin stays. False when that cannot be told, which is said.
pub(super) fn keep(inputs: &mut Inputs, args: &CheckArgs, since: &str, console: Console) -> bool {
    let mut known = Known {
        since,
        repositories: BTreeMap::new(),
    };
    let mut changed = HashSet::new();
    // a folder that lies in no repository is wrong also where nothing is in it
    let mut folders = args.paths.iter().filter(|p| p.is_dir());
    let found = folders.try_for_each(|f| known.of(f).map(|_| ()));
    let found = found.and_then(|()| {
        for input in &inputs.list {
            if known.has_changed(input)? {
                changed.insert(input.clone());
            }
        }
        Ok(())
    });
    match found {
        Ok(()) => {
            let before = inputs.list.len();
            inputs.list.retain(|i| changed.contains(i));
            let (left, of) = (inputs.list.len(), before);
            if !args.quiet {
                console.tell(&Say::Kept(since, left, of).say(console.lang));
            }
            true
        }
        Err(fault) => {
            console.tell(&fault.said(since).say(console.lang));
            false
        }
    }
}

/// Why it cannot be told what has changed: where, and what is wrong.
struct Fault(PathBuf, Wrong);

impl Fault {
    fn said<'a>(&'a self, since: &'a str) -> Say<'a> {
        let Fault(path, wrong) = self;
        match wrong {
            Wrong::Outside => Say::Outside(path),
            Wrong::NoGit(error) => Say::NoGit(error),
            Wrong::NoRevision => Say::NoRevision(since, path),
            Wrong::Refused(why) => Say::Refused(path, why),
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
    fn of(&mut self, path: &Path) -> Result<(&mut Repository, PathBuf), Fault> {
        let fault = |wrong| Fault(path.to_owned(), wrong);
        let real = fs::canonicalize(path).map_err(|_| fault(Wrong::Outside))?;
        let top = real.ancestors().find(|folder| folder.join(".git").exists());
        let top = top.ok_or_else(|| fault(Wrong::Outside))?.to_owned();
        let repository = match self.repositories.remove(&top) {
            Some(known) => known,
            None => Repository::open(&top, self.since).map_err(fault)?,
        };
        Ok((self.repositories.entry(top).or_insert(repository), real))
    }

    fn has_changed(&mut self, input: &Input) -> Result<bool, Fault> {
        let Input::File(path) = input else {
            return Ok(true);
        };
        let (repository, real) = self.of(path)?;
        let fault = |wrong| Fault(path.to_owned(), wrong);
        let Some(stored) = repository.stored(&real).map_err(fault)? else {
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
