//! What is said here and nowhere else, in Chinese and English.

use gouji_core::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Say<'a> {
    /// A file that is no report gets no marked copy.
    NoReport,
    /// An output could not be made.
    Unwritten(&'a str),
    /// The name of a pack that is being written.
    Pack,
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::NoReport => say!(lang;
                "没有认出是报告，没有写带批注的副本",
                "not recognised as a report, so no marked copy was made"),
            Say::Unwritten(why) => say!(lang; "写不出来：{why}", "cannot be written: {why}"),
            Say::Pack => say!(lang; "我的规则包.toml", "my-pack.toml"),
        }
    }
}
