//! What `gouji cite` says on stderr, in Chinese and English.

use crate::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// A file is no report.
    NoReport(&'a str),
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::NoReport(path) => say!(lang;
                "{path}：没有认出这是哪一种报告，没有用来核对",
                "{path}: not recognised as a report of any known kind; left out"),
        }
    }
}
