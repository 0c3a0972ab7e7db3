//! Layer 2: bytes → [`Document`]. Each format has one module; none of them knows what a report is.
//!
//! - `decode` finds the encoding, `encode` writes a text as it was read; `binary` names what is no text, `mojibake` finds
//!   text that was spoilt before.
//! - `plain` lays out `.txt` and `.md`: lines → headings, paragraphs, tables. It looks at the content, not the name.
//! - `html` reads web pages.
//! - `docx` reads Word documents, and tells where their text stands in the file; `doc` reads those of old Word and of
//!   WPS.
//! - `pdf` puts the characters of a `.pdf` together by their places, and tells where its text is printed.
//! - `messages` says in words why a file could not be read.
//!
//! Reading is pure, linear in the size of the file, and drops nothing silently: what is not text of the report is a
//! block of kind *other*, what was lost is a note.

mod binary;
mod colour;
mod decode;
mod doc;
pub mod docx;
mod encode;
pub mod html;
mod messages;
mod mojibake;
#[cfg(feature = "pdf")]
pub mod pdf;
mod plain;

pub use binary::Looks;
pub use encode::{EncodeError, encode};

use crate::document::{BlockKind, Document, Note, NoteKind};
use crate::text::LineIndex;
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

/// The largest file that is read: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// The bytes are no text.
    Binary {
        /// What they seem to be.
        looks: Looks,
    },
    /// The file is protected by a password.
    Encrypted {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file is not what its format wants it to be.
    Damaged {
        /// What it seems to be.
        looks: Looks,
    },
    /// What is packed in the file is larger than any document.
    Inflated {
        /// What it seems to be.
        looks: Looks,
        /// To how many bytes it may unpack.
        limit: u64,
    },
    /// The file has more pages, paragraphs or cells than any document.
    TooComplex {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file is beyond all reason.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// The file holds pictures of pages and no text.
    Scanned {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file holds text, but does not tell which characters.
    Unmapped {
        /// What it seems to be.
        looks: Looks,
    },
    /// Its reader was stopped, in a process of its own.
    Stopped {
        /// What stopped it.
        why: Stopped,
    },
}

/// What stopped a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stopped {
    /// It took longer than any document of its size.
    Time,
    /// It took more memory than any document of its size.
    Memory,
    /// It failed.
    Crash,
}

impl ReadError {
    /// Whether an office program may know more of the file.
    pub fn is_for_office(&self) -> bool {
        matches!(
            self,
            ReadError::Binary {
                looks: Looks::Doc | Looks::Rtf | Looks::OpenDocument
            } | ReadError::Damaged { looks: Looks::Doc }
        )
    }
}

/// Reads the bytes of a file. What it is, its content tells; `name` is only kept.
///
/// Blocks stand in order and do not overlap. The span of a paragraph or heading is trimmed of white space; the span of
/// a table reaches from its first to its last cell, blank cells included.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_BYTES {
        return Err(ReadError::TooLarge {
            bytes: size,
            limit: MAX_BYTES,
        });
    }
    let document = content(bytes)?;
    match has_a_size(&document) {
        true => Ok(finished(document, name)),
        false => Err(ReadError::TooComplex {
            looks: binary::sniff(bytes).unwrap_or(Looks::Unknown),
        }),
    }
}

/// Blocks that a document may have; the longest report has some thousands.
const MOST_BLOCKS: usize = 200_000;
/// Cells that it may have.
const MOST_CELLS: usize = 500_000;

/// Bytes of text that it may have: labels and the like are made here, so that a small file may give more than it holds.
const MOST_TEXT: usize = 4 << 20;

/// Whether a document is not longer than any that people write. A text is as long as it is.
fn has_a_size(document: &Document) -> bool {
    if document.format.is_text() {
        return true;
    }
    let cells = document.blocks.iter().map(|block| match &block.kind {
        BlockKind::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        _ => 0,
    });
    let short = document.text.len() <= MOST_TEXT && document.blocks.len() <= MOST_BLOCKS;
    short && cells.sum::<usize>() <= MOST_CELLS
}

/// Whether bytes are read as plain text, by the reader that is fit for any text.
pub fn is_plain(bytes: &[u8]) -> bool {
    !binary::is_marked(bytes) && !html::is_page(bytes)
}

/// An encoding by its name; an empty name where there is no such encoding.
pub fn encoding(name: &str) -> &'static str {
    Encoding::for_label(name.as_bytes()).map_or("", Encoding::name)
}

/// A document of one of the readers here with its name, and a note where it holds nothing.
pub fn finished(mut document: Document, name: &str) -> Document {
    document.name = name.to_owned();
    if document.blocks.iter().all(|b| b.kind == BlockKind::Other) {
        document.notes.push(Note {
            kind: NoteKind::Empty,
            span: None,
            count: 1,
        });
    }
    document
}

/// What the content says that it is.
fn content(bytes: &[u8]) -> Result<Document, ReadError> {
    match binary::sniff(bytes) {
        Some(looks @ Looks::Ole) if binary::is_encrypted(bytes) => {
            Err(ReadError::Encrypted { looks })
        }
        Some(Looks::Doc) => doc::read(bytes),
        Some(looks @ Looks::Ole) if !doc::opens(bytes) => Err(ReadError::Damaged { looks }),
        Some(Looks::Docx) => docx::read(bytes),
        Some(looks @ Looks::Mht) => Err(ReadError::Binary { looks }),
        #[cfg(feature = "pdf")]
        Some(Looks::Pdf) => pdf::read(bytes),
        _ if html::is_page(bytes) => Ok(html::read(bytes)),
        _ => text(bytes),
    }
}

/// Plain text and Markdown.
fn text(bytes: &[u8]) -> Result<Document, ReadError> {
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
    let layout = plain::layout(&text);
    let mut notes = Vec::new();
    notes.extend(mojibake::find(&text));
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
