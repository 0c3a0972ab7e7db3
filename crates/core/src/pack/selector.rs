//! Names of cells and labels as cases write them, looked up in the tables of forms. What is not found is noted inside
//! the string that names it.

use super::drawn::Drawing;
use crate::fields::{At, File, Wrong};
use crate::report::{Axis, AxisGroup, Kind, TableSpec};
use crate::text::{Span, near};

/// Stands for every row or every column.
pub(super) const ALL: &str = "*";

/// A part of a string, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'t> {
    pub text: &'t str,
    /// Bytes of the string.
    pub span: Span,
}

/// `table[row, column]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selector<'t> {
    pub table: Part<'t>,
    pub row: Part<'t>,
    pub column: Part<'t>,
}

impl<'t> Part<'t> {
    /// What stands at an offset of a string.
    pub fn new(text: &'t str, offset: usize) -> Self {
        let lead = text.len() - text.trim_start().len();
        let text = text.trim();
        Part {
            text,
            span: Span::new(offset + lead, offset + lead + text.len()),
        }
    }

    fn at(string: &'t At<String>) -> Self {
        Part::new(&string.value, 0)
    }
}

impl<'t> Selector<'t> {
    /// Reads a selector.
    pub fn parse(text: &'t str) -> Option<Self> {
        let opens = |c: char| matches!(c, '[' | '\u{ff3b}' | '\u{3010}');
        let closes = |c: char| matches!(c, ']' | '\u{ff3d}' | '\u{3011}');
        let (open, sign) = text.char_indices().find(|(_, c)| opens(*c))?;
        let from = open + sign.len_utf8();
        let inner = text.get(from..)?.trim_end().strip_suffix(closes)?;
        // a name may hold a stop between words, which stands for a comma only where there is none
        let comma = |c: char| matches!(c, ',' | '\u{ff0c}');
        let mut signs = inner.char_indices().rev().filter(|(_, c)| comma(*c));
        let stop = || inner.char_indices().find(|(_, c)| *c == '\u{3001}');
        let (comma, sign) = signs.next().or_else(stop)?;
        let behind = comma + sign.len_utf8();
        Some(Selector {
            table: Part::new(text.get(..open)?, 0),
            row: Part::new(inner.get(..comma)?, from),
            column: Part::new(inner.get(behind..)?, from + behind),
        })
    }
}

/// The key of a cell in a sample.
pub(super) fn cell_key(table: &str, row: &str, column: &str) -> String {
    format!("{table}[{row},{column}]")
}

/// The key of the label of a row or a group of rows.
pub(super) fn row_label(table: &str, id: &str) -> String {
    format!("{table}.{id}")
}

/// The key of the label of a column or a group of columns.
pub(super) fn column_label(table: &str, id: &str) -> String {
    format!("{table}[, {id}]")
}

/// Notes an unknown name inside a string.
pub(super) fn unknown<'n>(
    file: &File<'_>,
    string: &At<String>,
    part: Part<'_>,
    all: impl IntoIterator<Item = &'n str>,
) {
    let say = Wrong::Unknown(part.text.to_owned(), near(part.text, all));
    file.fault_inside(string, part.span, &say);
}

/// The tables that a case may name: those of its form, else of all forms.
#[derive(Clone, Debug)]
pub(super) struct Tables<'k> {
    all: Vec<&'k TableSpec>,
}

impl<'k> Tables<'k> {
    pub fn new(kind: &'k Kind, form: Option<&str>) -> Self {
        let forms = kind.forms.iter();
        let forms = forms.filter(|f| form.is_none_or(|id| f.id == id));
        Tables {
            all: forms.flat_map(|f| &f.tables).collect(),
        }
    }

    /// The tables of a name, one for each form that has it.
    pub fn named(&self, file: &File<'_>, string: &At<String>, name: Part<'_>) -> Option<Self> {
        let all = self.all.iter().filter(|t| t.id == name.text);
        let all: Vec<&TableSpec> = all.copied().collect();
        if all.is_empty() {
            unknown(file, string, name, self.all.iter().map(|t| t.id.as_str()));
            return None;
        }
        Some(Tables { all })
    }

    /// Whether some table has the id.
    pub fn has(&self, id: &str) -> bool {
        self.all.iter().any(|t| t.id == id)
    }

    /// Checks the name of a table that is found by its caption.
    pub fn grid(&self, file: &File<'_>, string: &At<String>) -> bool {
        let grids = || {
            self.all
                .iter()
                .filter(|t| t.grid.is_some())
                .map(|t| t.id.as_str())
        };
        let known = grids().any(|id| id == string.value);
        if !known {
            unknown(file, string, Part::at(string), grids());
        }
        known
    }

    pub fn rows(&self) -> impl Iterator<Item = &'k Axis> {
        self.all.iter().flat_map(|t| &t.rows)
    }

    pub fn columns(&self) -> impl Iterator<Item = &'k Axis> {
        self.all.iter().flat_map(|t| &t.columns)
    }

    /// Whether some of the tables has such a cell; `*` stands for any row or column.
    pub fn has_cell(&self, row: &str, column: &str) -> bool {
        self.all
            .iter()
            .any(|t| cells(t, row, column).next().is_some())
    }

    /// Checks the selector of cells.
    pub fn cell(&self, file: &File<'_>, string: &At<String>) -> bool {
        let Some(named) = Selector::parse(&string.value) else {
            unknown(file, string, Part::at(string), []);
            return false;
        };
        let Some(tables) = self.named(file, string, named.table) else {
            return false;
        };
        let ids = |part: Part<'_>, all: Vec<&str>| {
            let known = part.text == ALL || all.contains(&part.text);
            if !known {
                unknown(file, string, part, all);
            }
            known
        };
        let free = |t: &&TableSpec| t.grid.as_ref().is_some_and(|g| g.free.is_some());
        let row = tables.all.iter().copied().any(|t| free(&t))
            || ids(named.row, tables.rows().map(|a| a.id.as_str()).collect());
        let column = ids(
            named.column,
            tables.columns().map(|a| a.id.as_str()).collect(),
        );
        let fixed = tables.rows().any(|r| r.id == named.row.text);
        if row && column && fixed && !tables.has_cell(named.row.text, named.column.text) {
            let say = Drawing::NoCell(named.row.text.to_owned(), named.column.text.to_owned());
            file.fault_inside(string, named.column.span, &say);
            return false;
        }
        row && column
    }

    /// Checks the name of a label, and gives its key. `table.id` means a row or a group of rows; where there is none of
    /// the name, a column or a group of columns. `table[, id]` always means the latter, `table[id, ]` the former.
    pub fn label(&self, file: &File<'_>, string: &At<String>) -> Option<String> {
        if let Some(named) = Selector::parse(&string.value) {
            let tables = self.named(file, string, named.table)?;
            let (part, all, key) = match (named.row.text, named.column.text) {
                ("", _) => (
                    named.column,
                    tables.column_names(),
                    column_label as fn(&str, &str) -> String,
                ),
                (_, "") => (named.row, tables.row_names(), row_label as _),
                _ => {
                    unknown(file, string, Part::at(string), []);
                    return None;
                }
            };
            if all.contains(&part.text) {
                return Some(key(named.table.text, part.text));
            }
            unknown(file, string, part, all);
            return None;
        }
        let Some((table, id)) = string.value.split_once('.') else {
            unknown(file, string, Part::at(string), []);
            return None;
        };
        let (table, id) = (Part::new(table, 0), Part::new(id, table.len() + 1));
        let tables = self.named(file, string, table)?;
        let (rows, columns) = (tables.row_names(), tables.column_names());
        if rows.contains(&id.text) {
            return Some(row_label(table.text, id.text));
        }
        if columns.contains(&id.text) {
            return Some(column_label(table.text, id.text));
        }
        unknown(file, string, id, rows.into_iter().chain(columns));
        None
    }

    /// Rows and groups of rows whose label stands in a sample.
    fn row_names(&self) -> Vec<&'k str> {
        let groups = self.all.iter().filter(|t| !t.flat);
        let groups = groups.flat_map(|t| labelled(t.row_groups.as_slice()));
        self.rows().map(|a| a.id.as_str()).chain(groups).collect()
    }

    /// Columns and groups of columns whose label stands in a sample.
    fn column_names(&self) -> Vec<&'k str> {
        let whole = |t: &&&TableSpec| !t.flat && t.rows.iter().all(|r| r.columns.is_empty());
        let groups = self.all.iter().filter(whole);
        let groups = groups.flat_map(|t| labelled(&t.column_groups));
        self.columns()
            .map(|a| a.id.as_str())
            .chain(groups)
            .collect()
    }
}

fn labelled<I>(groups: &[AxisGroup<I>]) -> impl Iterator<Item = &str> {
    let named = groups.iter().filter(|g| !g.label.is_empty());
    named.map(|g| g.id.as_str())
}

/// The ids of row and column of each cell that is meant; `*` stands for every row or column.
pub(super) fn cells<'t>(
    table: &'t TableSpec,
    row: &'t str,
    column: &'t str,
) -> impl Iterator<Item = (&'t str, &'t str)> {
    let meant = |name: &str, id: &str| name == ALL || name == id;
    let rows = table.rows.iter_ids();
    rows.filter(move |(_, r)| meant(row, &r.id))
        .flat_map(move |(at, r)| {
            let all = table.columns_of(at);
            all.filter_map(|c| table.columns.get(c))
                .filter(move |c| meant(column, &c.id))
                .map(|c| (r.id.as_str(), c.id.as_str()))
        })
}
