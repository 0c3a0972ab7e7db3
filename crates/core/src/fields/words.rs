//! What is wrong with TOML: part of the message catalogue. Its reader says it in English.

use super::slips::Slip;
use crate::text::{Lang, say};

/// A type in Chinese.
pub(super) fn type_zh(name: &'static str) -> &'static str {
    match name {
        "string" => "文字",
        "integer" => "整数",
        "float" => "小数",
        "boolean" => "是或否",
        "array" => "一列",
        "table" => "一张表",
        _ => "日期",
    }
}

/// How a value of a type is written.
pub(super) fn written(name: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = match name {
        "string" => (
            "两边加英文引号，如 \"2021\"",
            "put it in quotes, as in \"2021\"",
        ),
        "integer" => (
            "写阿拉伯数字，不加引号，如 3",
            "write a whole number without quotes, as in 3",
        ),
        "float" => ("写阿拉伯数字，不加引号，如 0.5", "put it in quotes"),
        "boolean" => (
            "写 true 或 false，不加引号",
            "write true or false without quotes",
        ),
        "array" => (
            "放在方括号里，用英文逗号隔开，如 [\"甲\", \"乙\"]",
            "put it in brackets, as in [\"a\", \"b\"]",
        ),
        "table" => (
            "写成 { 键 = 值 }，或另起一行写 [名称]",
            "write { key = value }, or a line [name] with keys below",
        ),
        _ => ("两边加英文引号，如 \"01-31\"", "put it in quotes"),
    };
    lang.pick(zh, en)
}

impl Slip {
    /// What to write in place of it.
    pub(super) fn words(&self, lang: Lang) -> String {
        match self {
            Slip::Sign(found, right) => say!(lang;
                "「{found}」是全角标点，换成英文的 {right}",
                "`{found}` is a full-width sign: type {right}"),
            Slip::Sign0(found)
                if found.trim().is_empty() || found == "\u{200b}" || found == "\u{feff}" =>
            {
                say!(lang;
                "这里有一个看不见的全角空格，删去，或换成普通空格",
                "there is a full-width blank here: delete it")
            }
            Slip::Sign0(found) => say!(lang;
                "删去「{found}」：行末不用标点",
                "delete `{found}`: a line ends without a sign"),
            Slip::Remark(found) => say!(lang;
                "说明用 # 开头，不用 {found}",
                "a remark begins with #, not with {found}"),
            Slip::Escape(text) => say!(lang;
                "有反斜线的文字放在单引号里：'{text}'",
                "a text with a backslash stands in single quotes: '{text}'"),
            Slip::Quotes(line) => say!(lang;
                "文字要放在英文引号里：{line}",
                "texts stand in quotes: {line}"),
            Slip::Key(line) => say!(lang;
                "键里有汉字或空格，要加引号：{line}",
                "a key with other signs than letters and digits stands in quotes: {line}"),
            Slip::List(line) => say!(lang;
                "几个值放在方括号里：{line}",
                "several values stand in brackets: {line}"),
            Slip::Line(line) => say!(lang; "写成：{line}", "write: {line}"),
            Slip::Open(quote) => say!(lang;
                "引号没有成对：在文字末尾补上 {quote}",
                "the quote is not closed: add {quote} behind the text"),
            Slip::Unclosed(",") => say!(lang;
                "两项之间加英文逗号 ,",
                "put a comma between two items"),
            Slip::Unclosed(sign) => say!(lang; "补上 {sign}", "add {sign}"),
            Slip::NoValue(key) => say!(lang;
                "= 后面写上值：{key} = \"…\"",
                "write a value: {key} = \"…\""),
            Slip::Twice(name, true) => say!(lang;
                "[{name}] 只能写一次；要再写一项的，写两层方括号 [[{name}]]",
                "[{name}] stands once; write [[{name}]] for one more"),
            Slip::Twice(name, false) => say!(lang;
                "「{name}」已经写过：删去一个；要再写一条规则的，先写 [[rule]]",
                "`{name}` stands above: delete one of them; another rule begins with [[rule]]"),
        }
    }
}

/// An error of the reader in Chinese; as it is where it is not known here.
pub(super) fn toml(message: &str) -> &str {
    let said = message.split(", expected").next().unwrap_or(message);
    let known = [
        ("key with no value", "键后面缺少 = 和值"),
        ("missing value", "= 后面没有值"),
        ("string values must be quoted", "文字要写在引号里"),
        ("unclosed array table", "[[…]] 缺少右方括号"),
        ("unclosed array", "数组缺少右方括号 ]"),
        ("unclosed inline table", "缺少右花括号 }"),
        ("unclosed table", "[…] 缺少右方括号"),
        ("duplicate key", "这个键写了两次"),
        ("extra `=`", "多了一个 ="),
        ("extra comma", "多了一个逗号"),
        ("missing comma", "缺少逗号"),
        ("missing assignment", "键和值之间缺少 ="),
        ("missing opening quote", "缺少前引号"),
        (
            "invalid basic string",
            "引号没有配对，或文字里有不能直接写的字符",
        ),
        ("invalid literal string", "引号没有配对"),
        ("invalid multi-line", "三引号没有配对"),
        (
            "missing escaped value",
            "反斜线后面应是 n、t、\\\\、\\\" 等",
        ),
        (
            "invalid unquoted key",
            "键里有字母、数字、- 和 _ 以外的字，要加引号",
        ),
        ("unquoted keys cannot be empty", "键是空的"),
        ("invalid key-value pair", "应写成“键 = 值”"),
        ("unexpected key or value", "这一行后面多了内容"),
        ("unexpected content", "这里的内容读不懂"),
        ("invalid value", "值的写法有误"),
        ("unexpected leading zero", "数的前面不能有 0"),
    ];
    let found = known.iter().find(|(english, _)| said.starts_with(english));
    found.map_or(message, |(_, chinese)| chinese)
}
