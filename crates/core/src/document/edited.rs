//! A document with some words replaced, as if they stood in the file.

use super::{BlockKind, Document};
use crate::text::{Edit, LineIndex, Span};

impl Document {
    /// The document with edits, which are in order and do not overlap: the same blocks and cells, with other words.
    pub fn edited(&self, edits: &[Edit]) -> Document {
        let text = Edit::apply(edits, &self.text);
        let mut new = self.clone();
        new.lines = LineIndex::new(&text);
        new.text = text;
        let move_on = |span: &mut Span| *span = span.after(edits);
        for block in &mut new.blocks {
            move_on(&mut block.span);
            if let BlockKind::Table(table) = &mut block.kind {
                let cells = table.rows.iter_mut().flat_map(|r| &mut r.cells);
                cells.for_each(|c| move_on(&mut c.span));
            }
        }
        new.comments.iter_mut().for_each(move_on);
        let spans = new.notes.iter_mut().filter_map(|n| n.span.as_mut());
        spans.for_each(move_on);
        for cell in &mut new.sheets.cells {
            cell.at = Span::at(cell.at as usize).after(edits).start;
        }
        for page in &mut new.pages {
            *page = Span::at(*page as usize).after(edits).start;
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Cell, Row, Table};

    #[test]
    fn blocks_and_cells_keep_their_words() {
        let words = |from, to| Span::new(from, to);
        let cell = |from, to| Cell::new(words(from, to));
        let table = Table {
            rows: vec![Row {
                cells: vec![cell(5, 6), cell(7, 7), cell(8, 10)],
            }],
            ..Table::default()
        };
        let text = "abcd\n1\t\t23\n";
        let document = Document {
            text: text.to_owned(),
            lines: LineIndex::new(text),
            blocks: vec![
                Block {
                    span: words(0, 4),
                    kind: BlockKind::Paragraph,
                },
                Block {
                    span: words(5, 10),
                    kind: BlockKind::Table(table),
                },
            ],
            pages: vec![0, 5],
            ..Document::default()
        };
        let edit = |from, to, text: &str| Edit {
            span: words(from, to),
            text: text.to_owned(),
        };
        let new = document.edited(&[
            edit(0, 0, "X"),
            edit(2, 3, "YZ"),
            edit(7, 7, "0"),
            edit(8, 10, "4"),
        ]);
        assert_eq!(new.text, "XabYZd\n1\t0\t4\n");
        let BlockKind::Table(table) = &new.blocks[1].kind else {
            unreachable!()
        };
        let cells: Vec<&str> = table.cells().map(|(_, c)| new.slice(c.span)).collect();
        assert_eq!(cells, ["1", "0", "4"]);
        assert_eq!(new.slice(new.blocks[0].span), "XabYZd");
        assert_eq!(new.slice(new.blocks[1].span), "1\t0\t4");
        assert_eq!(new.pages, [0, 7]);
    }
}
