//! Tables of which only the rows are known: where each cell belongs follows from the figures in them.

use super::figures::Figures;
use gouji_core::document::{Cell, Extent, Table};
use gouji_core::text::Span;

/// A cell as it is drawn.
#[derive(Clone, Debug)]
pub(super) enum Drawn<'f> {
    /// A cell of the document.
    Cell(Cell),
    /// A blank cell that belongs to the label above it.
    Below(Cell),
    /// The head of columns, as the form has it; and how many columns it covers.
    Head(&'f str, u32),
}

/// The rows of a table as they are drawn, and the heads that could not be put in their places.
pub(super) fn rows<'f>(table: &Table, figures: &'f Figures) -> (Vec<Vec<Drawn<'f>>>, Vec<Span>) {
    let known = |row: &[Cell]| row.iter().all(|c| c.extent.is_some());
    let cells: Vec<&[Cell]> = table.rows.iter().map(|r| r.cells.as_slice()).collect();
    if cells.iter().all(|row| known(row)) {
        let all = cells
            .iter()
            .map(|row| row.iter().copied().map(Drawn::Cell).collect());
        return (all.collect(), Vec::new());
    }
    let first = |row: &[Cell]| row.iter().position(|c| figures.cell(c.span).is_some());
    let widths = cells.iter().filter(|r| first(r).is_some()).map(|r| r.len());
    let width = widths
        .max()
        .or(cells.iter().map(|r| r.len()).max())
        .unwrap_or(0);
    let mut drawn = Vec::new();
    let mut homeless = Vec::new();
    let mut heads: Vec<&[Cell]> = Vec::new();
    for row in cells {
        match first(row) {
            None => heads.push(row),
            Some(at) => {
                above(&heads, row, at, width, figures, &mut drawn, &mut homeless);
                heads.clear();
                drawn.push(labelled(row, at, width));
            }
        }
    }
    drawn.extend(heads.iter().map(|row| spread(row, row.len(), width)));
    (drawn, homeless)
}

/// The rows of heads above a row with figures: as they stand where they fit, else those of the form.
fn above<'f>(
    heads: &[&[Cell]],
    row: &[Cell],
    first: usize,
    width: usize,
    figures: &'f Figures,
    drawn: &mut Vec<Vec<Drawn<'f>>>,
    homeless: &mut Vec<Span>,
) {
    let single = |head: &[Cell]| head.iter().filter(|c| !c.span.is_empty()).count() < 2;
    let fits = |head: &&[Cell]| head.len() == row.len() || single(head);
    let fit = heads.iter().all(fits);
    for head in heads.iter().filter(|head| fit || single(head)) {
        match single(head) {
            true => {
                let cell = head.iter().find(|c| !c.span.is_empty());
                drawn.extend(cell.map(|c| vec![covering(*c, width)]));
            }
            false => drawn.push(spread(head, first, width)),
        }
    }
    if fit {
        return;
    }
    let lost = heads.iter().filter(|head| !single(head));
    homeless.extend(lost.flat_map(|head| head.iter().map(|c| c.span)));
    let labels = row
        .iter()
        .skip(first)
        .map(|c| figures.labels(c.span).unwrap_or_default());
    let labels: Vec<[&str; 2]> = labels.collect();
    let groups = labels.chunk_by(|[a, _], [b, _]| a == b);
    if groups.clone().nth(1).is_some() {
        // several rows of the form stand in one row of the document
        let wide = |group: &[[&'f str; 2]]| (group.first().map_or("", |[row, _]| row), group.len());
        drawn.push(headed(groups.map(wide), width));
    }
    drawn.push(headed(labels.iter().map(|[_, column]| (*column, 1)), width));
}

/// A row of heads, each as wide as it says, at the right end of the table.
fn headed<'f>(heads: impl Iterator<Item = (&'f str, usize)>, width: usize) -> Vec<Drawn<'f>> {
    let heads: Vec<(&str, usize)> = heads.collect();
    let before = width.saturating_sub(heads.iter().map(|(_, n)| n).sum());
    let blank = Some(("", before)).filter(|_| before > 0);
    let all = blank.into_iter().chain(heads);
    all.map(|(label, n)| Drawn::Head(label, u32::try_from(n).unwrap_or(u32::MAX)))
        .collect()
}

/// A row of labels and figures: its last label covers what is left of the row.
fn labelled<'f>(row: &[Cell], first: usize, width: usize) -> Vec<Drawn<'f>> {
    let mut line = spread(row, first, width);
    for one in line.iter_mut().take(first) {
        if let Drawn::Cell(cell) = *one
            && cell.span.is_empty()
        {
            *one = Drawn::Below(cell);
        }
    }
    line
}

/// A row of which the cell before the nth one covers what is left.
fn spread<'f>(row: &[Cell], nth: usize, width: usize) -> Vec<Drawn<'f>> {
    let wide = nth.checked_sub(1).unwrap_or(row.len().saturating_sub(1));
    let more = width.saturating_sub(row.len());
    let cells = row.iter().enumerate();
    let one = |(at, cell): (usize, &Cell)| match at == wide && more > 0 {
        true => covering(*cell, more + 1),
        false => Drawn::Cell(*cell),
    };
    cells.map(one).collect()
}

fn covering<'f>(cell: Cell, columns: usize) -> Drawn<'f> {
    let columns = u32::try_from(columns).unwrap_or(u32::MAX);
    let extent = Extent {
        column: 0,
        columns,
        rows: 1,
    };
    Drawn::Cell(Cell {
        extent: Some(extent),
        ..cell
    })
}
