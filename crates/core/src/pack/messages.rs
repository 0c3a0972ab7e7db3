//! What is wrong with a pack, in both languages: part of the message catalogue.

use super::words::{brief, expression_en, expression_zh, in_chinese};
use crate::fields::{Fault, list};
use crate::rule;
use crate::text::Lang;

/// Faults of a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Say {
    /// A pattern that does not compile.
    Pattern(String),
    /// No room for one more: so many MB are full.
    Room(usize),
    /// A word list that pattern uses is not defined.
    Macro(String, Vec<String>),
    /// No check, or more than one.
    Checks(Vec<String>),
    /// An expression.
    Expression(rule::Fault),
    /// A message uses a value that the rule does not have.
    Placeholder(String, Vec<String>),
    /// The file has no `[pack]` table.
    NoHeader,
    /// A file that is not there, or cannot be read.
    NoFile(String),
    /// A part that lies in another folder.
    Outside(String),
    /// A part that no header names: the pack that it says it is part of.
    Stray(String),
    /// Packs that build on each other.
    Circle(Vec<String>),
    /// The pack neither says what its kind is nor builds on one that does.
    NoBase,
    /// `[kind]` in a pack that builds on another.
    SecondKind,
    /// A new form in a pack that builds on another has to be a variant.
    NoBaseForm,
    /// A lock forbids it: the key, the pack that locks.
    Locked(String, String),
    /// No case of the rule fails.
    NoFailingCase,
    /// The rule has no exceptions.
    NoExcept,
    /// A fix with neither new text nor signs, or with both.
    Fix,
    /// The rule has no terms.
    NoTerms,
    /// A rule on other reports reads text.
    TextOfOthers,
    /// Something is changed where it is defined, or by a pack that does not build on its pack: the pack.
    NotBelow(String),
    /// A name is a word of the expression language.
    Reserved(String),
    /// A file is listed as a part, but does not say that it is one: the pack that lists it.
    NotPart(String),
    /// A line of a gazetteer that cannot be read.
    Places,
    /// A range of years.
    Years,
    /// A month and day.
    MonthDay,
    /// The pack is for a kind that is not defined, or that what it builds on is not for.
    NoKind(String),
}

/// What stands at a line that locks.
pub(super) fn locked_here(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "在这里锁定",
        Lang::En => "locked here",
    }
}

impl Fault for Say {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

impl Say {
    fn zh(&self) -> (String, Option<String>) {
        let mean =
            |near: &[String]| (!near.is_empty()).then(|| format!("是否想写 {}？", list(near)));
        match self {
            Say::Pattern(message) => ("正则表达式有误".to_owned(), Some(in_chinese(message))),
            Say::Room(megabytes) => (
                format!("规则包里的正则表达式合起来太大：编译后超过 {megabytes} MB"),
                Some("缩小重复次数，如把 {0,60} 改小；少用 \\p{L} 这样大的字符类".to_owned()),
            ),
            Say::Macro(name, near) => (format!("没有叫「{name}」的词表"), mean(near)),
            Say::Checks(found) if found.is_empty() => (
                "这条规则没有写检查什么".to_owned(),
                Some("写 check、match、require、terms 等之一".to_owned()),
            ),
            Say::Checks(found) => (
                format!("一条规则只能检查一样，这里写了：{}", list(found)),
                Some("拆成几条规则".to_owned()),
            ),
            Say::TextOfOthers => (
                "和别的报告比的规则只能用单元格、文中的数、年度、机关和类别，不能看文字".to_owned(),
                Some("把要看文字的条件放到另一条规则里；逐处检查写 each = \"文中的数\"".to_owned()),
            ),
            Say::Expression(fault) => expression_zh(fault),
            Say::Placeholder(name, all) => (
                format!("文字里用了「{{{name}}}」，这条规则没有这个值"),
                Some(format!("可用：{}", list(all))),
            ),
            Say::NoHeader => (
                "文件开头没有 [pack] 表".to_owned(),
                Some("写上 [pack]，其中至少有 id 和 extends；如果它是别的包的一部分，第一行写 part-of = \"包的 id\"".to_owned()),
            ),
            Say::NoFile(path) => (format!("没有找到文件 {path}，或无法读取"), None),
            Say::Outside(path) => (format!("{path} 不在规则包的文件夹里"), None),
            Say::Stray(id) => (
                format!("没有规则包把这个文件列为自己的一部分（这里写的是「{id}」）"),
                Some("在那个包的 parts 里列出它；检查时给出的应是含 [pack] 的文件".to_owned()),
            ),
            Say::Circle(ids) => (format!("规则包互相依赖：{}", ids.join(" → ")), None),
            Say::NoBase => (
                "这个规则包没有说明用于哪种报告".to_owned(),
                Some("用 extends 写明在哪个包的基础上，如 extends = \"national\"".to_owned()),
            ),
            Say::SecondKind => ("只有最底层的规则包能定义 [kind]".to_owned(), None),
            Say::NoBaseForm => (
                "上层规则包里的新表式要用 base 写明由哪个表式改来".to_owned(),
                None,
            ),
            Say::Locked(key, pack) => (
                format!("规则包「{pack}」锁定了它，这里的「{key}」放宽了要求"),
                Some("锁定的规则只能收紧或加以说明，不能放宽或关闭".to_owned()),
            ),
            Say::NoFailingCase => (
                "没有一个例子能让这条规则报出问题".to_owned(),
                Some("写一个 [[rule.case]]，用 fail = \"…\" 或 expect = \"fail\"，at 写明在哪里".to_owned()),
            ),
            Say::NoExcept => ("这类检查没有例外可加".to_owned(), None),
            Say::Fix => (
                "fix 要写 text 或 signs，只写一个".to_owned(),
                Some("terms 规则的 fix 只写 safe：改成什么，错词里已经写明".to_owned()),
            ),
            Say::NoTerms => ("这条规则不是用词对照，不能加 terms".to_owned(), None),
            Say::NotBelow(pack) => (
                format!("这是规则包「{pack}」里定义的，不在下层"),
                Some("本包的直接改；别的包的，要先 extends 那个包".to_owned()),
            ),
            Say::Reserved(name) => (
                format!("「{name}」是表达式里已有的词"),
                Some("换一个名字".to_owned()),
            ),
            Say::NotPart(pack) => (
                format!("这个文件第一行没有写 part-of = \"{pack}\""),
                Some("在它的第一行写上；含 [pack] 的文件另是一个规则包，用 extends".to_owned()),
            ),
            Say::Places => (
                "这一行地名读不出来：先写上级的代码，再写名称；下级写余下的代码和名称，用空格隔开".to_owned(),
                None,
            ),
            Say::Years => (
                "年份范围应写成 2021、2021..、..2020 或 2019..2020".to_owned(),
                None,
            ),
            Say::MonthDay => ("日期应写成“月-日”，如 01-31".to_owned(), None),
            Say::NoKind(id) => (format!("没有「{id}」这种报告"), None),
        }
    }

    fn en(&self) -> (String, Option<String>) {
        let mean =
            |near: &[String]| (!near.is_empty()).then(|| format!("did you mean {}?", list(near)));
        match self {
            Say::Room(megabytes) => (
                format!("the patterns of all packs are too large together: more than {megabytes} MB when compiled"),
                Some("repeat less, as in {0,60}, and write smaller classes than \\p{L}".to_owned()),
            ),
            Say::Pattern(message) => (
                "the pattern does not compile".to_owned(),
                Some(brief(message)),
            ),
            Say::Macro(name, near) => (format!("no word list `{name}`"), mean(near)),
            Say::Checks(found) if found.is_empty() => (
                "the rule does not say what it checks".to_owned(),
                Some("write one of check, match, require, terms …".to_owned()),
            ),
            Say::Checks(found) => (
                format!("a rule checks one thing; this one has {}", list(found)),
                Some("make several rules of it".to_owned()),
            ),
            Say::TextOfOthers => (
                "a rule on other reports reads cells, mentions, year, body and class, not text".to_owned(),
                Some("put conditions on text into another rule; to go through places, `each` names a mention".to_owned()),
            ),
            Say::Expression(fault) => expression_en(fault),
            Say::Placeholder(name, all) => (
                format!("the text uses `{{{name}}}`, which the rule does not have"),
                Some(format!("there are: {}", list(all))),
            ),
            Say::NoHeader => (
                "the file has no [pack] table".to_owned(),
                Some("begin with [pack] and at least id and extends; a part of another pack begins with part-of = \"id of the pack\"".to_owned()),
            ),
            Say::NoFile(path) => (format!("{path} was not found, or cannot be read"), None),
            Say::Outside(path) => (format!("{path} is not in the folder of the pack"), None),
            Say::Stray(id) => (
                format!("no pack names this file as a part (it says `{id}`)"),
                Some("list it in the pack's parts; the file to give is the one with [pack]".to_owned()),
            ),
            Say::Circle(ids) => (format!("packs build on each other: {}", ids.join(" → ")), None),
            Say::NoBase => (
                "the pack does not say what kind of report it is for".to_owned(),
                Some("say what it builds on, as in extends = \"national\"".to_owned()),
            ),
            Say::SecondKind => ("only the lowest pack defines [kind]".to_owned(), None),
            Say::NoBaseForm => (
                "a new form in an upper pack says with `base` which form it is a variant of".to_owned(),
                None,
            ),
            Say::Locked(key, pack) => (
                format!("locked by pack `{pack}`; this `{key}` relaxes it"),
                Some("what is locked may be tightened or explained, never relaxed or switched off".to_owned()),
            ),
            Say::NoFailingCase => (
                "no case of this rule fails: nothing shows that it can find anything".to_owned(),
                Some("add a [[rule.case]] with fail = \"…\" or expect = \"fail\", and say where with at".to_owned()),
            ),
            Say::NoExcept => ("a check of this kind has no exceptions".to_owned(), None),
            Say::Fix => (
                "a fix has either `text` or `signs`".to_owned(),
                Some("in a rule about terms it has only `safe`: the terms say what is right".to_owned()),
            ),
            Say::NoTerms => ("this rule is no list of terms".to_owned(), None),
            Say::NotBelow(pack) => (
                format!("this is defined in pack `{pack}`, which is not below this one"),
                Some("change what is of this pack where it stands; to change what is of another, extend it".to_owned()),
            ),
            Say::Reserved(name) => (
                format!("`{name}` is a word of the expression language"),
                Some("take another name".to_owned()),
            ),
            Say::NotPart(pack) => (
                format!("the file does not begin with part-of = \"{pack}\""),
                Some("write that in its first line; a file with [pack] is a pack of its own: extend it".to_owned()),
            ),
            Say::Places => (
                "this line of places cannot be read: first the code of the place above and its names, then each place below, with the rest of its code".to_owned(),
                None,
            ),
            Say::Years => (
                "a range of years is written 2021, 2021.., ..2020 or 2019..2020".to_owned(),
                None,
            ),
            Say::MonthDay => ("a day is written month-day, as in 01-31".to_owned(), None),
            Say::NoKind(id) => (format!("no kind of report `{id}`"), None),
        }
    }
}
