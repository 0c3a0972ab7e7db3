//! Which files may be read: those in the folders that were given, with all links followed.

use std::path::{Path, PathBuf};

use gouji_core::text::Lang;

use crate::messages::{Say, flat};

/// The folders, with all links followed.
#[derive(Debug)]
pub(crate) struct Folders {
    list: Vec<PathBuf>,
    lang: Lang,
}

/// A file or folder that may be read.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    /// With all links followed.
    pub path: PathBuf,
    /// As it is shown: from its folder.
    pub name: String,
}

impl Folders {
    /// Opens folders; the error says which of them is none.
    pub fn open(folders: &[PathBuf], lang: Lang) -> Result<Self, String> {
        let mut list = Vec::new();
        for folder in folders {
            match folder.canonicalize().ok().filter(|f| f.is_dir()) {
                Some(real) => list.push(real),
                None => return Err(Say::NoFolder(&shown(folder)).say(lang)),
            }
        }
        Ok(Folders { list, lang })
    }

    /// The first folder: what stands in no file is read as if it lay there.
    pub fn first(&self) -> &Path {
        self.list.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// A path that an assistant names, from one of the folders or from the root of the system. What lies outside is
    /// refused in the same words as what is not there.
    pub fn find(&self, named: &str) -> Result<Allowed, String> {
        let refused = || Say::NotThere(&flat(named)).say(self.lang);
        if named.is_empty() || named.contains('\0') {
            return Err(refused());
        }
        let mut tries = self.list.iter().map(|folder| folder.join(named));
        let found = tries.find_map(|path| self.allowed(&path));
        found.ok_or_else(refused)
    }

    /// A path, where it lies in a folder and is a file or a folder itself.
    pub fn allowed(&self, path: &Path) -> Option<Allowed> {
        let real = path.canonicalize().ok()?;
        if !real.is_file() && !real.is_dir() {
            return None;
        }
        let inside = self.list.iter().find_map(|f| real.strip_prefix(f).ok())?;
        let name = shown(inside);
        Some(Allowed { path: real, name })
    }
}

/// A path with the same strokes on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
