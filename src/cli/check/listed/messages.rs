//! What is said about findings and files that are not listed or not checked, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// Something to say.
pub(in crate::cli::check) enum Say<'a> {
    /// So many were not listed.
    Left(usize),
    /// These files were written, and nothing else.
    Written(&'a [String]),
    /// So many of so many files have changed since a revision.
    Since(&'a str, usize, usize),
    /// It cannot be determined which files have changed; why.
    NotSince(&'a str),
    /// The reports were not held against each other: so many of so many contradict others.
    NoSeries(usize, usize),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Left(n) => say!(lang;
                "另有 {n} 处没有列出（--min-severity、--max-findings），合计里都算在内",
                "{n} further findings are counted and not listed (--min-severity, --max-findings)"),
            Say::Written(files) => say!(lang; "已写入：{}", "written: {}", lang.list(files)),
            Say::Since(revision, left, of) => say!(lang;
                "{revision} 之后有改动的文件：{of} 个中的 {left} 个",
                "changed since {revision}: {left} of {of} files"),
            Say::NoSeries(fail, seen) => say!(lang;
                "抽查的 {seen} 份报告里有 {fail} 份和别的报告对不上，不像是逐年的报告，没有互相核对；要核对用 --series",
                "{fail} of {seen} reports do not fit the others: no reports of the same bodies over the years; they were checked one by one (--series holds them against each other)"),
            Say::NotSince(why) => say!(lang; "--changed-since：{why}", "--changed-since: {why}"),
        }
    }
}
