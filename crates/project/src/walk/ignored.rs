//! Files in folders that are left out: what `.gitignore` names inside of a repository, and what `--exclude` names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::Error;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Kind;
use crate::problem::Problem;
use crate::read;

/// The file in which a folder of a repository names what is ignored.
const LIST: &str = ".gitignore";
/// What marks the root of a repository.
const ROOT: &str = ".git";

/// What is left out.
#[derive(Debug, Default)]
pub struct Ignored {
    /// What the command line names.
    excluded: Option<Gitignore>,
    /// Whether the files of repositories are asked.
    git: bool,
    /// The rules for each folder that was met, by its path without links; none outside of repositories.
    folders: HashMap<PathBuf, Option<Rc<Rules>>>,
}

/// What a folder of a repository says is ignored, and what those above it say.
#[derive(Debug)]
struct Rules {
    own: Gitignore,
    above: Option<Rc<Rules>>,
}

impl Ignored {
    /// What patterns mean, as lines of a `.gitignore` in the current folder.
    ///
    /// # Errors
    ///
    /// [`Problem::BadPattern`]: the pattern that cannot be read, and why.
    pub fn new(exclude: &[String], git: bool) -> Result<Self, Problem> {
        let bad = |pattern, error: Error| Problem::BadPattern(pattern, error.to_string());
        let mut lines = GitignoreBuilder::new("");
        for pattern in exclude {
            let line = pattern.strip_prefix("./").unwrap_or(pattern);
            if let Err(error) = lines.add_line(None, line) {
                return Err(bad(pattern.clone(), error));
            }
        }
        let excluded = lines.build();
        let excluded = excluded.map_err(|error| bad(exclude.join(" "), error))?;
        Ok(Ignored {
            excluded: (!exclude.is_empty()).then_some(excluded),
            git,
            folders: HashMap::new(),
        })
    }

    /// What repositories ignore, and nothing else.
    pub fn tracked() -> Self {
        Ignored {
            git: true,
            ..Ignored::default()
        }
    }

    /// Whether something in a folder is left out: its path as people see it, and the folder without links.
    pub(crate) fn means(&mut self, path: &Path, folder: Option<&Path>, kind: Kind) -> bool {
        let is_folder = kind == Kind::Folder;
        let shown = path.strip_prefix(".").unwrap_or(path);
        let excluded = self.excluded.as_ref();
        if excluded.is_some_and(|e| e.matched(shown, is_folder).is_ignore()) {
            return true;
        }
        let (Some(folder), Some(name)) = (folder.filter(|_| self.git), path.file_name()) else {
            return false;
        };
        let path = folder.join(name);
        let mut rules = self.rules(folder);
        // the nearest folder has the last word
        while let Some(here) = rules {
            let said = here.own.matched(&path, is_folder);
            if !said.is_none() {
                return said.is_ignore();
            }
            rules = here.above.clone();
        }
        false
    }

    /// The rules that hold in a folder.
    fn rules(&mut self, folder: &Path) -> Option<Rc<Rules>> {
        let mut unknown = Vec::new();
        let mut above = None;
        for at in folder.ancestors() {
            if let Some(known) = self.folders.get(at) {
                above.clone_from(known);
                break;
            }
            let is_root = at.join(ROOT).exists();
            unknown.push((at.to_owned(), is_root));
            if is_root {
                break;
            }
        }
        // from the root of the repository down; nothing is above it
        for (at, is_root) in unknown.into_iter().rev() {
            above = (is_root || above.is_some()).then(|| {
                Rc::new(Rules {
                    own: listed(&at),
                    above: above.take(),
                })
            });
            self.folders.insert(at, above.clone());
        }
        above
    }
}

/// What the list of a folder names; lines that mean nothing are left out.
fn listed(folder: &Path) -> Gitignore {
    let mut lines = GitignoreBuilder::new(folder);
    let path = folder.join(LIST);
    let text = read::is_plain(&path).then(|| read::text(&path));
    for line in text.and_then(Result::ok).unwrap_or_default().lines() {
        lines.add_line(None, line).ok();
    }
    lines.build().unwrap_or_else(|_| Gitignore::empty())
}
