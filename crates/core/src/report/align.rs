//! Aligning two sequences in order: the rows of a form and the rows that were found.

/// For each of `rows` the index of the found unit that it matches; the sum of scores is as large as it can be.
/// `score(row, unit)` is 0 for "no match".
pub(super) fn align(
    rows: usize,
    units: usize,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<Option<usize>> {
    let width = units + 1;
    let mut best = vec![0u32; (rows + 1) * width];
    let at = |r: usize, u: usize| r * width + u;
    let get = |best: &[u32], i: usize| best.get(i).copied().unwrap_or(0);
    let mut scores = vec![0u32; rows * units];
    for r in (0..rows).rev() {
        for u in (0..units).rev() {
            let s = score(r, u);
            if let Some(slot) = scores.get_mut(r * units + u) {
                *slot = s;
            }
            let with = if s > 0 {
                s + get(&best, at(r + 1, u + 1))
            } else {
                0
            };
            let value = with
                .max(get(&best, at(r + 1, u)))
                .max(get(&best, at(r, u + 1)));
            if let Some(slot) = best.get_mut(at(r, u)) {
                *slot = value;
            }
        }
    }
    let mut matched = vec![None; rows];
    let (mut r, mut u) = (0, 0);
    while r < rows && u < units {
        let here = get(&best, at(r, u));
        let s = get(&scores, r * units + u);
        if s > 0 && here == s + get(&best, at(r + 1, u + 1)) {
            if let Some(slot) = matched.get_mut(r) {
                *slot = Some(u);
            }
            r += 1;
            u += 1;
        } else if here == get(&best, at(r, u + 1)) {
            u += 1;
        } else {
            r += 1;
        }
    }
    matched
}

/// How alike two keys are, 0 to 100: the share of the longest common subsequence.
pub(super) fn likeness(a: &str, b: &str) -> u32 {
    let a: Vec<char> = a.chars().take(60).collect();
    let b: Vec<char> = b.chars().take(60).collect();
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let mut row = vec![0u32; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (i, y) in b.iter().enumerate() {
            let above = row.get(i + 1).copied().unwrap_or(0);
            let left = row.get(i).copied().unwrap_or(0);
            let value = if x == y {
                diagonal + 1
            } else {
                above.max(left)
            };
            diagonal = above;
            if let Some(slot) = row.get_mut(i + 1) {
                *slot = value;
            }
        }
    }
    let common = row.last().copied().unwrap_or(0);
    200 * common / (a.len() + b.len()) as u32
}

/// How many characters of a key stand in another one too, in this order.
pub(super) fn common(a: &str, b: &str) -> usize {
    let lengths = a.chars().take(60).count() + b.chars().take(60).count();
    (likeness(a, b) as usize * lengths).div_ceil(200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_decides_between_equal_labels() {
        let rows = ["a", "x", "b", "x"];
        let units = ["h", "x", "a", "x", "q", "b", "x", "x"];
        let matched = align(4, 8, |r, u| u32::from(rows[r] == units[u]) * 10);
        assert_eq!(matched[0], Some(2));
        assert_eq!(matched[1], Some(3));
        assert_eq!(matched[2], Some(5));
        assert!(matched[3] == Some(6) || matched[3] == Some(7));
    }

    #[test]
    fn likeness_of_damaged_labels() {
        assert_eq!(likeness("甲乙丙", "甲乙丙"), 100);
        assert!(likeness("补正后申请内", "补正后申请内容仍不明确") >= 60);
        assert_eq!(likeness("甲", "乙"), 0);
    }
}
