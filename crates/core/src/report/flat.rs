//! Tables whose values all stand in one run, without labels in front of them.

use super::fact::Fact;
use super::form::TableSpec;
use super::glued;
use super::parted;
use super::source_cells::{SourceCell, Unit};
use super::table::{Around, RowFacts, RowState, TableFacts, slice, state, trim};
use crate::grammar::CellText;

/// How many blanks more than values an empty row may have.
const PADDING: usize = 3;

/// A run of values, how well it fits, and its digits where they stand without anything between them.
type Run<'p> = (&'p [SourceCell], usize, Option<Vec<Fact>>);

/// A table whose values all stand in one run: the run that fits best.
pub(super) fn flat(
    spec: &TableSpec,
    cells: &[SourceCell],
    units: &[Unit],
    around: &Around<'_>,
) -> TableFacts {
    let width: usize = spec.rows.ids().map(|r| spec.width(r)).sum();
    let mut best: Option<Run<'_>> = None;
    for unit in units {
        let all = slice(cells, &unit.values);
        let values = trim(all, width);
        let runs = glued::runs(values, width);
        let glued = runs.is_some();
        let sure = around.own && (values.len() == width || glued);
        if parted::owned(spec, cells, unit, around)
            || !sure && !parted::headed(spec, cells, unit, around)
        {
            continue;
        }
        let filled = values.iter().filter(|p| p.text != CellText::Blank).count();
        let words = values.iter().filter(|p| p.text == CellText::Text).count();
        let fits = usize::from(values.len() == width || glued) * 1000;
        let worth = fits + filled + values.len().min(width);
        // blanks alone are values where there are as many as there should be, not in a row of padding
        let blanks = filled == 0 && values.len() == width && all.len() <= width + PADDING;
        let enough = values.len() * 2 >= width && (filled > words || blanks) || glued;
        if enough && best.as_ref().is_none_or(|(_, w, _)| worth > *w) {
            best = Some((values, worth, runs));
        }
    }
    let is_whole = |(values, _, runs): &Run<'_>| values.len() == width || runs.is_some();
    let whole = best.as_ref().is_some_and(is_whole);
    let parted = (!whole).then(|| parted::read(spec, cells, units, around.headings));
    if let Some(parted) = parted.flatten() {
        return parted;
    }
    let Some((values, _, mut runs)) = best else {
        return TableFacts {
            rows: vec![RowFacts::default(); spec.rows.len()].into(),
            ..TableFacts::default()
        };
    };
    let mut rest = values;
    let whole = match runs {
        Some(_) => RowState::Glued,
        None => state(values.len(), width),
    };
    let rows = spec.rows.ids().map(|row| {
        let (cells, tail) = rest.split_at(spec.width(row).min(rest.len()));
        rest = tail;
        RowFacts {
            label: values.first().map(|p| p.span),
            reading: None,
            state: whole,
            cells: match whole {
                RowState::Read => cells.iter().map(Fact::of).collect(),
                // the first row holds the digits of all
                _ => runs.take().unwrap_or_default().into(),
            },
        }
    });
    TableFacts {
        rows: rows.collect(),
        ..TableFacts::default()
    }
}
