//! What a new pack and a new configuration begin with.

use crate::text::Lang;

/// The text of a pack with one rule and its cases, commented.
pub(super) fn text(id: &str, lang: Lang) -> String {
    let template = match lang {
        Lang::Zh => include_str!("scaffold/zh.toml"),
        Lang::En => include_str!("scaffold/en.toml"),
    };
    template.replace("{id}", id)
}

/// The text of a `gouji.toml` in which every key is explained and none is set.
pub(super) fn configuration(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("scaffold/gouji.zh.toml"),
        Lang::En => include_str!("scaffold/gouji.en.toml"),
    }
}
