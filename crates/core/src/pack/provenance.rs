//! Which layer set what: the history of a rule.

use crate::fields::{File, Origin};
use crate::text::Span;

/// Something that a pack sets for a rule, or for a parameter that the rule uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key, as in the pack; of a parameter: its name, a full stop and the key.
    pub key: String,
    /// What is written, on one line.
    pub value: String,
    /// Id of the pack.
    pub pack: String,
    /// Path of its file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What came of it.
    pub fate: Fate,
}

/// What came of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It holds.
    Holds,
    /// A layer above set it anew, or a stricter one stands.
    Overridden,
    /// A lock forbids it.
    Refused,
}

impl Fate {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Holds => "holds",
            Fate::Overridden => "outdone",
            Fate::Refused => "refused",
        }
    }
}

/// The longest value that is shown, in characters.
const LONGEST: usize = 60;

impl Setting {
    /// A setting at a place.
    pub(super) fn at(key: String, pack: &str, file: &File<'_>, span: Span) -> Self {
        let place = Origin { file, span };
        let position = place.position();
        let written = span.of(file.text);
        let words: Vec<&str> = written.split_whitespace().collect();
        let line = words.join(" ");
        let value = match line.chars().nth(LONGEST) {
            Some(_) => line.chars().take(LONGEST).chain(['\u{2026}']).collect(),
            None => line,
        };
        Setting {
            key,
            value,
            pack: pack.to_owned(),
            path: file.name.to_owned(),
            line: position.line as usize,
            column: position.column as usize,
            fate: Fate::Holds,
        }
    }
}
