//! What a hand may have done to a number (Scholtus: simple errors in digits), and to numbers side by side.

use super::Change;
use crate::text::{Id, Number};

/// A mistake that people make when they fill in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mistake {
    /// One digit is another.
    Digit,
    /// A digit was left out.
    Dropped,
    /// A digit was typed twice.
    Doubled,
    /// A digit too many.
    Added,
    /// Two digits changed places.
    Swapped,
    /// Multiplied with or divided by this power of ten: another unit.
    Scaled(u32),
    /// A sum that was not brought up to date.
    Total,
    /// The value belongs into the cell beside it, in the same row or column.
    Misplaced,
    /// Two cells beside each other hold each other's value.
    Exchanged,
    /// Values of a row stand one column too far.
    Shifted,
    /// Two rows, one below the other, hold each other's values.
    Rows,
}

impl Mistake {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Mistake::Digit => "digit",
            Mistake::Dropped => "digit-dropped",
            Mistake::Doubled => "digit-doubled",
            Mistake::Added => "digit-added",
            Mistake::Swapped => "digits-swapped",
            Mistake::Scaled(_) => "unit",
            Mistake::Total => "total-not-updated",
            Mistake::Misplaced => "misplaced",
            Mistake::Exchanged => "exchanged",
            Mistake::Shifted => "row-shifted",
            Mistake::Rows => "rows-exchanged",
        }
    }
}

/// The slip that turns the right number into the one that was found, if one does.
pub(super) fn slip(change: &Change) -> Option<Mistake> {
    let (found, right) = (change.found.to_string(), change.right.to_string());
    let (a, b): (Vec<char>, Vec<char>) = (found.chars().collect(), right.chars().collect());
    // one digit more or less is a digit, not a unit
    if let Some(power) = [2, 3, 4, 8].into_iter().find(|p| scaled(change, *p)) {
        return Some(Mistake::Scaled(power));
    }
    if a.len() == b.len() {
        let differing: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
        return match differing.as_slice() {
            [_] => Some(Mistake::Digit),
            [i, j] if i + 1 == *j && a.get(*i) == b.get(*j) && a.get(*j) == b.get(*i) => {
                Some(Mistake::Swapped)
            }
            _ => None,
        };
    }
    let (long, short, more) = match a.len() == b.len() + 1 {
        true => (&a, &b, true),
        false if a.len() + 1 == b.len() => (&b, &a, false),
        false => return None,
    };
    let extra = (0..long.len()).find(|at| {
        let rest = long
            .iter()
            .enumerate()
            .filter(|(i, _)| i != at)
            .map(|(_, c)| c);
        rest.eq(short.iter())
    })?;
    let twin = |at: Option<usize>| at.and_then(|at| long.get(at)) == long.get(extra);
    let doubled = twin(extra.checked_sub(1)) || twin(Some(extra + 1));
    Some(match (more, doubled) {
        (false, _) => Mistake::Dropped,
        (true, true) => Mistake::Doubled,
        (true, false) => Mistake::Added,
    })
}

/// One number is the other times a power of ten, and neither is zero.
fn scaled(change: &Change, power: u32) -> bool {
    let factor = Number::whole(10i128.saturating_pow(power));
    let zero = Number::whole(0);
    let is = |small: Number, large: Number| {
        !small.same(zero) && small.checked_mul(factor).is_some_and(|n| n.same(large))
    };
    is(change.found, change.right) || is(change.right, change.found)
}

/// What two changes are together, if they are one mistake: neighbours in a row or column that hold each other's value.
pub(super) fn pair(one: &Change, other: &Change) -> Option<Mistake> {
    let same = one.found.same(other.right) && other.found.same(one.right);
    let (a, b) = (one.cell, other.cell);
    let beside = a.table == b.table
        && matches!(
            (apart(a.row, b.row), apart(a.column, b.column)),
            (0, 1) | (1, 0)
        );
    let empty = [one, other].iter().any(|c| c.found.same(Number::whole(0)));
    (same && beside).then_some(match empty {
        true => Mistake::Misplaced,
        false => Mistake::Exchanged,
    })
}

/// How many rows or columns lie between two of them, the second one included.
fn apart<I: Id>(one: I, other: I) -> usize {
    one.index().abs_diff(other.index())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{CellId, ColumnId, FormCell, RowId, TableId};

    fn change(found: &str, right: &str) -> Change {
        Change {
            cell: FormCell {
                id: CellId::new(0),
                table: TableId::new(0),
                row: RowId::new(0),
                column: ColumnId::new(0),
            },
            found: Number::parse(found).unwrap(),
            right: Number::parse(right).unwrap(),
        }
    }

    #[test]
    fn slips_have_names() {
        for (found, right, mistake) in [
            ("17", "11", Some(Mistake::Digit)),
            ("1", "12", Some(Mistake::Dropped)),
            ("122", "12", Some(Mistake::Doubled)),
            ("152", "12", Some(Mistake::Added)),
            ("21", "12", Some(Mistake::Swapped)),
            ("120000", "12", Some(Mistake::Scaled(4))),
            ("0.0012", "12", Some(Mistake::Scaled(4))),
            ("45", "12", None),
            ("120", "1", None),
        ] {
            assert_eq!(slip(&change(found, right)), mistake, "{found} for {right}");
        }
    }
}
