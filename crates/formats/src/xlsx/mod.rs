//! Workbooks: `.xlsx`, with macros (`.xlsm`), and templates (`.xltx`); of Excel, WPS and LibreOffice.
//!
//! ```text
//! bytes ─package→ parts ─xml→ cells ─number→ what they show ─layout→ text, blocks, places
//!         strings, styles, book ↗        same ↗ (sheets that are one form)
//! ```
//!
//! What people see is the text: numbers stand as their formats show them, results of formulas for the formulas. Where a
//! cell does not show what it is, that is said: no result, an error, digits that are cut, a hidden cell. Rows with one
//! cell are titles and prose; the others are tables, with merged cells as the spans that they are in Word. No macro is
//! run, no formula computed and no link followed.

mod book;
mod content;
mod date;
mod decimal;
mod drawing;
mod format;
mod grid;
mod layout;
mod number;
mod rows;
mod same;
mod sheet;
mod strings;
mod styles;
mod words;

use crate::docx::package::Package;
use crate::{Looks, MOST_CELLS, ReadError};
use book::Book;
use gouji_core::document::{Document, Format};
use gouji_core::text::LineIndex;
use layout::Layout;
use sheet::Room;
use std::collections::HashMap;
use strings::Strings;
use styles::Styles;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    workbook(bytes).map_err(of_workbook)
}

fn workbook(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    if main.ends_with(".bin") {
        return Err(ReadError::Binary { looks: Looks::Xlsb });
    }
    let relations = package.relations(&main)?;
    let mut part = |kind: &str| match relations.iter().find(|r| r.kind == kind) {
        Some(relation) => package.part(&relation.target),
        None => Ok(None),
    };
    let strings = Strings::read(&part("sharedstrings")?.unwrap_or_default().text)?;
    let styles = Styles::read(&part("styles")?.unwrap_or_default().text)?;
    let body = package.part(&main)?.ok_or_else(damaged)?;
    let book = Book::read(&body.text)?;
    let targets: HashMap<&str, &str> = relations
        .iter()
        .filter(|r| r.kind == "worksheet")
        .map(|r| (r.id.as_str(), r.target.as_str()))
        .collect();
    let mut room = Room(MOST_CELLS);
    let mut sheets = Vec::new();
    for named in &book.sheets {
        let Some(target) = targets.get(named.relation.as_str()) else {
            // a sheet with a chart, a dialogue or macros only
            continue;
        };
        let Some(part) = package.part(target)? else {
            continue;
        };
        let known = content::Known {
            strings: &strings,
            styles: &styles,
            book: &book,
        };
        let mut sheet = sheet::read(&part.text, named, known, &mut room)?;
        for drawing in package.relations(target)? {
            if drawing.kind == "drawing"
                && let Some(part) = package.part(&drawing.target)?
            {
                sheet.put(drawing::read(&part.text, &mut room)?);
            }
        }
        if !sheet.is_empty() {
            sheets.push(sheet);
        }
    }
    same::leave_out(&mut sheets);
    let mut layout = Layout::default();
    for sheet in &sheets {
        layout.sheet(sheet)?;
    }
    Ok(Document {
        format: Format::Xlsx,
        lines: LineIndex::new(&layout.text),
        notes: layout.notes(),
        text: layout.text,
        blocks: layout.blocks,
        sheets: layout.sheets,
        encoding: "UTF-8",
        ..Document::default()
    })
}

/// An error of the package, which does not know what it holds.
fn of_workbook(error: ReadError) -> ReadError {
    let looks = Looks::Xlsx;
    match error {
        ReadError::Damaged { .. } => ReadError::Damaged { looks },
        ReadError::Encrypted { .. } => ReadError::Encrypted { looks },
        ReadError::TooComplex { .. } => ReadError::TooComplex { looks },
        ReadError::Inflated { limit, .. } => ReadError::Inflated { looks, limit },
        other => other,
    }
}

fn damaged() -> ReadError {
    ReadError::Damaged { looks: Looks::Xlsx }
}

fn too_complex() -> ReadError {
    ReadError::TooComplex { looks: Looks::Xlsx }
}
