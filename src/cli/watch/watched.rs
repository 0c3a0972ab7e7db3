//! Which folders are watched, and how the files in them stand.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::accept::baseline;
use crate::cli::args::CheckArgs;
use crate::cli::atomic::real;
use crate::cli::packs::Wanted;
use crate::cli::paths::Inputs;
use crate::cli::read::Input;
use crate::cli::settings::Finder;
use crate::config;
use crate::text::Lang;

/// The folders that are watched.
pub(super) struct Watched {
    watcher: RecommendedWatcher,
    /// Where configurations, packs, waivers and baselines may stand.
    beside: BTreeSet<PathBuf>,
}

impl Watched {
    /// Watches nothing yet.
    pub fn new(watcher: RecommendedWatcher) -> Self {
        Watched {
            watcher,
            beside: BTreeSet::new(),
        }
    }

    /// Watches all that a run reads; what cannot be watched is said. Folders may have come and gone since the last time.
    pub fn follow(&mut self, args: &CheckArgs) -> Option<String> {
        let mut wrong = None;
        let mut watch = |path: &Path, mode| {
            if let Err(error) = self.watcher.watch(path, mode) {
                wrong = Some(format!("{}: {error}", path.display()));
            }
        };
        self.beside.clear();
        for path in args.paths.iter().map(|path| whole(path)) {
            let folder = match path.is_dir() {
                true => path.as_path(),
                false => path.parent().unwrap_or(&path),
            };
            if path.is_dir() || has_wildcards(&path) {
                watch(folder, RecursiveMode::Recursive);
            }
            // a folder may be replaced as a whole
            self.beside.extend(path.parent().map(Path::to_owned));
            self.beside.extend(up(folder));
        }
        self.beside.extend(packs(args));
        let named = args.accepting.baseline.as_deref();
        self.beside
            .extend(named.and_then(|b| real(b).parent().map(Path::to_owned)));
        for folder in self.beside.iter().filter(|f| f.is_dir()) {
            watch(folder, RecursiveMode::NonRecursive);
        }
        wrong
    }
}

/// What is there of a path: a pattern stands for the folder before its first wildcard.
fn whole(path: &Path) -> PathBuf {
    if path.exists() {
        return real(path);
    }
    let there = path.ancestors().skip(1).find(|p| p.is_dir());
    let folder = real(
        there
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    );
    match path.file_name() {
        Some(name) if there == path.parent() => folder.join(name),
        _ => folder,
    }
}

fn has_wildcards(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// A folder and those above it in which a configuration for it may appear: up to the nearest one, else to the current
/// folder.
fn up(folder: &Path) -> Vec<PathBuf> {
    let here = real(Path::new("."));
    let mut found = Vec::new();
    for above in folder.ancestors() {
        found.push(above.to_owned());
        let within = above.starts_with(&here);
        if above.join(config::NAME).is_file() || above == here || !within {
            break;
        }
    }
    found
}

/// The folders of the packs that are wanted.
fn packs(args: &CheckArgs) -> Vec<PathBuf> {
    let request = args.common.request(Lang::default());
    let mut finder = Finder::new(request.clone());
    let mut folders = Vec::new();
    for path in &args.paths {
        let found = finder.of_named(path);
        let settings = found.as_ref().map(|f| &*f.settings);
        if let Some(settings) = settings {
            folders.extend(real(&settings.path).parent().map(Path::to_owned));
        }
        // what is wrong is said by the run
        let wanted = Wanted::new(&request, settings, &mut Vec::new());
        let files = wanted
            .packs
            .iter()
            .map(PathBuf::from)
            .chain(wanted.by_place);
        let files = files.filter(|path| path.is_file());
        folders.extend(files.filter_map(|path| real(&path).parent().map(Path::to_owned)));
    }
    folders
}

/// How files stood at a moment.
pub(super) struct Snapshot {
    /// Reports, and what decides about them.
    files: BTreeMap<PathBuf, Option<(u64, SystemTime)>>,
    reports: usize,
}

impl Snapshot {
    /// How all files stand that a run reads.
    pub fn take(args: &CheckArgs, watched: &Watched) -> Self {
        let mut finder = Finder::new(args.common.request(Lang::default()));
        let inputs = Inputs::find(&args.paths, args.walking.quietly(), &mut finder);
        let mut files = BTreeMap::new();
        let outputs: Vec<PathBuf> = args
            .format
            .iter()
            .filter_map(|t| t.file.as_deref().map(real))
            .collect();
        let mut folders = watched.beside.clone();
        let mut reports = 0;
        for input in &inputs.list {
            if let Input::File(path) = input
                && (outputs.is_empty() || !outputs.contains(&real(path)))
            {
                reports += 1;
                files.insert(path.clone(), state(path));
                folders.extend(path.parent().map(Path::to_owned));
            }
        }
        for folder in folders {
            let folder = match folder.as_os_str().is_empty() {
                true => PathBuf::from("."),
                false => folder,
            };
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                if decides(args, &entry.path()) {
                    files.insert(real(&entry.path()), state(&entry.path()));
                }
            }
        }
        Snapshot { files, reports }
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.reports
    }

    /// The files that are new, other or gone in a later one, as they are short to read.
    pub fn changed(&self, later: &Snapshot) -> Vec<String> {
        let all: BTreeSet<&PathBuf> = self.files.keys().chain(later.files.keys()).collect();
        let here = env::current_dir().unwrap_or_default();
        let other = |path: &&&PathBuf| self.files.get(**path) != later.files.get(**path);
        let short = |path: &PathBuf| {
            let short = path.strip_prefix(&here).unwrap_or(path);
            short.display().to_string()
        };
        all.iter().filter(other).map(|path| short(path)).collect()
    }
}

fn state(path: &Path) -> Option<(u64, SystemTime)> {
    let found = fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()?))
}

/// Whether a file is a configuration, a pack, a file of waivers or a baseline.
fn decides(args: &CheckArgs, path: &Path) -> bool {
    let named = args.accepting.baseline.as_deref();
    path.extension().is_some_and(|e| e == "toml")
        || path.file_name().is_some_and(|n| n == baseline::NAME)
        || named.is_some_and(|named| real(named) == real(path))
}
