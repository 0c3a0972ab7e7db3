//! The texts of the page, in Chinese and English.

use gouji_core::diagnostic::{Acceptance, Severity};
use gouji_core::rule::Day;
use gouji_core::text::Lang;

/// A text of the page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// The language, as pages name it.
    Code,
    Title,
    Skip,
    Overview,
    /// How many reports are clean, of how many.
    Share(usize, usize),
    /// The findings by severity.
    Sums([usize; 3]),
    /// Reports that are clean, with hints at most, with warnings, with errors, unrecognised, unread.
    State(usize),
    ByRule,
    ByBody,
    /// The day of the run.
    Day(Day),
    /// Files that were looked at.
    Files(usize),
    Packs,
    /// So many reports.
    Count(usize),
    Folder,
    ReportYear,
    Class,
    /// Reports with errors or warnings.
    Faulty,
    /// A group without a name.
    Other,
    /// Files that were not checked.
    NotChecked(usize),
    Unfold,
    Rest(usize),
    /// Infos, which the plots leave out.
    Infos(usize),
    Reports,
    /// Link to a marked copy.
    Copy,
    Report,
    Year(i32),
    Severity(Severity),
    Open,
    Accepted,
    /// Shows all of so many rows.
    ShowAll(usize),
    Filters,
    AllRules,
    AllBodies,
    Rule,
    Body,
    Search,
    Reset,
    Next,
    Previous,
    /// `{n}` of `{m}` findings shown, in `{r}` reports: for the script.
    Shown,
    /// A finding: its severity and number.
    Finding(Severity, usize),
    Details,
    Source,
    Fix,
    Related,
    Elsewhere,
    ToPlace(usize),
    OpenList(usize),
    /// Heading of what was checked of a report, and what was not.
    Coverage,
    AcceptedList(usize),
    By(Acceptance),
    Signed(&'a str),
    Blank,
    LeftOut(usize),
    /// So many blocks are not drawn.
    Cut(usize),
    NoRoom,
    MoreFindings(usize),
    NoReport,
    Unread,
    Table(usize),
    OtherLabels,
    Holds,
    Broken,
    NoSums,
    Made(&'a str),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Code => "zh-CN".into(),
            Say::Title => "报告检查结果".into(),
            Say::Skip => "跳到报告".into(),
            Say::Overview => "概览".into(),
            Say::Share(clean, all) => format!("{all} 份报告中有 {clean} 份没有错误和警告"),
            Say::Sums([e, w, i]) => {
                format!("共发现 {} 处：错误 {e}，警告 {w}，提示 {i}", e + w + i)
            }
            Say::State(0) => "没有问题".into(),
            Say::State(1) => "只有提示".into(),
            Say::State(2) => "有警告".into(),
            Say::State(3) => "有错误".into(),
            Say::State(4) => "不是报告".into(),
            Say::State(_) => "无法读取".into(),
            Say::ByRule => "最常见的问题（有此问题的报告）".into(),
            Say::Day(day) => format!("检查日期：{day}。"),
            Say::Files(n) => format!("共 {n} 个文件。"),
            Say::Packs => "所用规则包：".into(),
            Say::Count(n) => format!("{n} 份"),
            Say::Folder => "按文件夹".into(),
            Say::ReportYear => "按年度".into(),
            Say::Class => "按机关类别".into(),
            Say::Faulty => "有错误或警告的".into(),
            Say::Other => "其他".into(),
            Say::NotChecked(n) => format!("没有检查的文件（{n}）"),
            Say::Unfold => "全部展开".into(),
            Say::ByBody => "错误和警告最多的单位".into(),
            Say::Rest(n) => format!("其余 {n} 项"),
            Say::Infos(n) => format!("另有提示 {n} 处"),
            Say::Copy => "带批注的副本".into(),
            Say::Reports => "逐份报告".into(),
            Say::Report => "报告".into(),
            Say::Year(year) => format!("{year} 年度"),
            Say::Severity(Severity::Error) => "错误".into(),
            Say::Severity(Severity::Warning) => "警告".into(),
            Say::Severity(Severity::Info) => "提示".into(),
            Say::Open => "无法判断".into(),
            Say::Accepted => "已接受".into(),
            Say::ShowAll(n) => format!("列出全部 {n} 份"),
            Say::Filters => "筛选".into(),
            Say::AllRules => "全部规则".into(),
            Say::AllBodies => "全部单位".into(),
            Say::Rule => "规则".into(),
            Say::Body => "单位".into(),
            Say::Search => "查找文字".into(),
            Say::Reset => "清除筛选".into(),
            Say::Next => "下一处".into(),
            Say::Previous => "上一处".into(),
            Say::Shown => "{n} / {m} 处，{r} 份报告".into(),
            Say::Finding(severity, n) => {
                format!("第 {n} 处，{}", Say::Severity(severity).chinese())
            }
            Say::Details => "怎么改，依据什么".into(),
            Say::Source => "依据".into(),
            Say::Fix => "修改".into(),
            Say::Related => "相关位置".into(),
            Say::Elsewhere => "其他文件".into(),
            Say::ToPlace(n) => format!("第 {n} 处，到原文"),
            Say::Coverage => "核对了什么，没有核对什么".into(),
            Say::OpenList(n) => format!("无法判断的检查（{n}）"),
            Say::AcceptedList(n) => format!("已接受的问题（{n}）"),
            Say::By(Acceptance::Baseline) => "基线".into(),
            Say::By(Acceptance::Waiver) => "豁免".into(),
            Say::By(Acceptance::Remark) => "忽略注释".into(),
            Say::Signed(who) => format!("负责人：{who}"),
            Say::Blank => "空".into(),
            Say::LeftOut(n) => format!("〔此处略去 {n} 字〕"),
            Say::Cut(n) => format!("文件太大：以下 {n} 段没有画出，发现的问题都已列出。"),
            Say::NoRoom => "这一页已经很大：这份报告只列出问题，不画原文。".into(),
            Say::MoreFindings(n) => format!("另有 {n} 处没有列出。"),
            Say::NoReport => "没有当作报告检查".into(),
            Say::Unread => "无法读取".into(),
            Say::Table(n) => format!("第 {n} 张表"),
            Say::OtherLabels => "表中有问题的其他文字：".into(),
            Say::Holds => "成立".into(),
            Say::Broken => "不成立".into(),
            Say::NoSums => "没有用到这一格的算式".into(),
            Say::Made(version) => format!("由 gouji {version} 生成"),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Code => "en".into(),
            Say::Title => "Results of the check".into(),
            Say::Skip => "Skip to the reports".into(),
            Say::Overview => "Overview".into(),
            Say::Share(clean, all) => {
                format!(
                    "{clean} of {} without errors and warnings",
                    many(all, "report")
                )
            }
            Say::Sums([e, w, i]) => format!(
                "{}: {}, {}, {}",
                many(e + w + i, "finding"),
                many(e, "error"),
                many(w, "warning"),
                many(i, "info")
            ),
            Say::State(0) => "no findings".into(),
            Say::State(1) => "infos only".into(),
            Say::State(2) => "warnings".into(),
            Say::State(3) => "errors".into(),
            Say::State(4) => "no report".into(),
            Say::State(_) => "not readable".into(),
            Say::ByRule => "Most frequent faults (reports that have them)".into(),
            Say::Day(day) => format!("Checked on {day}."),
            Say::Files(n) => format!("{}.", many(n, "file")),
            Say::Packs => "Packs:".into(),
            Say::Count(n) => many(n, "report"),
            Say::Folder => "Folder".into(),
            Say::ReportYear => "Year".into(),
            Say::Class => "Class of body".into(),
            Say::Faulty => "With errors or warnings".into(),
            Say::Other => "others".into(),
            Say::NotChecked(n) => format!("Files that were not checked ({n})"),
            Say::Unfold => "Unfold all".into(),
            Say::ByBody => "Bodies with the most errors and warnings".into(),
            Say::Rest(n) => format!("{n} others"),
            Say::Infos(n) => format!("and {}", many(n, "info")),
            Say::Copy => "marked copy".into(),
            Say::Reports => "Report by report".into(),
            Say::Report => "Report".into(),
            Say::Year(year) => year.to_string(),
            Say::Severity(Severity::Error) => "Error".into(),
            Say::Severity(Severity::Warning) => "Warning".into(),
            Say::Severity(Severity::Info) => "Info".into(),
            Say::Open => "Undecided".into(),
            Say::Accepted => "Accepted".into(),
            Say::ShowAll(n) => format!("Show all {n}"),
            Say::Filters => "Filters".into(),
            Say::AllRules => "All rules".into(),
            Say::AllBodies => "All bodies".into(),
            Say::Rule => "Rule".into(),
            Say::Body => "Body".into(),
            Say::Search => "Search".into(),
            Say::Reset => "Clear".into(),
            Say::Next => "Next".into(),
            Say::Previous => "Previous".into(),
            Say::Shown => "{n} of {m} findings, {r} reports".into(),
            Say::Finding(severity, n) => {
                format!("Finding {n}, {}", Say::Severity(severity).english())
            }
            Say::Details => "What to do, and why".into(),
            Say::Source => "Source".into(),
            Say::Fix => "Fix".into(),
            Say::Related => "Related places".into(),
            Say::Elsewhere => "Other files".into(),
            Say::ToPlace(n) => format!("Finding {n}, to its place"),
            Say::Coverage => "What was checked, and what was not".into(),
            Say::OpenList(n) => format!("Undecided checks ({n})"),
            Say::AcceptedList(n) => format!("Accepted findings ({n})"),
            Say::By(Acceptance::Baseline) => "baseline".into(),
            Say::By(Acceptance::Waiver) => "waiver".into(),
            Say::By(Acceptance::Remark) => "remark in the report".into(),
            Say::Signed(who) => format!("signed: {who}"),
            Say::Blank => "blank".into(),
            Say::LeftOut(n) => format!("[{} left out]", many(n, "character")),
            Say::Cut(n) => format!(
                "The file is too large: {} not drawn; all findings are listed.",
                many(n, "more block")
            ),
            Say::NoRoom => {
                "This page is large already: only the findings of this report are shown.".into()
            }
            Say::MoreFindings(n) => format!("{} not listed.", many(n, "more finding")),
            Say::NoReport => "Not checked as a report".into(),
            Say::Unread => "Not readable".into(),
            Say::Table(n) => format!("Table {n}"),
            Say::OtherLabels => "Other words of the table with findings:".into(),
            Say::Holds => "holds".into(),
            Say::Broken => "does not hold".into(),
            Say::NoSums => "no sum uses this cell".into(),
            Say::Made(version) => format!("made by gouji {version}"),
        }
    }
}

/// A number with its noun.
fn many(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
