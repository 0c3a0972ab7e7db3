//! What is said to who starts gouji with files alone, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// Something to say.
pub(super) enum Say<'a> {
    /// Where the marked copy is.
    Written(&'a str),
    /// There are several.
    Several,
    /// The window closes.
    Key,
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Written(path) => say!(lang;
                "批注写在 {path} 里，用 Word、WPS 或浏览器打开就能看到；原文件没有改动",
                "the findings are marked in {path}; the report itself was not changed"),
            Say::Several => say!(lang;
                "批注写在各份报告旁边的 .marked 文件里；原文件没有改动",
                "the findings are marked in the .marked files beside the reports, which were not changed"),
            Say::Key => say!(lang; "按回车键关闭窗口", "press Enter to close this window"),
        }
    }
}
