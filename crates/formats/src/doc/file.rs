//! The container and its head: the streams of a document, and where in them its parts stand.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::bytes::{part, size_at, u16_at};
use super::{damaged, too_old};
use crate::{Looks, ReadError};

/// The first version that is read: 193 is Word 97, 104 was Word 95.
const WORD_97: u16 = 105;
/// Flags of the head.
const ENCRYPTED: u16 = 1 << 8;
const SECOND_TABLE: u16 = 1 << 9;
/// Where the head lists its parts.
const PARTS: usize = 0x9a;

/// An opened document.
pub(super) struct File {
    /// The head, the text, and properties by page.
    pub(super) main: Vec<u8>,
    /// Styles, lists, and where the text stands.
    pub(super) table: Vec<u8>,
    /// Long properties.
    pub(super) data: Vec<u8>,
}

/// The parts of the table stream that are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    Characters = 12,
    Paragraphs = 13,
    Pieces = 33,
    Lists = 73,
    ListUses = 74,
}

/// How many characters each text of the document has.
pub(super) struct Stories {
    pub(super) main: usize,
    pub(super) notes: usize,
    pub(super) heads: usize,
    /// Macros and comments, which are no text.
    pub(super) skipped: usize,
    pub(super) end_notes: usize,
    pub(super) boxes: usize,
}

/// Opens a container.
pub(super) fn container(bytes: &[u8]) -> Result<CompoundFile<Cursor<&[u8]>>, ReadError> {
    CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())
}

impl File {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut container = container(bytes)?;
        let mut stream = |name: &str| -> Option<Vec<u8>> {
            let stream = container.open_stream(name).ok()?;
            let mut content = Vec::new();
            // a stream is no longer than the file that it is in
            let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            stream.take(most).read_to_end(&mut content).ok()?;
            Some(content)
        };
        let main = stream("/WordDocument").ok_or_else(damaged)?;
        let flags = u16_at(&main, 10).ok_or_else(damaged)?;
        if flags & ENCRYPTED != 0 {
            return Err(ReadError::Encrypted { looks: Looks::Doc });
        }
        if u16_at(&main, 2).is_none_or(|version| version < WORD_97) {
            return Err(too_old());
        }
        let table = match flags & SECOND_TABLE {
            0 => "/0Table",
            _ => "/1Table",
        };
        Ok(File {
            table: stream(table).ok_or_else(damaged)?,
            data: stream("/Data").unwrap_or_default(),
            main,
        })
    }

    /// A part of the table stream; empty if there is none.
    pub(super) fn part(&self, which: Part) -> &[u8] {
        let length = size_at(&self.main, PARTS + which as usize * 8 + 4).unwrap_or_default();
        part(&self.table, self.start(which), length).unwrap_or_default()
    }

    /// What stands behind a part.
    pub(super) fn behind(&self, which: Part) -> &[u8] {
        let length = size_at(&self.main, PARTS + which as usize * 8 + 4).unwrap_or_default();
        let end = self.start(which).saturating_add(length);
        self.table.get(end..).unwrap_or_default()
    }

    fn start(&self, which: Part) -> usize {
        size_at(&self.main, PARTS + which as usize * 8).unwrap_or_default()
    }

    pub(super) fn stories(&self) -> Option<Stories> {
        let length = |at| size_at(&self.main, at);
        Some(Stories {
            main: length(0x4c)?,
            notes: length(0x50)?,
            heads: length(0x54)?,
            skipped: length(0x58)?.checked_add(length(0x5c)?)?,
            end_notes: length(0x60)?,
            boxes: length(0x64)?,
        })
    }
}
