//! The documents that are open in the editor, kept equal to what the editor shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::edit::Draft;
use super::lines::{Encoding, Lines};

/// An open document.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// Its version, as the editor counts.
    pub version: i32,
    /// Its text.
    pub text: Arc<str>,
    /// The lines of the text.
    pub lines: Arc<Lines>,
}

/// All open documents.
#[derive(Debug, Default)]
pub struct Buffers {
    open: BTreeMap<String, (Uri, Buffer)>,
}

impl Buffer {
    /// A document as it is opened.
    pub fn new(version: i32, text: String, encoding: Encoding) -> Self {
        Buffer {
            version,
            lines: Arc::new(Lines::new(&text, encoding)),
            text: text.into(),
        }
    }

    /// Takes in changes, one after the other.
    pub fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        let mut draft = Draft::new(&self.text, encoding);
        for change in changes {
            match change.range {
                None => draft = Draft::new(&change.text, encoding),
                Some(range) => draft.change(range, &change.text),
            }
        }
        let text = draft.text();
        let lines = Arc::new(Lines::new(&text, encoding));
        *self = Buffer {
            version,
            text: text.into(),
            lines,
        };
    }
}

impl Buffers {
    /// Takes in an opened document.
    pub fn open(&mut self, uri: Uri, buffer: Buffer) {
        self.open.insert(uri.as_str().to_owned(), (uri, buffer));
    }

    /// Forgets a document.
    pub fn close(&mut self, uri: &Uri) {
        self.open.remove(uri.as_str());
    }

    /// An open document.
    pub fn get(&self, uri: &Uri) -> Option<&Buffer> {
        self.open.get(uri.as_str()).map(|(_, b)| b)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, uri: &Uri) -> Option<&mut Buffer> {
        self.open.get_mut(uri.as_str()).map(|(_, b)| b)
    }

    /// All open documents.
    pub fn all(&self) -> impl Iterator<Item = (&Uri, &Buffer)> {
        self.open.values().map(|(uri, buffer)| (uri, buffer))
    }
}
