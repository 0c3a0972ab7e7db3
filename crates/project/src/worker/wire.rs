//! What goes over the pipes between the program and a worker: the length of a message, then the message.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};

use serde::{Deserialize, Serialize};

use gouji_core::document::{Block, Counted, Document, Format, Note, Sheets};
use gouji_core::text::{LineIndex, Span};
use gouji_formats::{MAX_BYTES, ReadError, Stopped, encoding};

/// The largest answer, in bytes: a worker that a file has taken over must not fill the memory of the program.
const LARGEST: u64 = 512 << 20;

/// What a worker made of a file.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer<'d>(Result<Paper<'d>, ReadError>);

/// A document without what follows from its text.
#[derive(Serialize, Deserialize)]
struct Paper<'d> {
    format: Format,
    text: Cow<'d, str>,
    blocks: Cow<'d, [Block]>,
    comments: Cow<'d, [Span]>,
    pages: Cow<'d, [u32]>,
    named: Option<Span>,
    sheets: Cow<'d, Sheets>,
    notes: Cow<'d, [Note]>,
    encoding: Cow<'d, str>,
}

/// Sends a file.
pub(super) fn ask(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    send(to, bytes)
}

/// The next file; none where the other side is done.
pub(super) fn request(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    match receive(from, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sends what came of a file.
pub(super) fn answer(to: &mut impl Write, read: &Result<Document, ReadError>) -> io::Result<()> {
    let paper = read.as_ref().map_err(|error| *error).map(|document| Paper {
        format: document.format,
        text: Cow::Borrowed(&document.text),
        blocks: Cow::Borrowed(&document.blocks),
        comments: Cow::Borrowed(&document.comments),
        pages: Cow::Borrowed(&document.pages),
        named: document.named,
        sheets: Cow::Borrowed(&document.sheets),
        notes: Cow::Borrowed(&document.notes),
        encoding: Cow::Borrowed(document.encoding),
    });
    let bytes = postcard::to_allocvec(&Answer(paper)).map_err(io::Error::other)?;
    send(to, &bytes)?;
    to.flush()
}

/// Receives what came of a file.
pub(super) fn heard(from: &mut impl Read) -> io::Result<Answer<'static>> {
    read(&receive(from, LARGEST)?).map_err(io::Error::other)
}

/// An answer from its bytes.
fn read(bytes: &[u8]) -> Result<Answer<'static>, postcard::Error> {
    postcard::from_bytes(bytes)
}

/// The document in what a worker process has answered; nothing where it is none, or none that a reader could have made.
pub fn answered(bytes: &[u8], name: &str) -> Option<Document> {
    read(bytes).ok()?.document(name).ok()
}

impl Answer<'_> {
    /// The document, under a name. A worker that a file has taken over may say anything: what is no document is refused.
    pub fn document(self, name: &str) -> Result<Document, ReadError> {
        let paper = self.0?;
        let text = paper.text.into_owned();
        let document = Document {
            name: name.to_owned(),
            format: paper.format,
            lines: LineIndex::new(&text),
            text,
            blocks: paper.blocks.into_owned(),
            comments: paper.comments.into_owned(),
            pages: paper.pages.into_owned(),
            named: paper.named,
            sheets: paper.sheets.into_owned(),
            notes: paper.notes.into_owned(),
            encoding: encoding(&paper.encoding),
            counted: Counted::default(),
        };
        let crash = ReadError::Stopped {
            why: Stopped::Crash,
        };
        document.is_sound().then_some(document).ok_or(crash)
    }
}

fn send(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u64::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

fn receive(from: &mut impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()) == Ok(length) {
        true => Ok(bytes),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}
