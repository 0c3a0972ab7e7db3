//! Regular expressions over folded text. They run in linear time whatever the pattern.

use super::fold_char;
use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A pattern. `^` and `$` match at line ends too: paragraphs of folded text are lines. Full-width punctuation in the
/// pattern stands for itself in either width.
///
/// It is checked when it is made, and compiled when it first meets a text that holds one of the words without which
/// it cannot match.
#[derive(Clone, Debug)]
pub struct Pattern(Arc<Inner>);

/// What all copies of a pattern share.
#[derive(Debug)]
struct Inner {
    source: String,
    names: Vec<String>,
    /// Every match holds one of these; empty when no such words are known.
    words: Vec<String>,
    regex: OnceLock<Option<Regex>>,
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
    /// so that `（` needs no escape and finds `(` too; `\d` means the ten digits that folding leaves.
    pub fn folded(source: &str) -> Result<Self, PatternError> {
        let mut folded = String::with_capacity(source.len());
        let mut in_class = false;
        let mut chars = source.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                match (chars.next(), in_class) {
                    (Some('d'), true) => folded.push_str("0-9"),
                    (Some('d'), false) => folded.push_str("[0-9]"),
                    (Some(escaped), _) => folded.extend(['\\', escaped]),
                    (None, _) => folded.push('\\'),
                }
                continue;
            }
            in_class = (in_class || c == '[') && c != ']';
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
        let parsed = regex_syntax::ParserBuilder::new()
            .multi_line(true)
            .build()
            .parse(source)
            .map_err(|e| PatternError(e.to_string()))?;
        let mut names = Vec::new();
        group_names(&parsed, &mut names);
        let inner = Inner {
            source: source.to_owned(),
            names,
            words: words(&parsed).unwrap_or_default(),
            regex: OnceLock::new(),
        };
        Ok(Pattern(Arc::new(inner)))
    }

    /// As it is written, folded.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Compiles it now. The error is one that only compiling shows: the pattern is too large.
    pub fn compile(&self) -> Result<(), PatternError> {
        if let Some(Some(_)) = self.0.regex.get() {
            return Ok(());
        }
        let compiled = self.build().map_err(|e| PatternError(e.to_string()))?;
        self.0.regex.get_or_init(|| Some(compiled));
        Ok(())
    }

    fn build(&self) -> Result<Regex, regex::Error> {
        regex::RegexBuilder::new(&self.0.source)
            .size_limit(4 << 20)
            .multi_line(true)
            .build()
    }

    /// The compiled pattern, if it can match in this text at all.
    fn regex(&self, text: &str) -> Option<&Regex> {
        let possible =
            self.0.words.is_empty() || self.0.words.iter().any(|w| text.contains(w.as_str()));
        match possible {
            true => self.0.regex.get_or_init(|| self.build().ok()).as_ref(),
            false => None,
        }
    }

    /// Whether the pattern occurs.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex(text).is_some_and(|r| r.is_match(text))
    }

    /// The first match.
    pub fn find(&self, text: &str) -> Option<Found> {
        self.regex(text)?.find(text).map(|m| m.range())
    }

    /// All matches, left to right, without overlap.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let matches = self.regex(text).map(|r| r.find_iter(text));
        matches.into_iter().flatten().map(|m| m.range())
    }

    /// All matches with their named groups.
    pub fn captures_all(&self, text: &str) -> Vec<Captures> {
        let regex = self.regex(text);
        let matches = regex.into_iter().flat_map(|r| r.captures_iter(text));
        matches.filter_map(|c| self.groups(&c)).collect()
    }

    /// The first match with its named groups.
    pub fn captures(&self, text: &str) -> Option<Captures> {
        self.groups(&self.regex(text)?.captures(text)?)
    }

    fn groups(&self, captures: &regex::Captures<'_>) -> Option<Captures> {
        let whole = captures.get(0)?.range();
        let named = self.0.names.iter();
        let named = named
            .filter_map(|name| Some((name.clone(), captures.name(name)?.range())))
            .collect();
        Some(Captures { whole, named })
    }

    /// The names of the groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().map(String::as_str)
    }
}

fn group_names(hir: &Hir, names: &mut Vec<String>) {
    if let HirKind::Capture(capture) = hir.kind()
        && let Some(name) = &capture.name
    {
        names.push(name.to_string());
    }
    match hir.kind() {
        HirKind::Capture(c) => group_names(&c.sub, names),
        HirKind::Repetition(r) => group_names(&r.sub, names),
        HirKind::Concat(all) | HirKind::Alternation(all) => {
            all.iter().for_each(|h| group_names(h, names));
        }
        _ => {}
    }
}

/// More words than this are no help.
const MOST_WORDS: usize = 40;

/// Words of which every match holds one; `None` when there are none that can be told.
fn words(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let word = std::str::from_utf8(&literal.0).ok()?;
            Some(vec![word.to_owned()])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|r| r.len()).sum::<usize>() < MOST_WORDS;
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            few.then(|| chars.map(String::from).collect())
        }
        HirKind::Repetition(r) if r.min > 0 => words(&r.sub),
        HirKind::Capture(c) => words(&c.sub),
        HirKind::Concat(all) => {
            let choices = all.iter().filter_map(words);
            choices.max_by_key(|c| {
                let shortest = c.iter().map(String::len).min().unwrap_or(0);
                (shortest, MOST_WORDS.saturating_sub(c.len()))
            })
        }
        HirKind::Alternation(all) => {
            let each: Option<Vec<Vec<String>>> = all.iter().map(words).collect();
            let union: Vec<String> = each?.into_iter().flatten().collect();
            (union.len() < MOST_WORDS).then_some(union)
        }
        _ => None,
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
        let digits = Pattern::folded(r"^[^\d件]\d\\").unwrap();
        assert!(digits.is_match("甲7\\") && !digits.is_match("77\\"));
    }

    #[test]
    fn needed_words_are_found_and_never_hide_a_match() {
        for (source, words) in [
            ("甲乙", vec!["甲乙"]),
            ("(?:收到|受理)[^,]{0,9}申", vec!["收到", "受理"]),
            ("[甲乙]丙?", vec!["乙", "甲"]),
            (
                "[0-9]+",
                vec!["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            ),
            ("(?:甲|[^乙])", vec![]),
            ("甲*", vec![]),
        ] {
            let mut found = Pattern::raw(source).unwrap().0.words.clone();
            found.sort();
            let mut expected = words.clone();
            expected.sort();
            assert_eq!(found, expected, "{source}");
        }
        let pattern = Pattern::raw("(?P<a>甲)|(?P<b>乙)").unwrap();
        assert_eq!(pattern.names().collect::<Vec<_>>(), ["a", "b"]);
        assert!(pattern.is_match("x乙") && !pattern.is_match("丙"));
        assert!(
            Pattern::raw("(?:a{1000}){1000}")
                .unwrap()
                .compile()
                .is_err()
        );
    }
}
