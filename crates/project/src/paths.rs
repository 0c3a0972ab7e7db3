//! What people name → the inputs, each once, in the order in which they were named.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, glob_with};

use crate::problem::Problem;
use crate::read::{Input, Unread};
use crate::settings::Finder;
use crate::walk::{Entry, Ignored, Kind, Skipped, entries};

/// Like a shell: `*` does not stand for a leading dot.
const LIKE_A_SHELL: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The inputs, and what is wrong with their names.
#[derive(Debug, Default)]
pub struct Inputs {
    /// To be read.
    pub list: Vec<Input>,
    /// Those that were named, and not met in a folder.
    pub named: HashSet<Input>,
    /// What is wrong with their names.
    pub problems: Vec<Problem>,
    /// What folders hold besides.
    pub skipped: Skipped,
    ignored: Ignored,
    seen: HashSet<PathBuf>,
}

/// The first of some numbered names that nobody has; number 1 is the name that was wished for.
pub fn first_free<T>(numbered: impl Fn(usize) -> T, is_taken: impl Fn(&T) -> bool) -> T {
    let mut number = 1;
    loop {
        let name = numbered(number);
        if !is_taken(&name) {
            return name;
        }
        number += 1;
    }
}

impl Inputs {
    /// Finds what the paths mean, as far as configurations take it from folders.
    pub fn find(paths: &[PathBuf], ignored: Ignored, finder: &mut Finder) -> Self {
        let mut inputs = Inputs {
            ignored,
            ..Inputs::default()
        };
        for path in paths {
            inputs.named(path, finder);
        }
        inputs
    }

    fn named(&mut self, path: &Path, finder: &mut Finder) {
        if path.as_os_str() == "-" {
            if !self.list.contains(&Input::Stdin) {
                self.list.push(Input::Stdin);
            }
            return;
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => self.folder(path, finder),
            Ok(_) => {
                self.named.insert(Input::File(path.to_owned()));
                self.file(path);
            }
            Err(error) => match path.to_str().filter(|p| p.contains(['*', '?', '['])) {
                Some(pattern) => self.pattern(pattern, finder),
                None => self.unread(path, error),
            },
        }
    }

    fn pattern(&mut self, pattern: &str, finder: &mut Finder) {
        let found = match glob_with(pattern, LIKE_A_SHELL) {
            Ok(found) => found,
            Err(error) => {
                let why = error.to_string();
                let problem = Problem::BadPattern(pattern.to_owned(), why);
                return self.problems.push(problem);
            }
        };
        let mut none = true;
        for path in found {
            none = false;
            match path {
                Ok(path) if path.is_dir() => self.folder(&path, finder),
                Ok(path) => self.file(&path),
                Err(error) => {
                    let path = error.path().to_owned();
                    self.unread(&path, error.into());
                }
            }
        }
        if none {
            self.problems.push(Problem::NoMatch(pattern.to_owned()));
        }
    }

    /// A folder that was named, with all below it. Links to folders are not followed, so there are no loops.
    fn folder(&mut self, path: &Path, finder: &mut Finder) {
        let mut any = false;
        let mut rest = vec![path.to_owned()];
        while let Some(next) = rest.pop() {
            let real = fs::canonicalize(&next).ok();
            match entries(&next, &mut self.skipped) {
                Ok(inside) => {
                    for Entry { path, kind } in inside {
                        match kind {
                            _ if self.ignored.means(&path, real.as_deref(), kind) => {
                                self.skipped.ignored += 1;
                            }
                            _ if !finder.takes(&path, kind == Kind::Folder) => {}
                            Kind::Folder => rest.push(path),
                            Kind::File => {
                                any = true;
                                let name = path.file_name();
                                let real = real.as_ref().zip(name).map(|(r, n)| r.join(n));
                                self.take(path, real);
                            }
                            Kind::Link => {
                                any = true;
                                self.file(&path);
                            }
                            // nobody may be at the other end, or no end at all
                            Kind::Special => {
                                any = true;
                                self.unread(&path, io::ErrorKind::Unsupported.into());
                            }
                        }
                    }
                }
                Err(error) => {
                    any = true;
                    self.unread(&next, error);
                }
            }
        }
        if !any {
            self.problems.push(Problem::EmptyFolder(path.to_owned()));
        }
    }

    fn file(&mut self, path: &Path) {
        self.take(path.to_owned(), fs::canonicalize(path).ok());
    }

    /// Takes a file once, by its path without links.
    fn take(&mut self, path: PathBuf, real: Option<PathBuf>) {
        if self.seen.insert(real.unwrap_or_else(|| path.clone())) {
            self.list.push(Input::File(path));
        }
    }

    fn unread(&mut self, path: &Path, error: io::Error) {
        let problem = Problem::Unread(path.to_owned(), Unread::System(error));
        self.problems.push(problem);
    }
}
