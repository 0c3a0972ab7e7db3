//! What is wrong with a regular expression, in Chinese, and with an expression: part of the message catalogue. The engine
//! of regular expressions says it in English.

use crate::fields::{list, meant};
use crate::rule::{self, Wanted};
use crate::text::{Lang, say};

/// Chinese names of what the language has: types of groups, values of a report, parts of the text, functions.
pub const NAMES: &[(&str, &str)] = &[
    ("数", "number"),
    ("百分", "percent"),
    ("日期", "date"),
    ("年", "year"),
    ("年度", "year"),
    ("类别", "class"),
    ("机关", "body"),
    ("地名", "place"),
    ("表格版本", "form"),
    ("行", "rows"),
    ("列", "columns"),
    ("句", "sentence"),
    ("合计", "sum"),
    ("次数", "count"),
    ("有", "found"),
    ("上年报告", "previous"),
    ("下级", "below"),
    ("文首", "head"),
    ("文末", "tail"),
    ("下级科目", "children"),
    ("上级科目", "parent"),
    ("代码", "code"),
    ("名称", "name"),
    ("层次", "level"),
    ("键", "key"),
];

/// What stands behind the id of a table for the text behind it.
pub const BEHIND: &str = "之后";

/// Units of money that a table may have.
pub(super) const UNITS: [&str; 4] = ["元", "千元", "万元", "亿元"];

/// The line above a table that states its unit.
pub(super) fn unit_line(power: u32) -> Option<String> {
    let mut units = UNITS.iter();
    let unit = units.find(|u| crate::report::unit(u).is_some_and(|(p, _)| p == power))?;
    Some(format!("单位：{unit}"))
}

/// The last line of an error of the engine in Chinese; nothing of what is not known here.
pub(super) fn pattern(message: &str) -> Option<&'static str> {
    let said = message.lines().last()?;
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let known = [
        ("unclosed group", "括号没有配对：缺少右括号 )"),
        ("unopened group", "括号没有配对：缺少左括号 ("),
        ("unclosed character class", "方括号没有配对：缺少 ]"),
        ("unclosed counted repetition", "花括号没有配对：缺少 }"),
        ("unclosed capture group name", "分组的名称没有写完：缺少 >"),
        ("empty capture group name", "分组没有名称"),
        ("duplicate capture group name", "两个分组用了同一个名称"),
        (
            "invalid capture group character",
            "分组的名称里有不能用的字",
        ),
        (
            "repetition operator missing expression",
            "重复符号（?、*、+、{…}）前面没有内容",
        ),
        (
            "repetition quantifier expects",
            "花括号里应是次数，如 {2}、{0,8}",
        ),
        (
            "invalid repetition count range",
            "次数的范围写反了：小的在前",
        ),
        (
            "invalid character class range",
            "方括号里的范围写反了：小的在前",
        ),
        ("invalid range boundary", "方括号里的范围两头应是单个的字"),
        ("invalid escape sequence", "方括号里不能用这个转义"),
        ("unrecognized escape sequence", "没有这个转义"),
        ("incomplete escape sequence", "反斜线后面没有写完"),
        ("unrecognized flag", "没有这个标志"),
        ("expected flag", "标志没有写完"),
        ("duplicate flag", "标志重复"),
        ("Unicode property", "没有这种 Unicode 字符类"),
        ("invalid Unicode character class", "Unicode 字符类写法有误"),
        ("hexadecimal", "十六进制的字符写法有误"),
        ("invalid hexadecimal digit", "十六进制的字符写法有误"),
        ("backreferences are not supported", "不能用反向引用（\\1）"),
        (
            "look-around",
            "不能用前后查找（(?=…)、(?!…)、(?<=…)、(?<!…)）",
        ),
        ("exceed the maximum number of nested", "括号套得太深"),
        ("exceeded the maximum number of capturing", "分组太多"),
    ];
    let found = known.iter().find(|(english, _)| said.starts_with(english));
    found.map(|(_, chinese)| *chinese)
}

/// What is wrong with an expression.
pub(super) fn expression(fault: &rule::Fault, lang: Lang) -> (String, Option<String>) {
    match fault {
        rule::Fault::Syntax(expected) if expected.is_empty() => (
            say!(lang;
            "表达式读不懂，或太长、太深",
            "the expression does not parse, or is too long or too deep"),
            None,
        ),
        rule::Fault::Syntax(expected) => say!(lang;
            "表达式到这里读不懂",
            "the expression does not parse from here";
            "这里可以是：{}",
            "expected one of: {}", list(expected)),
        rule::Fault::Slip(found, right) if found.is_empty() => say!(lang;
            "表达式没有写完",
            "the expression ends too early";
            "补上 {right}",
            "add {right}"),
        rule::Fault::Slip(found, right) => say!(lang;
            "表达式里没有「{found}」",
            "there is no `{found}` in expressions";
            "写 {right}",
            "write {right}"),
        rule::Fault::Unknown { what, name, near } => {
            let (zh, en) = match what {
                Wanted::Value => ("值", "value"),
                Wanted::Table => ("表", "table"),
                Wanted::Row => ("行", "row"),
                Wanted::Column => ("列", "column"),
                Wanted::Function => ("函数", "function"),
            };
            let message = say!(lang; "没有叫「{name}」的{zh}", "no {en} `{name}`");
            (message, meant(near, lang))
        }
        rule::Fault::Arguments { name, takes } => say!(lang;
            "「{name}」的参数个数不对",
            "wrong number of arguments for `{name}`";
            "应有 {} 到 {} 个",
            "it takes {} to {}", takes.0, takes.1),
        rule::Fault::Pattern(message) => bad_pattern(message, lang),
        rule::Fault::Where => say!(lang;
            "where 只能跟在不固定的行后面",
            "`where` stands behind rows that no form prescribes";
            "如 支出[科目 where 层次 == '款', 合计]；后面可以用 代码、名称、层次和各列的 id",
            "as in 支出[科目 where level == '款', 合计]; it may ask for code, name, level and the columns"),
        rule::Fault::Conditions => say!(lang;
            "条件套得太深，或者放进来的太长",
            "conditions stand in each other too deeply, or too much is put in";
            "最多套三层；拆开写，或直接写在规则里",
            "three levels are the most: take them apart, or write the text into the rule"),
        rule::Fault::NoParts => say!(lang;
            "这里没有哪一行、哪一列写明属于另一个",
            "none of these rows or columns is said to be a part of another one";
            "在下级的行（列）里写 parent = \"上级的 id\"",
            "write parent = \"id of the one above\" in those that are"),
        rule::Fault::List => say!(lang;
            "这里要一个值，写的却是一列",
            "a list of values stands where one value is needed";
            "写 sum(…) 合计，或用 count、min、max",
            "write sum(…), or count, min or max"),
    }
}

/// What is wrong with a pattern.
pub(super) fn bad_pattern(message: &str, lang: Lang) -> (String, Option<String>) {
    say!(lang;
        "正则表达式有误",
        "the pattern does not compile";
        ("{}", in_chinese(message)),
        ("{}", brief(message)))
}

/// What is wrong with a regular expression, in Chinese where it is known.
fn in_chinese(message: &str) -> String {
    pattern(message).map_or_else(|| brief(message), str::to_owned)
}

/// What is wrong with a pattern: of a long one that is shown whole, with a line of marks under it, only what is said.
fn brief(message: &str) -> String {
    let said = message.lines().last().filter(|_| message.len() > 2_000);
    said.unwrap_or(message).to_owned()
}
