//! What the handbook says of the functions and values of expressions.

use std::sync::OnceLock;

use gouji_core::rule::Function;
use gouji_core::text::Lang;

const ZH: &str = include_str!("../../../../docs/packs.zh-CN.md");
const EN: &str = include_str!("../../../../docs/packs.md");

/// What the handbook says of something: an example, what it comes to, and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// An expression, in quotes of Markdown.
    pub example: &'static str,
    /// Its value, if it is stated.
    pub value: &'static str,
    /// What it does.
    pub sentence: &'static str,
}

impl Entry {
    /// Whether its example calls a function.
    fn calls(&self, name: &str) -> bool {
        let example = self.example.strip_prefix('`');
        let behind = example.and_then(|e| e.strip_prefix(name));
        behind.is_some_and(|b| b.starts_with('('))
    }

    /// The example as it is outside of tables.
    pub fn example(&self) -> String {
        self.example.replace("\\|", "|")
    }

    /// For a hover.
    pub fn shown(&self) -> String {
        let value = match self.value {
            "" => String::new(),
            value => format!(" = {value}"),
        };
        format!("{}\n\n{}{value}", self.sentence, self.example())
    }
}

/// A row of a table that says what expressions are worth, or what something is.
fn row(line: &'static str) -> Option<Entry> {
    let line = line.strip_prefix("| ").filter(|l| l.starts_with('`'))?;
    let mut cells = line.strip_suffix('|')?.split(" |");
    let mut cell = || cells.next().map(str::trim);
    let (example, second, third) = (cell()?, cell()?, cell());
    Some(match third {
        Some(sentence) => Entry {
            example,
            value: second,
            sentence,
        },
        None => Entry {
            example,
            value: "",
            sentence: second,
        },
    })
}

/// The rows of tables.
struct Tables {
    /// All rows.
    rows: Vec<Entry>,
    /// Those of the table of functions: the one in which most of them stand.
    functions: Vec<Entry>,
}

/// The tables of the handbook, read once.
fn tables(lang: Lang) -> &'static Tables {
    static ZH_TABLES: OnceLock<Tables> = OnceLock::new();
    static EN_TABLES: OnceLock<Tables> = OnceLock::new();
    match lang {
        Lang::Zh => ZH_TABLES.get_or_init(|| Tables::new(ZH)),
        Lang::En => EN_TABLES.get_or_init(|| Tables::new(EN)),
    }
}

impl Tables {
    fn new(page: &'static str) -> Self {
        let mut best = (0, Vec::new());
        let mut lines = page.lines().peekable();
        while lines.peek().is_some() {
            let table = lines.by_ref().take_while(|l| l.starts_with("| "));
            let table: Vec<Entry> = table.filter_map(row).collect();
            let listed = |name: &str| table.iter().any(|e| e.calls(name));
            let count = Function::ALL
                .iter()
                .filter(|(name, ..)| listed(name))
                .count();
            if count > best.0 {
                best = (count, table);
            }
        }
        Tables {
            rows: page.lines().filter_map(row).collect(),
            functions: best.1,
        }
    }
}

fn rows(lang: Lang) -> impl Iterator<Item = Entry> {
    tables(lang).rows.iter().copied()
}

/// The ways to call a function.
pub fn calls(name: &str, lang: Lang) -> Vec<Entry> {
    let all = tables(lang).functions.iter().copied();
    all.filter(|e| e.calls(name) && !e.sentence.is_empty())
        .collect()
}

/// What a function does.
pub fn function(name: &str, lang: Lang) -> Option<Entry> {
    calls(name, lang).into_iter().next()
}

/// What a value of a report is.
pub fn value(name: &str, lang: Lang) -> Option<Entry> {
    let whole = format!("`{name}`");
    let is = |e: &Entry| e.example == whole && !e.value.is_empty();
    let begins = |e: &Entry| e.sentence.starts_with(&whole);
    rows(lang).find(is).or_else(|| rows(lang).find(begins))
}

/// What is asked of a row by a name.
pub fn row_part(name: &str, lang: Lang) -> Option<Entry> {
    let whole = format!(".{name}");
    let has = |e: &Entry| {
        let mut at = e
            .example
            .match_indices(&whole)
            .map(|(at, _)| at + whole.len());
        at.any(|end| {
            let rest = e.example.get(end..).unwrap_or_default();
            !rest.starts_with(char::is_alphanumeric)
        })
    };
    rows(lang).find(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_core::rule::Builtin;

    #[test]
    fn the_handbook_says_what_every_function_and_value_is() {
        for lang in [Lang::Zh, Lang::En] {
            for (name, ..) in Function::ALL {
                assert!(function(name, lang).is_some(), "{name} {lang:?}");
            }
            for (name, _) in Builtin::ALL {
                assert!(value(name, lang).is_some(), "{name} {lang:?}");
            }
            for name in ["code", "name", "level", "children", "parent", "key"] {
                assert!(row_part(name, lang).is_some(), "{name} {lang:?}");
            }
        }
        let pct = function("pct", Lang::En).unwrap();
        assert_eq!(
            pct.shown(),
            "the first in percent of the second\n\n`pct(1, 8)` = `12.5`"
        );
        assert_eq!(value("form", Lang::En).unwrap().value, "`\"2021\"`");
    }
}
