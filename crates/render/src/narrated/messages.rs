//! What a voice says, in Chinese and English. The matches are exhaustive, so that none can be missing.

use crate::messages::Text;
use gouji_core::diagnostic::{CellName, Severity};
use gouji_core::text::{Lang, Position};

/// A sentence, or its beginning.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// A file, and how many findings it has.
    File(&'a str, usize),
    /// A finding, its number in the file, how many there are, its rule.
    Finding(usize, usize, Severity, &'a str),
    /// The place of a finding; the second text is what stands there.
    At(&'a str, &'a str),
    /// Another place of it.
    Also(&'a str, &'a str),
    /// A line and a column.
    Line(Position),
    /// A cell by its names.
    Cell(&'a CellName),
    /// A place in another file.
    InFile(&'a str, usize, usize),
    /// How many other findings have one cause with it.
    Stands(usize),
    /// What could not be decided: rule, instance, reason.
    Undecided(&'a str, &'a str, &'a str),
    /// An accepted finding: rule, place, what accepts it.
    Accepted(&'a str, &'a str, &'a str),
    /// Between two parts of a sentence.
    Comma,
    /// At the end of one.
    Stop,
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::File(path, 0) => format!("文件 {path}，没有问题。"),
            Say::File(path, n) => format!("文件 {path}，{n} 个问题。"),
            Say::Finding(nth, of, severity, rule) => {
                let severity = Text::Severity(severity).say(Lang::Zh);
                format!("第 {nth} 个，共 {of} 个。{severity}，规则 {rule}。")
            }
            Say::At(place, "") => format!("位置：{place}，空白"),
            Say::At(place, words) => format!("位置：{place}，原文“{words}”"),
            Say::Also(place, "") => format!("相关：{place}，空白"),
            Say::Also(place, words) => format!("相关：{place}，原文“{words}”"),
            Say::Line(at) => format!("第 {} 行第 {} 字", at.line, at.column),
            Say::Cell(cell) => format!("，表“{}”，“{}”", cell.table, cell.title()),
            Say::InFile(path, line, column) => format!("文件 {path}，第 {line} 行第 {column} 字"),
            Say::Stands(n) => format!("同一原因的问题另有 {n} 个："),
            Say::Undecided(rule, "", reason) => format!("无法判断：规则 {rule}，{reason}。"),
            Say::Undecided(rule, instance, reason) => {
                format!("无法判断：规则 {rule}，{instance}，{reason}。")
            }
            Say::Accepted(rule, "", by) => format!("已接受，{by}。规则 {rule}。"),
            Say::Accepted(rule, place, by) => format!("已接受，{by}。规则 {rule}，位置：{place}。"),
            Say::Comma => "，".into(),
            Say::Stop => "。".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Say::File(path, 0) => format!("File {path}, nothing found."),
            Say::File(path, 1) => format!("File {path}, 1 finding."),
            Say::File(path, n) => format!("File {path}, {n} findings."),
            Say::Finding(nth, of, severity, rule) => {
                format!("Number {nth} of {of}: {}, rule {rule}.", severity.name())
            }
            Say::At(place, "") => format!("Place: {place}, blank"),
            Say::At(place, words) => format!("Place: {place}, the text is “{words}”"),
            Say::Also(place, "") => format!("Related: {place}, blank"),
            Say::Also(place, words) => format!("Related: {place}, the text is “{words}”"),
            Say::Line(at) => format!("line {} column {}", at.line, at.column),
            Say::Cell(cell) => format!(", table “{}”, “{}”", cell.table, cell.title()),
            Say::InFile(path, line, column) => format!("file {path}, line {line} column {column}"),
            Say::Stands(1) => "1 more finding has the same cause:".into(),
            Say::Stands(n) => format!("{n} more findings have the same cause:"),
            Say::Undecided(rule, "", reason) => format!("Undecided: rule {rule}, {reason}."),
            Say::Undecided(rule, instance, reason) => {
                format!("Undecided: rule {rule}, {instance}, {reason}.")
            }
            Say::Accepted(rule, "", by) => format!("Accepted, {by}. Rule {rule}."),
            Say::Accepted(rule, place, by) => {
                format!("Accepted, {by}. Rule {rule}, place: {place}.")
            }
            Say::Comma => ", ".into(),
            Say::Stop => ".".into(),
        }
    }
}

/// What stands between row and column where people read.
pub(super) const DOT: &str = " · ";

/// Signs that voices leave out, in words.
pub(super) fn sign(c: char, lang: Lang) -> Option<&'static str> {
    let (zh, en) = match c {
        '≠' => ("不等于", "is not"),
        '≤' => ("不大于", "is at most"),
        '≥' => ("不小于", "is at least"),
        '×' => ("乘", "times"),
        '÷' => ("除以", "divided by"),
        '−' => ("减", "minus"),
        '→' => ("变为", "to"),
        _ => return None,
    };
    match lang {
        Lang::Zh => Some(zh),
        Lang::En => Some(en),
    }
}
