//! What is said about findings that are not listed, in both languages: part of the message catalogue.

use crate::text::Lang;

/// Something to say.
pub(in crate::cli::check) enum Say<'a> {
    /// So many were not listed.
    Left(usize),
    /// These files were written, and nothing else.
    Written(&'a [String]),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Say::Left(n), Lang::Zh) => {
                format!("另有 {n} 处没有列出（--min-severity、--max-findings），合计里都算在内")
            }
            (Say::Written(files), Lang::Zh) => format!("已写入：{}", files.join("、")),
            (Say::Written(files), Lang::En) => format!("written: {}", files.join(", ")),
            (Say::Left(n), Lang::En) => format!(
                "{n} further findings are counted and not listed (--min-severity, --max-findings)"
            ),
        }
    }
}
