//! Whether equations between cells follow from others: sums of them, reckoned modulo a large prime.

use std::collections::BTreeMap;

use gouji_core::report::CellId;
use gouji_core::rule::linear;

/// 2⁶¹ − 1.
const PRIME: i128 = (1 << 61) - 1;

/// Coefficients of cells, whose sum is zero.
pub type Terms = BTreeMap<CellId, i128>;

/// Equations, each with a first cell that no other one begins with.
#[derive(Clone, Debug, Default)]
pub struct Implied {
    by_first: BTreeMap<CellId, Terms>,
}

/// The coefficients of a constraint as whole numbers; nothing where they are too large.
pub fn terms(of: &linear::Terms) -> Option<Terms> {
    let least = of.values().try_fold(1i128, |all, n| {
        let all = all.checked_mul(n.denominator())?;
        (all < 1 << 40).then_some(all)
    })?;
    let one = |(cell, n): (&CellId, &gouji_core::text::Number)| Some((*cell, n.scaled(least)?));
    of.iter().map(one).collect()
}

impl Implied {
    /// Adds an equation.
    pub fn add(&mut self, terms: &Terms) {
        let rest = self.reduced(terms);
        let Some((first, factor)) = rest.iter().next().map(|(cell, n)| (*cell, *n)) else {
            return;
        };
        let inverse = power(factor, PRIME - 2);
        let normal = rest
            .into_iter()
            .map(|(cell, n)| (cell, product(n, inverse)));
        self.by_first.insert(first, normal.collect());
    }

    /// Whether an equation follows from those that were added.
    pub fn implies(&self, terms: &Terms) -> bool {
        self.reduced(terms).is_empty()
    }

    /// What is left of an equation when multiples of the others are taken away.
    fn reduced(&self, terms: &Terms) -> Terms {
        let mut rest: Terms = terms
            .iter()
            .map(|(cell, n)| (*cell, n.rem_euclid(PRIME)))
            .collect();
        rest.retain(|_, n| *n != 0);
        let mut from = None;
        // each step takes away the first cell that begins an equation; the cells behind it come later
        while let Some((cell, n)) = next(&rest, from) {
            from = Some(cell);
            let Some(other) = self.by_first.get(&cell) else {
                continue;
            };
            for (at, m) in other {
                let entry = rest.entry(*at).or_insert(0);
                *entry = (*entry - product(n, *m)).rem_euclid(PRIME);
            }
            rest.retain(|_, n| *n != 0);
        }
        rest
    }
}

/// The first cell behind a cell.
fn next(terms: &Terms, from: Option<CellId>) -> Option<(CellId, i128)> {
    let mut all = terms.iter().map(|(cell, n)| (*cell, *n));
    match from {
        Some(from) => terms
            .range((std::ops::Bound::Excluded(from), std::ops::Bound::Unbounded))
            .next()
            .map(|(cell, n)| (*cell, *n)),
        None => all.next(),
    }
}

fn product(a: i128, b: i128) -> i128 {
    (a * b).rem_euclid(PRIME)
}

fn power(base: i128, mut exponent: i128) -> i128 {
    let (mut result, mut base) = (1, base.rem_euclid(PRIME));
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, base);
        }
        base = product(base, base);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_core::text::Id;

    fn terms(all: &[(usize, i128)]) -> Terms {
        all.iter().map(|(at, n)| (CellId::new(*at), *n)).collect()
    }

    #[test]
    fn sums_and_differences_of_equations_follow() {
        let mut known = Implied::default();
        known.add(&terms(&[(0, 1), (1, 1), (2, -1)]));
        known.add(&terms(&[(2, 1), (3, 1), (4, -1)]));
        assert!(known.implies(&terms(&[(0, 1), (1, 1), (3, 1), (4, -1)])));
        assert!(known.implies(&terms(&[(0, -2), (1, -2), (2, 2)])));
        assert!(!known.implies(&terms(&[(0, 1), (3, 1), (4, -1)])));
        assert!(!known.implies(&terms(&[(0, 1), (1, -1), (2, -1)])));
        // what was implied before adds nothing
        known.add(&terms(&[(0, 1), (1, 1), (3, 1), (4, -1)]));
        assert!(!known.implies(&terms(&[(0, 1)])));
    }
}
