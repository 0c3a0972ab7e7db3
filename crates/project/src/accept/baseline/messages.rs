//! What can be wrong with the file of a baseline, in both languages.

use gouji_core::fields::Fault;
use gouji_core::text::Lang;

/// What is wrong.
pub(super) enum Damage {
    /// It is not the JSON of a baseline.
    Json(String),
    /// It is one of another version.
    Version(u32),
}

impl Fault for Damage {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let help = match lang {
            Lang::Zh => "修好这一行，或者用 gouji baseline create --force 重新生成",
            Lang::En => "mend this line, or draw it anew with gouji baseline create --force",
        };
        let message = match (self, lang) {
            (Damage::Json(why), Lang::Zh) => format!("基线文件已损坏：{why}"),
            (Damage::Json(why), Lang::En) => format!("the baseline is damaged: {why}"),
            (Damage::Version(n), Lang::Zh) => format!("基线文件的版本是 {n}，这里只认版本 1"),
            (Damage::Version(n), Lang::En) => {
                format!("the baseline has version {n}; only version 1 is known here")
            }
        };
        (message, Some(help.to_owned()))
    }
}
