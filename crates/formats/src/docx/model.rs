//! What stands in a document, before it is laid out as one text.

use std::ops::Range;

/// A piece of a flow.
#[derive(Debug)]
pub(crate) enum Node {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// The number that its list gives it.
    pub(crate) label: String,
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    /// Its level as a heading.
    pub(crate) heading: Option<u8>,
    /// A line of a table of contents.
    pub(crate) contents: bool,
}

/// Where some of the text stands in the part: byte for byte, or one character for a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: Range<usize>,
    pub(crate) xml: Range<usize>,
}

/// A table as the file declares it.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// How many columns the grid has; 0 if not given.
    pub(crate) columns: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Columns of the grid in front of the first cell.
    pub(crate) before: u32,
    pub(crate) deleted: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub(crate) nodes: Vec<Node>,
    /// Columns it covers; 0 if not given.
    pub(crate) span: u32,
    /// Goes on with the cell above.
    pub(crate) below: bool,
    /// Goes on with the cell to the left.
    pub(crate) beside: bool,
    /// Where it begins in its part.
    pub(crate) at: usize,
}

impl Paragraph {
    /// Adds text; `xml` is where it stands in the part.
    pub(crate) fn push(&mut self, text: &str, xml: Option<Range<usize>>) {
        let start = self.text.len();
        self.text.push_str(text);
        let Some(xml) = xml else { return };
        let exact = |p: &Piece| p.text.len() == p.xml.len();
        let piece = Piece {
            text: start..self.text.len(),
            xml,
        };
        match self.pieces.last_mut() {
            Some(last)
                if exact(last)
                    && exact(&piece)
                    && last.xml.end == piece.xml.start
                    && last.text.end == piece.text.start =>
            {
                last.text.end = piece.text.end;
                last.xml.end = piece.xml.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// This paragraph and the next one as one, with the looks of the next.
    pub(crate) fn joined(mut self, next: Paragraph) -> Paragraph {
        let by = self.text.len();
        let moved = next.pieces.into_iter().map(|p| Piece {
            text: p.text.start + by..p.text.end + by,
            xml: p.xml,
        });
        self.pieces.extend(moved);
        self.text.push_str(&next.text);
        Paragraph {
            text: self.text,
            pieces: self.pieces,
            ..next
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}
