//! Cells that stand in a text without anything between them: the sums of their table tell where one ends and the next
//! begins, or it stays unknown.
//!
//! A row with as many digits as numbers can be parted in one way only, whatever the sums say. All others are read when
//! one way alone fulfils the sums of the table; where no way does, when there is one alone that does but for a single
//! wrong number. What two ways leave open is not read.

use super::ids::RowId;

mod cuts;
mod judge;
mod read;
mod solve;

pub(super) use read::{part, runs};

/// What became of the rows of a table whose cells stand without anything between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glued {
    /// Rows that were parted.
    pub parted: Vec<RowId>,
    /// Rows that can be parted in several ways.
    pub open: Vec<RowId>,
    /// Rows that no way to part them makes add up.
    pub unfit: Vec<RowId>,
    /// The sums decided, not the number of digits alone.
    pub by_sums: bool,
}
