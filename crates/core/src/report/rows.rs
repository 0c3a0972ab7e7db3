//! Text that stands in a table: a page put into a table, lines that end in separators, a sentence across all columns.
//! A row with one filled cell is text where that cell, or one next to it, is a sentence.

use crate::document::{Document, Marks, Table};
use crate::grammar;
use crate::text::{Folded, Span};

/// How a paragraph stands in the table that it was found in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InRow {
    /// In none.
    #[default]
    No,
    /// It is text that only stands there.
    Text,
    /// A label: it may be the heading of a section, and is nothing else.
    Label,
}

/// A cell that has its row for itself.
pub(super) struct Lone {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub is: InRow,
    /// It is a sentence itself: no label of any row.
    pub sentence: bool,
}

/// The shortest sentence, in characters.
const SHORTEST: usize = 10;
/// Text of this length with a full stop inside is a sentence, whatever it ends in (in characters).
const LONG: usize = 60;

/// The cells of a table that have a row for themselves and may be text.
pub(super) fn lone(document: &Document, table: &Table) -> Vec<Lone> {
    let mut all = Vec::new();
    let mut run: Vec<Span> = Vec::new();
    match table.marks {
        Marks::Rows => {
            for row in &table.rows {
                let mut filled = row.cells.iter().filter(|c| !c.span.is_empty());
                match (filled.next(), filled.next()) {
                    (Some(cell), None) if has_words(document, cell.span) => run.push(cell.span),
                    (None, _) => {}
                    _ => close(document, &mut run, &mut all),
                }
            }
        }
        Marks::Cells => {
            for (_, cell) in table.cells() {
                if has_words(document, cell.span) {
                    run.push(cell.span);
                    continue;
                }
                if !cell.span.is_empty() {
                    // what stands before a value is its label, however long
                    run.pop();
                }
                close(document, &mut run, &mut all);
            }
        }
    }
    close(document, &mut run, &mut all);
    all
}

/// Ends a run of neighbours: with a sentence among them they are text, without one labels that may be headings.
fn close(document: &Document, run: &mut Vec<Span>, all: &mut Vec<Lone>) {
    let sentences: Vec<bool> = run
        .iter()
        .map(|s| is_sentence(document.slice(*s)))
        .collect();
    let text = sentences.contains(&true);
    for (span, sentence) in run.drain(..).zip(sentences) {
        let is = match text {
            true => InRow::Text,
            false if is_numbered(document, span) => InRow::Label,
            false => continue,
        };
        all.push(Lone { span, is, sentence });
    }
}

fn has_words(document: &Document, span: Span) -> bool {
    document.slice(span).contains(char::is_alphabetic)
}

/// Ends in a full stop, perhaps inside of quotes. What ends in a bracket may be a label with its definition.
fn is_sentence(text: &str) -> bool {
    let stop = |c: char| matches!(c, '\u{3002}' | '\u{ff01}' | '\u{ff1f}');
    let quotes = ['\u{201d}', '\u{2019}', '\u{300d}', '"'];
    let long =
        text.chars().nth(LONG).is_some() && text.contains(stop) && !text.ends_with('\u{ff09}');
    let ended = text.trim_end_matches(quotes).ends_with(stop);
    long || (ended && text.chars().nth(SHORTEST - 1).is_some())
}

/// Begins with the number of a section.
fn is_numbered(document: &Document, span: Span) -> bool {
    let opening = grammar::opening(Folded::new(&document.text, span).text());
    opening.is_some_and(|o| o.numbering.level == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::plain;

    /// The cells of the first table of a text that may be text, with what they are.
    fn found(text: &str) -> Vec<(String, InRow)> {
        let document = plain::read("a.txt", text.as_bytes()).unwrap();
        let mut tables = document.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let table = tables.next().unwrap();
        let cells = lone(&document, table).into_iter();
        let cells = cells.map(|l| (document.slice(l.span).to_owned(), l.is));
        cells.collect()
    }

    #[test]
    fn a_sentence_with_a_row_for_itself_is_text_and_so_are_its_neighbours() {
        let text = "| 一、甲乙 |\n| 全年共发布各类信息三百条。 |\n| 丙 | 1 | 2 |\n| 四、丁 |\n| 戊 |\n| 己 | 3 | 4 |";
        let expected = [
            ("一、甲乙", InRow::Text),
            ("全年共发布各类信息三百条。", InRow::Text),
            ("四、丁", InRow::Label),
        ];
        let expected = expected.map(|(words, is)| (words.to_owned(), is));
        assert_eq!(found(text), expected);
    }

    #[test]
    fn labels_with_definitions_and_short_cells_are_no_text() {
        let text = "| （本列的关系是：第一项加第二项之和等于第三项。） |\n| 甲。 |\n| 丙 | 1 | 2 |";
        assert!(found(text).is_empty());
    }
}
