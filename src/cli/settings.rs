//! Finds `gouji.toml`: for each file the nearest one from its folder up, read once.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::defaults;
use super::desk::Desk;
use super::messages::Text;
use super::read;
use super::status::Status;
use crate::config::{self, Config};
use crate::fields::Problem;
use crate::pack::Top;
use crate::text::Lang;

/// A configuration with the file that it stands in.
#[derive(Debug)]
pub(super) struct Settings {
    /// The path, as it is shown.
    pub path: PathBuf,
    /// What stands in the file.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What is wrong with it, as far as it does not name rules and parameters.
    pub problem: Option<Problem>,
    /// Its folder, with all links followed.
    folder: PathBuf,
}

impl Settings {
    /// A configuration with this text.
    pub fn of(path: &Path, text: String, desk: Desk) -> Self {
        let name = shown(path);
        let (config, problem) = config::read(&name, &text, desk.lang);
        let problem = defaults::judge(&config.output, &name, &text, desk.lang, problem);
        Settings {
            folder: real(path.parent().unwrap_or(Path::new(""))),
            path: path.to_owned(),
            text,
            config,
            problem,
        }
    }

    /// A path that is written in the file.
    pub fn inside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The configuration as a layer on packs, with some of its `[[path]]` tables.
    pub fn top(&self, areas: Vec<usize>) -> Top {
        Top {
            name: shown(&self.path),
            text: self.text.clone(),
            areas,
        }
    }
}

/// The configuration for the files of a folder.
#[derive(Clone, Debug)]
pub(super) struct Found {
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
pub(super) struct Finder {
    desk: Desk,
    none: bool,
    named: Option<PathBuf>,
    /// By folder, as it is called.
    by_folder: HashMap<PathBuf, Option<Found>>,
    /// By path, each once; `None` for what could not be read.
    files: HashMap<PathBuf, Option<Arc<Settings>>>,
    /// One could not be read.
    unread: bool,
    /// Nothing is said of that.
    quiet: bool,
}

impl Finder {
    /// A finder as the options want it.
    pub fn new(common: &Common, desk: Desk) -> Self {
        Finder {
            desk,
            none: common.no_config,
            named: common.config.clone(),
            by_folder: HashMap::new(),
            files: HashMap::new(),
            unread: false,
            quiet: false,
        }
    }

    /// A finder that says nothing: before it is known in which language.
    pub fn quiet(common: &Common) -> Self {
        let mut finder = Finder::new(common, Desk { lang: Lang::Zh });
        finder.quiet = true;
        finder
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
        if self.none {
            return None;
        }
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let whole = real(folder);
        let path = self.named.clone().or_else(|| nearest(&whole));
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

    /// Notes in the status that one could not be read.
    pub fn settle(&self, status: &mut Status) {
        status.misuse |= self.unread;
    }

    fn open(&mut self, path: PathBuf) -> Option<Arc<Settings>> {
        if let Some(known) = self.files.get(&path) {
            return known.clone();
        }
        let read = read(&path, self.desk);
        if let Err(error) = &read
            && !self.quiet
        {
            let name = path.display().to_string();
            self.desk.say(&Text::NoConfig(&name, error));
            self.unread = true;
        }
        let read = read.ok().map(Arc::new);
        self.files.insert(path, read.clone());
        read
    }
}

fn read(path: &Path, desk: Desk) -> std::io::Result<Settings> {
    Ok(Settings::of(path, read::text(path)?, desk))
}

/// A path as it is shown, on every system with the same strokes.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A folder with all links followed; of one that is not there, or is a pattern, what is there of it.
fn real(folder: &Path) -> PathBuf {
    let whole = env::current_dir().unwrap_or_default().join(folder);
    let found = whole.ancestors().find_map(|f| fs::canonicalize(f).ok());
    found.unwrap_or(whole)
}

/// The nearest configuration from a folder up, with a path that is short to read.
/// The configuration of a folder, in it or above it, and how many folders above.
pub(super) fn above(folder: &Path) -> Option<(usize, PathBuf)> {
    let places = folder.ancestors().map(|f| f.join(config::NAME));
    places.enumerate().find(|(_, place)| place.is_file())
}

fn nearest(folder: &Path) -> Option<PathBuf> {
    let (_, found) = above(folder)?;
    let here = real(Path::new(""));
    let short = found.strip_prefix(&here).map(Path::to_owned);
    Some(short.unwrap_or(found))
}
