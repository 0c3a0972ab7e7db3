//! The captions of the lists.

use super::many;
use gouji_core::diagnostic::Class as RuleClass;
use gouji_core::report::{Fit, RowState, Years};
use gouji_core::rule::{CaseEdit, Expect};
use gouji_core::text::Lang;

/// A caption of the lists: what was read, which rules there are, what one of them is.
#[derive(Clone, Copy, Debug)]
pub enum Caption<'a> {
    /// The title of a report.
    Title,
    /// The body that reports.
    Body,
    /// Its class.
    Class,
    /// Its place.
    Place,
    /// The year of a report.
    Year,
    /// The kind of a report.
    Kind,
    /// The form of its tables.
    Form,
    /// How its bytes were read.
    Encoding,
    /// What speaks for a kind: its id and name, how much there is, how much it takes.
    Evidence(&'a str, &'a str, i32, i32),
    /// A title in other words.
    NearTitle,
    /// So many labels of tables.
    Labels(usize),
    /// Heading of the sections.
    Sections,
    /// How a heading fits.
    Fit(Fit),
    /// It is not there.
    NotFound,
    /// Heading of a table: id, title, place.
    Table(&'a str, &'a str, &'a str),
    /// The names of the columns.
    Columns(&'a str),
    /// How a row was read, and how many values it should have.
    Row(RowState, usize),
    /// Heading of the figures in prose.
    Mentions,
    /// Heading of the days.
    Dates,
    /// How many rules there are.
    Rules(usize),
    /// Why there is such a rule.
    Why,
    /// Who says so.
    Source,
    /// What to do about a finding.
    Help,
    /// The short name of what is wrong.
    Fault,
    /// Why the rule is about to go, and what to use.
    Deprecated,
    /// What the rule was called before.
    Formerly,
    /// What a finding says.
    Message,
    /// What the rule is for.
    For,
    /// Years of report.
    Years(Years),
    /// Forms of the tables.
    Forms(&'a str),
    /// An example.
    Example(Expect),
    /// What an example changes; the text is the title of the section.
    Edit(&'a CaseEdit, &'a str),
    /// An example that changes nothing.
    Unchanged,
    /// What an example marks.
    Marked,
    /// The parameters of a rule.
    Params,
    /// Heading of the contents of a page.
    Contents,
    /// Heading of the rules of a page.
    AllRules,
    /// Heading of the ids of rules.
    Rule,
    /// Heading of what rules demand.
    Demand,
    /// Heading of what may be done about a finding.
    Leeway,
    /// What may be done about findings of a rule.
    Of(RuleClass),
}

impl Caption<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Caption::Title => "标题".into(),
            Caption::Body => "机关".into(),
            Caption::Class => "机关类别".into(),
            Caption::Place => "地区".into(),
            Caption::Year => "年度".into(),
            Caption::Kind => "报告种类".into(),
            Caption::Form => "表式".into(),
            Caption::Encoding => "编码".into(),
            Caption::Evidence(id, name, score, due) => {
                format!("{id}  {name}：{score} 分，认出要 {due} 分")
            }
            Caption::NearTitle => "标题（说法不同）".into(),
            Caption::Labels(n) => format!("表中的标签 {n} 个"),
            Caption::Sections => "各部分".into(),
            Caption::Fit(Fit::Exact) => "规范标题".into(),
            Caption::Fit(Fit::Accepted) => "可接受的标题".into(),
            Caption::Fit(Fit::Renamed) => "标题不同".into(),
            Caption::Fit(Fit::Repeated) => "重复".into(),
            Caption::Fit(Fit::Extra) => "多出的部分".into(),
            Caption::NotFound => "未找到".into(),
            Caption::Table(id, title, place) => format!("表 {id}  {title}  {place}"),
            Caption::Columns(names) => format!("列：{names}"),
            Caption::Row(RowState::Read, _) => "已读".into(),
            Caption::Row(RowState::Absent, _) => "未找到此行".into(),
            Caption::Row(RowState::Glued, _) => "各格连在一起，分不开".into(),
            Caption::Row(RowState::Short(n) | RowState::Long(n), due) => {
                format!("有 {n} 个单元格，应有 {due} 个")
            }
            Caption::Mentions => "正文中的数字".into(),
            Caption::Dates => "日期".into(),
            Caption::Rules(n) => format!("共 {n} 条规则"),
            Caption::Why => "为什么".into(),
            Caption::Source => "依据".into(),
            Caption::Help => "怎么改".into(),
            Caption::Fault => "问题名称".into(),
            Caption::Deprecated => "将要取消".into(),
            Caption::Formerly => "旧名".into(),
            Caption::Message => "提示语".into(),
            Caption::For => "适用".into(),
            Caption::Years(Years { from, to }) => match (from, to) {
                (None, None) => "各年度报告".into(),
                (Some(from), None) => format!("{from} 年度起的报告"),
                (None, Some(to)) => format!("{to} 年度及以前的报告"),
                (Some(from), Some(to)) if from == to => format!("{from} 年度报告"),
                (Some(from), Some(to)) => format!("{from}—{to} 年度报告"),
            },
            Caption::Forms(names) => format!("，表式 {names}"),
            Caption::Example(Expect::Pass) => "通过的例子".into(),
            Caption::Example(Expect::Fail) => "不通过的例子".into(),
            Caption::Example(Expect::Unknown) => "无法判断的例子".into(),
            Caption::Edit(edit, section) => match edit {
                CaseEdit::Text => "全文".into(),
                CaseEdit::Title => "标题".into(),
                CaseEdit::Head => "引言".into(),
                CaseEdit::Section(_) => format!("“{section}”部分"),
                CaseEdit::Heading(_) => format!("“{section}”的标题"),
                CaseEdit::Tail => "落款".into(),
                CaseEdit::Cell(selector) => selector.clone(),
                CaseEdit::Rows(table) => format!("表「{table}」的行"),
                CaseEdit::Label(row) => format!("标签 {row}"),
                CaseEdit::Form => "表式".into(),
                CaseEdit::Body => "机关".into(),
            },
            Caption::Unchanged => "样例报告，未作改动".into(),
            Caption::Marked => "标出".into(),
            Caption::Params => "参数".into(),
            Caption::Contents => "目录".into(),
            Caption::AllRules => "各条规则".into(),
            Caption::Rule => "规则".into(),
            Caption::Demand => "要求".into(),
            Caption::Leeway => "处理".into(),
            Caption::Of(RuleClass::Hard) => "必须改正".into(),
            Caption::Of(RuleClass::Explain) => "改正或说明".into(),
            Caption::Of(RuleClass::Hint) => "供参考".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Caption::Title => "title".into(),
            Caption::Body => "body".into(),
            Caption::Class => "class of body".into(),
            Caption::Place => "place".into(),
            Caption::Year => "year".into(),
            Caption::Kind => "kind".into(),
            Caption::Form => "form".into(),
            Caption::Encoding => "encoding".into(),
            Caption::Evidence(id, name, score, due) => {
                format!("{id}  {name}: {score} of the {due} points that it takes")
            }
            Caption::NearTitle => "title in other words".into(),
            Caption::Labels(n) => format!("{} of tables", many(n, "label")),
            Caption::Sections => "sections".into(),
            Caption::Fit(Fit::Exact) => "official title".into(),
            Caption::Fit(Fit::Accepted) => "tolerated title".into(),
            Caption::Fit(Fit::Renamed) => "another title".into(),
            Caption::Fit(Fit::Repeated) => "repeated".into(),
            Caption::Fit(Fit::Extra) => "not in the form".into(),
            Caption::NotFound => "not found".into(),
            Caption::Table(id, title, place) => format!("table {id}  {title}  {place}"),
            Caption::Columns(names) => format!("columns: {names}"),
            Caption::Row(RowState::Read, _) => "read".into(),
            Caption::Row(RowState::Absent, _) => "row not found".into(),
            Caption::Row(RowState::Glued, _) => "cells run together".into(),
            Caption::Row(RowState::Short(n) | RowState::Long(n), due) => {
                format!("{} instead of {due}", many(n, "cell"))
            }
            Caption::Mentions => "figures in prose".into(),
            Caption::Dates => "dates".into(),
            Caption::Rules(n) => many(n, "rule"),
            Caption::Why => "why".into(),
            Caption::Source => "source".into(),
            Caption::Help => "help".into(),
            Caption::Fault => "fault".into(),
            Caption::Deprecated => "about to go".into(),
            Caption::Formerly => "formerly".into(),
            Caption::Message => "message".into(),
            Caption::For => "for".into(),
            Caption::Years(Years { from, to }) => match (from, to) {
                (None, None) => "reports of any year".into(),
                (Some(from), None) => format!("reports on {from} and later"),
                (None, Some(to)) => format!("reports on {to} and earlier"),
                (Some(from), Some(to)) if from == to => format!("reports on {from}"),
                (Some(from), Some(to)) => format!("reports on {from} to {to}"),
            },
            Caption::Forms(names) => format!("; form {names}"),
            Caption::Example(Expect::Pass) => "passes".into(),
            Caption::Example(Expect::Fail) => "fails".into(),
            Caption::Example(Expect::Unknown) => "cannot be decided".into(),
            Caption::Edit(edit, section) => match edit {
                CaseEdit::Text => "the whole text".into(),
                CaseEdit::Title => "title".into(),
                CaseEdit::Head => "before the first section".into(),
                CaseEdit::Section(_) => format!("section “{section}”"),
                CaseEdit::Heading(_) => format!("heading of “{section}”"),
                CaseEdit::Tail => "signature".into(),
                CaseEdit::Cell(selector) => selector.clone(),
                CaseEdit::Rows(table) => format!("rows of table {table}"),
                CaseEdit::Label(row) => format!("label {row}"),
                CaseEdit::Form => "form".into(),
                CaseEdit::Body => "body".into(),
            },
            Caption::Unchanged => "the sample report, unchanged".into(),
            Caption::Marked => "marked".into(),
            Caption::Params => "parameters".into(),
            Caption::Contents => "Contents".into(),
            Caption::AllRules => "The rules".into(),
            Caption::Rule => "rule".into(),
            Caption::Demand => "demands".into(),
            Caption::Leeway => "class".into(),
            Caption::Of(class) => class.name().into(),
        }
    }
}
