//! Finds `gouji.toml`: for each file the nearest one from its folder up, read once.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Config};
use crate::problem::Problem;
use crate::request::Request;
use crate::trust::Trust;
use gouji_core::fields::{File, Problem as FileProblem};
use gouji_core::pack::ConfigLayer;

/// A configuration with the file that it stands in.
#[derive(Debug)]
pub struct Settings {
    /// The path, as it is shown.
    pub path: PathBuf,
    /// What stands in the file.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What is wrong with it, as far as it does not name rules and parameters.
    pub problem: Option<FileProblem>,
    /// The trusted configurations above it, the outermost first: their packs hold here, too, with what they lock.
    pub outer: Vec<Arc<Settings>>,
    /// Whether it may name packs and files, and not only choose among rules.
    pub trusted: bool,
    /// Its folder, with all links followed.
    folder: PathBuf,
}

impl Settings {
    /// A configuration with this text.
    pub fn of(path: &Path, text: String, trusted: bool, request: &Request) -> Self {
        let name = shown(path);
        let (config, problem) = config::read(&name, &text, trusted, request.lang);
        let file = File::new(&name, &text, request.lang, false);
        config.output.judge(&file, &request.words);
        let problem = merged(problem, file.problem());
        Settings {
            folder: real(path.parent().unwrap_or(Path::new(""))),
            path: path.to_owned(),
            text,
            config,
            problem,
            outer: Vec::new(),
            trusted,
        }
    }

    /// A path that is written in the file.
    pub fn inside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The configuration as a layer on packs, with some of its `[[path]]` tables.
    pub fn top(&self, areas: Vec<usize>) -> ConfigLayer {
        ConfigLayer {
            name: shown(&self.path),
            text: self.text.clone(),
            areas,
        }
    }
}

/// The configuration for the files of a folder.
#[derive(Clone, Debug)]
pub struct Found {
    /// The configuration.
    pub settings: Arc<Settings>,
    /// The folder, from that of the configuration; `None` when it lies elsewhere.
    inside: Option<String>,
}

impl Found {
    /// Whether a file or folder is read that is met in this folder.
    pub fn takes(&self, name: &OsStr, is_folder: bool) -> bool {
        let config = &self.settings.config;
        match self.path(name) {
            Some(path) if is_folder => !config.exclude.mean(&path),
            Some(path) => config.takes(&path),
            None => true,
        }
    }

    /// The places of the `[[path]]` tables that mean a file of this folder.
    pub fn areas_of(&self, name: &OsStr) -> Vec<usize> {
        let path = self.path(name);
        path.map(|p| self.settings.config.areas_of(&p))
            .unwrap_or_default()
    }

    fn path(&self, name: &OsStr) -> Option<String> {
        let (inside, name) = (self.inside.as_ref()?, name.to_string_lossy());
        Some(match inside.is_empty() {
            true => name.into_owned(),
            false => format!("{inside}/{name}"),
        })
    }
}

/// Finds configurations, and keeps those that it has found.
#[derive(Debug)]
pub struct Finder {
    pub(crate) request: Request,
    /// What was wrong so far.
    pub(crate) problems: Vec<Problem>,
    trust: Trust,
    /// By folder, as it is called.
    by_folder: HashMap<PathBuf, Option<Found>>,
    /// By path, each once; `None` for what could not be read.
    files: HashMap<PathBuf, Option<Arc<Settings>>>,
}

impl Finder {
    /// A finder that has found nothing yet.
    pub fn new(request: Request) -> Self {
        Finder {
            trust: Trust::new(&request),
            request,
            problems: Vec::new(),
            by_folder: HashMap::new(),
            files: HashMap::new(),
        }
    }

    /// What is wrong with what was looked for since the last time that somebody asked, in order: configurations, packs,
    /// baselines and waivers.
    pub fn problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// The configuration for a file.
    pub fn of(&mut self, file: &Path) -> Option<Found> {
        self.in_folder(file.parent().unwrap_or(Path::new("")))
    }

    /// The configuration for what people name: a file, a folder, or a pattern.
    pub fn of_named(&mut self, path: &Path) -> Option<Found> {
        match path.is_dir() {
            true => self.in_folder(path),
            false => self.of(path),
        }
    }

    /// The configuration for the files of a folder.
    pub fn in_folder(&mut self, folder: &Path) -> Option<Found> {
        if self.request.no_config {
            return None;
        }
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let whole = real(folder);
        let named = self.request.config.clone();
        let path = named.or_else(|| above(&whole).map(|(_, p)| short(&p)));
        let found = path.and_then(|path| self.open(path)).map(|settings| {
            let inside = whole.strip_prefix(&settings.folder).ok();
            let inside = inside.map(|p| p.to_string_lossy().replace('\\', "/"));
            Found { settings, inside }
        });
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    /// Whether a file or folder is read that is met in a folder that was named.
    pub fn takes(&mut self, path: &Path, is_folder: bool) -> bool {
        let found = self.of(path).zip(path.file_name());
        found.is_none_or(|(found, name)| found.takes(name, is_folder))
    }

    /// The configurations that were used so far.
    pub fn used(&self) -> Vec<&Settings> {
        let mut used: Vec<&Settings> = self.files.values().flatten().map(Arc::as_ref).collect();
        used.sort_by(|a, b| a.path.cmp(&b.path));
        used
    }

    /// The trusted configurations above a folder, the outermost first.
    fn outer(&mut self, folder: &Path) -> Vec<Arc<Settings>> {
        let next = folder.parent().and_then(above);
        let Some(settings) = next.and_then(|(_, path)| self.open(short(&path))) else {
            return Vec::new();
        };
        let mut outer = settings.outer.clone();
        if settings.trusted {
            outer.push(settings);
        }
        outer
    }

    fn open(&mut self, path: PathBuf) -> Option<Arc<Settings>> {
        if let Some(known) = self.files.get(&path) {
            return known.clone();
        }
        let named = self.request.config.as_ref();
        let folder = path.parent().map(real).unwrap_or_default();
        let trusted = named == Some(&path) || self.trust.covers(&folder);
        let read = match self.request.text(&path) {
            Ok(text) => {
                let mut settings = Settings::of(&path, text, trusted, &self.request);
                if named.is_none() {
                    settings.outer = self.outer(&settings.folder);
                }
                Some(Arc::new(settings))
            }
            Err(error) => {
                self.problems.push(Problem::NoConfig(path.clone(), error));
                None
            }
        };
        self.files.insert(path, read.clone());
        read
    }
}

/// What is wrong with one file, from two readings of it.
pub(crate) fn merged(one: Option<FileProblem>, other: Option<FileProblem>) -> Option<FileProblem> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.take_in(other.diagnostics);
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// A path as it is shown, on every system with the same strokes.
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A folder with all links followed; of one that is not there, or is a pattern, what is there of it.
fn real(folder: &Path) -> PathBuf {
    let whole = env::current_dir().unwrap_or_default().join(folder);
    let found = whole.ancestors().find_map(|f| fs::canonicalize(f).ok());
    found.unwrap_or(whole)
}

/// The configuration of a folder, in it or above it, and how many folders above.
pub fn above(folder: &Path) -> Option<(usize, PathBuf)> {
    let places = folder.ancestors().map(|f| f.join(config::NAME));
    places.enumerate().find(|(_, place)| place.is_file())
}

/// A path that is short to read: from the current folder, where it lies below.
fn short(path: &Path) -> PathBuf {
    let here = real(Path::new(""));
    let short = path.strip_prefix(&here).map(Path::to_owned);
    short.unwrap_or_else(|_| path.to_owned())
}
