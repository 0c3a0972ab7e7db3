//! What is said while files are watched, in Chinese and English.

use crate::text::{Lang, many, say};

/// Something to say.
pub(super) enum Say<'a> {
    /// Stdin comes once.
    Stdin,
    /// The system does not watch files.
    Blind(&'a str),
    /// So many reports are watched.
    Waiting(usize),
    /// These files have changed.
    Changed(&'a [String]),
}

/// How many files are named.
const NAMED: usize = 3;

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Stdin => say!(lang;
                "--watch：标准输入不能反复读取；请写文件或文件夹",
                "--watch: stdin cannot be read again; name files or folders"),
            Say::Blind(why) => say!(lang;
                "--watch：系统不报告文件变化：{why}",
                "--watch: the system does not tell what changes: {why}"),
            Say::Waiting(0) => say!(lang;
                "正在留意所说的文件夹和有关的配置，有变化就检查；按 Ctrl-C 结束",
                "watching what was named and what decides about it; Ctrl-C ends it"),
            Say::Waiting(reports) => say!(lang;
                "正在监视 {reports} 份报告和有关的配置，有变化就重新检查；按 Ctrl-C 结束",
                ("watching {} and what decides about them; Ctrl-C ends it", many(*reports, "report"))),
            Say::Changed(files) => match files.get(..NAMED) {
                Some(first) if files.len() > NAMED => say!(lang;
                    ("有变化：{} 等 {} 个文件", lang.list(first), files.len()),
                    ("changed: {} and {} more", lang.list(first), files.len() - NAMED)),
                _ => say!(lang; "有变化：{}", "changed: {}", lang.list(files)),
            },
        }
    }
}
