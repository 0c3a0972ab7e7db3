//! The words of bodies over the years, in Chinese and English.

use crate::messages::many;
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, Overview};
use gouji_core::text::Lang;

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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Title => "各机关逐年一览".into(),
            Say::Lead(all) => {
                let (bodies, reports) = (all.bodies.len(), all.reports);
                match all.years.as_slice() {
                    [first, .., last] => {
                        format!("{bodies} 个机关，{first}—{last} 年，{reports} 份报告")
                    }
                    [year] => format!("{bodies} 个机关，{year} 年，{reports} 份报告"),
                    [] => format!("{reports} 份报告"),
                }
            }
            Say::Broken(0, _) => "各机关的报告前后都对得上".into(),
            Say::Broken(n, all) => format!("{all} 个机关里有 {n} 个前后对不上、缺年度或重复报送"),
            Say::Sum(all) => {
                let [e, w, i, gaps, doubles] = sums(all);
                let parts = [
                    (e, format!("{e} 个错误")),
                    (w, format!("{w} 个警告")),
                    (i, format!("{i} 个提示")),
                    (gaps, format!("缺 {gaps} 个年度")),
                    (doubles, format!("{doubles} 个年度有几份报告")),
                ];
                joined(&parts, "，").unwrap_or_else(|| "没有发现问题".into())
            }
            Say::Body => "机关".into(),
            Say::Year => "年度".into(),
            Say::Wrong => "问题".into(),
            Say::Counts(line) => {
                let [e, w, i] = counts(line);
                let (gaps, doubles) = (line.gaps(), line.doubles());
                let parts = [
                    (e, format!("{e} 错误")),
                    (w, format!("{w} 警告")),
                    (i, format!("{i} 提示")),
                    (gaps, format!("缺 {gaps} 年")),
                    (doubles, format!("重复 {doubles} 年")),
                ];
                joined(&parts, " ").unwrap_or_default()
            }
            Say::Gap => "缺".into(),
            Say::Versions(n) => format!("{n}份"),
            Say::Late => "迟报".into(),
            Say::First => "没有上年可比".into(),
            Say::Holds => "对得上".into(),
            Say::Breaks(severity) => {
                format!(
                    "和别的报告对不上：{}",
                    Say::Severity(severity).say(Lang::Zh)
                )
            }
            Say::Alone => "本报告自身的问题".into(),
            Say::Narrowed(year) => format!("{year} 年以前的放不下，没有列出；--width 可以放宽"),
            Say::More(bodies, wrong) => match wrong {
                0 => format!("另有 {bodies} 个机关，都对得上"),
                _ => {
                    format!("另有 {bodies} 个机关，其中 {wrong} 个有问题；全部列出：-f html=文件名")
                }
            },
            Say::MoreFindings(n) => format!("另有 {n} 个问题"),
            Say::Accepted(n) => format!("已接受 {n} 个"),
            Say::Carried(out, taken) => format!("上年转出 {out}，本年转入 {taken}"),
            Say::Former(names) => format!("曾用名：{names}"),
            Say::Unplaced(n) => format!("{n} 份报告没有读出机关或年度，不在表里："),
            Say::Strangers(n) => format!("{n} 个文件不是报告："),
            Say::NoYears => "只有一个年度，没有前后可比".into(),
            Say::Severity(Severity::Error) => "错误".into(),
            Say::Severity(Severity::Warning) => "警告".into(),
            Say::Severity(Severity::Info) => "提示".into(),
            Say::Roll(n) => format!("应报名单：{n} 个机关"),
            Say::Reported(year, did, all) => format!("{year} 年：应报 {all}，已报 {did}"),
            Say::Missing => "未报".into(),
            Say::Twice => "重复报送".into(),
            Say::Came => "已报".into(),
            Say::Named(what, n) => format!("{what} {n} 个："),
            Say::NotOnRoll(n) => format!("不在名单上的 {n} 个："),
            Say::AllInTime => "，都按时报了".into(),
            Say::Findings => "对照发现的问题".into(),
            Say::Errors => "错误".into(),
            Say::Warnings => "警告".into(),
            Say::Infos => "提示".into(),
            Say::Gaps => "缺的年度".into(),
            Say::Doubles => "重复的年度".into(),
            Say::Figures => "主要数据".into(),
            Say::Rule => "规则".into(),
            Say::Message => "问题说明".into(),
            Say::OtherReport => "对照的报告".into(),
            Say::State => "报送情况".into(),
            Say::File => "文件".into(),
            Say::Table => "表".into(),
            Say::Row => "行".into(),
            Say::Column => "列".into(),
            Say::Made(version) => format!("由 gouji（勾稽）{version} 生成"),
            Say::Comma => "、".into(),
            Say::Colon => "：".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Title => "Bodies over the years".into(),
            Say::Lead(all) => {
                let bodies = of_bodies(all.bodies.len());
                let reports = many(all.reports, "report");
                match all.years.as_slice() {
                    [first, .., last] => format!("{bodies}, {first}–{last}, {reports}"),
                    [year] => format!("{bodies}, {year}, {reports}"),
                    [] => reports,
                }
            }
            Say::Broken(0, _) => "the reports of each body agree with one another".into(),
            Say::Broken(n, all) => format!("{n} of {} break their series", of_bodies(all)),
            Say::Sum(all) => {
                let [e, w, i, gaps, doubles] = sums(all);
                let parts = [
                    (e, many(e, "error")),
                    (w, many(w, "warning")),
                    (i, many(i, "info")),
                    (gaps, many(gaps, "missing year")),
                    (
                        doubles,
                        format!("{} with several reports", many(doubles, "year")),
                    ),
                ];
                joined(&parts, ", ").unwrap_or_else(|| "nothing was found".into())
            }
            Say::Body => "body".into(),
            Say::Year => "year".into(),
            Say::Wrong => "findings".into(),
            Say::Counts(line) => {
                let [e, w, i] = counts(line);
                let (gaps, doubles) = (line.gaps(), line.doubles());
                let parts = [
                    (e, many(e, "error")),
                    (w, many(w, "warning")),
                    (i, many(i, "info")),
                    (gaps, many(gaps, "gap")),
                    (doubles, many(doubles, "double")),
                ];
                joined(&parts, " ").unwrap_or_default()
            }
            Say::Gap => "gap".into(),
            Say::Versions(n) => format!("{n} rep."),
            Say::Late => "late".into(),
            Say::First => "no report of the year before".into(),
            Say::Holds => "agrees".into(),
            Say::Breaks(severity) => {
                let severity = Say::Severity(severity).say(Lang::En);
                format!("disagrees with other reports: {severity}")
            }
            Say::Alone => "findings in the report alone".into(),
            Say::Narrowed(year) => {
                format!("years before {year} do not fit and are not shown; --width gives them room")
            }
            Say::More(bodies, wrong) => match wrong {
                0 => format!("{} more, all in order", of_bodies(bodies)),
                _ => format!(
                    "{} more, {wrong} of them with findings; for all: -f html=FILE",
                    of_bodies(bodies)
                ),
            },
            Say::MoreFindings(n) => format!("{} more", many(n, "finding")),
            Say::Accepted(n) => format!("{n} accepted"),
            Say::Carried(out, taken) => format!("carried over {out}, taken up {taken}"),
            Say::Former(names) => format!("formerly {names}"),
            Say::Unplaced(n) => {
                format!(
                    "{} of unknown body or year, not in the table: ",
                    many(n, "report")
                )
            }
            Say::Strangers(n) => format!("no reports: {}: ", many(n, "file")),
            Say::NoYears => "one year only: there is nothing to compare".into(),
            Say::Severity(Severity::Error) => "error".into(),
            Say::Severity(Severity::Warning) => "warning".into(),
            Say::Severity(Severity::Info) => "info".into(),
            Say::Roll(n) => format!("who has to report: {}", of_bodies(n)),
            Say::Reported(year, did, all) => format!("{year}: {did} of {all} reported"),
            Say::Missing => "not reported".into(),
            Say::Twice => "twice".into(),
            Say::Came => "reported".into(),
            Say::Named(what, n) => format!("{what} {n}: "),
            Say::NotOnRoll(n) => format!("not on the roll {n}: "),
            Say::AllInTime => ", all of them in time".into(),
            Say::Findings => "findings beside other reports".into(),
            Say::Errors => "errors".into(),
            Say::Warnings => "warnings".into(),
            Say::Infos => "infos".into(),
            Say::Gaps => "missing years".into(),
            Say::Doubles => "double years".into(),
            Say::Figures => "main figures".into(),
            Say::Rule => "rule".into(),
            Say::Message => "message".into(),
            Say::OtherReport => "other report".into(),
            Say::State => "state".into(),
            Say::File => "file".into(),
            Say::Table => "table".into(),
            Say::Row => "row".into(),
            Say::Column => "column".into(),
            Say::Made(version) => format!("made by gouji {version}"),
            Say::Comma => ", ".into(),
            Say::Colon => ": ".into(),
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
    match n {
        1 => "1 body".into(),
        _ => format!("{n} bodies"),
    }
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
