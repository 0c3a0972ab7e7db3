//! One row for each cell of the tables of a form.

use std::borrow::Cow;

use gouji_core::diagnostic::{Content, LintResult, ReadCell, ReadRow, ReadTable, RowState};
use gouji_core::document::Document;
use gouji_core::text::Lang;

use super::super::place::Spots;
use super::super::schema::{Decimal, row};
use super::Head;

row! {
    /// A cell; or a row of the form that was not found, without a column.
    CellRow in Cells {
        /// The file as it was named.
        path: &'a str,
        /// Id of the kind of report.
        kind: Option<&'a str>,
        /// Id of the form that its tables follow.
        form: Option<&'a str>,
        /// The year that it reports on.
        year: Option<i64>,
        /// The body that reports.
        body: Option<&'a str>,
        /// Code of the place of the body (GB/T 2260, six digits).
        code: Option<&'a str>,
        /// Id of the table in the form.
        table: &'a str,
        /// Title of the table.
        table_title: &'a str,
        /// Id of the row in the form.
        row: &'a str,
        /// Label of the row.
        row_label: &'a str,
        /// Id of the column in the form; none where it cannot be determined which it is.
        column: Option<&'a str>,
        /// Label of the column.
        column_label: Option<&'a str>,
        /// How the row was read: `read`, `absent`, `short` or `long`; only in a row that was read every value has its column.
        row_state: RowState,
        /// What the cell holds: `number`, `blank`, `dash`, `none` (a word for nothing) or `text`; none for an absent row.
        state: Option<Content>,
        /// The number in it, as printed; none where it is no number, or has more than six decimals.
        value: Option<Decimal>,
        /// Its text in one line.
        text: Option<&'a str>,
        /// Where it stands, in words.
        place: Option<Cow<'a, str>>,
        /// The page, counted from 1, in formats that have pages.
        page: Option<i64>,
        /// The line of a text file, counted from 1.
        line: Option<i64>,
        /// The character of that line, counted from 1.
        line_column: Option<i64>,
        /// Its first byte in the text that was read.
        start: Option<i64>,
        /// The byte behind it.
        end: Option<i64>,
    }
}

/// The rows of a result in which tables are kept.
pub fn cells<'a>(document: &Document, checked: &'a LintResult, lang: Lang) -> Vec<CellRow<'a>> {
    let mut all = Vec::new();
    for table in checked.reading.iter().flat_map(|r| &r.tables) {
        for row in &table.rows {
            let cells = row.cells.iter();
            all.extend(cells.map(|cell| of(document, checked, (table, row, Some(cell)), lang)));
            if row.cells.is_empty() {
                all.push(of(document, checked, (table, row, None), lang));
            }
        }
    }
    all
}

fn of<'a>(
    document: &Document,
    checked: &'a LintResult,
    (table, row, cell): (&'a ReadTable, &'a ReadRow, Option<&'a ReadCell>),
    lang: Lang,
) -> CellRow<'a> {
    let head = Head::of(checked);
    let column = cell.and_then(|cell| table.column(cell));
    let span = cell.map(|c| c.span).or(row.label);
    let spots = Spots::of(document, checked, span, lang);
    CellRow {
        path: head.path,
        kind: head.kind,
        form: head.form,
        year: head.year,
        body: head.body,
        code: head.code,
        table: &table.id,
        table_title: &table.title,
        row: &row.axis.id,
        row_label: &row.axis.label,
        column: column.map(|c| c.id.as_str()),
        column_label: column.map(|c| c.label.as_str()),
        row_state: row.state,
        state: cell.map(|c| c.content),
        value: cell.and_then(|c| match c.content {
            Content::Number(value) => Decimal::of(value),
            _ => None,
        }),
        text: cell.map(|c| c.text.as_str()),
        place: spots.place,
        page: spots.page,
        line: spots.line,
        line_column: spots.line_column,
        start: spots.start,
        end: spots.end,
    }
}
