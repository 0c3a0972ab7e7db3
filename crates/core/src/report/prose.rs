//! The running text of a report: folded once, cut into paragraphs and sentences, tokenised.

use super::form::Kind;
use super::grid;
use super::ids::SectionId;
use super::marks::without_marks;
use super::reflow;
use super::rows::{self, InRow};
use crate::document::{Block, BlockKind, Document};
use crate::grammar::{self, Opening, Token};
use crate::text::{Folded, Index, IndexedText, Span};
use std::ops::Range;

/// All running text, folded; paragraphs are parted by line ends.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    folded: Folded,
    index: Index,
    /// Paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// The blocks of the document, where they were cut by what the kind knows.
    reflowed: Option<Vec<Block>>,
    /// Where another report stands in the document, which was not read.
    pub other: Option<Span>,
}

/// A paragraph of running text, or a heading.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its bytes in the folded text.
    pub range: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Index of the first of its blocks in the document.
    pub block: usize,
    /// Its level, if the format marks it as a heading.
    pub heading: Option<u8>,
    /// Its number and first words; offsets are those of the folded text.
    pub opening: Option<Opening>,
    /// What counts in it; offsets are those of the folded text.
    pub tokens: Vec<Token>,
    /// Which part of the report it belongs to.
    pub part: Part,
    /// The sections with a parent that it stands in, from the outside in.
    pub inner: Vec<SectionId>,
    /// Whether it was found in a table.
    pub in_row: InRow,
}

impl Paragraph {
    /// Whether it stands in a section, and is not its heading.
    pub fn is_in(&self, section: SectionId) -> bool {
        let Part::Section(outer) = self.part else {
            return false;
        };
        outer == section || self.inner.contains(&section)
    }
}

/// A part of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Before the first section.
    #[default]
    Head,
    /// In the section with this index.
    Section(SectionId),
    /// The heading of the section with this index.
    Title(SectionId),
    /// The signature and what follows it.
    Tail,
    /// In a table.
    Table,
}

impl Prose {
    /// The prose of a document that may be a report of one of these kinds.
    pub fn of(kinds: &[Kind], document: &Document) -> Self {
        let reflowed = reflow::blocks(kinds, document);
        let laid = grid::laid(
            kinds,
            document,
            reflowed.as_deref().unwrap_or(&document.blocks),
        );
        let reflowed = laid.or(reflowed);
        let mut prose = Prose::new(document, reflowed.as_deref().unwrap_or(&document.blocks));
        prose.reflowed = reflowed;
        let all = prose.blocks(document);
        let Some(one) = reflow::one(kinds, &prose, all) else {
            return prose;
        };
        let own = all.get(one.blocks).unwrap_or_default().to_vec();
        Prose {
            reflowed: Some(own.clone()),
            other: Some(one.other),
            ..Prose::new(document, &own)
        }
    }

    /// The blocks that it was made from.
    pub fn blocks<'d>(&'d self, document: &'d Document) -> &'d [Block] {
        self.reflowed.as_deref().unwrap_or(&document.blocks)
    }

    /// Folds and cuts the blocks of a document. Of tables only text and headings are taken that stand in rows of their
    /// own; `part` is not known yet.
    fn new(document: &Document, blocks: &[Block]) -> Self {
        let mut prose = Prose::default();
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Heading(level) => prose.block(document, at, block.span, Some(*level)),
                BlockKind::Paragraph => prose.block(document, at, block.span, None),
                BlockKind::Table(table) => {
                    for lone in rows::lone(document, table) {
                        let from = prose.paragraphs.len();
                        prose.block(document, at, lone.span, None);
                        let new = prose.paragraphs.iter_mut().skip(from);
                        new.for_each(|p| p.in_row = lone.is);
                    }
                }
                BlockKind::Other => {}
            }
        }
        prose.index = Index::new(prose.folded.text());
        prose
    }

    fn block(&mut self, document: &Document, block: usize, span: Span, heading: Option<u8>) {
        for part in portions(&document.text, span) {
            self.push(document, block, part, heading);
        }
    }

    fn push(&mut self, document: &Document, block: usize, span: Span, heading: Option<u8>) {
        let start = self.folded.len();
        let parts = document.without_comments(span).into_iter();
        let pieces = parts.flat_map(|part| without_marks(&document.text, part));
        for piece in pieces {
            for line in lines(&document.text, piece) {
                self.folded.push(&document.text, line);
            }
        }
        let range = start..self.folded.len();
        let text = self.text(range.clone());
        let opening = grammar::opening(text).map(|o| shift_opening(o, start));
        self.folded.separate('\n', span.end as usize);
        self.paragraphs.push(Paragraph {
            range,
            span,
            block,
            heading,
            opening,
            ..Paragraph::default()
        });
    }

    /// Tokenises the paragraphs that are no part of a table.
    pub fn tokenise(&mut self) {
        for paragraph in &mut self.paragraphs {
            if paragraph.part == Part::Table {
                continue;
            }
            let start = paragraph.range.start;
            let text = self.folded.text();
            let mut tokens = grammar::tokens(text.get(paragraph.range.clone()).unwrap_or_default());
            tokens.iter_mut().for_each(|t| t.shift(start));
            paragraph.tokens = tokens;
        }
    }

    /// Folded text of a range.
    pub fn text(&self, range: Range<usize>) -> &str {
        self.folded.text().get(range).unwrap_or_default()
    }

    /// All of the folded text.
    pub fn whole(&self) -> Range<usize> {
        0..self.folded.len()
    }

    /// All folded text, to look for patterns in.
    pub fn searched(&self) -> IndexedText<'_> {
        IndexedText::new(self.folded.text(), &self.index)
    }

    /// Where a folded range stands in the document.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.folded.source(range.start, range.end)
    }

    /// The tokens of a paragraph that begin in a folded range.
    pub fn tokens_in(
        &self,
        paragraph: usize,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &Token> {
        let tokens = self.paragraphs.get(paragraph).map(|p| p.tokens.as_slice());
        let tokens = tokens.unwrap_or_default();
        let first = tokens.partition_point(|t| t.range.start < range.start);
        let behind = tokens.partition_point(|t| t.range.start < range.end);
        tokens.get(first..behind).unwrap_or_default().iter()
    }

    /// The token that covers a folded offset.
    pub fn token_at(&self, paragraph: usize, at: usize) -> Option<&Token> {
        let tokens = &self.paragraphs.get(paragraph)?.tokens;
        let after = tokens.partition_point(|t| t.range.start <= at);
        let token = tokens.get(after.checked_sub(1)?)?;
        token.range.contains(&at).then_some(token)
    }

    /// The sentence around a folded offset of a paragraph: from one full stop to the next.
    pub fn sentence(&self, paragraph: &Paragraph, at: usize) -> Range<usize> {
        let range = paragraph.range.clone();
        let before = self.text(range.start..at.max(range.start));
        let after = self.text(at.min(range.end)..range.end);
        let start = before.rfind(ends_sentence).map_or(range.start, |p| {
            let stop = before.get(p..).and_then(|s| s.chars().next());
            range.start + p + stop.map_or(1, char::len_utf8)
        });
        let end = after
            .find(ends_sentence)
            .map_or(range.end, |p| at.max(range.start) + p);
        start..end.max(start)
    }

    /// The paragraph that holds a folded offset.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|p| p.range.start <= at);
        after.checked_sub(1)
    }
}

/// A character that ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '\u{3002}' | '!' | '?' | '\n')
}

/// The lines of a span. Lines of one paragraph were broken at a fixed width, perhaps in the middle of a number.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut start = span.start as usize;
    span.of(text).split_inclusive('\n').map(move |line| {
        let here = Span::new(start, start + line.len());
        start = here.end as usize;
        here
    })
}

/// The longest paragraph, in bytes. What is longer was not written by a person: it is cut, so that work stays linear.
const LONGEST: usize = 20_000;

/// A span in portions of bounded length, cut behind a full stop where there is one.
fn portions(text: &str, span: Span) -> Vec<Span> {
    let mut portions = Vec::new();
    let mut start = span.start as usize;
    let end = span.end as usize;
    while end.saturating_sub(start) > LONGEST {
        let mut cut = start + LONGEST;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let head = Span::new(start, cut).of(text);
        let stop = head.rfind(ends_sentence).filter(|at| at * 2 > head.len());
        let behind = stop.and_then(|at| Some(at + head.get(at..)?.chars().next()?.len_utf8()));
        let next = behind.map_or(cut, |b| start + b);
        portions.push(Span::new(start, next));
        start = next;
    }
    portions.push(Span::new(start, end));
    portions
}

fn shift_opening(opening: Opening, by: usize) -> Opening {
    Opening {
        numbering: opening.numbering,
        number: opening.number.start + by..opening.number.end + by,
        lead: opening.lead.start + by..opening.lead.end + by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    #[test]
    fn a_paragraph_without_end_is_cut_behind_a_full_stop() {
        let text = "甲乙丙丁戊。".repeat(5_000);
        let whole = Span::new(0, text.len());
        let parts = portions(&text, whole);
        assert!(parts.len() > 4);
        assert!(
            parts
                .iter()
                .all(|p| p.len() <= LONGEST && p.of(&text).ends_with('。'))
        );
        let joined: String = parts.iter().map(|p| p.of(&text)).collect();
        assert_eq!(joined, text);
        let bare = "甲".repeat(20_000);
        let parts = portions(&bare, Span::new(0, bare.len()));
        assert_eq!(parts.iter().map(|p| p.len()).sum::<usize>(), bare.len());
    }

    #[test]
    fn marks_go_and_sentences_are_found() {
        let text = "[bookmark: _GoBack]（一）甲。乙 12 件。丙";
        let document = Document {
            text: text.into(),
            lines: LineIndex::new(text),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
            }],
            ..Document::default()
        };
        let mut prose = Prose::new(&document, &document.blocks);
        prose.tokenise();
        assert_eq!(prose.folded.text(), "(一)甲。乙12件。丙\n");
        let paragraph = &prose.paragraphs[0];
        let at = prose.folded.text().find("12").unwrap();
        assert_eq!(prose.text(prose.sentence(paragraph, at)), "乙12件");
        assert_eq!(prose.span(&(at..at + 2)).of(text), "12");
        assert!(prose.token_at(0, at).is_some());
        assert_eq!(prose.text(paragraph.opening.clone().unwrap().lead), "甲");
    }
}
