//! The words of bodies over the years, in Chinese and English.

use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, Overview};
use gouji_core::text::{Lang, many, plural, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Say<'a> {
    /// The title of the page.
    Title,
    /// Bodies, years and reports.
    Lead(&'a Overview),
    /// How many bodies break their series.
    Broken(usize, usize),
    /// Findings, gaps and doubles of all bodies.
    Sum(&'a Overview),
    Body,
    Year,
    /// The head of what is wrong with a body.
    Wrong,
    /// What is wrong with a body, in a few words.
    Counts(&'a BodyLine),
    Gap,
    /// So many reports for a year.
    Versions(usize),
    Late,
    /// A report, and none of the year before.
    First,
    /// Nothing is wrong.
    Holds,
    /// Something does not agree with other reports.
    Breaks(Severity),
    /// Something is wrong in a report alone.
    Alone,
    /// The years before, which do not fit.
    Narrowed(i32),
    /// Bodies without a line.
    More(usize, usize),
    /// Findings without a line.
    MoreFindings(usize),
    Accepted(usize),
    /// What is carried over.
    Carried(&'a str, &'a str),
    Former(&'a str),
    Unplaced(usize),
    Strangers(usize),
    NoYears,
    Severity(Severity),
    /// The title of the roll.
    Roll(usize),
    /// How many of the roll reported for a year.
    Reported(i32, usize, usize),
    Missing,
    Twice,
    Came,
    /// So many bodies, with names behind.
    Named(&'a str, usize),
    NotOnRoll(usize),
    AllInTime,
    Findings,
    Errors,
    Warnings,
    Infos,
    Gaps,
    Doubles,
    Figures,
    Rule,
    Message,
    OtherReport,
    State,
    File,
    Table,
    Row,
    Column,
    Made(&'a str),
    /// Years and names in a row of words.
    Comma,
    Colon,
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Title => say!(lang; "各机关逐年一览", "Bodies over the years"),
            Say::Lead(all) => {
                let (bodies, reports) = (all.bodies.len(), all.reports);
                match all.years.as_slice() {
                    [first, .., last] => say!(lang;
                        "{bodies} 个机关，{first}—{last} 年，{reports} 份报告",
                        ("{}, {first}–{last}, {}", of_bodies(bodies), many(reports, "report"))),
                    [year] => say!(lang;
                        "{bodies} 个机关，{year} 年，{reports} 份报告",
                        ("{}, {year}, {}", of_bodies(bodies), many(reports, "report"))),
                    [] => say!(lang; "{reports} 份报告", ("{}", many(reports, "report"))),
                }
            }
            Say::Broken(0, _) => say!(lang;
                "各机关的报告前后都对得上",
                "the reports of each body agree with one another"),
            Say::Broken(n, all) => say!(lang;
                "{all} 个机关里有 {n} 个前后对不上、缺年度或重复报送",
                ("{n} of {} break their series", of_bodies(all))),
            Say::Sum(all) => {
                let [e, w, i, gaps, doubles] = sums(all);
                let parts = [
                    (e, say!(lang; "{e} 个错误", ("{}", many(e, "error")))),
                    (w, say!(lang; "{w} 个警告", ("{}", many(w, "warning")))),
                    (i, say!(lang; "{i} 个提示", ("{}", many(i, "info")))),
                    (
                        gaps,
                        say!(lang; "缺 {gaps} 个年度", ("{}", many(gaps, "missing year"))),
                    ),
                    (
                        doubles,
                        say!(lang;
                        "{doubles} 个年度有几份报告",
                        ("{} with several reports", many(doubles, "year"))),
                    ),
                ];
                let nothing = || say!(lang; "没有发现问题", "nothing was found");
                joined(&parts, lang.pick("，", ", ")).unwrap_or_else(nothing)
            }
            Say::Body => say!(lang; "机关", "body"),
            Say::Year => say!(lang; "年度", "year"),
            Say::Wrong => say!(lang; "问题", "findings"),
            Say::Counts(line) => {
                let [e, w, i] = counts(line);
                let (gaps, doubles) = (line.gaps(), line.doubles());
                let parts = [
                    (e, say!(lang; "{e} 错误", ("{}", many(e, "error")))),
                    (w, say!(lang; "{w} 警告", ("{}", many(w, "warning")))),
                    (i, say!(lang; "{i} 提示", ("{}", many(i, "info")))),
                    (gaps, say!(lang; "缺 {gaps} 年", ("{}", many(gaps, "gap")))),
                    (
                        doubles,
                        say!(lang; "重复 {doubles} 年", ("{}", many(doubles, "double"))),
                    ),
                ];
                joined(&parts, " ").unwrap_or_default()
            }
            Say::Gap => say!(lang; "缺", "gap"),
            Say::Versions(n) => say!(lang; "{n}份", "{n} rep."),
            Say::Late => say!(lang; "迟报", "late"),
            Say::First => say!(lang; "没有上年可比", "no report of the year before"),
            Say::Holds => say!(lang; "对得上", "agrees"),
            Say::Breaks(severity) => say!(lang;
                "和别的报告对不上：{}",
                "disagrees with other reports: {}", Say::Severity(severity).say(lang)),
            Say::Alone => say!(lang; "本报告自身的问题", "findings in the report alone"),
            Say::Narrowed(year) => say!(lang;
                "{year} 年以前的放不下，没有列出；--width 可以放宽",
                "years before {year} do not fit and are not shown; --width gives them room"),
            Say::More(bodies, 0) => say!(lang;
                "另有 {bodies} 个机关，都对得上",
                ("{} more, all in order", of_bodies(bodies))),
            Say::More(bodies, wrong) => say!(lang;
                "另有 {bodies} 个机关，其中 {wrong} 个有问题；全部列出：-f html=文件名",
                ("{} more, {wrong} of them with findings; for all: -f html=FILE", of_bodies(bodies))),
            Say::MoreFindings(n) => say!(lang; "另有 {n} 个问题", ("{} more", many(n, "finding"))),
            Say::Accepted(n) => say!(lang; "已接受 {n} 个", "{n} accepted"),
            Say::Carried(out, taken) => say!(lang;
                "上年转出 {out}，本年转入 {taken}",
                "carried over {out}, taken up {taken}"),
            Say::Former(names) => say!(lang; "曾用名：{names}", "formerly {names}"),
            Say::Unplaced(n) => say!(lang;
                "{n} 份报告没有读出机关或年度，不在表里：",
                ("{} of unknown body or year, not in the table: ", many(n, "report"))),
            Say::Strangers(n) => say!(lang;
                "{n} 个文件不是报告：",
                ("no reports: {}: ", many(n, "file"))),
            Say::NoYears => say!(lang;
                "只有一个年度，没有前后可比",
                "one year only: there is nothing to compare"),
            Say::Severity(Severity::Error) => say!(lang; "错误", "error"),
            Say::Severity(Severity::Warning) => say!(lang; "警告", "warning"),
            Say::Severity(Severity::Info) => say!(lang; "提示", "info"),
            Say::Roll(n) => say!(lang;
                "应报名单：{n} 个机关",
                ("who has to report: {}", of_bodies(n))),
            Say::Reported(year, did, all) => say!(lang;
                "{year} 年：应报 {all}，已报 {did}",
                "{year}: {did} of {all} reported"),
            Say::Missing => say!(lang; "未报", "not reported"),
            Say::Twice => say!(lang; "重复报送", "twice"),
            Say::Came => say!(lang; "已报", "reported"),
            Say::Named(what, n) => say!(lang; "{what} {n} 个：", "{what} {n}: "),
            Say::NotOnRoll(n) => say!(lang; "不在名单上的 {n} 个：", "not on the roll {n}: "),
            Say::AllInTime => say!(lang; "，都按时报了", ", all of them in time"),
            Say::Findings => say!(lang; "对照发现的问题", "findings beside other reports"),
            Say::Errors => say!(lang; "错误", "errors"),
            Say::Warnings => say!(lang; "警告", "warnings"),
            Say::Infos => say!(lang; "提示", "infos"),
            Say::Gaps => say!(lang; "缺的年度", "missing years"),
            Say::Doubles => say!(lang; "重复的年度", "double years"),
            Say::Figures => say!(lang; "主要数据", "main figures"),
            Say::Rule => say!(lang; "规则", "rule"),
            Say::Message => say!(lang; "问题说明", "message"),
            Say::OtherReport => say!(lang; "对照的报告", "other report"),
            Say::State => say!(lang; "报送情况", "state"),
            Say::File => say!(lang; "文件", "file"),
            Say::Table => say!(lang; "表", "table"),
            Say::Row => say!(lang; "行", "row"),
            Say::Column => say!(lang; "列", "column"),
            Say::Made(version) => say!(lang;
                "由 gouji（勾稽）{version} 生成",
                "made by gouji {version}"),
            Say::Comma => say!(lang; "、", ", "),
            Say::Colon => say!(lang; "：", ": "),
        }
    }
}

/// The parts that are not zero; `None` where all are.
fn joined(parts: &[(usize, String)], comma: &str) -> Option<String> {
    let some = parts.iter().filter(|(n, _)| *n > 0);
    let some: Vec<&str> = some.map(|(_, words)| words.as_str()).collect();
    (!some.is_empty()).then(|| some.join(comma))
}

fn of_bodies(n: usize) -> String {
    format!("{n} {}", plural(n, "body", "bodies"))
}

fn counts(line: &BodyLine) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Info].map(|severity| line.count(severity))
}

/// Findings by severity, gaps and doubles of all bodies.
fn sums(all: &Overview) -> [usize; 5] {
    let mut sums = [0; 5];
    for line in &all.bodies {
        let [e, w, i] = counts(line);
        let own = [e, w, i, line.gaps(), line.doubles()];
        sums.iter_mut().zip(own).for_each(|(sum, n)| *sum += n);
    }
    sums
}
