//! What is wrong with a configuration, in both languages: part of the message catalogue.

use crate::fields::Fault;
use crate::text::Lang;

/// A pattern of paths that is none, and why.
pub(super) struct BadGlob(pub String);

impl Fault for BadGlob {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let why = &self.0;
        match lang {
            Lang::Zh => (
                format!("通配符写法有误：{why}"),
                Some("* 不跨文件夹，** 跨文件夹，[abc] 和 {甲,乙} 任选其一".to_owned()),
            ),
            Lang::En => (
                format!("not a pattern of paths: {why}"),
                Some(
                    "* stays inside a folder, ** crosses folders, [abc] and {a,b} are choices"
                        .to_owned(),
                ),
            ),
        }
    }
}
