//! What was read from a text that is no report: its paragraphs and tables as they stand.

use std::io::{self, Write};

use serde::Serialize;

use super::FactsOptions;
use super::messages::BlockCaption;
use super::text::PLACE;
use crate::columns::{clip, flat, left, right, width};
use crate::place::{Range, at};
use gouji_core::document::{BlockKind, Cell, Document, Row};
use gouji_core::text::Span;

/// Writes what was read, a line for each paragraph and each row of a table.
pub(super) fn text(
    out: &mut dyn Write,
    document: &Document,
    options: FactsOptions,
) -> io::Result<()> {
    let lang = options.lang;
    let count = |is: fn(&BlockKind) -> bool| document.blocks.iter().filter(|b| is(&b.kind)).count();
    let tables = count(|k| matches!(k, BlockKind::Table(_)));
    let others = count(|k| matches!(k, BlockKind::Heading(_) | BlockKind::Paragraph));
    writeln!(out)?;
    writeln!(out, "{}", BlockCaption::Read(others, tables).say(lang))?;
    let kinds = [
        BlockCaption::Heading,
        BlockCaption::Paragraph,
        BlockCaption::Table,
    ];
    let wide = kinds.map(|c| width(&c.say(lang)));
    let wide = wide.into_iter().max().unwrap_or_default();
    let mut line = |span: Option<Span>, caption: &str, words: &str| {
        let place = span.map(|s| at(document, s, lang)).unwrap_or_default();
        let (place, caption) = (right(&place, PLACE), left(caption, wide));
        let line = format!("  {place}  {caption}  {}", flat(words));
        writeln!(out, "{}", clip(line.trim_end(), options.width))
    };
    for block in &document.blocks {
        let words = || document.slice(block.span);
        match &block.kind {
            BlockKind::Heading(_) => {
                line(Some(block.span), &BlockCaption::Heading.say(lang), words())?;
            }
            BlockKind::Paragraph => line(
                Some(block.span),
                &BlockCaption::Paragraph.say(lang),
                words(),
            )?,
            BlockKind::Table(table) => {
                let mut caption = BlockCaption::Table.say(lang);
                for row in &table.rows {
                    let first = row.cells.first().map(|c| c.span);
                    line(first, &caption, &cells(document, row))?;
                    caption.clear();
                }
            }
            // page numbers and running heads are no text
            BlockKind::Other => {}
        }
    }
    Ok(())
}

/// The cells of a row, with bars between them.
fn cells(document: &Document, row: &Row) -> String {
    let texts = row.cells.iter().map(|c| flat(document.slice(c.span)));
    texts.collect::<Vec<_>>().join(" | ")
}

/// A block for programs.
#[derive(Serialize)]
pub(super) struct BlockOut<'a> {
    /// `heading`, `paragraph`, `table` or `other`.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Vec<CellOut<'a>>>,
    #[serde(flatten)]
    place: Range,
}

#[derive(Serialize)]
struct CellOut<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: Range,
}

/// The blocks of a document.
pub(super) fn out(document: &Document) -> Vec<BlockOut<'_>> {
    let blocks = document.blocks.iter().map(|block| {
        let (kind, level, rows) = match &block.kind {
            BlockKind::Heading(level) => ("heading", Some(*level), Vec::new()),
            BlockKind::Paragraph => ("paragraph", None, Vec::new()),
            BlockKind::Other => ("other", None, Vec::new()),
            BlockKind::Table(table) => {
                let rows = table.rows.iter().map(|row| {
                    let cells = row.cells.iter().map(|c| cell(document, c));
                    cells.collect()
                });
                ("table", None, rows.collect())
            }
        };
        BlockOut {
            kind,
            level,
            text: (kind != "table").then(|| document.slice(block.span)),
            rows,
            place: Range::new(document, block.span),
        }
    });
    blocks.collect()
}

fn cell<'a>(document: &'a Document, cell: &Cell) -> CellOut<'a> {
    CellOut {
        text: document.slice(cell.span),
        place: Range::new(document, cell.span),
    }
}
