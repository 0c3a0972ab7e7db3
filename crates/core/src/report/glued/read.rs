//! From rows whose cells stand without anything between them to facts.

use super::Glued;
use super::cuts::{Digits, Sum};
use super::judge::{Unit, What, judge};
use super::solve::Across;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::fact::Fact;
use crate::report::form::TableSpec;
use crate::report::ids::RowId;
use crate::report::source_cells::SourceCell;
use crate::report::sums::TableSum;
use crate::report::table::{RowFacts, RowState, Rows};
use crate::text::{Id, Number, Span};

/// The runs of digits that the values of a row are, where they are too few and the digits enough for `width` numbers.
pub(in crate::report) fn runs(values: &[SourceCell], width: usize) -> Option<Vec<Fact>> {
    let filled: Vec<&SourceCell> = values
        .iter()
        .filter(|p| p.text != CellText::Blank)
        .collect();
    let sign = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let digits = |p: &&&SourceCell| p.folded.bytes().all(sign);
    let size: usize = filled.iter().map(|p| p.folded.len()).sum();
    // the way back from digits to the text: one byte each, or three for the wide ones
    let known =
        |p: &&&SourceCell| p.span.len() == p.folded.len() || p.span.len() == 3 * p.folded.len();
    // a number has no zero in front; runs that show none may be numbers beside lost cells
    let shown = |p: &&&SourceCell| p.folded.len() > 1 && p.folded.starts_with('0');
    let glued = filled.len() == 1 || filled.iter().any(|p| shown(&p));
    let all = filled.iter().all(|p| digits(&p) && known(&p));
    (glued && all && filled.len() < width && size >= width)
        .then(|| filled.into_iter().map(Fact::of).collect())
}

/// Parts the rows that are glued, as far as one way alone is left; `None` where there are none.
pub(in crate::report) fn part(spec: &TableSpec, rows: &mut Rows) -> Option<Glued> {
    if !rows.iter().any(|r| r.state == RowState::Glued) {
        return None;
    }
    let units = units(spec, rows);
    let sums: Vec<Across> = spec
        .sums
        .iter()
        .filter_map(|s| across(spec, &units, s))
        .collect();
    let (read, mut glued) = judge(&units, &sums);
    for (unit, values) in units.iter().zip(read) {
        let Some(first) = unit.rows.first() else {
            continue;
        };
        if rows.get(*first).map(|r| r.state) != Some(RowState::Glued) {
            continue;
        }
        match &values {
            Some(_) => glued.parted.extend(&unit.rows),
            None if !glued.unfit.contains(first) => glued.open.extend(&unit.rows),
            None => {}
        }
        write(spec, rows, unit, values.as_deref());
    }
    Some(glued)
}

/// The rows as sequences of numbers. Those of a flat table are one.
fn units(spec: &TableSpec, rows: &Rows) -> Vec<Unit> {
    let each: Vec<Vec<RowId>> = match spec.flat {
        true => vec![rows.ids().collect()],
        false => rows.ids().map(|r| vec![r]).collect(),
    };
    let unit = |own: Vec<RowId>| {
        let here: Vec<&RowFacts> = own.iter().filter_map(|r| rows.get(*r)).collect();
        Unit {
            width: own.iter().map(|r| spec.width(*r)).sum(),
            what: what(&here),
            rows: own,
        }
    };
    each.into_iter().map(unit).collect()
}

fn what(rows: &[&RowFacts]) -> What {
    let facts = rows.iter().flat_map(|r| &r.cells);
    match rows.first().map(|r| r.state) {
        Some(RowState::Glued) => {
            let mut run = Digits::default();
            for fact in facts {
                run.gaps.push(run.digits.len());
                run.digits
                    .extend(fact.folded().bytes().map(|b| b.wrapping_sub(b'0')));
            }
            // signs part numbers, but not all of them
            match run.digits.iter().all(|d| *d < 10) {
                true => What::Run(run),
                false => What::Unknown,
            }
        }
        Some(RowState::Read) => {
            let whole = |f: &Fact| match &f.text {
                CellText::Number { value, .. } => i64::try_from(value.to_whole()?).ok(),
                CellText::Dash | CellText::Nothing => Some(0),
                CellText::Blank | CellText::Text => None,
            };
            let small = |n: &i64| n.abs() < 1 << 40;
            let values: Option<Vec<i64>> = facts.map(|f| whole(f).filter(small)).collect();
            values.map_or(What::Unknown, What::Known)
        }
        _ => What::Unknown,
    }
}

/// A sum over units; `None` where one of them is unknown.
fn across(spec: &TableSpec, units: &[Unit], sum: &TableSum) -> Option<Across> {
    let mut all = Across::default();
    for (row, column, factor) in &sum.terms {
        let at = units.iter().position(|u| u.rows.contains(row))?;
        let unit = units.get(at)?;
        let value = spec.value(*row, *column)?;
        let before = unit.rows.iter().take_while(|r| *r != row);
        let before: usize = before.map(|r| spec.width(*r)).sum();
        if matches!(unit.what, What::Unknown) {
            let optional = spec.rows.get(*row).is_some_and(|r| r.optional);
            match optional {
                true => continue,
                false => return None,
            }
        }
        let term = (before + value.index(), *factor);
        match all.rows.iter_mut().find(|(r, _)| *r == at) {
            Some((_, part)) => part.terms.push(term),
            None => all.rows.push((at, Sum { terms: vec![term] })),
        }
    }
    Some(all)
}

/// Writes the numbers of a unit into its rows; without any, the rows stay unread.
fn write(spec: &TableSpec, rows: &mut Rows, unit: &Unit, values: Option<&[i64]>) {
    let first = unit.rows.first().and_then(|r| rows.get_mut(*r));
    let runs = first
        .map(|r| std::mem::take(&mut r.cells))
        .unwrap_or_default();
    let mut facts = values
        .map(|v| facts(runs.as_slice(), v))
        .unwrap_or_default()
        .into_iter();
    for at in &unit.rows {
        if let Some(row) = rows.get_mut(*at) {
            row.cells = facts.by_ref().take(spec.width(*at)).collect();
            if values.is_some() {
                row.state = RowState::Read;
            }
        }
    }
}

/// The numbers of runs, each at its place.
fn facts(runs: &[Fact], values: &[i64]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let (mut run, mut base) = (0, 0);
    for (place, value) in Digits::places(values).into_iter().zip(values) {
        while runs
            .get(run)
            .is_some_and(|r| place.start >= base + r.folded().len())
        {
            base += runs.get(run).map_or(0, |r| r.folded().len());
            run += 1;
        }
        let Some(here) = runs.get(run) else {
            break;
        };
        let wide = here.span.len() / here.folded().len().max(1);
        let at = |digit: usize| here.span.start as usize + (digit - base) * wide;
        let reading = CellReading::number(Number::whole((*value).into()));
        let span = Span::new(at(place.start), at(place.end));
        facts.push(Fact::new(&reading, span));
    }
    facts
}
