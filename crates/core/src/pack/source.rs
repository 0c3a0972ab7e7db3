//! The texts of pack files.

use crate::fields::File;
use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// The text of a pack file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, or a name.
    pub name: String,
    /// Its text; not copied where it came with gouji.
    pub text: Cow<'static, str>,
    /// How it comes to be loaded.
    pub origin: SourceOrigin,
}

/// How a pack file comes to be loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceOrigin {
    /// It came with gouji, where a test compiles every pattern; those of others are compiled when they load. A pack
    /// for places is chosen for their reports.
    Builtin,
    /// It was asked for, and is for every report.
    #[default]
    Explicit,
    /// It is there for the reports of its places.
    ByPlace,
    /// It is there for packs that build on it.
    Dependency,
}

impl Source {
    /// A file that a program brings along.
    pub fn builtin(name: &'static str, text: &'static str) -> Self {
        Source {
            name: name.to_owned(),
            text: Cow::Borrowed(text),
            origin: SourceOrigin::Builtin,
        }
    }

    /// The file, before it is read.
    pub(super) fn file(&self, lang: Lang) -> File<'_> {
        File::new(
            &self.name,
            &self.text,
            lang,
            self.origin != SourceOrigin::Builtin,
        )
    }
}

/// A path that is written in a file: it begins in the folder of that file.
pub(super) fn beside(file: &str, path: &str) -> String {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let mut tidy = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if tidy.file_name().is_some() => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy.display().to_string().replace('\\', "/")
}

/// Whether a path that is written in a file stays in the folder of that file, or below it.
pub(super) fn is_inside(path: &str) -> bool {
    let mut depth = 0usize;
    path.split(['/', '\\']).all(|part| match part {
        // a path that begins at the root, or with a drive
        "" => false,
        drive if drive.contains(':') => false,
        "." => true,
        ".." => depth.checked_sub(1).map(|up| depth = up).is_some(),
        _ => {
            depth += 1;
            true
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_in_the_folder_of_the_file() {
        assert_eq!(beside("a/b/c.toml", "d.toml"), "a/b/d.toml");
        assert_eq!(beside("a/b/c.toml", "../d.toml"), "a/d.toml");
        assert_eq!(beside("c.toml", "../d.toml"), "../d.toml");
        assert_eq!(beside("c.toml", "./x/../d.toml"), "d.toml");
        assert_eq!(beside("a/c.toml", "/x/d.toml"), "/x/d.toml");
    }

    #[test]
    fn parts_stay_in_the_folder() {
        for path in ["a.toml", "./a.toml", "a/b.toml", "a/../b.toml", "a\\b.toml"] {
            assert!(is_inside(path), "{path}");
        }
        for path in [
            "",
            "/a.toml",
            "../a.toml",
            "a/../../b.toml",
            "C:\\a.toml",
            "\\\\a\\b",
        ] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
