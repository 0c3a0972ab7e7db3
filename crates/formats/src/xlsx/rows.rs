//! A sheet → titles, prose and tables, by its rows.
//!
//! A row that nothing stands in ends a table, unless a merged cell goes on. Where a table has borders, what has none is no
//! part of it; a row with one cell in front of it or behind it is a title or a remark. Without borders a row with one cell
//! stands between two tables where words follow, and has blank cells where numbers do or where blank cells are merged.

use super::sheet::{Area, Cell, Sheet};
use std::collections::{HashMap, HashSet};

/// A row: its cells that are not blank.
#[derive(Debug)]
pub(super) struct Line<'s> {
    pub row: u32,
    pub cells: &'s [Cell],
    /// A cell of a row above goes on in it.
    pub held: bool,
    /// A blank cell of it is merged with others.
    pub blank: bool,
}

/// A piece of a sheet.
#[derive(Debug)]
pub(super) enum Piece<'s> {
    /// Cells that are titles or prose, each for itself.
    Prose(&'s [Cell]),
    /// Rows of a table.
    Table(Vec<Line<'s>>),
}

/// Merged areas by the cell that they begin with.
pub(super) type Areas = HashMap<(u32, u32), Area>;

/// The pieces of a sheet, from top to bottom.
pub(super) fn pieces<'s>(sheet: &'s Sheet, areas: &Areas) -> Vec<Piece<'s>> {
    let filled: HashSet<(u32, u32)> = sheet.cells.iter().map(|c| (c.row, c.column)).collect();
    let blanks = areas.keys().filter(|place| !filled.contains(*place));
    let blanks: HashSet<u32> = blanks.map(|(row, _)| *row).collect();
    let mut pieces = Vec::new();
    let mut region: Vec<Line<'s>> = Vec::new();
    // the row behind the last one that a merged cell of the region reaches
    let mut reach = 0;
    for cells in sheet.cells.chunk_by(|a, b| a.row == b.row) {
        let Some(row) = cells.first().map(|c| c.row) else {
            continue;
        };
        let next = region.last().is_some_and(|last| last.row + 1 == row);
        if !region.is_empty() && !next && reach <= row {
            pieces.extend(parted(std::mem::take(&mut region)));
        }
        let held = !region.is_empty() && reach > row;
        let blank = blanks.contains(&row);
        region.push(Line {
            row,
            cells,
            held,
            blank,
        });
        for cell in cells {
            if let Some(area) = areas.get(&(cell.row, cell.column)) {
                reach = reach.max(area.row + area.rows);
            }
        }
    }
    pieces.extend(parted(region));
    pieces
}

impl Line<'_> {
    /// One cell, and no other.
    fn is_single(&self) -> bool {
        self.cells.len() == 1 && !self.held && !self.blank
    }

    fn is_bordered(&self) -> bool {
        self.cells.iter().any(|c| c.bordered)
    }
}

/// The pieces of rows that follow each other.
fn parted(region: Vec<Line<'_>>) -> Vec<Piece<'_>> {
    let bordered = region.iter().any(|l| !l.is_single() && l.is_bordered());
    let inside: Vec<bool> = match bordered {
        true => region.iter().map(|l| l.is_bordered() || l.held).collect(),
        false => {
            let all = (0..region.len()).map(|at| is_row(&region, at));
            all.collect()
        }
    };
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (line, inside) in region.into_iter().zip(inside) {
        match (inside, pieces.last_mut()) {
            (true, Some(Piece::Table(rows))) => rows.push(line),
            (true, _) => pieces.push(Piece::Table(vec![line])),
            (false, _) => pieces.push(Piece::Prose(line.cells)),
        }
    }
    pieces.into_iter().flat_map(trimmed).collect()
}

/// Whether a line without borders is a row of a table: it has several cells, or one to the side of which numbers are
/// missing.
fn is_row(region: &[Line<'_>], at: usize) -> bool {
    let Some(line) = region.get(at) else {
        return false;
    };
    let [cell] = line.cells else { return true };
    if line.held || line.blank {
        return true;
    }
    let rows = region.iter().skip(at + 1).filter(|l| !l.is_single());
    let next = rows.take(1).flat_map(|l| l.cells);
    let mut numbers = next.filter(|c| is_number(&c.text));
    let label = cell.text.chars().nth(LONGEST_LABEL).is_none() && !is_number(&cell.text);
    label && numbers.next().is_some()
}

/// The longest label of a row whose other cells are blank, in characters.
const LONGEST_LABEL: usize = 60;

/// Whether a text is a number, as far as that can be seen by its signs.
fn is_number(text: &str) -> bool {
    let signs = |c: char| c.is_numeric() || c.is_ascii_punctuation() || c.is_whitespace();
    text.chars().any(char::is_numeric) && text.chars().all(signs)
}

/// A table whose first and last rows are prose is a table between prose.
fn trimmed(piece: Piece<'_>) -> Vec<Piece<'_>> {
    let Piece::Table(mut rows) = piece else {
        return vec![piece];
    };
    let is_row = |line: &Line<'_>| !line.is_single();
    let Some(first) = rows.iter().position(is_row) else {
        return prose(rows);
    };
    let last = rows.iter().rposition(is_row).unwrap_or(first);
    let behind = rows.split_off(last + 1);
    let table = rows.split_off(first);
    let mut all = prose(rows);
    all.push(Piece::Table(table));
    all.extend(prose(behind));
    all
}

fn prose(lines: Vec<Line<'_>>) -> Vec<Piece<'_>> {
    let all = lines.into_iter();
    all.map(|line| Piece::Prose(line.cells)).collect()
}
