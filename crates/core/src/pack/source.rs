//! The texts of pack files.

use crate::fields::File;
use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::path::{Component, Path, PathBuf};

/// The text of a pack file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, or a name.
    pub name: String,
    /// Its text; not copied where it came with gouji.
    pub text: Contents,
    /// How it comes to be loaded.
    pub origin: SourceOrigin,
}

/// A text of its own, or one that a program brings along and unpacks when it is first looked at.
#[derive(Clone)]
pub struct Contents(Held);

#[derive(Clone)]
enum Held {
    Here(Cow<'static, str>),
    /// The number of a text, and what unpacks it.
    Packed(usize, Unpack),
}

/// Unpacks the text with a number, among those that a program brings along.
pub type Unpack = fn(usize) -> &'static str;

impl Deref for Contents {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Held::Here(text) => text,
            Held::Packed(number, unpack) => unpack(*number),
        }
    }
}

impl AsRef<str> for Contents {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl From<String> for Contents {
    fn from(text: String) -> Self {
        Contents(Held::Here(text.into()))
    }
}

impl From<&'static str> for Contents {
    fn from(text: &'static str) -> Self {
        Contents(Held::Here(text.into()))
    }
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
    pub fn builtin(name: &str, text: impl Into<Contents>) -> Self {
        Source {
            name: name.to_owned(),
            text: text.into(),
            origin: SourceOrigin::Builtin,
        }
    }

    /// The file with a number, of a program that unpacks its text.
    pub(super) fn packed(name: &str, number: usize, unpack: Unpack) -> Self {
        Source {
            text: Contents(Held::Packed(number, unpack)),
            ..Source::builtin(name, "")
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

/// Whether a path leads to a file below the folder above: packs that come along have parts in common, in a folder beside
/// theirs.
pub(super) fn is_beside(path: &str) -> bool {
    path.strip_prefix("../").is_some_and(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_text_is_one_like_others() {
        let unpack = |number: usize| if number == 1 { "one" } else { "" };
        let packed = Source::packed("a.toml", 1, unpack);
        let own = Source::builtin("a.toml", "one".to_owned());
        assert_eq!(packed.text.len(), 3);
        assert_eq!(format!("{packed:?}"), format!("{own:?}"));
    }

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
        assert!(is_beside("../c/d.toml"));
        assert!(!is_beside("c/d.toml") && !is_beside("../../d.toml"));
    }
}
