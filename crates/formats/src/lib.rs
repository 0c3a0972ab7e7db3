//! The readers of documents: bytes → [`Document`]. Each format has one module; none of them knows what a report is.
//!
//! - [`html`] reads web pages.
//! - [`docx`] reads Word documents, with the places of their text in the file; `doc` reads those of old Word and of
//!   WPS.
//! - [`pdf`] puts the characters of a `.pdf` together by their places, with the places where its text is printed.
//! - `xlsx` reads workbooks, with the sheet and cell of each piece of their text.
//! - `colour` says what cannot be seen.
//!
//! Plain text and Markdown are read by [`gouji_core::plain`]. Reading is pure, linear in the size of the file, and drops
//! nothing silently: what is not text of the report is a block of kind *other*, what was lost is a note.

mod colour;
mod doc;
pub mod docx;
pub mod html;
#[cfg(feature = "pdf")]
pub mod pdf;
mod xlsx;

use gouji_core::document::{BlockKind, Document};
use gouji_core::plain;

pub use gouji_core::plain::{
    EncodeError, Looks, MAX_BYTES, ReadError, Stopped, encode, encoding, finished,
};

/// Reads the bytes of a file. What it is is found from its content; `name` is only kept.
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
        true => Ok(plain::finished(document, name)),
        false => Err(ReadError::TooComplex {
            looks: plain::sniff(bytes).unwrap_or(Looks::Unknown),
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
    !plain::is_marked(bytes) && !html::is_html(bytes)
}

/// What the content says that it is.
fn content(bytes: &[u8]) -> Result<Document, ReadError> {
    match plain::sniff(bytes) {
        Some(looks @ Looks::Ole) if plain::is_encrypted(bytes) => {
            Err(ReadError::Encrypted { looks })
        }
        Some(Looks::Doc) => doc::read(bytes),
        Some(looks @ Looks::Ole) if !doc::opens(bytes) => Err(ReadError::Damaged { looks }),
        Some(Looks::Docx) => docx::read(bytes),
        Some(Looks::Xlsx) => xlsx::read(bytes),
        Some(looks @ Looks::Mht) => Err(ReadError::Binary { looks }),
        #[cfg(feature = "pdf")]
        Some(Looks::Pdf) => pdf::read(bytes),
        _ if html::is_html(bytes) => Ok(html::read(bytes)),
        _ => plain::document(bytes),
    }
}
