//! The captions of the lists.

use gouji_core::diagnostic::Class as RuleClass;
use gouji_core::report::{Fit, RowState, Years};
use gouji_core::rule::{CaseEdit, Expect};
use gouji_core::text::{Lang, many, say};

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
        match self {
            Caption::Title => say!(lang; "标题", "title"),
            Caption::Body => say!(lang; "机关", "body"),
            Caption::Class => say!(lang; "机关类别", "class of body"),
            Caption::Place => say!(lang; "地区", "place"),
            Caption::Year => say!(lang; "年度", "year"),
            Caption::Kind => say!(lang; "报告种类", "kind"),
            Caption::Form => say!(lang; "表式", "form"),
            Caption::Encoding => say!(lang; "编码", "encoding"),
            Caption::Evidence(id, name, score, due) => say!(lang;
                "{id}  {name}：{score} 分，认出要 {due} 分",
                "{id}  {name}: {score} of the {due} points that it takes"),
            Caption::NearTitle => say!(lang; "标题（说法不同）", "title in other words"),
            Caption::Labels(n) => say!(lang;
                "表中的标签 {n} 个",
                ("{} of tables", many(n, "label"))),
            Caption::Sections => say!(lang; "各部分", "sections"),
            Caption::Fit(Fit::Exact) => say!(lang; "规范标题", "official title"),
            Caption::Fit(Fit::Accepted) => say!(lang; "可接受的标题", "tolerated title"),
            Caption::Fit(Fit::Renamed) => say!(lang; "标题不同", "another title"),
            Caption::Fit(Fit::Repeated) => say!(lang; "重复", "repeated"),
            Caption::Fit(Fit::Extra) => say!(lang; "多出的部分", "not in the form"),
            Caption::NotFound => say!(lang; "未找到", "not found"),
            Caption::Table(id, title, place) => say!(lang;
                "表 {id}  {title}  {place}",
                "table {id}  {title}  {place}"),
            Caption::Columns(names) => say!(lang; "列：{names}", "columns: {names}"),
            Caption::Row(RowState::Read, _) => say!(lang; "已读", "read"),
            Caption::Row(RowState::Absent, _) => say!(lang; "未找到此行", "row not found"),
            Caption::Row(RowState::Glued, _) => say!(lang;
                "各格连在一起，分不开",
                "cells run together"),
            Caption::Row(RowState::Short(n) | RowState::Long(n), due) => say!(lang;
                "有 {n} 个单元格，应有 {due} 个",
                ("{} instead of {due}", many(n, "cell"))),
            Caption::Mentions => say!(lang; "正文中的数字", "figures in prose"),
            Caption::Dates => say!(lang; "日期", "dates"),
            Caption::Rules(n) => say!(lang; "共 {n} 条规则", ("{}", many(n, "rule"))),
            Caption::Why => say!(lang; "为什么", "why"),
            Caption::Source => say!(lang; "依据", "source"),
            Caption::Help => say!(lang; "怎么改", "help"),
            Caption::Fault => say!(lang; "问题名称", "fault"),
            Caption::Deprecated => say!(lang; "将要取消", "about to go"),
            Caption::Formerly => say!(lang; "旧名", "formerly"),
            Caption::Message => say!(lang; "提示语", "message"),
            Caption::For => say!(lang; "适用", "for"),
            Caption::Years(Years { from, to }) => match (from, to) {
                (None, None) => say!(lang; "各年度报告", "reports of any year"),
                (Some(from), None) => {
                    say!(lang; "{from} 年度起的报告", "reports on {from} and later")
                }
                (None, Some(to)) => {
                    say!(lang; "{to} 年度及以前的报告", "reports on {to} and earlier")
                }
                (Some(from), Some(to)) if from == to => {
                    say!(lang; "{from} 年度报告", "reports on {from}")
                }
                (Some(from), Some(to)) => {
                    say!(lang; "{from}—{to} 年度报告", "reports on {from} to {to}")
                }
            },
            Caption::Forms(names) => say!(lang; "，表式 {names}", "; form {names}"),
            Caption::Example(Expect::Pass) => say!(lang; "通过的例子", "passes"),
            Caption::Example(Expect::Fail) => say!(lang; "不通过的例子", "fails"),
            Caption::Example(Expect::Unknown) => say!(lang; "无法判断的例子", "cannot be decided"),
            Caption::Edit(edit, section) => match edit {
                CaseEdit::Text => say!(lang; "全文", "the whole text"),
                CaseEdit::Title => say!(lang; "标题", "title"),
                CaseEdit::Head => say!(lang; "引言", "before the first section"),
                CaseEdit::Section(_) => say!(lang; "“{section}”部分", "section “{section}”"),
                CaseEdit::Heading(_) => say!(lang; "“{section}”的标题", "heading of “{section}”"),
                CaseEdit::Tail => say!(lang; "落款", "signature"),
                CaseEdit::Cell(selector) => selector.clone(),
                CaseEdit::Rows(table) => say!(lang; "表「{table}」的行", "rows of table {table}"),
                CaseEdit::Label(row) => say!(lang; "标签 {row}", "label {row}"),
                CaseEdit::Form => say!(lang; "表式", "form"),
                CaseEdit::Body => say!(lang; "机关", "body"),
            },
            Caption::Unchanged => say!(lang; "样例报告，未作改动", "the sample report, unchanged"),
            Caption::Marked => say!(lang; "标出", "marked"),
            Caption::Params => say!(lang; "参数", "parameters"),
            Caption::Contents => say!(lang; "目录", "Contents"),
            Caption::AllRules => say!(lang; "各条规则", "The rules"),
            Caption::Rule => say!(lang; "规则", "rule"),
            Caption::Demand => say!(lang; "要求", "demands"),
            Caption::Leeway => say!(lang; "处理", "class"),
            Caption::Of(RuleClass::Hard) => say!(lang; "必须改正", "hard"),
            Caption::Of(RuleClass::Explain) => say!(lang; "改正或说明", "explain"),
            Caption::Of(RuleClass::Hint) => say!(lang; "供参考", "hint"),
        }
    }
}
