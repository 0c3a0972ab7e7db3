//! What is said about problems, in Chinese and English.

use std::io::{self, ErrorKind};

use crate::atomic::Refusal;
use crate::config::pattern_in_chinese;
use crate::packs::Breach;
use crate::problem::Problem;
use crate::read::Unread;
use gouji_core::pack::errors;
use gouji_core::text::Lang;

impl Problem {
    /// What is wrong, in a sentence; empty where all of it stands at places in files, and nothing is an error.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Problem::Unread(path, unread) => unread.message(&path.display().to_string(), Lang::Zh),
            Problem::NoMatch(pattern) => format!("{pattern}：没有匹配的文件"),
            Problem::BadPattern(pattern, why) => {
                let why = pattern_in_chinese(why);
                format!("{pattern}：通配符写法有误：{why}")
            }
            Problem::EmptyFolder(path) => format!(
                "{}：文件夹里没有能读的文件（.docx、.doc、.wps、.xlsx、.html、.pdf、.txt、.md）",
                path.display()
            ),
            Problem::NoConfig(path, error) => {
                let why = why(error, Lang::Zh);
                format!("{}：无法读取配置：{why}", path.display())
            }
            Problem::NotAPack(path) => format!("{}：不是规则包，没有读", path.display()),
            Problem::NoPack(path, error) => {
                let why = why(error, Lang::Zh);
                format!("{}：无法读取规则包：{why}", path.display())
            }
            Problem::UnknownPack(id, near) => {
                let hint = match near.is_empty() {
                    true => "；文件名要以 .toml 结尾，用 gouji pack list 查看自带的规则包".into(),
                    false => format!("；是不是：{}？", near.join("、")),
                };
                format!("没有规则包“{id}”{hint}")
            }
            Problem::Locked(lock, path, breach) => {
                let lock = lock.display();
                match breach {
                    Breach::Changed => format!(
                        "{path} 不是当初添加的内容（与 {lock} 里的校验值不符）；查明以后用 gouji pack add --replace 重新添加"
                    ),
                    Breach::Missing => format!("{lock} 里记着 {path}，但这个文件不在或读不了"),
                    Breach::Line(n) => format!("{lock}：第 {n} 行不是“校验值  文件”"),
                }
            }
            Problem::NoThreads(why) => format!("无法启动线程：{why}"),
            Problem::NoAcceptance(path, error) => {
                format!("{}：无法读取：{}", path.display(), why(error, Lang::Zh))
            }
            Problem::Acceptances(_) => String::new(),
            Problem::Packs(files) => match errors(files) {
                0 => String::new(),
                n => format!("配置和规则包有 {n} 处错误；其余照常使用"),
            },
        }
    }

    fn english(&self) -> String {
        match self {
            Problem::Unread(path, unread) => unread.message(&path.display().to_string(), Lang::En),
            Problem::NoMatch(pattern) => format!("{pattern}: no file matches"),
            Problem::BadPattern(pattern, why) => format!("{pattern}: not a valid pattern: {why}"),
            Problem::EmptyFolder(path) => format!(
                "{}: nothing to read in this folder (.docx, .doc, .wps, .xlsx, .html, .pdf, .txt, .md)",
                path.display()
            ),
            Problem::NoConfig(path, error) => {
                let why = why(error, Lang::En);
                format!("{}: cannot read the configuration: {why}", path.display())
            }
            Problem::NotAPack(path) => format!("{}: no rule pack; it was not read", path.display()),
            Problem::NoPack(path, error) => {
                let why = why(error, Lang::En);
                format!("{}: cannot read the pack: {why}", path.display())
            }
            Problem::UnknownPack(id, near) => {
                let hint = match near.is_empty() {
                    true => {
                        "; files end in .toml, `gouji pack list` lists those that come along".into()
                    }
                    false => format!("; did you mean {}?", near.join(", ")),
                };
                format!("no pack “{id}”{hint}")
            }
            Problem::Locked(lock, path, breach) => {
                let lock = lock.display();
                match breach {
                    Breach::Changed => format!(
                        "{path} is not what was added ({lock} has another hash); find out why, then add it again with gouji pack add --replace"
                    ),
                    Breach::Missing => {
                        format!("{lock} lists {path}, which is not there or cannot be read")
                    }
                    Breach::Line(n) => format!("{lock}: line {n} is not “hash  file”"),
                }
            }
            Problem::NoThreads(why) => format!("cannot start threads: {why}"),
            Problem::NoAcceptance(path, error) => {
                format!("{}: cannot read: {}", path.display(), why(error, Lang::En))
            }
            Problem::Acceptances(_) => String::new(),
            Problem::Packs(files) => match errors(files) {
                0 => String::new(),
                1 => "1 error in configuration or rule packs; the rest is used".into(),
                n => format!("{n} errors in configuration and rule packs; the rest is used"),
            },
        }
    }
}

impl Unread {
    /// Why an input could not be read, with its name.
    pub fn message(&self, name: &str, lang: Lang) -> String {
        let why = self.reason(lang);
        match (self, lang) {
            (Unread::System(_), Lang::Zh) => format!("{name}：无法读取：{why}"),
            (Unread::System(_), Lang::En) => format!("{name}: cannot read: {why}"),
            (_, Lang::Zh) => format!("{name}：{why}"),
            (_, Lang::En) => format!("{name}: {why}"),
        }
    }

    /// The same without its name.
    pub fn reason(&self, lang: Lang) -> String {
        match (self, lang) {
            (Unread::System(error), _) => why(error, lang),
            (Unread::Content(error), _) => error.message(lang),
            (Unread::Marked, Lang::Zh) => "gouji 自己批注过的副本，不再批注".to_owned(),
            (Unread::Marked, Lang::En) => {
                "a copy that gouji has marked, which is not marked again".to_owned()
            }
        }
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
    match lang {
        Lang::Zh => zh.into(),
        Lang::En => en.into(),
    }
}
