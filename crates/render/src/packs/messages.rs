//! Words of the lists of packs and settings.

use super::RuleDiff;
use gouji_core::text::Lang;

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
        match (self, lang) {
            (Text::Places(n), Lang::Zh) => format!("{n} 个地名"),
            (Text::Places(1), Lang::En) => "1 place".into(),
            (Text::Places(n), Lang::En) => format!("{n} places"),
            (Text::Packs(n), Lang::Zh) => format!("{n} 个规则包"),
            (Text::Packs(1), Lang::En) => "1 pack".into(),
            (Text::Packs(n), Lang::En) => format!("{n} packs"),
            (Text::Off, Lang::Zh) => "已关闭".into(),
            (Text::Off, Lang::En) => "switched off".into(),
            (Text::Locked, Lang::Zh) => "已锁定".into(),
            (Text::Locked, Lang::En) => "locked".into(),
            (Text::Legend, Lang::Zh) => "✓ 生效　· 被上层改掉　✗ 被锁定拒绝".into(),
            (Text::Legend, Lang::En) => "✓ holds  · set anew above  ✗ refused by a lock".into(),
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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Change::Head(old, new, n) => format!("{old} → {new}，{n} 份报告"),
            Change::Params => "参数改了：".into(),
            Change::Unset => "（没有）".into(),
            Change::Removed => "不再有的规则：".into(),
            Change::Added => "新增的规则：".into(),
            Change::Rule(rule) => {
                let counts = [
                    (rule.gained.len(), "多报"),
                    (rule.lost.len(), "少报"),
                    (rule.graded.len(), "级别变了"),
                ];
                let counts = counts.iter().filter(|(n, _)| *n > 0);
                let mut parts: Vec<String> =
                    counts.map(|(n, what)| format!("{what} {n} 处")).collect();
                let (before, now) = (rule.undecided_before, rule.undecided_now);
                if before != now {
                    parts.push(format!("无法判断的 {before} → {now}"));
                }
                parts.join("，")
            }
            Change::More(n) => format!("还有 {n} 处"),
            Change::Never => "在这些报告上从不适用的规则：".into(),
            Change::Total(gained, lost) => format!("共多报 {gained} 处，少报 {lost} 处"),
        }
    }

    fn english(self) -> String {
        match self {
            Change::Head(old, new, 1) => format!("{old} → {new}, 1 report"),
            Change::Head(old, new, n) => format!("{old} → {new}, {n} reports"),
            Change::Params => "parameters that changed:".into(),
            Change::Unset => "(not set)".into(),
            Change::Removed => "rules that are there no more:".into(),
            Change::Added => "rules that are new:".into(),
            Change::Rule(rule) => {
                let counts = [
                    (rule.gained.len(), "gained"),
                    (rule.lost.len(), "lost"),
                    (rule.graded.len(), "of another severity"),
                ];
                let counts = counts.iter().filter(|(n, _)| *n > 0);
                let mut parts: Vec<String> =
                    counts.map(|(n, what)| format!("{n} {what}")).collect();
                let (before, now) = (rule.undecided_before, rule.undecided_now);
                if before != now {
                    parts.push(format!("undecided {before} → {now}"));
                }
                parts.join(", ")
            }
            Change::More(n) => format!("{n} more"),
            Change::Never => "rules that applied to none of these reports:".into(),
            Change::Total(gained, lost) => format!("{gained} gained, {lost} lost"),
        }
    }
}
