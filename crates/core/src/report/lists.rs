//! Tables in sections that are none of the form's: lists of problems, of documents.

use super::ids::SectionId;
use super::read::Report;
use crate::document::BlockKind;
use crate::text::Span;

impl Report<'_> {
    /// The cells of a section's tables, those of the form left out.
    pub fn listed(&self, section: SectionId) -> Vec<Span> {
        let Some(begin) = self.heading(section).map(|h| h.span.end) else {
            return Vec::new();
        };
        let headings = self.headings.iter();
        let behind = headings.map(|h| h.span.start).filter(|at| *at >= begin);
        let end = behind.min().unwrap_or(u32::MAX);
        let of_form = |span: Span| {
            let mut tables = self.tables.iter().filter_map(|t| t.span);
            tables.any(|t| t.overlaps(span))
        };
        let blocks = self.document.blocks.iter();
        let own = blocks.filter(|b| b.span.start >= begin && b.span.end <= end);
        let tables = own.filter_map(|block| match &block.kind {
            BlockKind::Table(table) if !of_form(block.span) => Some(table),
            _ => None,
        });
        let cells = tables.flat_map(|t| t.rows.iter().flat_map(|row| &row.cells));
        cells.map(|cell| cell.span).collect()
    }
}
