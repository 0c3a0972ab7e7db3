//! What a file is that is no text.

use serde::{Deserialize, Serialize};

/// What bytes that are no text seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// A PDF file.
    Pdf,
    /// A Word file of today (`.docx`).
    Docx,
    /// An Excel file of today (`.xlsx`).
    Xlsx,
    /// An Excel file of today that is no XML (`.xlsb`).
    Xlsb,
    /// A PowerPoint file of today (`.pptx`).
    Pptx,
    /// An OpenDocument file (`.odt`, `.ods`).
    OpenDocument,
    /// An OFD file, the Chinese page format.
    Ofd,
    /// A document of Word 97 to 2003 or of WPS (`.doc`, `.wps`).
    Doc,
    /// A workbook of Excel 97 to 2003 or of WPS (`.xls`, `.et`).
    Xls,
    /// A presentation of PowerPoint 97 to 2003 or of WPS (`.ppt`, `.dps`).
    Ppt,
    /// Another file in the container of old Office files.
    Ole,
    /// Rich text (`.rtf`).
    Rtf,
    /// A web page with its pictures in one file (`.mht`, `.mhtml`).
    Mht,
    /// A picture.
    Image,
    /// A packed file of another kind.
    Archive,
    /// Something else.
    Unknown,
}

/// How files begin that are no text.
const MAGIC: [(&[u8], Looks); 14] = [
    (b"%PDF-", Looks::Pdf),
    (b"PK\x03\x04", Looks::Archive),
    (b"PK\x05\x06", Looks::Archive),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Looks::Ole),
    (b"{\\rtf", Looks::Rtf),
    (b"\x89PNG\r\n", Looks::Image),
    (b"GIF87a", Looks::Image),
    (b"GIF89a", Looks::Image),
    (b"\xff\xd8\xff", Looks::Image),
    (b"II*\0", Looks::Image),
    (b"MM\0*", Looks::Image),
    (b"\x1f\x8b\x08", Looks::Archive),
    (b"Rar!\x1a", Looks::Archive),
    (b"7z\xbc\xaf\x27\x1c", Looks::Archive),
];

/// Whether bytes begin like a file that is no text.
pub fn is_marked(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|(magic, _)| bytes.starts_with(magic))
}

/// Names a file format by its first bytes (and, for zip files, by the names of the files inside).
pub fn sniff(bytes: &[u8]) -> Option<Looks> {
    if is_mail(bytes) {
        return Some(Looks::Mht);
    }
    let (_, looks) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    match looks {
        Looks::Archive if bytes.starts_with(b"PK") => Some(inside_zip(bytes)),
        Looks::Ole => Some(inside_ole(bytes)),
        other => Some(*other),
    }
}

/// Whether a file is a message of several parts, as browsers and Word save a page with its pictures: a head of fields, one
/// of which says so.
fn is_mail(bytes: &[u8]) -> bool {
    const FIELDS: [&[u8]; 6] = [
        b"from:",
        b"subject:",
        b"date:",
        b"mime-version:",
        b"content-",
        b"snapshot-",
    ];
    const HEAD: usize = 1 << 12;
    let bytes = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let holds = |part: &[u8]| head.windows(part.len()).any(|w| w == part);
    FIELDS.iter().any(|f| head.starts_with(f)) && holds(b"\ncontent-type:") && holds(b"multipart/")
        || head.starts_with(b"content-type:") && holds(b"multipart/") && holds(b"boundary=")
}

/// Whether an old container holds an encrypted document of today.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    has_stream(bytes, "EncryptedPackage")
}

/// What stands in an old container, by the names of its streams. A document may hold workbooks, not the other way
/// round.
fn inside_ole(bytes: &[u8]) -> Looks {
    const NAMES: [(&str, Looks); 4] = [
        ("WordDocument", Looks::Doc),
        ("PowerPoint Document", Looks::Ppt),
        ("Workbook", Looks::Xls),
        ("Book", Looks::Xls),
    ];
    let found = NAMES.iter().find(|(name, _)| has_stream(bytes, name));
    found.map_or(Looks::Ole, |(_, looks)| *looks)
}

/// Whether an old container has a stream of a name, which stands there in UTF-16 and ends in zero.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
    let name: Vec<u8> = name.collect();
    // entries of the directory begin at multiples of 128 bytes
    bytes
        .chunks_exact(128)
        .any(|entry| entry.starts_with(&name))
}

/// Names of files stand near the beginning of a zip file and in the list at its end.
fn inside_zip(bytes: &[u8]) -> Looks {
    const NAMES: [(&[u8], Looks); 6] = [
        (b"OFD.xml", Looks::Ofd),
        (b"word/", Looks::Docx),
        (b"xl/", Looks::Xlsx),
        (b"ppt/", Looks::Pptx),
        (b"vnd.oasis.opendocument", Looks::OpenDocument),
        (b"META-INF/manifest.xml", Looks::OpenDocument),
    ];
    const NEAR: usize = 1 << 16;
    let head = bytes.get(..NEAR).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(NEAR)..)
        .unwrap_or_default();
    let holds = |part: &[u8], name: &[u8]| part.windows(name.len()).any(|w| w == name);
    NAMES
        .iter()
        .find(|(name, _)| holds(head, name) || holds(tail, name))
        .map_or(Looks::Archive, |(_, looks)| *looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named() {
        assert_eq!(sniff(b"%PDF-1.7 ..."), Some(Looks::Pdf));
        assert_eq!(
            sniff(b"PK\x03\x04\x14\0\x06\0word/document.xml"),
            Some(Looks::Docx)
        );
        assert_eq!(sniff(b"PK\x03\x04 OFD.xml"), Some(Looks::Ofd));
        assert_eq!(sniff(b"PK\x03\x04 a.txt"), Some(Looks::Archive));
        assert_eq!(
            sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"),
            Some(Looks::Ole)
        );
        assert_eq!(sniff("一、总体情况".as_bytes()), None);
        let page = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"";
        assert_eq!(sniff(page), Some(Looks::Mht));
        assert_eq!(
            sniff(b"From: a report\n\nmultipart/related is a type"),
            None
        );
        assert_eq!(sniff(b""), None);
    }
}
