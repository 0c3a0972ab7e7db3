//! Layer 2: text and Markdown → [`Document`], and why any file could not be read.
//!
//! - `decode` finds the encoding, `encode` writes a text as it was read; `binary` names what is no text, `mojibake` finds
//!   text that was spoilt before.
//! - [`layout`] cuts lines into headings, paragraphs, tables. It looks at the content, not the name.
//! - `error` has the reasons, `messages` their words.
//!
//! Reading is pure, linear in the size of the file, and drops nothing silently: what is not text of the report is a
//! block of kind *other*, what was lost is a note. Readers of other formats stand on this one.

mod binary;
mod decode;
mod encode;
mod error;
pub mod layout;
mod messages;
pub mod mojibake;

pub use binary::{Looks, is_encrypted, is_marked, sniff};
pub use encode::{EncodeError, encode};
pub use error::{ReadError, Stopped};

use crate::document::{AUTHOR, BlockKind, Document, Note, NoteKind};
use crate::text::LineIndex;
use encoding_rs::Encoding;

/// The largest file that is read: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// Reads the bytes of a text; `name` is only kept.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    Ok(finished(document(bytes)?, name))
}

/// An encoding by its name; an empty name where there is no such encoding.
pub fn encoding(name: &str) -> &'static str {
    Encoding::for_label(name.as_bytes()).map_or("", Encoding::name)
}

/// A document of one of the readers here with its name, and a note where it holds nothing.
pub fn finished(mut document: Document, name: &str) -> Document {
    document.name = name.to_owned();
    if document.blocks.iter().all(|b| b.kind == BlockKind::Other) {
        document.notes.extend(Note::counted(NoteKind::Empty, 1));
    }
    document
}

/// Plain text and Markdown, without a name.
pub fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let decoded = decode::decode(bytes)?;
    let mut document = lay_out(decoded.text, decoded.encoding);
    document.notes.splice(0..0, decoded.lost);
    Ok(document)
}

/// The document again, with another text: as if the text stood in the file.
pub fn read_again(document: &Document, text: String) -> Document {
    let mut again = lay_out(text, document.encoding);
    again
        .notes
        .splice(0..0, document.note(NoteKind::Undecodable));
    finished(again, &document.name)
}

fn lay_out(text: String, encoding: &'static str) -> Document {
    let layout = layout::layout(&text);
    let mut notes = Vec::new();
    notes.extend(mojibake::find(&text));
    notes.extend(marks(&text));
    notes.extend(layout.notes);
    Document {
        lines: LineIndex::new(&text),
        text,
        blocks: layout.blocks,
        comments: layout.comments,
        notes,
        encoding,
        ..Document::default()
    }
}

/// How the line begins behind which the notes stand that gouji puts into a text, and into a page in Markdown.
pub const NOTES: [&str; 2] = ["======== ", "<!-- "];

/// Whether a text is a marked copy: one of its lines says that notes follow.
fn marks(text: &str) -> Option<Note> {
    let heads = NOTES.map(|open| format!("{open}{AUTHOR} "));
    let begins = |at: usize| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let found = |head: &String| text.match_indices(head).any(|(at, _)| begins(at));
    Note::counted(NoteKind::Marked, usize::from(heads.iter().any(found)))
}
