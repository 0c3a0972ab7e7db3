//! Pack files, and the files that they refer to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::request::Request;
use crate::settings::shown;
use gouji_core::pack::{self, Source, SourceOrigin};

/// Pack files that were read.
pub(super) struct PackCache<'r> {
    pub request: &'r Request,
    pub sources: Vec<Source>,
    pub seen: BTreeSet<PathBuf>,
}

impl PackCache<'_> {
    /// The id, where a name means a pack by its id and not a file.
    pub fn asks(&self, name: &str) -> Option<String> {
        let path = Path::new(name);
        let file =
            name.ends_with(".toml") || self.request.texts.contains_key(path) || path.exists();
        (!file).then(|| name.to_owned())
    }

    /// Reads a file and the files that it refers to.
    pub fn read(&mut self, path: &Path, origin: SourceOrigin, problems: &mut Vec<Problem>) {
        let mut waiting = vec![(path.to_owned(), origin)];
        while let Some((path, origin)) = waiting.pop() {
            let special = origin == SourceOrigin::Dependency && !self.request.is_plain(&path);
            if special || !self.seen.insert(path.clone()) {
                continue;
            }
            match self.source(&path, origin) {
                Ok(source) if !pack::is_pack(&source.text) => {
                    problems.push(Problem::NotAPack(path));
                }
                Ok(source) => {
                    let more = pack::references(&source).into_iter();
                    waiting.extend(more.map(|p| (PathBuf::from(p), SourceOrigin::Dependency)));
                    self.sources.push(source);
                }
                // the file that refers to it says so at the line
                Err(_) if origin == SourceOrigin::Dependency => {}
                Err(error) => problems.push(Problem::NoPack(path, error)),
            }
        }
    }

    fn source(&self, path: &Path, origin: SourceOrigin) -> io::Result<Source> {
        Ok(Source {
            name: shown(path),
            text: self.request.text(path)?.into(),
            origin,
        })
    }
}
