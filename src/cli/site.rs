//! `gouji pack docs --site`: a folder of pages about packs, with the handbook.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::DocsArgs;
use super::console::{Console, Look};
use super::messages::Text;
use super::pack::rules_of;
use super::status::Status;
use crate::output::site::{Chapter, PLAYGROUND, Shelf, Site};
use crate::pack::{Library, Pack};
use gouji_project::Problem;
use gouji_project::read::Unread;

/// How the names of Chinese pages end.
const CHINESE: &str = ".zh-CN";

/// Writes the pages. A file that cannot be read or written is said, and the status is that of a misuse.
pub(super) fn write(
    args: &DocsArgs,
    folder: &Path,
    libraries: &[(&Pack, Library)],
    (console, look): (Console, Look),
    status: &mut Status,
) {
    let handbook = match args.handbook.as_deref().map(handbook).transpose() {
        Ok(handbook) => handbook.unwrap_or_default(),
        Err((path, error)) => {
            return unread(path, error, (console, look), status);
        }
    };
    let site = Site {
        shelves: libraries.iter().filter_map(|(p, l)| shelf(p, l)).collect(),
        handbook,
        playground: args.playground.is_some(),
    };
    let files = site.files();
    for (path, text) in &files {
        if let Err(error) = put(&folder.join(path), text.as_bytes()) {
            return unwritten(&folder.join(path), &error, console, status);
        }
    }
    if let Some(page) = &args.playground {
        let target = folder.join(PLAYGROUND);
        match fs::read(page) {
            Ok(bytes) => {
                if let Err(error) = put(&target, &bytes) {
                    return unwritten(&target, &error, console, status);
                }
            }
            Err(error) => {
                return unread(page.clone(), error, (console, look), status);
            }
        }
    }
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let shown = folder.display().to_string();
    console.say(&Text::SiteWritten(pages.count(), &shown));
}

fn unread(path: PathBuf, error: io::Error, (console, look): (Console, Look), status: &mut Status) {
    let problem = Problem::Unread(path, Unread::System(error));
    console.report(&[problem], look, status);
    status.misuse = true;
}

fn unwritten(path: &Path, error: &io::Error, console: Console, status: &mut Status) {
    console.say(&Text::CannotWriteTo(&path.display().to_string(), error));
    status.misuse = true;
}

/// Writes a file, with the folders above it.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// A pack with its rules, if its kind is there.
fn shelf<'l>(pack: &'l Pack, library: &'l Library) -> Option<Shelf<'l>> {
    let kinds = library.kinds.iter().zip(&library.samples);
    let (kind, sample) = kinds.into_iter().find(|(k, _)| k.id == pack.kind)?;
    let (rules, changed) = rules_of(pack, library);
    let settings = |id: &str| {
        let all = library.trail_of(id).iter();
        all.filter(|s| s.pack == pack.id).collect()
    };
    Some(Shelf {
        pack,
        kind,
        sample,
        rules,
        changed: changed.into_iter().map(|r| (r, settings(&r.id))).collect(),
    })
}

/// The pages of a folder: `NAME.md` in English, `NAME.zh-CN.md` in Chinese. Where one is missing, the other stands for it.
fn handbook(folder: &Path) -> Result<Vec<Chapter>, (PathBuf, io::Error)> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let mut found: BTreeMap<String, [Option<String>; 2]> = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let stem = path.file_stem().and_then(|s| s.to_str());
        let Some(stem) = stem.filter(|_| path.extension().is_some_and(|e| e == "md")) else {
            continue;
        };
        let text = fs::read_to_string(&path).map_err(failed(&path))?;
        let (name, chinese) = match stem.strip_suffix(CHINESE) {
            Some(name) => (name, true),
            None => (stem, false),
        };
        let [zh, en] = found.entry(name.to_owned()).or_default();
        *(if chinese { zh } else { en }) = Some(text);
    }
    let chapters = found.into_iter().map(|(name, [zh, en])| Chapter {
        name,
        zh: zh.clone().or_else(|| en.clone()).unwrap_or_default(),
        en: en.or(zh).unwrap_or_default(),
    });
    Ok(chapters.collect())
}
