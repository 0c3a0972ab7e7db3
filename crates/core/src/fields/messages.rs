//! What is wrong with any TOML file, in both languages: part of the message catalogue.

use super::slips::Slip;
use super::words::{slip_en, slip_zh, toml, type_en, type_zh};
use crate::text::Lang;

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
            Wrong::Toml(message, slip) => (
                format!("TOML 写法有误：{}", toml(message)),
                Some(slip.as_ref().map_or_else(
                    || "每行写成 键 = 值，文字放在英文引号里".to_owned(),
                    slip_zh,
                )),
            ),
            Wrong::UnknownKey(key, near) => (format!("没有「{key}」这个键"), mean(near)),
            Wrong::Type(wanted, found) => {
                let (wanted, help) = type_zh(wanted);
                (
                    format!("这里应是{wanted}，写的是{}", type_zh(found).0),
                    Some(help.to_owned()),
                )
            }
            Wrong::Missing("expect") => (
                "缺少「expect」".to_owned(),
                Some("写 expect = \"fail\" 或 \"pass\"；只有一段文字的，写 fail = \"…\" 或 pass = \"…\"".to_owned()),
            ),
            Wrong::Missing(key) => (format!("缺少「{key}」"), Some(format!("加一行 {key} = …"))),
            Wrong::Choice(word, all) => (
                format!("「{word}」不在可选之列"),
                Some(format!("可选：{}", list(all))),
            ),
            Wrong::Unknown(name, near) => (format!("没有「{name}」"), mean(near)),
            Wrong::Id(id, right) => (
                format!("id「{id}」里有空格或标点"),
                Some(match right.is_empty() {
                    true => "id 用汉字、字母、数字、- 和 _".to_owned(),
                    false => format!("改写成 \"{right}\"；id 用汉字、字母、数字、- 和 _"),
                }),
            ),
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
            Wrong::Toml(message, slip) => (
                format!("not valid TOML: {message}"),
                Some(slip.as_ref().map_or_else(
                    || "a line is `key = value`, with texts in quotes".to_owned(),
                    slip_en,
                )),
            ),
            Wrong::UnknownKey(key, near) => (format!("unknown key `{key}`"), mean(near)),
            Wrong::Type(wanted, found) => (
                format!("expected {wanted}, found {found}"),
                Some(type_en(wanted).to_owned()),
            ),
            Wrong::Missing("expect") => (
                "`expect` is missing".to_owned(),
                Some("write expect = \"fail\" or \"pass\"; with a text alone, fail = \"…\" or pass = \"…\"".to_owned()),
            ),
            Wrong::Missing(key) => (format!("`{key}` is missing"), Some(format!("add a line {key} = …"))),
            Wrong::Choice(word, all) => (
                format!("`{word}` is none of the choices"),
                Some(format!("choices: {}", list(all))),
            ),
            Wrong::Unknown(name, near) => (format!("unknown name `{name}`"), mean(near)),
            Wrong::Id(id, right) => (
                format!("blanks or signs in the id `{id}`"),
                Some(match right.is_empty() {
                    true => "an id is made of letters, digits, `-` and `_`".to_owned(),
                    false => {
                        format!("write \"{right}\": an id is made of letters, digits, `-` and `_`")
                    }
                }),
            ),
            Wrong::Duplicate(id) => (
                format!("`{id}` is defined twice"),
                Some("an id is used once".to_owned()),
            ),
        }
    }
}
