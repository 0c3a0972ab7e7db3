//! The report as its reader sees it, with its findings beside it.

use std::collections::BTreeSet;

use super::figures::Figures;
use super::markup::Markup;
use super::messages::Say;
use super::note::Notes;
use super::places::Places;
use gouji_core::diagnostic::{LintResult, ReadTable, found};
use gouji_core::document::{Block, BlockKind, Document};
use gouji_core::text::{Lang, Span};

/// The most that is drawn of one report, in bytes of HTML.
const ROOM: usize = 1 << 20;

/// What is needed to draw a report.
pub(super) struct Body<'d> {
    pub document: &'d Document,
    pub lang: Lang,
    pub figures: &'d Figures,
    /// The tables of the form that were found.
    pub tables: Vec<(&'d ReadTable, Span)>,
    title: Option<Span>,
    headings: BTreeSet<u32>,
    /// How many tables were drawn.
    pub drawn: usize,
}

impl<'d> Body<'d> {
    pub fn new(
        document: &'d Document,
        checked: &'d LintResult,
        figures: &'d Figures,
        lang: Lang,
    ) -> Self {
        let reading = checked.reading.as_deref();
        let headings = reading.into_iter().flat_map(|r| &r.headings);
        let tables = reading.into_iter().flat_map(|r| found(&r.tables));
        Body {
            document,
            lang,
            figures,
            tables: tables.collect(),
            title: reading.and_then(|r| r.title),
            headings: headings.map(|h| h.start).collect(),
            drawn: 0,
        }
    }

    /// Draws as much as there is room for, each block with the notes that stand beside it.
    pub fn draw(&mut self, out: &mut Markup, places: &mut Places, notes: &mut Notes<'_>) {
        let room = out.len().saturating_add(ROOM);
        let blocks = self.document.blocks.iter();
        let mut left = 0;
        for block in blocks.filter(|b| !b.span.is_empty()) {
            if out.len() > room {
                left += 1;
                continue;
            }
            let mut piece = Markup::default();
            self.block(&mut piece, places, block, room.saturating_sub(out.len()));
            if piece.len() == 0 {
                continue;
            }
            let beside = notes.beside(places);
            match beside.len() {
                0 => out.add(&piece),
                _ => {
                    out.raw("<div class=\"row\"><div class=\"own\">")
                        .add(&piece);
                    out.raw("</div><div class=\"notes\">")
                        .add(&beside)
                        .raw("</div></div>\n")
                }
            };
        }
        if left > 0 {
            out.raw("<p class=\"cut\">")
                .text(&Say::Cut(left).say(self.lang))
                .raw("</p>\n");
        }
    }

    fn block(&mut self, out: &mut Markup, places: &mut Places, block: &Block, room: usize) {
        let (open, close) = match &block.kind {
            BlockKind::Table(table) => return self.table(out, places, block.span, table, room),
            BlockKind::Other => ("<p class=\"other\">", "</p>\n"),
            _ if self.title.is_some_and(|t| t.overlaps(block.span)) => {
                ("<h3 class=\"title\">", "</h3>\n")
            }
            BlockKind::Heading(1 | 2) => ("<h4>", "</h4>\n"),
            BlockKind::Heading(_) => ("<h5>", "</h5>\n"),
            BlockKind::Paragraph if self.is_heading(block.span) => ("<h4>", "</h4>\n"),
            BlockKind::Paragraph => ("<p>", "</p>\n"),
        };
        out.raw(open);
        let span = self.without_marks(block);
        places.draw(out, self.document, span);
        out.raw(close);
    }

    /// The heading of a section, and nothing else.
    fn is_heading(&self, block: Span) -> bool {
        let starts = self.headings.range(block.start..block.end).next().is_some();
        starts && block.len() < 300
    }

    /// The span of a block without the signs that make it a heading.
    fn without_marks(&self, block: &Block) -> Span {
        let text = self.document.slice(block.span);
        let marks = match block.kind {
            BlockKind::Heading(_) => text.len() - text.trim_start_matches(['#', ' ']).len(),
            _ => 0,
        };
        Span::new(block.span.start as usize + marks, block.span.end as usize)
    }
}
