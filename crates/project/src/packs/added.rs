//! Packs that are copied beside a configuration, so that a run needs nothing from elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fetched::{Address, is_address};
use super::locked::{Lock, LockedPack, NAME, bytes, hash, is_inside};
use crate::atomic::AtomicFile;
use crate::config;
use crate::problem::Problem;
use crate::read::MAX_TEXT;
use crate::settings::above;
use gouji_core::pack::{self, Source, SourceOrigin};
use gouji_core::text::Lang;

/// The folder that packs are copied into.
const FOLDER: &str = "packs";
/// Where packs may lie in a folder that holds other things too.
const INSIDE: [&str; 3] = ["", "packs", "rules"];
/// More files than this are no pack.
const MOST: usize = 300;

/// Why a pack was not added; then nothing was written.
#[derive(Debug)]
pub enum NotAdded {
    /// There is no pack at a place.
    NoPack(String),
    /// It cannot be read or written.
    System(PathBuf, io::Error),
    /// A pack names a file that lies outside of its folder.
    Outside(String),
    /// A file is there already, and is another one.
    Differs(Vec<String>),
    /// The lock cannot be read.
    Lock(Problem),
    /// An address of a repository without a tag, or there is no such tag.
    NoTag,
    /// It is no address that is asked.
    Address(String),
    /// git cannot be started.
    NoGit(io::Error),
    /// git says no; why.
    Refused(String),
}

/// What was copied.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// The configuration beside which it was put, or where it would be.
    pub config: PathBuf,
    /// Ids of the packs, with the paths of their first files from the folder of the configuration.
    pub packs: Vec<(String, String)>,
    /// How many files were written.
    pub written: usize,
    /// How many were there already, just so.
    pub same: usize,
}

/// Files of packs, by their paths from the folder of the packs.
type Files = BTreeMap<String, Vec<u8>>;

/// Copies the packs of a source beside the configuration of the current folder, or beside the one that is named.
pub fn add(source: &str, config: Option<&Path>, replace: bool) -> Result<Added, NotAdded> {
    let config = config.map(Path::to_owned).or_else(|| {
        let here = std::env::current_dir().ok()?;
        Some(above(&here)?.1)
    });
    let config = config.unwrap_or_else(|| PathBuf::from(config::NAME));
    if !is_address(source) {
        let (folder, first) = place(Path::new(source))?;
        return copy(&folder, &first, (source, &config), replace);
    }
    let address = Address::parse(source)?;
    let fetched = address.fetch()?;
    let (folder, first) = place(fetched.folder.path())?;
    let from = format!("{}@{} {}", address.url, address.tag, fetched.commit);
    copy(&folder, &first, (&from, &config), replace)
}

/// The folder of packs that a path means, and their first files in it.
fn place(path: &Path) -> Result<(PathBuf, Vec<String>), NotAdded> {
    let none = || NotAdded::NoPack(path.display().to_string());
    if !path.is_dir() {
        let name = path.file_name().and_then(|n| n.to_str()).ok_or_else(none)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        return match is_first(path)? {
            true => Ok((folder, vec![name.to_owned()])),
            false => Err(none()),
        };
    }
    for inside in INSIDE {
        let folder = path.join(inside);
        let mut first = Vec::new();
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok).take(MOST) {
            let plain = entry.file_type().is_ok_and(|t| t.is_file());
            let name = entry.file_name().to_str().map(str::to_owned);
            let name = name.filter(|n| plain && n.ends_with(".toml") && n != config::NAME);
            if let Some(name) = name
                && is_first(&entry.path())?
            {
                first.push(name);
            }
        }
        first.sort();
        if !first.is_empty() {
            return Ok((folder, first));
        }
    }
    Err(none())
}

/// Whether a file is the first one of a pack.
fn is_first(path: &Path) -> Result<bool, NotAdded> {
    let text = text(path)?;
    Ok(pack::is_pack(&text) && !pack::is_part(&text))
}

fn text(path: &Path) -> Result<String, NotAdded> {
    let failed = |error| NotAdded::System(path.to_owned(), error);
    let bytes = bytes(path).map_err(failed)?;
    if bytes.len() as u64 > MAX_TEXT {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    String::from_utf8(bytes).map_err(|_| failed(io::ErrorKind::InvalidData.into()))
}

/// A first file with all that it refers to.
fn with_parts(folder: &Path, first: &str, files: &mut Files) -> Result<(), NotAdded> {
    let mut waiting = vec![first.to_owned()];
    while let Some(name) = waiting.pop() {
        if files.contains_key(&name) {
            continue;
        }
        if !is_inside(Path::new(&name)) || files.len() >= MOST {
            return Err(NotAdded::Outside(name));
        }
        let path = folder.join(&name);
        // a link leads where it likes
        if leads_out(folder, &path) {
            return Err(NotAdded::Outside(name));
        }
        let text = text(&path)?;
        if !pack::is_pack(&text) {
            return Err(NotAdded::NoPack(name));
        }
        let source = Source {
            name: name.clone(),
            text: text.clone().into(),
            origin: SourceOrigin::Explicit,
        };
        waiting.extend(pack::references(&source));
        files.insert(name, text.into_bytes());
    }
    Ok(())
}

/// Whether a path in a folder leads out of it, by links.
fn leads_out(folder: &Path, path: &Path) -> bool {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let real = |path: &Path| fs::canonicalize(path).ok();
    let both = real(folder).zip(real(path));
    both.is_some_and(|(folder, path)| !path.starts_with(folder))
}

fn copy(
    folder: &Path,
    first: &[String],
    (from, config): (&str, &Path),
    replace: bool,
) -> Result<Added, NotAdded> {
    let top = config.parent().unwrap_or(Path::new("")).to_owned();
    let mut lock = Lock::of(&top).map_err(NotAdded::Lock)?;
    let mut added = Added {
        config: config.to_owned(),
        ..Added::default()
    };
    let mut all = Files::new();
    for name in first {
        let mut files = Files::new();
        with_parts(folder, name, &mut files)?;
        let id = id(name, &files).ok_or_else(|| NotAdded::NoPack(name.clone()))?;
        let put = |name: &String| format!("{FOLDER}/{name}");
        lock.put(LockedPack {
            id: id.clone(),
            source: from.split_whitespace().collect::<Vec<_>>().join(" "),
            files: files
                .iter()
                .map(|(name, text)| (put(name), hash(text)))
                .collect(),
        });
        added.packs.push((id, put(name)));
        all.extend(files);
    }
    let wanted = all
        .into_iter()
        .map(|(name, text)| (top.join(FOLDER).join(name), text));
    let (same, changed): (Vec<_>, Vec<_>) =
        wanted.partition(|(path, text)| bytes(path).is_ok_and(|old| old == *text));
    let differs = changed
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok());
    let differs: Vec<String> = differs
        .map(|(path, _)| path.display().to_string())
        .collect();
    if !differs.is_empty() && !replace {
        return Err(NotAdded::Differs(differs));
    }
    (added.same, added.written) = (same.len(), changed.len());
    for (path, text) in &changed {
        write(path, text)?;
    }
    write(&top.join(NAME), lock.text().as_bytes())?;
    Ok(added)
}

fn write(path: &Path, text: &[u8]) -> Result<(), NotAdded> {
    let failed = |error| NotAdded::System(path.to_owned(), error);
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    folder.map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    let file = AtomicFile::new(path).map_err(failed)?;
    file.keep_with(text).map_err(failed)
}

/// The id of the pack that begins in a file.
fn id(first: &str, files: &Files) -> Option<String> {
    let source = |(name, text): (&String, &Vec<u8>)| Source {
        name: name.clone(),
        text: String::from_utf8_lossy(text).into_owned().into(),
        origin: SourceOrigin::Explicit,
    };
    let mut sources = gouji_packs::sources();
    sources.extend(files.iter().map(source));
    let catalogue = gouji_packs::catalogue_of(sources, Lang::default());
    let found = catalogue
        .packs()
        .iter()
        .find(|p| p.foreign && p.path == first);
    found.map(|p| p.id.clone())
}
