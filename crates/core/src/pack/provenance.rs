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
        Setting {
            key,
            value: on_one_line(written),
            pack: pack.to_owned(),
            path: file.name.to_owned(),
            line: position.line as usize,
            column: position.column as usize,
            fate: Fate::Holds,
        }
    }
}

/// The beginning of a text with one blank between its words.
fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut room = LONGEST;
    for word in text.split_whitespace() {
        if !line.is_empty() && room > 0 {
            line.push(' ');
            room -= 1;
        }
        match word.char_indices().nth(room) {
            Some((end, _)) => {
                line.push_str(word.get(..end).unwrap_or_default());
                line.push('\u{2026}');
                return line;
            }
            None => line.push_str(word),
        }
        room -= word.chars().count();
    }
    line
}
