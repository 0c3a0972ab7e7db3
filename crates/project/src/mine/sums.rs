//! The sums of lines that are looked at: single lines, groups, runs of neighbours, pairs.

use gouji_core::report::AxisGroup;
use gouji_core::text::Id;

/// Tables with more lines on an axis are not searched for pairs, and for runs of so many lines only.
const MANY: usize = 40;
const LONGEST: usize = 12;
/// A sum of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// Indexes of the lines.
    pub members: Vec<usize>,
    /// The group that is all of them.
    pub group: Option<String>,
    /// It is no run of neighbours.
    pub pair: bool,
}

/// The sums of so many lines with these groups.
pub(super) fn sums<I: Id>(lines: usize, groups: &[AxisGroup<I>]) -> Vec<Sum> {
    let mut all: Vec<Sum> = Vec::new();
    let mut put = |members: Vec<usize>, group: Option<String>, pair: bool| {
        if !all.iter().any(|s| s.members == members) {
            all.push(Sum {
                members,
                group,
                pair,
            });
        }
    };
    for group in groups.iter().filter(|g| g.members.len() > 1) {
        let members = group.members.iter().map(|m| m.index());
        put(members.collect(), Some(group.id.clone()), false);
    }
    let longest = if lines > MANY { LONGEST } else { lines };
    for first in 0..lines {
        for last in first..lines.min(first + longest) {
            put((first..=last).collect(), None, false);
        }
    }
    if lines <= MANY {
        for a in 0..lines {
            for b in a + 2..lines {
                put(vec![a, b], None, true);
            }
        }
    }
    all
}

/// Two sums that may be held against each other: the longer one first.
pub(super) fn pair(sums: &[Sum], a: usize, b: usize) -> Option<(usize, usize)> {
    let (x, y) = (sums.get(a)?, sums.get(b)?);
    if x.members.iter().any(|m| y.members.contains(m)) {
        return None;
    }
    let two = |s: &Sum| s.members.len() == 2;
    match (x.members.len(), y.members.len()) {
        (_, 1) => Some((a, b)),
        (1, _) => Some((b, a)),
        _ if two(x) && two(y) => Some((a, b)),
        _ => None,
    }
}
