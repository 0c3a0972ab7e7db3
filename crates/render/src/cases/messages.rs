//! What is said about the cases of packs, in Chinese and English: part of the message catalogue.

use super::CaseCounts;
use gouji_core::rule::Expect;
use gouji_core::text::Lang;

/// A text about cases.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    /// What a case expects, and whether that came.
    Expects(Expect, bool),
    /// The text of a case is the sample.
    Unchanged,
    /// So many further lines.
    MoreLines(usize),
    /// No case has such a place.
    NeverThere,
    /// What was tried in vain.
    Tried(&'a str),
    /// Proved places, and all of them.
    Score(usize, usize),
    /// Heading of the places that a case states.
    Expected,
    /// Heading of the places that came.
    Found,
    /// One finding wherever it is.
    Anywhere,
    /// A finding without a place.
    Nowhere,
    /// Nothing on this side.
    Nothing,
    /// The text of the case was not read as a report.
    NoReport,
    /// Undecided evaluations: expected, `None` for at least one, and found.
    Open(Option<usize>, usize),
    /// The case is marked as known to fail.
    TodoPasses,
    /// How many there were of each.
    Counts(CaseCounts),
}

impl Text<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Text::Expects(expect, met) => {
                let what = match expect {
                    Expect::Fail => "应不符",
                    Expect::Pass => "应通过",
                    Expect::Unknown => "应无法判断",
                };
                format!("{what}（{}）", if met { "与此一致" } else { "与此不同" })
            }
            Text::Unchanged => "样例没有改动".into(),
            Text::MoreLines(n) => format!("还有 {n} 行"),
            Text::NeverThere => "没有一个例子里有它".into(),
            Text::Tried(what) => format!("改了也没有反应：{what}"),
            Text::Score(covered, total) => {
                format!(
                    "变异得分 {}：规则读到 {total} 处，例子证明了 {covered} 处",
                    share(covered, total)
                )
            }
            Text::Expected => "应在".into(),
            Text::Found => "实在".into(),
            Text::Anywhere => "（一处，位置不限）".into(),
            Text::Nowhere => "（没有位置）".into(),
            Text::Nothing => "-".into(),
            Text::NoReport => "例子的文字没有被认作报告".into(),
            Text::Open(None, found) => format!("无法判断：应至少 1 项，实有 {found} 项"),
            Text::Open(Some(n), found) => format!("无法判断：应有 {n} 项，实有 {found} 项"),
            Text::TodoPasses => "标了 todo，现在已经对了：可以去掉 todo".into(),
            Text::Counts(c) if c.passed == c.total() => format!("{} 个例子全部通过", c.passed),
            Text::Counts(c) => {
                let parts = [
                    (c.failed, "不符"),
                    (c.todo, "待办"),
                    (c.todo_passes, "待办而已通过"),
                ];
                let said = parts.iter().filter(|(n, _)| *n > 0);
                let said: String = said.map(|(n, what)| format!("，{what} {n}")).collect();
                format!("{} 个例子：通过 {}{said}", c.total(), c.passed)
            }
        }
    }

    fn english(self) -> String {
        match self {
            Text::Expects(expect, met) => {
                let what = match expect {
                    Expect::Fail => "must fail",
                    Expect::Pass => "must pass",
                    Expect::Unknown => "must stay undecided",
                };
                format!(
                    "{what} ({})",
                    if met { "as it does" } else { "it does not" }
                )
            }
            Text::Unchanged => "the sample, unchanged".into(),
            Text::MoreLines(n) => format!("{n} more lines"),
            Text::NeverThere => "no case has it".into(),
            Text::Tried(what) => format!("no reaction to {what}"),
            Text::Score(covered, total) => format!(
                "mutation score {}: the rules read {total} places, the cases prove {covered}",
                share(covered, total)
            ),
            Text::Expected => "expected".into(),
            Text::Found => "found".into(),
            Text::Anywhere => "(one finding, anywhere)".into(),
            Text::Nowhere => "(no place)".into(),
            Text::Nothing => "-".into(),
            Text::NoReport => "the text of the case was not read as a report".into(),
            Text::Open(None, found) => format!("undecided: expected at least 1, found {found}"),
            Text::Open(Some(n), found) => format!("undecided: expected {n}, found {found}"),
            Text::TodoPasses => "marked todo, but it passes now: the mark can go".into(),
            Text::Counts(c) if c.passed == c.total() => match c.passed {
                1 => "1 case passed".into(),
                n => format!("{n} cases passed"),
            },
            Text::Counts(c) => {
                let parts = [
                    (c.failed, "failed"),
                    (c.todo, "todo"),
                    (c.todo_passes, "todo but passing"),
                ];
                let said = parts.iter().filter(|(n, _)| *n > 0);
                let said: String = said.map(|(n, what)| format!(", {n} {what}")).collect();
                let cases = if c.total() == 1 { "case" } else { "cases" };
                format!("{} {cases}: {} passed{said}", c.total(), c.passed)
            }
        }
    }
}

/// A share in percent with one decimal, rounded down: only all of them are 100 %.
fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
