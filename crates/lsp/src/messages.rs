//! What the server says, in both languages.

use super::size::{HUGE, LARGE, megabytes};
use gouji_core::text::{Lang, say};

/// The reason in a new waiver, which a person replaces: it is the same in both languages, so that it can be found.
pub const REASON: &str = "TODO 理由 reason";
/// The signature in a new waiver.
pub const WHO: &str = "TODO 姓名 name";

/// A text of the server.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    /// What is done to the workspace.
    Workspace,
    /// A code action: fix all that is safe.
    FixAll(usize),
    /// A code action: write a waiver for a finding of a rule.
    Waive(&'a str),
    /// A code action: explain a rule.
    Explain(&'a str),
    /// Of so many checks of a table, so many hold.
    Score(usize, usize),
    /// A cell in no check.
    NoChecks,
    /// What the cell holds in last year's report: the year, the value.
    LastYear(i32, &'a str),
    /// Runs the cases of a rule, or of a pack.
    RunCases,
    /// The label that is compared: without spaces, marks and numbers.
    Folded(&'a str),
    /// Of so many cases, so many pass.
    Cases(usize, usize),
    /// A text that is not checked while somebody types.
    Large(LongText<'a>),
    /// A text that is not checked.
    Huge(LongText<'a>),
}

/// A file and its size.
#[derive(Clone, Copy, Debug)]
pub(super) struct LongText<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many bytes it has.
    pub bytes: usize,
}

impl LongText<'_> {
    /// Its size in MB.
    fn size(&self) -> String {
        megabytes(self.bytes)
    }

    /// Its name without what a terminal or an editor would obey.
    fn name(&self) -> String {
        self.name.chars().filter(|c| !c.is_control()).collect()
    }
}

impl Text<'_> {
    /// The text.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Text::Workspace => say!(lang; "勾稽：检查工作区", "gouji: checking the workspace"),
            Text::FixAll(n) => say!(lang;
                "改正全部一定对的地方（{n} 处）",
                "Fix all that is safe ({n})"),
            Text::Waive(rule) => say!(lang;
                "豁免：在 waivers.toml 中写明理由（{rule}）",
                "Waive: sign for it in waivers.toml ({rule})"),
            Text::Explain(rule) => say!(lang; "解释规则 {rule}", "Explain the rule {rule}"),
            Text::Score(hold, all) => say!(lang;
                "{all} 项检查，{hold} 项成立",
                "{hold} of {all} hold"),
            Text::NoChecks => say!(lang; "没有检查用到此处", "no check reads this"),
            Text::LastYear(year, value) => say!(lang; "{year} 年：{value}", "{year}: {value}"),
            Text::RunCases => say!(lang; "运行例子", "run the cases"),
            Text::Folded(key) => say!(lang; "比较时用“{key}”", "compared as “{key}”"),
            Text::Cases(pass, all) => say!(lang;
                "{all} 个例子，通过 {pass} 个",
                "{pass} of {all} cases pass"),
            Text::Large(file) => say!(lang;
                "{} 有 {} MB，超过 {} MB：勾稽只在打开和保存时检查，输入时不检查，也不提供悬停说明和表格上的提示",
                "{} has {} MB, more than {} MB: gouji checks it when it is opened and saved, not while you type, and shows nothing at cells and tables", file.name(), file.size(), megabytes(LARGE)),
            Text::Huge(file) => say!(lang;
                "{} 有 {} MB，超过 {} MB：编辑器中不检查，请运行 gouji check",
                "{} has {} MB, more than {} MB: it is not checked in the editor; run gouji check", file.name(), file.size(), megabytes(HUGE)),
        }
    }
}
