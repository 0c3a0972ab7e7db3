//! What is wrong with a pack, in both languages: part of the message catalogue.

pub(super) use super::say::Say;
use super::words::{brief, expression_en, expression_zh, in_chinese};
use crate::fields::{Fault, list};
use crate::text::Lang;

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
                "这不是年份的范围".to_owned(),
                Some("写成 2021、2021..、..2020 或 2019..2020".to_owned()),
            ),
            Say::MonthDay => ("日期应写成“月-日”".to_owned(), Some("如 01-31".to_owned())),
            Say::Brackets(found, right) => (
                format!("「{found}」的写法不对"),
                Some(format!("写成 {right}：能写多次的用两层方括号，只写一次的用一层")),
            ),
            Say::Listed(key, names) => (
                "几个名称要分开写".to_owned(),
                Some(format!("写成 {key} = [{}]", quoted(names))),
            ),
            Say::OneForm(name, forms) => (
                format!("「{name}」只在表式 {} 里有", list(forms)),
                Some(format!("只用于那些表式的，写 forms = [{}]", quoted(forms))),
            ),
            Say::NoMessage => (
                "这条规则没有 message：报出问题时没有话可说".to_owned(),
                Some("加一行 message = \"…\"，写明哪里不对".to_owned()),
            ),
            Say::NoTitles => (
                "这种报告没有写明标题，认不出来".to_owned(),
                Some("在 [kind] 里写 titles = ['^(?P<body>\\p{Han}+)(?P<year>20\\d\\d)年度报告$']".to_owned()),
            ),
            Say::NoYearGroup => (
                "标题里没有取出年份的分组".to_owned(),
                Some("在年份的位置写 (?P<year>20\\d\\d)".to_owned()),
            ),
            Say::NoColumns(columns) => (
                "这张表的行各有自己的列，这一行没有写有哪些列".to_owned(),
                Some(format!("写 columns = [{}]，和上一行一样；每列都有的，写 columns = [\"*\"]", quoted(columns))),
            ),
            Say::Older(wanted, own) => (
                format!("这个规则包要用 gouji {wanted} 以上的版本，现在的是 {own}"),
                Some("升级 gouji；或用这个包较早的版本".to_owned()),
            ),
            Say::Needs => (
                "这里写需要哪个版本的 gouji".to_owned(),
                Some("写 needs = \"gouji >= 0.2\"".to_owned()),
            ),
            Say::Renamed(id) => (
                format!("这条规则现在叫「{id}」"),
                Some("旧名还有效；请改成新名".to_owned()),
            ),
            Say::StillThere(id) => (
                format!("「{id}」还是一条规则的 id，不能当作旧名"),
                Some("from 写旧名，to 写现在的 id".to_owned()),
            ),
            Say::Deprecated(reason) => (format!("这条规则将要取消：{reason}"), None),
            Say::OnePlace(other) => (
                format!("这张表和「{other}」的表题相同，又没有分左右：会把一张表读成两张"),
                Some("各写各的表题；左右并排的写 side = 1、side = 2；几个单位各有一张的，写一张表，加 repeats = true；同一张表的另一种画法写 shape-of".to_owned()),
            ),
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
                "this is no range of years".to_owned(),
                Some("write 2021, 2021.., ..2020 or 2019..2020".to_owned()),
            ),
            Say::MonthDay => ("a day is written month-day".to_owned(), Some("as in 01-31".to_owned())),
            Say::Brackets(found, right) => (
                format!("`{found}` is not how this is written"),
                Some(format!("write {right}: two brackets for what may stand several times, one for the rest")),
            ),
            Say::Listed(key, names) => (
                "names of a list stand in one text".to_owned(),
                Some(format!("write {key} = [{}]", quoted(names))),
            ),
            Say::OneForm(name, forms) => (
                format!("`{name}` is in form {} only", list(forms)),
                Some(format!("write forms = [{}] where the rule is for those", quoted(forms))),
            ),
            Say::NoMessage => (
                "the rule has no `message`: its findings would say nothing".to_owned(),
                Some("add message = \"…\", which says what is wrong".to_owned()),
            ),
            Say::NoTitles => (
                "the kind has no titles: no report would be recognised".to_owned(),
                Some("write titles = ['^(?P<body>\\p{Han}+)(?P<year>20\\d\\d)年度报告$'] in [kind]".to_owned()),
            ),
            Say::NoYearGroup => (
                "no group of the titles holds the year".to_owned(),
                Some("write (?P<year>20\\d\\d) where the year stands".to_owned()),
            ),
            Say::NoColumns(columns) => (
                "the rows of this table have columns of their own; this one does not say which".to_owned(),
                Some(format!("write columns = [{}], as in the row before; columns = [\"*\"] where it has all", quoted(columns))),
            ),
            Say::Older(wanted, own) => (
                format!("the pack needs gouji {wanted} or later; this is {own}"),
                Some("install a later gouji, or take an earlier version of the pack".to_owned()),
            ),
            Say::Needs => (
                "this says which gouji the pack needs".to_owned(),
                Some("write needs = \"gouji >= 0.2\"".to_owned()),
            ),
            Say::Renamed(id) => (
                format!("this rule is called `{id}` now"),
                Some("the former id still works; write the present one".to_owned()),
            ),
            Say::StillThere(id) => (
                format!("`{id}` is the id of a rule, so it is no former one"),
                Some("`from` is the former id, `to` the present one".to_owned()),
            ),
            Say::Deprecated(reason) => (format!("this rule is about to go: {reason}"), None),
            Say::OnePlace(other) => (
                format!("this table has the caption of `{other}`, and no side of its own: one of the two would be read for both"),
                Some("give each its own caption; of tables beside each other, say side = 1 and side = 2; of several with one caption, one table with repeats = true; of another shape of one table, shape-of".to_owned()),
            ),
            Say::NoKind(id) => (format!("no kind of report `{id}`"), None),
        }
    }
}

/// Names as they stand in a list of a pack.
fn quoted(names: &[String]) -> String {
    let all: Vec<String> = names.iter().map(|n| format!("\"{n}\"")).collect();
    all.join(", ")
}
