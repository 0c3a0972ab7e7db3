//! The longest leading part of a pattern that matches, where the whole of it does not.

use gouji_core::pack::Library;
use gouji_core::report::Matcher;
use gouji_core::rule::Check;

use super::{Base, ID, Trial, Under, literal, rules};
use gouji_core::fields::string;

/// Longer leading parts than so many characters are not looked at.
const LONGEST: usize = 400;

/// A leading part of a pattern.
struct Part {
    /// Its length in the pattern, in bytes.
    end: usize,
    /// It, with what closes its groups.
    closed: String,
}

/// Calls `matches` with leading parts of a pattern, the longest first, until it finds something; gives that with the part. A
/// part that is no pattern by itself is left out.
pub fn leading<T>(
    trial: &Trial,
    base: &Base,
    under: &Under,
    matches: impl Fn(&Library, &Matcher) -> Option<T>,
) -> Option<(String, T)> {
    let parts = parts(&trial.text);
    let within: Vec<String> = trial.within.iter().map(|w| string(w)).collect();
    let within = match within.is_empty() {
        true => String::new(),
        false => format!("in = [{}]\n", within.join(", ")),
    };
    let rule = |(at, part): (usize, &Part)| {
        let text = literal(&part.closed);
        format!("[[rule]]\nid = \"{ID}-{at}\"\nmessage = \"-\"\nmatch = {text}\n{within}")
    };
    let text: String = parts.iter().enumerate().map(rule).collect();
    let (library, _) = base.library(under, &text);
    for (at, part) in parts.iter().enumerate() {
        let id = format!("{ID}-{at}");
        let rule = rules(&library).find(|r| r.id == id);
        if let Some(Check::Match(matcher)) = rule.map(|r| &r.check)
            && !matcher.patterns.is_empty()
            && let Some(found) = matches(&library, matcher)
        {
            let text = trial.text.get(..part.end).unwrap_or_default();
            return Some((text.to_owned(), found));
        }
    }
    None
}

/// Where a pattern may be cut: between its parts, the longest first.
fn parts(pattern: &str) -> Vec<Part> {
    let mut all = Vec::new();
    let mut depth = 0usize;
    let mut class = false;
    // behind `(` up to the end of what says which group it is
    let mut head = false;
    let mut chars = pattern.char_indices().take(LONGEST).peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        match c {
            '\\' => {
                let escaped = chars.next();
                end = escaped.map_or(end, |(at, c)| at + c.len_utf8());
                // a class with a name, as in \p{Han}
                if let Some((_, '{')) = chars
                    .peek()
                    .filter(|_| matches!(escaped, Some((_, 'p' | 'P' | 'x'))))
                {
                    end = braces(&mut chars).unwrap_or(end);
                }
            }
            '[' => class = true,
            ']' => class = false,
            '{' if !class => end = braces(&mut chars).map_or(end, |e| e.max(end)),
            '(' if !class => {
                depth += 1;
                head = matches!(chars.peek(), Some((_, '?')));
                continue;
            }
            ')' if !class => {
                depth = depth.saturating_sub(1);
                head = false;
            }
            ':' | '>' if head => {
                head = false;
                continue;
            }
            '|' if !class => continue,
            _ => {}
        }
        let quantified = matches!(chars.peek(), Some((_, '?' | '*' | '+')));
        if !(class || head || quantified) && end < pattern.len() {
            let text = pattern.get(..end).unwrap_or_default();
            all.push(Part {
                end,
                closed: format!("{text}{}", ")".repeat(depth)),
            });
        }
    }
    all.reverse();
    all
}

/// Goes to the end of what stands in braces.
fn braces(chars: &mut impl Iterator<Item = (usize, char)>) -> Option<usize> {
    chars.find(|(_, c)| *c == '}').map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn cut(pattern: &str) -> Vec<String> {
        parts(pattern).into_iter().map(|p| p.closed).collect()
    }

    #[test]
    fn a_pattern_is_cut_between_its_parts() {
        assert_eq!(cut("甲乙丙"), ["甲乙", "甲"]);
        assert_eq!(
            cut(r"甲{数:n}[乙丙]\d\p{Han}丁"),
            [
                r"甲{数:n}[乙丙]\d\p{Han}",
                r"甲{数:n}[乙丙]\d",
                "甲{数:n}[乙丙]",
                "甲{数:n}",
                "甲"
            ]
        );
        assert_eq!(
            cut("(?:甲|乙丙)(?P<at>丁?)戊"),
            [
                "(?:甲|乙丙)(?P<at>丁?)",
                "(?:甲|乙丙)(?P<at>丁?)",
                "(?:甲|乙丙)",
                "(?:甲|乙丙)",
                "(?:甲|乙)",
                "(?:甲)"
            ]
        );
    }
}
