//! Strokes → lines: what goes on in each other is one, and what touches belongs to one table.

use super::grid::{SAME, SLACK};
use super::paint::Rule;
use super::sets::Sets;

/// Lines that go on in each other become one. Two tables below each other may have lines at nearly the same place: those
/// stay apart.
pub(super) fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.upright.cmp(&b.upright).then(a.at.total_cmp(&b.at)));
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = sorted.as_mut_slice();
    while let Some(first) = rest.first() {
        let (upright, at) = (first.upright, first.at);
        let same = |r: &Rule| r.upright == upright && r.at - at <= SAME;
        let count = rest.iter().take_while(|r| same(r)).count();
        let (line, behind) = rest.split_at_mut(count);
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let before = out.len();
        for rule in line {
            match out.get_mut(before..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from <= last.to + SLACK => last.to = last.to.max(rule.to),
                _ => out.push(*rule),
            }
        }
        rest = behind;
    }
    out
}

/// For each line the group of lines that it hangs together with.
pub(super) fn touching(rules: &[Rule]) -> Vec<usize> {
    let mut sets = Sets::new(rules.len());
    let reach = |r: &Rule, at: f64| at >= r.from - SLACK && at <= r.to + SLACK;
    let mut flat: Vec<(usize, &Rule)> = rules
        .iter()
        .enumerate()
        .filter(|(_, r)| !r.upright)
        .collect();
    flat.sort_by(|a, b| a.1.at.total_cmp(&b.1.at));
    for (i, upright) in rules.iter().enumerate().filter(|(_, r)| r.upright) {
        let from = flat.partition_point(|(_, r)| r.at < upright.from - SLACK);
        let near = flat
            .iter()
            .skip(from)
            .take_while(|(_, r)| r.at <= upright.to + SLACK);
        for (j, _) in near.filter(|(_, r)| reach(r, upright.at)) {
            sets.join(i, *j);
        }
    }
    (0..rules.len()).map(|i| sets.find(i)).collect()
}
