//! What is wrong with tables that are like others, in both languages: part of the message catalogue.

use crate::fields::messages::{Fault, meant};
use crate::text::{Lang, say};

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
        match self {
            Reused::Unknown(id, near) => (
                say!(lang; "没有叫「{id}」的规则可以照着写", "no rule `{id}` to be like"),
                meant(near, lang),
            ),
            Reused::Circle(id) => (
                say!(lang;
                "照着「{id}」写的规则绕回了自己，或层数太多",
                "rules that are like `{id}` come back to themselves, or over too many steps"),
                None,
            ),
            Reused::NoLike => say!(lang;
                "写了 with，没有写照着哪条规则",
                "`with` does not say which rule this one is like";
                "加一行 like = \"规则的 id\"",
                "add like = \"id of the rule\""),
            Reused::NoId => say!(lang;
                "供别的规则照着写的规则没有 id",
                "a rule for others to be like has no id";
                "加一行 id = \"…\"",
                "add id = \"…\""),
            Reused::NoName(name, id, near) => (
                say!(lang; "「{id}」没有要填的「{name}」", "`{id}` has no `{name}` to put something in for"),
                meant(near, lang),
            ),
            Reused::Lacks(name, id) => say!(lang;
                "照着「{id}」写，还要填「{name}」",
                "a rule like `{id}` puts something in for `{name}`";
                "写 with = {{ \"{name}\" = \"…\" }}",
                "write with = {{ \"{name}\" = \"…\" }}"),
            Reused::Room(megabytes) => say!(lang;
                "照着写出来的规则合起来太长：超过 {megabytes} MB",
                "the rules that are like others are too long together: more than {megabytes} MB";
                "把长的词表放到 [words] 里",
                "put long lists of words into [words]"),
            Reused::Unused(id) => say!(lang;
                "没有规则照着「{id}」写：它什么也不检查，也没有例子证明",
                "no rule is like `{id}`: it checks nothing, and no case proves it";
                "写一条 like = \"{id}\" 的规则，或删去 abstract",
                "write a rule with like = \"{id}\", or take `abstract` away"),
        }
    }
}
