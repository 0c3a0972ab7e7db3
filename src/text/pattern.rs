//! Regular expressions over folded text. They run in linear time whatever the pattern.

mod engine;
mod needed;

use self::engine::{Engine, Engines};
use super::fold_char;
use regex_syntax::hir::{Hir, HirKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Range;
use std::sync::Arc;

/// A pattern. `^` and `$` match at line ends too: paragraphs of folded text are lines. Full-width punctuation in the
/// pattern stands for itself in either width.
///
/// It is checked when it is made, and compiled when it first meets a text that holds one of the words without which
/// it cannot match: lightly at first, in full once much text has been searched.
#[derive(Clone, Debug)]
pub struct Pattern(Arc<Inner>);

/// What all copies of a pattern share.
#[derive(Debug)]
struct Inner {
    source: String,
    names: Vec<String>,
    /// Every match holds one of these; empty when no such words are known.
    words: Vec<String>,
    engines: Engines,
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
        let parsed = engine::parse(source)?;
        let mut names = Vec::new();
        group_names(&parsed, &mut names);
        let inner = Inner {
            source: source.to_owned(),
            names,
            words: needed::words(&parsed).unwrap_or_default(),
            engines: Engines::default(),
        };
        Ok(Pattern(Arc::new(inner)))
    }

    /// As it is written, folded.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Compiles it now. The error is one that only compiling shows: the pattern is too large.
    pub fn compile(&self) -> Result<(), PatternError> {
        self.0.engines.compile(&self.0.source)
    }

    /// What finds it in this text, if it can match there at all.
    fn engine(&self, text: &str) -> Option<Engine<'_>> {
        let inner = &*self.0;
        let possible =
            inner.words.is_empty() || inner.words.iter().any(|w| text.contains(w.as_str()));
        match possible {
            true => inner.engines.choose(&inner.source, text.len()),
            false => None,
        }
    }

    /// Whether the pattern occurs.
    pub fn is_match(&self, text: &str) -> bool {
        self.engine(text).is_some_and(|e| e.is_match(text))
    }

    /// The first match.
    pub fn find(&self, text: &str) -> Option<Found> {
        self.engine(text)?.find(text)
    }

    /// All matches, left to right, without overlap.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let engine = self.engine(text);
        engine.into_iter().flat_map(|e| e.find_all(text))
    }

    /// All matches with their named groups.
    pub fn captures_all(&self, text: &str) -> Vec<Captures> {
        let engine = self.engine(text);
        engine.map_or_else(Vec::new, |e| e.captures_all(text, &self.0.names))
    }

    /// The first match with its named groups.
    pub fn captures(&self, text: &str) -> Option<Captures> {
        self.engine(text)?.captures(text, &self.0.names)
    }

    /// The names of the groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().map(String::as_str)
    }
}

/// A pattern as data: what reading it anew would give.
#[derive(Serialize, Deserialize)]
struct Stored {
    source: String,
    names: Vec<String>,
    words: Vec<String>,
    plain: Option<String>,
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let inner = &*self.0;
        let stored = Stored {
            source: inner.source.clone(),
            names: inner.names.clone(),
            words: inner.words.clone(),
            plain: engine::plain(&inner.source),
        };
        stored.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(from)?;
        Ok(Pattern(Arc::new(Inner {
            source: stored.source,
            names: stored.names,
            words: stored.words,
            engines: Engines::knowing(stored.plain),
        })))
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
