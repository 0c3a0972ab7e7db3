//! What is said about fixes on stderr, in Chinese and English.

use crate::text::Lang;

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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Suggestions(n) => {
                format!(
                    "另有 {n} 处只有建议的修改，要人来定：加 --suggestions 一并采用，或用 gouji fix -i 逐处确认"
                )
            }
            Say::Word(path, 0, 0) => format!("{path}：Word 文档不在这里改，也没有可以代改的地方"),
            Say::Word(path, safe, suggested) => {
                let (counts, options) = match (safe, suggested) {
                    (safe, 0) => (format!("{safe} 处可自动修改"), "--fix"),
                    (0, suggested) => (format!("{suggested} 处有建议的修改"), "--suggestions"),
                    (safe, suggested) => (
                        format!("{safe} 处可自动修改，{suggested} 处有建议的修改"),
                        "--fix --suggestions",
                    ),
                };
                format!(
                    "{path}：Word 文档不在这里改；有 {counts}，用 gouji annotate {options} 写成副本里的修订"
                )
            }
            Say::Alone => "--suggestions：要和 --fix 或 --diff 一起用".into(),
            Say::StdinAsked => "--interactive：标准输入用来回答，不能同时是报告".into(),
            Say::Apart(one, other) => format!("{one}：不能和 {other} 一起用"),
            Say::Taken(path, taken, asked) => format!("{path}：问了 {asked} 处，改了 {taken} 处"),
            Say::NoFixes(path) => format!("{path}：没有可以代改的地方"),
            Say::Answers => {
                "y 改；n 不改；a 这一处和这个文件里其余的都改；q 到此为止，已经同意的照样写入"
                    .into()
            }
            Say::Question(nth, safe) => {
                let kind = if safe {
                    "可自动修改"
                } else {
                    "建议修改"
                };
                format!("第 {nth} 处（{kind}）改吗？[y/n/a/q] ")
            }
        }
    }

    fn english(self) -> String {
        match self {
            Say::Suggestions(n) => {
                let (findings, have) = many(n);
                format!("{findings} {have} suggestions only, which a person has to agree to: --suggestions takes them too, `gouji fix -i` asks about each")
            }
            Say::Word(path, 0, 0) => {
                format!("{path}: Word documents are not changed here, and nothing in it has a fix")
            }
            Say::Word(path, safe, suggested) => {
                let (counts, options) = match (safe, suggested) {
                    (safe, 0) => (format!("safe fixes: {safe}"), "--fix"),
                    (0, suggested) => (format!("suggestions: {suggested}"), "--suggestions"),
                    (safe, suggested) => (
                        format!("safe fixes: {safe}, suggestions: {suggested}"),
                        "--fix --suggestions",
                    ),
                };
                format!("{path}: Word documents are not changed here ({counts}); `gouji annotate {options}` writes them as tracked changes of a copy")
            }
            Say::Alone => "--suggestions: goes with --fix or --diff".into(),
            Say::StdinAsked => {
                "--interactive: stdin is for the answers, and cannot be a report as well".into()
            }
            Say::Apart(one, other) => format!("{one}: does not go with {other}"),
            Say::Taken(path, taken, asked) => format!("{path}: {taken} of {asked} fixes taken"),
            Say::NoFixes(path) => format!("{path}: nothing in it has a fix"),
            Say::Answers => "y: take it; n: leave it; a: take it and all that follow in this file; q: stop, and write what was taken".into(),
            Say::Question(nth, safe) => {
                let kind = if safe { "fix" } else { "suggestion" };
                format!("{nth} ({kind}): take it? [y/n/a/q] ")
            }
        }
    }
}

fn many(n: usize) -> (String, &'static str) {
    match n {
        1 => ("1 finding".into(), "has"),
        n => (format!("{n} findings"), "have"),
    }
}
