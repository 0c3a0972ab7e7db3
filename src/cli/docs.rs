//! `gouji pack docs`: a page about a pack in Markdown, or a folder of pages for browsers, with the handbook.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::DocsArgs;
use super::console::{Console, Look};
use super::messages::Text;
use super::pack::{Bench, unknown_pack};
use super::status::Status;
use crate::output::docs::Docs;
use crate::output::site::{Chapter, PLAYGROUND, Shelf, Site};
use crate::pack::{Library, Pack};
use crate::rule::Rule;
use gouji_project::Problem;
use gouji_project::read::Unread;

/// How the names of Chinese pages end.
const CHINESE: &str = ".zh-CN";

/// Runs the command.
pub(super) fn run(args: &DocsArgs) -> Option<Status> {
    let mut status = Status::default();
    let names: Vec<String> = args.which.iter().cloned().collect();
    let bench = Bench::new(&args.common, &names, &mut status)?;
    if let (Some(name), None) = (&args.which, bench.packs().next()) {
        return unknown_pack(&bench, name, status);
    }
    let console = bench.console;
    if let Some(folder) = &args.site {
        let libraries = bench.with_those_below().into_iter();
        let libraries = libraries.map(|p| (p, bench.library(p, &mut status)));
        let libraries: Vec<(&Pack, Library)> = libraries.collect();
        write(args, folder, &libraries, (console, bench.look), &mut status);
        return Some(status);
    }
    let Some(pack) = bench.packs().next() else {
        return Some(status);
    };
    let library = bench.library(pack, &mut status);
    let (own, changed) = rules_of(pack, &library);
    let rules = library.rules_of(&pack.kind).iter();
    let rules: Vec<_> = rules
        .filter(|r| own.iter().chain(&changed).any(|o| o.id == r.id))
        .collect();
    if let Some(kind) = library.kinds.iter().find(|k| k.id == pack.kind) {
        let page = Docs {
            name: pack.name.get(console.lang),
            about: &pack.source,
            kind,
            rules: &rules,
            lang: console.lang,
        };
        console.print(&mut status, |out| page.write(out));
    }
    Some(status)
}

/// What a pack says itself: its rules, and those of others that it changes.
fn rules_of<'l>(pack: &Pack, library: &'l Library) -> (Vec<&'l Rule>, Vec<&'l Rule>) {
    let changes = |id: &str| library.trail_of(id).iter().any(|s| s.pack == pack.id);
    let all = library.rules_of(&pack.kind).iter();
    let ours = all.filter(|r| r.pack == pack.id || changes(&r.id));
    ours.partition(|r| r.pack == pack.id)
}

/// Writes the pages. A file that cannot be read or written is said, and the status is that of a misuse.
fn write(
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
