//! Places in documents that have no lines, in Chinese and English.

use gouji_core::document::{Place, Spot};
use gouji_core::text::Lang;

/// A paragraph or a cell by its number.
pub(super) fn numbered(place: Place, lang: Lang) -> String {
    match lang {
        Lang::Zh => chinese_place(place),
        Lang::En => english_place(place),
    }
}

/// A paragraph: the title of its section, its first words.
pub(super) fn paragraph(place: Place, section: Option<&str>, words: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => chinese_paragraph(place, section, words),
        Lang::En => english_paragraph(place, section, words),
    }
}

/// A cell, by its names.
pub(super) fn cell(cell: CellPlace<'_>, lang: Lang) -> String {
    match lang {
        Lang::Zh => chinese_cell(cell),
        Lang::En => english_cell(cell),
    }
}

/// A cell of a workbook: what the spreadsheet calls it, the label of its row or its first words, the label of its column.
/// Labels may be empty.
pub(super) fn in_workbook(reference: &str, row: &str, column: Option<&str>, lang: Lang) -> String {
    let column = column.filter(|c| !c.is_empty());
    match lang {
        Lang::Zh => {
            let row = match row {
                "" => String::new(),
                row => format!("「{row}」"),
            };
            let column = column.map_or(String::new(), |c| format!("，{c}列"));
            format!("{reference}{row}{column}")
        }
        Lang::En => {
            let row = match row {
                "" => String::new(),
                row => format!(" \u{201c}{row}\u{201d}"),
            };
            let column = column.map_or(String::new(), |c| format!(", column \u{201c}{c}\u{201d}"));
            format!("{reference}{row}{column}")
        }
    }
}

fn chinese_place(place: Place) -> String {
    let page = place.page.map_or(String::new(), |n| format!("第{n}页"));
    let spot = match place.spot {
        Spot::Line(at) => format!("{}:{}", at.line, at.column),
        Spot::Paragraph(n) => format!("第{n}段"),
        Spot::Cell { table, row, column } => format!("第{table}张表{row}行{column}列"),
        Spot::Sheet(cell) => cell.name(),
    };
    page + &spot
}

fn english_place(place: Place) -> String {
    let page = place.page.map_or(String::new(), |n| format!("page {n} "));
    let spot = match place.spot {
        Spot::Line(at) => format!("{}:{}", at.line, at.column),
        Spot::Paragraph(n) => format!("paragraph {n}"),
        Spot::Cell { table, row, column } => format!("table {table} row {row} column {column}"),
        Spot::Sheet(cell) => cell.name(),
    };
    page + &spot
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

fn chinese_paragraph(place: Place, section: Option<&str>, words: &str) -> String {
    let page = place.page.map_or(String::new(), |n| format!("第{n}页"));
    let section = section.map_or(String::new(), |title| format!("「{title}」部分，"));
    format!("{page}{section}「{words}」段")
}

fn english_paragraph(place: Place, section: Option<&str>, words: &str) -> String {
    let page = place.page.map_or(String::new(), |n| format!("page {n}, "));
    let section = section.map_or(String::new(), |title| {
        format!("section \u{201c}{title}\u{201d}, ")
    });
    format!("{page}{section}paragraph \u{201c}{words}\u{201d}")
}

fn chinese_cell(cell: CellPlace<'_>) -> String {
    let Spot::Cell { table, row, column } = cell.place.spot else {
        return chinese_place(cell.place);
    };
    let page = cell
        .place
        .page
        .map_or(String::new(), |n| format!("第 {n} 页，"));
    let table = match (cell.section, cell.table) {
        (None, _) => format!("第 {table} 张表"),
        (Some(title), None) => format!("「{title}」表"),
        (Some(title), Some(n)) => format!("「{title}」第 {n} 张表"),
    };
    let label = match cell.row {
        "" => String::new(),
        label => format!("「{label}」"),
    };
    let head = match cell.column {
        None => String::new(),
        Some("") => format!("，第 {column} 列"),
        Some(head) => format!("，{head}列"),
    };
    format!("{page}{table}，第 {row} 行{label}{head}")
}

fn english_cell(cell: CellPlace<'_>) -> String {
    let Spot::Cell { table, row, column } = cell.place.spot else {
        return english_place(cell.place);
    };
    let page = cell
        .place
        .page
        .map_or(String::new(), |n| format!("page {n}, "));
    let quoted = |text: &str| match text {
        "" => String::new(),
        text => format!(" \u{201c}{text}\u{201d}"),
    };
    let table = match (cell.section, cell.table) {
        (None, _) => format!("table {table}"),
        (Some(title), None) => format!("table of{}", quoted(title)),
        (Some(title), Some(n)) => format!("table {n} of{}", quoted(title)),
    };
    let label = quoted(cell.row);
    let head = cell.column.map_or(String::new(), |head| {
        format!(", column {column}{}", quoted(head))
    });
    format!("{page}{table}, row {row}{label}{head}")
}
