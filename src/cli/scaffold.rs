//! What a new pack begins with.

use crate::text::Lang;

/// The text of a pack with one rule and its cases, commented.
pub(super) fn text(id: &str, lang: Lang) -> String {
    let template = match lang {
        Lang::Zh => include_str!("scaffold/zh.toml"),
        Lang::En => include_str!("scaffold/en.toml"),
    };
    template.replace("{id}", id)
}
