//! Patterns as packs write them: `{词表}` stands for a list of words, `{number:n}` for a typed group, `{near:12}` for
//! a few characters of the same clause.

use super::grids;
use super::made::Made;
use super::messages::Say;
use super::stack::Space;
use super::words;
use crate::fields::{At, Fields, File};
use crate::report::{Guard, Matcher, Scope, Type};
use crate::text::{Pattern, Span, near};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Named word lists and aliases, which patterns use.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// Word lists, as patterns. Packs that add none share those of the packs below.
    pub words: Rc<BTreeMap<String, String>>,
    /// Other spellings of names.
    pub aliases: Rc<BTreeMap<String, String>>,
    /// The lists that patterns used since somebody asked.
    used: RefCell<BTreeSet<String>>,
    /// The patterns that were made so far; several readings may share them.
    pub made: Made,
}

/// How deep word lists may use each other.
const DEPTH: usize = 6;
/// The longest pattern after word lists are put in.
const LONGEST: usize = 40_000;

const TYPES: &[(&str, Type)] = &[
    ("number", Type::Number),
    ("percent", Type::Percent),
    ("date", Type::Date),
    ("year", Type::Year),
];

/// A pattern with its word lists put in.
#[derive(Clone, Debug, Default)]
pub(super) struct Expanded {
    pub text: String,
    pub types: Vec<(String, Type)>,
}

impl Default for Lexicon {
    fn default() -> Self {
        let aliases = words::NAMES.iter();
        Lexicon {
            words: Rc::default(),
            aliases: Rc::new(
                aliases
                    .map(|(zh, en)| ((*zh).to_owned(), (*en).to_owned()))
                    .collect(),
            ),
            used: RefCell::default(),
            made: Made::default(),
        }
    }
}

impl Lexicon {
    /// Takes in the `words` and `alias` tables of a file.
    pub fn add(&mut self, root: &Fields<'_, '_>, new: impl Fn(Space, &At<String>) -> bool) {
        if let Some(words) = root.table("words") {
            for (name, values) in words.entries() {
                if new(Space::Words, &name) {
                    let values: Vec<String> = values.into_iter().map(|v| v.value).collect();
                    self.list(name.value, &values);
                }
            }
        }
        if let Some(aliases) = root.table("alias") {
            for (name, values) in aliases.entries() {
                if let Some(first) = values
                    .into_iter()
                    .next()
                    .filter(|_| new(Space::Alias, &name))
                {
                    Rc::make_mut(&mut self.aliases).insert(name.value, first.value);
                }
            }
        }
    }

    /// Takes in a list: one entry is a pattern, several are words.
    pub fn list(&mut self, name: String, values: &[String]) {
        let pattern = match values {
            [one] => format!("(?:{one})"),
            many => {
                let all: Vec<String> = many.iter().map(|v| escape(v)).collect();
                format!("(?:{})", all.join("|"))
            }
        };
        Rc::make_mut(&mut self.words).insert(name, pattern);
    }

    /// The lists that patterns used since this was asked last.
    pub fn used(&self) -> BTreeSet<String> {
        self.used.take()
    }

    /// Puts word lists and typed groups into a pattern. The error is the name of a list that is not there.
    pub fn expand(&self, pattern: &str) -> Result<Expanded, String> {
        let mut expanded = Expanded::default();
        self.expand_into(pattern, DEPTH, &mut expanded)?;
        Ok(expanded)
    }

    fn expand_into(&self, pattern: &str, depth: usize, out: &mut Expanded) -> Result<(), String> {
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            out.text.push_str(before);
            let class =
                before.ends_with("\\p") || before.ends_with("\\P") || before.ends_with("\\x");
            let name = after.split_once('}').map(|(n, _)| n);
            let Some(name) = name.filter(|n| !class && n.starts_with(char::is_alphabetic)) else {
                out.text.push('{');
                rest = after;
                continue;
            };
            rest = after.get(name.len() + 1..).unwrap_or_default();
            self.put(name, depth, out)?;
            if out.text.len() > LONGEST {
                return Err(name.to_owned());
            }
        }
        out.text.push_str(rest);
        Ok(())
    }

    fn put(&self, name: &str, depth: usize, out: &mut Expanded) -> Result<(), String> {
        let (head, group) = name.split_once(':').unwrap_or((name, ""));
        let plain = self.aliases.get(head).map_or(head, String::as_str);
        if plain == "near" {
            let most: usize = group.parse().map_err(|_| name.to_owned())?;
            out.text.push_str("[^,;:!?()\\x{3002}0-9\\n]{0,");
            out.text.push_str(&most.min(60).to_string());
            out.text.push_str("}?");
            return Ok(());
        }
        let listed = group.is_empty() && self.words.contains_key(head);
        if let Some((_, kind)) = TYPES.iter().find(|(n, _)| *n == plain && !listed) {
            let body = match kind {
                Type::Number => NUMBER,
                Type::Percent => PERCENT,
                Type::Date => DATE,
                Type::Year => "(?:19|20)[0-9]{2}",
            };
            if group.is_empty() {
                out.text.push_str(&format!("(?:{body})"));
            } else {
                out.text.push_str(&format!("(?P<{group}>{body})"));
                out.types.push((group.to_owned(), *kind));
            }
            return Ok(());
        }
        let list = self.words.get(name).filter(|_| depth > 0);
        self.used.borrow_mut().insert(name.to_owned());
        self.expand_into(
            list.ok_or_else(|| name.to_owned())?,
            depth.saturating_sub(1),
            out,
        )
    }

    /// Compiles a pattern for folded text, or for text as typed.
    pub fn pattern(
        &self,
        file: &File<'_>,
        text: &At<String>,
        raw: bool,
    ) -> Option<(Pattern, Expanded)> {
        let expanded = match self.expand(&text.value) {
            Ok(expanded) => expanded,
            Err(name) => {
                let at = text.value.find(&name).unwrap_or(0);
                let span = Span::new(at, at + name.len());
                file.fault_inside(text, span, &self.unknown(name));
                return None;
            }
        };
        match self.made.ready(file, (&expanded.text, &text.value), raw) {
            Ok(pattern) => Some((pattern, expanded)),
            Err(said) => {
                let fault = Pattern::fault(&masked(&text.value));
                match (&said, fault) {
                    (Say::Pattern(_), Some((at, why))) => {
                        let span = Span::new(at.start, at.end);
                        file.fault_inside(text, span, &Say::Pattern(why));
                    }
                    _ if self.made.says(&said) => file.fault(text.span, &said),
                    _ => {}
                }
                None
            }
        }
    }

    /// Compiles a pattern that stands in an expression. The error is what is wrong with it.
    pub fn compiled(&self, file: &File<'_>, text: &str) -> Result<Pattern, Say> {
        let expanded = self.expand(text).map_err(|name| self.unknown(name))?;
        self.made.ready(file, (&expanded.text, text), false)
    }

    fn unknown(&self, name: String) -> Say {
        let close = near(&name, self.words.keys().map(String::as_str));
        Say::Macro(name, close)
    }

    /// Compiles the pattern under a key.
    pub fn one(&self, fields: &Fields<'_, '_>, key: &'static str) -> Option<Pattern> {
        let text = fields.text(key)?;
        self.pattern(fields.file, &text, false).map(|(p, _)| p)
    }

    /// Compiles all patterns under a key.
    pub fn all(&self, fields: &Fields<'_, '_>, key: &'static str) -> Vec<Pattern> {
        let texts = fields.texts(key);
        let compiled = texts
            .iter()
            .filter_map(|t| self.pattern(fields.file, t, false));
        compiled.map(|(p, _)| p).collect()
    }

    /// Compiles a matcher from patterns and the keys `except`, `about`, `not-about`, `aside`,
    /// `outside-titles`, `outside-quotes`, `across` and `raw` of a table.
    pub fn matcher(
        &self,
        fields: &Fields<'_, '_>,
        patterns: &[At<String>],
        scope: Vec<Scope>,
    ) -> Matcher {
        let raw = fields.flag("raw");
        let mut matcher = Matcher {
            scope,
            raw,
            outside_titles: fields.flag("outside-titles"),
            across: fields.flag("across"),
            unit: grids::money(fields),
            guard: Guard {
                about: self.all(fields, "about"),
                not_about: self.all(fields, "not-about"),
                aside: self.all(fields, "aside"),
                outside_quotes: fields.flag("outside-quotes"),
                years: Vec::new(),
            },
            ..Matcher::default()
        };
        for text in patterns {
            if let Some((pattern, expanded)) = self.pattern(fields.file, text, raw) {
                matcher.patterns.push(pattern);
                matcher.types.extend(expanded.types);
            }
        }
        for text in fields.texts("except") {
            if let Some((pattern, expanded)) = self.pattern(fields.file, &text, raw) {
                matcher.except.push(pattern);
                let years = expanded.types.into_iter();
                let years = years.filter(|(_, kind)| *kind == Type::Year);
                matcher.guard.years.extend(years.map(|(name, _)| name));
            }
        }
        matcher.types.dedup();
        matcher
    }
}

/// A pattern in which each name in braces is as many plain letters, so that what is wrong with the rest stands where its
/// author wrote it.
fn masked(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let class = ["\\p", "\\P", "\\x"].iter().any(|c| before.ends_with(c));
        let name = after.split_once('}').map(|(n, _)| n);
        match name.filter(|n| !class && n.starts_with(char::is_alphabetic)) {
            Some(name) => {
                out.extend(std::iter::repeat_n('x', name.len() + 2));
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Digits with separators and decimals, or a Chinese numeral.
const NUMBER: &str = "[0-9](?:[0-9,]| [0-9]{3})*(?:\\.[0-9]+)?|[\\x{4e00}\\x{4e8c}\\x{4e09}\\x{56db}\\x{4e94}\\x{516d}\\x{4e03}\\x{516b}\\x{4e5d}\\x{5341}\\x{767e}\\x{5343}\\x{4e24}][\\x{4e00}\\x{4e8c}\\x{4e09}\\x{56db}\\x{4e94}\\x{516d}\\x{4e03}\\x{516b}\\x{4e5d}\\x{5341}\\x{767e}\\x{5343}\\x{4e24}\\x{96f6}\\x{3007}]{0,7}";
const PERCENT: &str = "[0-9]+(?:\\.[0-9]+)?%";
/// Year, month and day with the usual signs between them, in figures or in Chinese numerals.
const DATE: &str = "(?:19|20)[0-9]{2}(?:\\x{5e74}|-|/|\\.)[0-9]{1,2}(?:\\x{6708}|-|/|\\.)[0-9]{1,2}(?:\\x{65e5}|\\x{53f7})?|\\x{4e8c}[^0-9,]{3}\\x{5e74}[^0-9,]{1,2}\\x{6708}[^0-9,]{1,3}\\x{65e5}";

fn escape(word: &str) -> String {
    let special = |c: char| c.is_ascii_punctuation();
    word.chars().fold(String::new(), |mut out, c| {
        if special(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_groups_are_put_in() {
        let mut lexicon = Lexicon::default();
        lexicon.list("收".into(), &["(?:收到|受理)".into()]);
        Rc::make_mut(&mut lexicon.aliases).insert("数".into(), "number".into());
        let expanded = lexicon.expand("{收}{near:4}{数:n}\\p{Han}{0,3}件").unwrap();
        assert_eq!(expanded.types, [("n".to_owned(), Type::Number)]);
        let pattern = Pattern::folded(&expanded.text).unwrap();
        assert!(pattern.is_match("受理申请12件"));
        assert!(!pattern.is_match("受理,申请12件"));
        assert_eq!(lexicon.expand("{无}").unwrap_err(), "无");
    }
}
