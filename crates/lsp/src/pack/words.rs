//! What an editor shows about names of packs, in both languages: part of the message catalogue.

use super::roles::Kind;
use gouji_core::text::{Lang, say};

/// What something is.
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        Kind::Pack => ("规则包", "pack"),
        Kind::Rule => ("规则", "rule"),
        Kind::Param => ("参数", "parameter"),
        Kind::Words => ("词表", "word list"),
        Kind::Condition => ("条件", "condition"),
        Kind::Alias => ("别名", "alias"),
        Kind::Mention => ("文中的值", "mention"),
        Kind::Section => ("部分", "section"),
        Kind::Zone => ("分段", "zone"),
        Kind::Class => ("机关的类别", "class of bodies"),
        Kind::Form => ("表格版本", "form"),
        Kind::Table => ("表", "table"),
        Kind::Axis => ("共有的行和列", "axis"),
        Kind::Row => ("行", "row"),
        Kind::Column => ("列", "column"),
        Kind::Slot => ("照着写时填的空", "left open by the rule"),
        Kind::Local => ("规则里的名称", "name of the rule"),
        Kind::Function => ("函数", "function"),
        Kind::Value => ("报告的值", "value of the report"),
        Kind::RowPart => ("这一行的", "of the row"),
    };
    lang.pick(zh, en)
}

/// What is said of a name.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// A rule that others are like.
    Abstract,
    /// Where something is used, before a list.
    UsedIn,
    /// The tables that are like something, before a list.
    SharedBy,
    /// What it is of.
    Of(&'a str),
    /// Values that a rule gives to messages.
    OfFinding,
    /// The text behind a table.
    Behind,
}

impl Said<'_> {
    /// The text.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Said::Abstract => say!(lang; "供照着写", "abstract"),
            Said::UsedIn => say!(lang; "用在：", "used in:"),
            Said::SharedBy => say!(lang; "照着它的：", "like it:"),
            Said::Of(of) => say!(lang; "属于 {of}", "of {of}"),
            Said::OfFinding => say!(lang; "这条规则查出的值", "value of the finding"),
            Said::Behind => say!(lang; "表后面的文字", "the text behind the table"),
        }
    }
}

/// Why something is not renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing with a name stands there.
    Nothing,
    /// The name is one of the language.
    Language(String),
    /// It is defined in a file of another pack.
    Elsewhere(String, String),
    /// It is defined nowhere.
    Undefined(String),
    /// A rule puts the name together from parts.
    Joined(String, String),
    /// What is put in for a name left open is a word of a text, too.
    Word(String, usize),
    /// One place means several things.
    Several(String),
    /// Rows or columns of tables are matched by this id: the id, the other table, the rule.
    Matched(String, String, String),
    /// A configuration means rules by how they begin: the beginning, the file.
    Beginning(String, String),
    /// There is such a name.
    Taken(String),
    /// The new name is none.
    NoName(String),
}

impl Refusal {
    /// The text.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Refusal::Nothing => say!(lang;
                "这里没有可以改名的名称",
                "nothing here has a name that could be changed"),
            Refusal::Language(name) => say!(lang;
                "「{name}」是规则包语言里的词，不能改名",
                "`{name}` is a word of the pack language"),
            Refusal::Elsewhere(name, file) => say!(lang;
                "「{name}」在另一个规则包里定义（{file}）：请打开那个规则包改名",
                "`{name}` is defined in another pack ({file}): rename it there"),
            Refusal::Undefined(name) => say!(lang;
                "没有找到「{name}」是在哪里定义的，没有改名",
                "not renamed: where `{name}` is defined was not found"),
            Refusal::Joined(name, rule) => say!(lang;
                "规则 {rule} 把「{name}」拼接起来写（like、with）：请先改那里",
                "rule {rule} puts `{name}` together from parts (like, with): change that first"),
            Refusal::Word(name, line) => say!(lang;
                "第 {line} 行 with 里的「{name}」既是名称，也用作文字：请先分成两个空",
                "`{name}` in `with` on line {line} is a name and a word of a text: make two of it first"),
            Refusal::Several(name) => say!(lang;
                "同一处的「{name}」对照着写的几条规则是不同的东西：请手工改",
                "`{name}` in one place means different things to the rules that are like it: change it by hand"),
            Refusal::Matched(name, table, rule) => say!(lang;
                "规则 {rule} 按 id「{name}」和表 {table} 的行、列对应：请手工一起改",
                "rule {rule} matches `{name}` by its id with a line of table {table}: change both by hand"),
            Refusal::Beginning(beginning, file) => say!(lang;
                "{file} 里的「{beginning}」只合新旧两个名称中的一个：请先改那里",
                "`{beginning}` in {file} means only one of the two names: change that first"),
            Refusal::Taken(name) => say!(lang;
                "已经有叫「{name}」的",
                "there is a `{name}` already"),
            Refusal::NoName(name) => say!(lang;
                "「{name}」不能作名称",
                "`{name}` cannot be a name"),
        }
    }
}
