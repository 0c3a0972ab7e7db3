//! What is said about fixes on stderr, in Chinese and English.

use crate::text::{Lang, many, plural, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// So many findings have fixes that a person has to agree to, and none of these was applied.
    Suggestions(usize),
    /// A Word document is not changed here: so many findings have fixes that are safe, so many others.
    Word(&'a str, usize, usize),
    /// `--suggestions` stands alone.
    Alone,
    /// `--interactive` has stdin for answers.
    StdinAsked,
    /// Two options do not go together.
    Apart(&'static str, &'static str),
    /// So many of so many fixes were taken in a file.
    Taken(&'a str, usize, usize),
    /// Nothing in a file has a fix.
    NoFixes(&'a str),
    /// What can be answered.
    Answers,
    /// The question: the number of the fix, and whether it is safe.
    Question(usize, bool),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Suggestions(n) => say!(lang;
                "另有 {n} 处只有建议的修改，要人来定：加 --suggestions 一并采用，或用 gouji fix -i 逐处确认",
                ("{} {} suggestions only, which a person has to agree to: --suggestions takes them too, `gouji fix -i` asks about each",
                    many(n, "finding"), plural(n, "has", "have"))),
            Say::Word(path, 0, 0) => say!(lang;
                "{path}：Word 文档不在这里改，也没有可以代改的地方",
                "{path}: Word documents are not changed here, and nothing in it has a fix"),
            Say::Word(path, safe, suggested) => {
                let (counts, options) = match (safe, suggested) {
                    (safe, 0) => (
                        say!(lang; "{safe} 处可自动修改", "safe fixes: {safe}"),
                        "--fix",
                    ),
                    (0, n) => (
                        say!(lang; "{n} 处有建议的修改", "suggestions: {n}"),
                        "--suggestions",
                    ),
                    (safe, n) => (
                        say!(lang;
                            "{safe} 处可自动修改，{n} 处有建议的修改",
                            "safe fixes: {safe}, suggestions: {n}"),
                        "--fix --suggestions",
                    ),
                };
                say!(lang;
                    "{path}：Word 文档不在这里改；有 {counts}，用 gouji annotate {options} 写成副本里的修订",
                    "{path}: Word documents are not changed here ({counts}); `gouji annotate {options}` writes them as tracked changes of a copy")
            }
            Say::Alone => say!(lang;
                "--suggestions：要和 --fix 或 --diff 一起用",
                "--suggestions: goes with --fix or --diff"),
            Say::StdinAsked => say!(lang;
                "--interactive：标准输入用来回答，不能同时是报告",
                "--interactive: stdin is for the answers, and cannot be a report as well"),
            Say::Apart(one, other) => say!(lang;
                "{one}：不能和 {other} 一起用",
                "{one}: does not go with {other}"),
            Say::Taken(path, taken, asked) => say!(lang;
                "{path}：问了 {asked} 处，改了 {taken} 处",
                "{path}: {taken} of {asked} fixes taken"),
            Say::NoFixes(path) => say!(lang;
                "{path}：没有可以代改的地方",
                "{path}: nothing in it has a fix"),
            Say::Answers => say!(lang;
                "y 改；n 不改；a 这一处和这个文件里其余的都改；q 到此为止，已经同意的照样写入",
                "y: take it; n: leave it; a: take it and all that follow in this file; q: stop, and write what was taken"),
            Say::Question(nth, true) => say!(lang;
                "第 {nth} 处（可自动修改）改吗？[y/n/a/q] ",
                "{nth} (fix): take it? [y/n/a/q] "),
            Say::Question(nth, false) => say!(lang;
                "第 {nth} 处（建议修改）改吗？[y/n/a/q] ",
                "{nth} (suggestion): take it? [y/n/a/q] "),
        }
    }
}
