//! The words about what was checked and what was not: part of the message catalogue.

use gouji_core::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy)]
pub(crate) enum Say<'a> {
    /// Heading: what was checked of a file.
    Heading(&'a str),
    /// How many rules found their evaluations how: some that hold or not, only undecided ones, only ones that do not apply.
    Rules([usize; 3]),
    /// Rules that could not be decided.
    Undecided(usize),
    /// Rows of the form of which nothing, or not every value, was read.
    Rows(usize),
    /// Figures in prose that no rule knows.
    Figures(usize),
    /// Everything in the tables and every figure in prose was held to a rule.
    Whole,
    /// So many more.
    More(usize),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Heading(path) => say!(lang;
                "{path}：核对了什么，没有核对什么",
                "{path}: what was checked, and what was not"),
            Say::Rules([decided, undecided, idle]) => say!(lang;
                "规则：{decided} 条有结论，{undecided} 条无法判断，{idle} 条不适用",
                "rules: {decided} decided, {undecided} undecided, {idle} not applicable"),
            Say::Undecided(n) => say!(lang; "无法判断的规则 {n} 条", "undecided rules: {n}"),
            Say::Rows(n) => say!(lang;
                "没有读全的表格行 {n} 行",
                "rows of tables that were not read as a whole: {n}"),
            Say::Figures(n) => say!(lang;
                "正文里没有规则认得的数 {n} 个",
                "figures in prose that no rule knows: {n}"),
            Say::Whole => say!(lang;
                "表格各行都读到了，正文里的数都有规则认得",
                "all rows of the tables were read, all figures in prose are known to rules"),
            Say::More(n) => say!(lang; "……还有 {n} 处", "… and {n} more"),
        }
    }
}
