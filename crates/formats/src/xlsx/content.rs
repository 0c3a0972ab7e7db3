//! What a cell shows.

use super::book::Book;
use super::number::{self, Shown};
use super::strings::{Strings, decoded};
use super::styles::Styles;
use gouji_core::document::NoteKind;
use std::rc::Rc;

/// The longest formula that stands for its missing result, in characters.
const LONGEST_FORMULA: usize = 80;

/// What all sheets of a workbook share.
#[derive(Clone, Copy)]
pub(super) struct Known<'w> {
    pub strings: &'w Strings,
    pub styles: &'w Styles,
    pub book: &'w Book,
}

/// A cell that is open.
#[derive(Default)]
pub(super) struct OpenCell {
    pub place: (u32, u32),
    pub kind: String,
    pub look: usize,
    pub value: String,
    pub formula: Option<String>,
}

impl OpenCell {
    /// What a cell shows, and what is to be said about it.
    pub(super) fn content(&self, known: Known<'_>) -> (Rc<str>, Option<NoteKind>) {
        let value = self.value.trim();
        let owned = |text: String| -> Rc<str> { text.into() };
        if let Some(formula) = self.unknown(known) {
            return (owned(formula), Some(NoteKind::NoValue));
        }
        match self.kind.as_str() {
            "s" => {
                let text = value.parse().ok().and_then(|at| known.strings.get(at));
                (text.unwrap_or_default(), None)
            }
            "b" => (
                owned(if value == "0" { "FALSE" } else { "TRUE" }.to_owned()),
                None,
            ),
            "e" => (owned(value.to_owned()), Some(NoteKind::ErrorValue)),
            "str" | "inlineStr" | "d" => (owned(decoded(&self.value)), None),
            _ => match value.parse::<f64>().ok().filter(|v| v.is_finite()) {
                Some(number) => shown(number, self.look, known),
                None => (owned(decoded(&self.value)), None),
            },
        }
    }

    /// The formula of a cell that has no result: it stands for a number that nobody knows. A text that is empty is one.
    fn unknown(&self, known: Known<'_>) -> Option<String> {
        let formula = self.formula.as_ref()?;
        let number = matches!(self.kind.as_str(), "" | "n");
        let value = self.value.trim();
        let placeholder = known.book.uncomputed && number && value == "0";
        let missing = value.is_empty() && self.kind != "str";
        if !placeholder && !missing {
            return None;
        }
        let words = formula.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = words.chars().take(LONGEST_FORMULA).collect();
        Some(format!("={short}"))
    }
}

/// A number as its format shows it, and what is to be said about it.
fn shown(number: f64, look: usize, known: Known<'_>) -> (Rc<str>, Option<NoteKind>) {
    let format = known.styles.format(look);
    let Shown {
        text,
        rounded,
        hidden,
    } = number::shown(number, format, known.book.from_1904);
    let noted = match (rounded, hidden) {
        (true, _) => Some(NoteKind::Rounded),
        (_, true) => Some(NoteKind::HiddenCell),
        _ => None,
    };
    (text.into(), noted)
}
