//! What is said about problems, in Chinese and English.

use std::io::{self, ErrorKind};

use crate::atomic::Refusal;
use crate::config::pattern_in_chinese;
use crate::packs::Breach;
use crate::problem::Problem;
use crate::read::Unread;
use gouji_core::pack::errors;
use gouji_core::text::{Lang, many, plural, say};

impl Problem {
    /// What is wrong, in a sentence; empty where all of it stands at places in files, and nothing is an error.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Problem::Unread(path, unread) => unread.message(&path.display().to_string(), lang),
            Problem::NoMatch(pattern) => say!(lang;
                "{pattern}：没有匹配的文件",
                "{pattern}: no file matches"),
            Problem::BadPattern(pattern, why) => say!(lang;
                ("{pattern}：通配符写法有误：{}", pattern_in_chinese(why)),
                "{pattern}: not a valid pattern: {why}"),
            Problem::EmptyFolder(path) => say!(lang;
                "{}：文件夹里没有能读的文件（.docx、.doc、.wps、.xlsx、.html、.pdf、.txt、.md）",
                "{}: nothing to read in this folder (.docx, .doc, .wps, .xlsx, .html, .pdf, .txt, .md)", path.display()),
            Problem::NoConfig(path, error) => say!(lang;
                "{}：无法读取配置：{}",
                "{}: cannot read the configuration: {}", path.display(), why(error, lang)),
            Problem::NotAPack(path) => say!(lang;
                "{}：不是规则包，没有读",
                "{}: no rule pack; it was not read", path.display()),
            Problem::NoPack(path, error) => say!(lang;
                "{}：无法读取规则包：{}",
                "{}: cannot read the pack: {}", path.display(), why(error, lang)),
            Problem::UnknownPack(id, near) => {
                let hint = match near.is_empty() {
                    true => say!(lang;
                        "；文件名要以 .toml 结尾，用 gouji pack list 查看自带的规则包",
                        "; files end in .toml, `gouji pack list` lists those that come along"),
                    false => meant(near, lang),
                };
                say!(lang; "没有规则包“{id}”{hint}", "no pack “{id}”{hint}")
            }
            Problem::Locked(lock, path, breach) => {
                let lock = lock.display();
                match breach {
                    Breach::Changed => say!(lang;
                        "{path} 不是当初添加的内容（与 {lock} 里的校验值不符）；查明以后用 gouji pack add --replace 重新添加",
                        "{path} is not what was added ({lock} has another hash); find out why, then add it again with gouji pack add --replace"),
                    Breach::Missing => say!(lang;
                        "{lock} 里记着 {path}，但这个文件不在或读不了",
                        "{lock} lists {path}, which is not there or cannot be read"),
                    Breach::Line(n) => say!(lang;
                        "{lock}：第 {n} 行不是“校验值  文件”",
                        "{lock}: line {n} is not “hash  file”"),
                }
            }
            Problem::NoThreads(why) => say!(lang;
                "无法启动线程：{why}",
                "cannot start threads: {why}"),
            Problem::NoAcceptance(path, error) => say!(lang;
                "{}：无法读取：{}",
                "{}: cannot read: {}", path.display(), why(error, lang)),
            Problem::Acceptances(_) => String::new(),
            Problem::Packs(files) => match errors(files) {
                0 => String::new(),
                n => say!(lang;
                    "配置和规则包有 {n} 处错误；其余照常使用",
                    ("{} in configuration {} rule packs; the rest is used", many(n, "error"), plural(n, "or", "and"))),
            },
        }
    }
}

impl Unread {
    /// Why an input could not be read, with its name.
    pub fn message(&self, name: &str, lang: Lang) -> String {
        let why = self.reason(lang);
        match self {
            Unread::System(_) => say!(lang;
                "{name}：无法读取：{why}",
                "{name}: cannot read: {why}"),
            _ => say!(lang; "{name}：{why}", "{name}: {why}"),
        }
    }

    /// The same without its name.
    pub fn reason(&self, lang: Lang) -> String {
        match self {
            Unread::System(error) => why(error, lang),
            Unread::Content(error) => error.message(lang),
            Unread::Marked => say!(lang;
                "gouji 自己批注过的副本，不再批注",
                "a copy that gouji has marked, which is not marked again"),
        }
    }
}

/// What may have been meant, behind a sentence; nothing where there is no such thing.
pub fn meant(near: &[String], lang: Lang) -> String {
    match near.is_empty() {
        true => String::new(),
        false => say!(lang; "；是不是：{}？", "; did you mean {}?", lang.list(near)),
    }
}

/// Why the system said no.
pub fn why(error: &io::Error, lang: Lang) -> String {
    if let Some(refusal) = Refusal::of(error) {
        return refusal.message(lang).into();
    }
    let (zh, en) = match error.kind() {
        ErrorKind::NotFound => ("没有这个文件", "no such file"),
        ErrorKind::AlreadyExists => ("已经有这个文件", "it exists already"),
        ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        ErrorKind::IsADirectory => ("这是文件夹", "it is a folder"),
        ErrorKind::InvalidData => (
            "不是 UTF-8 文本；在编辑器里另存为，编码选 UTF-8",
            "not UTF-8 text; save it again with the encoding UTF-8",
        ),
        ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        ErrorKind::FileTooLarge => ("文件过大", "it is too large"),
        ErrorKind::Unsupported => ("不是普通文件", "it is no plain file"),
        _ => return error.to_string(),
    };
    lang.pick(zh, en).into()
}
