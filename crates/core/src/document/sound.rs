//! Whether a document is one, where it comes from somebody who may have changed it.

use super::{Block, BlockKind, Document, Extent};
use crate::text::Span;

/// No table is wider or higher than this, in columns or rows.
const LARGEST: u32 = 1 << 20;

impl Document {
    /// Whether all spans point into the text, blocks and cells are in order, and tables have a size that tables have. What a
    /// reader makes is always sound; what was sent or stored may not be.
    pub fn is_sound(&self) -> bool {
        let text = |span: &Span| span.start <= span.end && self.text.get(span.range()).is_some();
        let inside = |n: &u32| self.text.is_char_boundary(*n as usize);
        let noted = self.notes.iter().filter_map(|n| n.span.as_ref());
        let blocks = self.blocks.iter().map(|b| &b.span);
        in_order(self.blocks.iter().map(|b| b.span))
            && in_order(self.comments.iter().copied())
            && self.sheets.is_sound(&self.text)
            && self.pages.is_sorted()
            && self.pages.iter().all(inside)
            && blocks
                .chain(&self.comments)
                .chain(&self.named)
                .chain(noted)
                .all(text)
            && self.blocks.iter().all(|b| self.holds_cells(b))
    }

    fn holds_cells(&self, block: &Block) -> bool {
        let BlockKind::Table(table) = &block.kind else {
            return true;
        };
        let fits = |e: Extent| {
            let end = e.column.saturating_add(e.columns);
            e.columns > 0 && end <= LARGEST && (1..=LARGEST).contains(&e.rows)
        };
        let whole = |span: Span| self.text.get(span.range()).is_some();
        table
            .cells()
            .all(|(_, c)| block.span.contains(c.span) && whole(c.span) && c.extent.is_none_or(fits))
    }
}

/// Whether spans follow each other.
fn in_order(mut spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    spans.all(|span| {
        let follows = end <= span.start && span.start <= span.end;
        end = span.end;
        follows
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Row, Table};

    fn document(block: Span, cell: Span, extent: Option<Extent>) -> Document {
        let table = Table {
            rows: vec![Row {
                cells: vec![Cell { span: cell, extent }],
            }],
            ..Table::default()
        };
        Document {
            text: "甲乙".to_owned(),
            blocks: vec![Block {
                span: block,
                kind: BlockKind::Table(table),
            }],
            ..Document::default()
        }
    }

    #[test]
    fn a_document_that_points_nowhere_is_not_sound() {
        let (first, whole) = (Span::new(0, 3), Span::new(0, 6));
        let extent = |column, columns, rows| {
            Some(Extent {
                column,
                columns,
                rows,
            })
        };
        assert!(document(whole, first, None).is_sound());
        assert!(document(whole, first, extent(0, 1, 1)).is_sound());
        for wrong in [
            document(Span::new(0, 9), first, None),
            document(Span { start: 6, end: 0 }, first, None),
            document(first, whole, None),
            document(whole, Span::new(1, 3), None),
            document(whole, Span { start: 3, end: 0 }, None),
            document(whole, first, extent(u32::MAX, 2, 1)),
            document(whole, first, extent(0, 0, 1)),
            document(whole, first, extent(0, 1, u32::MAX)),
        ] {
            assert!(!wrong.is_sound(), "{wrong:?}");
        }
        let twice = Document {
            comments: vec![whole, first],
            ..document(whole, first, None)
        };
        assert!(!twice.is_sound());
        let pages = Document {
            pages: vec![1],
            ..document(whole, first, None)
        };
        assert!(!pages.is_sound());
    }
}
