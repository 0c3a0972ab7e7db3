//! Which form a report fills in, and what its tables hold under it.

use super::form::{Form, Kind};
use super::grid;
use super::ids::{SectionId, TableId};
use super::prose::Prose;
use super::sections::Heading;
use super::source_cells::{self, SourceCell};
use super::table::{self, Around, RowState, TableFacts};
use crate::document::Document;
use crate::text::{Id, IdVec};
use std::ops::Range;

/// With so many labels of its own a form is proved.
pub(super) const PROOF: usize = 2;

/// A form with what its tables hold.
pub(super) struct Filled<'k> {
    pub form: &'k Form,
    /// How many labels of this form alone stand in the document.
    pub markers: usize,
    /// One entry for each table of the form.
    pub tables: IdVec<TableId, TableFacts>,
}

impl Filled<'_> {
    /// How many rows are not there, of the tables that are.
    fn absent(&self) -> usize {
        let read = self.tables.iter().filter(|t| t.span.is_some());
        let rows = read.flat_map(|t| &t.rows);
        rows.filter(|r| r.state == RowState::Absent).count()
    }
}

/// Reads the tables under the form that its labels, its year or, where neither says, its rows decide: that of which all
/// are there.
pub(super) fn read<'k>(
    kind: &'k Kind,
    document: &Document,
    prose: &Prose,
    headings: &[Heading],
    whole: &[SourceCell],
    year: Option<i32>,
) -> Option<Filled<'k>> {
    let under = |(form, markers): (&'k Form, usize)| Filled {
        form,
        markers,
        tables: tables(form, kind, (document, prose), (headings, whole), year),
    };
    let (form, markers) = form(kind, whole, year)?;
    let first = under((form, markers));
    if year.is_some() || markers >= PROOF || first.absent() == 0 {
        return Some(first);
    }
    let others = kind.forms.iter().filter(|f| f.years != form.years);
    let mut others = others.map(|form| under((form, 0)));
    Some(others.find(|f| f.absent() == 0).unwrap_or(first))
}

/// The form with the most labels of its own in the text, else the form of the year, else the newest.
fn form<'k>(kind: &'k Kind, cells: &[SourceCell], year: Option<i32>) -> Option<(&'k Form, usize)> {
    let mut labels = String::new();
    for cell in cells.iter().filter(|p| !p.key.is_empty()) {
        labels.push_str(&cell.label);
    }
    let scored = kind.forms.iter().map(|f| (f, table::markers(f, &labels)));
    let best = scored.max_by_key(|(f, n)| {
        let fits = year.is_some_and(|y| f.years.contains(y));
        (if *n >= PROOF { *n } else { 0 }, fits)
    })?;
    Some(best)
}

/// Reads each table from its section; where the section's heading was not found, or shows nothing of the table,
/// from all that lies between the nearest headings that were found.
fn tables(
    form: &Form,
    kind: &Kind,
    (document, prose): (&Document, &Prose),
    (headings, whole): (&[Heading], &[SourceCell]),
    year: Option<i32>,
) -> IdVec<TableId, TableFacts> {
    let start_of = |h: &Heading| prose.paragraphs.get(h.paragraph).map_or(0, |p| p.block);
    let end = prose.blocks(document).len();
    let titles = source_cells::headings(document, prose.blocks(document));
    let grids = grid::read(form, document, prose.blocks(document), year);
    let all = form.tables.iter().zip(grids);
    all.map(|(spec, grid)| {
        if let Some(facts) = grid {
            return facts;
        }
        // behind all sections where it is in none
        let wanted = spec.section.unwrap_or(SectionId::new(kind.outer()));
        let mut known = headings.iter().filter(|h| h.section.is_some());
        let from = known
            .clone()
            .filter(|h| h.section <= Some(wanted))
            .map(start_of)
            .max()
            .unwrap_or(0);
        let to = known
            .find(|h| h.section > Some(wanted) && start_of(h) > from)
            .map_or(end, start_of);
        let others = form.tables.iter().filter(|t| t.id != spec.id);
        let rows = others.flat_map(|t| &t.rows).flat_map(|r| &r.keys);
        let foreign = rows.map(String::as_str).collect();
        let around = |headings, own| Around {
            headings,
            foreign: &foreign,
            own,
        };
        let own = around(slice(&titles, from..to), true);
        let facts = table::read(spec, slice(whole, from..to), &own);
        if facts.span.is_some() {
            facts
        } else {
            table::read(spec, whole, &around(&titles, false))
        }
    })
    .collect()
}

/// The cells of a range of blocks.
fn slice(cells: &[SourceCell], blocks: Range<usize>) -> &[SourceCell] {
    let from = cells.partition_point(|p| p.block < blocks.start);
    let to = cells.partition_point(|p| p.block < blocks.end);
    cells.get(from..to).unwrap_or_default()
}
