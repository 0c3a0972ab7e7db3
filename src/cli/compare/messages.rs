//! What `gouji compare` says on stderr, in Chinese and English.

use crate::text::{Lang, many, plural, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// Fewer than two files were named.
    TooFew(usize),
    /// A file is no report.
    NoReport(&'a str),
    /// The reports are of several kinds.
    Kinds(&'a str),
    /// A report states no year.
    NoYear(&'a str),
    /// Two reports are on one year.
    OneYear(i32, &'a str, &'a str),
    /// The reports are of so many bodies.
    Bodies(usize),
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::TooFew(n) => say!(lang;
                "只有 {n} 份报告，至少要两份才能比较",
                ("{}: it takes two to compare", plural(n, "1 report only", &many(n, "report")))),
            Say::NoReport(path) => say!(lang;
                "{path}：没有认出这是哪一种报告，没有比较",
                "{path}: not recognised as a report of any known kind; nothing was compared"),
            Say::Kinds(kinds) => say!(lang;
                "不是同一种报告（{kinds}），不能比较",
                "reports of several kinds ({kinds}) cannot be compared"),
            Say::NoYear(path) => say!(lang;
                "{path}：没有读出年度，排在最后",
                "{path}: states no year; it stands last"),
            Say::OneYear(year, a, b) => say!(lang;
                "{year} 年有两份报告：{a} 和 {b}，排在后面的一份为准",
                "two reports on {year}: {a} and {b}; the one that stands later counts"),
            Say::Bodies(n) => say!(lang;
                "这些报告是 {n} 个机关的，仍然并排比较",
                "these are reports of {n} bodies; they are compared all the same"),
        }
    }
}
