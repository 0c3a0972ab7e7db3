//! The words of `why`, in Chinese and English. The match is exhaustive, so that none can be missing.

use crate::messages::Caption;
use gouji_core::diagnostic::Counts;
use gouji_core::report::Years;
use gouji_core::rule::{Builtin, Outcome, Role, Skip, Source};
use gouji_core::text::{Lang, say};

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
        match self {
            Say::Skip(skip) => skipped(skip, lang),
            Say::Ends(c) => say!(lang;
                "判断 {} 次：通过 {}，不符 {}，无法判断 {}，不适用 {}",
                "{} evaluated: {} passed, {} failed, {} undecided, {} not applicable", c.total(), c.pass, c.fail, c.unknown, c.not_applicable),
            Say::End(outcome) => match outcome {
                Outcome::Pass => say!(lang; "通过", "passed"),
                Outcome::Fail(_) => say!(lang; "不符", "failed"),
                Outcome::Unknown(_) => say!(lang; "无法判断", "undecided"),
                Outcome::NotApplicable => say!(lang; "不适用", "not applicable"),
            },
            Say::Source(source) => read(source, lang).into(),
            Say::Part(id) => match id {
                "" => lang.pick("全文", "the whole text"),
                "head" => lang.pick("文首", id),
                "tail" => lang.pick("文末", id),
                "headings" => lang.pick("各部分标题", id),
                other => other,
            }
            .into(),
            Say::Figure(id) => match id {
                "total" => lang.pick("总数", id),
                _ => lang.pick("分项", id),
            }
            .into(),
            Say::Role(Role::Check) => String::new(),
            Say::Role(Role::When) => say!(lang; "（条件）", " (condition)"),
            Say::Role(Role::Soften) => say!(lang; "（降级条件）", " (softens)"),
            Say::Absent => say!(lang; "（没有）", "(not there)"),
            Say::Assumed => say!(lang; "（空白按 0 计）", " (blanks count as 0)"),
            Say::Cells(n) => say!(lang; "看了 {n} 个单元格", "{n} cells looked at"),
            Say::More(n) => say!(lang; "另有 {n} 处", "and {n} more"),
            Say::Condition => say!(lang; "条件不成立", "the condition does not hold"),
            Say::Cause => say!(lang; "原因：", "cause: "),
            Say::Around => say!(lang; "此外：", "besides:"),
            Say::Nowhere(n) => say!(lang;
                "另有 {n} 种写法没有出现",
                "{n} more wordings are nowhere"),
            Say::Report(Some(year), form) => say!(lang;
                "{year} 年度，表式 {form}",
                "report on {year}, form {form}"),
            Say::Report(None, form) => {
                say!(lang; "年度不明，表式 {form}", "year unknown, form {form}")
            }
            Say::Layers => say!(lang; "上层规则包的改动：", "set by packs above:"),
            Say::Should => say!(lang; "应为", "should be"),
        }
    }
}

/// Why a rule did not run.
fn skipped(skip: &Skip, lang: Lang) -> String {
    match skip {
        Skip::NoReport => say!(lang;
            "没有检查：没有认出这是哪一种报告",
            "not run: not recognised as a report of any known kind"),
        Skip::Refused(why) => say!(lang; "没有检查：{why}", "not run: {why}"),
        Skip::Kind(kind) => say!(lang;
            "没有检查：这份报告是另一种报告（{kind}）",
            "not run: this is another kind of report ({kind})"),
        Skip::SwitchedOff => say!(lang;
            "没有检查：上层规则包关闭了这条规则",
            "not run: a pack above switches this rule off"),
        Skip::Pack(pack) => say!(lang;
            "没有检查：这份报告不用规则包 {pack}",
            "not run: the report does not get pack {pack}"),
        Skip::Off => say!(lang;
            "没有检查：这条规则被 --select 或 --ignore 关掉了",
            "not run: --select or --ignore switches this rule off"),
        Skip::Alone => say!(lang;
            "没有检查：这条规则要和别的报告比，这里只有一份",
            "not run: the rule holds a report against others, and here is one only"),
        Skip::Year(year, years) => say!(lang;
            "没有检查：报告是 {year} 年度的，规则{}",
            "not run: the report is on {year}, the rule is {}", of_years(*years, lang)),
        Skip::Form(form) => say!(lang;
            "没有检查：规则不用于表式 {form}",
            "not run: the rule is not for form {form}"),
    }
}

fn of_years(years: Years, lang: Lang) -> String {
    let years = Caption::Years(years).say(lang);
    say!(lang; "适用于{years}", "for {years}")
}

/// What was read.
fn read(source: Source, lang: Lang) -> &'static str {
    let (zh, en) = match source {
        Source::Cell => ("单元格", "cell"),
        Source::Mention => ("正文的数", "figure in prose"),
        Source::Other => ("别的报告", "other report"),
        Source::Presence => ("有没有、在哪里", "whether and where"),
        Source::Group => ("匹配到的值", "matched value"),
        Source::Fact(Builtin::Year) => ("报告年度", "year of the report"),
        Source::Fact(Builtin::Body) => ("编制机关", "body"),
        Source::Fact(Builtin::Class) => ("机关类别", "class of body"),
        Source::Fact(Builtin::Place) => ("地区", "place"),
        Source::Fact(Builtin::Form) => ("表式", "form"),
        Source::Fact(Builtin::Wrapped) => ("硬换行", "hard-wrapped"),
        Source::Fact(Builtin::Title) => ("标题", "title"),
        Source::Param => ("参数", "parameter"),
        Source::Words => ("词语", "words"),
        Source::Wording => ("写法", "wording"),
        Source::Match => ("匹配", "match"),
        Source::Exception => ("例外", "exception"),
        Source::Term => ("用词", "term"),
        Source::Heading => ("标题", "heading"),
        Source::Part => ("文字", "text"),
        Source::Scope => ("查找范围", "looked in"),
        Source::Topic => ("方面", "topic"),
        Source::Figure => ("数", "figure"),
        Source::Label => ("表中文字", "label"),
        Source::Table => ("表", "table"),
        Source::Mark => ("符号", "mark"),
        Source::Ordinal => ("序号", "number"),
    };
    lang.pick(zh, en)
}
