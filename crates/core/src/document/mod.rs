//! Layer 1: what a reader found in a file.
//!
//! A [`Document`] is one text and its [`Block`]s in reading order. It knows nothing of reports: headings are only
//! those that the format itself marks (`#` in Markdown); a numbered title is a paragraph here. Every span points into
//! [`Document::text`].

mod counted;
mod edited;
mod place;
mod sheets;
mod sound;
mod table;
mod words;

pub use counted::Counted;
pub use place::{Place, Spot};
pub use sheets::{MOST_COLUMNS, MOST_ROWS, SheetCell, Sheets};
pub use table::{Cell, Extent, Marks, Row, Table};
pub use words::AUTHOR;

use crate::text::{LineIndex, Position, Span};
use serde::{Deserialize, Serialize};

/// A text with its blocks.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What people call it: the path as given, or `<stdin>`.
    pub name: String,
    /// What it was read from.
    pub format: Format,
    /// The file's own text (without a byte-order mark), decoded; for a [`Format`] that is no text, what the reader
    /// took out of it.
    pub text: String,
    /// Lines of `text`.
    pub lines: LineIndex,
    /// Blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// Comments in the text, and page numbers where a page ends inside of a paragraph, in order. They are no text of any
    /// block, even where they stand inside of one.
    pub comments: Vec<Span>,
    /// Where each page begins, in bytes of `text`; empty where the format has no pages.
    pub pages: Vec<u32>,
    /// The name that the format itself gives the text, where it does not stand in it: a block of kind *other*.
    pub named: Option<Span>,
    /// The sheets of a workbook; empty in other documents.
    pub sheets: Sheets,
    /// What the reader noticed about the file itself.
    pub notes: Vec<Note>,
    /// The encoding the bytes were read in, as the WHATWG names it (`UTF-8`, `gb18030`, `UTF-16LE` …).
    pub encoding: &'static str,
    /// What was counted in `blocks` by those who asked; a document whose blocks are changed is a copy.
    pub counted: Counted,
}

/// What a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Plain text or Markdown: spans are places in the file.
    #[default]
    Text,
    /// A web page.
    Html,
    /// A Word document (`.docx`).
    Docx,
    /// An old Word or WPS document (`.doc`, `.wps`).
    Doc,
    /// A PDF with text.
    Pdf,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
        }
    }

    /// Whether spans are places in the file itself, so that edits apply to it.
    pub fn is_text(self) -> bool {
        self == Format::Text
    }
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands, without white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading that the format marks, with its level from 1.
    Heading(u8),
    /// Running text, or one line of it. The span may hold line ends (hard-wrapped text is joined).
    Paragraph,
    /// A table.
    Table(Table),
    /// What is not the text of the report: page numbers, running heads, markup that stands alone.
    Other,
}

/// What a reader noticed about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Where it begins, if it has a place.
    pub span: Option<Span>,
    /// How many times.
    pub count: usize,
}

/// The kinds of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    /// Bytes that were no text in the encoding; replaced by U+FFFD.
    Undecodable,
    /// Text that was decoded with a wrong encoding before it came here.
    Mojibake,
    /// Lines are broken at a fixed width; they were joined to paragraphs.
    HardWrapped,
    /// A line of extreme length; it was kept whole.
    LongLine,
    /// Insertions and deletions that nobody has accepted; what was inserted is text, what was deleted is not.
    TrackedChanges,
    /// Another program turned the file into one that could be read.
    Converted,
    /// The text holds next to nothing.
    Empty,
    /// Pages that are pictures without text.
    Scanned,
    /// The file is a copy in which findings were marked.
    Marked,
    /// A formula of a workbook without the value that it gives.
    NoValue,
    /// A cell of a workbook shows an error in place of a value.
    ErrorValue,
    /// A cell of a workbook shows fewer digits than its value has; what it shows is read.
    Rounded,
    /// A cell of a workbook that nobody sees: its row, column or sheet is hidden, or its format shows nothing.
    HiddenCell,
    /// A sheet that is the same form as one before; it is not read.
    SameForm,
}

impl Note {
    /// What was noticed so many times in a whole file, at no single place; nothing where it was not noticed at all.
    pub fn counted(kind: NoteKind, count: usize) -> Option<Note> {
        (count > 0).then_some(Note {
            kind,
            span: None,
            count,
        })
    }
}

impl Document {
    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The text at a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The parts of a span around the comments in it.
    pub fn without_comments(&self, span: Span) -> Vec<Span> {
        let (mut parts, mut start) = (Vec::new(), span.start);
        for comment in self.comments_in(span) {
            parts.push(Span {
                start,
                end: comment.start.max(start),
            });
            start = comment.end;
        }
        parts.push(Span {
            start,
            end: span.end.max(start),
        });
        parts.retain(|p| !p.is_empty());
        parts
    }

    /// Whether a comment stands in a part of the text, or touches it.
    pub fn has_comment(&self, span: Span) -> bool {
        self.comments_in(span).next().is_some()
    }

    /// The comments that stand in a part of the text or touch it, in order.
    fn comments_in(&self, span: Span) -> impl Iterator<Item = &Span> {
        let first = self.comments.partition_point(|c| c.end <= span.start);
        let rest = self.comments.iter().skip(first);
        rest.take_while(move |c| c.start < span.end)
    }

    /// The note of a kind, if there is one.
    pub fn note(&self, kind: NoteKind) -> Option<Note> {
        self.notes.iter().copied().find(|n| n.kind == kind)
    }
}
