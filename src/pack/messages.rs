//! What is wrong with a pack, in both languages: part of the message catalogue.

use crate::fields::{Fault, list};
use crate::rule::{self, Wanted};
use crate::text::Lang;

/// Faults of a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Say {
    /// A pattern that does not compile.
    Pattern(String),
    /// A word list that pattern uses is not defined.
    Macro(String, Vec<String>),
    /// No check, or more than one.
    Checks(Vec<String>),
    /// An expression.
    Expression(rule::Fault),
    /// A message uses a value that the rule does not have.
    Placeholder(String, Vec<String>),
    /// A range of years.
    Years,
    /// A month and day.
    MonthDay,
    /// The pack is for a kind that is not defined.
    NoKind(String),
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
            Say::Pattern(message) => ("正则表达式有误".to_owned(), Some(message.clone())),
            Say::Macro(name, near) => (format!("没有叫「{name}」的词表"), mean(near)),
            Say::Checks(found) if found.is_empty() => (
                "这条规则没有写检查什么".to_owned(),
                Some("写 check、match、require、terms 等之一".to_owned()),
            ),
            Say::Checks(found) => (
                format!("一条规则只能检查一样，这里写了：{}", list(found)),
                Some("拆成几条规则".to_owned()),
            ),
            Say::Expression(fault) => expression_zh(fault),
            Say::Placeholder(name, all) => (
                format!("文字里用了「{{{name}}}」，这条规则没有这个值"),
                Some(format!("可用：{}", list(all))),
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
            Say::Pattern(message) => (
                "the pattern does not compile".to_owned(),
                Some(message.clone()),
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
            Say::Expression(fault) => expression_en(fault),
            Say::Placeholder(name, all) => (
                format!("the text uses `{{{name}}}`, which the rule does not have"),
                Some(format!("there are: {}", list(all))),
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

fn expression_zh(fault: &rule::Fault) -> (String, Option<String>) {
    match fault {
        rule::Fault::Syntax(expected) if expected.is_empty() => {
            ("表达式读不懂，或太长、太深".to_owned(), None)
        }
        rule::Fault::Syntax(expected) => (
            "表达式到这里读不懂".to_owned(),
            Some(format!("这里可以是：{}", list(expected))),
        ),
        rule::Fault::Unknown { what, name, near } => {
            let what = match what {
                Wanted::Value => "值",
                Wanted::Table => "表",
                Wanted::Row => "行",
                Wanted::Column => "列",
                Wanted::Function => "函数",
            };
            let help = (!near.is_empty()).then(|| format!("是否想写 {}？", list(near)));
            (format!("没有叫「{name}」的{what}"), help)
        }
        rule::Fault::Arguments { name, takes } => (
            format!("「{name}」的参数个数不对"),
            Some(format!("应有 {} 到 {} 个", takes.0, takes.1)),
        ),
        rule::Fault::Pattern(message) => ("正则表达式有误".to_owned(), Some(message.clone())),
    }
}

fn expression_en(fault: &rule::Fault) -> (String, Option<String>) {
    match fault {
        rule::Fault::Syntax(expected) if expected.is_empty() => (
            "the expression does not parse, or is too long or too deep".to_owned(),
            None,
        ),
        rule::Fault::Syntax(expected) => (
            "the expression does not parse from here".to_owned(),
            Some(format!("expected one of: {}", list(expected))),
        ),
        rule::Fault::Unknown { what, name, near } => {
            let what = match what {
                Wanted::Value => "value",
                Wanted::Table => "table",
                Wanted::Row => "row",
                Wanted::Column => "column",
                Wanted::Function => "function",
            };
            let help = (!near.is_empty()).then(|| format!("did you mean {}?", list(near)));
            (format!("no {what} `{name}`"), help)
        }
        rule::Fault::Arguments { name, takes } => (
            format!("wrong number of arguments for `{name}`"),
            Some(format!("it takes {} to {}", takes.0, takes.1)),
        ),
        rule::Fault::Pattern(message) => (
            "the pattern does not compile".to_owned(),
            Some(message.clone()),
        ),
    }
}
