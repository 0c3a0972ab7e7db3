//! Regular expressions over folded text. They run in linear time whatever the pattern.

use super::fold_char;
use regex::Regex;
use std::ops::Range;

/// A compiled pattern. `^` and `$` match at line ends too: paragraphs of folded text are lines. Full-width punctuation in the pattern stands for itself in either width.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
}

/// Why a pattern does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError(pub String);

/// One group of a match.
pub type Found = Range<usize>;

/// The groups of one match. Offsets count from the start of the text that was searched.
#[derive(Clone, Debug, Default)]
pub struct Captures {
    /// The whole match.
    pub whole: Found,
    /// The named groups that took part, in the order of the pattern.
    pub named: Vec<(String, Found)>,
}

impl Captures {
    /// The range of a named group, if it took part.
    pub fn get(&self, name: &str) -> Option<Found> {
        self.named
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, range)| range.clone())
    }
}

impl Pattern {
    /// Compiles a pattern that is written for folded text: full-width ASCII in it means the folded character itself,
    /// so that `（` needs no escape and finds `(` too.
    pub fn folded(source: &str) -> Result<Self, PatternError> {
        let mut folded = String::with_capacity(source.len());
        for c in source.chars() {
            let f = fold_char(c);
            if f != c && !f.is_ascii_alphanumeric() {
                folded.push('\\');
            }
            folded.push(f);
        }
        Self::raw(&folded)
    }

    /// Compiles a pattern as it stands, for text as it stands.
    pub fn raw(source: &str) -> Result<Self, PatternError> {
        regex::RegexBuilder::new(source)
            .size_limit(4 << 20)
            .multi_line(true)
            .build()
            .map(|regex| Pattern { regex })
            .map_err(|e| PatternError(e.to_string()))
    }

    /// Whether the pattern occurs.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The first match.
    pub fn find(&self, text: &str) -> Option<Found> {
        self.regex.find(text).map(|m| m.range())
    }

    /// All matches, left to right, without overlap.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        self.regex.find_iter(text).map(|m| m.range())
    }

    /// All matches with their named groups.
    pub fn captures_all(&self, text: &str) -> Vec<Captures> {
        self.regex
            .captures_iter(text)
            .filter_map(|c| self.groups(&c))
            .collect()
    }

    /// The first match with its named groups.
    pub fn captures(&self, text: &str) -> Option<Captures> {
        self.regex.captures(text).and_then(|c| self.groups(&c))
    }

    fn groups(&self, captures: &regex::Captures<'_>) -> Option<Captures> {
        let whole = captures.get(0)?.range();
        let named = self
            .regex
            .capture_names()
            .flatten()
            .filter_map(|name| Some((name.to_owned(), captures.name(name)?.range())))
            .collect();
        Some(Captures { whole, named })
    }

    /// The names of the groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.regex.capture_names().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_in_a_pattern_is_literal() {
        let pattern = Pattern::folded("（(?P<n>[0-9]+)，[^，。]*）").unwrap();
        let captures = pattern.captures("x(12,件)").unwrap();
        assert_eq!(captures.get("n"), Some(2..4));
        assert!(Pattern::folded("(").is_err());
    }
}
