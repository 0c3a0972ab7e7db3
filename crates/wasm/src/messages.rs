//! What is said here and nowhere else, in Chinese and English.

use gouji_core::text::Lang;

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
        match (self, lang) {
            (Say::NoReport, Lang::Zh) => "没有认出是报告，没有写带批注的副本".into(),
            (Say::NoReport, Lang::En) => {
                "not recognised as a report, so no marked copy was made".into()
            }
            (Say::Unwritten(why), Lang::Zh) => format!("写不出来：{why}"),
            (Say::Unwritten(why), Lang::En) => format!("cannot be written: {why}"),
            (Say::Pack, Lang::Zh) => "我的规则包.toml".into(),
            (Say::Pack, Lang::En) => "my-pack.toml".into(),
        }
    }
}
