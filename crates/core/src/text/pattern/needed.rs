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
    pub words: Vec<Needed>,
    /// How far a match can reach.
    pub reach: Reach,
}

/// Words of which every match holds one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Needed {
    pub words: Vec<Word>,
    /// So many bytes lie at most between the beginning of a match and that of the word; `None` when there is no limit.
    pub before: Option<usize>,
}

/// The same while a pattern is read.
#[derive(Clone, Debug)]
struct Texts {
    texts: Vec<String>,
    before: Option<usize>,
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
        words.retain(|set| set.texts.iter().all(|w| telling(w)));
        words.sort_by_key(|set| Reverse(worth(&set.texts)));
        words.dedup_by(|b, a| a.texts == b.texts);
        words.truncate(MOST_SETS);
        let known = |set: Texts| Needed {
            words: set.texts.into_iter().map(Word::new).collect(),
            before: set.before,
        };
        let words: Vec<Needed> = words.into_iter().map(known).collect();
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
fn sets(hir: &Hir) -> Vec<Texts> {
    let first = |texts: Vec<String>| Texts {
        texts,
        before: Some(0),
    };
    match hir.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(word) => vec![first(vec![word.to_owned()])],
            Err(_) => Vec::new(),
        },
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|r| r.len()).sum::<usize>() < MOST_WORDS;
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            match few {
                true => vec![first(chars.map(String::from).collect())],
                false => Vec::new(),
            }
        }
        HirKind::Repetition(r) if r.min > 0 => sets(&r.sub),
        HirKind::Capture(c) => sets(&c.sub),
        HirKind::Concat(all) => {
            let (mut found, mut before) = (Vec::new(), Some(0_usize));
            for hir in all {
                found.extend(sets(hir).into_iter().map(|set| Texts {
                    before: sum(before, set.before),
                    ..set
                }));
                before = sum(before, hir.properties().maximum_len());
            }
            found
        }
        HirKind::Alternation(all) => either(all).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one?.checked_add(other?)
}

/// Words of which a match of any of some patterns holds one.
fn either(all: &[Hir]) -> Option<Texts> {
    let each: Vec<Texts> = all.iter().map(|h| best(sets(h))).collect::<Option<_>>()?;
    let before = each
        .iter()
        .try_fold(0, |most, set| Some(set.before?.max(most)));
    let mut texts: Vec<String> = each.into_iter().flat_map(|set| set.texts).collect();
    texts.sort();
    texts.dedup();
    let few = !texts.is_empty() && texts.len() < MOST_WORDS;
    few.then_some(Texts { texts, before })
}

/// The set that is likely to rule out most.
fn best(sets: Vec<Texts>) -> Option<Texts> {
    sets.into_iter().max_by_key(|set| worth(&set.texts))
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
