//! Where the results lie.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The ending of a file of results.
pub(super) const ENDING: &str = ".results";
/// The folder of the packs of a version begins with this.
const PACKS: &str = "packs-";
/// So many folders deep lie pack files.
const DEEPEST: usize = 3;
/// What makes programs for backups leave the folder out (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of gouji: `gouji cache clean` empties it.\n",
);
/// How many files of results stay: those that were used last.
const FILES: usize = 16;
/// What a run that was broken off left behind is gone after so long.
const DAY: Duration = Duration::from_secs(86_400);

/// The folder; `None` where the environment names none.
pub fn place() -> Option<PathBuf> {
    let named = |name: &str| {
        let value = env::var_os(name).filter(|v| !v.is_empty());
        value.map(PathBuf::from)
    };
    if let Some(own) = named("GOUJI_CACHE_DIR") {
        return Some(own);
    }
    let home = || named("HOME");
    let base = match env::consts::OS {
        "windows" => named("LOCALAPPDATA"),
        "macos" => home().map(|home| home.join("Library/Caches")),
        _ => None,
    };
    // a relative path means nothing there
    let xdg = || named("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    let base = base.or_else(xdg);
    let base = base.or_else(|| home().map(|home| home.join(".cache")))?;
    Some(base.join("gouji"))
}

/// Makes the folder: what stands in reports is nobody else's business.
pub(crate) fn make(folder: &Path) -> Option<()> {
    if folder.is_dir() {
        return is_own_alone(folder).then_some(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).ok()?;
    let (name, text) = TAG;
    fs::write(folder.join(name), text).ok()
}

/// Whether nobody else can put results into a folder: it belongs to the user, and others may not write to it. What is not
/// there yet is nobody else's.
#[cfg(unix)]
pub(super) fn is_own_alone(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    fs::metadata(folder).map_or(true, |m| m.uid() == user && m.mode() & 0o022 == 0)
}

/// The same, where systems keep what is in a user's folders for the user.
#[cfg(not(unix))]
pub(super) fn is_own_alone(_: &Path) -> bool {
    true
}

/// Removes what is too much, and what broken runs have left.
pub(super) fn tidy() {
    let Some(folder) = place() else {
        return;
    };
    let mut files = own(&folder);
    files.sort_by_key(|(_, age)| *age);
    let (shelves, drafts): (Vec<_>, Vec<_>) = files.into_iter().partition(|(p, _)| !hidden(p));
    let old = drafts.into_iter().filter(|(_, age)| *age > DAY);
    for (path, _) in shelves.into_iter().skip(FILES).chain(old) {
        fs::remove_file(path).ok();
    }
}

/// Removes all that gouji put there; how many bytes that was.
pub fn clean(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for (path, _) in own(folder) {
        bytes += remove(&path)?;
    }
    for copy in copies(folder) {
        bytes += clean_copy(&copy, DEEPEST)?;
    }
    fs::remove_file(folder.join(TAG.0)).ok();
    // it stays where something else stands in it
    fs::remove_dir(folder).ok();
    Ok(bytes)
}

/// Where the packs that come along with a version lie as files.
pub(crate) fn of_packs(folder: &Path) -> PathBuf {
    folder.join(format!("{PACKS}{}", env!("CARGO_PKG_VERSION")))
}

/// Those of all versions; what a link leads to is none.
fn copies(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_copy = |name: &str| {
        let version = name.strip_prefix(PACKS).unwrap_or_default();
        version.starts_with(|c: char| c.is_ascii_digit())
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|e| e.file_type().is_ok_and(|t| t.is_dir()));
    let copies = folders.filter(move |e| is_copy(&e.file_name().to_string_lossy()));
    copies.map(|e| e.path())
}

/// Removes the pack files in a folder and in those in it, and each folder in which nothing else is.
fn clean_copy(folder: &Path, depth: usize) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            bytes += clean_copy(&entry.path(), depth - 1)?;
        } else if kind.is_file() && entry.file_name().to_string_lossy().contains(".toml") {
            bytes += remove(&entry.path())?;
        }
    }
    fs::remove_dir(folder).ok();
    Ok(bytes)
}

/// Removes a file; how many bytes that was.
fn remove(path: &Path) -> io::Result<u64> {
    let size = fs::metadata(path).map_or(0, |m| m.len());
    fs::remove_file(path)?;
    Ok(size)
}

/// The files of results and the drafts of them, with how long ago each was written.
fn own(folder: &Path) -> Vec<(PathBuf, Duration)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| is_result(&entry.file_name()));
    ours.filter_map(|entry| Some((entry.path(), age(&entry)?)))
        .collect()
}

fn age(entry: &DirEntry) -> Option<Duration> {
    let written = entry.metadata().ok()?.modified().ok()?;
    Some(
        SystemTime::now()
            .duration_since(written)
            .unwrap_or_default(),
    )
}

/// `0123….results`, and `.0123….results.77` while it is written.
fn is_result(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let name = name.trim_start_matches('.');
    let Some((digest, _)) = name.split_once(ENDING) else {
        return false;
    };
    digest.len() == 32 && digest.bytes().all(|b| b.is_ascii_hexdigit())
}

fn hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with('.')
}
