//! Tables of which there are several with one caption, and tables that are read as two.

use super::form::TableSpec;
use super::table::{RowState, TableFacts};
use crate::document::{BlockKind, Document};
use crate::text::Span;

impl TableFacts {
    /// The table, and the further ones with its caption.
    pub fn all(&self) -> impl Iterator<Item = &TableFacts> {
        std::iter::once(self).chain(&self.further)
    }
}

/// Tables that one table of the document was read for, or would have been: both, and where it stands.
pub fn read_twice<'t>(
    tables: &[(&'t TableSpec, &'t TableFacts)],
) -> Vec<(&'t TableSpec, Option<&'t TableSpec>, Span)> {
    let labels = |facts: &'t TableFacts| {
        let read = facts.rows.iter().filter(|r| r.state == RowState::Read);
        read.filter_map(|r| r.label).filter(|s| !s.is_empty())
    };
    let mut found = Vec::new();
    for (at, (spec, facts)) in tables.iter().enumerate() {
        found.extend(facts.taken.map(|span| (*spec, None, span)));
        if spec.grid.is_some() {
            continue;
        }
        let before = tables.iter().take(at).filter(|(s, _)| s.grid.is_none());
        let shared = before.filter_map(|(other, known)| {
            let mut own = labels(facts);
            let span = own.find(|s| labels(known).any(|k| k == *s))?;
            Some((*spec, Some(*other), span))
        });
        found.extend(shared);
    }
    found
}

/// Rows of a table that were read from running text, while others of it were read from the cells of a table: the name of the
/// row, and where it stands.
pub fn read_from_text<'t>(
    document: &Document,
    tables: &[(&'t TableSpec, &'t TableFacts)],
) -> Vec<(&'t TableSpec, &'t str, Span)> {
    let in_table = |span: Span| {
        let blocks = &document.blocks;
        let at = blocks.partition_point(|b| b.span.end <= span.start);
        let block = blocks.get(at);
        block.is_some_and(|b| matches!(b.kind, BlockKind::Table(_)))
    };
    let mut found = Vec::new();
    for (spec, facts) in tables
        .iter()
        .filter(|(s, _)| s.grid.is_none() && !s.is_sheet())
    {
        let rows = spec.rows.iter().zip(&facts.rows);
        let read = rows.filter(|(_, r)| r.state == RowState::Read);
        let labelled = read.filter_map(|(axis, r)| Some((axis.name.as_str(), r.label?)));
        let (cells, text): (Vec<_>, Vec<_>) = labelled.partition(|(_, span)| in_table(*span));
        if cells.len() > text.len() {
            found.extend(text.into_iter().map(|(name, span)| (*spec, name, span)));
        }
    }
    found
}
