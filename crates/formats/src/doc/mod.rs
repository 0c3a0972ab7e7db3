//! Documents of Word 97 to 2003 and of WPS: `.doc`, `.wps`.
//!
//! ```text
//! bytes ─file→ streams ─pieces→ characters ─walk→ paragraphs, tables ─→ text, blocks as of a .docx
//!                sheet, lists ↗     pages, props ↗      table ↗
//! ```
//!
//! A character is a place in the file; pages of properties tell of stretches of places. Styles, lists and the layout
//! are those of [`super::docx`], so that a document says the same in both formats. Such a file knows of a cell where its
//! borders are, not which columns it covers: borders that stand nearly at one place in several rows are one column.

mod bytes;
mod file;
mod lists;
mod looks;
mod pages;
mod pieces;
mod props;
mod sheet;
mod table;
mod walk;

use super::docx::{self, emit::Emitter, lists::Lists};
use super::{Looks, ReadError};
use file::File;
use gouji_core::document::{Document, Format};
use gouji_core::text::LineIndex;
use pieces::Placed;
use walk::Walk;

/// Whether the container opens, whatever is in it.
pub(super) fn opens(bytes: &[u8]) -> bool {
    file::container(bytes).is_ok()
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let file = File::open(bytes)?;
    let text = pieces::text(&file)?;
    let stories = file.stories().ok_or_else(damaged)?;
    let styles = sheet::read(file.part(file::Part::Styles));
    let numbering = lists::read(&file);
    let mut walk = Walk::new(&file, &styles, Lists::new(&numbering, &styles));
    let mut emitter = Emitter::default();
    let mut rest = text.as_slice();
    let main = next(&mut rest, stories.main).ok_or_else(damaged)?;
    emitter.flow(&walk.read(main)?);
    emitter.outside = true;
    for (length, is_text, is_box) in [
        (stories.notes, true, false),
        (stories.heads, true, false),
        (stories.skipped, false, false),
        (stories.end_notes, true, false),
        (stories.boxes, true, true),
    ] {
        let Some(story) = next(&mut rest, length) else {
            break;
        };
        // what shapes are printed on is said elsewhere
        walk.paper = !is_box;
        if is_text {
            emitter.flow(&walk.read(story)?);
        }
    }
    let Emitter { text, blocks, .. } = emitter;
    Ok(Document {
        format: Format::Doc,
        lines: LineIndex::new(&text),
        text,
        blocks,
        notes: docx::notes(walk.changes, false),
        encoding: "UTF-16LE",
        ..Document::default()
    })
}

/// The next characters of a text.
fn next<'t>(rest: &mut &'t [Placed], length: usize) -> Option<&'t [Placed]> {
    let (story, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(story)
}

fn damaged() -> ReadError {
    ReadError::Damaged { looks: Looks::Doc }
}

fn too_old() -> ReadError {
    ReadError::Binary { looks: Looks::Doc }
}
