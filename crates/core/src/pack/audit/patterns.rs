//! Patterns that match nothing or everything.

use super::{Remarks, What};
use crate::report::Matcher;
use crate::rule::Check;
use crate::text::Pattern;
use std::collections::BTreeSet;

/// What is wrong with the patterns of a `match` or `terms` rule.
pub(super) fn find(at: usize, out: &mut Remarks<'_>) {
    let Some(rule) = out.rules.get(at) else {
        return;
    };
    let matchers: Vec<&Matcher> = match &rule.check {
        Check::Match(matcher) => vec![matcher],
        Check::Terms(terms) => terms.iter().map(|t| &t.matcher).collect(),
        _ => return,
    };
    for matcher in matchers {
        for pattern in &matcher.patterns {
            if pattern.is_match("") {
                let pattern = pattern.source().to_owned();
                out.add(at, BTreeSet::new(), None, What::EmptyMatch { pattern });
                continue;
            }
            if let Some(except) = matcher.except.iter().find(|e| swallows(e, pattern)) {
                let what = What::Excepted {
                    pattern: pattern.source().to_owned(),
                    except: except.source().to_owned(),
                };
                out.add(at, BTreeSet::new(), None, what);
            }
        }
    }
}

/// Whether an exception touches every match of a pattern: it is the pattern, or one of its branches is, or it matches
/// inside the words that the pattern is.
fn swallows(except: &Pattern, pattern: &Pattern) -> bool {
    let source = pattern.source();
    if branches(except.source()).contains(&source) {
        return true;
    }
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric();
    // what stands around must not matter to it: it may look at the next character
    let inside = |around: char| {
        let text = format!("{around}{source}{around}");
        let within = around.len_utf8()..around.len_utf8() + source.len();
        let hits = except.find_all(&text).collect::<Vec<_>>();
        hits.iter()
            .any(|h| !h.is_empty() && within.start <= h.start && h.end <= within.end)
    };
    source.chars().all(plain) && inside(' ') && inside('x')
}

/// The branches of a pattern at its top level.
fn branches(source: &str) -> Vec<&str> {
    let inner = source.strip_prefix("(?:").and_then(|s| s.strip_suffix(')'));
    let whole = |s: &&str| depths(s).all(|(_, _, depth)| depth >= 0);
    let source = inner.filter(whole).unwrap_or(source);
    let mut ends: Vec<usize> = depths(source)
        .filter(|(_, c, depth)| *c == '|' && *depth == 0)
        .map(|(at, ..)| at)
        .collect();
    ends.push(source.len());
    let mut start = 0;
    let mut all = Vec::new();
    for end in ends {
        all.extend(source.get(start..end));
        start = end + 1;
    }
    all
}

/// The characters of a pattern that are not escaped or in a class, with their offset and the depth of brackets there.
fn depths(source: &str) -> impl Iterator<Item = (usize, char, i32)> {
    let (mut depth, mut class, mut escaped) = (0, false, false);
    source.char_indices().filter_map(move |(at, c)| {
        let literal = escaped;
        escaped = !literal && c == '\\';
        if literal {
            return None;
        }
        match c {
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => depth -= 1,
            _ => {}
        }
        (!class).then_some((at, c, depth))
    })
}
