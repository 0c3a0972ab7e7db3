//! From what was found in a line to blocks.

use super::heads::{self, Title};
use super::labels::Labels;
use super::line::Line;
use super::tables::{self, Inline};
use crate::document::{Block, BlockKind, Cell, Marks, Row, Table};
use crate::report::form::Kind;
use crate::text::Span;
use std::ops::Range;

/// Something that is a block of its own.
#[derive(Debug)]
pub(super) enum Part {
    Title(Range<usize>),
    Table(Inline),
}

impl Part {
    fn range(&self) -> Range<usize> {
        match self {
            Part::Title(range) => range.clone(),
            Part::Table(table) => table.range.clone(),
        }
    }
}

/// The titles and tables in a line that no mark parts from what stands around them, in order.
pub(super) fn parts(labels: &Labels, line: &Line) -> Vec<Part> {
    let titles = heads::titles(labels, line);
    let mut parts = Vec::new();
    let mut from = 0;
    let ends = titles.iter().map(|t| t.range.start);
    for (end, title) in ends
        .chain([line.signs.len()])
        .zip(titles.iter().map(Some).chain([None]))
    {
        let found = tables::find(line, labels, &(from..end));
        parts.extend(found.into_iter().map(Part::Table));
        let apart = |t: &&Title| !t.stands(line);
        parts.extend(title.filter(apart).map(|t| Part::Title(t.range.clone())));
        from = title.map_or(end, |t| t.range.end);
    }
    parts
}

/// Writes the blocks of a run: what was found, and what stands between.
pub(super) fn blocks(
    kind: &Kind,
    line: &Line,
    run: &[Block],
    parts: &[Part],
    first: bool,
    out: &mut Vec<Block>,
) {
    let mut layout = Layout {
        kind,
        line,
        run,
        head: first,
        tries: 3,
        out,
    };
    let mut from = 0;
    for part in parts {
        let range = part.range();
        layout.between(from..range.start);
        match part {
            Part::Title(_) => {
                layout.head = false;
                layout.paragraph(&range);
            }
            Part::Table(table) => layout.table(table),
        }
        from = range.end;
    }
    layout.between(from..line.signs.len());
}

struct Layout<'l> {
    kind: &'l Kind,
    line: &'l Line,
    run: &'l [Block],
    /// The title of the report may follow.
    head: bool,
    /// How often it is looked for.
    tries: usize,
    out: &'l mut Vec<Block>,
}

impl Layout<'_> {
    /// The blocks of a run between two things that were found. A block that was not cut stays as it was.
    fn between(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let here = from..range.end;
            let end = here
                .clone()
                .find(|at| self.line.at(*at) == '\n')
                .unwrap_or(range.end);
            let span = self.line.span(&(from..end));
            match self.run.binary_search_by_key(&span.start, |b| b.span.start) {
                Ok(at)
                    if self
                        .run
                        .get(at)
                        .is_some_and(|b| b.span == span || is_same(self.line, from, end)) =>
                {
                    self.out.extend(self.run.get(at).cloned());
                }
                _ => self.prose(from..end),
            }
            from = end + 1;
        }
    }

    /// A part of a block.
    fn prose(&mut self, range: Range<usize>) {
        let mut range = self.line.trim(range);
        self.head &= self.tries > 0;
        let title = match self.head {
            true => heads::report_title(self.kind, self.line, &range),
            false => None,
        };
        self.tries = self.tries.saturating_sub(1);
        if let Some(title) = title {
            self.paragraph(&(range.start..title.start));
            self.paragraph(&title);
            range.start = title.end;
            self.head = false;
        }
        let last = range.end + 1 >= self.line.signs.len();
        for item in heads::items(self.line, range) {
            let signed = heads::signature(self.line, &item).filter(|_| last);
            let signed = signed.unwrap_or(item.end);
            self.paragraph(&(item.start..signed));
            self.paragraph(&(signed..item.end));
        }
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        let span = self.line.span(range);
        if !span.is_empty() {
            let words = self.line.part(range).iter().any(|s| s.key);
            let kind = match words {
                true => BlockKind::Paragraph,
                false => BlockKind::Other,
            };
            self.out.push(Block { span, kind });
        }
    }

    fn table(&mut self, table: &Inline) {
        let cell = |range: &Range<usize>| Cell::new(self.line.span(range));
        let row = |cells: &Vec<Range<usize>>| Row {
            cells: cells.iter().map(cell).collect(),
        };
        let rows: Vec<Row> = table.rows.iter().map(row).collect();
        let spans = rows.iter().flat_map(|r| &r.cells).map(|c| c.span);
        self.out.extend(spans.reduce(Span::cover).map(|span| Block {
            span,
            kind: BlockKind::Table(Table {
                rows,
                marks: Marks::Rows,
            }),
        }));
    }
}

/// Whether a range reaches from one line end to the next.
fn is_same(line: &Line, from: usize, end: usize) -> bool {
    (from == 0 || line.at(from - 1) == '\n') && line.at(end) == '\n'
}
