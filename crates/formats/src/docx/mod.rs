//! Word documents: `.docx`, with macros (`.docm`), and templates (`.dotx`); of Word, WPS and LibreOffice.
//!
//! ```text
//! bytes ─package→ parts ─xml→ tags ─walk→ paragraphs, tables ─emit→ text, blocks, sources
//!                  styles, numbering → lists ↗      grid ↗
//! ```
//!
//! What people see on paper is the text: numbers of lists are put in front, results of fields stand for their codes,
//! insertions are text and deletions are not, hidden text is left out, and what is said twice for old programs counts
//! once. Changes that `gouji annotate` proposes count for nothing until somebody accepts them. Heads, feet and notes
//! stand behind the text as [`BlockKind::Other`](gouji_core::document::BlockKind::Other).
//!
//! [`trace`] also gives the way back: for each piece of the text the bytes of its part in the file.

pub(super) mod emit;
mod grid;
mod kind;
pub(super) mod lists;
pub(super) mod look;
pub mod markup;
pub(super) mod model;
pub(super) mod numbering;
pub mod package;
mod props;
mod run;
pub(super) mod styles;
#[cfg(test)]
mod tests;
mod walk;
pub(super) mod words;
pub mod write;
pub(super) mod xml;

pub use emit::{Blank, Source};

use super::{Looks, ReadError};
use emit::Emitter;
use gouji_core::document::{AUTHOR, Document, Format, Note, NoteKind};
use gouji_core::text::LineIndex;
use lists::Lists;
use numbering::Numbering;
use package::{Package, Relation};
use styles::Styles;
use walk::Walk;

/// Where the text of a document comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Names of the parts, as in the zip file; the first is that of the document.
    pub parts: Vec<String>,
    /// Pieces of the text in order. What no `w:t` holds has none: numbers of lists, tabs, breaks, signs.
    pub sources: Vec<Source>,
    /// The blank cells.
    pub blanks: Vec<Blank>,
}

/// Parts beside the document that hold text, in the order in which they are put behind it.
const OUTSIDE: [&str; 4] = ["footnotes", "endnotes", "header", "footer"];

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    trace(bytes).map(|(document, _)| document)
}

/// Reads a document, with the place of each piece of its text in the file.
///
/// # Errors
///
/// The same as [`super::read`].
pub fn trace(bytes: &[u8]) -> Result<(Document, Trace), ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let body = package.part(&main)?.ok_or_else(damaged)?;
    let relations = package.relations(&main)?;
    let styles = match named(&mut package, &relations, "styles")? {
        Some(part) => Styles::read(&part)?,
        None => Styles::default(),
    };
    let numbering = match named(&mut package, &relations, "numbering")? {
        Some(part) => Numbering::read(&part)?,
        None => Numbering::default(),
    };
    let comments = named(&mut package, &relations, "comments")?;
    let by = format!("author=\"{AUTHOR}\"");
    let marked = comments.is_some_and(|part| part.contains(&by));
    let mut lists = Lists::new(&numbering, &styles);
    let mut walk = Walk::new(&styles, &mut lists);
    let mut emitter = Emitter::default();
    let mut parts = vec![main];
    emitter.base = body.base;
    emitter.flow(&walk.read(&body.text)?);
    emitter.outside = true;
    for kind in OUTSIDE {
        for relation in relations.iter().filter(|r| r.kind == kind) {
            if let Some(part) = package.part(&relation.target)? {
                emitter.part = u16::try_from(parts.len()).unwrap_or(u16::MAX);
                emitter.base = part.base;
                emitter.flow(&walk.read(&part.text)?);
                parts.push(relation.target.clone());
            }
        }
    }
    let changes = walk.changes;
    let Emitter {
        text,
        blocks,
        sources,
        blanks,
        ..
    } = emitter;
    let document = Document {
        format: Format::Docx,
        lines: LineIndex::new(&text),
        text,
        blocks,
        notes: notes(changes, marked),
        encoding: "UTF-8",
        ..Document::default()
    };
    let trace = Trace {
        parts,
        sources,
        blanks,
    };
    Ok((document, trace))
}

/// The first part of a kind.
fn named(
    package: &mut Package<'_>,
    relations: &[Relation],
    kind: &str,
) -> Result<Option<String>, ReadError> {
    let Some(relation) = relations.iter().find(|r| r.kind == kind) else {
        return Ok(None);
    };
    Ok(package.part(&relation.target)?.map(|part| part.text))
}

/// What is said of insertions and deletions that nobody has accepted, and of marks.
pub(super) fn notes(changes: usize, marked: bool) -> Vec<Note> {
    let all = [
        (NoteKind::TrackedChanges, changes),
        (NoteKind::Marked, usize::from(marked)),
    ];
    let noted = all.into_iter();
    noted
        .filter_map(|(kind, count)| Note::counted(kind, count))
        .collect()
}

fn damaged() -> ReadError {
    ReadError::Damaged { looks: Looks::Docx }
}

fn encrypted() -> ReadError {
    ReadError::Encrypted { looks: Looks::Docx }
}
