//! Sheets → one text with its blocks, and for each piece of it the cell that it was taken from.
//!
//! Each cell with prose is a paragraph, and each row of a table a line with a tab between its cells.

use super::rows::{Areas, Line, Piece, pieces};
use super::sheet::{Cell, Sheet};
use super::{grid, too_complex};
use crate::docx::emit::lines;
use crate::{MOST_CELLS, MOST_TEXT, ReadError};
use gouji_core::document::{
    Block, BlockKind, Cell as GridCell, Marks, Note, NoteKind, Row, SheetCell, Sheets, Table,
};
use gouji_core::text::Span;
use std::collections::BTreeMap;

/// Cells of a kind of note that are named.
const MOST_NAMED: usize = 20;

/// A text in the making.
#[derive(Default)]
pub(super) struct Layout {
    pub text: String,
    pub blocks: Vec<Block>,
    pub sheets: Sheets,
    /// What is noted, with the places of the first cells.
    noted: BTreeMap<u8, (NoteKind, Vec<Span>, usize)>,
}

impl Layout {
    /// Lays out a sheet.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> Result<(), ReadError> {
        self.sheets.names.push(sheet.name.clone());
        if sheet.left_out {
            return self.named(sheet);
        }
        let areas = sheet.areas.iter().map(|a| ((a.row, a.column), *a));
        let areas: Areas = areas.collect();
        for piece in pieces(sheet, &areas) {
            match piece {
                Piece::Prose(cells) => {
                    for cell in cells {
                        self.prose(cell)?;
                    }
                }
                Piece::Table(lines) => self.table(&lines, &areas)?,
            }
        }
        for cell in &sheet.boxes {
            self.prose(cell)?;
        }
        Ok(())
    }

    /// The first cell of a sheet that is not read.
    fn named(&mut self, sheet: &Sheet) -> Result<(), ReadError> {
        let Some(cell) = sheet.cells.first() else {
            return Ok(());
        };
        self.line_end();
        let span = self.cell((cell.row, cell.column), &cell.text)?;
        self.note(NoteKind::SameForm, span);
        self.blocks.push(Block {
            span,
            kind: BlockKind::Other,
        });
        Ok(())
    }

    fn prose(&mut self, cell: &Cell) -> Result<(), ReadError> {
        self.line_end();
        let span = self.cell((cell.row, cell.column), &cell.text)?;
        if let Some(kind) = cell.noted {
            self.note(kind, span);
        }
        for span in lines(&self.text, span) {
            self.blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            });
        }
        Ok(())
    }

    fn table(&mut self, lines: &[Line<'_>], areas: &Areas) -> Result<(), ReadError> {
        let mut rows = Vec::new();
        for places in grid::places(lines, areas)? {
            self.line_end();
            let mut cells = Vec::new();
            for place in places {
                if !cells.is_empty() {
                    self.text.push('\t');
                }
                let text = place.cell.map_or("", |c| &c.text);
                let span = self.cell(place.at, text)?;
                if let Some(kind) = place.cell.and_then(|c| c.noted) {
                    self.note(kind, span);
                }
                let extent = Some(place.extent);
                cells.push(GridCell { span, extent });
            }
            // also behind a row that ends in a blank cell: each cell has a place of its own
            self.text.push('\n');
            rows.push(Row { cells });
        }
        let mut cells = rows.iter().flat_map(|row: &Row| &row.cells);
        if let Some(first) = cells.next() {
            let last = cells.next_back().unwrap_or(first);
            let span = first.span.cover(last.span);
            let marks = Marks::Rows;
            let kind = BlockKind::Table(Table { rows, marks });
            self.blocks.push(Block { span, kind });
        }
        Ok(())
    }

    /// The text of a cell, without white space around it.
    fn cell(&mut self, (row, column): (u32, u32), text: &str) -> Result<Span, ReadError> {
        let start = self.text.len();
        let all = start.saturating_add(text.len());
        if all > MOST_TEXT || self.sheets.cells.len() >= MOST_CELLS {
            return Err(too_complex());
        }
        self.text.push_str(text.trim());
        self.sheets.cells.push(SheetCell {
            at: u32::try_from(start).map_err(|_| too_complex())?,
            sheet: u32::try_from(self.sheets.names.len() - 1).map_err(|_| too_complex())?,
            row,
            column,
        });
        Ok(Span::new(start, self.text.len()))
    }

    fn line_end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn note(&mut self, kind: NoteKind, span: Span) {
        let noted = self.noted.entry(kind as u8);
        let (_, spans, count) = noted.or_insert_with(|| (kind, Vec::new(), 0));
        *count += 1;
        if spans.len() < MOST_NAMED {
            spans.push(span);
        }
    }

    /// What is said of cells: a note for each that is named, and one for the rest of its kind.
    pub(super) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (kind, spans, count) in self.noted.values() {
            notes.extend(spans.iter().map(|span| Note {
                kind: *kind,
                span: Some(*span),
                count: 1,
            }));
            notes.extend(Note::counted(*kind, count - spans.len()));
        }
        notes
    }
}
