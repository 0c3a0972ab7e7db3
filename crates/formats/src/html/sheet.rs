//! Style sheets in a page, as far as they tell that text is not seen.
//!
//! Rules hold for elements by their name, classes and id. Where a rule asks for more (an element around it, a state),
//! it cannot hide anything here, and only lets be seen what others hide.

use super::look::{Declared, plain};
use std::collections::HashMap;

/// Bytes of style sheets that are read.
const LONGEST: usize = 1 << 20;
/// Different selectors for one name that are kept.
const RULES: usize = 16;
/// Names of an element that are looked up.
const NAMES: usize = 32;

/// Rules by the name that the last part of their selector begins with, in order.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Vec<Rule>>,
    read: usize,
    count: usize,
}

#[derive(Debug)]
struct Rule {
    /// All names that the element must have: `p`, `.class`, `#id`.
    names: Vec<String>,
    /// Ids count more than classes, classes more than elements, later ones more than earlier ones.
    rank: (usize, usize, usize, usize),
    says: Declared,
}

impl Sheet {
    /// Takes in a sheet.
    pub(super) fn read(&mut self, css: &[u8]) {
        self.read = self.read.saturating_add(css.len());
        if self.read > LONGEST {
            return;
        }
        let css = without_comments(&String::from_utf8_lossy(css));
        let mut rest = css.as_str();
        while let Some(at) = rest.find(['{', ';', '}']) {
            let (head, tail) = rest.split_at(at);
            let body = tail.get(1..).unwrap_or_default();
            let head = head.trim();
            rest = match (tail.starts_with('{'), head.strip_prefix('@')) {
                (false, _) => body,
                (true, Some(rule)) if is_for_screens(rule) => body,
                (true, Some(_)) => behind_block(body),
                (true, None) => {
                    let (inner, rest) = body.split_once('}').unwrap_or((body, ""));
                    self.rule(head, inner);
                    rest
                }
            };
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let says = Declared::of(&plain(declarations.as_bytes()));
        if says == Declared::default() {
            return;
        }
        for selector in selectors.split(',') {
            self.count += 1;
            let part = last_part(selector);
            let Some((key, (names, certain))) = part.and_then(|p| Some((p.0.last()?.clone(), p)))
            else {
                continue;
            };
            let many = |sign: &str| names.iter().filter(|n| n.starts_with(sign)).count();
            let rank = (many("#"), many("."), names.len(), self.count);
            let rule = Rule {
                rank,
                says: if certain { says } else { says.perhaps() },
                names,
            };
            let rules = self.rules.entry(key).or_default();
            let room = rules.len() < RULES;
            match rules.iter_mut().find(|r| r.names == rule.names) {
                Some(known) => {
                    known.says = known.says.under(&rule.says);
                    known.rank = rank;
                }
                None if room => rules.push(rule),
                None => {}
            }
        }
    }

    /// What the sheets say of an element.
    pub(super) fn says(&self, element: &[u8], classes: &[u8], id: &[u8]) -> Declared {
        if self.rules.is_empty() {
            return Declared::default();
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let all = text(classes);
        let mut names: Vec<String> = all
            .split_ascii_whitespace()
            .take(NAMES)
            .map(|c| format!(".{c}"))
            .collect();
        names.push(text(element));
        if !id.is_empty() {
            names.push(format!("#{}", text(id).trim()));
        }
        let found = names.iter().filter_map(|n| self.rules.get(n)).flatten();
        let mut found: Vec<&Rule> = found
            .filter(|r| r.names.iter().all(|n| names.contains(n)))
            .collect();
        found.sort_by_key(|rule| rule.rank);
        found
            .iter()
            .fold(Declared::default(), |sum, rule| sum.under(&rule.says))
    }
}

/// The names in the last part of a selector, and whether nothing else is asked.
fn last_part(selector: &str) -> Option<(Vec<String>, bool)> {
    let selector = selector.trim();
    let apart = |c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~');
    let last = selector.rsplit(apart).next()?;
    // a state, or a piece of the element
    let plain = last.split([':', '[', '(', '*', '&']).next()?;
    let mut names = Vec::new();
    let mut name = String::new();
    for c in plain.chars() {
        if matches!(c, '.' | '#') && !name.is_empty() {
            names.push(std::mem::take(&mut name));
        }
        name.push(c);
    }
    names.push(name);
    // elements have no case
    let names = names.into_iter().map(|n| match n.starts_with(['.', '#']) {
        true => n,
        false => n.to_ascii_lowercase(),
    });
    let names = names.filter(|n| !matches!(n.as_str(), "" | "." | "#"));
    Some((names.collect(), plain == selector))
}

/// `@media screen`, `@media all`.
fn is_for_screens(rule: &str) -> bool {
    let mut words = rule.split_whitespace();
    words.next() == Some("media")
        && matches!(words.next(), Some("screen" | "all"))
        && words.next().is_none()
}

/// What stands behind a block whose beginning was read.
fn behind_block(text: &str) -> &str {
    let mut depth = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}
