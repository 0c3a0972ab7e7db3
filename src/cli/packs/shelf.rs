//! Pack files, and the files that they refer to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::desk::Desk;
use crate::cli::messages::Text;
use crate::cli::read;
use crate::cli::settings::shown;
use crate::cli::status::Status;
use crate::pack::{self, Role, Source};

/// Pack files that were read.
pub(super) struct Shelf {
    pub sources: Vec<Source>,
    pub seen: BTreeSet<PathBuf>,
}

impl Shelf {
    /// The id, where a name means a pack by its id and not a file.
    pub fn asks(&self, name: &str) -> Option<String> {
        let file = name.ends_with(".toml") || Path::new(name).exists();
        (!file).then(|| name.to_owned())
    }

    /// Reads a file and the files that it refers to.
    pub fn read(&mut self, path: &Path, role: Role, desk: Desk, status: &mut Status) {
        let mut waiting = vec![(path.to_owned(), role)];
        while let Some((path, role)) = waiting.pop() {
            let special = role == Role::Needed && !read::is_plain(&path);
            if special || !self.seen.insert(path.clone()) {
                continue;
            }
            match source(&path, role) {
                Ok(source) if !pack::is_pack(&source.text) => {
                    desk.say(&Text::NotAPack(&path.display().to_string()));
                    status.misuse = true;
                }
                Ok(source) => {
                    let more = pack::references(&source).into_iter();
                    waiting.extend(more.map(|p| (PathBuf::from(p), Role::Needed)));
                    self.sources.push(source);
                }
                // the file that refers to it says so at the line
                Err(_) if role == Role::Needed => {}
                Err(error) => {
                    desk.say(&Text::NoPack(&path.display().to_string(), &error));
                    status.misuse = true;
                }
            }
        }
    }
}

fn source(path: &Path, role: Role) -> io::Result<Source> {
    Ok(Source {
        name: shown(path),
        text: read::text(path)?.into(),
        role,
    })
}
