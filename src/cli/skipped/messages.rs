//! What is said about files that are skipped, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// How many kinds of files are named.
const SORTS: usize = 6;

/// Why a file is left out that could be read.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// `.gitignore` or `--exclude` name it.
    Rule,
    /// It is a copy that gouji has marked.
    Mark,
}

/// What is said about skipped files.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// Files that are not read, by ending.
    Unreadable(&'a [(&'a str, usize)]),
    /// Files that could be read.
    Left(By, usize),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Unreadable(sorts) => {
                let (all, list) = listed(sorts, lang);
                say!(lang;
                    "跳过 {all} 个不读的文件：{list}（-v 列出名字）",
                    "skipped {all} files that are not read: {list} (-v lists their names)")
            }
            Say::Left(By::Rule, n) => say!(lang;
                "跳过 {n} 个 .gitignore 或 --exclude 排除的文件或文件夹（--no-ignore 可以不管 .gitignore）",
                "skipped {n} files or folders that .gitignore or --exclude name (--no-ignore reads what .gitignore names)"),
            Say::Left(By::Mark, n) => say!(lang;
                "跳过 {n} 份 gouji 自己批注过的副本；要检查它们，请写出文件名",
                "skipped {n} copies that gouji itself has marked; name them to check them"),
        }
    }
}

/// How many there are, and how many of each kind.
fn listed(sorts: &[(&str, usize)], lang: Lang) -> (usize, String) {
    let all = sorts.iter().map(|(_, n)| n).sum();
    let (first, rest) = sorts.split_at(sorts.len().min(SORTS));
    let mut list: Vec<String> = Vec::new();
    list.extend(first.iter().map(|(ending, n)| match ending.is_empty() {
        true => say!(lang; "没有后缀 {n}", "without an ending {n}"),
        false => format!(".{ending} {n}"),
    }));
    let rest: usize = rest.iter().map(|(_, n)| n).sum();
    if rest > 0 {
        list.push(say!(lang; "其他 {rest}", "others {rest}"));
    }
    (all, lang.list(&list))
}
