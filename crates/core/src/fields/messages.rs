//! What is wrong with any TOML file, in both languages: part of the message catalogue.

use super::slips::Slip;
use super::words::{toml, type_zh, written};
use crate::text::{Lang, say};

/// Something that can be said about a place in a file.
pub trait Fault {
    /// The message and the help.
    fn words(&self, lang: Lang) -> (String, Option<String>);
}

/// Faults that every file can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The TOML itself, and what was meant.
    Toml(String, Option<Slip>),
    /// A key that means nothing here; keys that look like it.
    UnknownKey(String, Vec<String>),
    /// A value of the wrong type: wanted, found.
    Type(&'static str, &'static str),
    /// A key that has to be there.
    Missing(&'static str),
    /// A word that is none of a list.
    Choice(String, Vec<String>),
    /// No such name; names that look like it.
    Unknown(String, Vec<String>),
    /// The id stands twice.
    Duplicate(String),
    /// An id with blanks or signs; the same without them.
    Id(String, String),
}

/// Names, one after the other.
pub fn list(names: &[String]) -> String {
    names.join(", ")
}

/// What may have been meant; nothing where no name looks like it.
pub(crate) fn meant(near: &[String], lang: Lang) -> Option<String> {
    let asked = || say!(lang; "是否想写 {}？", "did you mean {}?", list(near));
    (!near.is_empty()).then(asked)
}

/// What stands at the place where something was defined first.
pub fn first_here(lang: Lang) -> &'static str {
    lang.pick("先在这里", "first here")
}

impl Fault for Wrong {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match self {
            Wrong::Toml(message, slip) => (
                say!(lang; ("TOML 写法有误：{}", toml(message)), "not valid TOML: {message}"),
                Some(match slip {
                    Some(slip) => slip.words(lang),
                    None => say!(lang;
                        "每行写成 键 = 值，文字放在英文引号里",
                        "a line is `key = value`, with texts in quotes"),
                }),
            ),
            Wrong::UnknownKey(key, near) => (
                say!(lang; "没有「{key}」这个键", "unknown key `{key}`"),
                meant(near, lang),
            ),
            Wrong::Type(wanted, found) => (
                say!(lang;
                    ("这里应是{}，写的是{}", type_zh(wanted), type_zh(found)),
                    "expected {wanted}, found {found}"),
                Some(written(wanted, lang).to_owned()),
            ),
            Wrong::Missing("expect") => say!(lang;
                "缺少「expect」",
                "`expect` is missing";
                "写 expect = \"fail\" 或 \"pass\"；只有一段文字的，写 fail = \"…\" 或 pass = \"…\"",
                "write expect = \"fail\" or \"pass\"; with a text alone, fail = \"…\" or pass = \"…\""),
            Wrong::Missing(key) => say!(lang;
                "缺少「{key}」",
                "`{key}` is missing";
                "加一行 {key} = …",
                "add a line {key} = …"),
            Wrong::Choice(word, all) => say!(lang;
                "「{word}」不在可选之列",
                "`{word}` is none of the choices";
                "可选：{}",
                "choices: {}", list(all)),
            Wrong::Unknown(name, near) => (
                say!(lang; "没有「{name}」", "unknown name `{name}`"),
                meant(near, lang),
            ),
            Wrong::Id(id, right) if right.is_empty() => say!(lang;
                "id「{id}」里有空格或标点",
                "blanks or signs in the id `{id}`";
                "id 用汉字、字母、数字、- 和 _",
                "an id is made of letters, digits, `-` and `_`"),
            Wrong::Id(id, right) => say!(lang;
                "id「{id}」里有空格或标点",
                "blanks or signs in the id `{id}`";
                "改写成 \"{right}\"；id 用汉字、字母、数字、- 和 _",
                "write \"{right}\": an id is made of letters, digits, `-` and `_`"),
            Wrong::Duplicate(id) => say!(lang;
                "「{id}」已经用过",
                "`{id}` is defined twice";
                "每个 id 只能用一次",
                "an id is used once"),
        }
    }
}
