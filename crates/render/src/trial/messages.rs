//! What is said about what was tried, in Chinese and English.

use gouji_core::text::Lang;

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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Pattern => "模式".into(),
            Say::Expression => "表达式".into(),
            Say::Counts(0, _, reports) => format!("{reports} 份报告里都没有匹配"),
            Say::Counts(matches, with, reports) => {
                format!("{matches} 处匹配，在 {reports} 份报告中的 {with} 份里")
            }
            Say::More(n) => format!("还有 {n} 处"),
            Say::List => "一组值：".into(),
            Say::Undecided(why) => format!("无法计算：{why}"),
            Say::Nothing => "没有可计算的".into(),
            Say::Leading(part, n) => format!("能匹配的最长开头（{n} 处）：{part}"),
            Say::Rest(rest) => format!("接不上的：{rest}"),
            Say::Behind(found, behind) => format!("{found} 后面是：{behind}"),
            Say::NoPart => "连开头也没有匹配".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Pattern => "pattern".into(),
            Say::Expression => "expression".into(),
            Say::Counts(0, _, 1) => "no match in 1 report".into(),
            Say::Counts(0, _, reports) => format!("no match in {reports} reports"),
            Say::Counts(matches, with, reports) => format!(
                "{matches} {} in {with} of {reports} {}",
                if matches == 1 { "match" } else { "matches" },
                if reports == 1 { "report" } else { "reports" }
            ),
            Say::More(n) => format!("{n} more"),
            Say::List => "a list:".into(),
            Say::Undecided(why) => format!("undecided: {why}"),
            Say::Nothing => "nothing to evaluate".into(),
            Say::Leading(part, 1) => format!("longest leading part that matches (once): {part}"),
            Say::Leading(part, n) => {
                format!("longest leading part that matches ({n} times): {part}")
            }
            Say::Rest(rest) => format!("what does not fit behind it: {rest}"),
            Say::Behind(found, behind) => format!("{found} is followed by: {behind}"),
            Say::NoPart => "no leading part of it matches either".into(),
        }
    }
}
