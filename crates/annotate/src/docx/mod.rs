//! Word documents: findings become comments, fixes tracked changes.
//!
//! ```text
//! bytes ─clean→ bytes without older marks ─trace→ spots ─patch→ document.xml ┐
//!                                      remarks → comments.xml, relation, type ┴→ bytes
//! ```
//!
//! A comment stands around exactly its words or the content of its cell. Words in a box or a formula cannot carry one
//! for themselves, so the whole box or formula does. Runs are parted where they have to be, and keep their properties;
//! without the mark they are one again.
//! What is not the document part, the comments, their relation or their content type is copied as it is packed.

mod changes;
mod clean;
mod joins;
mod names;
mod parts;
mod patch;
mod splice;
mod spots;
mod threads;

pub use clean::{clean, date};

use super::{Refusal, Remark, Remarks};
use gouji_core::document::Document;
use gouji_core::text::Edit;
use gouji_formats::docx::Trace;
use gouji_formats::docx::markup::Markup;
use gouji_formats::docx::package::{Package, Part};
use names::Names;
use parts::Comments;
use patch::Patch;
use spots::Spots;
use std::cell::Cell;

/// What is to be written into a document.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    /// The comments.
    pub remarks: &'a Remarks,
    /// The tracked changes, in order; they do not overlap.
    pub edits: &'a [Edit],
    /// When, as `2025-12-31T00:00:00Z`; nothing is said of it where it is empty.
    pub date: &'a str,
}

/// Writes marks into a document that [`clean`] gave.
///
/// # Errors
///
/// Nothing in the document can carry a comment.
pub fn mark(
    bytes: &[u8],
    document: &Document,
    trace: &Trace,
    marks: Marks<'_>,
) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let part = utf8(package.part(&main)?)?;
    let markup = Markup::read(&part.text)?;
    let names = Names::of(&markup);
    let spots = Spots {
        markup: &markup,
        document,
        trace,
        base: part.base.unwrap_or_default(),
        names: &names,
        plain: Cell::default(),
    };
    let mut comments = Comments::open(&mut package, &main, &markup)?;
    let mut patch = Patch::new(&markup, &names, marks.date);
    for edit in marks.edits {
        changes::track(&spots, &mut patch, edit);
    }
    let remarks = marks.remarks;
    let anchors = remarks.list.iter().map(|r| Some((r, spots.of(r.at?)?)));
    let anchors: Vec<_> = anchors.collect();
    let each = remarks.list.iter().zip(&anchors);
    let unmarked: Vec<&Remark> = each.filter(|(_, a)| a.is_none()).map(|(r, _)| r).collect();
    let title = remarks.title.and_then(|t| spots.of(t));
    let title = title.or_else(|| spots.first()).ok_or(Refusal::NoPlace)?;
    patch.comment(comments.add(&remarks.summary_with(&unmarked), false), title);
    for (remark, anchor) in anchors.into_iter().flatten() {
        patch.comment(comments.add(&remark.lines, remark.names_rule), anchor);
    }
    let mut parts = comments.close(&mut package, &main, &names, marks.date)?;
    parts.insert(main, parts::bytes(&part, &patch.apply()));
    Ok(package.with(&parts)?)
}

/// A part whose places are those of the file.
fn utf8(part: Option<Part>) -> Result<Part, Refusal> {
    part.filter(|p| p.base.is_some()).ok_or(Refusal::NoPlace)
}
