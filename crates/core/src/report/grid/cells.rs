//! The cells of the grids of one table, one row after the other, each with its column.

use super::find::Captioned;
use crate::document::Document;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::text::Span;
use std::sync::Arc;

/// A cell of a grid.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// Its first column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// Where it stands.
    pub span: Span,
    /// What its text comes to.
    pub reading: Arc<CellReading>,
}

/// The rows of all grids.
pub(super) struct Cells<'d> {
    /// Rows from top to bottom, those of heads among them.
    pub rows: Vec<Vec<Filled>>,
    /// The first row that is no head.
    pub first: usize,
    /// The document.
    pub document: &'d Document,
}

impl<'d> Cells<'d> {
    pub fn new(document: &'d Document, captioned: &Captioned<'d>, skip: &[String]) -> Self {
        let mut cells = Cells {
            rows: Vec::new(),
            first: 0,
            document,
        };
        for (_, table) in &captioned.grids {
            let rows: Vec<Vec<Filled>> = table.rows.iter().map(|r| cells.row(&r.cells)).collect();
            let head = rows
                .iter()
                .position(|r| is_data(r, skip))
                .unwrap_or(rows.len());
            let again = !cells.rows.is_empty();
            // the heads of a further page say nothing new
            cells
                .rows
                .extend(rows.into_iter().skip(if again { head } else { 0 }));
            if !again {
                cells.first = head;
            }
        }
        cells
    }

    fn row(&self, row: &[crate::document::Cell]) -> Vec<Filled> {
        let mut next = 0;
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let column = cell.extent.map_or(next, |e| e.column as usize);
            let columns = cell.extent.map_or(1, |e| (e.columns as usize).max(1));
            next = column + columns;
            cells.push(Filled {
                column,
                columns,
                span: cell.span,
                reading: CellReading::known(self.document.slice(cell.span)),
            });
        }
        cells
    }
}

/// Whether a row holds numbers that are no numbers of columns.
fn is_data(row: &[Filled], skip: &[String]) -> bool {
    let label = row.iter().find(|c| !c.reading.key.is_empty());
    let skipped = label.is_some_and(|c| skip.contains(&c.reading.key));
    let mut numbers = row
        .iter()
        .filter(|c| matches!(c.reading.text, CellText::Number { .. }));
    numbers.next().is_some() && !skipped && !counts(row)
}

/// Whether the numbers of a row only count: 1, 2, 3.
pub(super) fn counts(row: &[Filled]) -> bool {
    let numbers = row
        .iter()
        .filter(|c| matches!(c.reading.text, CellText::Number { .. }));
    let texts: Vec<&str> = numbers.map(|c| c.reading.folded.as_str()).collect();
    texts.len() > 1
        && texts
            .iter()
            .enumerate()
            .all(|(at, text)| text.parse() == Ok(at + 1))
}
