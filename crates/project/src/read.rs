//! An input → its document.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::libreoffice;
use crate::worker;
use gouji_core::document::{Document, Note, NoteKind};
use gouji_core::plain;
use gouji_formats::{Looks, MAX_BYTES, ReadError};

/// The largest report that is read, in bytes, where nobody says otherwise: the longest of them have some MB.
static LARGEST: AtomicU64 = AtomicU64::new(64 << 20);

/// Lets reports have so many MB, at most as many as any reader allows.
pub fn allow(megabytes: u64) {
    let bytes = megabytes.saturating_mul(1 << 20).min(MAX_BYTES);
    LARGEST.store(bytes, Ordering::Relaxed);
}

/// When a file was changed, and how long it is in bytes.
pub type Stamp = (Option<SystemTime>, u64);

/// The stamp of a file; nothing where there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    Some((found.modified().ok(), found.len()))
}

/// What stdin is called.
pub const STDIN: &str = "<stdin>";

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// What comes in.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Why an input gave no document.
#[derive(Debug)]
pub enum Unread {
    /// The system says no.
    System(io::Error),
    /// It is no text.
    Content(ReadError),
    /// It is a marked copy that was met in a folder.
    Marked,
}

impl Input {
    /// The input that a path means.
    pub fn of(path: &Path) -> Self {
        match path.as_os_str() == "-" {
            true => Input::Stdin,
            false => Input::File(path.to_owned()),
        }
    }

    /// What people call it.
    pub fn name(&self, stdin: &str) -> String {
        match self {
            Input::Stdin => stdin.to_owned(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Where it lies, or would lie.
    pub fn place(&self, stdin: &str) -> PathBuf {
        match self {
            Input::Stdin => PathBuf::from(stdin),
            Input::File(path) => path.clone(),
        }
    }

    /// How many bytes it has, as far as that is known beforehand.
    pub fn size(&self) -> u64 {
        match self {
            Input::Stdin => 0,
            Input::File(path) => fs::metadata(path).map_or(0, |m| m.len()),
        }
    }

    /// Reads it under a name. What is not read here LibreOffice may turn into what is, if it is `allowed` to.
    pub fn read(&self, name: &str, allowed: bool) -> Result<Document, Unread> {
        document(name, &self.bytes()?, allowed)
    }

    /// All its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Unread> {
        match self {
            Input::Stdin => some(io::stdin().lock()),
            Input::File(path) => file(path),
        }
    }
}

/// Whether bytes that were handed over are no more than a file may have.
pub fn admit(bytes: &[u8]) -> Result<(), Unread> {
    let limit = LARGEST.load(Ordering::Relaxed);
    let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match bytes > limit {
        true => Err(Unread::Content(ReadError::TooLarge { bytes, limit })),
        false => Ok(()),
    }
}

/// The document that bytes are.
pub fn document(name: &str, bytes: &[u8], allowed: bool) -> Result<Document, Unread> {
    let document = match worker::read(name, bytes) {
        Err(error) if allowed && error.is_for_office() => converted(name, bytes).ok_or(error),
        read => read,
    };
    document.map_err(Unread::Content)
}

/// What LibreOffice makes of it, with a note that says so.
fn converted(name: &str, bytes: &[u8]) -> Option<Document> {
    let to = match is_workbook(bytes) {
        true => libreoffice::Into::Xlsx,
        false => libreoffice::Into::Docx,
    };
    let mut document = worker::read(name, &libreoffice::convert(bytes, to)?).ok()?;
    let note = Note::counted(NoteKind::Converted, 1);
    document.notes.extend(note);
    Some(document)
}

/// Whether a file that is not read here is a workbook.
fn is_workbook(bytes: &[u8]) -> bool {
    const OPEN: &[u8] = b"opendocument.spreadsheet";
    // the kind of an open document stands at its beginning
    let head = bytes.get(..1 << 10).unwrap_or(bytes);
    match plain::sniff(bytes) {
        Some(Looks::Xls | Looks::Xlsb) => true,
        Some(Looks::OpenDocument) => head.windows(OPEN.len()).any(|w| w == OPEN),
        _ => false,
    }
}

fn file(path: &Path) -> Result<Vec<u8>, Unread> {
    let file = File::open(path).map_err(Unread::System)?;
    let (size, limit) = (
        file.metadata().map_or(0, |m| m.len()),
        LARGEST.load(Ordering::Relaxed),
    );
    match size > limit {
        true => Err(Unread::Content(ReadError::TooLarge { bytes: size, limit })),
        false => some(file),
    }
}

/// The byte-order mark.
const MARK: char = '\u{feff}';
/// The largest rule pack, configuration or list that is read, in bytes: those that come along have some 50 KB each.
pub(crate) const MAX_TEXT: u64 = 1 << 20;

/// The text of a file that people wrote for gouji, without the mark that Windows puts in front. Never more than such a file can be, whatever a link leads to.
pub fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let mut file = File::open(path)?.take(MAX_TEXT + 1);
    file.read_to_string(&mut text)?;
    match file.limit() {
        0 => Err(io::ErrorKind::FileTooLarge.into()),
        _ if text.starts_with(MARK) => Ok(text.split_off(MARK.len_utf8())),
        _ => Ok(text),
    }
}

/// The text of a file as it is; nothing where it cannot be read.
pub fn whole(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// The document that a text is which stands in an editor; nothing where it is none of a format that is text.
pub fn opened(name: &str, text: &str) -> Option<Document> {
    let document = gouji_formats::read(name, text.as_bytes()).ok()?;
    document.format.is_text().then_some(document)
}

/// Whether something that was found (and not named) can be read to its end: no pipe, socket or device.
pub(crate) fn is_plain(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.is_file())
}

/// All bytes.
fn some(from: impl Read) -> Result<Vec<u8>, Unread> {
    let limit = LARGEST.load(Ordering::Relaxed);
    let mut bytes = Vec::new();
    let mut from = from.take(limit + 1);
    from.read_to_end(&mut bytes).map_err(Unread::System)?;
    match from.limit() {
        // a stream: nobody knows how much would still come
        0 => Err(Unread::Content(ReadError::TooLarge {
            bytes: limit + 1,
            limit,
        })),
        _ => Ok(bytes),
    }
}
