//! Places in documents that have no lines, in Chinese and English.

use gouji_core::document::{Place, Spot};
use gouji_core::text::{Lang, say};

/// A paragraph or a cell by its number.
pub(super) fn numbered(place: Place, lang: Lang) -> String {
    let page = (place.page).map_or(String::new(), |n| say!(lang; "第{n}页", "page {n} "));
    let spot = match place.spot {
        Spot::Line(at) => format!("{}:{}", at.line, at.column),
        Spot::Paragraph(n) => say!(lang; "第{n}段", "paragraph {n}"),
        Spot::Cell { table, row, column } => say!(lang;
            "第{table}张表{row}行{column}列",
            "table {table} row {row} column {column}"),
        Spot::Sheet(cell) => cell.name(),
    };
    page + &spot
}

/// A paragraph: the title of its section, its first words.
pub(super) fn paragraph(place: Place, section: Option<&str>, words: &str, lang: Lang) -> String {
    let page = (place.page).map_or(String::new(), |n| say!(lang; "第{n}页", "page {n}, "));
    let section = section.map_or(String::new(), |title| {
        say!(lang;
        "「{title}」部分，",
        "section \u{201c}{title}\u{201d}, ")
    });
    say!(lang;
        "{page}{section}「{words}」段",
        "{page}{section}paragraph \u{201c}{words}\u{201d}")
}

/// A cell of a workbook: what the spreadsheet calls it, the label of its row or its first words, the label of its column.
/// Labels may be empty.
pub(super) fn in_workbook(reference: &str, row: &str, column: Option<&str>, lang: Lang) -> String {
    let row = quoted(row, lang);
    let column = column.filter(|c| !c.is_empty());
    let column = column.map_or(
        String::new(),
        |c| say!(lang; "，{c}列", ", column \u{201c}{c}\u{201d}"),
    );
    format!("{reference}{row}{column}")
}

/// A label in quotation marks, with the blank before it that English has; nothing for an empty one.
fn quoted(label: &str, lang: Lang) -> String {
    match label {
        "" => String::new(),
        label => say!(lang; "「{label}」", " \u{201c}{label}\u{201d}"),
    }
}

/// A cell as a person finds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellPlace<'a> {
    /// Its page and its numbers.
    pub place: Place,
    /// The title of its section.
    pub section: Option<&'a str>,
    /// Which table of the section, where there are several.
    pub table: Option<usize>,
    /// The label of its row, which may be empty.
    pub row: &'a str,
    /// The label of its column, which may be empty; `None` where the cell is a label itself.
    pub column: Option<&'a str>,
}

/// A cell, by its names.
pub(super) fn cell(cell: CellPlace<'_>, lang: Lang) -> String {
    let Spot::Cell { table, row, column } = cell.place.spot else {
        return numbered(cell.place, lang);
    };
    let page = (cell.place.page).map_or(String::new(), |n| say!(lang; "第 {n} 页，", "page {n}, "));
    let title = cell.section.map(|title| quoted(title, lang));
    let table = match (title, cell.table) {
        (None, _) => say!(lang; "第 {table} 张表", "table {table}"),
        (Some(title), None) => say!(lang; "{title}表", "table of{title}"),
        (Some(title), Some(n)) => say!(lang; "{title}第 {n} 张表", "table {n} of{title}"),
    };
    let label = quoted(cell.row, lang);
    let head = match cell.column {
        None => String::new(),
        Some("") => say!(lang; "，第 {column} 列", ", column {column}"),
        Some(head) => say!(lang; "，{head}列", ", column {column} \u{201c}{head}\u{201d}"),
    };
    say!(lang; "{page}{table}，第 {row} 行{label}{head}", "{page}{table}, row {row}{label}{head}")
}
