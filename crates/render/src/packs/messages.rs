//! Words of the lists of packs and settings.

use super::RuleDiff;
use gouji_core::text::{Lang, many, say};

/// A word of these lists.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text {
    /// How many places a pack is chosen for.
    Places(usize),
    /// How many packs there are.
    Packs(usize),
    /// The rule is switched off.
    Off,
    /// The rule is locked.
    Locked,
    /// What the marks mean.
    Legend,
}

impl Text {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Text::Places(n) => say!(lang; "{n} 个地名", ("{}", many(n, "place"))),
            Text::Packs(n) => say!(lang; "{n} 个规则包", ("{}", many(n, "pack"))),
            Text::Off => say!(lang; "已关闭", "switched off"),
            Text::Locked => say!(lang; "已锁定", "locked"),
            Text::Legend => say!(lang;
                "✓ 生效　· 被上层改掉　✗ 被锁定拒绝",
                "✓ holds  · set anew above  ✗ refused by a lock"),
        }
    }
}

/// What is said about a change of a pack.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change<'a> {
    /// The two states, and how many reports were checked.
    Head(&'a str, &'a str, usize),
    /// Above the settings of parameters that changed.
    Params,
    /// Nothing was set.
    Unset,
    /// Above the rules that are there no more.
    Removed,
    /// Above the rules that are new.
    Added,
    /// What changed for a rule.
    Rule(&'a RuleDiff),
    /// So many further findings.
    More(usize),
    /// Above the rules that never applied.
    Never,
    /// So many findings were gained and lost.
    Total(usize, usize),
}

impl Change<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Change::Head(old, new, n) => say!(lang;
                "{old} → {new}，{n} 份报告",
                ("{old} → {new}, {}", many(n, "report"))),
            Change::Params => say!(lang; "参数改了：", "parameters that changed:"),
            Change::Unset => say!(lang; "（没有）", "(not set)"),
            Change::Removed => say!(lang; "不再有的规则：", "rules that are there no more:"),
            Change::Added => say!(lang; "新增的规则：", "rules that are new:"),
            Change::Rule(rule) => changed(rule, lang),
            Change::More(n) => say!(lang; "还有 {n} 处", "{n} more"),
            Change::Never => say!(lang;
                "在这些报告上从不适用的规则：",
                "rules that applied to none of these reports:"),
            Change::Total(gained, lost) => say!(lang;
                "共多报 {gained} 处，少报 {lost} 处",
                "{gained} gained, {lost} lost"),
        }
    }
}

/// How many findings of a rule came, went and changed.
fn changed(rule: &RuleDiff, lang: Lang) -> String {
    let counts = [
        (rule.gained.len(), "多报", "gained"),
        (rule.lost.len(), "少报", "lost"),
        (rule.graded.len(), "级别变了", "of another severity"),
    ];
    let counts = counts.iter().filter(|(n, ..)| *n > 0);
    let mut parts: Vec<String> = counts
        .map(|(n, zh, en)| say!(lang; "{zh} {n} 处", "{n} {en}"))
        .collect();
    let (before, now) = (rule.undecided_before, rule.undecided_now);
    if before != now {
        parts.push(say!(lang; "无法判断的 {before} → {now}", "undecided {before} → {now}"));
    }
    parts.join(lang.pick("，", ", "))
}
