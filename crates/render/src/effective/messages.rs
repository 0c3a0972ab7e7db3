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
        match self {
            Text::Default => lang.pick("默认", "default"),
            Text::None => lang.pick("没有 gouji.toml", "no gouji.toml"),
        }
    }
}
