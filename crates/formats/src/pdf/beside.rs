//! Which lines of a label belong to which row, where no line is drawn between rows.
//!
//! The values of a row stand beside the middle of its label, or beside the first line of it. All lines together must
//! fit one of the two; where they fit both in different ways, it cannot be determined.

/// A line of a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) y: f64,
    pub(super) size: f64,
}

/// A label has no more lines.
const TALLEST: usize = 12;
/// Lines of a label are no farther apart, in sizes of the font, …
const PITCH: f64 = 1.9;
/// … and not by so much farther than the lines before them.
const UNEVEN: f64 = 0.25;
/// How far values may stand off their label.
const AMISS: f64 = 0.4;
/// What it costs that a line between rows belongs to none, …
const STRAY: f64 = 1.5;
/// … that a row has no label, …
const BARE: f64 = 1.0;
/// … that a line that could go on the last label does not.
const LEFT: f64 = 0.3;
/// More lines and rows than a page has are not looked at.
const MOST: usize = 60_000;

#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Middle,
    Top,
}

/// For each row the range of its lines; `None` where it cannot be determined.
pub(super) fn assign(lines: &[Beside], rows: &[f64]) -> Option<Vec<(usize, usize)>> {
    if lines.len().saturating_mul(rows.len()) > MOST {
        return None;
    }
    let (middle, top) = (
        fit(lines, rows, Stands::Middle),
        fit(lines, rows, Stands::Top),
    );
    let (better, other) = if middle.0 <= top.0 {
        (middle, top)
    } else {
        (top, middle)
    };
    let bare = better.1.iter().filter(|(from, to)| from == to).count();
    let clear = better.1 == other.1 || other.0 - better.0 > 0.4;
    let whole = bare == 0 || bare == rows.len() || bare * 3 < rows.len();
    (clear && whole).then_some(better.1)
}

/// The cheapest way, and what it costs.
fn fit(lines: &[Beside], rows: &[f64], stands: Stands) -> (f64, Vec<(usize, usize)>) {
    let width = lines.len() + 1;
    let mut cost = vec![f64::INFINITY; width * (rows.len() + 1)];
    let mut taken: Vec<Option<usize>> = vec![None; cost.len()];
    if let Some(first) = cost.first_mut() {
        *first = 0.0;
    }
    let mut step = |cost: &mut Vec<f64>, to: usize, sum: f64, how: Option<usize>| {
        if let (Some(best), Some(kept)) = (cost.get_mut(to), taken.get_mut(to))
            && sum < *best
        {
            (*best, *kept) = (sum, how);
        }
    };
    for row in 0..=rows.len() {
        for line in 0..width {
            let here = cost
                .get(row * width + line)
                .copied()
                .unwrap_or(f64::INFINITY);
            if !here.is_finite() {
                continue;
            }
            if line < lines.len() {
                let skip = match row {
                    0 => 0.0,
                    r if r < rows.len() => STRAY,
                    _ => left(lines, line),
                };
                step(&mut cost, row * width + line + 1, here + skip, None);
            }
            if let Some(y) = rows.get(row) {
                for len in 0..=TALLEST.min(lines.len() - line) {
                    let chunk = lines.get(line..line + len).unwrap_or_default();
                    if let Some(off) = off(chunk, *y, stands) {
                        step(
                            &mut cost,
                            (row + 1) * width + line + len,
                            here + off,
                            Some(len),
                        );
                    }
                }
            }
        }
    }
    let total = cost.last().copied().unwrap_or(f64::INFINITY);
    let (mut row, mut line) = (rows.len(), lines.len());
    let mut ranges = Vec::new();
    while row > 0 || line > 0 {
        match taken.get(row * width + line).copied().flatten() {
            Some(len) => {
                ranges.push((line.saturating_sub(len), line));
                line = line.saturating_sub(len);
                row -= 1;
            }
            None if line > 0 => line -= 1,
            None => break,
        }
    }
    ranges.reverse();
    (total, ranges)
}

/// What it costs to leave a line behind the last row.
fn left(lines: &[Beside], at: usize) -> f64 {
    let before = at.checked_sub(1).and_then(|b| lines.get(b));
    match before.zip(lines.get(at)) {
        Some((a, b)) if b.y - a.y < 1.5 * a.size && (a.size - b.size).abs() < 0.05 * a.size => LEFT,
        _ => 0.0,
    }
}

/// How far a row stands off the lines of a label; `None` where they cannot be its label.
fn off(chunk: &[Beside], y: f64, stands: Stands) -> Option<f64> {
    let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else {
        return Some(BARE);
    };
    let steps = || {
        chunk.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((b.y - a.y) / a.size.max(b.size)),
            _ => None,
        })
    };
    let (low, high) = steps().fold((f64::INFINITY, 0.0_f64), |(l, h), s| (l.min(s), h.max(s)));
    let even = chunk.len() < 2 || high < PITCH && high - low < UNEVEN;
    let place = match stands {
        Stands::Middle => (first.y + last.y) / 2.0,
        Stands::Top => first.y,
    };
    let off = (place - y).abs() / first.size.max(1.0);
    (even && off < AMISS).then_some(off)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(ys: &[f64]) -> Vec<Beside> {
        ys.iter().map(|y| Beside { y: *y, size: 10.0 }).collect()
    }

    #[test]
    fn values_stand_beside_the_middle_or_the_first_line() {
        let all = lines(&[0.0, 13.0, 26.0, 39.0, 52.0, 65.0]);
        assert_eq!(
            assign(&all, &[6.5, 26.0, 52.0]),
            Some(vec![(0, 2), (2, 3), (3, 6)])
        );
        assert_eq!(
            assign(&all, &[0.0, 26.0, 39.0]),
            Some(vec![(0, 2), (2, 3), (3, 6)])
        );
    }

    #[test]
    fn rows_may_have_no_labels() {
        assert_eq!(assign(&[], &[5.0]), Some(vec![(0, 0)]));
        let far = assign(&lines(&[0.0]), &[50.0]).unwrap();
        assert!(far.iter().all(|(from, to)| from == to));
    }
}
