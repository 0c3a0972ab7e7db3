//! What is wrong with any TOML file, in both languages: part of the message catalogue.

use super::words::toml;
use crate::text::Lang;

/// Something that can be said about a place in a file.
pub trait Fault {
    /// The message and the help.
    fn words(&self, lang: Lang) -> (String, Option<String>);
}

/// Faults that every file can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The TOML itself.
    Toml(String),
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
}

/// Names, one after the other.
pub fn list(names: &[String]) -> String {
    names.join(", ")
}

/// What stands at the place where something was defined first.
pub fn first_here(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "先在这里",
        Lang::En => "first here",
    }
}

impl Fault for Wrong {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

impl Wrong {
    fn zh(&self) -> (String, Option<String>) {
        let mean =
            |near: &[String]| (!near.is_empty()).then(|| format!("是否想写 {}？", list(near)));
        match self {
            Wrong::Toml(message) => (format!("TOML 写法有误：{}", toml(message)), None),
            Wrong::UnknownKey(key, near) => (format!("没有「{key}」这个键"), mean(near)),
            Wrong::Type(wanted, found) => (format!("这里应是 {wanted}，写的是 {found}"), None),
            Wrong::Missing(key) => (format!("缺少「{key}」"), None),
            Wrong::Choice(word, all) => (
                format!("「{word}」不在可选之列"),
                Some(format!("可选：{}", list(all))),
            ),
            Wrong::Unknown(name, near) => (format!("没有「{name}」"), mean(near)),
            Wrong::Duplicate(id) => (
                format!("「{id}」已经用过"),
                Some("每个 id 只能用一次".to_owned()),
            ),
        }
    }

    fn en(&self) -> (String, Option<String>) {
        let mean =
            |near: &[String]| (!near.is_empty()).then(|| format!("did you mean {}?", list(near)));
        match self {
            Wrong::Toml(message) => (format!("not valid TOML: {message}"), None),
            Wrong::UnknownKey(key, near) => (format!("unknown key `{key}`"), mean(near)),
            Wrong::Type(wanted, found) => (format!("expected {wanted}, found {found}"), None),
            Wrong::Missing(key) => (format!("`{key}` is missing"), None),
            Wrong::Choice(word, all) => (
                format!("`{word}` is none of the choices"),
                Some(format!("choices: {}", list(all))),
            ),
            Wrong::Unknown(name, near) => (format!("unknown name `{name}`"), mean(near)),
            Wrong::Duplicate(id) => (
                format!("`{id}` is defined twice"),
                Some("an id is used once".to_owned()),
            ),
        }
    }
}
