//! What is said about the cases of packs, in Chinese and English: part of the message catalogue.

use super::CaseCounts;
use gouji_core::rule::Expect;
use gouji_core::text::{Lang, many, say};

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
        match self {
            Text::Expects(expect, met) => {
                let (zh, en) = match expect {
                    Expect::Fail => ("应不符", "must fail"),
                    Expect::Pass => ("应通过", "must pass"),
                    Expect::Unknown => ("应无法判断", "must stay undecided"),
                };
                match met {
                    true => say!(lang; "{zh}（与此一致）", "{en} (as it does)"),
                    false => say!(lang; "{zh}（与此不同）", "{en} (it does not)"),
                }
            }
            Text::Unchanged => say!(lang; "样例没有改动", "the sample, unchanged"),
            Text::MoreLines(n) => say!(lang; "还有 {n} 行", "{n} more lines"),
            Text::NeverThere => say!(lang; "没有一个例子里有它", "no case has it"),
            Text::Tried(what) => say!(lang; "改了也没有反应：{what}", "no reaction to {what}"),
            Text::Score(covered, total) => say!(lang;
                "变异得分 {}：规则读到 {total} 处，例子证明了 {covered} 处",
                "mutation score {}: the rules read {total} places, the cases prove {covered}", share(covered, total)),
            Text::Expected => say!(lang; "应在", "expected"),
            Text::Found => say!(lang; "实在", "found"),
            Text::Anywhere => say!(lang; "（一处，位置不限）", "(one finding, anywhere)"),
            Text::Nowhere => say!(lang; "（没有位置）", "(no place)"),
            Text::Nothing => "-".into(),
            Text::NoReport => say!(lang;
                "例子的文字没有被认作报告",
                "the text of the case was not read as a report"),
            Text::Open(None, found) => say!(lang;
                "无法判断：应至少 1 项，实有 {found} 项",
                "undecided: expected at least 1, found {found}"),
            Text::Open(Some(n), found) => say!(lang;
                "无法判断：应有 {n} 项，实有 {found} 项",
                "undecided: expected {n}, found {found}"),
            Text::TodoPasses => say!(lang;
                "标了 todo，现在已经对了：可以去掉 todo",
                "marked todo, but it passes now: the mark can go"),
            Text::Counts(c) if c.passed == c.total() => say!(lang;
                ("{} 个例子全部通过", c.passed),
                ("{} passed", many(c.passed, "case"))),
            Text::Counts(c) => {
                let parts = [
                    (c.failed, "不符", "failed"),
                    (c.todo, "待办", "todo"),
                    (c.todo_passes, "待办而已通过", "todo but passing"),
                ];
                let said = parts.iter().filter(|(n, ..)| *n > 0);
                let said: String = said
                    .map(|(n, zh, en)| say!(lang; "，{zh} {n}", ", {n} {en}"))
                    .collect();
                say!(lang;
                    ("{} 个例子：通过 {}{said}", c.total(), c.passed),
                    ("{}: {} passed{said}", many(c.total(), "case"), c.passed))
            }
        }
    }
}

/// A share in percent with one decimal, rounded down: only all of them are 100 %.
fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
