//! Tables as cases draw them: the names of columns in the first line, a row in each of the others.
//!
//! ```text
//! table | column | column
//! row   | 7      |
//! row   |        | ""
//! ```
//!
//! An empty cell leaves the sample's value; quotes stand around a value that is blank or has white space at its ends.

mod messages;

pub(super) use messages::Drawing;

use super::selector::{Part, Tables, unknown};
use crate::fields::{At, File};
use crate::report::{Axis, row_key};
use crate::text::Span;

/// The cells that a drawing sets, by selector.
pub(super) fn cells(
    file: &File<'_>,
    tables: &Tables<'_>,
    drawing: &At<String>,
) -> Vec<(String, String)> {
    let mut lines = lines(&drawing.value).into_iter();
    let Some((head, columns)) = lines.next().and_then(|(_, cells)| first(cells)) else {
        file.fault(drawing.span, &Drawing::NoHead);
        return Vec::new();
    };
    let Some(tables) = tables.named(file, drawing, head) else {
        return Vec::new();
    };
    let sheet = Sheet {
        file,
        drawing,
        tables,
    };
    let columns = sheet.columns(&columns);
    let mut rows: Vec<&str> = Vec::new();
    let mut set = Vec::new();
    for (line, cells) in lines {
        if cells.len() != columns.len() + 1 {
            let say = Drawing::Ragged(cells.len(), columns.len() + 1);
            file.fault_inside(drawing, line, &say);
            continue;
        }
        let Some((name, values)) = first(cells) else {
            continue;
        };
        let Some(row) = sheet.axis(name, sheet.tables.rows(), &mut rows) else {
            continue;
        };
        for (column, value) in columns.iter().zip(values) {
            if let Some(column) = column.filter(|_| !value.text.is_empty()) {
                set.extend(sheet.cell(head.text, row, column, value));
            }
        }
    }
    set
}

/// A drawing that is being read.
struct Sheet<'f, 's, 'k> {
    file: &'f File<'s>,
    drawing: &'f At<String>,
    tables: Tables<'k>,
}

impl<'k> Sheet<'_, '_, 'k> {
    /// The columns of the head; `None` for one that is unknown.
    fn columns(&self, head: &[Part<'_>]) -> Vec<Option<&'k str>> {
        let mut seen = Vec::new();
        let names = head.iter();
        names
            .map(|name| self.axis(*name, self.tables.columns(), &mut seen))
            .collect()
    }

    /// The id of a row or column that is named by id or label.
    fn axis(
        &self,
        name: Part<'_>,
        all: impl Iterator<Item = &'k Axis>,
        seen: &mut Vec<&'k str>,
    ) -> Option<&'k str> {
        let all: Vec<&Axis> = all.collect();
        let key = row_key(name.text);
        let by_id = all.iter().find(|a| a.id == name.text);
        let found = by_id.or_else(|| all.iter().find(|a| a.keys.contains(&key)));
        let Some(axis) = found else {
            let ids = all.iter().map(|a| a.id.as_str());
            let ids = ids.filter(|id| *id != name.text);
            unknown(self.file, self.drawing, name, ids);
            return None;
        };
        if seen.contains(&axis.id.as_str()) {
            let say = Drawing::Twice(name.text.to_owned());
            self.file.fault_inside(self.drawing, name.span, &say);
            return None;
        }
        seen.push(&axis.id);
        Some(&axis.id)
    }

    fn cell(
        &self,
        table: &str,
        row: &str,
        column: &str,
        value: Part<'_>,
    ) -> Option<(String, String)> {
        if !self.tables.has_cell(row, column) {
            let say = Drawing::NoCell(row.to_owned(), column.to_owned());
            self.file.fault_inside(self.drawing, value.span, &say);
            return None;
        }
        let bare = value
            .text
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'));
        let text = bare.unwrap_or(value.text).to_owned();
        Some((format!("{table}[{row}, {column}]"), text))
    }
}

fn first<'t>(cells: Vec<Part<'t>>) -> Option<(Part<'t>, Vec<Part<'t>>)> {
    let (name, rest) = cells.split_first()?;
    (!rest.is_empty()).then(|| (*name, rest.to_vec()))
}

/// The lines that are not blank, each with its cells.
fn lines(drawing: &str) -> Vec<(Span, Vec<Part<'_>>)> {
    let mut all = Vec::new();
    let mut offset = 0;
    for line in drawing.split_inclusive('\n') {
        let whole = Part::new(line, offset);
        let mut at = offset;
        let mut cells = Vec::new();
        for cell in line.split('|') {
            cells.push(Part::new(cell, at));
            at += cell.len() + 1;
        }
        if !whole.text.is_empty() {
            all.push((whole.span, cells));
        }
        offset += line.len();
    }
    all
}
