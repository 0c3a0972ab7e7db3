//! What is said about acceptances, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// Something to say about an acceptance.
pub(super) enum Say<'a> {
    /// A remark that is none.
    Unclear,
    /// A remark without a reason.
    NoReason(&'a str),
    /// A remark that accepts nothing; rules that may have been meant.
    UnusedRemark(&'a str, &'a [String]),
    /// A waiver without a key that signs it.
    Unsigned(&'a str, &'a str),
    /// A waiver that accepts nothing.
    UnusedWaiver(&'a str),
    /// A waiver of which the last day is over.
    Over(&'a str, &'a str),
    /// A waiver of which the values have changed to these.
    Changed(&'a str, &'a [&'a str]),
    /// A waiver that states no values; these were found.
    NoValues(&'a str, &'a [&'a str]),
    /// The rule is locked.
    Locked(&'a str),
    /// The line that locks a rule.
    LockedHere(&'a str),
}

impl Say<'_> {
    /// The message and the help.
    pub fn say(&self, lang: Lang) -> (String, Option<String>) {
        match self {
            Say::Unclear => say!(lang;
                "看不懂这条忽略注释，不起作用",
                "this remark cannot be understood and accepts nothing";
                "写成 <!-- gouji: ignore 规则编号 理由 -->",
                "write <!-- gouji: ignore RULE reason -->"),
            Say::NoReason(rule) => say!(lang;
                "忽略注释没有写理由，{rule} 的问题照常计入",
                "the remark gives no reason: findings of {rule} count as before";
                "写明理由：<!-- gouji: ignore {rule} 理由 -->",
                "say why: <!-- gouji: ignore {rule} reason -->"),
            Say::UnusedRemark(rule, []) => say!(lang;
                "忽略注释没有用上：这里没有 {rule} 的问题",
                "the remark accepts nothing: no finding of {rule} here";
                "问题已经消失就删去注释；忽略注释只对所在的段落或表格、单独成行时对下一个段落或表格有效",
                "remove it if the finding is gone; a remark holds for the paragraph or table that it stands in, on a line of its own for the next one"),
            Say::UnusedRemark(rule, near) => say!(lang;
                "忽略注释没有用上：没有规则 {rule}",
                "the remark accepts nothing: there is no rule {rule}";
                "是否想写 {}？",
                "did you mean {}?", lang.list(near)),
            Say::Unsigned(rule, key) => say!(lang;
                "对 {rule} 的豁免缺少 {key}，不起作用",
                "the waiver of {rule} has no `{key}` and accepts nothing";
                "reason 写理由，who 写由谁负责",
                "`reason` says why, `who` says who answers for it"),
            Say::UnusedWaiver(rule) => say!(lang;
                "对 {rule} 的豁免没有用上：所指的问题已不再出现",
                "the waiver of {rule} accepts nothing: what it is about is no longer found";
                "删去这条豁免",
                "remove it"),
            Say::Over(rule, day) => say!(lang;
                "对 {rule} 的豁免已于 {day} 到期",
                "the waiver of {rule} ended on {day}";
                "改正报告，或者重新核实后改写 until",
                "correct the report, or look again and set `until` anew"),
            Say::Changed(rule, values) => say!(lang;
                "对 {rule} 的豁免失效：报告里的数值已经变了",
                "the waiver of {rule} has lapsed: the values in the report have changed";
                "重新核实后改写 values = {}",
                "look again, then write values = {}", list(values)),
            Say::NoValues(rule, values) => say!(lang;
                "对 {rule} 的豁免没有写明 values，不起作用",
                "the waiver of {rule} states no `values` and accepts nothing";
                "核实后写上 values = {}",
                "look at them, then write values = {}", list(values)),
            Say::Locked(rule) => say!(lang;
                "{rule} 不能豁免：规则包把它锁定了，必须改正",
                "{rule} cannot be waived: a pack has locked it, and it has to be corrected";
                "改正报告，删去这条豁免",
                "correct the report, and remove this"),
            Say::LockedHere(rule) => (
                say!(lang;
                "{rule} 在这里锁定",
                "{rule} is locked here"),
                None,
            ),
        }
    }
}

/// As a value in TOML.
fn list(values: &[&str]) -> String {
    match values {
        [one] => format!("\"{one}\""),
        several => format!("{several:?}"),
    }
}
