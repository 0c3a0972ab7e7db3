//! What is said about what could not be read or written, in both languages.

use std::io::{self, ErrorKind};

use crate::atomic::Refusal;
use gouji_core::text::Lang;

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
        ErrorKind::InvalidData => ("不是 UTF-8 文本", "not UTF-8 text"),
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
