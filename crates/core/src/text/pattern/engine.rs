//! What finds a pattern: its steps, tried where a match can begin; and the package `regex` for patterns that are no steps, and
//! for texts on which their budget is spent. Both find the same. An engine of that package takes a hundred times as long to
//! make as a report takes to read: it is made when it is first needed, and hardly ever is.

use super::program::Program;
use super::search::{Search, Spent, Starts};
use super::{Captures, Found, PatternError};
use crate::text::{Bytes, Deferred};
use regex::Regex;
use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The largest engine, in bytes.
const SIZE: usize = 4 << 20;
/// How large it may be, at each try to make it: what it takes is only known by what it fits into.
const SIZES: [usize; 7] = [
    SIZE >> 12,
    SIZE >> 10,
    SIZE >> 8,
    SIZE >> 6,
    SIZE >> 4,
    SIZE >> 2,
    SIZE,
];
/// The most that an engine remembers of what it has read, in bytes for each thread.
const MEMORY: usize = 128 << 10;

/// What finds one pattern.
#[derive(Debug, Default)]
pub(super) struct Engines {
    parts: Deferred<PatternParts>,
    /// Its steps, if it can be said in steps, once they are asked for.
    program: OnceLock<Option<Box<Program>>>,
    quick: bool,
    regex: OnceLock<Option<Regex>>,
}

/// What is asked for when a text may hold a match.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct PatternParts {
    pub source: Bytes,
    /// What people call it; empty where its source says it.
    pub label: Bytes,
    /// The names of its groups.
    pub names: Vec<String>,
    /// Its steps as they were stored, with the long parts of them; nothing where it has none.
    pub steps: Vec<Bytes>,
}

/// Reads a pattern.
pub(super) fn parse(source: &str) -> Result<Hir, PatternError> {
    let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).build();
    parser
        .parse(source)
        .map_err(|e| PatternError(e.to_string()))
}

fn regex(source: &str, size: usize) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(source)
        .size_limit(size)
        .dfa_size_limit(MEMORY)
        .multi_line(true)
        .build()
}

impl Engines {
    /// Those of a pattern with these groups and steps.
    pub fn new(source: String, names: Vec<String>, program: Option<Program>) -> Self {
        Engines {
            quick: program.as_ref().is_some_and(Program::is_quick),
            program: OnceLock::from(program.map(Box::new)),
            parts: Deferred::from(PatternParts {
                source: source.as_str().into(),
                names,
                ..PatternParts::default()
            }),
            ..Engines::default()
        }
    }

    /// The same for a pattern with a label.
    pub fn called(mut self, label: String) -> Self {
        if !label.is_empty() {
            let parts = (*self.parts).clone();
            let label = label.as_str().into();
            self.parts = Deferred::from(PatternParts { label, ..parts });
        }
        self
    }

    /// Those of a pattern that was stored.
    pub fn stored(parts: Deferred<PatternParts>, quick: bool) -> Self {
        Engines {
            parts,
            quick,
            ..Engines::default()
        }
    }

    /// Its steps, if it can be said in steps.
    pub fn program(&self) -> Option<&Program> {
        let open = || Program::read(&self.parts.steps).map(Box::new);
        self.program.get_or_init(open).as_deref()
    }

    /// The names of its groups.
    pub fn names(&self) -> &[String] {
        &self.parts.names
    }

    /// Few characters of a text are looked at twice.
    pub fn is_quick(&self) -> bool {
        self.quick
    }

    /// The pattern.
    pub fn source(&self) -> &str {
        self.parts.source.text()
    }

    /// What people call it; empty where its source says it.
    pub fn label(&self) -> &str {
        self.parts.label.text()
    }

    fn regex(&self) -> Option<&Regex> {
        let made = self.regex.get_or_init(|| regex(self.source(), SIZE).ok());
        made.as_ref()
    }

    /// Makes the engine of the package `regex` if it takes no more than so many bytes, or any pattern would be too large.
    /// Gives about how many it takes; `None` where there is no room for it.
    pub fn compile(&self, room: usize) -> Result<Option<usize>, PatternError> {
        if let Some(Some(_)) = self.regex.get() {
            return Ok(Some(0));
        }
        for size in SIZES.into_iter().take_while(|size| *size <= room) {
            match regex(self.source(), size) {
                Ok(made) => {
                    self.regex.get_or_init(|| Some(made));
                    return Ok(Some(size));
                }
                Err(regex::Error::CompiledTooBig(_)) if size < SIZE => {}
                Err(error) => return Err(PatternError(error.to_string())),
            }
        }
        Ok(None)
    }

    /// Takes steps through a text; `None` when that is left to the package `regex`.
    fn steps<T>(
        &self,
        text: &str,
        starts: &Starts,
        take: impl FnOnce(&mut Search<'_, '_>) -> Result<T, Spent>,
    ) -> Option<T> {
        let mut search = Search::new(self.program()?, text, starts);
        take(&mut search).ok()
    }

    /// Whether the pattern occurs in a text.
    pub fn is_match(&self, text: &str, starts: &Starts) -> bool {
        let quick = self.steps(text, starts, |search| search.advance());
        match quick {
            Some(found) => found.is_some(),
            None => self.regex().is_some_and(|r| r.is_match(text)),
        }
    }

    /// The first match.
    pub fn find(&self, text: &str, starts: &Starts) -> Option<Found> {
        let quick = self.steps(text, starts, |search| search.advance());
        match quick {
            Some(found) => found.map(|(start, end)| start..end),
            None => self.regex()?.find(text).map(|m| m.range()),
        }
    }

    /// The first match, with its groups.
    pub fn captures(&self, text: &str, starts: &Starts) -> Option<Captures> {
        let quick = self.steps(text, starts, |search| {
            let found = search.advance()?;
            Ok(found.map(|whole| self.groups(whole, search)))
        });
        match quick {
            Some(found) => found,
            None => self.slow_groups(&self.regex()?.captures(text)?),
        }
    }

    /// All matches.
    pub fn find_all(&self, text: &str, starts: &Starts) -> Vec<Found> {
        let quick = self.steps(text, starts, |search| {
            let mut all = Vec::new();
            while let Some((start, end)) = search.advance()? {
                all.push(start..end);
            }
            Ok(all)
        });
        quick.unwrap_or_else(|| {
            let regex = self.regex().into_iter();
            let all = regex.flat_map(|r| r.find_iter(text));
            all.map(|m| m.range()).collect()
        })
    }

    /// All matches with their groups.
    pub fn captures_all(&self, text: &str, starts: &Starts) -> Vec<Captures> {
        let quick = self.steps(text, starts, |search| {
            let mut all = Vec::new();
            while let Some(whole) = search.advance()? {
                all.push(self.groups(whole, search));
            }
            Ok(all)
        });
        quick.unwrap_or_else(|| {
            let regex = self.regex().into_iter();
            let all = regex.flat_map(|r| r.captures_iter(text));
            all.filter_map(|found| self.slow_groups(&found)).collect()
        })
    }

    /// The groups of the last match of a search.
    fn groups(&self, (start, end): (usize, usize), search: &Search<'_, '_>) -> Captures {
        let pairs = self.names().iter().zip(search.sides.chunks_exact(2));
        let named = pairs.filter_map(|(name, pair)| match pair {
            [Some(from), Some(to)] => Some((name.clone(), *from..*to)),
            _ => None,
        });
        Captures {
            whole: start..end,
            named: named.collect(),
        }
    }

    fn slow_groups(&self, found: &regex::Captures<'_>) -> Option<Captures> {
        let named = self.names().iter();
        let named = named.filter_map(|n| Some((n.clone(), found.name(n)?.range())));
        Some(Captures {
            whole: found.get(0)?.range(),
            named: named.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of patterns as packs have them.
    fn pattern() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "[甲乙丙a1,]{1,3}",
            Just(r"\p{Han}".to_owned()),
            Just("[^甲,]".to_owned()),
            Just("[0-9]".to_owned()),
            Just("^".to_owned()),
            Just("$".to_owned()),
            Just(".".to_owned()),
            Just("(?i:a)".to_owned()),
            Just(r"\s".to_owned()),
            Just(r"\A".to_owned()),
            Just(r"\z".to_owned()),
            Just(r"\b".to_owned()),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}{b}")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(?:{a}|{b})")),
                (inner.clone(), 0..3u8, 0..4u8, any::<bool>()).prop_map(|(a, n, m, lazy)| {
                    format!("(?:{a}){{{n},{}}}{}", n + m, if lazy { "?" } else { "" })
                }),
                inner.clone().prop_map(|a| format!("(?:{a})*")),
                inner.clone().prop_map(|a| format!("(?:{a})+?")),
                inner.prop_map(|a| format!("({a})?")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// Whatever the pattern and the text, the steps find what the package finds, groups included.
        #[test]
        fn the_engines_agree(
            a in pattern(),
            b in pattern(),
            texts in proptest::collection::vec("[甲乙丙丁aA1, \u{3000}\n]{0,12}", 6),
        ) {
            let source = format!("(?P<a>{a})(?:x|(?P<b>{b}))");
            let names = ["a".to_owned(), "b".to_owned()];
            let Some(program) = Program::new(&parse(&source).unwrap(), &names) else { return Ok(()) };
            let of = |program| Engines::new(source.clone(), names.to_vec(), program);
            let (quick, slow) = (of(Some(program)), of(None));
            let anywhere = &Starts::Anywhere;
            for text in &texts {
                let all = |e: &Engines| {
                    let all = e.captures_all(text, anywhere);
                    all.into_iter().map(|c| (c.whole, c.named)).collect::<Vec<_>>()
                };
                prop_assert_eq!(all(&quick), all(&slow), "{} in {:?}", source, text);
                prop_assert_eq!(quick.find_all(text, anywhere), slow.find_all(text, anywhere));
                prop_assert_eq!(quick.find(text, anywhere), slow.find(text, anywhere));
                prop_assert_eq!(quick.is_match(text, anywhere), slow.is_match(text, anywhere));
            }
        }
    }

    #[test]
    fn what_steps_cannot_say_and_what_takes_too_many_is_left_to_the_package() {
        let program = |source: &str| Program::new(&parse(source).unwrap(), &[]);
        for source in [r"\b甲", "甲*", "^", "(?:甲?)+乙", "(?:甲乙丙){2000}"] {
            assert!(program(source).is_none(), "{source}");
        }
        let source = "(?:甲|甲乙?)+(?:甲|甲乙?)+丙";
        let engines = Engines::new(source.to_owned(), Vec::new(), program(source));
        let (text, anywhere) = ("甲".repeat(200), &Starts::Anywhere);
        let search = Search::new(engines.program().unwrap(), &text, anywhere).advance();
        assert_eq!(search, Err(Spent));
        assert!(!engines.is_match(&text, anywhere));
        assert!(engines.is_match(&format!("{text}丙"), anywhere));
    }
}
