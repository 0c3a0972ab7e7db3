//! What the text of a cell comes to. Reports of one form have the same labels and many zeros: what was read before is kept.

use super::form::folded_row_key;
use crate::grammar::{self, CellText};
use crate::text::{Folded, Number, Span, label_key};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The longest text that is kept, in bytes.
const LONGEST: usize = 160;
/// So many texts are kept for each thread; then all are forgotten.
const MOST: usize = 4_000;

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Arc<CellReading>>> = RefCell::default();
}

/// A cell as it is read. All cells with one text share it.
#[derive(Debug, PartialEq)]
pub(super) struct CellReading {
    /// What it holds.
    pub text: CellText,
    /// Key of a label without its number; empty for values.
    pub key: String,
    /// Key of a label; empty for values.
    pub label: Arc<str>,
    /// Folded text.
    pub folded: String,
}

impl CellReading {
    /// A folded text.
    pub fn new(folded: &str) -> Arc<Self> {
        let text = grammar::cell(folded);
        let (key, label) = match text {
            CellText::Text => {
                let label = label_key(folded);
                // a label may be shortened to its number
                let key = Some(folded_row_key(folded)).filter(|k| !k.is_empty());
                (key.unwrap_or_else(|| label.clone()), label)
            }
            _ => (String::new(), String::new()),
        };
        Arc::new(CellReading {
            text,
            key,
            label: label.into(),
            folded: folded.to_owned(),
        })
    }

    /// A number that is put into a cell.
    pub fn number(value: Number) -> Arc<Self> {
        Arc::new(CellReading {
            text: CellText::Number { value, unit: false },
            key: String::new(),
            label: "".into(),
            folded: value.to_string(),
        })
    }

    /// A text as it stands.
    pub fn known(text: &str) -> Arc<Self> {
        let read = || CellReading::new(Folded::new(text, Span::new(0, text.len())).text());
        if text.len() > LONGEST {
            return read();
        }
        let kept = KNOWN.try_with(|known| {
            let mut known = known.try_borrow_mut().ok()?;
            if let Some(reading) = known.get(text) {
                return Some(Arc::clone(reading));
            }
            if known.len() >= MOST {
                known.clear();
            }
            let reading = read();
            known.insert(text.into(), Arc::clone(&reading));
            Some(reading)
        });
        kept.ok().flatten().unwrap_or_else(read)
    }
}
