//! Findings → marks in a copy of the document, where the people who wrote it work.
//!
//! - [`Remarks`]: what is said and where; the same for every format. `messages` has the words.
//! - [`Copying`]: a document of any format → its marked copy.
//! - [`docx`]: comments of Word at the words or the cell, and corrections as tracked changes.
//! - [`text`]: notes behind a text or a page in Markdown, with their numbers in it.
//! - [`html`]: marks and a panel in a web page.
//! - `pdf`: annotations behind a PDF file.
//! - [`letter`]: the list of findings that is sent to a body.
//!
//! Everything is a pure function of bytes: what is not marked stays as it is, byte for byte. Marks of an earlier run are
//! known by their author and replaced, so that marking twice gives the same file as marking once. In texts and pages, where
//! people may write between them, a `seal` identifies just what was put in; what does not fit it is not touched.

mod copy;
pub mod docx;
pub mod html;
pub mod letter;
mod messages;
#[cfg(feature = "pdf")]
pub mod pdf;
mod remarks;
mod seal;
pub mod text;

pub use copy::{Copy, Copying};
pub use gouji_core::document::AUTHOR;
pub use remarks::{Remark, Remarks};

use gouji_core::document::Format;
use gouji_core::text::Lang;
use gouji_formats::ReadError;

/// Why a document cannot be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Word forbids changes to it.
    Protected,
    /// It carries a digital signature, which a mark would break.
    Signed,
    /// It is encrypted, if only against changes.
    Locked,
    /// The list of its objects is damaged.
    Broken,
    /// Nothing in it can carry a comment: it has no text, or its text is in an encoding other than UTF-8.
    NoPlace,
    /// The encoding of the file lacks this character of the marks.
    Unencodable(char),
    /// Its bytes would not come out as they were.
    Unfaithful,
    /// Somebody has edited the marks of an earlier run, or written what looks like them: what is a mark cannot be determined.
    Edited,
    /// No marks can be written into files of this format.
    Format(Format),
    /// It cannot be read.
    Unread(ReadError),
}

impl Refusal {
    /// The reason, and what to do.
    pub fn message(&self, lang: Lang) -> String {
        messages::refusal(self, lang)
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Refusal::Unread(error)
    }
}
