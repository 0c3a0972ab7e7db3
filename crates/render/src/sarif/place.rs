//! Places and messages.

use serde::Serialize;

use crate::path::uri;
use crate::place::{lines, words};
use gouji_core::diagnostic::{CellName, Elsewhere, Label, Section};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// A text for people.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// Braces would be placeholders and `[…](…)` a link; a text of ours has neither.
    pub fn new(text: &str) -> Self {
        let mut text = text.replace('{', "{{").replace('}', "}}");
        if text.contains("](") {
            text = text.replace('[', "\\[").replace(']', "\\]");
        }
        Message { text }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct Artifact {
    uri: String,
}

/// Lines and columns, both from 1; the end column is the one behind the last character.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// A place as people name it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fully_qualified_name: Option<String>,
    kind: &'static str,
}

impl Location {
    /// A file as a whole.
    pub fn file(path: &str) -> Self {
        Location {
            id: None,
            physical_location: Physical {
                artifact_location: Artifact::new(path),
                region: None,
            },
            logical_locations: Vec::new(),
            message: None,
        }
    }

    /// The place of a label.
    pub fn label((document, sections): (&Document, &[Section]), label: &Label, lang: Lang) -> Self {
        let cell = label.cell.as_ref().map(Logical::cell);
        let place = words(document, sections, label.span, lang).map(|name| Logical {
            name,
            fully_qualified_name: None,
            kind: "place",
        });
        Location {
            physical_location: Physical {
                artifact_location: Artifact::new(&document.name),
                region: Region::new(document, label.span),
            },
            logical_locations: cell.into_iter().chain(place).collect(),
            message: message(&label.message),
            ..Location::file("")
        }
    }

    /// A place in another file.
    pub fn elsewhere(other: &Elsewhere) -> Self {
        Location {
            physical_location: Physical {
                artifact_location: Artifact::new(&other.path),
                region: Some(Region {
                    start_line: other.line,
                    start_column: other.column,
                    end_line: other.line,
                    end_column: other.column + other.length,
                }),
            },
            message: message(&other.message),
            ..Location::file("")
        }
    }

    /// The same with a number, by which messages can refer to it.
    pub fn numbered(self, id: usize) -> Self {
        Location {
            id: Some(id),
            ..self
        }
    }
}

fn message(text: &str) -> Option<Message> {
    (!text.is_empty()).then(|| Message::new(text))
}

impl Artifact {
    pub fn new(path: &str) -> Self {
        Artifact { uri: uri(path) }
    }
}

impl Region {
    /// `None` in a document that has no lines of its own.
    pub fn new(document: &Document, span: Span) -> Option<Self> {
        let (start, end) = lines(document, span)?;
        Some(Region {
            start_line: start.line as usize,
            start_column: start.column as usize,
            end_line: end.line as usize,
            end_column: end.column as usize,
        })
    }
}

impl Logical {
    fn cell(cell: &CellName) -> Self {
        let name = cell.title();
        Logical {
            fully_qualified_name: Some(format!("{} / {name}", cell.table)),
            name,
            kind: "cell",
        }
    }
}
