//! The part that names the sheets.

use crate::ReadError;
use crate::docx::xml::{Item, Xml};

/// What the workbook says of itself.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Named>,
    /// Days are counted from 1904, not from 1900.
    pub from_1904: bool,
    /// All formulas are to be computed when it is opened: a program wrote it that computes none, and a result of zero
    /// stands only where one has to stand.
    pub uncomputed: bool,
}

/// A sheet by its name.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub name: String,
    /// The relation that leads to its part.
    pub relation: String,
    pub hidden: bool,
}

impl Book {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut book = Book::default();
        loop {
            let tag = match xml.next()? {
                Item::Open(tag) => tag,
                Item::End => return Ok(book),
                _ => continue,
            };
            let on = |name: &str| {
                let value = tag.attribute(name);
                matches!(value.as_deref(), Some("1" | "true" | "on"))
            };
            match tag.name() {
                "workbookPr" => book.from_1904 |= on("date1904"),
                "calcPr" => book.uncomputed |= on("fullCalcOnLoad"),
                "sheet" => book.sheets.push(Named {
                    name: tag.attribute("name").unwrap_or_default(),
                    relation: tag.attribute("id").unwrap_or_default(),
                    hidden: tag.attribute("state").is_some_and(|s| s != "visible"),
                }),
                _ => {}
            }
        }
    }
}
