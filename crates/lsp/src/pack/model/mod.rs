//! What the files of a pack define, and where they name it.

mod build;
mod filled;
mod occurrences;
mod resolve;
mod rules;

pub use occurrences::{Occurrence, Occurrences};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::FileText;
use super::roles::{Kind, Role, role, role_of_config};
use super::scan::{Atom, Step};
use gouji_core::text::Span;

/// Something that has an id or a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// What it is.
    pub kind: Kind,
    /// What it belongs to: the table of a row, the rule of a name that is bound. Empty where it stands for itself.
    pub of: String,
    /// Its id.
    pub id: String,
}

impl Symbol {
    /// Something that belongs to nothing.
    pub fn new(kind: Kind, id: &str) -> Self {
        Symbol::of(kind, "", id)
    }

    /// Something that belongs to something else.
    pub fn of(kind: Kind, of: &str, id: &str) -> Self {
        Symbol {
            kind,
            of: of.to_owned(),
            id: id.to_owned(),
        }
    }
}

/// What stands in front of the id of an axis, where tables are named too.
pub const AXIS: &str = "axis:";

/// A file of a pack.
#[derive(Debug)]
pub struct Source {
    /// What it holds.
    read: Arc<FileText>,
    /// It belongs to the pack, and not to one below.
    pub own: bool,
    /// It is a configuration, and defines nothing.
    pub config: bool,
}

impl Source {
    /// A file that was read.
    pub fn new(read: &Arc<FileText>, own: bool, config: bool) -> Self {
        Source {
            read: Arc::clone(read),
            own,
            config,
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.read.text
    }

    /// Its keys and strings.
    pub fn atoms(&self) -> &[Atom] {
        &self.read.atoms
    }

    /// The same with what they stand for in a file of a pack.
    fn atoms_with_roles(&self) -> impl Iterator<Item = (&Atom, Role)> {
        self.read.atoms.iter().zip(self.read.roles.iter().copied())
    }

    /// What a key or string of the file stands for.
    pub fn role(&self, names: &[&str], is_key: bool, nth: usize) -> Role {
        match self.config {
            true => role_of_config(names, is_key),
            false => role(names, is_key, nth),
        }
    }
}

/// Where something is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which file.
    pub file: usize,
    /// The place of its id.
    pub span: Span,
    /// The number of the table that describes it.
    pub table: u32,
}

/// A rule as it is written.
#[derive(Clone, Debug, Default)]
pub struct RuleText {
    /// Its id; where it has none, its place.
    pub id: String,
    /// Which file.
    pub file: usize,
    /// The atoms of its table, by their indexes.
    pub atoms: Vec<usize>,
    /// The rule that it is like.
    pub like: Option<String>,
    /// What it leaves open.
    pub slots: Vec<String>,
    /// It is there for others only.
    pub is_abstract: bool,
    /// The names that it binds.
    pub locals: Vec<String>,
    /// The table, or the mention, that it goes through.
    pub over: Option<String>,
    /// The rows or columns of the table that it goes through.
    pub over_lines: Option<String>,
}

/// What stands in patterns.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// The groups that have names.
    pub groups: Vec<String>,
    /// The word lists that are used.
    pub lists: Vec<String>,
}

/// What the files of a pack, and of those that it stands on, define.
#[derive(Debug, Default)]
pub struct Model {
    /// The files.
    pub sources: Vec<Source>,
    /// What is defined, and where.
    pub defined: BTreeMap<Symbol, Vec<Place>>,
    /// The rules.
    pub rules: BTreeMap<String, RuleText>,
    /// The patterns that bind names: of rules, mentions and word lists.
    patterns: BTreeMap<String, Patterns>,
    /// What tables are like.
    likes: BTreeMap<String, Vec<String>>,
    /// Other words for names of the language.
    aliases: BTreeMap<String, String>,
    /// Ids of tables, by file and number.
    ids: BTreeMap<(usize, u32), String>,
}

impl Model {
    /// What is defined of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Symbol> {
        self.defined.keys().filter(move |s| s.kind == kind)
    }

    /// The name of the language behind another word for it, or the word itself.
    pub fn plain(&self, name: &str) -> String {
        let known = self.aliases.get(name);
        known.map_or(name, String::as_str).to_owned()
    }

    /// Other words for a name of the language.
    pub fn aliases_of(&self, plain: &str) -> impl Iterator<Item = &str> {
        let all = self.aliases.iter().filter(move |(_, p)| *p == plain);
        all.map(|(alias, _)| alias.as_str())
    }

    /// A string of a file.
    pub fn text_of(&self, file: usize, span: Span) -> &str {
        let source = self.sources.get(file);
        source.map_or("", |s| span.of(s.text()))
    }

    /// The table or axis that a part of a form stands in.
    pub fn container(&self, file: usize, path: &[Step]) -> Option<String> {
        let step = path
            .iter()
            .take(2)
            .rev()
            .find(|s| matches!(s.name.as_str(), "table" | "axis"))?;
        let id = self.ids.get(&(file, step.table))?;
        Some(match step.name.as_str() {
            "axis" => format!("{AXIS}{id}"),
            _ => id.clone(),
        })
    }

    /// The rule that a key or string stands in, or that it changes.
    pub fn rule_at(&self, file: usize, path: &[Step]) -> Option<String> {
        let first = path.first()?;
        match first.name.as_str() {
            "rule" => Some(self.rule_id(file, first.table)),
            "override" => Some(path.get(1)?.name.clone()),
            _ => None,
        }
    }

    /// What binds the names in a pattern: a rule, a mention, a word list.
    fn binder(&self, file: usize, path: &[Step]) -> Option<String> {
        let [first, second] = path else {
            return None;
        };
        match (first.name.as_str(), second.name.as_str()) {
            ("rule", "match") => Some(format!("rule:{}", self.rule_id(file, first.table))),
            ("mention", "pattern") => {
                Some(format!("mention:{}", self.ids.get(&(file, first.table))?))
            }
            ("words", list) => Some(format!("words:{list}")),
            _ => None,
        }
    }

    /// The id of a rule; where it has none, its place.
    fn rule_id(&self, file: usize, table: u32) -> String {
        let id = self.ids.get(&(file, table)).cloned();
        id.unwrap_or_else(|| format!("#{file}.{table}"))
    }

    /// A row (`true`) or column that a table or axis has by itself, or by what it is like.
    pub fn line(&self, table: &str, row: bool, id: &str) -> Option<Symbol> {
        let kind = if row { Kind::Row } else { Kind::Column };
        self.tables_of(table).into_iter().find_map(|of| {
            let symbol = Symbol::of(kind, &of, id);
            self.defined.contains_key(&symbol).then_some(symbol)
        })
    }

    /// The rows (`true`) or columns of a table or axis, with those that it has by what it is like.
    pub fn lines(&self, table: &str, row: bool) -> Vec<&Symbol> {
        let kind = if row { Kind::Row } else { Kind::Column };
        let tables = self.tables_of(table);
        let mut lines: Vec<&Symbol> = Vec::new();
        for of in &tables {
            for symbol in self.all(kind).filter(|s| s.of == *of) {
                if lines.iter().all(|l| l.id != symbol.id) {
                    lines.push(symbol);
                }
            }
        }
        lines
    }

    /// A table or axis, and what it is like, the nearest first.
    fn tables_of(&self, table: &str) -> Vec<String> {
        // a table of another report has its own name behind the dot
        let table = match table.starts_with(AXIS) {
            true => table,
            false => table.rsplit('.').next().unwrap_or(table),
        };
        let mut all = vec![table.to_owned()];
        let mut at = 0;
        while let Some(next) = all.get(at) {
            let likes = self.likes.get(next).into_iter().flatten();
            let new: Vec<String> = likes.filter(|l| !all.contains(l)).cloned().collect();
            all.extend(new);
            at += 1;
        }
        all
    }

    /// The tables and axes that are like a table or axis.
    pub fn users_of(&self, table: &str) -> Vec<String> {
        let users = self
            .likes
            .iter()
            .filter(|(_, l)| l.iter().any(|l| l == table));
        users.map(|(user, _)| user.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Encoding;

    const TEXT: &str = "[[rule]]\nid = \"a\"\neach = \"列 in 申请.列\"\nlet = { \"x\" = \"1 + 1\", y = 'x' }\n\
        check = \"x == y\"\n\n[rule.en]\ntitle = \"t\"\n\n[[rule]]\nid = \"b\"\nmatch = '(?P<n>\\d)件'\n[rule.let]\nz = \"n\"\n\
        [[rule]]\nid = \"c\"\nlike = \"b\"\n[pack]\nid = \"each\"\n";

    fn model(text: &str) -> Model {
        let read = FileText::new(text.to_owned(), Encoding::Utf8);
        Model::new(vec![Source::new(&Arc::new(read), true, false)])
    }

    #[test]
    fn names_belong_to_their_rule() {
        let model = model(TEXT);
        let names = |rule: &str| {
            let rule = model.rules.get(rule).unwrap();
            rule.locals.iter().map(String::as_str).collect::<Vec<_>>()
        };
        assert_eq!(names("a"), ["列", "x", "y"]);
        assert_eq!(names("b"), ["n", "z"]);
        let of = |rule: &str, name: &str| model.local(rule, name).map(|s| s.of);
        assert_eq!(of("c", "z").as_deref(), Some("rule:b"));
        assert_eq!(of("a", "z"), None);
        assert_eq!(model.rules.len(), 3);
    }

    #[test]
    fn what_is_put_in_ends() {
        let mut text = String::new();
        for at in 0..9 {
            let holes = "{x}".repeat(50);
            let next = at + 1;
            text += &format!(
                "[[rule]]\nid = \"r{at}\"\nabstract = [\"x\"]\nlike = \"r{next}\"\nwith = {{ x = \"{holes}\" }}\n"
            );
        }
        text += "[[rule]]\nid = \"r9\"\nabstract = [\"x\"]\ntitle = \"{x}\"\n[[rule]]\nid = \"end\"\nlike = \"r0\"\nwith = { x = \"1\" }\n";
        let model = model(&text);
        let all = model.occurrences(true);
        assert_eq!(
            all.all
                .iter()
                .filter(|o| o.symbol.kind == Kind::Rule)
                .count(),
            21
        );
    }
}
