//! What every match of a pattern holds, and what it cannot hold.

use crate::text::index::{LINE, STOP, Word};
use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// More words than this are no help.
const MOST_WORDS: usize = 64;
/// More sets of words than this are no further help.
const MOST_SETS: usize = 3;

/// What can be told of the matches of a pattern without searching.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Needs {
    /// Every match holds one word of each of these sets.
    pub words: Vec<Vec<Word>>,
    /// How far a match can reach.
    pub reach: Reach,
}

/// How far a match can reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Reach {
    /// No match holds the end of a sentence or of a line, and none looks at what stands around it.
    Sentence,
    /// Anything else.
    #[default]
    Far,
}

impl Needs {
    /// Those of a pattern.
    pub fn of(hir: &Hir) -> Self {
        let mut words = sets(hir);
        words.retain(|set| set.iter().all(|w| telling(w)));
        words.sort_by_key(|set| Reverse(worth(set)));
        words.dedup();
        words.truncate(MOST_SETS);
        let known = |set: Vec<String>| set.into_iter().map(Word::new).collect();
        let words: Vec<Vec<Word>> = words.into_iter().map(known).collect();
        let near = hir.properties().look_set().is_empty() && !holds_end(hir);
        Needs {
            reach: match near && !words.is_empty() {
                true => Reach::Sentence,
                false => Reach::Far,
            },
            words,
        }
    }
}

/// Whether it tells anything that a word occurs: digits and the commonest marks occur everywhere.
fn telling(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !c.is_ascii_alphanumeric() && !matches!(c, ',' | STOP | LINE),
        (first, _) => first.is_some(),
    }
}

/// Sets of words of which every match holds one each.
fn sets(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(word) => vec![vec![word.to_owned()]],
            Err(_) => Vec::new(),
        },
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|r| r.len()).sum::<usize>() < MOST_WORDS;
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            match few {
                true => vec![chars.map(String::from).collect()],
                false => Vec::new(),
            }
        }
        HirKind::Repetition(r) if r.min > 0 => sets(&r.sub),
        HirKind::Capture(c) => sets(&c.sub),
        HirKind::Concat(all) => all.iter().flat_map(sets).collect(),
        HirKind::Alternation(all) => {
            let each: Option<Vec<Vec<String>>> = all.iter().map(|h| best(sets(h))).collect();
            let mut union: Vec<String> = each.unwrap_or_default().into_iter().flatten().collect();
            union.sort();
            union.dedup();
            match union.is_empty() || union.len() >= MOST_WORDS {
                true => Vec::new(),
                false => vec![union],
            }
        }
        _ => Vec::new(),
    }
}

/// The set that is likely to rule out most.
fn best(sets: Vec<Vec<String>>) -> Option<Vec<String>> {
    sets.into_iter().max_by_key(|set| worth(set))
}

/// How much a set is likely to rule out: the bytes of its shortest word, then how few words it has.
fn worth(set: &[String]) -> (usize, Reverse<usize>) {
    let shortest = set.iter().map(String::len).min();
    (shortest.unwrap_or(0), Reverse(set.len()))
}

/// Whether a match can hold the end of a sentence or of a line.
fn holds_end(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(word) => word.contains([STOP, LINE]),
            Err(_) => true,
        },
        HirKind::Class(Class::Unicode(class)) => {
            let holds = |c: char| class.iter().any(|r| (r.start()..=r.end()).contains(&c));
            holds(STOP) || holds(LINE)
        }
        HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Repetition(r) => holds_end(&r.sub),
        HirKind::Capture(c) => holds_end(&c.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().any(holds_end),
        HirKind::Empty | HirKind::Look(_) => false,
    }
}
