//! The inputs of a call: paths, and bytes with a name.

use std::path::PathBuf;

use gouji::document::Document;
use gouji::project::Problem;
use gouji::project::paths::Inputs;
use gouji::project::read::{self, Input, Unread};
use gouji::project::settings::Finder;
use gouji::project::walk::Ignored;
use pyo3::pybacked::PyBackedBytes;

/// An input as Python hands it over: a path, or the name of bytes.
pub(crate) type Given = (PathBuf, Option<PyBackedBytes>);

/// Something to read.
pub(crate) struct Source {
    /// The file, or the file that bytes would be.
    pub input: Input,
    /// What it is called.
    pub name: String,
    /// What it holds, where it is no file.
    pub bytes: Option<PyBackedBytes>,
    /// It was named, and not met in a folder.
    pub named: bool,
}

/// The inputs of a call, in order; and what is wrong with their names.
pub(crate) fn find(given: Vec<Given>, finder: &mut Finder) -> (Vec<Source>, Vec<Problem>) {
    let mut sources = Vec::with_capacity(given.len());
    let mut problems = Vec::new();
    let mut paths = Vec::new();
    for (path, bytes) in given {
        match bytes {
            None => paths.push(path),
            Some(bytes) => {
                files(&mut paths, &mut sources, &mut problems, finder);
                sources.push(Source {
                    name: path.display().to_string(),
                    input: Input::File(path),
                    bytes: Some(bytes),
                    named: true,
                });
            }
        }
    }
    files(&mut paths, &mut sources, &mut problems, finder);
    (sources, problems)
}

/// Takes the files that some paths mean, each once.
fn files(
    paths: &mut Vec<PathBuf>,
    sources: &mut Vec<Source>,
    problems: &mut Vec<Problem>,
    finder: &mut Finder,
) {
    if paths.is_empty() {
        return;
    }
    let found = Inputs::find(paths, Ignored::tracked(), finder);
    paths.clear();
    problems.extend(found.problems);
    sources.extend(found.list.into_iter().map(|input| Source {
        name: input.name(read::STDIN),
        named: found.named.contains(&input),
        input,
        bytes: None,
    }));
}

impl Source {
    /// Its document. What is not read here LibreOffice may turn into what is, where the input was named.
    pub fn document(&self) -> Result<Document, Unread> {
        self.with_bytes(|bytes| read::document(&self.name, bytes, self.named))
    }

    /// What becomes of its bytes.
    pub fn with_bytes<T>(&self, act: impl FnOnce(&[u8]) -> Result<T, Unread>) -> Result<T, Unread> {
        match &self.bytes {
            Some(bytes) => {
                read::admit(bytes)?;
                act(bytes)
            }
            None => act(&self.input.bytes()?),
        }
    }
}
