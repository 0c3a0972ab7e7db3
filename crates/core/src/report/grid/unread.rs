//! Numbers of a grid that no cell of the table was read from: rows stand there that could not be read.

use super::cells::{Cells, Filled};
use super::columns::Side;
use super::heads::{From, counting};
use crate::grammar::CellText;
use crate::text::{Number, Span};

/// What became of a row of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is read, or holds nothing that counts.
    Read,
    /// Nobody knows which row it is, or which columns it has.
    Unread,
}

/// The first number but zero of a row that was not read. Of a row that was read those count that stand in a column of which
/// nobody knows what it is, or that another cell of the row has taken, as where columns without lines stand too close.
pub(super) fn number(
    cells: &Cells<'_>,
    (row, fate): (&[Filled], Fate),
    (side, columns): (&Side, Option<&[From]>),
    skip: &[String],
) -> Option<Span> {
    if let Some(taken) = crowded(row) {
        return Some(taken.span);
    }
    let columns = columns.unwrap_or_default();
    if fate == Fate::Read && !columns.contains(&From::Unknown) {
        return None;
    }
    let known = |at: usize| fate == Fate::Read && columns.contains(&From::Column(at));
    let values = row.iter().filter(|c| side.values.contains(&c.column));
    let mut values = values.filter(|c| !known(c.column) && !counting(cells, c.column, skip));
    values.find(|c| counts(c)).map(|c| c.span)
}

/// The first number but zero of a grid that has no such side.
pub(super) fn anywhere(cells: &Cells<'_>) -> Option<Span> {
    let mut all = cells.rows.iter().skip(cells.first).flatten();
    all.find(|c| counts(c)).map(|c| c.span)
}

/// A number that stands in a column which another cell of the row has taken.
pub(super) fn crowded(row: &[Filled]) -> Option<&Filled> {
    row.windows(2).find_map(|pair| match pair {
        [a, b] if b.column < a.column + a.columns && counts(b) => Some(b),
        _ => None,
    })
}

fn counts(cell: &Filled) -> bool {
    match &cell.reading.text {
        CellText::Number { value, .. } => !value.same(Number::whole(0)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::crowded;
    use crate::report::cell_reading::CellReading;
    use crate::report::grid::cells::Filled;
    use crate::text::Span;

    #[test]
    fn two_numbers_in_one_column_are_noticed() {
        let cell = |(at, text): (usize, &str)| Filled {
            column: at,
            columns: 1,
            span: Span::at(at),
            reading: CellReading::known(text),
        };
        let row = |cells: &[(usize, &str)]| cells.iter().copied().map(cell).collect::<Vec<_>>();
        let apart = row(&[(0, "\u{5408}\u{8ba1}"), (1, "1.00"), (2, "2.00")]);
        let close = row(&[(0, "\u{5408}\u{8ba1}"), (1, "1.00"), (1, "2.00")]);
        assert!(crowded(&apart).is_none());
        assert_eq!(
            crowded(&close).map(|c| c.reading.folded.as_str()),
            Some("2.00")
        );
    }
}
