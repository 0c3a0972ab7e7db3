//! What is wrong with a pack, in both languages: part of the message catalogue.

pub(super) use super::say::Say;
use super::words::{bad_pattern, expression};
use crate::fields::{Fault, list, meant};
use crate::text::{Lang, say};

/// What stands at a line that locks.
pub(super) fn locked_here(lang: Lang) -> &'static str {
    lang.pick("在这里锁定", "locked here")
}

impl Fault for Say {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match self {
            Say::Pattern(message) => bad_pattern(message, lang),
            Say::Room(megabytes) => say!(lang;
                "规则包里的正则表达式合起来太大：编译后超过 {megabytes} MB",
                "the patterns of all packs are too large together: more than {megabytes} MB when compiled";
                "缩小重复次数，如把 {{0,60}} 改小；少用 \\p{{L}} 这样大的字符类",
                "repeat less, as in {{0,60}}, and write smaller classes than \\p{{L}}"),
            Say::Macro(name, near) => (
                say!(lang; "没有叫「{name}」的词表", "no word list `{name}`"),
                meant(near, lang),
            ),
            Say::Checks(found) if found.is_empty() => say!(lang;
                "这条规则没有写检查什么",
                "the rule does not say what it checks";
                "写 check、match、require、terms 等之一",
                "write one of check, match, require, terms …"),
            Say::Checks(found) => say!(lang;
                "一条规则只能检查一样，这里写了：{}",
                "a rule checks one thing; this one has {}", list(found);
                "拆成几条规则",
                "make several rules of it"),
            Say::TextOfOthers => say!(lang;
                "和别的报告比的规则只能用单元格、文中的数、年度、机关和类别，不能看文字",
                "a rule on other reports reads cells, mentions, year, body and class, not text";
                "把要看文字的条件放到另一条规则里；逐处检查写 each = \"文中的数\"",
                "put conditions on text into another rule; to go through places, `each` names a mention"),
            Say::Expression(fault) => expression(fault, lang),
            Say::Condition(name, say) => {
                let (said, help) = say.words(lang);
                let said = say!(lang; "条件「{name}」在这条规则里：{said}", "condition `{name}` in this rule: {said}");
                (said, help)
            }
            Say::Placeholder(name, all) => say!(lang;
                "文字里用了「{{{name}}}」，这条规则没有这个值",
                "the text uses `{{{name}}}`, which the rule does not have";
                "可用：{}",
                "there are: {}", list(all)),
            Say::NoHeader => say!(lang;
                "文件开头没有 [pack] 表",
                "the file has no [pack] table";
                "写上 [pack]，其中至少有 id 和 extends；如果它是别的包的一部分，第一行写 part-of = \"包的 id\"",
                "begin with [pack] and at least id and extends; a part of another pack begins with part-of = \"id of the pack\""),
            Say::NoFile(path) => (
                say!(lang;
                "没有找到文件 {path}，或无法读取",
                "{path} was not found, or cannot be read"),
                None,
            ),
            Say::Outside(path) => (
                say!(lang;
                "{path} 不在规则包的文件夹里",
                "{path} is not in the folder of the pack"),
                None,
            ),
            Say::Stray(id) => say!(lang;
                "没有规则包把这个文件列为自己的一部分（这里写的是「{id}」）",
                "no pack names this file as a part (it says `{id}`)";
                "在那个包的 parts 里列出它；检查时给出的应是含 [pack] 的文件",
                "list it in the pack's parts; the file to give is the one with [pack]"),
            Say::Circle(ids) => (
                say!(lang;
                "规则包互相依赖：{}",
                "packs build on each other: {}", ids.join(" → ")),
                None,
            ),
            Say::NoBase => say!(lang;
                "这个规则包没有说明用于哪种报告",
                "the pack does not say what kind of report it is for";
                "用 extends 写明在哪个包的基础上，如 extends = \"national\"",
                "say what it builds on, as in extends = \"national\""),
            Say::SecondKind => (
                say!(lang;
                "只有最底层的规则包能定义 [kind]",
                "only the lowest pack defines [kind]"),
                None,
            ),
            Say::NoBaseForm => (
                say!(lang;
                "上层规则包里的新表式要用 base 写明由哪个表式改来",
                "a new form in an upper pack says with `base` which form it is a variant of"),
                None,
            ),
            Say::Locked(key, pack) => say!(lang;
                "规则包「{pack}」锁定了它，这里的「{key}」放宽了要求",
                "locked by pack `{pack}`; this `{key}` relaxes it";
                "锁定的规则只能收紧或加以说明，不能放宽或关闭",
                "what is locked may be tightened or explained, never relaxed or switched off"),
            Say::NoFailingCase => say!(lang;
                "没有一个例子能让这条规则报出问题",
                "no case of this rule fails: nothing shows that it can find anything";
                "写一个 [[rule.case]]，用 fail = \"…\" 或 expect = \"fail\"，at 写明在哪里",
                "add a [[rule.case]] with fail = \"…\" or expect = \"fail\", and say where with at"),
            Say::NoExcept => (
                say!(lang;
                "这类检查没有例外可加",
                "a check of this kind has no exceptions"),
                None,
            ),
            Say::Fix => say!(lang;
                "fix 要写 text 或 signs，只写一个",
                "a fix has either `text` or `signs`";
                "terms 规则的 fix 只写 safe：改成什么，错词里已经写明",
                "in a rule about terms it has only `safe`: the terms say what is right"),
            Say::NoTerms => (
                say!(lang;
                "这条规则不是用词对照，不能加 terms",
                "this rule is no list of terms"),
                None,
            ),
            Say::NotBelow(pack) => say!(lang;
                "这是规则包「{pack}」里定义的，不在下层",
                "this is defined in pack `{pack}`, which is not below this one";
                "本包的直接改；别的包的，要先 extends 那个包",
                "change what is of this pack where it stands; to change what is of another, extend it"),
            Say::Reserved(name) => say!(lang;
                "「{name}」是表达式里已有的词",
                "`{name}` is a word of the expression language";
                "换一个名字",
                "take another name"),
            Say::NotPart(pack) => say!(lang;
                "这个文件第一行没有写 part-of = \"{pack}\"",
                "the file does not begin with part-of = \"{pack}\"";
                "在它的第一行写上；含 [pack] 的文件另是一个规则包，用 extends",
                "write that in its first line; a file with [pack] is a pack of its own: extend it"),
            Say::Places => (
                say!(lang;
                "这一行地名读不出来：先写上级的代码，再写名称；下级写余下的代码和名称，用空格隔开",
                "this line of places cannot be read: first the code of the place above and its names, then each place below, with the rest of its code"),
                None,
            ),
            Say::Years => say!(lang;
                "这不是年份的范围",
                "this is no range of years";
                "写成 2021、2021..、..2020 或 2019..2020",
                "write 2021, 2021.., ..2020 or 2019..2020"),
            Say::MonthDay => say!(lang;
                "日期应写成“月-日”",
                "a day is written month-day";
                "如 01-31",
                "as in 01-31"),
            Say::Brackets(found, right) => say!(lang;
                "「{found}」的写法不对",
                "`{found}` is not how this is written";
                "写成 {right}：能写多次的用两层方括号，只写一次的用一层",
                "write {right}: two brackets for what may stand several times, one for the rest"),
            Say::Listed(key, names) => say!(lang;
                "几个名称要分开写",
                "names of a list stand in one text";
                "写成 {key} = [{}]",
                "write {key} = [{}]", quoted(names)),
            Say::OneForm(name, forms) => say!(lang;
                "「{name}」只在表式 {} 里有",
                "`{name}` is in form {} only", list(forms);
                "只用于那些表式的，写 forms = [{}]",
                "write forms = [{}] where the rule is for those", quoted(forms)),
            Say::NoMessage => say!(lang;
                "这条规则没有 message：报出问题时没有话可说",
                "the rule has no `message`: its findings would say nothing";
                "加一行 message = \"…\"，写明哪里不对",
                "add message = \"…\", which says what is wrong"),
            Say::NoTitles => say!(lang;
                "这种报告没有写明标题，认不出来",
                "the kind has no titles: no report would be recognised";
                "在 [kind] 里写 titles = ['^(?P<body>\\p{{Han}}+)(?P<year>20\\d\\d)年度报告$']",
                "write titles = ['^(?P<body>\\p{{Han}}+)(?P<year>20\\d\\d)年度报告$'] in [kind]"),
            Say::NoYearGroup => say!(lang;
                "标题里没有取出年份的分组",
                "no group of the titles holds the year";
                "在年份的位置写 (?P<year>20\\d\\d)",
                "write (?P<year>20\\d\\d) where the year stands"),
            Say::NoColumns(columns) => say!(lang;
                "这张表的行各有自己的列，这一行没有写有哪些列",
                "the rows of this table have columns of their own; this one does not say which";
                "写 columns = [{}]，和上一行一样；每列都有的，写 columns = [\"*\"]",
                "write columns = [{}], as in the row before; columns = [\"*\"] where it has all", quoted(columns)),
            Say::Older(wanted, own) => say!(lang;
                "这个规则包要用 gouji {wanted} 以上的版本，现在的是 {own}",
                "the pack needs gouji {wanted} or later; this is {own}";
                "升级 gouji；或用这个包较早的版本",
                "install a later gouji, or take an earlier version of the pack"),
            Say::Needs => say!(lang;
                "这里写需要哪个版本的 gouji",
                "this says which gouji the pack needs";
                "写 needs = \"gouji >= 0.2\"",
                "write needs = \"gouji >= 0.2\""),
            Say::Renamed(id) => say!(lang;
                "这条规则现在叫「{id}」",
                "this rule is called `{id}` now";
                "旧名还有效；请改成新名",
                "the former id still works; write the present one"),
            Say::StillThere(id) => say!(lang;
                "「{id}」还是一条规则的 id，不能当作旧名",
                "`{id}` is the id of a rule, so it is no former one";
                "from 写旧名，to 写现在的 id",
                "`from` is the former id, `to` the present one"),
            Say::Deprecated(reason) => (
                say!(lang;
                "这条规则将要取消：{reason}",
                "this rule is about to go: {reason}"),
                None,
            ),
            Say::OnePlace(other) => say!(lang;
                "这张表和「{other}」的表题相同，又没有分左右：会把一张表读成两张",
                "this table has the caption of `{other}`, and no side of its own: one of the two would be read for both";
                "各写各的表题；左右并排的写 side = 1、side = 2；几个单位各有一张的，写一张表，加 repeats = true；同一张表的另一种画法写 shape-of",
                "give each its own caption; of tables beside each other, say side = 1 and side = 2; of several with one caption, one table with repeats = true; of another shape of one table, shape-of"),
            Say::NoKind(id) => (
                say!(lang;
                "没有「{id}」这种报告",
                "no kind of report `{id}`"),
                None,
            ),
        }
    }
}

/// Names as they stand in a list of a pack.
fn quoted(names: &[String]) -> String {
    let all: Vec<String> = names.iter().map(|n| format!("\"{n}\"")).collect();
    all.join(", ")
}
