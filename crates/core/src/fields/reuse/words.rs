//! What is wrong with tables that are like others, in both languages: part of the message catalogue.

use crate::fields::messages::{Fault, list};
use crate::text::Lang;

/// Faults of `like`, `with` and `abstract`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reused {
    /// Nothing has this id; ids that look like it.
    Unknown(String, Vec<String>),
    /// Tables that are like each other.
    Circle(String),
    /// `with` without `like`.
    NoLike,
    /// An abstract table without an id.
    NoId,
    /// A name that the other one does not have: the name, the other one, names that look like it.
    NoName(String, String, Vec<String>),
    /// A name for which nothing is put in: the name, the one that has it.
    Lacks(String, String),
    /// Too much is written out: so many MB at most.
    Room(usize),
    /// Nothing is like it.
    Unused(String),
}

impl Fault for Reused {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

impl Reused {
    fn zh(&self) -> (String, Option<String>) {
        match self {
            Reused::Unknown(id, near) => (
                format!("没有叫「{id}」的规则可以照着写"),
                (!near.is_empty()).then(|| format!("是否想写 {}？", list(near))),
            ),
            Reused::Circle(id) => (format!("照着「{id}」写的规则绕回了自己，或层数太多"), None),
            Reused::NoLike => (
                "写了 with，没有写照着哪条规则".to_owned(),
                Some("加一行 like = \"规则的 id\"".to_owned()),
            ),
            Reused::NoId => (
                "供别的规则照着写的规则没有 id".to_owned(),
                Some("加一行 id = \"…\"".to_owned()),
            ),
            Reused::NoName(name, id, near) => (
                format!("「{id}」没有要填的「{name}」"),
                (!near.is_empty()).then(|| format!("是否想写 {}？", list(near))),
            ),
            Reused::Lacks(name, id) => (
                format!("照着「{id}」写，还要填「{name}」"),
                Some(format!("写 with = {{ \"{name}\" = \"…\" }}")),
            ),
            Reused::Room(megabytes) => (
                format!("照着写出来的规则合起来太长：超过 {megabytes} MB"),
                Some("把长的词表放到 [words] 里".to_owned()),
            ),
            Reused::Unused(id) => (
                format!("没有规则照着「{id}」写：它什么也不检查，也没有例子证明"),
                Some(format!("写一条 like = \"{id}\" 的规则，或删去 abstract")),
            ),
        }
    }

    fn en(&self) -> (String, Option<String>) {
        match self {
            Reused::Unknown(id, near) => (
                format!("no rule `{id}` to be like"),
                (!near.is_empty()).then(|| format!("did you mean {}?", list(near))),
            ),
            Reused::Circle(id) => (
                format!(
                    "rules that are like `{id}` come back to themselves, or over too many steps"
                ),
                None,
            ),
            Reused::NoLike => (
                "`with` does not say which rule this one is like".to_owned(),
                Some("add like = \"id of the rule\"".to_owned()),
            ),
            Reused::NoId => (
                "a rule for others to be like has no id".to_owned(),
                Some("add id = \"…\"".to_owned()),
            ),
            Reused::NoName(name, id, near) => (
                format!("`{id}` has no `{name}` to put something in for"),
                (!near.is_empty()).then(|| format!("did you mean {}?", list(near))),
            ),
            Reused::Lacks(name, id) => (
                format!("a rule like `{id}` puts something in for `{name}`"),
                Some(format!("write with = {{ \"{name}\" = \"…\" }}")),
            ),
            Reused::Room(megabytes) => (
                format!(
                    "the rules that are like others are too long together: more than {megabytes} MB"
                ),
                Some("put long lists of words into [words]".to_owned()),
            ),
            Reused::Unused(id) => (
                format!("no rule is like `{id}`: it checks nothing, and no case proves it"),
                Some(format!(
                    "write a rule with like = \"{id}\", or take `abstract` away"
                )),
            ),
        }
    }
}
