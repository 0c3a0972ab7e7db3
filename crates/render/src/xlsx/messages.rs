//! The words of the workbook, in Chinese and English.

use gouji_core::diagnostic::{Acceptance, Class, Content, RowState, Severity};
use gouji_core::rule::Day;
use gouji_core::text::{Lang, say};

/// A head, a name of a sheet, or a word in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Say {
    Findings,
    Reports,
    Tables,
    File,
    Body,
    Year,
    Rule,
    Fault,
    Summary,
    SummaryTitle,
    ChartTitle,
    Date,
    ReportCount,
    CleanCount,
    OtherCount,
    UnreadCount,
    FindingCount,
    Share,
    Severity,
    Class,
    Place,
    Found,
    Expected,
    Message,
    Help,
    Source,
    Accepted,
    Kind,
    Form,
    Errors,
    Warnings,
    Infos,
    Pass,
    Fail,
    Unknown,
    NotApplicable,
    /// Rows of tables that were not read as a whole.
    RowsUnread,
    /// Figures in prose that no rule knows.
    FiguresUnread,
    Packs,
    Unread,
    Table,
    Row,
    Column,
    Value,
    Text,
    Holds,
}

impl Say {
    /// The word in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Say::Findings => ("问题", "Findings"),
            Say::Reports => ("报告", "Reports"),
            Say::Tables => ("表格数据", "Tables"),
            Say::File => ("文件", "File"),
            Say::Body => ("单位", "Body"),
            Say::Year => ("年度", "Year"),
            Say::Rule => ("规则", "Rule"),
            Say::Fault => ("问题名称", "Fault"),
            Say::Summary => ("汇总", "Summary"),
            Say::SummaryTitle => ("报告检查汇总", "What the check found"),
            Say::ChartTitle => ("最常见的问题（份）", "Most frequent faults (reports)"),
            Say::Date => ("检查日期", "Date"),
            Say::ReportCount => ("报告（份）", "Reports"),
            Say::CleanCount => (
                "没有错误和警告的报告",
                "Reports without errors and warnings",
            ),
            Say::OtherCount => ("不是报告的文件", "Files that are no reports"),
            Say::UnreadCount => ("无法读取的文件", "Files that could not be read"),
            Say::FindingCount => ("问题（处）", "Findings"),
            Say::Share => ("占报告", "Share of reports"),
            Say::Severity => ("级别", "Severity"),
            Say::Class => ("处理", "Class"),
            Say::Place => ("位置", "Place"),
            Say::Found => ("原文", "Found"),
            Say::Expected => ("应为", "Expected"),
            Say::Message => ("问题说明", "Message"),
            Say::Help => ("怎么改", "Help"),
            Say::Source => ("依据", "Source"),
            Say::Accepted => ("已接受", "Accepted"),
            Say::Kind => ("报告种类", "Kind"),
            Say::Form => ("表式", "Form"),
            Say::Errors => ("错误", "Errors"),
            Say::Warnings => ("警告", "Warnings"),
            Say::Infos => ("提示", "Infos"),
            Say::Pass => ("通过", "Passed"),
            Say::Fail => ("不符", "Failed"),
            Say::Unknown => ("无法判断", "Undecided"),
            Say::NotApplicable => ("不适用", "Not applicable"),
            Say::RowsUnread => ("未读全的行", "Rows not read"),
            Say::FiguresUnread => ("未认得的数", "Figures unknown"),
            Say::Packs => ("规则包", "Packs"),
            Say::Unread => ("未检查的原因", "Why not checked"),
            Say::Table => ("表", "Table"),
            Say::Row => ("行", "Row"),
            Say::Column => ("列", "Column"),
            Say::Value => ("数值", "Value"),
            Say::Text => ("原文", "Text"),
            Say::Holds => ("内容", "What it is"),
        };
        lang.pick(zh, en)
    }
}

/// What may be done about a finding.
pub(super) fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Hard => lang.pick("必须改正", "correct it"),
        Class::Explain => lang.pick("改正或说明", "correct or explain it"),
        Class::Hint => lang.pick("供参考", "a hint"),
    }
}

/// What accepts a finding, with the person and the reason where they are known.
pub(super) fn accepted(by: Acceptance, who: &str, reason: &str, lang: Lang) -> String {
    let by = match by {
        Acceptance::Baseline => lang.pick("基线", "baseline"),
        Acceptance::Waiver => lang.pick("豁免", "waiver"),
        Acceptance::Remark => lang.pick("忽略注释", "remark in the report"),
    };
    let who = match who {
        "" => String::new(),
        who => say!(lang; "（{who}）", " ({who})"),
    };
    let reason = match reason {
        "" => String::new(),
        reason => format!("{}{reason}", lang.pick("：", ": ")),
    };
    format!("{by}{who}{reason}")
}

/// A day.
pub(super) fn day(day: Day, lang: Lang) -> String {
    say!(lang; ("{} 年 {} 月 {} 日", day.year, day.month, day.day), "{day}")
}

/// A line of a text file.
pub(super) fn line(line: u32, column: u32, lang: Lang) -> String {
    say!(lang; "第 {line} 行第 {column} 字", "line {line}, column {column}")
}

/// What a cell holds.
pub(super) fn content(content: Content, lang: Lang) -> &'static str {
    match content {
        Content::Blank => lang.pick("空白", "blank"),
        Content::Number(_) => lang.pick("数字", "number"),
        Content::Dash => lang.pick("横线", "dash"),
        Content::Nothing => lang.pick("无", "none"),
        Content::Text => lang.pick("文字", "text"),
    }
}

/// Why a row has no cells; nothing of one that was read.
pub(super) fn rest(state: RowState, lang: Lang) -> Option<&'static str> {
    match state {
        RowState::Read => None,
        RowState::Absent => Some(lang.pick("没有这一行", "absent")),
        RowState::Short => Some(lang.pick("格数不足，无法对应", "too few values")),
        RowState::Long => Some(lang.pick("格数过多，无法对应", "too many values")),
    }
}

/// A word for a severity.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Info => lang.pick("提示", "info"),
    }
}

/// So many characters of a cell were left out.
pub(super) fn cut(left_out: usize, lang: Lang) -> String {
    say!(lang;
        "……（表格放不下，略去 {left_out} 字）",
        "… (does not fit a cell: {left_out} characters left out)")
}

/// So many rows of a sheet were left out.
pub(super) fn more(left_out: u64, lang: Lang) -> String {
    say!(lang; "工作表放不下，略去 {left_out} 行", "the sheet is full: {left_out} rows left out")
}
