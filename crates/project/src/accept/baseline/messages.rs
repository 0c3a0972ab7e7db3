//! What can be wrong with the file of a baseline, in both languages.

use gouji_core::fields::Fault;
use gouji_core::text::{Lang, say};

/// What is wrong.
pub(super) enum Damage {
    /// It is not the JSON of a baseline.
    Json(String),
    /// It is one of another version.
    Version(u32),
}

impl Fault for Damage {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let message = match self {
            Damage::Json(why) => say!(lang;
                "基线文件已损坏：{why}",
                "the baseline is damaged: {why}"),
            Damage::Version(n) => say!(lang;
                "基线文件的版本是 {n}，这里只认版本 1",
                "the baseline has version {n}; only version 1 is known here"),
        };
        let help = say!(lang;
            "修好这一行，或者用 gouji baseline create --force 重新生成",
            "mend this line, or draw it anew with gouji baseline create --force");
        (message, Some(help))
    }
}
