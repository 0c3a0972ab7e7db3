//! Which column of a grid is which column of the form: by its heads, else by their number.

use super::cells::{Cells, Filled};
use super::spec::unit;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::form::TableSpec;
use crate::report::ids::ColumnId;
use crate::text::IdVec;

/// Where the values of a column of the form stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// In this column of the grid.
    Column(usize),
    /// The grid does not have it: all of its columns are others of the form.
    Nowhere,
    /// Not known: some column of the grid is none of the form.
    Unknown,
}

/// For each column of the form the column of the grid.
pub(super) type Columns = IdVec<ColumnId, From>;

/// Which column of the grid is which one of the form. Heads that name a year are for that year only.
pub(super) fn mapped(
    cells: &Cells<'_>,
    spec: &TableSpec,
    (values, skip): (&[usize], &[String]),
    year: Option<i32>,
) -> Option<Columns> {
    let heads: Vec<Head<'_>> = values.iter().map(|c| Head::over(cells, *c)).collect();
    let counts = |at: &usize| !heads.get(*at).is_some_and(|h| h.is_among(skip));
    let free: Vec<usize> = (0..values.len()).filter(counts).collect();
    let places = by_heads(spec, &heads, &free, year);
    let mut both = spec.columns.iter().zip(&places);
    if both.all(|(column, at)| at.is_some() || column.optional) {
        let other = |at: &usize| heads.get(*at).is_some_and(|h| !h.is_for(year, 0));
        let mut rest = free.iter().filter(|at| !places.contains(&Some(**at)));
        let strange =
            rest.any(|at| !other(at) && values.get(*at).is_some_and(|c| !is_empty(cells, *c)));
        let missing = |year: i32| match strange || year != 0 {
            true => From::Unknown,
            false => From::Nowhere,
        };
        let all = spec.columns.iter().zip(places);
        let all = all.map(|(column, at)| {
            let column_at = at.and_then(|at| values.get(at).copied());
            column_at.map_or(missing(column.year), From::Column)
        });
        return Some(all.collect());
    }
    let plain: Vec<usize> = free
        .iter()
        .filter_map(|at| values.get(*at).copied())
        .collect();
    let numbered = by_number(cells, spec.columns.len(), plain)?;
    // heads that are known in another order: nobody knows what the others are
    let mut known = places.iter().zip(&numbered);
    known
        .all(|(at, number)| at.is_none_or(|at| values.get(at) == Some(number)))
        .then(|| numbered.iter().copied().map(From::Column).collect())
}

/// For each column of the form the head that is its own, as a number in `heads`: one of those that are `free`, for the
/// year that the column is for.
fn by_heads(
    spec: &TableSpec,
    heads: &[Head<'_>],
    free: &[usize],
    year: Option<i32>,
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; spec.columns.len()];
    // a head together with the one above it goes first: a part of one column may be called like another column
    for level in std::iter::once(None).chain((0..DEPTH).map(Some)) {
        for (nth, column) in spec.columns.iter().enumerate() {
            let due = year.map(|y| y + column.year);
            let mut all = free.iter().copied();
            let at = all.find(|at| {
                let head = heads.get(*at);
                let called = |name: &String| head.is_some_and(|h| h.is_called(level, name));
                let known = column.keys.iter().any(called);
                // "last year" needs no number
                let said = column.keys.first().is_some_and(called);
                let own =
                    head.is_some_and(|h| h.is_for(due, column.year) || (said && h.year.is_none()));
                known && own && !found.contains(&Some(*at))
            });
            if let Some(slot) = found.get_mut(nth).filter(|slot| slot.is_none()) {
                *slot = at;
            }
        }
    }
    found
}

/// Whether a column holds what counts nothing: the numbers of rows.
pub(super) fn counting(cells: &Cells<'_>, column: usize, skip: &[String]) -> bool {
    Head::over(cells, column).is_among(skip) || is_ordinal(cells, column)
}

/// The columns of a grid that has as many as the form.
fn by_number(cells: &Cells<'_>, wanted: usize, plain: Vec<usize>) -> Option<Vec<usize>> {
    let filled: Vec<usize> = plain
        .iter()
        .copied()
        .filter(|c| !is_empty(cells, *c))
        .collect();
    [plain, filled]
        .into_iter()
        .find_map(|columns| match columns.len() {
            n if n == wanted => Some(columns),
            n if n == wanted + 1 && is_ordinal(cells, *columns.first()?) => {
                columns.get(1..).map(<[usize]>::to_vec)
            }
            _ => None,
        })
}

/// So many heads may stand above a column.
const DEPTH: usize = 4;

/// What stands above a column.
struct Head<'c> {
    /// The keys of its heads without their years, the lowest first.
    keys: Vec<&'c str>,
    /// The year that they name, where they name one.
    year: Option<i32>,
}

impl<'c> Head<'c> {
    fn over(cells: &'c Cells<'_>, column: usize) -> Self {
        let heads = cells.rows.get(..cells.first).unwrap_or_default();
        let above = heads.iter().rev().filter_map(|row| covering(row, column));
        // a title is for no column of its own
        let dated = heads.iter().filter(|row| !is_title(row));
        let own = dated.clone().filter_map(|row| covering(row, column));
        let own = own.flat_map(|c| years(&c.reading.folded));
        let spread = dated.filter_map(|row| to_the_left(row, column));
        let mut years = own.chain(spread.flat_map(|r| years(&r.folded)));
        let year = years.next();
        let keys = above.map(|c| key(&c.reading));
        Head {
            year: year.filter(|first| years.all(|y| y == *first)),
            keys: keys.filter(|k| !k.is_empty()).collect(),
        }
    }

    /// Whether its head of a level, 0 for the lowest, has a name; for no level the two lowest as one text.
    fn is_called(&self, level: Option<usize>, name: &str) -> bool {
        match (level, self.keys.as_slice()) {
            (Some(level), keys) => keys.get(level).is_some_and(|key| *key == name),
            (None, [low, high, ..]) => name.strip_prefix(high) == Some(low),
            (None, _) => false,
        }
    }

    /// Whether its lowest head is one of those that count nothing.
    fn is_among(&self, skip: &[String]) -> bool {
        let first = self.keys.first();
        first.is_some_and(|k| skip.iter().any(|s| s == k))
    }

    /// Whether the column is for a year. One of another year than the report's must say so.
    fn is_for(&self, due: Option<i32>, offset: i32) -> bool {
        match (self.year, due) {
            (Some(own), Some(due)) => own == due,
            (Some(_), None) => true,
            (None, _) => offset == 0,
        }
    }
}

/// The head to the left of a blank one: in tables whose cells cannot be merged it stands over both.
fn to_the_left(row: &[Filled], column: usize) -> Option<&CellReading> {
    let own = covering(row, column)?;
    let blank = |c: &&Filled| c.reading.text == CellText::Blank;
    let ahead = row.iter().filter(|c| c.column < own.column);
    let nearest = ahead.filter(|c| !blank(c)).max_by_key(|c| c.column)?;
    blank(&own).then_some(&*nearest.reading)
}

/// Whether a row is a title over the whole grid: what it says begins in the first column and stands alone.
fn is_title(row: &[Filled]) -> bool {
    let mut filled = row.iter().filter(|c| c.reading.text != CellText::Blank);
    let first = filled.next();
    let alone = filled.next().is_none();
    alone && first.is_some_and(|c| c.column == 0)
}

/// The years that a head names.
pub(super) fn years(folded: &str) -> impl Iterator<Item = i32> + '_ {
    let marks = folded.match_indices(YEAR);
    marks.filter_map(|(at, _)| folded.get(at.checked_sub(4)?..at)?.parse().ok())
}

/// The key of a head without the year that it begins with; the word for year where there is nothing else.
fn key(head: &CellReading) -> &str {
    let (key, folded) = (head.key.as_str(), head.folded.as_str());
    match is_year(folded) {
        true => folded.get(4..4 + YEAR.len_utf8()).unwrap_or(key),
        false => behind_year(key).unwrap_or(key),
    }
}

/// Whether a folded text is a year and nothing else.
pub(super) fn is_year(folded: &str) -> bool {
    behind_year(folded) == Some("")
}

/// What stands behind the year that a text begins with.
fn behind_year(text: &str) -> Option<&str> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix(YEAR)?;
    let is_year = year.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| rest.strip_prefix('\u{5ea6}').unwrap_or(rest))
}

/// The word for year.
const YEAR: char = '\u{5e74}';

/// The unit that the heads above a column state: `金额（万元）`.
pub(super) fn head_unit(cells: &Cells<'_>, column: usize) -> Option<u32> {
    let heads = cells.rows.get(..cells.first).unwrap_or_default();
    let mut above = heads.iter().rev().filter_map(|row| covering(row, column));
    above.find_map(|cell| in_brackets(&cell.reading.folded))
}

/// The unit that stands in brackets, alone or behind a colon.
fn in_brackets(folded: &str) -> Option<u32> {
    let mut opens = folded.match_indices(['(', ':']);
    opens.find_map(|(at, sign)| {
        let rest = folded.get(at + sign.len()..)?;
        let (power, len) = unit(rest)?;
        rest.get(len..)?.starts_with(')').then_some(power)
    })
}

/// The cell of a row that covers a column.
pub(super) fn covering(row: &[Filled], column: usize) -> Option<&Filled> {
    row.iter()
        .find(|c| (c.column..c.column + c.columns).contains(&column))
}

fn is_empty(cells: &Cells<'_>, column: usize) -> bool {
    let mut rows = cells.rows.iter().skip(cells.first);
    rows.all(|row| covering(row, column).is_none_or(|c| c.reading.text == CellText::Blank))
}

/// Whether the numbers of a column only count the rows.
fn is_ordinal(cells: &Cells<'_>, column: usize) -> bool {
    let rows = cells.rows.iter().skip(cells.first);
    let numbers = rows.filter_map(|row| covering(row, column));
    let numbers: Vec<u32> = numbers
        .filter_map(|c| c.reading.folded.parse().ok())
        .collect();
    let grows = numbers.windows(2).all(|w| matches!(w, [a, b] if a < b));
    !numbers.is_empty() && grows && numbers.last().is_some_and(|n| (*n as usize) < 200)
}
