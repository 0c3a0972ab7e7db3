//! The parts of a report: symbols and folds.

use std::collections::BTreeSet;

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, SymbolKind, Uri,
};

use super::Open;
use crate::buffers::Buffer;
use crate::serve::Session;
use gouji_core::text::Span;

/// Sections, the tables in them, and their rows.
pub fn symbols(session: &Session, uri: &Uri, buffer: &Buffer) -> Option<DocumentSymbolResponse> {
    let open = Open::new(session, uri, buffer)?;
    let mut tables: Vec<(Span, DocumentSymbol)> = Vec::new();
    for (table, span) in open.evaluated.found() {
        let rows = table.rows.iter();
        let rows = rows.filter_map(|r| Some((&r.axis.name, r.place()?)));
        let rows = rows.map(|(name, place)| symbol(&open, name, SymbolKind::FIELD, place));
        let mut one = symbol(
            &open,
            &table.title,
            SymbolKind::ARRAY,
            (span, Span::at(span.start as usize)),
        );
        one.children = Some(rows.collect());
        tables.push((span, one));
    }
    let mut all = Vec::new();
    for section in &open.analysis.checked.sections {
        let head = first_line(section.span, &open.analysis.document.text);
        let mut one = symbol(
            &open,
            &section.title,
            SymbolKind::NAMESPACE,
            (section.span, head),
        );
        let (inside, rest) = tables
            .into_iter()
            .partition(|(span, _)| section.span.contains(*span));
        tables = rest;
        let inside: Vec<(Span, DocumentSymbol)> = inside;
        one.children = Some(inside.into_iter().map(|(_, table)| table).collect());
        all.push(one);
    }
    all.extend(tables.into_iter().map(|(_, table)| table));
    Some(DocumentSymbolResponse::Nested(all))
}

/// Sections and tables.
pub fn folds(session: &Session, uri: &Uri, buffer: &Buffer) -> Option<Vec<FoldingRange>> {
    let open = Open::new(session, uri, buffer)?;
    let text = &open.analysis.document.text;
    let sections = open
        .analysis
        .checked
        .sections
        .iter()
        .map(|s| s.span.trim(text));
    let tables = open.evaluated.found().map(|(_, span)| span);
    let mut folds: Vec<FoldingRange> = Vec::new();
    let mut begun = BTreeSet::new();
    for span in sections.chain(tables) {
        let range = open.page.range(span);
        if range.end.line > range.start.line && begun.insert(range.start.line) {
            folds.push(FoldingRange {
                start_line: range.start.line,
                end_line: range.end.line,
                kind: Some(FoldingRangeKind::Region),
                ..FoldingRange::default()
            });
        }
    }
    Some(folds)
}

fn first_line(span: Span, text: &str) -> Span {
    let inner = span.of(text);
    let end = inner.find(['\n', '\r']).unwrap_or(inner.len());
    Span::new(span.start as usize, span.start as usize + end)
}

#[allow(deprecated)]
fn symbol(open: &Open<'_>, name: &str, kind: SymbolKind, place: (Span, Span)) -> DocumentSymbol {
    let (whole, head) = place;
    DocumentSymbol {
        // clients refuse names that say nothing
        name: match name.trim().is_empty() {
            true => "\u{b7}".to_owned(),
            false => name.to_owned(),
        },
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: open.page.range(whole.cover(head)),
        selection_range: open.page.range(head),
        children: None,
    }
}
