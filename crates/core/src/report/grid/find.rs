//! Captions ↔ grids. A caption in a list of contents has no grid behind it; a grid that goes on over pages may have its
//! caption again, or none.

use super::spec::{GridSpec, unit};
use crate::document::{Block, BlockKind, Document, Table};
use crate::grammar::{self, CellText};
use crate::report::form::{Axis, Kind, TableSpec};
use crate::report::row_key;
use crate::text::{Folded, Span};
use std::cmp::Reverse;
use std::ops::Range;

/// The grids that belong to a caption.
pub(super) struct Captioned<'d> {
    /// Its grids in order, with the indexes of their blocks.
    pub grids: Vec<(usize, &'d Table)>,
    /// The unit that stands above them, as a power of ten.
    pub unit: Option<u32>,
    /// The caption itself.
    pub span: Span,
}

/// What was found of a table.
pub(super) struct Found<'d> {
    /// Its grids: one table, or several where each is a table by itself.
    pub tables: Vec<Captioned<'d>>,
    /// Nothing was found but a caption that is another one's, too.
    pub taken: Option<Span>,
}

/// The longest caption, in characters.
const LONGEST: usize = 60;
/// So many short lines may stand between a caption and its grid: number, body, unit.
const BETWEEN: usize = 8;

/// So many rows at the top of a grid may hold its heads.
const HEADS: usize = 4;

/// What the caption of a further page says of a table: 续.
const GOES_ON: char = '\u{7eed}';

/// What is looked for: tables with the same captions are sides of one grid.
pub(super) struct Finder<'d, 's> {
    document: &'d Document,
    specs: Vec<&'s TableSpec>,
    found: Vec<Vec<Captioned<'d>>>,
    /// Captions that fit a table, too, but are another one's.
    rivals: Vec<(usize, Span)>,
    /// A caption stood there since the last grid, one that begins a table.
    fresh: bool,
    /// The caption that stands above, by index of a spec, and how far away.
    open: Option<(usize, Span, usize)>,
    /// A grid of the caption that stands above was seen.
    taken: bool,
    unit: Option<u32>,
}

/// For each table the grids that its caption stands above.
pub(super) fn captioned<'d>(
    document: &'d Document,
    blocks: &'d [Block],
    specs: &[&TableSpec],
) -> Vec<Found<'d>> {
    let mut finder = Finder {
        document,
        specs: specs.to_vec(),
        found: specs.iter().map(|_| Vec::new()).collect(),
        rivals: Vec::new(),
        fresh: false,
        open: None,
        taken: false,
        unit: None,
    };
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) => finder.line(block.span),
            BlockKind::Table(table) => finder.grid(at, table),
            BlockKind::Other => {}
        }
    }
    let rivals = finder.rivals;
    let found = finder.found.into_iter().enumerate();
    let one = |(at, tables): (usize, Vec<Captioned<'d>>)| {
        let mut taken = rivals.iter().filter(|(spec, _)| *spec == at);
        let taken = taken.next().filter(|_| tables.is_empty());
        Found {
            tables,
            taken: taken.map(|(_, span)| *span),
        }
    };
    found.map(one).collect()
}

/// Whether a line is the caption of a table of some kind.
pub(super) fn is_caption(kinds: &[Kind], document: &Document, span: Span) -> bool {
    let folded = Folded::new(&document.text, span);
    let forms = kinds.iter().flat_map(|k| &k.forms);
    let mut tables = forms.flat_map(|f| &f.tables);
    is_short(folded.text()) && tables.any(|t| is_captioned(t, folded.text()))
}

/// Whether a text is no longer than a caption.
fn is_short(folded: &str) -> bool {
    folded.chars().nth(LONGEST).is_none()
}

/// Whether a text reads as the caption of a table does.
fn is_captioned(spec: &TableSpec, folded: &str) -> bool {
    let grid = spec.grid.as_ref();
    grid.is_some_and(|g| g.captions.iter().any(|c| c.is_match(folded)))
}

impl<'d> Finder<'d, '_> {
    fn folded(&self, span: Span) -> String {
        Folded::new(&self.document.text, span).text().to_owned()
    }

    fn caption(&mut self, folded: &str, span: Span) -> Option<usize> {
        let fits = |spec: &TableSpec| is_captioned(spec, folded);
        let short = is_short(folded);
        let first = self.specs.iter().position(|s| short && fits(s))?;
        let own = self.specs.get(first).and_then(|s| s.grid.as_ref());
        let others = self.specs.iter().enumerate().skip(first + 1);
        let others = others.filter(|(_, s)| {
            let same = |g: &GridSpec| own.is_some_and(|o| o.captions == g.captions);
            // a table of which every row may be absent lacks nothing
            let wanted = s.rows.is_empty() || s.rows.iter().any(|r| !r.optional);
            wanted && fits(s) && !s.grid.as_deref().is_some_and(same)
        });
        self.rivals.extend(others.map(|(at, _)| (at, span)));
        Some(first)
    }

    /// Whether two tables, by index, are sides of one grid.
    fn are_sides(&self, one: usize, other: usize) -> bool {
        let both = self.specs.get(one).zip(self.specs.get(other));
        both.is_some_and(|(one, other)| same(one, other))
    }

    /// A line of text: a caption, something that may stand below one, or what parts it from the grid.
    fn line(&mut self, span: Span) {
        let folded = self.folded(span);
        let folded = folded.trim_start_matches('#');
        if let Some(spec) = self.caption(folded, span) {
            self.open = Some((spec, span, 0));
            self.taken = false;
            self.fresh |= !folded.contains(GOES_ON);
            self.unit = stated(folded);
            return;
        }
        if let Some(power) = stated(folded) {
            self.unit = Some(power);
        }
        let long = folded.chars().nth(LONGEST).is_some() || (self.taken && is_other(folded));
        self.open = match self.open {
            Some((spec, at, lines)) if !long && lines < BETWEEN => Some((spec, at, lines + 1)),
            _ => None,
        };
    }

    /// Opens the caption in the first rows of a grid. Gives the unit there; `None` when captions of several tables stand
    /// below each other, as in a list of contents.
    fn caption_within(&mut self, table: &Table) -> Option<Option<u32>> {
        let (mut unit, mut above) = (None, None);
        for row in table.rows.iter().take(4) {
            let mut own = None;
            let filled = row.cells.iter().filter(|c| !c.span.is_empty());
            for span in filled.take(3).map(|c| c.span) {
                let folded = self.folded(span);
                unit = unit.or_else(|| stated(&folded));
                if let Some(spec) = self.caption(&folded, span) {
                    if above.is_some_and(|one| !self.are_sides(one, spec)) {
                        return None;
                    }
                    own = Some(spec);
                    self.open = Some((spec, span, 0));
                    self.fresh |= !folded.contains(GOES_ON);
                }
            }
            above = own.or(above);
        }
        Some(unit)
    }

    /// The table that the heads of a grid are of which no caption of its own is known: there is none above it, or one of a table
    /// that has none of these columns.
    fn by_heads(&self, table: &Table) -> Option<(usize, Span)> {
        let wanted = |spec: &TableSpec| spec.grid.as_ref().map_or(0, |g| g.heads);
        if !self.specs.iter().any(|s| wanted(s) > 0) {
            return None;
        }
        let cells = table.rows.iter().take(HEADS).flat_map(|r| &r.cells);
        let heads: Vec<String> = cells.map(|c| row_key(&self.folded(c.span))).collect();
        let named = |spec: &TableSpec| {
            let known = |c: &&Axis| c.keys.iter().any(|k| !k.is_empty() && heads.contains(k));
            spec.columns.iter().filter(known).count()
        };
        let open = self.open.and_then(|(at, ..)| self.specs.get(at));
        if open.is_some_and(|spec| named(spec) > 0) {
            return None;
        }
        let all = self.specs.iter().enumerate().zip(&self.found);
        let fits = all.filter(|((_, spec), found)| {
            found.is_empty() && wanted(spec) > 0 && named(spec) >= wanted(spec)
        });
        let ((at, _), _) = fits.max_by_key(|((at, spec), _)| (named(spec), Reverse(*at)))?;
        let first = table.rows.iter().flat_map(|r| &r.cells);
        let mut first = first.map(|c| c.span).filter(|s| !s.is_empty());
        Some((at, first.next()?))
    }

    /// The unit in a table that is the line between a caption and its grid, laid out in cells: the body, the unit, no figure.
    fn unit_of_line(&self, table: &Table) -> Option<u32> {
        let one = match table.rows.len() {
            1 => true,
            2 => false,
            _ => return None,
        };
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let mut unit = None;
        for folded in cells.map(|c| self.folded(c.span)).filter(|t| !t.is_empty()) {
            let says = grammar::cell(&folded) == CellText::Text && is_short(&folded);
            if !says || !(one || folded.contains(':')) {
                return None;
            }
            unit = unit.or_else(|| stated(&folded));
        }
        unit
    }

    /// A grid: that of the caption above it or in its first rows, or the rest of the one before.
    fn grid(&mut self, at: usize, table: &'d Table) {
        if let Some(unit) = self.unit_of_line(table) {
            self.unit = Some(unit);
            return;
        }
        let unit = self.unit.take();
        let Some(within) = self.caption_within(table) else {
            self.open = None;
            return;
        };
        let unit = unit.or(within);
        if let Some((spec, span)) = self.by_heads(table) {
            self.open = Some((spec, span, 0));
            self.fresh = true;
        }
        let Some((first, span, _)) = self.open else {
            return;
        };
        // the next page of the same grid has no caption of its own
        self.open = Some((first, span, 0));
        self.taken = true;
        let Some(wanted) = self.specs.get(first) else {
            return;
        };
        let fresh = std::mem::take(&mut self.fresh);
        let repeats = wanted.grid.as_ref().is_some_and(|g| g.repeats);
        let slots = self.specs.iter().zip(&mut self.found);
        for (_, all) in slots.filter(|(spec, _)| same(wanted, spec)) {
            if all.is_empty() || (fresh && repeats) {
                all.push(Captioned {
                    grids: Vec::new(),
                    unit,
                    span,
                });
            }
            if let Some(last) = all.last_mut() {
                last.grids.push((at, table));
            }
        }
    }
}

/// Whether tables have the same captions: they are sides of one grid.
fn same(one: &TableSpec, other: &TableSpec) -> bool {
    match (&one.grid, &other.grid) {
        (Some(one), Some(other)) => one.captions == other.captions,
        _ => false,
    }
}

/// Whether a line behind a grid is the caption of a table that nobody looks for: words that end in "table".
fn is_other(folded: &str) -> bool {
    let body = folded.strip_suffix('\u{8868}').unwrap_or_default();
    let words = body.chars().filter(|c| c.is_alphabetic()).count();
    words > 3 && body.ends_with(char::is_alphabetic)
}

/// The unit that a line states behind a colon.
fn stated(folded: &str) -> Option<u32> {
    let mut colons = folded.match_indices(':');
    colons.find_map(|(at, _)| {
        let rest = folded.get(at + 1..)?;
        let (power, len) = unit(rest)?;
        let behind: &str = rest.get(len..)?;
        let ends = behind.chars().next().is_none_or(|c| !c.is_alphabetic());
        ends.then_some(power)
    })
}

/// The blocks that some grids stand in.
pub(super) fn blocks(captioned: &Captioned<'_>) -> Range<usize> {
    let first = captioned.grids.first().map_or(0, |(at, _)| *at);
    let last = captioned.grids.last().map_or(0, |(at, _)| at + 1);
    first..last
}
