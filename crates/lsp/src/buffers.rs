//! The documents that are open in the editor, kept equal to what the editor shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::edit::Draft;
use super::lines::{Encoding, Lines};
use super::size::Size;

/// An open document as it stands at one time.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// Its version, as the editor counts.
    pub version: i32,
    /// Its text.
    pub text: Arc<str>,
    /// The lines of the text.
    pub lines: Arc<Lines>,
}

impl Buffer {
    /// A document with a text.
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
        draft.take(changes, encoding);
        *self = Buffer::new(version, draft.text(), encoding);
    }
}

/// An open document: a change costs what it touches, the whole text is put together once somebody asks for it.
#[derive(Debug)]
struct OpenText {
    uri: Uri,
    version: i32,
    size: Size,
    bytes: usize,
    /// The text in chunks, once it was changed.
    draft: Option<Draft>,
    /// The document as it stands now.
    now: Option<Buffer>,
}

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    open: BTreeMap<String, OpenText>,
    encoding: Encoding,
}

impl Buffers {
    /// None is open; positions count so.
    pub fn new(encoding: Encoding) -> Self {
        Buffers {
            encoding,
            ..Buffers::default()
        }
    }

    /// Takes in an opened document.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) {
        let kept = OpenText {
            version,
            size: Size::of(text.len()),
            bytes: text.len(),
            draft: None,
            now: Some(Buffer::new(version, text, self.encoding)),
            uri: uri.clone(),
        };
        self.open.insert(uri.as_str().to_owned(), kept);
    }

    /// Takes in changes of a document, one after the other; what is not open is not changed.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(kept) = self.open.get_mut(uri.as_str()) else {
            return;
        };
        let now = kept.now.take();
        let fresh = || now.map(|now| Draft::new(&now.text, self.encoding));
        let Some(mut draft) = kept.draft.take().or_else(fresh) else {
            return;
        };
        draft.take(changes, self.encoding);
        kept.version = version;
        kept.bytes = draft.bytes();
        kept.size = Size::of(kept.bytes);
        kept.draft = Some(draft);
    }

    /// Forgets a document.
    pub fn close(&mut self, uri: &Uri) {
        self.open.remove(uri.as_str());
    }

    /// An open document.
    pub fn get(&mut self, uri: &Uri) -> Option<&Buffer> {
        self.open.get_mut(uri.as_str())?.now(self.encoding)
    }

    /// The size of an open document, and its bytes.
    pub fn size(&self, uri: &Uri) -> Option<(Size, usize)> {
        let kept = self.open.get(uri.as_str())?;
        Some((kept.size, kept.bytes))
    }

    /// Whether the whole text was put together since the last change.
    pub fn is_whole(&self, uri: &Uri) -> bool {
        let kept = self.open.get(uri.as_str());
        kept.is_some_and(|k| k.now.is_some())
    }

    /// Whether a document still has a text that it had.
    pub fn is_now(&self, uri: &Uri, text: &Arc<str>) -> bool {
        let kept = self.open.get(uri.as_str());
        let now = kept.and_then(|k| k.now.as_ref());
        now.is_some_and(|now| Arc::ptr_eq(&now.text, text))
    }

    /// The addresses of all open documents.
    pub fn all(&self) -> impl Iterator<Item = &Uri> {
        self.open.values().map(|kept| &kept.uri)
    }
}

impl OpenText {
    fn now(&mut self, encoding: Encoding) -> Option<&Buffer> {
        if let (None, Some(draft)) = (&self.now, &self.draft) {
            self.now = Some(Buffer::new(self.version, draft.text(), encoding));
        }
        self.now.as_ref()
    }
}
