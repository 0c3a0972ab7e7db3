//! What is said about letters, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// Something to say.
pub(super) enum Say<'a> {
    /// Letters need a folder, and no more than one.
    OneFolder,
    /// So many letters were written into a folder.
    Letters(usize, &'a str),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::OneFolder => say!(lang;
                "--format letters 要给出一个文件夹：-f letters=文件夹",
                "--format letters needs one folder: -f letters=FOLDER"),
            Say::Letters(n, folder) => say!(lang;
                "{folder}：写了 {n} 份问题清单，每个机关一份",
                "{folder}: letters written, one for each body: {n}"),
        }
    }
}
