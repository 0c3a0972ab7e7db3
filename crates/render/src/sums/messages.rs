//! The words of the tables behind a run, in Chinese and English.

use gouji_core::diagnostic::{Stage, Tally};
use gouji_core::text::Lang;

/// A head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Ids of rules.
    Rule,
    /// How grave findings are.
    Severity,
    /// How many findings.
    Findings,
    /// How many reports.
    Reports,
    /// A share.
    Share,
    /// What is done to a report.
    Stage,
    /// How long it took.
    Time,
}

impl Head {
    /// The word in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Head::Rule => ("规则", "rule"),
            Head::Severity => ("级别", "severity"),
            Head::Findings => ("问题", "findings"),
            Head::Reports => ("报告", "reports"),
            Head::Share => ("占比", "share"),
            Head::Stage => ("步骤", "stage"),
            Head::Time => ("用时", "time"),
        };
        pick(lang, zh, en)
    }
}

/// What is done to a report.
pub(super) fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::Read => pick(lang, "读取文件", "read"),
        Stage::Recognise => pick(lang, "识别报告", "recognise"),
        Stage::Packs => pick(lang, "装配规则", "packs"),
        Stage::Facts => pick(lang, "提取数据", "facts"),
        Stage::Rules => pick(lang, "执行规则", "rules"),
        Stage::Localise => pick(lang, "定位原因", "localise"),
        Stage::Render => pick(lang, "输出结果", "render"),
    }
}

/// What a rule found, in a sentence.
pub(super) fn spoken(rule: &str, tally: Tally, percent: Option<usize>, lang: Lang) -> String {
    let (n, reports) = (tally.findings, tally.reports);
    match (lang, percent) {
        (Lang::Zh, Some(percent)) => {
            format!("规则 {rule}：{n} 个问题，涉及 {reports} 份报告，占 {percent}%")
        }
        (Lang::Zh, None) => format!("规则 {rule}：{n} 个问题，都在不是报告的文件里"),
        (Lang::En, Some(percent)) => {
            format!("rule {rule}: findings: {n}; reports: {reports}, which is {percent}% of all")
        }
        (Lang::En, None) => format!("rule {rule}: findings: {n}, all in files that are no reports"),
    }
}

/// What shares are shares of.
pub(super) fn divided(reports: usize, others: usize, lang: Lang) -> String {
    match (lang, others) {
        (Lang::Zh, 0) => format!("占比按 {reports} 份报告计算"),
        (Lang::Zh, _) => {
            format!("占比按 {reports} 份报告计算；另有 {others} 个文件不是报告，不计入")
        }
        (Lang::En, 0) => format!("shares are of all reports: {reports}"),
        (Lang::En, _) => {
            format!(
                "shares are of all reports: {reports}; files that are no reports do not count: {others}"
            )
        }
    }
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
