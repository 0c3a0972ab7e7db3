//! Items → the document: one text, its blocks, and where pages begin.

use super::flow::Item;
use super::printed::Printed;
use super::sheet::Sheet;
use super::trace::{Blank, Trace};
use gouji_core::document::{Block, BlockKind, Cell, Document, Extent, Format, Marks, Row, Table};
use gouji_core::text::{LineIndex, Span};

#[derive(Default)]
struct Builder<'t> {
    text: String,
    blocks: Vec<Block>,
    pages: Vec<u32>,
    /// Keeps where the text is printed.
    trace: Option<&'t mut Trace>,
}

/// Writes the document of so many pages, and where its text is printed.
pub(super) fn build(items: Vec<Item>, pages: usize, trace: Option<&mut Trace>) -> Document {
    let mut out = Builder {
        trace,
        ..Builder::default()
    };
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
    out.begin(pages.saturating_sub(1), out.text.len());
    Document {
        format: Format::Pdf,
        lines: LineIndex::new(&out.text),
        text: out.text,
        blocks: out.blocks,
        pages: out.pages,
        ..Document::default()
    }
}

impl Builder<'_> {
    /// A page, counted from 0, begins here at the latest.
    fn begin(&mut self, page: usize, here: usize) {
        let here = u32::try_from(here).unwrap_or(u32::MAX);
        while self.pages.len() <= page {
            self.pages.push(here);
        }
    }

    fn put(&mut self, text: &Printed) -> Span {
        let start = self.text.len();
        let skipped = text.len() - text.trim_start().len();
        self.text.push_str(text.trim());
        if let Some(trace) = &mut self.trace {
            trace.put(text, skipped, Span::new(start, self.text.len()));
        }
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        span
    }

    fn block(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
    }

    fn paragraph(&mut self, parts: &[(usize, Printed)]) {
        let start = self.text.len();
        let mut whole = Printed::default();
        for (page, text) in parts {
            self.begin(*page, start + whole.len());
            // a word that goes on, not a new line
            whole.wrap_on(text);
        }
        self.text.push_str(&whole);
        let all = Span::new(start, self.text.len());
        if let Some(trace) = &mut self.trace {
            trace.put(&whole, 0, all);
        }
        let span = all.trim(&self.text);
        self.text.push('\n');
        self.block(span, BlockKind::Paragraph);
    }

    fn table(&mut self, sheet: &Sheet) {
        let mut rows = vec![Row::default(); sheet.rows];
        let start = self.text.len();
        let mut end = start;
        for slot in &sheet.cells {
            self.begin(slot.page, self.text.len());
            let span = self.put(&slot.text);
            if let (true, Some(trace)) = (span.is_empty(), &mut self.trace) {
                trace.blanks.push(Blank {
                    text: span,
                    page: slot.page,
                    rect: slot.rect,
                });
            }
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
