//! What a voice says, in Chinese and English. The match is exhaustive, so that none can be missing.

use crate::messages::Text;
use gouji_core::diagnostic::{CellName, Severity};
use gouji_core::text::{Lang, Position, many, plural, say};

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
        match self {
            Say::File(path, 0) => say!(lang;
                "文件 {path}，没有问题。",
                "File {path}, nothing found."),
            Say::File(path, n) => say!(lang;
                "文件 {path}，{n} 个问题。",
                ("File {path}, {}.", many(n, "finding"))),
            Say::Finding(nth, of, severity, rule) => {
                let severity = Text::Severity(severity).say(lang);
                say!(lang;
                    "第 {nth} 个，共 {of} 个。{severity}，规则 {rule}。",
                    "Number {nth} of {of}: {severity}, rule {rule}.")
            }
            Say::At(place, "") => say!(lang; "位置：{place}，空白", "Place: {place}, blank"),
            Say::At(place, words) => say!(lang;
                "位置：{place}，原文“{words}”",
                "Place: {place}, the text is “{words}”"),
            Say::Also(place, "") => say!(lang; "相关：{place}，空白", "Related: {place}, blank"),
            Say::Also(place, words) => say!(lang;
                "相关：{place}，原文“{words}”",
                "Related: {place}, the text is “{words}”"),
            Say::Line(at) => say!(lang;
                "第 {} 行第 {} 字",
                "line {} column {}", at.line, at.column),
            Say::Cell(cell) => say!(lang;
                "，表“{}”，“{}”",
                ", table “{}”, “{}”", cell.table, cell.title()),
            Say::InFile(path, line, column) => say!(lang;
                "文件 {path}，第 {line} 行第 {column} 字",
                "file {path}, line {line} column {column}"),
            Say::Stands(n) => say!(lang;
                "同一原因的问题另有 {n} 个：",
                ("{} {} the same cause:", many(n, "more finding"), plural(n, "has", "have"))),
            Say::Undecided(rule, "", reason) => say!(lang;
                "无法判断：规则 {rule}，{reason}。",
                "Undecided: rule {rule}, {reason}."),
            Say::Undecided(rule, instance, reason) => say!(lang;
                "无法判断：规则 {rule}，{instance}，{reason}。",
                "Undecided: rule {rule}, {instance}, {reason}."),
            Say::Accepted(rule, "", by) => say!(lang;
                "已接受，{by}。规则 {rule}。",
                "Accepted, {by}. Rule {rule}."),
            Say::Accepted(rule, place, by) => say!(lang;
                "已接受，{by}。规则 {rule}，位置：{place}。",
                "Accepted, {by}. Rule {rule}, place: {place}."),
            Say::Comma => say!(lang; "，", ", "),
            Say::Stop => say!(lang; "。", "."),
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
    Some(lang.pick(zh, en))
}
