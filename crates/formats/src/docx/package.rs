//! The zip file that a document is: its parts by name, and how much of it may be unpacked.

mod write;

use super::xml::{Item, Xml};
use super::{damaged, encrypted};
use crate::{Looks, ReadError};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that is unpacked, all parts together: 256 MiB.
const MOST: u64 = 256 << 20;
/// What a file of any size may unpack to: 16 MiB.
const LEAST: u64 = 16 << 20;
/// How many times its size a larger file may unpack to. Documents reach 30; a bomb has 1000.
const RATIO: u64 = 100;

/// An opened package.
#[derive(Debug)]
pub struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Names in small letters, with forward slashes.
    names: HashMap<String, usize>,
    limit: u64,
    used: u64,
}

/// A part as text.
#[derive(Debug, Default)]
pub struct Part {
    /// Its text, without a byte-order mark.
    pub text: String,
    /// How many bytes of the part stand in front of the text; `None` where the text was decoded, so that its places
    /// are not those of the part.
    pub base: Option<usize>,
}

/// What a part says of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// The last word of its kind: `styles`, `header` …
    pub kind: String,
    /// The name of the part.
    pub target: String,
}

/// How many parts the end of a zip file says that it has; `None` where it does not say it in the usual place.
fn listed(bytes: &[u8]) -> Option<usize> {
    const END: usize = 22;
    let (_, end) = bytes.split_at_checked(bytes.len().checked_sub(END)?)?;
    let count = u16::from_le_bytes([*end.get(10)?, *end.get(11)?]);
    (end.starts_with(b"PK\x05\x06") && count != u16::MAX).then_some(usize::from(count))
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// The bytes are no zip file, or two of its parts have one name: whichever is read here, Word may show the other.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let mut names = HashMap::new();
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at)
                && names.insert(same(&name), at).is_some()
            {
                return Err(damaged());
            }
        }
        // names that are the same to a letter are one entry by now
        if listed(bytes).is_some_and(|listed| listed != zip.len()) {
            return Err(damaged());
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Package {
            zip,
            names,
            limit: size.saturating_mul(RATIO).clamp(LEAST, MOST),
            used: 0,
        })
    }

    /// A part, if there is one of this name.
    ///
    /// # Errors
    ///
    /// The package is damaged or protected, or holds more than any document.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let Some(at) = self.names.get(&same(name)) else {
            return Ok(None);
        };
        let file = self.zip.by_index(*at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                encrypted()
            }
            _ => damaged(),
        })?;
        let mut bytes = Vec::new();
        let left = self.limit - self.used;
        let mut file = file.take(left + 1);
        file.read_to_end(&mut bytes).map_err(|_| damaged())?;
        self.used += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.used > self.limit {
            return Err(ReadError::Inflated {
                looks: Looks::Docx,
                limit: self.limit,
            });
        }
        text(bytes).map(Some)
    }

    /// The name of the part that holds the document.
    ///
    /// # Errors
    ///
    /// The package is damaged or protected, or holds more than any document.
    pub fn main(&mut self) -> Result<String, ReadError> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|r| r.kind == "officedocument");
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |r| r.target))
    }

    /// What a part (or the package, for the empty name) is related to.
    ///
    /// # Errors
    ///
    /// The package is damaged or protected, or holds more than any document.
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let Some(part) = self.part(&name)? else {
            return Ok(Vec::new());
        };
        let mut xml = Xml::new(&part.text);
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Item::End => return Ok(found),
                Item::Open(tag) if tag.name() == "Relationship" => {
                    let outside = tag.attribute("TargetMode").is_some_and(|m| m == "External");
                    let kind = tag.attribute("Type").unwrap_or_default();
                    let target = tag.attribute("Target").filter(|_| !outside);
                    found.extend(target.map(|target| Relation {
                        id: tag.attribute("Id").unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_lowercase(),
                        target: resolve(folder, &target),
                    }));
                }
                _ => {}
            }
        }
    }
}

/// Names of parts are the same in small and capital letters; some programs write backslashes.
fn same(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

/// A target, seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|p| !p.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// Parts are UTF-8 or UTF-16.
fn text(bytes: Vec<u8>) -> Result<Part, ReadError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        let rest = bytes.get(mark..).unwrap_or_default();
        let (text, _) = encoding.decode_without_bom_handling(rest);
        return Ok(Part {
            text: text.into_owned(),
            base: None,
        });
    }
    let mut text = String::from_utf8(bytes).map_err(|_| damaged())?;
    let mark = text.starts_with('\u{feff}');
    if mark {
        text.remove(0);
    }
    Ok(Part {
        text,
        base: Some(if mark { '\u{feff}'.len_utf8() } else { 0 }),
    })
}
