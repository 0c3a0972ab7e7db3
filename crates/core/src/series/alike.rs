//! Reports of different bodies with the same sentences, found in time that grows as the sentences do.

use crate::diagnostic::Record;
use crate::report::Shared;
use std::collections::BTreeMap;

/// A sentence that more bodies have is a form of words that all use.
const COMMON: usize = 8;
/// With fewer sentences in common two reports are not alike.
const FEWEST: usize = 4;
/// So many reports like one are kept.
const KEPT: usize = 3;

/// A sentence, so that equal ones stand side by side: year and mark, then report and index.
type Placed = ((i32, u32), (usize, usize));

/// For each report those of other bodies and the same year that share sentences with it, the most first.
pub(super) fn find<'r>(records: &'r [Record]) -> BTreeMap<usize, Vec<Shared<'r>>> {
    let mut all: Vec<Placed> = Vec::new();
    for (report, record) in records.iter().enumerate() {
        let Some(year) = record.year else {
            continue;
        };
        let sentences = record.sentences.iter().enumerate();
        all.extend(sentences.map(|(at, s)| ((year, s.mark), (report, at))));
    }
    all.sort_unstable();
    let mut pairs: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        if same.len() < 2 || bodies(records, same) > COMMON {
            continue;
        }
        // where one report says it twice, its first place counts
        let mut firsts: Vec<(usize, usize)> = same.iter().map(|(_, place)| *place).collect();
        firsts.dedup_by_key(|(report, _)| *report);
        for (mine, own) in &firsts {
            for (theirs, other) in &firsts {
                if differ(records, *mine, *theirs) {
                    let shared = pairs.entry((*mine, *theirs)).or_default();
                    shared.push((*own, *other));
                }
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<Shared<'r>>> = BTreeMap::new();
    for ((mine, theirs), mut pairs) in pairs {
        let Some(with) = records.get(theirs).filter(|_| pairs.len() >= FEWEST) else {
            continue;
        };
        pairs.sort_unstable();
        found.entry(mine).or_default().push(Shared { with, pairs });
    }
    for alike in found.values_mut() {
        alike.sort_by_key(|shared| std::cmp::Reverse(shared.pairs.len()));
        alike.truncate(KEPT);
    }
    found
}

/// How many bodies have a sentence; no more than are of interest are counted.
fn bodies(records: &[Record], same: &[Placed]) -> usize {
    let mut known: Vec<&str> = Vec::new();
    for (_, (report, _)) in same {
        let Some(record) = records.get(*report) else {
            continue;
        };
        if !known.contains(&record.key.as_str()) {
            known.push(&record.key);
        }
        if known.len() > COMMON {
            break;
        }
    }
    known.len()
}

/// Whether two reports are of the same kind and of different bodies.
fn differ(records: &[Record], one: usize, other: usize) -> bool {
    let pair = records.get(one).zip(records.get(other));
    pair.is_some_and(|(a, b)| a.kind == b.kind && a.key != b.key)
}
