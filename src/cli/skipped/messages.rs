//! What is said about files that are skipped, in both languages: part of the message catalogue.

use crate::text::Lang;

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
        match (self, lang) {
            (Say::Unreadable(sorts), Lang::Zh) => {
                let (all, list) = listed(sorts, "没有后缀", "、", "其他");
                format!("跳过 {all} 个不读的文件：{list}（-v 列出名字）")
            }
            (Say::Unreadable(sorts), Lang::En) => {
                let (all, list) = listed(sorts, "without an ending", ", ", "others");
                format!("skipped {all} files that are not read: {list} (-v lists their names)")
            }
            (Say::Left(By::Rule, n), Lang::Zh) => {
                format!(
                    "跳过 {n} 个 .gitignore 或 --exclude 排除的文件或文件夹（--no-ignore 可以不管 .gitignore）"
                )
            }
            (Say::Left(By::Rule, n), Lang::En) => format!(
                "skipped {n} files or folders that .gitignore or --exclude name (--no-ignore reads what .gitignore names)"
            ),
            (Say::Left(By::Mark, n), Lang::Zh) => {
                format!("跳过 {n} 份 gouji 自己批注过的副本；要检查它们，请写出文件名")
            }
            (Say::Left(By::Mark, n), Lang::En) => {
                format!("skipped {n} copies that gouji itself has marked; name them to check them")
            }
        }
    }
}

/// How many there are, and how many of each kind.
fn listed(sorts: &[(&str, usize)], none: &str, comma: &str, others: &str) -> (usize, String) {
    let all = sorts.iter().map(|(_, n)| n).sum();
    let (first, rest) = sorts.split_at(sorts.len().min(SORTS));
    let mut list: Vec<String> = Vec::new();
    list.extend(first.iter().map(|(ending, n)| match ending.is_empty() {
        true => format!("{none} {n}"),
        false => format!(".{ending} {n}"),
    }));
    let rest: usize = rest.iter().map(|(_, n)| n).sum();
    if rest > 0 {
        list.push(format!("{others} {rest}"));
    }
    (all, list.join(comma))
}
