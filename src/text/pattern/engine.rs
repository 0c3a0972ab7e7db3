//! What finds a pattern: its steps, tried where a match can begin; and the package `regex` for patterns that are no steps, and
//! for texts on which their budget is spent. Both find the same. An engine of that package takes a hundred times as long to
//! make as a report takes to read: it is made when it is first needed, and hardly ever is.

use super::program::Program;
use super::search::{Search, Spent};
use super::{Captures, Found, PatternError};
use regex::Regex;
use regex_syntax::hir::Hir;
use std::sync::OnceLock;

/// The largest engine, in bytes.
const SIZE: usize = 4 << 20;
/// The most that an engine remembers of what it has read, in bytes for each thread.
const MEMORY: usize = 128 << 10;

/// What finds one pattern.
#[derive(Debug, Default)]
pub(super) struct Engines {
    /// Its steps, if it can be said in steps.
    pub program: Option<Program>,
    regex: OnceLock<Option<Regex>>,
}

/// Reads a pattern.
pub(super) fn parse(source: &str) -> Result<Hir, PatternError> {
    let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).build();
    parser
        .parse(source)
        .map_err(|e| PatternError(e.to_string()))
}

fn regex(source: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(source)
        .size_limit(SIZE)
        .dfa_size_limit(MEMORY)
        .multi_line(true)
        .build()
}

impl Engines {
    /// Those of a pattern with these steps.
    pub fn new(program: Option<Program>) -> Self {
        Engines {
            program,
            regex: OnceLock::new(),
        }
    }

    fn regex(&self, source: &str) -> Option<&Regex> {
        let made = self.regex.get_or_init(|| regex(source).ok());
        made.as_ref()
    }

    /// Makes the engine of the package `regex`.
    pub fn compile(&self, source: &str) -> Result<(), PatternError> {
        if let Some(Some(_)) = self.regex.get() {
            return Ok(());
        }
        let made = regex(source).map_err(|e| PatternError(e.to_string()))?;
        self.regex.get_or_init(|| Some(made));
        Ok(())
    }

    /// Whether the pattern occurs in a text.
    pub fn is_match(&self, source: &str, text: &str) -> bool {
        let quick = self.program.as_ref();
        match quick.map(|p| Search::new(p, text).next()) {
            Some(Ok(found)) => found.is_some(),
            Some(Err(Spent)) | None => self.regex(source).is_some_and(|r| r.is_match(text)),
        }
    }

    /// The first match, with its groups.
    pub fn captures(&self, source: &str, text: &str, names: &[String]) -> Option<Captures> {
        let quick = self.program.as_ref().map(|p| {
            let mut search = Search::new(p, text);
            let found = search.next();
            found.map(|f| f.map(|whole| groups(whole, &search.sides, names)))
        });
        match quick {
            Some(Ok(found)) => found,
            Some(Err(Spent)) | None => slow_groups(&self.regex(source)?.captures(text)?, names),
        }
    }

    /// All matches.
    pub fn find_all(&self, source: &str, text: &str) -> Vec<Found> {
        let quick = |program| {
            let (mut search, mut all) = (Search::new(program, text), Vec::new());
            while let Some((start, end)) = search.next()? {
                all.push(start..end);
            }
            Ok(all)
        };
        match self.program.as_ref().map(quick) {
            Some(Ok(all)) => all,
            Some(Err(Spent)) | None => {
                let regex = self.regex(source).into_iter();
                regex
                    .flat_map(|r| r.find_iter(text))
                    .map(|m| m.range())
                    .collect()
            }
        }
    }

    /// All matches with their groups.
    pub fn captures_all(&self, source: &str, text: &str, names: &[String]) -> Vec<Captures> {
        let quick = |program| {
            let (mut search, mut all) = (Search::new(program, text), Vec::new());
            while let Some(whole) = search.next()? {
                all.push(groups(whole, &search.sides, names));
            }
            Ok(all)
        };
        match self.program.as_ref().map(quick) {
            Some(Ok(all)) => all,
            Some(Err(Spent)) | None => {
                let regex = self.regex(source).into_iter();
                let all = regex.flat_map(|r| r.captures_iter(text));
                all.filter_map(|found| slow_groups(&found, names)).collect()
            }
        }
    }
}

/// The groups of a match by their sides.
fn groups((start, end): (usize, usize), sides: &[Option<usize>], names: &[String]) -> Captures {
    let pairs = names.iter().zip(sides.chunks_exact(2));
    let named = pairs.filter_map(|(name, pair)| match pair {
        [Some(from), Some(to)] => Some((name.clone(), *from..*to)),
        _ => None,
    });
    Captures {
        whole: start..end,
        named: named.collect(),
    }
}

fn slow_groups(found: &regex::Captures<'_>, names: &[String]) -> Option<Captures> {
    let named = names.iter();
    let named = named.filter_map(|n| Some((n.clone(), found.name(n)?.range())));
    Some(Captures {
        whole: found.get(0)?.range(),
        named: named.collect(),
    })
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
            let (quick, slow) = (Engines::new(Some(program)), Engines::default());
            for text in &texts {
                let all = |e: &Engines| {
                    let all = e.captures_all(&source, text, &names);
                    all.into_iter().map(|c| (c.whole, c.named)).collect::<Vec<_>>()
                };
                prop_assert_eq!(all(&quick), all(&slow), "{} in {:?}", source, text);
                prop_assert_eq!(quick.find_all(&source, text), slow.find_all(&source, text));
                prop_assert_eq!(quick.is_match(&source, text), slow.is_match(&source, text));
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
        let engines = Engines::new(program(source));
        let text = "甲".repeat(200);
        let search = Search::new(engines.program.as_ref().unwrap(), &text).next();
        assert_eq!(search, Err(Spent));
        assert!(!engines.is_match(source, &text));
        assert!(engines.is_match(source, &format!("{text}丙")));
    }
}
