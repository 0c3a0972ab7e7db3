//! Reports of different bodies with the same passages, found in time that grows as the sentences do.
//!
//! Single sentences are forms of words that many bodies use; two that follow each other are looked for.

use crate::diagnostic::Record;
use crate::report::Shared;
use std::collections::BTreeMap;

/// A passage that more bodies have is a form of words that all use.
const COMMON: usize = 8;
/// With fewer passages in common two reports are not alike.
const FEWEST: usize = 3;
/// So many reports like one are kept.
const KEPT: usize = 3;

/// Two sentences of one section that follow each other, so that equal ones stand side by side: year and marks, then the
/// report, by index.
type Placed = ((i32, u32, u32), usize);

/// For each report those of other bodies and the same year that share passages with it, the most first.
pub(super) fn find<'r>(records: &'r [Record]) -> BTreeMap<usize, Vec<Shared<'r>>> {
    let mut all: Vec<Placed> = Vec::new();
    for (report, record) in records.iter().enumerate() {
        let Some(year) = record.year else {
            continue;
        };
        let following = record.sentences.windows(2).filter_map(|pair| match pair {
            [a, b] if a.section == b.section => Some((year, a.mark, b.mark)),
            _ => None,
        });
        all.extend(following.map(|passage| (passage, report)));
    }
    all.sort_unstable();
    all.dedup();
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        if same.len() < 2 || bodies(records, same) > COMMON {
            continue;
        }
        for (_, mine) in same {
            let others = same.iter().map(|(_, theirs)| *theirs);
            for theirs in others.filter(|theirs| differ(records, *mine, *theirs)) {
                *common.entry((*mine, theirs)).or_default() += 1;
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<Shared<'r>>> = BTreeMap::new();
    for ((mine, theirs), passages) in common {
        let both = records.get(mine).zip(records.get(theirs));
        if let Some((own, with)) = both.filter(|_| passages >= FEWEST) {
            let pairs = own.shared_with(with);
            found.entry(mine).or_default().push(Shared { with, pairs });
        }
    }
    for alike in found.values_mut() {
        alike.sort_by_key(|shared| std::cmp::Reverse(shared.pairs.len()));
        alike.truncate(KEPT);
    }
    found
}

/// How many bodies have a passage; no more than are of interest are counted.
fn bodies(records: &[Record], same: &[Placed]) -> usize {
    let mut known: Vec<&str> = Vec::new();
    for (_, report) in same {
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
