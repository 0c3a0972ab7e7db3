//! Finds `gouji.toml`: for each file the nearest one from its folder up, read once.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::desk::Desk;
use super::messages::Text;
use super::status::Status;
use crate::config::{self, Config};
use crate::fields::Problem;

/// A configuration with the file that it stands in.
#[derive(Debug)]
pub(super) struct Settings {
    /// The path, as it is shown.
    pub path: PathBuf,
    /// What stands in the file.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// Its folder, without links.
    folder: PathBuf,
}

impl Settings {
    /// A path that is written in the file.
    pub fn inside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// A file as its patterns see it; `None` when it lies elsewhere.
    pub fn relative(&self, path: &Path) -> Option<String> {
        let folder = real(path.parent().unwrap_or(Path::new("")));
        let inside = folder.strip_prefix(&self.folder).ok()?;
        let whole = inside.join(path.file_name()?);
        Some(whole.to_string_lossy().replace('\\', "/"))
    }

    /// Whether a file or folder that lies in a folder that was named is read.
    pub fn takes(&self, path: &Path, is_folder: bool) -> bool {
        let config = &self.config;
        if config.include.is_empty() && config.exclude.is_empty() {
            return true;
        }
        match self.relative(path) {
            Some(path) if is_folder => !config.exclude.mean(&path),
            Some(path) => config.takes(&path),
            None => true,
        }
    }

    /// The places of the `[[path]]` tables that mean a file.
    pub fn areas_of(&self, path: &Path) -> Vec<usize> {
        match self.config.areas.is_empty() {
            true => Vec::new(),
            false => self
                .relative(path)
                .map(|p| self.config.areas_of(&p))
                .unwrap_or_default(),
        }
    }
}

/// Finds configurations, and keeps those that it has found.
#[derive(Debug)]
pub(super) struct Finder {
    desk: Desk,
    none: bool,
    named: Option<PathBuf>,
    /// By folder, with all links followed.
    by_folder: HashMap<PathBuf, Option<Arc<Settings>>>,
    /// By path, each once.
    files: Vec<Arc<Settings>>,
    misuse: bool,
}

impl Finder {
    /// A finder as the options want it.
    pub fn new(common: &Common, desk: Desk) -> Self {
        Finder {
            desk,
            none: common.no_config,
            named: common.config.clone(),
            by_folder: HashMap::new(),
            files: Vec::new(),
            misuse: false,
        }
    }

    /// The configuration for a file.
    pub fn of(&mut self, file: &Path) -> Option<Arc<Settings>> {
        self.in_folder(file.parent().unwrap_or(Path::new("")))
    }

    /// The configuration for a path that people name: a file, a folder, or a pattern.
    pub fn of_named(&mut self, path: &Path) -> Option<Arc<Settings>> {
        match path.is_dir() {
            true => self.in_folder(path),
            false => self.of(path),
        }
    }

    /// The configuration for the files of a folder.
    pub fn in_folder(&mut self, folder: &Path) -> Option<Arc<Settings>> {
        if self.none {
            return None;
        }
        let folder = match &self.named {
            Some(_) => PathBuf::new(),
            None => real(folder),
        };
        if let Some(known) = self.by_folder.get(&folder) {
            return known.clone();
        }
        let path = self.named.clone().or_else(|| nearest(&folder));
        let found = path.and_then(|path| self.open(path));
        self.by_folder.insert(folder, found.clone());
        found
    }

    /// All that were found.
    pub fn files(&self) -> &[Arc<Settings>] {
        &self.files
    }

    /// Notes in the status that one could not be read.
    pub fn settle(&self, status: &mut Status) {
        status.misuse |= self.misuse;
    }

    fn open(&mut self, path: PathBuf) -> Option<Arc<Settings>> {
        if let Some(known) = self.files.iter().find(|f| f.path == path) {
            return Some(Arc::clone(known));
        }
        let name = path.display().to_string();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                self.desk.say(&Text::NoConfig(&name, &error));
                self.misuse = true;
                return None;
            }
        };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let (config, problem) = config::read(&name, &text, self.desk.lang);
        let settings = Arc::new(Settings {
            folder: real(path.parent().unwrap_or(Path::new(""))),
            path,
            text,
            config,
            problem,
        });
        self.files.push(Arc::clone(&settings));
        Some(settings)
    }
}

/// A folder with all links followed; of one that is not there, or is a pattern, what is there of it.
fn real(folder: &Path) -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    let whole = here.join(folder);
    let found = whole.ancestors().find_map(|f| fs::canonicalize(f).ok());
    found.unwrap_or(whole)
}

/// The nearest configuration from a folder up, with a path that is short to read.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let found = folder
        .ancestors()
        .map(|f| f.join(config::NAME))
        .find(|p| p.is_file())?;
    let here = real(Path::new(""));
    let short = found.strip_prefix(&here).map(Path::to_owned);
    Some(short.unwrap_or(found))
}
