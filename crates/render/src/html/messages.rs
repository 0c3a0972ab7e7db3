//! The texts of the page, in Chinese and English.

use gouji_core::diagnostic::{Acceptance, Severity};
use gouji_core::rule::Day;
use gouji_core::text::{Lang, many, say};

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
        match self {
            Say::Code => say!(lang; "zh-CN", "en"),
            Say::Title => say!(lang; "报告检查结果", "Results of the check"),
            Say::Skip => say!(lang; "跳到报告", "Skip to the reports"),
            Say::Overview => say!(lang; "概览", "Overview"),
            Say::Share(clean, all) => say!(lang;
                "{all} 份报告中有 {clean} 份没有错误和警告",
                ("{clean} of {} without errors and warnings", many(all, "report"))),
            Say::Sums([e, w, i]) => say!(lang;
                ("共发现 {} 处：错误 {e}，警告 {w}，提示 {i}", e + w + i),
                ("{}: {}, {}, {}", many(e + w + i, "finding"), many(e, "error"), many(w, "warning"), many(i, "info"))),
            Say::State(0) => say!(lang; "没有问题", "no findings"),
            Say::State(1) => say!(lang; "只有提示", "infos only"),
            Say::State(2) => say!(lang; "有警告", "warnings"),
            Say::State(3) => say!(lang; "有错误", "errors"),
            Say::State(4) => say!(lang; "不是报告", "no report"),
            Say::State(_) => say!(lang; "无法读取", "not readable"),
            Say::ByRule => say!(lang;
                "最常见的问题（有此问题的报告）",
                "Most frequent faults (reports that have them)"),
            Say::Day(day) => say!(lang; "检查日期：{day}。", "Checked on {day}."),
            Say::Files(n) => say!(lang; "共 {n} 个文件。", ("{}.", many(n, "file"))),
            Say::Packs => say!(lang; "所用规则包：", "Packs:"),
            Say::Count(n) => say!(lang; "{n} 份", ("{}", many(n, "report"))),
            Say::Folder => say!(lang; "按文件夹", "Folder"),
            Say::ReportYear => say!(lang; "按年度", "Year"),
            Say::Class => say!(lang; "按机关类别", "Class of body"),
            Say::Faulty => say!(lang; "有错误或警告的", "With errors or warnings"),
            Say::Other => say!(lang; "其他", "others"),
            Say::NotChecked(n) => say!(lang;
                "没有检查的文件（{n}）",
                "Files that were not checked ({n})"),
            Say::Unfold => say!(lang; "全部展开", "Unfold all"),
            Say::ByBody => say!(lang;
                "错误和警告最多的单位",
                "Bodies with the most errors and warnings"),
            Say::Rest(n) => say!(lang; "其余 {n} 项", "{n} others"),
            Say::Infos(n) => say!(lang; "另有提示 {n} 处", ("and {}", many(n, "info"))),
            Say::Copy => say!(lang; "带批注的副本", "marked copy"),
            Say::Reports => say!(lang; "逐份报告", "Report by report"),
            Say::Report => say!(lang; "报告", "Report"),
            Say::Year(year) => say!(lang; "{year} 年度", "{year}"),
            Say::Severity(Severity::Error) => say!(lang; "错误", "Error"),
            Say::Severity(Severity::Warning) => say!(lang; "警告", "Warning"),
            Say::Severity(Severity::Info) => say!(lang; "提示", "Info"),
            Say::Open => say!(lang; "无法判断", "Undecided"),
            Say::Accepted => say!(lang; "已接受", "Accepted"),
            Say::ShowAll(n) => say!(lang; "列出全部 {n} 份", "Show all {n}"),
            Say::Filters => say!(lang; "筛选", "Filters"),
            Say::AllRules => say!(lang; "全部规则", "All rules"),
            Say::AllBodies => say!(lang; "全部单位", "All bodies"),
            Say::Rule => say!(lang; "规则", "Rule"),
            Say::Body => say!(lang; "单位", "Body"),
            Say::Search => say!(lang; "查找文字", "Search"),
            Say::Reset => say!(lang; "清除筛选", "Clear"),
            Say::Next => say!(lang; "下一处", "Next"),
            Say::Previous => say!(lang; "上一处", "Previous"),
            Say::Shown => say!(lang;
                "{{n}} / {{m}} 处，{{r}} 份报告",
                "{{n}} of {{m}} findings, {{r}} reports"),
            Say::Finding(severity, n) => say!(lang;
                "第 {n} 处，{}",
                "Finding {n}, {}", Say::Severity(severity).say(lang)),
            Say::Details => say!(lang; "怎么改，依据什么", "What to do, and why"),
            Say::Source => say!(lang; "依据", "Source"),
            Say::Fix => say!(lang; "修改", "Fix"),
            Say::Related => say!(lang; "相关位置", "Related places"),
            Say::Elsewhere => say!(lang; "其他文件", "Other files"),
            Say::ToPlace(n) => say!(lang; "第 {n} 处，到原文", "Finding {n}, to its place"),
            Say::Coverage => say!(lang;
                "核对了什么，没有核对什么",
                "What was checked, and what was not"),
            Say::OpenList(n) => say!(lang; "无法判断的检查（{n}）", "Undecided checks ({n})"),
            Say::AcceptedList(n) => say!(lang; "已接受的问题（{n}）", "Accepted findings ({n})"),
            Say::By(Acceptance::Baseline) => say!(lang; "基线", "baseline"),
            Say::By(Acceptance::Waiver) => say!(lang; "豁免", "waiver"),
            Say::By(Acceptance::Remark) => say!(lang; "忽略注释", "remark in the report"),
            Say::Signed(who) => say!(lang; "负责人：{who}", "signed: {who}"),
            Say::Blank => say!(lang; "空", "blank"),
            Say::LeftOut(n) => say!(lang;
                "〔此处略去 {n} 字〕",
                ("[{} left out]", many(n, "character"))),
            Say::Cut(n) => say!(lang;
                "文件太大：以下 {n} 段没有画出，发现的问题都已列出。",
                ("The file is too large: {} not drawn; all findings are listed.", many(n, "more block"))),
            Say::NoRoom => say!(lang;
                "这一页已经很大：这份报告只列出问题，不画原文。",
                "This page is large already: only the findings of this report are shown."),
            Say::MoreFindings(n) => say!(lang;
                "另有 {n} 处没有列出。",
                ("{} not listed.", many(n, "more finding"))),
            Say::NoReport => say!(lang; "没有当作报告检查", "Not checked as a report"),
            Say::Unread => say!(lang; "无法读取", "Not readable"),
            Say::Table(n) => say!(lang; "第 {n} 张表", "Table {n}"),
            Say::OtherLabels => say!(lang;
                "表中有问题的其他文字：",
                "Other words of the table with findings:"),
            Say::Holds => say!(lang; "成立", "holds"),
            Say::Broken => say!(lang; "不成立", "does not hold"),
            Say::NoSums => say!(lang; "没有用到这一格的算式", "no sum uses this cell"),
            Say::Made(version) => say!(lang; "由 gouji {version} 生成", "made by gouji {version}"),
        }
    }
}
