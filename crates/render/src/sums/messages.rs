//! The words of the tables behind a run, in Chinese and English.

use gouji_core::diagnostic::{ReportTally, Stage, Tally};
use gouji_core::text::{Lang, many, say};

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
    /// The name of a report.
    Report,
    /// The body that reports.
    Body,
    /// The year that is reported on.
    Year,
    /// Findings of a severity.
    Errors,
    /// Findings of a severity.
    Warnings,
    /// Findings of a severity.
    Infos,
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
            Head::Report => ("报告", "report"),
            Head::Body => ("机关", "body"),
            Head::Year => ("年度", "year"),
            Head::Errors => ("错误", "errors"),
            Head::Warnings => ("警告", "warnings"),
            Head::Infos => ("提示", "infos"),
        };
        lang.pick(zh, en)
    }
}

/// What is done to a report.
pub(super) fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::Read => lang.pick("读取文件", "read"),
        Stage::Recognise => lang.pick("识别报告", "recognise"),
        Stage::Packs => lang.pick("装配规则", "packs"),
        Stage::Facts => lang.pick("提取数据", "facts"),
        Stage::Rules => lang.pick("执行规则", "rules"),
        Stage::Localise => lang.pick("定位原因", "localise"),
        Stage::Render => lang.pick("输出结果", "render"),
    }
}

/// What a rule found, in a sentence.
pub(super) fn spoken(rule: &str, tally: Tally, percent: Option<usize>, lang: Lang) -> String {
    let (n, reports) = (tally.findings, tally.reports);
    match percent {
        Some(percent) => say!(lang;
            "规则 {rule}：{n} 个问题，涉及 {reports} 份报告，占 {percent}%",
            "rule {rule}: findings: {n}; reports: {reports}, which is {percent}% of all"),
        None => say!(lang;
            "规则 {rule}：{n} 个问题，都在不是报告的文件里",
            "rule {rule}: findings: {n}, all in files that are no reports"),
    }
}

/// What shares are shares of.
pub(super) fn divided(reports: usize, others: usize, lang: Lang) -> String {
    match others {
        0 => say!(lang;
            "占比按 {reports} 份报告计算",
            "shares are of all reports: {reports}"),
        _ => say!(lang;
            "占比按 {reports} 份报告计算；另有 {others} 个文件不是报告，不计入",
            "shares are of all reports: {reports}; files that are no reports do not count: {others}"),
    }
}

/// Reports that a table has no rows for.
pub(super) fn more(reports: usize, lang: Lang) -> String {
    say!(lang;
        "另有 {reports} 份报告，问题不比上面的多；全部列出：-f xlsx=文件名",
        "reports with no more findings than these: {reports}; for all: -f xlsx=FILE")
}

/// The findings of a report, over them.
pub(super) fn tally(report: &ReportTally, lang: Lang) -> String {
    let of = |n: usize, zh: &str, en: &str| say!(lang; "{n} 个{zh}", ("{}", many(n, en)));
    let all = [
        (report.errors, "错误", "error"),
        (report.warnings, "警告", "warning"),
        (report.infos, "提示", "info"),
    ];
    let some = all.into_iter().filter(|(n, _, _)| *n > 0);
    let some: Vec<String> = some.map(|(n, zh, en)| of(n, zh, en)).collect();
    some.join(lang.pick("，", ", "))
}
