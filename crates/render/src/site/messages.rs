//! The texts of the site, in Chinese and English.

use gouji_core::text::Lang;

/// A text of the site.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say {
    /// The language, as pages name it.
    Code,
    /// The other language, in itself.
    Other,
    /// The name of the site.
    Name,
    /// What it is about, in a line.
    About,
    /// What the rules are for, in a sentence.
    Lead,
    Skip,
    Rules,
    Handbook,
    Packs,
    Search,
    /// The search finds nothing.
    Nothing,
    /// Where a page stands.
    Path,
    Waive,
    /// The rule is locked.
    Locked,
    /// The rule may be waived.
    Unlocked,
    /// A finding of this class must be fixed.
    Hard,
    /// In `gouji.toml`, where the report's office decides.
    Off,
    /// A waiver, signed for one report.
    Waiver,
    /// A remark in a text.
    Remark,
    /// Words in the examples of waivers.
    Reason,
    /// Who signs.
    Who,
    /// The page about what need not be fixed.
    More,
    /// Where the rule is defined.
    Defined,
    /// All of an example.
    Whole,
    /// Opens an example in the page that checks.
    Try,
    /// What a pack changes.
    Changes,
    Key,
    Value,
    Places,
    Years,
    Rests,
    /// Between the parts of a list.
    Comma,
    Previous,
    Next,
    /// At the foot of each page.
    Foot,
    /// Examples.
    Examples,
}

impl Say {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = self.both();
        lang.pick(zh, en)
    }

    fn both(self) -> (&'static str, &'static str) {
        match self {
            Say::Code => ("zh-CN", "en"),
            Say::Other => ("English", "中文"),
            Say::Name => ("gouji 勾稽", "gouji 勾稽"),
            Say::About => (
                "检查政府年度报告的规则和手册",
                "rules for government annual reports, and the handbook",
            ),
            Say::Lead => (
                "每条规则一页：要求什么、为什么、依据哪份文件、举例、确有理由时怎样豁免。",
                "A page for each rule: what it demands, why, which regulation says so, examples, and how to waive it for a reason.",
            ),
            Say::Skip => ("跳到正文", "Skip to content"),
            Say::Rules => ("规则", "Rules"),
            Say::Handbook => ("手册", "Handbook"),
            Say::Packs => ("规则包", "Packs"),
            Say::Search => ("搜索规则和手册", "Search rules and handbook"),
            Say::Nothing => ("没有找到", "Nothing found"),
            Say::Path => ("位置", "Path"),
            Say::Examples => ("例子", "Examples"),
            Say::Waive => ("确有理由不改的", "Where it is right as it is"),
            Say::Locked => (
                "这条规则由规则包锁定：不能忽略，不能豁免，也不能降低级别。",
                "The pack locks this rule: it can be neither ignored nor waived, and its severity cannot be lowered.",
            ),
            Say::Unlocked => (
                "写明理由、由谁负责、到哪天为止，以后就不再计入：",
                "Say why, who signs for it and until when, and it counts no more:",
            ),
            Say::Hard => (
                "这类问题必须改正。",
                "Findings of this class must be mended. ",
            ),
            Say::Off => (
                "不要这条规则，或者改变级别，写在 gouji.toml 里：",
                "To leave the rule out, or to give it another severity, in gouji.toml:",
            ),
            Say::Waiver => (
                "用命令写进 waivers.toml：",
                "With a command, which writes waivers.toml:",
            ),
            Say::Remark => (
                "或者在文本报告里，写在那一段、那张表的上面：",
                "Or in a text, above the paragraph or table:",
            ),
            Say::Reason => ("理由", "the reason"),
            Say::Who => ("办公室 王某", "office, Wang"),
            Say::More => ("可以不改的问题", "What need not be mended"),
            Say::Defined => ("定义在", "defined in"),
            Say::Whole => ("完整的例子", "The whole example"),
            Say::Try => ("在网页里试一试", "Try it in the page"),
            Say::Changes => ("改变的规则", "Rules that it changes"),
            Say::Key => ("键", "key"),
            Say::Value => ("值", "value"),
            Say::Places => ("地名", "places"),
            Say::Years => ("年度", "years"),
            Say::Rests => ("依据", "source"),
            Say::Comma => ("、", ", "),
            Say::Previous => ("上一条", "previous"),
            Say::Next => ("下一条", "next"),
            Say::Foot => (
                "这些页面不向任何地方发出请求，可以整个文件夹拷走，离线阅读。",
                "These pages make no requests; the folder can be copied and read offline.",
            ),
        }
    }
}
