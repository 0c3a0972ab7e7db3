//! The layouts of plain text and Markdown: lines → blocks.
//!
//! - `line` cuts the text into lines and gives each a shape; `signs` holds what is asked about one line alone.
//! - `stacked`: one cell per line behind a TAB. `tsv`: one row per line, cells parted by TABs. `pipe`: cells parted by
//!   pipes, a row or a cell per line. `csv`: one row per line, cells parted by commas.
//! - `lone`: a cell per line, with a pipe alone on a line between any two.
//! - `wrap` finds out whether prose was broken at a fixed width and joins it.
//! - `comments` finds comments, which are no text.
//! - `chrome` knows page numbers, rules and other things that are not text.

pub mod chrome;
mod comments;
mod csv;
mod line;
mod lone;
mod page;
mod pipe;
pub mod signs;
mod stacked;
mod tsv;
mod wrap;

pub use line::heading;

use crate::document::{Block, BlockKind, Marks, Note, NoteKind, Row, Table};
use crate::text::Span;
use line::Shape;
use page::Page;
use wrap::Wrap;

/// Lines above this length (in bytes) are noted.
const LONG_LINE: usize = 1 << 20;

/// The blocks of a text, and what was noticed on the way.
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    /// Comments, and page numbers inside of paragraphs.
    pub(super) comments: Vec<Span>,
    pub(super) notes: Vec<Note>,
}

/// Lays out a text. Takes time linear in its length.
pub(super) fn layout(text: &str) -> Layout {
    let page = Page::new(text);
    let wrap = Wrap::detect(&page);
    let mut joined = Joined::default();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = page.lines.get(at) {
        at = match line.shape {
            Shape::Stacked => stacked::take(&page, at, &mut blocks),
            Shape::Tsv => tsv::take(&page, at, &mut blocks),
            Shape::Pipe => pipe::take(&page, at, &mut blocks),
            Shape::Heading(level) => one(line.body, BlockKind::Heading(level), at, &mut blocks),
            Shape::Other => one(line.body, BlockKind::Other, at, &mut blocks),
            Shape::Plain if csv::begins(&page, at) => csv::take(&page, at, &mut blocks),
            Shape::Plain => paragraph(&page, wrap.as_ref(), at, &mut joined, &mut blocks),
        };
    }
    for block in &mut blocks {
        comments::uncover(text, &page.comments, block);
    }
    let mut notes = Vec::new();
    notes.extend(joined.note());
    notes.extend(long_lines(&page));
    let mut comments = page.comments;
    comments.extend(joined.aside);
    comments.sort_unstable_by_key(|c| c.start);
    Layout {
        blocks,
        comments,
        notes,
    }
}

fn one(span: Span, kind: BlockKind, at: usize, out: &mut Vec<Block>) -> usize {
    out.push(Block { span, kind });
    at + 1
}

/// A table of rows that hold at least one cell; its span reaches from the first cell to the last.
fn table(rows: Vec<Row>, marks: Marks) -> Option<Block> {
    let mut cells = rows.iter().flat_map(|r| &r.cells);
    let first = cells.next()?.span;
    let span = cells
        .next_back()
        .map_or(first, |last| first.cover(last.span));
    Some(Block {
        span,
        kind: BlockKind::Table(Table { rows, marks }),
    })
}

/// Page numbers and running heads that may stand at one break.
const ASIDE: usize = 4;

/// A line of prose, with the lines that a fixed width cut off from it, also beyond the end of a page.
fn paragraph(
    page: &Page,
    wrap: Option<&Wrap>,
    at: usize,
    joined: &mut Joined,
    out: &mut Vec<Block>,
) -> usize {
    let mut lines = page.lines.iter().enumerate().skip(at);
    let Some((_, mut last)) = lines.next() else {
        return at + 1;
    };
    let (mut span, mut next) = (last.body, at + 1);
    let mut aside: Vec<Span> = Vec::new();
    for (nth, line) in lines {
        let goes_on = |w: &Wrap| w.joins(page.text, last, line, !aside.is_empty());
        match line.shape {
            Shape::Plain if wrap.is_some_and(goes_on) => {
                span = span.cover(line.body);
                last = line;
                next = nth + 1;
                joined.add(span, &mut aside);
            }
            Shape::Other if aside.len() < ASIDE && chrome::may_part(page.words(line)) => {
                aside.push(line.body);
            }
            _ => break,
        }
    }
    out.push(Block {
        span,
        kind: BlockKind::Paragraph,
    });
    next
}

/// How many line ends were found to be accidents of a fixed width.
#[derive(Default)]
struct Joined {
    first: Option<Span>,
    count: usize,
    /// Page numbers and running heads inside of paragraphs: no text of them, as comments are none.
    aside: Vec<Span>,
}

impl Joined {
    fn add(&mut self, span: Span, aside: &mut Vec<Span>) {
        self.first = self.first.or(Some(span));
        self.count += 1;
        self.aside.append(aside);
    }

    fn note(&self) -> Option<Note> {
        Some(Note {
            kind: NoteKind::HardWrapped,
            span: Some(self.first?),
            count: self.count,
        })
    }
}

fn long_lines(page: &Page) -> Option<Note> {
    let mut long = page.lines.iter().filter(|l| l.span.len() > LONG_LINE);
    Some(Note {
        kind: NoteKind::LongLine,
        span: Some(long.next()?.body),
        count: long.count() + 1,
    })
}
