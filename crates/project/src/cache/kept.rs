//! What is stored of a result.

use serde::{Deserialize, Serialize};

use super::Outcome;
use gouji_core::diagnostic::LintResult;
use gouji_core::document::{Block, Document, Format, Sheets};
use gouji_core::linter::Seen;
use gouji_core::text::LineIndex;

/// A result as it is stored. Which name the file had is no part of it.
#[derive(Deserialize)]
pub(super) struct Kept<'b> {
    checked: LintResult,
    seen: Vec<Seen>,
    format: Format,
    #[serde(borrow)]
    paper: Option<Paper<'b>>,
}

/// The same on its way out.
#[derive(Serialize)]
struct Shown<'a> {
    checked: &'a LintResult,
    seen: &'a [Seen],
    format: Format,
    paper: Option<PaperShown<'a>>,
}

/// What findings are drawn on.
#[derive(Deserialize)]
struct Paper<'b> {
    /// Stored as a text; taken as bytes, because most of opening a result would be to find that they are one.
    text: &'b [u8],
    blocks: Vec<Block>,
    pages: Vec<u32>,
    sheets: Sheets,
}

#[derive(Serialize)]
struct PaperShown<'a> {
    text: &'a str,
    /// Where the format has lines, no block is asked for a place.
    blocks: &'a [Block],
    pages: &'a [u32],
    sheets: &'a Sheets,
}

/// A result as bytes.
pub fn to_bytes(document: &Document, checked: &LintResult, seen: &[Seen]) -> Option<Vec<u8>> {
    let paper = is_drawn(checked).then(|| PaperShown {
        text: &document.text,
        blocks: match document.format.is_text() {
            true => &[],
            false => &document.blocks,
        },
        pages: &document.pages,
        sheets: &document.sheets,
    });
    let shown = Shown {
        checked,
        seen,
        format: document.format,
        paper,
    };
    postcard::to_allocvec(&shown).ok()
}

/// Whether an output looks at the text of the report.
fn is_drawn(checked: &LintResult) -> bool {
    let open = checked.open.iter().any(|o| o.span.is_some());
    open || !checked.diagnostics.is_empty() || !checked.accepted.is_empty()
}

/// The document and what is found in it, from the bytes of a result; nothing where they are damaged.
pub fn stored(bytes: &[u8], name: &str) -> Option<(Document, LintResult)> {
    let (document, checked, _) = Kept::read(bytes)?.outcome(name)?;
    Some((document, checked))
}

/// A result with what came of the waivers, from its bytes; nothing where they are damaged.
pub fn outcome(bytes: &[u8], name: &str) -> Option<Outcome> {
    Kept::read(bytes)?.outcome(name)
}

impl<'b> Kept<'b> {
    /// Reads what was stored.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The result, for a file with this name.
    pub fn outcome(self, name: &str) -> Option<Outcome> {
        let mut checked = self.checked;
        name.clone_into(&mut checked.path);
        let mut document = Document {
            name: name.to_owned(),
            format: self.format,
            ..Document::default()
        };
        if let Some(paper) = self.paper {
            let text = simdutf8::basic::from_utf8(paper.text).ok()?;
            document.lines = LineIndex::new(text);
            document.text = text.to_owned();
            document.blocks = paper.blocks;
            document.pages = paper.pages;
            document.sheets = paper.sheets;
        }
        document.is_sound().then_some(())?;
        Some((document, checked, self.seen))
    }
}
