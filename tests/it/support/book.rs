//! Workbooks with the content of a document, as people lay them out.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

use gouji::document::{Block, BlockKind, Document, Extent, Table};
use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How a workbook is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// A sheet for each table, with what stands in front of it; all in one else.
    pub sheets: bool,
    /// Cells of tables have borders.
    pub borders: bool,
    /// Titles and prose have borders, too.
    pub framed: bool,
    /// Wide and high cells are merged; they are their first cell and blank ones else.
    pub merged: bool,
    /// Rows left blank between blocks.
    pub gap: u32,
    /// The column that tables begin in.
    pub left: u16,
}

/// As most people lay out a form.
pub const FORM: Look = Look {
    sheets: false,
    borders: true,
    framed: false,
    merged: true,
    gap: 0,
    left: 0,
};

/// Ways to lay out a form.
pub const LOOKS: [Look; 6] = [
    FORM,
    Look {
        sheets: true,
        ..FORM
    },
    Look {
        gap: 1,
        left: 1,
        ..FORM
    },
    Look {
        framed: true,
        ..FORM
    },
    Look {
        borders: false,
        ..FORM
    },
    Look {
        borders: false,
        gap: 2,
        ..FORM
    },
];

/// A workbook in the making.
struct Paper<'w> {
    sheet: &'w mut Worksheet,
    row: u32,
    look: Look,
}

/// The content of a document as a workbook.
pub fn book(document: &Document, look: Look) -> Vec<u8> {
    let mut book = Workbook::new();
    let mut rest = document.blocks.as_slice();
    for name in 1.. {
        let table = |b: &Block| matches!(b.kind, BlockKind::Table(_));
        let end = rest.iter().position(table).map_or(rest.len(), |at| at + 1);
        let more = rest[end..].iter().any(table);
        let end = if look.sheets && more { end } else { rest.len() };
        let (own, other) = rest.split_at(end);
        let sheet = book.add_worksheet();
        sheet.set_name(format!("表{name}")).unwrap();
        blocks(sheet, document, own, look);
        rest = other;
        if rest.is_empty() {
            break;
        }
    }
    book.save_to_buffer().unwrap()
}

/// The content of a document as a sheet.
pub fn fill(sheet: &mut Worksheet, document: &Document, look: Look) {
    blocks(sheet, document, &document.blocks, look);
}

fn blocks(sheet: &mut Worksheet, document: &Document, blocks: &[Block], look: Look) {
    let mut paper = Paper {
        sheet,
        row: 0,
        look,
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => paper.table(document, table),
            BlockKind::Other => {}
            _ => paper.prose(document.slice(block.span)),
        }
        paper.row += look.gap;
    }
}

/// A workbook of parts: what it says of itself, its sheets with their drawings, and other parts by their kind.
pub fn workbook(head: &str, sheets: &[(&str, &str, &str)], parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut names, mut relations) = (String::new(), String::new());
    for (at, (name, drawing, part)) in sheets.iter().enumerate() {
        names += &format!("<sheet name='{name}' sheetId='{at}' r:id='s{at}'/>");
        relations += &format!("<Relationship Id='s{at}' Type='x/worksheet' Target='s{at}.xml'/>");
        add(&format!("xl/s{at}.xml"), part);
        if !drawing.is_empty() {
            let link = "<Relationship Id='d' Type='x/drawing' Target='d.xml'/>";
            add(
                &format!("xl/_rels/s{at}.xml.rels"),
                &format!("<Relationships>{link}</Relationships>"),
            );
            add("xl/d.xml", drawing);
        }
    }
    for (kind, part) in parts {
        relations += &format!("<Relationship Id='{kind}' Type='x/{kind}' Target='{kind}.xml'/>");
        add(&format!("xl/{kind}.xml"), part);
    }
    add(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships>{relations}</Relationships>"),
    );
    add(
        "xl/workbook.xml",
        &format!("<workbook xmlns:r='r'>{head}<sheets>{names}</sheets></workbook>"),
    );
    let main = "<Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/>";
    add(
        "_rels/.rels",
        &format!("<Relationships>{main}</Relationships>"),
    );
    zip.finish().unwrap().into_inner()
}

/// Columns that titles and prose are merged over.
const WIDE: u16 = 9;

impl Paper<'_> {
    fn prose(&mut self, text: &str) {
        let format = match self.look.framed {
            true => Format::new().set_border(FormatBorder::Thin),
            false => Format::new(),
        };
        let (row, text) = (self.row, text.trim());
        match self.look.merged {
            true => self.sheet.merge_range(row, 0, row, WIDE, text, &format),
            false => self.sheet.write_string_with_format(row, 0, text, &format),
        }
        .unwrap();
        self.row += 1;
    }

    fn table(&mut self, document: &Document, table: &Table) {
        let format = match self.look.borders {
            true => Format::new().set_border(FormatBorder::Thin),
            false => Format::new(),
        };
        for row in &table.rows {
            for cell in &row.cells {
                self.cell(document.slice(cell.span), cell.extent.unwrap(), &format);
            }
            self.row += 1;
        }
    }

    fn cell(&mut self, text: &str, extent: Extent, format: &Format) {
        let (row, left) = (self.row, extent.column as u16 + self.look.left);
        let (below, right) = (row + extent.rows - 1, left + extent.columns as u16 - 1);
        if self.look.merged && (below, right) != (row, left) {
            self.sheet
                .merge_range(row, left, below, right, "", format)
                .unwrap();
        }
        match text.parse::<f64>() {
            Ok(number) => self
                .sheet
                .write_number_with_format(row, left, number, format),
            Err(_) if text.starts_with('=') => self
                .sheet
                .write_formula_with_format(row, left, text, format),
            Err(_) if text.is_empty() => self.sheet.write_blank(row, left, format),
            Err(_) => self.sheet.write_string_with_format(row, left, text, format),
        }
        .unwrap();
    }
}
