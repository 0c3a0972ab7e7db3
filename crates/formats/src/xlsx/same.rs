//! Sheets that are one form, filled in twice: of two bodies, of two years. A document is one report, so that the first is
//! read and the others are named. Tables with the same rows, of one body and year, are parts of one report.

use super::sheet::Sheet;
use std::collections::HashSet;

/// Labels that a form has at least.
const LEAST: usize = 8;
/// The longest label, in characters.
const LONGEST: usize = 60;
/// Letters of a name of a body at least.
const NAME: usize = 4;
/// Sheets that another one is held against.
const MOST: usize = 64;

/// Marks the sheets that are the same form as one before. Those that people see come first.
pub(super) fn leave_out(sheets: &mut [Sheet]) {
    let mut forms: Vec<Form> = Vec::new();
    for hidden in [false, true] {
        for sheet in sheets.iter_mut().filter(|s| s.hidden == hidden) {
            let form = Form::of(sheet);
            if form.labels.len() < LEAST {
                continue;
            }
            sheet.left_out = forms.iter().any(|other| is_same(other, &form));
            if !sheet.left_out && forms.len() < MOST {
                forms.push(form);
            }
        }
    }
}

/// What a sheet says about the form that it is.
#[derive(Default)]
struct Form {
    /// The words of the cells of tables: what stands beside other cells.
    labels: Words,
    /// Those of them above the first number.
    heads: Words,
    /// Captions: what stands alone above the first number.
    captions: Words,
    /// What is said behind a colon there, such as the body.
    stated: Words,
}

type Words = HashSet<Box<str>>;

impl Form {
    fn of(sheet: &Sheet) -> Self {
        let mut form = Form::default();
        let mut above = true;
        for row in sheet.cells.chunk_by(|a, b| a.row == b.row) {
            above &= !row.iter().any(|c| is_number(&c.text));
            for text in row.iter().map(|c| c.text.trim()).filter(|t| is_label(t)) {
                let alone = row.len() == 1;
                if !alone {
                    form.labels.insert(text.into());
                }
                let kind = match (text.contains(COLONS), alone) {
                    (true, _) => &mut form.stated,
                    (false, true) => &mut form.captions,
                    (false, false) => &mut form.heads,
                };
                if above {
                    kind.insert(text.into());
                }
            }
        }
        form
    }

    /// The years of its captions.
    fn years(&self) -> HashSet<&str> {
        let parts = self.captions.iter();
        let parts = parts.flat_map(|c| c.split(|sign: char| !sign.is_ascii_digit()));
        parts.filter(|digits| digits.len() == 4).collect()
    }
}

/// Whether most labels and heads of one are those of the other, and it is no other table of the same body and year.
fn is_same(one: &Form, other: &Form) -> bool {
    let mut stated = one.stated.intersection(&other.stated);
    let of_one = stated.any(|said| names(said)) && one.years() == other.years();
    let is_other = of_one && one.captions != other.captions;
    mostly(&one.labels, &other.labels) && mostly(&one.heads, &other.heads) && !is_other
}

/// Whether most words of one are words of the other.
fn mostly(one: &Words, other: &Words) -> bool {
    let shared = one.intersection(other).count();
    4 * shared >= 3 * one.len().max(other.len())
}

const COLONS: [char; 2] = [':', '：'];

/// Whether what stands behind a colon is a name, neither a unit nor a day.
fn names(said: &str) -> bool {
    let behind = said.split(COLONS).nth(1).unwrap_or_default();
    let letters = behind.chars().filter(|c| c.is_alphabetic()).count();
    letters >= NAME && !behind.contains('\u{5143}')
}

fn is_label(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.chars().nth(LONGEST).is_none()
}

fn is_number(text: &str) -> bool {
    let digit = text.chars().any(|c| c.is_ascii_digit());
    digit && !text.chars().any(char::is_alphabetic)
}
