//! What is said about what was tried, in Chinese and English.

use gouji_core::text::{Lang, many, plural, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// It was tried as a pattern.
    Pattern,
    /// It was tried as an expression.
    Expression,
    /// So many matches, in so many reports of so many.
    Counts(usize, usize, usize),
    /// So many further matches.
    More(usize),
    /// The value is a list; its members follow.
    List,
    /// There is no value; why.
    Undecided(&'a str),
    /// There is nothing to go through.
    Nothing,
    /// The longest leading part that matches, and how often.
    Leading(&'a str, usize),
    /// What comes behind it in the pattern.
    Rest(&'a str),
    /// What it finds, and what stands behind that.
    Behind(&'a str, &'a str),
    /// No leading part matches.
    NoPart,
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Pattern => say!(lang; "模式", "pattern"),
            Say::Expression => say!(lang; "表达式", "expression"),
            Say::Counts(0, _, reports) => say!(lang;
                "{reports} 份报告里都没有匹配",
                ("no match in {}", many(reports, "report"))),
            Say::Counts(matches, with, reports) => say!(lang;
                "{matches} 处匹配，在 {reports} 份报告中的 {with} 份里",
                ("{matches} {} in {with} of {}", plural(matches, "match", "matches"), many(reports, "report"))),
            Say::More(n) => say!(lang; "还有 {n} 处", "{n} more"),
            Say::List => say!(lang; "一组值：", "a list:"),
            Say::Undecided(why) => say!(lang; "无法计算：{why}", "undecided: {why}"),
            Say::Nothing => say!(lang; "没有可计算的", "nothing to evaluate"),
            Say::Leading(part, n) => say!(lang;
                "能匹配的最长开头（{n} 处）：{part}",
                ("longest leading part that matches ({}): {part}", plural(n, "once", &many(n, "time")))),
            Say::Rest(rest) => say!(lang;
                "接不上的：{rest}",
                "what does not fit behind it: {rest}"),
            Say::Behind(found, behind) => say!(lang;
                "{found} 后面是：{behind}",
                "{found} is followed by: {behind}"),
            Say::NoPart => say!(lang; "连开头也没有匹配", "no leading part of it matches either"),
        }
    }
}
