//! What the text of a cell comes to. Reports of one form have the same labels and many zeros: what was read before is kept.

use super::form::folded_row_key;
use crate::grammar::{self, CellText};
use crate::text::{Folded, Span, label_key};
use std::cell::RefCell;
use std::collections::HashMap;

/// The longest text that is kept, in bytes.
const LONGEST: usize = 160;
/// So many texts are kept for each thread; then all are forgotten.
const MOST: usize = 4_000;

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, CellReading>> = RefCell::default();
}

/// A cell as it is read.
#[derive(Clone, Debug)]
pub(super) struct CellReading {
    /// What it holds.
    pub text: CellText,
    /// Key of a label; empty for values.
    pub key: String,
    /// Folded text.
    pub folded: String,
}

impl CellReading {
    /// A folded text.
    pub fn new(folded: &str) -> Self {
        let text = grammar::cell(folded);
        let key = match text {
            // a label may be shortened to its number
            CellText::Text => Some(folded_row_key(folded))
                .filter(|k| !k.is_empty())
                .unwrap_or_else(|| label_key(folded)),
            _ => String::new(),
        };
        CellReading {
            text,
            key,
            folded: folded.to_owned(),
        }
    }

    /// A text as it stands.
    pub fn known(text: &str) -> Self {
        let read = || CellReading::new(Folded::new(text, Span::new(0, text.len())).text());
        if text.len() > LONGEST {
            return read();
        }
        let kept = KNOWN.try_with(|known| {
            let mut known = known.try_borrow_mut().ok()?;
            if let Some(reading) = known.get(text) {
                return Some(reading.clone());
            }
            if known.len() >= MOST {
                known.clear();
            }
            let reading = read();
            known.insert(text.into(), reading.clone());
            Some(reading)
        });
        kept.ok().flatten().unwrap_or_else(read)
    }
}
