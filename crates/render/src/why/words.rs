//! The words of `why`, in Chinese and English. The matches are exhaustive, so that none can be missing.

use crate::messages::Caption;
use gouji_core::diagnostic::Counts;
use gouji_core::report::Years;
use gouji_core::rule::{Builtin, Outcome, Role, Skip, Source};
use gouji_core::text::Lang;

/// Something that `why` says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// The rule did not run.
    Skip(&'a Skip),
    /// How its evaluations ended.
    Ends(Counts),
    /// How one evaluation ended.
    End(&'a Outcome),
    /// Kinds of thing that are read.
    Source(Source),
    /// A part of the text that is no section, by id.
    Part(&'a str),
    /// A figure of a sum in a sentence, by id: the total, or a part of it.
    Figure(&'a str),
    /// What a value decides.
    Role(Role),
    /// Nothing is there.
    Absent,
    /// The cell is blank, and blank counts as zero.
    Assumed,
    /// So many cells without anything to say about them.
    Cells(usize),
    /// So many further places.
    More(usize),
    /// Why a rule does not apply: what its condition saw.
    Condition,
    /// Before what arithmetic says about a finding.
    Cause,
    /// What was looked for besides.
    Around,
    /// So many words are nowhere.
    Nowhere(usize),
    /// The report: its year and form.
    Report(Option<i32>, &'a str),
    /// What a wrong term should be.
    Should,
    /// What packs above set.
    Layers,
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
            Say::Skip(skip) => match skip {
                Skip::NoReport => "没有检查：没有认出这是哪一种报告".into(),
                Skip::Refused(why) => format!("没有检查：{why}"),
                Skip::Kind(kind) => format!("没有检查：这份报告是另一种报告（{kind}）"),
                Skip::SwitchedOff => "没有检查：上层规则包关闭了这条规则".into(),
                Skip::Pack(pack) => format!("没有检查：这份报告不用规则包 {pack}"),
                Skip::Off => "没有检查：这条规则被 --select 或 --ignore 关掉了".into(),
                Skip::Alone => "没有检查：这条规则要和别的报告比，这里只有一份".into(),
                Skip::Year(year, years) => {
                    format!(
                        "没有检查：报告是 {year} 年度的，规则{}",
                        of_years(*years, Lang::Zh)
                    )
                }
                Skip::Form(form) => format!("没有检查：规则不用于表式 {form}"),
            },
            Say::Ends(c) => format!(
                "判断 {} 次：通过 {}，不符 {}，无法判断 {}，不适用 {}",
                c.total(),
                c.pass,
                c.fail,
                c.unknown,
                c.not_applicable
            ),
            Say::End(outcome) => match outcome {
                Outcome::Pass => "通过".into(),
                Outcome::Fail(_) => "不符".into(),
                Outcome::Unknown(_) => "无法判断".into(),
                Outcome::NotApplicable => "不适用".into(),
            },
            Say::Source(source) => chinese_source(source).into(),
            Say::Part(id) => match id {
                "" => "全文",
                "head" => "文首",
                "tail" => "文末",
                "headings" => "各部分标题",
                other => other,
            }
            .into(),
            Say::Figure(id) => match id {
                "total" => "总数",
                _ => "分项",
            }
            .into(),
            Say::Role(Role::Check) => String::new(),
            Say::Role(Role::When) => "（条件）".into(),
            Say::Role(Role::Soften) => "（降级条件）".into(),
            Say::Absent => "（没有）".into(),
            Say::Assumed => "（空白按 0 计）".into(),
            Say::Cells(n) => format!("看了 {n} 个单元格"),
            Say::More(n) => format!("另有 {n} 处"),
            Say::Condition => "条件不成立".into(),
            Say::Cause => "原因：".into(),
            Say::Around => "此外：".into(),
            Say::Nowhere(n) => format!("另有 {n} 种写法没有出现"),
            Say::Report(year, form) => match year {
                Some(year) => format!("{year} 年度，表式 {form}"),
                None => format!("年度不明，表式 {form}"),
            },
            Say::Layers => "上层规则包的改动：".into(),
            Say::Should => "应为".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Skip(skip) => match skip {
                Skip::NoReport => "not run: not recognised as a report of any known kind".into(),
                Skip::Refused(why) => format!("not run: {why}"),
                Skip::Kind(kind) => format!("not run: this is another kind of report ({kind})"),
                Skip::SwitchedOff => "not run: a pack above switches this rule off".into(),
                Skip::Pack(pack) => format!("not run: the report does not get pack {pack}"),
                Skip::Off => "not run: --select or --ignore switches this rule off".into(),
                Skip::Alone => {
                    "not run: the rule holds a report against others, and here is one only".into()
                }
                Skip::Year(year, years) => {
                    let years = of_years(*years, Lang::En);
                    format!("not run: the report is on {year}, the rule is {years}")
                }
                Skip::Form(form) => format!("not run: the rule is not for form {form}"),
            },
            Say::Ends(c) => format!(
                "{} evaluated: {} passed, {} failed, {} undecided, {} not applicable",
                c.total(),
                c.pass,
                c.fail,
                c.unknown,
                c.not_applicable
            ),
            Say::End(outcome) => match outcome {
                Outcome::Pass => "passed".into(),
                Outcome::Fail(_) => "failed".into(),
                Outcome::Unknown(_) => "undecided".into(),
                Outcome::NotApplicable => "not applicable".into(),
            },
            Say::Source(source) => english_source(source).into(),
            Say::Part(id) => match id {
                "" => "the whole text",
                other => other,
            }
            .into(),
            Say::Figure(id) => id.into(),
            Say::Role(Role::Check) => String::new(),
            Say::Role(Role::When) => " (condition)".into(),
            Say::Role(Role::Soften) => " (softens)".into(),
            Say::Absent => "(not there)".into(),
            Say::Assumed => " (blanks count as 0)".into(),
            Say::Cells(n) => format!("{n} cells looked at"),
            Say::More(n) => format!("and {n} more"),
            Say::Condition => "the condition does not hold".into(),
            Say::Cause => "cause: ".into(),
            Say::Around => "besides:".into(),
            Say::Nowhere(n) => format!("{n} more wordings are nowhere"),
            Say::Report(year, form) => match year {
                Some(year) => format!("report on {year}, form {form}"),
                None => format!("year unknown, form {form}"),
            },
            Say::Layers => "set by packs above:".into(),
            Say::Should => "should be".into(),
        }
    }
}

fn of_years(years: Years, lang: Lang) -> String {
    let years = Caption::Years(years).say(lang);
    match lang {
        Lang::Zh => format!("适用于{years}"),
        Lang::En => format!("for {years}"),
    }
}

fn chinese_source(source: Source) -> &'static str {
    match source {
        Source::Cell => "单元格",
        Source::Mention => "正文的数",
        Source::Other => "别的报告",
        Source::Presence => "有没有、在哪里",
        Source::Group => "匹配到的值",
        Source::Fact(Builtin::Year) => "报告年度",
        Source::Fact(Builtin::Body) => "编制机关",
        Source::Fact(Builtin::Class) => "机关类别",
        Source::Fact(Builtin::Place) => "地区",
        Source::Fact(Builtin::Form) => "表式",
        Source::Fact(Builtin::Wrapped) => "硬换行",
        Source::Fact(Builtin::Title) => "标题",
        Source::Param => "参数",
        Source::Words => "词语",
        Source::Wording => "写法",
        Source::Match => "匹配",
        Source::Exception => "例外",
        Source::Term => "用词",
        Source::Heading => "标题",
        Source::Part => "文字",
        Source::Scope => "查找范围",
        Source::Topic => "方面",
        Source::Figure => "数",
        Source::Label => "表中文字",
        Source::Table => "表",
        Source::Mark => "符号",
        Source::Ordinal => "序号",
    }
}

fn english_source(source: Source) -> &'static str {
    match source {
        Source::Cell => "cell",
        Source::Mention => "figure in prose",
        Source::Other => "other report",
        Source::Presence => "whether and where",
        Source::Group => "matched value",
        Source::Fact(Builtin::Year) => "year of the report",
        Source::Fact(Builtin::Body) => "body",
        Source::Fact(Builtin::Class) => "class of body",
        Source::Fact(Builtin::Place) => "place",
        Source::Fact(Builtin::Form) => "form",
        Source::Fact(Builtin::Wrapped) => "hard-wrapped",
        Source::Fact(Builtin::Title) => "title",
        Source::Param => "parameter",
        Source::Words => "words",
        Source::Wording => "wording",
        Source::Match => "match",
        Source::Exception => "exception",
        Source::Term => "term",
        Source::Heading => "heading",
        Source::Part => "text",
        Source::Scope => "looked in",
        Source::Topic => "topic",
        Source::Figure => "figure",
        Source::Label => "label",
        Source::Table => "table",
        Source::Mark => "mark",
        Source::Ordinal => "number",
    }
}
