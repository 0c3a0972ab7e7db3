//! What is said about baselines and waivers on stderr, in Chinese and English.

use crate::text::{Lang, many, say};

/// Something to say.
pub(in crate::cli) enum Say<'a> {
    /// There is a baseline already.
    Exists(&'a str),
    /// There is no baseline yet.
    Absent(&'a str),
    /// A baseline was written: findings, reports, how many are new, how many have gone.
    Written(&'a str, usize, usize, usize, usize),
    /// Nothing of the rule is found, or not at that place.
    NoFinding(&'a str, &'a str, &'a str),
    /// The rule is locked in a line of a file.
    Locked(&'a str, &'a str, usize),
    /// A reason or a name is blank.
    Blank(&'static str),
    /// A waiver was written for so many findings.
    Waived(&'a str, &'a str, usize),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Exists(path) => say!(lang;
                "{path}：已经有基线；用 gouji baseline update 更新，或者加 --force 重新生成",
                "{path}: there is a baseline already; use gouji baseline update, or --force to draw it anew"),
            Say::Absent(path) => say!(lang;
                "{path}：还没有基线；先用 gouji baseline create 生成",
                "{path}: there is no baseline yet; gouji baseline create draws one"),
            Say::Written(path, findings, reports, new, gone) => say!(lang;
                "{path}：{reports} 份报告的 {findings} 个问题（新增 {new}，移除 {gone}）",
                ("{path}: {} in {} ({new} added, {gone} removed)", many(*findings, "finding"), many(*reports, "report"))),
            Say::NoFinding(path, rule, "") => say!(lang;
                "{path}：没有 {rule} 的问题可以豁免",
                "{path}: no finding of {rule} to waive"),
            Say::NoFinding(path, rule, at) => say!(lang;
                "{path}：「{at}」处没有 {rule} 的问题可以豁免",
                "{path}: no finding of {rule} at “{at}” to waive"),
            Say::Locked(rule, path, line) => say!(lang;
                "{rule} 不能豁免：{path}:{line} 把它锁定了，必须改正",
                "{rule} cannot be waived: {path}:{line} locks it, and it has to be corrected"),
            Say::Blank(option) => say!(lang; "{option}：不能空着", "{option}: must not be blank"),
            Say::Waived(path, rule, n) => say!(lang;
                "{path}：已豁免 {rule} 的 {n} 个问题",
                ("{path}: {} of {rule} waived", many(*n, "finding"))),
        }
    }
}
