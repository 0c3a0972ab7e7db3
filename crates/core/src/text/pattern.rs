//! Regular expressions over folded text. They run in linear time whatever the pattern.

mod chars;
mod coded;
mod compile;
mod engine;
mod fault;
mod first;
mod label;
mod near;
mod needed;
mod program;
mod search;
mod set;
mod steps;
mod stored;
mod within;
mod written;

pub use self::within::{IndexedText, Planned, Prepared};

use self::engine::Engines;
use self::needed::{Needed, Needs, Reach};
use self::program::Program;
use super::index::{LINE, STOP, Word};
use regex_syntax::hir::{Hir, HirKind};
use std::ops::Range;
use std::sync::Arc;

/// A text with so many bytes is searched as fast as its words are looked up.
const SHORT: usize = 400;
/// More words than this are not looked for before a search that passes most of a text by.
const MANY: usize = 4;

/// A pattern. `^` and `$` match at line ends too: paragraphs of folded text are lines. Full-width punctuation in the
/// pattern stands for itself in either width.
///
/// A text is searched only where the words stand without which it cannot match.
#[derive(Clone, Debug)]
pub struct Pattern(Arc<Inner>);

/// What all copies of a pattern share.
#[derive(Debug)]
struct Inner {
    needs: Needs,
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

    /// With offsets that count from a place so many bytes before.
    fn shifted(mut self, by: usize) -> Self {
        let ranges = self.named.iter_mut().map(|(_, range)| range);
        for range in ranges.chain([&mut self.whole]) {
            *range = range.start + by..range.end + by;
        }
        self
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.source() == other.source()
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Compiles a pattern that is written for folded text: full-width ASCII in it means the folded character itself,
    /// so that `（` needs no escape and finds `(` too; `\d` means the ten digits that folding leaves.
    pub fn folded(source: &str) -> Result<Self, PatternError> {
        Self::raw(&Self::fold(source))
    }

    /// Compiles a pattern as it stands, for text as it stands.
    pub fn raw(source: &str) -> Result<Self, PatternError> {
        Self::written(source, source)
    }

    /// The same for a pattern that was `written` with names of word lists in braces.
    pub fn written(source: &str, written: &str) -> Result<Self, PatternError> {
        let parsed = engine::parse(source)?;
        let mut names = Vec::new();
        group_names(&parsed, &mut names);
        let program = Program::new(&parsed, &names);
        let label = match written == source {
            true => String::new(),
            false => label::label(written),
        };
        let inner = Inner {
            needs: Needs::of(&parsed),
            engines: Engines::new(source.to_owned(), names, program).called(label),
        };
        Ok(Pattern(Arc::new(inner)))
    }

    /// As it is written, folded.
    pub fn source(&self) -> &str {
        self.0.engines.source()
    }

    /// What people call it: its words and the names of its word lists, without the signs of an expression.
    pub fn label(&self) -> String {
        match self.0.engines.label() {
            "" => label::label(self.source()),
            label => label.to_owned(),
        }
    }

    /// Compiles it now, into so many bytes at most. Gives about how many it takes: none where it was compiled before,
    /// `None` where it takes more. The error is one that only compiling shows: the pattern is too large by itself.
    pub fn compile(&self, room: usize) -> Result<Option<usize>, PatternError> {
        self.0.engines.compile(room)
    }

    /// Whether a text can hold a match: false only where words are missing without which there is none.
    pub fn may_occur(&self, text: &str) -> bool {
        let quick = self.0.engines.is_quick();
        if text.len() <= SHORT && quick {
            return true;
        }
        let mut sets = self.0.needs.sets();
        let holds = |word: Word<'_>| memchr::memmem::find(text.as_bytes(), word.text).is_some();
        // one search for the pattern is less than one for each of many words
        let many = |set: &Needed<'_>| quick && set.words().nth(MANY).is_some();
        sets.all(|set| many(&set) || set.words().any(holds))
    }

    /// The parts of a text that can hold a match, with their places. What is found in them is what is found in the text.
    fn parts<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        // where few characters are looked at twice, one search is less than a look for words in each sentence
        let near = self.0.needs.reach == Reach::Sentence && !self.0.engines.is_quick();
        let fits = self.may_occur(text);
        let whole = (fits && !near).then_some((0, text));
        let cut = (fits && near).then_some(text).into_iter();
        let mut start = 0;
        let sentences = cut.flat_map(|t| t.split_inclusive([STOP, LINE]));
        let sentences = sentences.map(move |part| {
            start += part.len();
            (start - part.len(), part)
        });
        let sentences = sentences.filter(|(_, part)| self.may_occur(part));
        whole.into_iter().chain(sentences)
    }

    /// What finds it in a text that holds its words.
    fn engines(&self) -> &Engines {
        &self.0.engines
    }

    /// Whether the pattern occurs.
    pub fn is_match(&self, text: &str) -> bool {
        let mut parts = self.parts(text);
        parts.any(|(_, part)| self.engines().is_match(part, &self.starts(part)))
    }

    /// The first match.
    pub fn find(&self, text: &str) -> Option<Found> {
        self.find_all(text).next()
    }

    /// All matches, left to right, without overlap.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let parts = self.parts(text);
        parts.flat_map(|(at, part)| {
            let found = self
                .engines()
                .find_all(part, &self.starts(part))
                .into_iter();
            found.map(move |m| at + m.start..at + m.end)
        })
    }

    /// All matches with their named groups.
    pub fn captures_all(&self, text: &str) -> Vec<Captures> {
        let parts = self.parts(text);
        let found = parts.flat_map(|(at, part)| {
            let found = self
                .engines()
                .captures_all(part, &self.starts(part))
                .into_iter();
            found.map(move |captures| captures.shifted(at))
        });
        found.collect()
    }

    /// The first match with its named groups.
    pub fn captures(&self, text: &str) -> Option<Captures> {
        let mut parts = self.parts(text);
        parts.find_map(|(at, part)| {
            let found = self.engines().captures(part, &self.starts(part))?;
            Some(found.shifted(at))
        })
    }

    /// The names of the groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.engines.names().iter().map(String::as_str)
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
        let cases: [(&str, &[&[&str]]); 7] = [
            ("甲乙", &[&["甲乙"]]),
            ("(?:收到|受理)[^,]{0,9}申", &[&["受理", "收到"], &["申"]]),
            ("[甲乙]丙?", &[&["乙", "甲"]]),
            ("[0-9]+", &[]),
            ("(?:甲|[^乙])", &[]),
            ("甲*", &[]),
            ("(?:甲[0-9]|丙丁[^x])件", &[&["件"], &["丙丁", "甲"]]),
        ];
        for (source, words) in cases {
            let pattern = Pattern::raw(source).unwrap();
            let text = |w: Word<'_>| String::from_utf8(w.text.to_vec()).unwrap();
            let sets = pattern.0.needs.sets();
            let found: Vec<Vec<String>> = sets.map(|s| s.words().map(text).collect()).collect();
            assert_eq!(found, words, "{source}");
        }
        let pattern = Pattern::raw("(?P<a>甲)|(?P<b>乙)").unwrap();
        assert_eq!(pattern.names().collect::<Vec<_>>(), ["a", "b"]);
        assert!(pattern.is_match("x乙") && !pattern.is_match("丙"));
        assert!(
            Pattern::raw("(?:a{1000}){1000}")
                .unwrap()
                .compile(usize::MAX)
                .is_err()
        );
    }
}
