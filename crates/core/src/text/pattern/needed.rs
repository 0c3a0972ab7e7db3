//! What every match of a pattern holds, and what it cannot hold.

use crate::text::Bytes;
use crate::text::index::{LINE, STOP, Word};
use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// More words than this are no help.
const MOST_WORDS: usize = 64;
/// Longer words are not looked up, in bytes.
const LONGEST: usize = 8_000;
/// More sets of words than this are no further help.
const MOST_SETS: usize = 3;

/// What can be determined of the matches of a pattern without searching, as bytes that are looked through where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Needs {
    /// How far a match can reach.
    pub reach: Reach,
    /// Every match holds one word of each of some sets. Of each set the length of the rest, `before`, and the words.
    sets: Bytes,
}

/// Words of which every match holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needed<'n> {
    /// So many bytes lie at most between the beginning of a match and that of the word; `None` when there is no limit.
    pub before: Option<usize>,
    words: &'n [u8],
}

/// Stands for no limit.
const ENDLESS: u32 = u32::MAX;

impl<'n> Needed<'n> {
    fn write(set: &Texts, to: &mut Vec<u8>) {
        let mut words = Vec::new();
        set.texts.iter().for_each(|t| Word::write(t, &mut words));
        let before = set.before.and_then(|b| u32::try_from(b).ok());
        to.extend((words.len() as u32).to_le_bytes());
        to.extend(before.unwrap_or(ENDLESS).to_le_bytes());
        to.extend(words);
    }

    /// The set that bytes begin with, and the bytes behind it.
    fn read(from: &'n [u8]) -> Option<(Self, &'n [u8])> {
        let (length, rest) = from.split_first_chunk()?;
        let (before, rest) = rest.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        let before = u32::from_le_bytes(*before);
        let (words, rest) = rest.split_at_checked(length)?;
        let before = (before != ENDLESS).then_some(before as usize);
        Some((Needed { before, words }, rest))
    }

    /// The words.
    pub fn words(self) -> impl Iterator<Item = Word<'n>> {
        all(self.words, Word::read)
    }
}

/// What stands in bytes one behind the other.
fn all<'b, T>(
    mut bytes: &'b [u8],
    read: impl Fn(&'b [u8]) -> Option<(T, &'b [u8])>,
) -> impl Iterator<Item = T> {
    std::iter::from_fn(move || {
        let (one, rest) = read(bytes)?;
        bytes = rest;
        Some(one)
    })
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
        words.retain(|set| set.texts.iter().all(|w| distinctive(w)));
        words.sort_by_key(|set| Reverse(worth(&set.texts)));
        words.dedup_by(|b, a| a.texts == b.texts);
        words.truncate(MOST_SETS);
        words.retain(|set| set.texts.iter().all(|t| t.len() < LONGEST));
        let mut sets = Vec::new();
        words.iter().for_each(|set| Needed::write(set, &mut sets));
        let near = hir.properties().look_set().is_empty() && !holds_end(hir);
        Needs {
            reach: match near && !words.is_empty() {
                true => Reach::Sentence,
                false => Reach::Far,
            },
            sets: sets.into(),
        }
    }

    /// The sets.
    pub fn sets(&self) -> impl Iterator<Item = Needed<'_>> {
        all(&self.sets, Needed::read)
    }
}

/// Whether few texts hold a word, or hold it often: digits and the ends of sentences occur everywhere.
fn distinctive(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !c.is_ascii_digit() && !matches!(c, STOP | LINE),
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
