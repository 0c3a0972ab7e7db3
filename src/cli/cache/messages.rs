//! What is said about the cache, in Chinese and English.

use std::io;

use crate::cli::messages::why;
use crate::text::{Lang, say};

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
        match self {
            Say::Nowhere => say!(lang;
                "没有缓存文件夹：HOME 和 GOUJI_CACHE_DIR 都没有设置",
                "there is no folder for the cache: neither HOME nor GOUJI_CACHE_DIR is set"),
            Say::Cleaned(path, bytes) => say!(lang;
                "{path}：已清除缓存 {}",
                "{path}: removed {} from the cache", size(*bytes)),
            Say::Stuck(path, error) => say!(lang;
                "{path}：无法清除：{}",
                "{path}: cannot be emptied: {}", why(error, lang)),
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
