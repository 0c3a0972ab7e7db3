//! Words of the list of effective values.

use gouji_core::text::Lang;

/// A word of the list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text {
    /// Nobody says anything else.
    Default,
    /// There is no configuration.
    None,
}

impl Text {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Text::Default, Lang::Zh) => "默认",
            (Text::Default, Lang::En) => "default",
            (Text::None, Lang::Zh) => "没有 gouji.toml",
            (Text::None, Lang::En) => "no gouji.toml",
        }
    }
}
