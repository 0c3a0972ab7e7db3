//! Whose configurations decide more than which rules run.
//!
//! A configuration in or above the current folder is the user's own. One that lies elsewhere came with the reports that it
//! stands among: it may choose and tune rules of the packs that are there anyway, until the user names its folder
//! (`--trust`, or a line in the list of trusted folders).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::read;
use crate::request::Request;

/// The list of trusted folders, one a line, in the folder of the user's settings.
const LIST: &str = "gouji/trusted-folders";

/// Which folders are trusted.
#[derive(Clone, Debug)]
pub(crate) enum Trust {
    /// All: an editor has asked its user before.
    All,
    /// These.
    Some {
        /// The current folder, without links.
        here: PathBuf,
        /// Folders that were named, without links.
        folders: Vec<PathBuf>,
    },
}

impl Trust {
    /// What a request and the user's list trust.
    pub fn new(request: &Request) -> Self {
        if request.trust_all {
            return Trust::All;
        }
        let named = request.trust.iter().cloned();
        let folders = named.chain(listed());
        Trust::Some {
            here: fs::canonicalize(".").unwrap_or_default(),
            folders: folders.filter_map(|f| fs::canonicalize(f).ok()).collect(),
        }
    }

    /// Whether a configuration in this folder (without links) is trusted.
    pub fn covers(&self, folder: &Path) -> bool {
        match self {
            Trust::All => true,
            Trust::Some { here, folders } => {
                here.starts_with(folder) || folders.iter().any(|f| folder.starts_with(f))
            }
        }
    }
}

/// The folders on the user's list. Lines that begin with `#` are remarks; only whole paths count.
fn listed() -> Vec<PathBuf> {
    let Some(text) = place().and_then(|path| read::text(&path).ok()) else {
        return Vec::new();
    };
    let lines = text.lines().map(str::trim);
    let folders = lines.filter(|l| !l.is_empty() && !l.starts_with('#'));
    let folders = folders.map(PathBuf::from);
    folders.filter(|f| f.is_absolute()).collect()
}

fn place() -> Option<PathBuf> {
    let named = |name: &str| {
        let value = env::var_os(name).filter(|v| !v.is_empty());
        value.map(PathBuf::from).filter(|p| p.is_absolute())
    };
    let base = match env::consts::OS {
        "windows" => named("APPDATA"),
        _ => named("XDG_CONFIG_HOME").or_else(|| Some(named("HOME")?.join(".config"))),
    };
    Some(base?.join(LIST))
}
