//! The labels of units in the forms under which rows may know them: whole, cut into cells, torn over neighbouring
//! lines, with a definition behind.

use super::form::{TableSpec, row_key};
use super::ids::RowId;
use super::source_cells::{SourceCell, Unit};
use super::table::similar;
use super::widths::is_head;
use crate::grammar::CellText;
use std::ops::Range;

/// The label of a unit, in the forms under which a row may know it.
pub(super) struct Candidate {
    /// The last cell of the label, the last two joined, and so on: a label may be cut into cells.
    keys: Vec<String>,
    /// How many values stand behind it; none where it is the head of the table.
    pub values: usize,
    /// The rows of the table that have exactly this label, each with the index of the longest key that they know it by.
    rows: Vec<(RowId, usize)>,
    /// The cell that stands for a label that is torn over more than this unit, and so has no text of its own.
    pub torn: Option<usize>,
}

/// The most cells that a label is cut into.
const CUTS: usize = 6;

/// The labels of all units, in order.
pub(super) fn candidates(spec: &TableSpec, cells: &[SourceCell], units: &[Unit]) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = units
        .iter()
        .map(|u| Candidate::new(spec, cells, u))
        .collect();
    for at in 0..units.len() {
        if let Some((keys, label)) = torn(spec, cells, units, &all, at)
            && let Some(candidate) = all.get_mut(at)
        {
            candidate.rows = known(spec, &keys);
            candidate.keys = keys;
            candidate.torn = Some(label);
        }
    }
    all
}

impl Candidate {
    fn new(spec: &TableSpec, cells: &[SourceCell], unit: &Unit) -> Self {
        let values = slice(cells, &unit.values);
        let labels = slice(cells, &unit.labels);
        let mut keys = joined(labels);
        if !keys.iter().any(|key| is_row(spec, key))
            && let Some(term) = labels
                .last()
                .and_then(|p| headed(spec, &p.folded).or_else(|| defined(spec, &p.folded)))
        {
            keys = vec![term];
        }
        Candidate {
            rows: known(spec, &keys),
            keys,
            values: match is_head(values) || names_columns(spec, labels, values) {
                true => 0,
                false => values.len(),
            },
            torn: None,
        }
    }

    /// How well it fits a row: the label decides, then the number of values.
    pub(super) fn fit(&self, spec: &TableSpec, row: RowId) -> u32 {
        let worth = self.values > 0 || spec.is_sheet();
        let Some(axis) = spec.rows.get(row).filter(|_| worth) else {
            return 0;
        };
        let mut known = self.rows.iter();
        let label = match known.find(|(at, _)| *at == row) {
            // a label with those of its groups says more than the label alone
            Some((_, groups)) => 1000 + 10 * *groups as u32,
            None if self.is_exact() => 0,
            None => {
                let last = self.keys.first().map(String::as_str).unwrap_or_default();
                let alike = axis.keys.iter().map(|k| similar(last, k)).max();
                alike.filter(|a| *a >= 60).map_or(0, |a| a * 5)
            }
        };
        let complete = self.values == spec.width(row);
        match label {
            0 => 0,
            label => label + u32::from(complete) * 100,
        }
    }

    /// Some row of the table has exactly this label.
    fn is_exact(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The key of the label alone.
    pub(super) fn key(&self) -> &str {
        self.keys.first().map(String::as_str).unwrap_or_default()
    }
}

fn is_row(spec: &TableSpec, key: &str) -> bool {
    !spec.rows_of(key).is_empty()
}

/// The rows that have one of some keys, each with the index of the last of those.
fn known(spec: &TableSpec, keys: &[String]) -> Vec<(RowId, usize)> {
    let mut rows: Vec<(RowId, usize)> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        for row in spec.rows_of(key) {
            match rows.iter_mut().find(|(known, _)| known == row) {
                Some((_, last)) => *last = at,
                None => rows.push((*row, at)),
            }
        }
    }
    rows
}

/// The last label, the last two joined, and so on.
fn joined(labels: &[SourceCell]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for cell in labels.iter().rev().take(CUTS) {
        let behind = keys.last().map(String::as_str).unwrap_or_default();
        keys.push(format!("{}{behind}", cell.key));
    }
    keys
}

/// The key of a row behind which its definition stands, after a colon or in brackets.
fn defined(spec: &TableSpec, folded: &str) -> Option<String> {
    let ends = folded
        .char_indices()
        .filter(|(_, c)| matches!(c, ':' | '('));
    let terms = ends.take(CUTS).filter_map(|(at, _)| folded.get(..at));
    let mut keys = terms.map(row_key).filter(|k| !k.is_empty());
    keys.find(|k| is_row(spec, k) || spec.row_groups.iter().any(|g| g.keys.contains(k)))
}

/// The key of a row that stands with its number behind the label of its group, in one cell.
fn headed(spec: &TableSpec, folded: &str) -> Option<String> {
    let numbers = folded.match_indices('(').take(CUTS);
    let mut parts = numbers.filter_map(|(at, _)| folded.split_at_checked(at));
    parts.find_map(|(group, row)| {
        let (group, row) = (row_key(group), row_key(row));
        let known = spec.row_groups.iter().any(|g| g.keys.contains(&group));
        (known && is_row(spec, &row)).then_some(row)
    })
}

/// Whether a label that is that of a column too stands beside labels of other columns, with nothing behind it: a head.
fn names_columns(spec: &TableSpec, labels: &[SourceCell], values: &[SourceCell]) -> bool {
    let Some((last, before)) = labels.split_last() else {
        return false;
    };
    let of_column = |p: &SourceCell| spec.columns.iter().any(|c| c.keys.contains(&p.key));
    let of_group = |p: &SourceCell| spec.column_groups.iter().any(|g| g.keys.contains(&p.key));
    let beside = |p: &SourceCell| p.key != last.key && (of_column(p) || of_group(p));
    of_column(last) && before.iter().any(beside) && values.iter().all(|v| v.text == CellText::Blank)
}

/// The key of a row of which this unit has the values and its neighbours a part of the label; and the last cell of
/// the label. A neighbour gives its label away only where it has no values of its own.
fn torn(
    spec: &TableSpec,
    cells: &[SourceCell],
    units: &[Unit],
    all: &[Candidate],
    at: usize,
) -> Option<(Vec<String>, usize)> {
    let (unit, own) = (units.get(at)?, all.get(at)?);
    if own.is_exact() || !has_number(slice(cells, &unit.values)) {
        return None;
    }
    let bare = |nth: usize| -> Option<&Unit> {
        let unit = units.get(nth)?;
        let free = all
            .get(nth)
            .is_some_and(|c| !c.is_exact() && c.torn.is_none());
        let empty = slice(cells, &unit.values)
            .iter()
            .all(|p| p.text == CellText::Blank);
        (free && empty && !unit.labels.is_empty()).then_some(unit)
    };
    let before = at.checked_sub(1).and_then(bare);
    let behind = bare(at + 1);
    // the end of the label may stand on a line of its own before the label of the next row
    let next = units.get(at + 1).map(|u| slice(cells, &u.labels));
    let next = next.and_then(|labels| labels.split_last());
    let ends = match behind {
        Some(unit) => slice(cells, &unit.labels),
        None => next.map(|(_, ends)| ends).unwrap_or_default(),
    };
    let own = joined(slice(cells, &unit.labels));
    let own = own.iter().map(String::as_str);
    let own: Vec<&str> = match unit.labels.is_empty() {
        true => vec![""],
        false => own.rev().collect(),
    };
    let mut heads = vec![String::new()];
    heads.extend(
        before
            .map(|u| joined(slice(cells, &u.labels)))
            .into_iter()
            .flatten(),
    );
    let mut tails = vec![String::new()];
    for cell in ends.iter().take(CUTS) {
        let so_far = tails.last().map(String::as_str).unwrap_or_default();
        tails.push(format!("{so_far}{}", cell.key));
    }
    for (nth, own) in own.iter().enumerate() {
        for head in heads.iter().filter(|h| nth == 0 || h.is_empty()) {
            for tail in &tails {
                let key = format!("{head}{own}{tail}");
                if (head.is_empty() && tail.is_empty()) || !is_row(spec, &key) {
                    continue;
                }
                let last = match (tail.is_empty(), unit.labels.is_empty(), before) {
                    (false, _, _) => units.get(at + 1)?.labels.start,
                    (_, true, Some(unit)) => unit.labels.end.checked_sub(1)?,
                    _ => unit.labels.end.checked_sub(1)?,
                };
                return Some((vec![key], last));
            }
        }
    }
    None
}

/// Whether any value is a number.
pub(super) fn has_number(values: &[SourceCell]) -> bool {
    values
        .iter()
        .any(|p| matches!(p.text, CellText::Number { .. }))
}

fn slice<'p>(cells: &'p [SourceCell], range: &Range<usize>) -> &'p [SourceCell] {
    cells.get(range.clone()).unwrap_or_default()
}
