//! Paragraphs and tables → one text with its blocks, and the way back.
//!
//! Each paragraph is a line, and so is each row of a table, with a tab between its cells.

use super::grid;
use super::model::{Node, Paragraph, Table};
use gouji_core::document::{Block, BlockKind, Cell, Marks, Row, Table as Grid};
use gouji_core::text::Span;

/// A piece of the text and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The piece of [`gouji_core::document::Document::text`].
    pub text: Span,
    /// Which of [`super::Trace::parts`].
    pub part: u16,
    /// Bytes of the part, inside of a `w:t`: as many as the text has, or those of one reference (`&amp;`).
    pub xml: Span,
}

/// A blank cell and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Where its text would stand in [`gouji_core::document::Document::text`].
    pub text: Span,
    /// Which of [`super::Trace::parts`].
    pub part: u16,
    /// The byte of the part at which its `w:tc` begins.
    pub xml: u32,
}

/// A text in the making.
#[derive(Default)]
pub(crate) struct Emitter {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(super) sources: Vec<Source>,
    pub(super) blanks: Vec<Blank>,
    /// The part that is laid out, and where its text begins in it.
    pub(super) part: u16,
    pub(super) base: Option<usize>,
    /// Whether this is what stands outside of the text: heads, feet, notes.
    pub(crate) outside: bool,
}

/// The longest heading, in characters. Whole paragraphs wear the style of one by mistake.
const LONGEST_HEADING: usize = 100;
/// A line of at least so many characters that ends in no mark goes on behind a soft break.
const LONG_LINE: usize = 30;
/// How many cells a table may hold beside the tables in it, to be only the frame of a page.
const FRAME: usize = 4;

impl Emitter {
    /// Lays out a flow.
    pub(crate) fn flow(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Paragraph(paragraph) => self.paragraph(paragraph),
                Node::Table(table) if is_frame(table) => {
                    for cell in rows(table).flat_map(|row| &row.cells) {
                        self.flow(&cell.nodes);
                    }
                }
                Node::Table(table) => self.table(table),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.is_blank() {
            return;
        }
        self.line_end();
        let span = self.push(paragraph).trim(&self.text);
        let other = self.outside || paragraph.contents;
        let level = paragraph.heading.filter(|_| {
            let mut signs = self.text.get(span.range()).unwrap_or_default().chars();
            signs.nth(LONGEST_HEADING).is_none()
        });
        match (other, level) {
            (true, _) => self.block(span, BlockKind::Other),
            (false, Some(level)) => self.block(span, BlockKind::Heading(level)),
            (false, None) => {
                for line in lines(&self.text, span) {
                    self.block(line, BlockKind::Paragraph);
                }
            }
        }
    }

    fn block(&mut self, span: Span, kind: BlockKind) {
        self.blocks.push(Block { span, kind });
    }

    fn table(&mut self, table: &Table) {
        let places = grid::places(table);
        let (mut rows, mut inner) = (Vec::new(), Vec::new());
        for (row, places) in table.rows.iter().zip(places).filter(|(r, _)| !r.deleted) {
            self.line_end();
            let mut cells = Vec::new();
            for (cell, extent) in row.cells.iter().zip(places) {
                if extent.is_none() {
                    continue;
                }
                if !cells.is_empty() {
                    self.text.push('\t');
                }
                let span = self.cell(&cell.nodes);
                if span.is_empty() {
                    self.blank(span, cell.at);
                }
                cells.push(Cell { span, extent });
                inner.extend(cell.nodes.iter().filter(|n| matches!(n, Node::Table(_))));
            }
            // also behind a row that ends in a blank cell: each cell has a place of its own
            self.text.push('\n');
            rows.push(Row { cells });
        }
        let mut cells = rows.iter().flat_map(|row: &Row| &row.cells);
        if let Some(first) = cells.next() {
            let last = cells.next_back().unwrap_or(first);
            let span = first.span.cover(last.span);
            let marks = Marks::Rows;
            let kind = match self.outside {
                true => BlockKind::Other,
                false => BlockKind::Table(Grid { rows, marks }),
            };
            self.block(span, kind);
        }
        for node in inner {
            self.flow(std::slice::from_ref(node));
        }
    }

    /// The paragraphs of a cell, one under the other.
    fn cell(&mut self, nodes: &[Node]) -> Span {
        let start = self.text.len();
        for node in nodes {
            let Node::Paragraph(paragraph) = node else {
                continue;
            };
            if paragraph.is_blank() && paragraph.label.is_empty() {
                continue;
            }
            if self.text.len() > start {
                self.text.push('\n');
            }
            self.push(paragraph);
        }
        Span::new(start, self.text.len()).trim(&self.text)
    }

    fn blank(&mut self, text: Span, at: usize) {
        let xml = self.base.and_then(|base| u32::try_from(base + at).ok());
        let part = self.part;
        self.blanks.extend(xml.map(|xml| Blank { text, part, xml }));
    }

    fn push(&mut self, paragraph: &Paragraph) -> Span {
        let start = self.text.len();
        self.text.push_str(&paragraph.label);
        let from = self.text.len();
        self.text.push_str(&paragraph.text);
        if let Some(base) = self.base {
            let part = self.part;
            let sources = paragraph.pieces.iter().map(|piece| Source {
                text: Span::new(from + piece.text.start, from + piece.text.end),
                part,
                xml: Span::new(base + piece.xml.start, base + piece.xml.end),
            });
            self.sources.extend(sources);
        }
        Span::new(start, self.text.len())
    }

    fn line_end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn rows(table: &Table) -> impl Iterator<Item = &super::model::Row> {
    table.rows.iter().filter(|row| !row.deleted)
}

/// A table that is only the frame of what stands in it: a box around text, or a page laid out in columns.
fn is_frame(table: &Table) -> bool {
    let cells: Vec<&[Node]> = rows(table)
        .flat_map(|row| row.cells.iter().map(|c| c.nodes.as_slice()))
        .collect();
    let is_table = |node: &Node| matches!(node, Node::Table(_));
    let is_text = |node: &Node| matches!(node, Node::Paragraph(p) if !p.is_blank());
    let nested = cells.iter().any(|nodes| nodes.iter().any(is_table));
    let texts = cells.iter().filter(|nodes| nodes.iter().any(is_text));
    let alone = rows(table).all(|row| row.cells.len() <= 1);
    cells.len() <= 1 || nested && (alone || texts.count() <= FRAME)
}

/// A paragraph with soft breaks is several, where its lines end in marks or are as short as titles.
pub(crate) fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = span.start as usize;
    let mut goes_on = false;
    for line in span.of(text).split('\n') {
        let here = Span::new(at, at + line.len()).trim(text);
        at += line.len() + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => *last = last.cover(here),
            None => found.push(here),
        }
        goes_on = line.chars().nth(LONG_LINE).is_some() && !line.ends_with(ends_sentence);
    }
    found
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | ':' | ';' | '!' | '?' | '…' | '”' | '）' | ')')
        || matches!(
            c,
            '\u{3002}' | '\u{ff01}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}'
        )
}
