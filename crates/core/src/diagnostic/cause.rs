//! The mistake behind findings, as far as arithmetic can tell.

use super::{CellName, Diagnostic};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The mistake behind one or several findings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// What would have to be corrected, the likeliest first. The finding is about the first one where it is `sure`.
    pub candidates: Vec<Candidate>,
    /// The first candidate is clearly the likeliest, and nothing in the report speaks against it.
    pub sure: bool,
    /// Not all combinations were tried: there may be better candidates.
    pub bounded: bool,
    /// The findings that have this cause, as they are without it.
    pub findings: Vec<Diagnostic>,
    /// The part of the table that shows it.
    pub excerpt: Option<Excerpt>,
}

/// Cells that are perhaps wrong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// What would have to be corrected.
    pub cells: Vec<Correction>,
    /// The mistake that it would be, by its name for programs; `None` for no common one.
    pub mistake: Option<Cow<'static, str>>,
    /// Places in the report that speak against it.
    pub against: Vec<Span>,
}

/// Another value for a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where the cell is.
    pub span: Span,
    /// Its names.
    pub cell: CellName,
    /// What stands there.
    pub found: String,
    /// What would have to stand there.
    pub right: String,
}

/// Some rows and columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The title of the table.
    pub table: String,
    /// The columns, from left to right.
    pub columns: Vec<Line>,
    /// The rows, from top to bottom.
    pub rows: Vec<Line>,
    /// For each row, a cell for each column.
    pub cells: Vec<Vec<ExcerptCell>>,
}

impl Excerpt {
    /// Whether a cell stands in it.
    pub fn shows(&self, cell: &CellName) -> bool {
        let has = |lines: &[Line], label: &str| lines.iter().any(|l| l.label == label);
        cell.table == self.table && has(&self.rows, &cell.row) && has(&self.columns, &cell.column)
    }
}

/// A row or column of an excerpt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its label.
    pub label: String,
    /// A sum along it does not hold.
    pub broken: bool,
}

/// A cell of an excerpt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcerptCell {
    /// What stands in it; empty for a blank cell and for one that the row does not have.
    pub text: String,
    /// What would have to stand in it, where it is suspected.
    pub right: Option<String>,
}
