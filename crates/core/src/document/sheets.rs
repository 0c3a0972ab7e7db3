//! Where the text of a workbook comes from: a sheet and a cell of it, as spreadsheets name them.

use super::Document;
use serde::{Deserialize, Serialize};

/// The sheets of a workbook, and the cells that its text was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheets {
    /// Names of the sheets, in the order of their tabs.
    pub names: Vec<String>,
    /// For each piece of the text the cell that it stands in, in the order of the text.
    pub cells: Vec<SheetCell>,
}

/// A cell of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetCell {
    /// Where its text begins in [`Document::text`].
    pub at: u32,
    /// Which of [`Sheets::names`].
    pub sheet: u32,
    /// Its row, counted from 0.
    pub row: u32,
    /// Its column, counted from 0.
    pub column: u32,
}

/// Rows of a sheet: as many as Excel allows.
pub const MOST_ROWS: u32 = 1 << 20;
/// Columns of a sheet.
pub const MOST_COLUMNS: u32 = 1 << 14;

impl Sheets {
    /// Whether cells are in order, and stand in a sheet of a size that sheets have.
    pub(super) fn is_sound(&self, text: &str) -> bool {
        self.cells.is_sorted_by_key(|c| c.at)
            && self.cells.iter().all(|c| {
                text.is_char_boundary(c.at as usize)
                    && (c.sheet as usize) < self.names.len()
                    && c.row < MOST_ROWS
                    && c.column < MOST_COLUMNS
            })
    }
}

impl Document {
    /// The cell of a workbook that a byte of the text was taken from: the last one that begins at it or before it.
    pub fn sheet_cell(&self, offset: u32) -> Option<SheetCell> {
        let cells = &self.sheets.cells;
        let after = cells.partition_point(|c| c.at <= offset);
        let found = after.checked_sub(1).and_then(|at| cells.get(at));
        found.or(cells.first()).copied()
    }

    /// The sheet of a cell, by its name.
    pub fn sheet_name(&self, cell: SheetCell) -> &str {
        let name = self.sheets.names.get(cell.sheet as usize);
        name.map_or("", String::as_str)
    }

    /// What a spreadsheet calls the cell that a byte of the text was taken from, sheet and all; `None` in a document that
    /// is no workbook. People find it with the dialogue “go to” of their program.
    pub fn reference(&self, offset: u32) -> Option<String> {
        let cell = self.sheet_cell(offset)?;
        let name = self.sheet_name(cell);
        let plain = |c: char| c.is_alphanumeric() || c == '_';
        let bare = name.chars().all(plain)
            && name.chars().next().is_some_and(char::is_alphabetic)
            && !is_cell(name);
        let name = match bare {
            true => name.to_owned(),
            false => format!("'{}'", name.replace('\'', "''")),
        };
        Some(format!("{name}!{}", cell.name()))
    }
}

/// Whether a name reads like that of a cell, in either way of naming cells.
fn is_cell(name: &str) -> bool {
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = name.get(letters..).unwrap_or_default();
    let digits = rest.chars().all(|c| c.is_ascii_digit());
    name.is_ascii() && digits && !rest.is_empty() && (1..=3).contains(&letters)
        || matches!(name, "R" | "r" | "C" | "c")
}

impl SheetCell {
    /// Its name in its sheet, as `D7`.
    pub fn name(self) -> String {
        let mut left = self.column + 1;
        let mut letters = Vec::new();
        while left > 0 {
            left -= 1;
            letters.push(char::from(b'A' + (left % 26) as u8));
            left /= 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        format!("{letters}{}", self.row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_spreadsheets_give_them() {
        let cell = |row, column| SheetCell {
            at: 0,
            sheet: 0,
            row,
            column,
        };
        let names = [
            (6, 3),
            (0, 25),
            (0, 26),
            (9, 701),
            (9, 702),
            (1_048_575, 16_383),
        ];
        let names = names.map(|(row, column)| cell(row, column).name());
        assert_eq!(names, ["D7", "Z1", "AA1", "ZZ10", "AAA10", "XFD1048576"]);
        let named = |name: &str| {
            let document = Document {
                sheets: Sheets {
                    names: vec![name.to_owned()],
                    cells: vec![cell(6, 3)],
                },
                ..Document::default()
            };
            document.reference(0).unwrap_or_default()
        };
        assert_eq!(named("表三"), "表三!D7");
        assert_eq!(named("表 三"), "'表 三'!D7");
        assert_eq!(named("2023"), "'2023'!D7");
        assert_eq!(named("A1"), "'A1'!D7");
        assert_eq!(named("Sheet1"), "Sheet1!D7");
        assert_eq!(named("S"), "S!D7");
        assert_eq!(named("it's"), "'it''s'!D7");
    }
}
