//! Tables of a form ↔ cells of a text: facts.

use super::align::{align, likeness};
use super::candidate::candidates;
use super::cell_reading::CellReading;
use super::extent;
use super::fact::Fact;
use super::flat::flat;
use super::form::{Form, Holds, TableSpec};
use super::gaps::{Gaps, Matching};
use super::glued::{self, Glued};
use super::grid::FreeRow;
use super::ids::{GroupId, RowId, ValueId};
use super::lost;
use super::sheet;
use super::source_cells::{self, SourceCell, Unit};
use super::sums::{self, Standing};
use super::widths::Widths;
use crate::grammar::CellText;
use crate::text::{Id, IdVec, Span};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A table of the form, as it was found.
#[derive(Clone, Debug, Default)]
pub struct TableFacts {
    /// One entry for each row of the form.
    pub rows: Rows,
    /// Where the table stands: from its first label to its last value; `None` when no row was found.
    pub span: Option<Span>,
    /// The blocks it stands in.
    pub blocks: Range<usize>,
    /// The labels in it, as keys, in reading order.
    pub labels: Vec<(Arc<str>, Span)>,
    /// What became of rows whose cells stand without anything between them, where there are any.
    pub glued: Option<Glued>,
    /// One entry for each group of rows: the row that stands in the place of all its rows.
    pub groups: IdVec<GroupId, Option<RowFacts>>,
    /// Every sum holds with its blanks as zero.
    pub blank_is_zero: bool,
    /// Blank cells were dropped on the way here.
    pub lost: bool,
    /// Rows that the form does not prescribe.
    pub free: Vec<FreeRow>,
    /// A number in it that no row was read from.
    pub unread: Option<Span>,
    /// What is printed, times ten to the power of this, is what its cells come to.
    pub power: i64,
    /// Nothing was read but a caption that is another table's, too.
    pub taken: Option<Span>,
    /// Further tables with the same caption, where each is a table by itself.
    pub further: Vec<TableFacts>,
}

/// The rows of the form, as they were found.
pub type Rows = IdVec<RowId, RowFacts>;

/// A row of the form.
#[derive(Clone, Debug, Default)]
pub struct RowFacts {
    /// The row's label in the text; for a row without label the first value.
    pub label: Option<Span>,
    /// What its label is.
    pub(super) reading: Option<Arc<CellReading>>,
    /// How it was read.
    pub state: RowState,
    /// One fact for each value that the row has.
    pub cells: IdVec<ValueId, Fact>,
}

impl RowFacts {
    /// Its folded label.
    pub fn text(&self) -> &str {
        self.reading.as_ref().map_or("", |r| &r.folded)
    }
}

/// How a row was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum RowState {
    /// Not found.
    #[default]
    Absent,
    /// Every value has its cell.
    Read,
    /// Fewer values than columns: which is which cannot be determined.
    Short(usize),
    /// More values than columns.
    Long(usize),
    /// The cells stand without anything between them, and where one ends cannot be determined.
    Glued,
}

/// What else a reader of tables knows of the document and its form.
pub(super) struct Around<'a> {
    /// Headings, which are no cells but may name a table.
    pub headings: &'a [SourceCell],
    /// The keys of rows of other tables.
    pub foreign: &'a BTreeSet<&'a str>,
    /// The cells are those of the table's own part of the document, not of all of it.
    pub own: bool,
}

/// Reads the tables of a form from the cells of each table's part of the document.
pub(super) fn read(spec: &TableSpec, cells: &[SourceCell], around: &Around<'_>) -> TableFacts {
    let is_row = |key: &str| !spec.rows_of(key).is_empty();
    let units = match spec.is_sheet() {
        true => sheet::units(spec, cells),
        false => source_cells::units(cells, is_row),
    };
    let mut facts = match spec.flat {
        true => flat(spec, cells, &units, around),
        false => labelled(spec, cells, &units),
    };
    let grid = cells.iter().any(|p| p.rows > 0);
    facts.lost = lost::find(spec, &mut facts.rows, grid);
    facts.blank_is_zero = spec.blank_by_sums && !facts.lost && sums::fill(spec, &mut facts.rows);
    if !facts.blank_is_zero {
        take_back(spec, &mut facts.rows, Standing::Doubtful);
    }
    extent::find(&mut facts, spec, cells);
    facts.glued = glued::part(spec, &mut facts.rows);
    facts
}

/// Likeness, but only where lengths allow for it: most pairs are not worth a look.
pub(super) fn similar(a: &str, b: &str) -> u32 {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if short < 12 || short * 100 < long * 35 {
        return 0;
    }
    likeness(a, b)
}

fn labelled(spec: &TableSpec, cells: &[SourceCell], units: &[Unit]) -> TableFacts {
    let candidates = candidates(spec, cells, units);
    let score = |r: usize, u: usize| {
        let candidate = candidates.get(u);
        candidate.map_or(0, |c| c.fit(spec, RowId::new(r)))
    };
    let matched = align(spec.rows.len(), units.len(), score);
    let mut matching = Gaps {
        spec,
        cells,
        units,
        candidates: &candidates,
    }
    .fill(matched.into());
    let mut widths = Widths::default();
    for (row, unit) in matching.rows.iter_ids() {
        if let Some(unit) = unit.and_then(|u| units.get(u)) {
            let width = spec.width(row);
            widths.note(cells, unit, trim(slice(cells, &unit.values), width), width);
        }
    }
    let one = |row: RowId, at: usize| {
        let unit = units.get(at)?;
        let torn = candidates.get(at).and_then(|c| c.torn);
        Some(row_facts(spec, cells, unit, row, &widths, torn))
    };
    let all = |matching: &Matching| -> Rows {
        let rows = matching.rows.iter_ids();
        rows.map(|(row, unit)| unit.and_then(|u| one(row, u)).unwrap_or_default())
            .collect()
    };
    let mut rows = all(&matching);
    if !matching.guessed.is_empty() && !sums::confirm(spec, &rows, &matching.guessed) {
        for row in std::mem::take(&mut matching.guessed) {
            if let Some(slot) = matching.rows.get_mut(row) {
                *slot = None;
            }
        }
        rows = all(&matching);
    }
    let groups = spec.row_groups.iter().zip(&matching.groups);
    let groups = groups.map(|(g, unit)| one(*g.members.first()?, (*unit)?));
    let groups = groups.collect();
    take_back(spec, &mut rows, Standing::Moved);
    matching.bare(spec, cells, units, &mut rows);
    TableFacts {
        rows,
        groups,
        ..TableFacts::default()
    }
}

/// Takes back the values of rows that stand like this: which column they are of cannot be determined.
fn take_back(spec: &TableSpec, rows: &mut Rows, standing: Standing) {
    let read = rows.iter_ids().filter(|(_, r)| r.state == RowState::Read);
    let bad = read.filter(|(at, _)| sums::standing(spec, rows, *at) == standing);
    let bad: Vec<RowId> = bad.map(|(at, _)| at).collect();
    for at in bad {
        let Some(row) = rows.get_mut(at) else {
            continue;
        };
        let filled = row.cells.iter().filter(|f| f.text != CellText::Blank);
        row.state = RowState::Short(filled.count());
        row.cells.clear();
    }
}

fn row_facts(
    spec: &TableSpec,
    cells: &[SourceCell],
    unit: &Unit,
    row: RowId,
    widths: &Widths,
    torn: Option<usize>,
) -> RowFacts {
    let label = torn.map_or(slice(cells, &unit.labels).last(), |at| cells.get(at));
    let width = spec.width(row);
    let narrow = width < spec.columns.len();
    let trimmed = once(trim(slice(cells, &unit.values), width), width, narrow);
    let values = widths.placed(cells, unit, trimmed, width);
    if let (Some(label), []) = (label.filter(|_| spec.is_sheet()), values) {
        return RowFacts {
            label: Some(label.span),
            reading: Some(Arc::clone(&label.reading)),
            state: RowState::Read,
            cells: vec![Fact::blank_behind(label)].into(),
        };
    }
    let holds = spec.rows.get(row).map(|r| r.holds.clone());
    let holds = holds.unwrap_or_default();
    if let Some(runs) = glued::runs(values, width).filter(|_| holds == Holds::Number) {
        return RowFacts {
            label: label.map(|p| p.span),
            reading: label.map(|p| Arc::clone(&p.reading)),
            state: RowState::Glued,
            cells: runs.into(),
        };
    }
    // values of more than one row: which are this row's cannot be determined
    let many =
        width > 1 && label.is_some_and(|l| l.row.is_none()) && unit.values.len() >= 2 * width;
    let filled = values.iter().filter(|p| p.text != CellText::Blank).count();
    // a cell that covers more rows than the others of its row belongs to more rows than this one
    let level = |p: &SourceCell| torn.is_some() || label.unwrap_or(p).rows == p.rows;
    let state = match widths.vouch(cells, unit, values) && values.iter().all(level) {
        _ if many => RowState::Long(unit.values.len()),
        true => state(values.len(), width),
        false => state(filled.min(width.saturating_sub(1)), width),
    };
    RowFacts {
        label: label.map(|p| p.span),
        reading: label
            .filter(|_| torn.is_none())
            .map(|p| Arc::clone(&p.reading)),
        cells: match state {
            RowState::Read => values
                .iter()
                .map(|v| sheet::worded(Fact::of(v), &holds))
                .collect(),
            _ => IdVec::default(),
        },
        state,
    }
}

pub(super) fn state(found: usize, width: usize) -> RowState {
    match found.cmp(&width) {
        std::cmp::Ordering::Equal => RowState::Read,
        std::cmp::Ordering::Less => RowState::Short(found),
        std::cmp::Ordering::Greater => RowState::Long(found),
    }
}

/// The values without the repeats of the last one: a merged cell that was written into each of the cells that it
/// covered. That is so where a row is `narrow`, with fewer columns than its table.
fn once(values: &[SourceCell], width: usize, narrow: bool) -> &[SourceCell] {
    let Some((own, rest)) = values.split_at_checked(width) else {
        return values;
    };
    let repeats = |last: &SourceCell| rest.iter().all(|v| v.text == last.text);
    match own.last().is_some_and(repeats) && (width == 1 || narrow) {
        true => own,
        false => values,
    }
}

/// Takes empty cells away from the ends until the width fits: columns of labels, and padding.
pub(super) fn trim(values: &[SourceCell], width: usize) -> &[SourceCell] {
    let mut rest = values;
    while rest.len() > width
        && let Some((first, tail)) = rest.split_first()
        && first.text == CellText::Blank
    {
        rest = tail;
    }
    while rest.len() > width
        && let Some((last, head)) = rest.split_last()
        && last.text == CellText::Blank
    {
        rest = head;
    }
    rest
}

/// How many of a form's own labels a text shows.
pub(super) fn markers(form: &Form, labels: &str) -> usize {
    let keys = form.marker_keys().iter();
    keys.filter(|k| labels.contains(k.as_str())).count()
}

pub(super) fn slice<'p>(cells: &'p [SourceCell], range: &Range<usize>) -> &'p [SourceCell] {
    cells.get(range.clone()).unwrap_or_default()
}
