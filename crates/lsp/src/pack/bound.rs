//! The names that a rule binds for its own expressions and texts: `each`, `let`, and the groups of `match`.

use super::context::is_name;
use gouji_core::grammar;

/// A name that a rule binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The name.
    pub name: String,
    /// What it stands for, as it is written.
    pub stands: String,
    /// It goes through rows or columns, so that it may stand in their place.
    pub is_line: bool,
}

/// The names that the rule binds in which a place lies.
pub fn bound(text: &str, offset: usize) -> Vec<Bound> {
    let rule = rule_at(text, offset);
    let mut found = Vec::new();
    for (at, _) in rule.match_indices('=') {
        let line = rule.get(..at).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default();
        let rest = rule
            .get(at + 1..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\t']);
        match line.trim() {
            "each" => found.extend(word(rest).and_then(|(text, _)| each(text))),
            "match" => found.extend(word(rest).into_iter().flat_map(|(text, _)| groups(text))),
            "let" => found.extend(pairs(rest.trim_start_matches('{'))),
            _ => {}
        }
    }
    if let Some((_, values)) = rule.split_once("[rule.let]") {
        found.extend(pairs(values));
    }
    found
}

/// The text of a rule, from its header to that of the next table that is none of its own.
fn rule_at(text: &str, offset: usize) -> &str {
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let header = line.trim_start();
        if header.starts_with('[') && !header.trim_start_matches('[').starts_with("rule.") {
            if at > offset {
                break;
            }
            start = header.starts_with("[[rule]]").then_some(at);
        }
        at += line.len();
    }
    start
        .and_then(|start| text.get(start..at))
        .unwrap_or_default()
}

fn each(text: &str) -> Option<Bound> {
    let each = grammar::each(text).ok()?;
    let over = each.over.text;
    let line = over.rsplit_once('.').map(|(_, line)| line.to_owned());
    Some(Bound {
        is_line: line.is_some(),
        name: each.name.or(line).unwrap_or(over),
        stands: text.to_owned(),
    })
}

/// The groups of a pattern that have names.
fn groups(pattern: &str) -> impl Iterator<Item = Bound> {
    let parts = pattern.split("(?").skip(1);
    parts.filter_map(|part| {
        let (name, _) = part
            .trim_start_matches('P')
            .strip_prefix('<')?
            .split_once('>')?;
        (!name.is_empty() && name.chars().all(is_name)).then(|| plain(name, pattern))
    })
}

/// `name = "value"`, one after the other, as far as it goes.
fn pairs(mut rest: &str) -> Vec<Bound> {
    let mut found = Vec::new();
    let mut next = || {
        let (name, behind) = word(rest.trim_start_matches([' ', '\t', '\r', '\n', ',']))?;
        let (value, behind) = word(behind.trim_start().strip_prefix('=')?.trim_start())?;
        rest = behind;
        Some(plain(name, value))
    };
    found.extend(std::iter::from_fn(&mut next));
    found
}

fn plain(name: &str, stands: &str) -> Bound {
    Bound {
        name: name.to_owned(),
        stands: stands.to_owned(),
        is_line: false,
    }
}

/// A string or a bare word, and what stands behind it.
fn word(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote);
        }
    }
    let behind = text.trim_start_matches(is_name);
    let name = text.get(..text.len() - behind.len())?;
    (!name.is_empty()).then_some((name, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[[rule]]\nid = \"a\"\neach = \"列 in 申请.列\"\nlet = { \"x\" = \"1 + 1\", y = 'x' }\n\
        check = \"x == y\"\n\n[rule.en]\ntitle = \"t\"\n\n[[rule]]\nid = \"b\"\nmatch = '(?P<n>\\d)件'\n[rule.let]\nz = \"n\"\n";

    fn names(mark: &str) -> Vec<String> {
        let found = bound(TEXT, TEXT.find(mark).unwrap());
        found.into_iter().map(|b| b.name).collect()
    }

    #[test]
    fn names_belong_to_their_rule() {
        assert_eq!(names("x == y"), ["列", "x", "y"]);
        assert_eq!(names("title"), ["列", "x", "y"]);
        assert_eq!(names("\"b\""), ["n", "z"]);
        assert_eq!(bound("[pack]\nid = \"each\"\n", 9), []);
    }
}
