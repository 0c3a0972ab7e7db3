//! Items → the document: one text, its blocks, and where pages begin.

use super::flow::Item;
use super::lines::wrap_on;
use super::sheet::Sheet;
use crate::document::{Block, BlockKind, Cell, Document, Extent, Format, Marks, Row, Table};
use crate::text::{LineIndex, Span};

#[derive(Default)]
struct Builder {
    text: String,
    blocks: Vec<Block>,
    pages: Vec<u32>,
}

/// Writes the document of so many pages.
pub(super) fn build(items: Vec<Item>, pages: usize) -> Document {
    let mut out = Builder::default();
    for item in items {
        match item {
            Item::Text(parts) => out.paragraph(&parts),
            Item::Table(sheet) => out.table(&sheet),
            Item::Aside(text) => {
                let span = out.put(&text);
                out.block(span, BlockKind::Other);
            }
        }
    }
    out.begin(pages.saturating_sub(1));
    Document {
        format: Format::Pdf,
        lines: LineIndex::new(&out.text),
        text: out.text,
        blocks: out.blocks,
        pages: out.pages,
        ..Document::default()
    }
}

impl Builder {
    /// A page, counted from 0, begins here at the latest.
    fn begin(&mut self, page: usize) {
        let here = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        while self.pages.len() <= page {
            self.pages.push(here);
        }
    }

    fn put(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text.trim());
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        span
    }

    fn block(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
    }

    fn paragraph(&mut self, parts: &[(usize, String)]) {
        let start = self.text.len();
        let mut whole = String::new();
        for (page, text) in parts {
            // a word that goes on, not a new line
            let before = whole.len();
            wrap_on(&mut whole, text);
            let added = whole.get(before..).unwrap_or_default();
            self.begin(*page);
            self.text.push_str(added);
        }
        let span = Span::new(start, self.text.len()).trim(&self.text);
        self.text.push('\n');
        self.block(span, BlockKind::Paragraph);
    }

    fn table(&mut self, sheet: &Sheet) {
        let mut rows = vec![Row::default(); sheet.rows];
        let start = self.text.len();
        let mut end = start;
        for slot in &sheet.cells {
            self.begin(slot.page);
            let span = self.put(&slot.text);
            end = span.end as usize;
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let extent = Extent {
                column: count(slot.area.column),
                columns: count(slot.area.columns),
                rows: count(slot.area.rows),
            };
            if let Some(row) = rows.get_mut(slot.area.row) {
                row.cells.push(Cell {
                    span,
                    extent: Some(extent),
                });
            }
        }
        let table = Table {
            rows,
            marks: Marks::Rows,
        };
        self.block(Span::new(start, end), BlockKind::Table(table));
    }
}
