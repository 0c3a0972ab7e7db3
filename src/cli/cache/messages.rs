//! What is said about the cache, in Chinese and English.

use std::io;

use crate::cli::messages::why;
use crate::text::Lang;

/// Something to say.
pub(super) enum Say<'a> {
    /// The environment names no folder for it.
    Nowhere,
    /// So many bytes were removed from a folder.
    Cleaned(&'a str, u64),
    /// Something could not be removed.
    Stuck(&'a str, &'a io::Error),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Say::Nowhere, Lang::Zh) => "没有缓存文件夹：HOME 和 GOUJI_CACHE_DIR 都没有设置".into(),
            (Say::Nowhere, Lang::En) => {
                "there is no folder for the cache: neither HOME nor GOUJI_CACHE_DIR is set".into()
            }
            (Say::Cleaned(path, bytes), Lang::Zh) => {
                format!("{path}：已清除缓存 {}", size(*bytes))
            }
            (Say::Cleaned(path, bytes), Lang::En) => {
                format!("{path}: removed {} from the cache", size(*bytes))
            }
            (Say::Stuck(path, error), Lang::Zh) => {
                format!("{path}：无法清除：{}", why(error, lang))
            }
            (Say::Stuck(path, error), Lang::En) => {
                format!("{path}: cannot be emptied: {}", why(error, lang))
            }
        }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}
