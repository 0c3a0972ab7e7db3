//! A Word document of paragraphs and tables: for what gouji itself has to say, and for text whose own file cannot carry
//! marks. The same pieces give the same bytes.

mod parts;
mod table;

use gouji_core::document::{BlockKind, Document, Table};
use gouji_core::plain::{Looks, ReadError};
use parts::{CONTENT, DECLARATION, FONTS, NAMESPACE, PACKAGE, PAGE, RELATIONS, SETTINGS, STYLES};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use table::table;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

/// Cells that are written, with those that a merged cell covers.
const CELLS: usize = 500_000;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The title, in the middle of its line.
    Title(String),
    /// A heading with its level from 1.
    Heading(u8, String),
    /// Running text. A line end is a break.
    Paragraph(String),
    /// A table.
    Table(Grid),
}

/// A table as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The share of each column in the width; empty where all are alike.
    pub shares: Vec<u32>,
    /// How many rows are heads, which each page repeats.
    pub heads: usize,
    /// Rows from top to bottom; a merged cell stands once, in the row where it begins.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Its text.
    pub text: String,
    /// Its first column, from 0; `None` for the next one that is free.
    pub column: Option<u32>,
    /// How many columns it covers.
    pub columns: u32,
    /// How many rows it covers.
    pub rows: u32,
}

impl GridCell {
    /// A cell that covers nothing but itself.
    pub fn new(text: impl Into<String>) -> Self {
        GridCell {
            text: text.into(),
            column: None,
            columns: 1,
            rows: 1,
        }
    }
}

/// The pieces of a document that was read.
pub fn pieces(document: &Document) -> Vec<Piece> {
    let text = |span| document.slice(span).to_owned();
    let piece = |block: &gouji_core::document::Block| match &block.kind {
        BlockKind::Heading(level) => Piece::Heading(*level, text(block.span)),
        BlockKind::Paragraph | BlockKind::Other => Piece::Paragraph(text(block.span)),
        BlockKind::Table(table) => Piece::Table(grid(document, table)),
    };
    document.blocks.iter().map(piece).collect()
}

fn grid(document: &Document, table: &Table) -> Grid {
    let cell = |cell: &gouji_core::document::Cell| GridCell {
        text: document.slice(cell.span).to_owned(),
        column: cell.extent.map(|e| e.column),
        columns: cell.extent.map_or(1, |e| e.columns),
        rows: cell.extent.map_or(1, |e| e.rows),
    };
    let rows = table.rows.iter();
    Grid {
        rows: rows.map(|r| r.cells.iter().map(cell).collect()).collect(),
        ..Grid::default()
    }
}

/// The bytes of a document.
///
/// # Errors
///
/// Its tables have more cells than any that people write.
pub fn written(pieces: &[Piece]) -> Result<Vec<u8>, ReadError> {
    let body = body(pieces).ok_or(ReadError::TooComplex { looks: Looks::Docx })?;
    packed(&body).map_err(|_| super::damaged())
}

fn packed(body: &str) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", CONTENT),
        ("_rels/.rels", PACKAGE),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", FONTS),
        ("word/document.xml", body),
    ];
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The document itself; `None` where it has too many cells.
fn body(pieces: &[Piece]) -> Option<String> {
    let mut out = format!("{DECLARATION}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>");
    let mut room = CELLS;
    for piece in pieces {
        match piece {
            Piece::Title(text) => paragraph(&mut out, Some("Title"), text),
            Piece::Heading(level, text) => {
                let style = format!("Heading{}", (*level).clamp(1, 3));
                paragraph(&mut out, Some(&style), text);
            }
            Piece::Paragraph(text) => paragraph(&mut out, None, text),
            Piece::Table(grid) => {
                table(&mut out, grid, &mut room)?;
                // two tables would run into each other
                out.push_str("<w:p/>");
            }
        }
    }
    out.push_str(PAGE);
    Some(out)
}

fn paragraph(out: &mut String, style: Option<&str>, text: &str) {
    out.push_str("<w:p>");
    if let Some(style) = style {
        write_all(
            out,
            format_args!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"),
        );
    }
    run(out, text);
    out.push_str("</w:p>");
}

fn run(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            out.push_str("<w:t xml:space=\"preserve\">");
            escape(out, part);
            out.push_str("</w:t>");
        }
    }
    out.push_str("</w:r>");
}

/// Text in XML, without the characters that XML does not have.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

fn write_all(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // a string takes everything
    out.write_fmt(arguments).ok();
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_core::document::Extent;

    fn texts(document: &Document) -> Vec<String> {
        let blocks = document.blocks.iter();
        blocks.map(|b| document.slice(b.span).to_owned()).collect()
    }

    #[test]
    fn what_is_written_is_read_the_same() {
        let merged = |text: &str, column, columns, rows| GridCell {
            text: text.to_owned(),
            column: Some(column),
            columns,
            rows,
        };
        let rows = vec![
            vec![merged("a<&>", 0, 1, 2), merged("b", 1, 2, 1)],
            vec![merged("c", 1, 1, 1), merged("d", 2, 1, 1)],
            vec![merged("e", 1, 1, 1)],
        ];
        let table = Grid {
            rows,
            ..Grid::default()
        };
        let all = [
            Piece::Title("title".into()),
            Piece::Heading(1, "heading".into()),
            Piece::Paragraph("one\u{1}".into()),
            Piece::Table(table),
        ];
        let bytes = written(&all).unwrap();
        assert_eq!(bytes, written(&all).unwrap());
        let document = crate::read("a.docx", &bytes).unwrap();
        let [title, heading, one, _] = texts(&document).try_into().unwrap();
        assert_eq!(
            (title.as_str(), heading.as_str(), one.as_str()),
            ("title", "heading", "one")
        );
        let Some(BlockKind::Table(table)) = document.blocks.last().map(|b| &b.kind) else {
            panic!("no table");
        };
        let cells: Vec<(usize, &str, Option<Extent>)> = table
            .cells()
            .filter(|(_, c)| !c.span.is_empty())
            .map(|(row, c)| (row, document.slice(c.span), c.extent))
            .collect();
        let at = |column, columns, rows| {
            Some(Extent {
                column,
                columns,
                rows,
            })
        };
        assert_eq!(
            cells,
            [
                (0, "a<&>", at(0, 1, 2)),
                (0, "b", at(1, 2, 1)),
                (1, "c", at(1, 1, 1)),
                (1, "d", at(2, 1, 1)),
                (2, "e", at(1, 1, 1)),
            ]
        );
        // what was read is written the same once more
        let again = crate::read("a.docx", &written(&pieces(&document)).unwrap()).unwrap();
        assert_eq!(again.text, document.text);
    }

    #[test]
    fn cells_that_cover_everything_are_refused() {
        let wide = || GridCell {
            text: String::new(),
            column: None,
            columns: 1,
            rows: u32::MAX,
        };
        let mut rows = vec![(0..63).map(|_| wide()).collect::<Vec<_>>()];
        rows.resize(20_000, Vec::new());
        let grid = Grid {
            rows,
            ..Grid::default()
        };
        assert!(written(&[Piece::Table(grid)]).is_err());
    }
}
