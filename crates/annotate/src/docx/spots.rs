//! Spans of the text → spots between runs in the document part.

use super::names::Names;
use gouji_core::document::{BlockKind, Document};
use gouji_core::text::Span;
use gouji_formats::docx::Trace;
use gouji_formats::docx::markup::{Element, Markup};
use std::cell::Cell;
use std::ops::Range;

/// The way from the text to the part.
pub(super) struct Spots<'a> {
    pub markup: &'a Markup<'a>,
    pub document: &'a Document,
    pub trace: &'a Trace,
    /// How many bytes of the part stand in front of the markup.
    pub base: usize,
    pub names: &'a Names,
    /// A text of which is known whether it holds characters only.
    pub plain: Cell<Option<(usize, bool)>>,
}

/// Where something can be put between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The byte.
    pub at: usize,
    /// The run beside it.
    pub run: usize,
    /// The run has to be parted here.
    pub parts: bool,
    /// … and so has this text in it.
    pub text: Option<usize>,
}

/// What a comment stands around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// From a spot to another.
    Words(Spot, Spot),
    /// The paragraph of a blank cell.
    Blank(usize),
}

/// A piece of text in the part.
pub(super) struct Held {
    /// Its `w:t`.
    pub text: usize,
    /// The outermost run or formula around it.
    pub unit: usize,
    /// It stands in a run that can be parted.
    pub parts: bool,
}

impl Spots<'_> {
    /// Where the comment on a span stands: around its words, its blank cell, else the block that it stands in.
    pub fn of(&self, span: Span) -> Option<Anchor> {
        let blanks = &self.trace.blanks;
        let from = blanks.partition_point(|b| b.text.start < span.start);
        let mut here = blanks.iter().skip(from);
        let blank = here.find(|b| b.text.start > span.start || b.text == span);
        let blank = blank.filter(|b| b.text == span);
        if let Some(blank) = blank.filter(|b| b.part == 0) {
            let paragraph = self.paragraph(blank.xml as usize)?;
            return Some(Anchor::Blank(paragraph));
        }
        self.words(span).or_else(|| self.words(self.block(span)?))
    }

    /// The first words of all.
    pub fn first(&self) -> Option<Anchor> {
        let own = self.trace.sources.iter().find(|s| s.part == 0)?;
        self.words(own.text)
    }

    fn words(&self, span: Span) -> Option<Anchor> {
        let pieces = self.pieces(span);
        let from = pieces.iter().map(|p| p.start).min()?;
        let to = pieces.iter().map(|p| p.end).max()?;
        Some(Anchor::Words(self.before(from)?, self.behind(to)?))
    }

    /// The cell or paragraph that a span starts in.
    fn block(&self, span: Span) -> Option<Span> {
        let around = |s: &Span| s.start <= span.start && span.start <= s.end;
        let mut blocks = self.document.blocks.iter();
        let block = blocks.find(|b| around(&b.span))?;
        match &block.kind {
            BlockKind::Table(table) => table.cells().map(|(_, c)| c.span).find(around),
            _ => Some(block.span),
        }
    }

    /// The bytes of the markup that hold a span, in the order of the text.
    pub fn pieces(&self, span: Span) -> Vec<Range<usize>> {
        let sources = &self.trace.sources;
        let from = sources.partition_point(|s| s.text.end <= span.start);
        let here = sources.iter().skip(from);
        let here = here.take_while(|s| s.text.start < span.end);
        let place = |s: &gouji_formats::docx::Source| {
            let start = (s.xml.start as usize).checked_sub(self.base)?;
            let end = (s.xml.end as usize).checked_sub(self.base)?;
            if s.text.len() != s.xml.len() {
                return Some(start..end);
            }
            let skipped = span.start.saturating_sub(s.text.start) as usize;
            let left = s.text.end.saturating_sub(span.end) as usize;
            Some(start + skipped..end - left)
        };
        let places = here.filter(|s| s.part == 0).filter_map(place);
        places.filter(|p| !p.is_empty()).collect()
    }

    /// What holds a byte of text.
    pub fn held(&self, byte: usize) -> Option<Held> {
        let text = self.markup.at(byte)?;
        let is_unit = |at: &usize| {
            let local = self.markup.get(*at).map_or("", |e| e.local());
            matches!(local, "r" | "oMath" | "oMathPara")
        };
        let unit = self.markup.around(text).filter(is_unit).last()?;
        let element = self.markup.get(text)?;
        let run = self.markup.get(unit)?;
        let parts = element.parent == Some(unit)
            && self.names.is(run, "r")
            && self.names.is(element, "t")
            && self.is_plain(text, element);
        Some(Held { text, unit, parts })
    }

    /// Whether a text holds characters only. Asked of the same one again and again, it may have megabytes.
    fn is_plain(&self, text: usize, element: &Element<'_>) -> bool {
        if let Some((known, plain)) = self.plain.get()
            && known == text
        {
            return plain;
        }
        let inside = element.open.end..element.close.start;
        let plain = !self.markup.slice(inside).contains("<!");
        self.plain.set(Some((text, plain)));
        plain
    }

    /// The spot in front of a byte of text.
    pub fn before(&self, byte: usize) -> Option<Spot> {
        let held = self.held(byte)?;
        let (text, run) = (self.markup.get(held.text)?, self.markup.get(held.unit)?);
        let (at, inside) = match byte == text.open.end {
            true => (text.open.start, None),
            false => (byte, Some(held.text)),
        };
        let head = self.props(held.unit).map_or(run.open.end, |p| p.end);
        let alone = self.markup.slice(head..at).trim().is_empty();
        Some(match held.parts && !alone {
            true => Spot::inside(at, held.unit, inside),
            false => Spot::beside(run.open.start, held.unit),
        })
    }

    /// The spot behind a byte of text that is the end of a piece.
    pub fn behind(&self, byte: usize) -> Option<Spot> {
        let held = self.held(byte.checked_sub(1)?)?;
        let (text, run) = (self.markup.get(held.text)?, self.markup.get(held.unit)?);
        let (at, inside) = match byte == text.close.start {
            true => (text.close.end, None),
            false => (byte, Some(held.text)),
        };
        let alone = self.markup.slice(at..run.close.start).trim().is_empty();
        Some(match held.parts && !alone {
            true => Spot::inside(at, held.unit, inside),
            false => Spot::beside(run.close.end, held.unit),
        })
    }

    /// The properties of a run.
    fn props(&self, run: usize) -> Option<Range<usize>> {
        let first = self.markup.children(run).next()?;
        let props = self.markup.get(first)?;
        (props.local() == "rPr").then(|| props.whole())
    }

    /// The first paragraph of the cell that begins at a byte of the part.
    pub fn paragraph(&self, cell: usize) -> Option<usize> {
        let markup = self.markup;
        let cell = markup.at(cell.checked_sub(self.base)?)?;
        let is = |at: usize, name: &str| markup.get(at).is_some_and(|e| self.names.is(e, name));
        let end = markup.get(cell)?.close.start;
        let inside = |at: &usize| markup.get(*at).is_some_and(|e| e.open.start < end);
        let own = |at: &usize| markup.around(*at).find(|a| is(*a, "tc")) == Some(cell);
        let mut all = (cell + 1..markup.elements.len()).take_while(inside);
        all.find(|at| is(*at, "p") && own(at))
    }
}

impl Spot {
    fn inside(at: usize, run: usize, text: Option<usize>) -> Self {
        Spot {
            at,
            run,
            parts: true,
            text,
        }
    }

    fn beside(at: usize, run: usize) -> Self {
        Spot {
            at,
            run,
            parts: false,
            text: None,
        }
    }
}
