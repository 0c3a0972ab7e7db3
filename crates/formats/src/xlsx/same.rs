//! Sheets that are one form, filled in twice: of two bodies, of two years. A document is one report, so that the first is
//! read and the others are named.

use super::sheet::Sheet;
use std::collections::HashSet;

/// Labels that a form has at least.
const LEAST: usize = 8;
/// The longest label, in characters.
const LONGEST: usize = 60;
/// Sheets that another one is held against.
const MOST: usize = 64;

/// Marks the sheets that are the same form as one before. Those that people see come first.
pub(super) fn leave_out(sheets: &mut [Sheet]) {
    let mut forms: Vec<HashSet<Box<str>>> = Vec::new();
    for hidden in [false, true] {
        for sheet in sheets.iter_mut().filter(|s| s.hidden == hidden) {
            let form = labels(sheet);
            if form.len() < LEAST {
                continue;
            }
            sheet.left_out = forms.iter().any(|other| is_same(other, &form));
            if !sheet.left_out && forms.len() < MOST {
                forms.push(form);
            }
        }
    }
}

/// Whether most labels of one are labels of the other.
fn is_same(one: &HashSet<Box<str>>, other: &HashSet<Box<str>>) -> bool {
    let shared = one.intersection(other).count();
    4 * shared >= 3 * one.len().max(other.len())
}

/// The words of the cells of tables: what stands beside other cells.
fn labels(sheet: &Sheet) -> HashSet<Box<str>> {
    let rows = sheet.cells.chunk_by(|a, b| a.row == b.row);
    let cells = rows.filter(|row| row.len() > 1).flatten();
    let texts = cells.map(|c| c.text.trim());
    let is_label =
        |t: &&str| t.chars().any(char::is_alphabetic) && t.chars().nth(LONGEST).is_none();
    texts.filter(is_label).map(Box::from).collect()
}
