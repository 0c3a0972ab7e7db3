//! What `gouji series` says on stderr, in Chinese and English.

use crate::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// The file with those who have to report cannot be read; why.
    NoRoll(&'a str, &'a str),
    /// It names nobody.
    EmptyRoll(&'a str),
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::NoRoll(path, why) => say!(lang;
                "{path}：无法读取应报名单：{why}",
                "{path}: cannot read who has to report: {why}"),
            Say::EmptyRoll(path) => say!(lang;
                "{path}：名单里没有机关，一行写一个",
                "{path}: names no body; write one on each line"),
        }
    }
}
