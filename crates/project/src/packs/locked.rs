//! `packs.lock`: the SHA-256 of the pack files that were copied beside a configuration. Its lines are those of `sha256sum`;
//! a remark above them says which pack they are, and where it came from.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use sha2::{Digest, Sha256};

use crate::problem::Problem;
use crate::read::{self, MAX_TEXT};
use crate::settings::Settings;

/// The name of the file, which lies beside `gouji.toml`.
pub const NAME: &str = "packs.lock";

/// The first line.
const HEAD: &str = "# gouji pack add; also: sha256sum -c packs.lock";

/// The packs that were copied, with their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// In the order of the file.
    pub packs: Vec<LockedPack>,
}

/// A pack that was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedPack {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// Paths of its files from the folder of the lock, with their SHA-256 in hexadecimal digits.
    pub files: Vec<(String, String)>,
}

/// What is wrong with a file that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It is another text.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
    /// The lock itself has no such line; its number from 1.
    Line(usize),
}

impl Lock {
    /// Reads the text of a lock; the error is the number of the line that is none.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut lock = Lock::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line == HEAD {
                continue;
            }
            if let Some(remark) = line.strip_prefix('#') {
                let (id, source) = remark.trim().split_once(' ').unwrap_or((remark.trim(), ""));
                lock.packs.push(LockedPack {
                    id: id.to_owned(),
                    source: source.trim().to_owned(),
                    files: Vec::new(),
                });
                continue;
            }
            let (hash, path) = line.split_once("  ").ok_or(at + 1)?;
            let hex = hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
            if !hex || !is_inside(Path::new(path)) {
                return Err(at + 1);
            }
            if lock.packs.is_empty() {
                lock.packs.push(LockedPack::default());
            }
            if let Some(pack) = lock.packs.last_mut() {
                pack.files
                    .push((path.to_owned(), hash.to_ascii_lowercase()));
            }
        }
        Ok(lock)
    }

    /// The text of the lock.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for pack in &self.packs {
            // writing to a string does not fail
            let _ = writeln!(text, "# {} {}", pack.id, pack.source);
            for (path, hash) in &pack.files {
                let _ = writeln!(text, "{hash}  {path}");
            }
        }
        text
    }

    /// Reads the lock of a folder; an empty one where there is none.
    pub fn of(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(NAME);
        match read::text(&path) {
            Ok(text) => {
                let broken =
                    |line| Problem::Locked(path.clone(), String::new(), Breach::Line(line));
                Lock::parse(&text).map_err(broken)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Lock::default()),
            Err(error) => Err(Problem::NoPack(path, error)),
        }
    }

    /// Takes in a pack in place of the one with its id, and of all that had one of its files.
    pub fn put(&mut self, pack: LockedPack) {
        let taken = |path: &String| pack.files.iter().any(|(p, _)| p == path);
        for old in &mut self.packs {
            old.files.retain(|(path, _)| !taken(path));
        }
        self.packs
            .retain(|old| old.id != pack.id && !old.files.is_empty());
        self.packs.push(pack);
    }
}

/// The SHA-256 of bytes.
pub fn hash(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    digits.iter().fold(String::new(), |mut text, byte| {
        // writing to a string does not fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Looks for files that are not what the locks of a configuration, and of those above it, say.
pub(crate) fn verify(settings: &Settings, problems: &mut Vec<Problem>) {
    let outer = settings.outer.iter().map(|s| -> &Settings { s });
    for settings in outer.chain([settings]).filter(|s| s.trusted) {
        let folder = settings.inside("");
        match Lock::of(&folder) {
            Ok(lock) => problems.extend(breaches(&folder, &lock)),
            Err(problem) => problems.push(problem),
        }
    }
}

/// The files of a lock that are not what it says.
fn breaches(folder: &Path, lock: &Lock) -> Vec<Problem> {
    let files = lock.packs.iter().flat_map(|pack| &pack.files);
    let broken = files.filter_map(|(path, due)| {
        let breach = match bytes(&folder.join(path)) {
            Ok(bytes) if hash(&bytes) == *due => return None,
            Ok(_) => Breach::Changed,
            Err(_) => Breach::Missing,
        };
        Some(Problem::Locked(folder.join(NAME), path.clone(), breach))
    });
    broken.collect()
}

/// The bytes of a file that is a pack; of a larger one those that tell it is none.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if !read::is_plain(path) {
        return Err(io::ErrorKind::NotFound.into());
    }
    File::open(path)?
        .take(MAX_TEXT + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a path stays in the folder that it is written in.
pub(super) fn is_inside(path: &Path) -> bool {
    let mut parts = path.components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn pack(id: &str, files: &[&str]) -> LockedPack {
        let files = files.iter().map(|f| ((*f).to_owned(), hash(f.as_bytes())));
        LockedPack {
            id: id.to_owned(),
            source: "folder".to_owned(),
            files: files.collect(),
        }
    }

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let mut lock = Lock::default();
        lock.put(pack("a", &["packs/a.toml", "packs/words.toml"]));
        lock.put(pack("b", &["packs/b.toml"]));
        assert_eq!(Lock::parse(&lock.text()).unwrap(), lock);
        // a file belongs to one pack, a pack stands there once
        lock.put(pack("a", &["packs/b.toml"]));
        assert_eq!(lock.packs, [pack("a", &["packs/b.toml"])]);
    }

    #[test]
    fn what_leads_elsewhere_is_no_line() {
        let digits = "0".repeat(64);
        for path in ["../a.toml", "/etc/passwd", "a/../../b", ""] {
            assert_eq!(Lock::parse(&format!("# a x\n{digits}  {path}")), Err(2));
        }
        assert_eq!(Lock::parse("12  a.toml"), Err(1));
        assert!(Lock::parse(&format!("{digits}  a/b.toml")).is_ok());
    }

    #[test]
    fn the_hash_is_the_one_that_everybody_knows() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash(b"abc"), known);
    }
}
